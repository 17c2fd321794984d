"""Buoyancy: the planted slope, its interval and the years behind it, or a sentence why not."""

import pandas as pd
import pytest

from analytics import buoyancy
from data_loaders.store import Store

YEARS = [f"{year}-{(year + 1) % 100:02d}" for year in range(2015, 2027)]


def store_of(ledger, years, **heads):
    rows = [
        ("receipt", year, None, head, amounts[at]) for head, amounts in heads.items() for at, year in enumerate(years)
    ]
    return Store.of(entry=ledger(*rows))


def base_of(years, figures):
    return tuple(zip(years, figures, strict=True))


def test_receipts_that_grow_twice_as_fast_have_a_buoyancy_of_two(ledger):
    years, base = YEARS[:6], [100.0, 112, 121, 140, 150, 171]
    answer = buoyancy.by_head(
        store_of(ledger, years, A=[round(figure**2, 2) for figure in base]), base=base_of(years, base), base_name="GSDP"
    )
    row = answer.table.iloc[0]
    assert (row.buoyancy, row.low, row.high) == pytest.approx((2, 2, 2), abs=1e-4)
    assert (row.years, row.first_year, row.last_year) == (6, "2015-16", "2020-21")
    assert answer.sentence.startswith("A grew 2.00 % for each 1 % of GSDP (95 % interval 2.00 to 2.00, 6 years)")
    assert "Base: GSDP; typed by the reader." in answer.notes


def test_four_years_are_refused_with_a_sentence(ledger):
    years = YEARS[:4]
    answer = buoyancy.by_head(store_of(ledger, years, A=[1, 2, 3, 4]), base=base_of(years, [1.0, 2, 3, 4]))
    assert answer.table["buoyancy"].isna().all()
    assert answer.table["why"][0] == "4 whole years with a base, and 5 are needed"
    assert answer.sentence == "Buoyancy takes 5 whole years of receipts together with their base; there are 4."


def test_a_year_that_is_not_whole_is_not_used(ledger, by_months):
    months = by_months(A=[10] * 60 + [10] * 3)
    answer = buoyancy.by_head(Store.of(entry=months), base=base_of(YEARS[:6], [1.0, 2, 3, 4, 5, 6]))
    assert answer.table["years"][0] == 5
    assert answer.as_of.isoformat() == "2020-06-30"


def test_a_dated_change_of_policy_makes_the_elasticity(ledger):
    base = [100 * 1.1**at * (1.02 if at % 2 else 1) for at in range(12)]
    receipts = [
        round(figure * 1000 * (1.5 if year >= "2025-26" else 1), 2) for year, figure in zip(YEARS, base, strict=True)
    ]
    table = buoyancy.by_head(store_of(ledger, YEARS, R05=receipts, R09=receipts), base=base_of(YEARS, base)).table
    dated, other = (table.set_index("code").loc[code] for code in ("R05", "R09"))
    assert dated.buoyancy > 1.1 and dated.elasticity == pytest.approx(1, abs=1e-3)
    assert pd.isna(other["elasticity"]) and "no dated change of policy" in other["why"]


def test_a_head_with_a_refund_for_a_year_has_no_buoyancy(ledger):
    years = YEARS[:5]
    answer = buoyancy.by_head(store_of(ledger, years, A=[5, 5, -1, 5, 5]), base=base_of(years, [1.0, 2, 3, 4, 5]))
    assert answer.table["why"][0] == "a year is not above zero"


def test_the_base_of_the_parameters_says_its_source_and_what_is_unverified(ledger):
    answer = buoyancy.by_head(store_of(ledger, YEARS[:6], A=[1, 2, 3, 4, 5, 6]))
    (said,) = [note for note in answer.notes if note.startswith("Base: ")]
    assert "GDP of Pakistan" in said and "unverified" in said
