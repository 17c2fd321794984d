"""A year ends at what is booked plus what remains, and its limits are its own."""

import numpy as np
import pandas as pd
import pytest

from models.forecast import Errors, Forecast, History, chance, in_year, year_end
from models.forecast.intervals import COLUMNS

NO_ERRORS = Errors(pd.DataFrame(columns=COLUMNS))
JULY = 7


def past(*lines):
    return History(tuple(f"B{row}" for row in range(len(lines))), np.datetime64("2023-07", "M"), np.array(lines, float))


def ahead(history, *lines):
    mean = np.array(lines, float)
    limits = dict.fromkeys(("lo80", "hi80", "lo95", "hi95"), mean)
    none = ((),) * len(mean)
    return Forecast(history.series, history.after, mean, **limits, members=none, flags=none)


def test_the_total_is_what_is_booked_and_what_remains():
    history = past([10] * 24 + [12, 13])  # July and August 2025 are booked
    row = year_end(history, ahead(history, [11] * 12), NO_ERRORS, JULY).iloc[0]
    assert (row["year"], row["months_booked"]) == (pd.Timestamp("2025-07-01"), 2)
    assert (row["booked"], row["remaining"], row["total"]) == (25, 110, 135)


def test_a_year_that_has_not_begun_is_all_forecast():
    history = past([10] * 24)
    row = year_end(history, ahead(history, [11] * 12), NO_ERRORS, JULY).iloc[0]
    assert (row["months_booked"], row["booked"], row["total"]) == (0, 0, 132)


def test_a_month_that_nobody_submitted_is_estimated_and_not_booked():
    history = past([10] * 12 + [20] * 12 + [30, np.nan, 30])
    row = year_end(history, ahead(history, [30] * 9), NO_ERRORS, JULY).iloc[0]
    assert (row["months_booked"], row["booked"], row["remaining"]) == (2, 60, 270 + 20)  # 20: August of last year


def test_a_forecast_that_stops_before_the_year_does_is_refused():
    history = past([10] * 26)
    with pytest.raises(ValueError, match="10 months remain and the forecast reaches 3"):
        year_end(history, ahead(history, [10] * 3), NO_ERRORS, JULY)


def test_limits_of_a_year_come_from_errors_of_sums():
    rng = np.random.default_rng(1)
    rows = [
        (f"B{one}", np.datetime64("2024-06"), np.datetime64("2024-07") + step, step + 1, 100.0, 100.0 + miss, 1.0)
        for one in range(50)
        for step, miss in enumerate(np.r_[rng.normal(0, 1, 5), 0])
    ]
    errors = Errors(pd.DataFrame(rows, columns=COLUMNS))
    apart = Errors(
        errors.table.assign(actual=100 + (errors.table["actual"] - 100).abs())
    )  # never making up for each other
    noisy = past(  # six months of 2025-26 are booked
        np.r_[[10.0, 14.0] * 12, [12.0, 15, 11, 14, 9, 16]]
    )
    one, other = (year_end(noisy, ahead(noisy, [12] * 6), some, JULY).iloc[0] for some in (errors, apart))
    assert one["total"] < one["hi80"] < one["hi95"]
    assert other["hi80"] - other["total"] > 1.3 * (one["hi80"] - one["total"])


def test_the_limit_below_is_never_under_what_is_booked():
    history = past([10.0, 100.0] * 12 + [50.0])
    row = year_end(history, ahead(history, [1] * 12), NO_ERRORS, JULY).iloc[0]
    assert row["lo95"] == row["booked"] == 50


def test_a_year_in_progress_ends_at_the_middle_of_three_reckonings():
    history = past([10] * 24 + [20] * 6)  # twice last year's first half
    growth = 1 + (2 - 1) * 0.5 / (0.5 + 0.15)  # half of a year is usually booked by now
    made = in_year(history, ahead(history, [6, 18] * 6), JULY).mean[0]  # six months: 72; last year's: 60; grown: 106
    assert made[:6].sum() == pytest.approx(72)
    low, high = (6 + 10 + 10 * growth) / 3, (18 + 10 + 10 * growth) / 3
    assert made[:6] == pytest.approx(np.array([low, high] * 3) * 72 / (3 * (low + high)))
    assert made[6:].tolist() == [6, 18] * 3


def tried(origin, mean, actual):
    """Twenty heads as forecast for six months after an origin."""
    ahead = np.datetime64(origin) + 1
    return [
        (f"B{one}", np.datetime64(origin), ahead + step, step + 1, mean, actual, 1.0)
        for one in range(20)
        for step in range(6)
    ]


@pytest.mark.parametrize(
    ("other", "misses"),
    [("2025-09", 0), ("2024-12", 12)],
    ids=["another time of the year does not count", "the same time of the year counts"],
)
def test_limits_come_from_year_ends_drawn_like_this_one_with_as_many_months_booked(other, misses):
    """13 a month was forecast: drawn to last year it is 10. As of December 2025 10 came, as of the other month 22."""
    history = past(*[[8.0] * 12 + [10.0] * 42] * 20)
    history = History(history.series, np.datetime64("2022-07", "M"), history.values)
    errors = Errors(pd.DataFrame(tried("2025-12", 13.0, 10.0) + tried(other, 13.0, 22.0), columns=COLUMNS))
    row = year_end(history, ahead(history, *[[10] * 6] * 20), errors, JULY).iloc[0]
    unit = 6 * 12 * 2 / 42  # six months; 12 of 42 differ by 2 from a year before
    assert row["hi95"] - row["total"] == pytest.approx(misses * unit)


@pytest.mark.parametrize(
    ("lines", "lasting"),
    [([10] * 24, 12), ([10] * 8, 4), ([0] * 24 + [5], 11), ([np.nan] * 24 + [5], 11)],
    ids=["a new year", "no year before", "nothing last year", "not submitted last year"],
)
def test_without_a_last_year_the_forecast_stands(lines, lasting):
    history = past(lines)
    forecast = ahead(history, [13] * 12)
    assert in_year(history, forecast, JULY).mean[0, :lasting] == pytest.approx(13)


def test_a_certain_total_is_reached_or_not():
    row = pd.Series({"total": 100.0, "hi80": 100.0, "hi95": 100.0})
    assert [chance(row, target) for target in (99, 100, 101)] == [1.0, 1.0, 0.0]


def test_a_higher_target_is_never_likelier():
    row = pd.Series({"total": 100.0, "hi80": 107.0, "hi95": 119.0})
    chances = [chance(row, target) for target in range(60, 160)]
    assert chances == sorted(chances, reverse=True)
