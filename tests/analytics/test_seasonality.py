"""Seasonality: shares of a year that add up, and a pace that never takes a part of a year for the whole."""

import pandas as pd
import pytest

from analytics import seasonality
from data_loaders.store import Store


def test_the_shares_of_a_year_by_hand(by_months, column):
    answer = seasonality.by_month(Store.of(entry=by_months(A=[1] * 11 + [9] + [1] * 11 + [14] + [100] * 3)))
    june = column(answer, "month", "average", "lowest", "highest", "years")[-1]
    assert june == ("June", pytest.approx((45 + 56) / 2), pytest.approx(45), pytest.approx(56), 2)
    assert answer.table["average"].sum() == pytest.approx(100)
    assert answer.sentence == "A: June brings most, 50.5 % of the year (between 45.0 and 56.0 % over 2 complete years)."


def test_a_head_without_a_year_of_twelve_figures_is_named(by_months):
    answer = seasonality.by_month(Store.of(entry=by_months(A=[1] * 12, B=[None, *[1] * 11])))
    assert set(answer.table["code"]) == {"A"}
    assert "Without such a year: B." in answer.notes


def test_eleven_months_show_no_season(by_months):
    answer = seasonality.by_month(Store.of(entry=by_months(A=[1] * 11)))
    assert answer.table.empty
    assert answer.sentence == "No year has a figure in all twelve months, so no season can be shown."


@pytest.fixture(scope="module")
def under_way(by_months, ledger):
    """Two years in which two months brought 20 and 10 % of the year, and two months of a third; a target of 300."""
    months = by_months(A=[10, 10] + [8] * 10 + [5, 5] + [9] * 10 + [20, 25])
    target = ledger(("receipt", "2017-18", None, "A", 300, "original")).assign(line=99)
    return Store.of(entry=pd.concat([months, target], ignore_index=True))


def test_the_pace_by_hand(under_way, column):
    answer = seasonality.pace(under_way)
    assert column(answer, "to_date", "last_year", "usual", "lowest", "highest", "years")[0] == (
        45, 10, pytest.approx(15), pytest.approx(10), pytest.approx(20), 2,
    )  # fmt: skip
    assert column(answer, "year_end", "year_end_low", "year_end_high", "target", "share_of_target")[0] == (
        300, 225, 450, 300, pytest.approx(15),
    )  # fmt: skip
    assert answer.sentence == (
        "By the end of August, 15.0 % of a year's A has usually come, 10.0 to 20.0 % in 2 years; "
        "15.0 % of this year's target has."
    )


def test_a_year_is_compared_with_years_before_it_alone(under_way, column):
    assert column(seasonality.pace(under_way, "2016-17"), "years") == [(1,)]


def test_without_a_complete_year_before_no_pace_is_claimed(by_months, column):
    answer = seasonality.pace(Store.of(entry=by_months(A=[1] * 5)))
    assert column(answer, "to_date", "usual", "year_end") == [(5, None, None)]
    assert answer.sentence == "No complete year with figures in all months is there to compare the pace with."


def test_a_year_with_a_month_missing_has_no_pace(by_months):
    answer = seasonality.pace(Store.of(entry=by_months(A=[1] * 12 + [1, None, 1])))
    assert answer.table.empty
    assert answer.sentence == "The pace of 2016-17 is not known: not all of its months so far are in."


def test_one_complete_year_is_not_called_usual(by_months):
    answer = seasonality.pace(Store.of(entry=by_months(A=[10, 10] + [8] * 10 + [5, 5])))
    assert answer.sentence == "By the end of August, 20.0 % of a year's A had come in the one complete year there is."
