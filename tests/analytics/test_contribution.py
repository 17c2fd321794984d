"""Contribution: percentage points add up to the growth of the total, whatever comes and goes."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import contribution
from data_loaders.store import Store

AMOUNT = st.integers(1, 10**10)


def test_contributions_by_hand(by_months, heads, column):
    store = Store.of(head=heads, entry=by_months(T1=[50] * 24, T2=[40] * 12 + [60] * 12, F1=[10] * 12 + [5] * 12))
    answer = contribution.to_growth(store, split="head")
    assert column(answer, "name", "change", "contribution") == [
        ("Stamps", 0, 0), ("Services", 240, 20), ("Fines", -60, -5), ("Total", 180, 15),
    ]  # fmt: skip
    assert (
        answer.sentence == "Receipts are 15.0 % above the year before; Services brought most, 20.0 percentage points."
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(AMOUNT | st.none(), AMOUNT | st.none()), min_size=1, max_size=12), st.integers(2, 9))
def test_contributions_add_up_to_the_growth_of_the_total(ledger, pairs, top):
    rows = [
        ("receipt", year, f"{year[:4]}-07", f"H{at}", amount)
        for at, pair in enumerate([*pairs, (5, 7)])
        for year, amount in zip(("2024-25", "2025-26"), pair, strict=True)
        if amount is not None
    ]
    heads = _one_group(f"H{at}" for at in range(len(pairs) + 1))
    table = contribution.to_growth(Store.of(entry=ledger(*rows), head=heads), split="head", top=top).table
    parts, total = table.iloc[:-1], table.iloc[-1]
    assert len(parts) <= top
    assert float(parts["contribution"].sum()) == pytest.approx(total.contribution, abs=1e-9 * max(1, abs(total.growth)))
    assert total.contribution == pytest.approx(total.growth)
    assert parts["change"].sum() == total.change == total.amount - total.last_year


def test_years_with_other_groups_are_not_compared(ledger, heads):
    rows = ledger(("receipt", "2024-25", "2024-07", "T1", 100), ("receipt", "2025-26", "2025-07", "F1", 100))
    answer = contribution.to_growth(Store.of(entry=rows, head=heads), split="head")
    assert answer.table.empty
    assert answer.sentence == "2025-26 is not compared: no figures in 2025-26, but in the year before: Tax."


def test_without_the_same_months_last_year_nothing_is_said(ledger):
    answer = contribution.to_growth(Store.of(entry=ledger(("receipt", "2025-26", "2025-07", "T1", 5))))
    assert answer.sentence == "2025-26 is not compared: 2024-25 has no figures."


def _one_group(codes):
    return pd.DataFrame([(code, code, "T", "head") for code in codes], columns=["code", "name", "parent", "level"])
