"""Composition: shares, and every level adds up to the one above."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import fiscal_year as fy
from analytics import revenue
from data_loaders.store import Store

FEW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LINES = st.lists(
    st.tuples(
        st.dates(date(2023, 7, 1), date(2026, 6, 30)),
        st.sampled_from(["T1", "T2", "F1", "X9", "T", None]),
        st.decimals(-(10**12), 10**12, places=2),
    ),
    min_size=1,
    max_size=30,
)


def test_what_had_a_figure_a_year_before_may_only_be_late(two_years):
    notes = revenue.drill(two_years, group="T").notes
    assert notes[-1] == "No figure yet for August 2025, but one a year before: Stamps."


def test_shares_change_in_percentage_points(two_years, column):
    answer = revenue.share(two_years)
    assert column(answer, "name", "share", "last_share", "change") == [
        ("Tax", pytest.approx(90), pytest.approx(100), pytest.approx(-10)),
        ("X9", pytest.approx(7.5), None, None),
        ("Fees", pytest.approx(2.5), None, None),
    ]
    assert answer.sentence == "Largest: Tax with 90.0 % of receipts; Tax lost most, 10.0 percentage points."


def test_the_others_come_last_however_large(ledger, column):
    rows = [("receipt", "2025-26", "2025-07", f"B{number}", 10 - number % 2) for number in range(5)]
    answer = revenue.share(Store.of(entry=ledger(*rows)), top=3)
    assert column(answer, "name", "amount") == [("B0", 10), ("B2", 10), ("Others", 28)]


def test_from_group_to_head_to_month(two_years, column):
    groups = revenue.drill(two_years)
    assert column(groups, "level", "name", "actual", "last_year", "target") == [
        ("group", "Tax", 180, 300, 1000),
        ("group", "X9", 15, None, None),
        ("group", "Fees", 5, None, 200),
        ("total", "Total", 200, 300, 1200),
    ]
    assert column(revenue.drill(two_years, group="T"), "code", "actual", "last_year", "growth", "target") == [
        ("T1", 120, 200, pytest.approx(-40), 1000),
        ("T2", 60, 100, pytest.approx(-40), None),
        ("", 180, 300, pytest.approx(-40), 1000),
    ]
    assert groups.sentence == "Together 33.3 % below the same months of last year."
    assert column(revenue.drill(two_years, head="T2"), "name", "month", "actual", "last_year") == [
        ("July 2025", date(2025, 7, 1), None, 50),
        ("August 2025", date(2025, 8, 1), 60, 50),
        ("Total", None, 60, 100),
    ]


def test_a_head_that_has_only_a_target_is_shown(ledger, heads, column):
    rows = ledger(("receipt", "2025-26", "2025-07", "T1", 10), ("receipt", "2025-26", None, "F1", 7, "original"))
    drilled = revenue.drill(Store.of(entry=rows, head=heads))
    assert column(drilled, "name", "actual", "target") == [("Tax", 10, None), ("Fees", None, 7), ("Total", 10, 7)]


@FEW
@given(LINES)
def test_every_level_adds_up_to_the_one_above(ledger, heads, lines):
    rows = [("receipt", fy.label(day, 7), f"{day:%Y-%m}", code, amount) for day, code, amount in lines]
    store = Store.of(entry=ledger(*rows), head=heads)
    groups = revenue.drill(store).table
    for group in groups[groups["level"] == "group"].itertuples():
        inside = revenue.drill(store, group=group.code).table
        assert_same(inside.iloc[-1], group)
        for head in inside[inside["level"] == "head"].itertuples():
            assert_same(revenue.drill(store, head=head.code).table.iloc[-1], head)


def assert_same(total, parent) -> None:
    """A level's total is what its parent says, missing where it is missing."""
    for name in ("actual", "last_year"):
        one, other = getattr(total, name), getattr(parent, name)
        assert (pd.isna(one) and pd.isna(other)) or one == other
