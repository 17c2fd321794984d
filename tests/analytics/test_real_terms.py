"""Real terms: by hand, with the base year and the source said, and never without an index."""

from decimal import Decimal

import pandas as pd
import pytest

from analytics import real_terms
from data_loaders.store import Store

INDEX = (("2015-16", 80.0), ("2016-17", 100.0))


INDIA = pd.DataFrame([{"name": "Elsewhere", "currency": "INR", "first_month": 7}])


@pytest.fixture(scope="module")
def months(by_months):
    return by_months(T1=[10] * 12 + [12] * 12 + [13] * 4)


@pytest.fixture(scope="module")
def two_whole_years(months):
    return Store.of(entry=months)


def test_amounts_are_restated_in_prices_of_the_base_year(two_whole_years, column):
    answer = real_terms.by_year(two_whole_years, index=INDEX)
    assert column(answer, "fiscal_year", "amount", "real") == [
        ("2015-16", 120, 150), ("2016-17", 144, 144), ("2017-18", 52, None),
    ]  # fmt: skip
    assert column(answer, "growth", "inflation", "real_growth")[1] == pytest.approx((20, 25, -4))
    assert answer.sentence == (
        "Receipts of 2016-17 are 20.0 % above the year before and, "
        "with prices 25.0 % higher, in real terms 4.0 % below."
    )
    assert answer.filters["prices of"] == "2016-17"
    assert "Price index: typed by the reader." in answer.notes and "No price index for 2017-18." in answer.notes


def test_another_base_year_changes_amounts_and_not_growth(two_whole_years, column):
    answer = real_terms.by_year(two_whole_years, index=INDEX, base_year="2015-16")
    assert column(answer, "real") == [(120,), (Decimal("115.20"),), (None,)]
    assert column(answer, "real_growth")[1] == pytest.approx((-4,))


def test_the_index_of_the_parameters_says_its_source_and_what_is_unverified(two_whole_years):
    answer = real_terms.by_year(two_whole_years)
    (said,) = [note for note in answer.notes if note.startswith("Price index: ")]
    assert "2015-16 = 100" in said and "unverified" in said


def test_without_an_index_the_answer_asks_for_one(months):
    answer = real_terms.by_year(Store.of(government=INDIA, entry=months))
    assert answer.table.empty
    assert answer.sentence == "There is no price index for INR in the parameters; type one, a figure a year."


@pytest.mark.parametrize(("index", "base_year", "why"), [
    (INDEX, "2030-31", "no figure for 2030-31"), ((("2015-16", 0.0),), None, "above zero"),
])  # fmt: skip
def test_an_index_that_cannot_be_used_is_refused(two_whole_years, index, base_year, why):
    with pytest.raises(ValueError, match=why):
        real_terms.by_year(two_whole_years, index=index, base_year=base_year)
