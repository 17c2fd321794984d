"""A forecast is made of any history: never NaN, never an exception, and its band holds its middle."""

import numpy as np
import pandas as pd
import pytest

from models.forecast import GRADES, Errors, History, backtest, forecast
from models.forecast.classical import Stopped
from models.forecast.filling import Filled

YEARS = np.arange(60)
USUAL = 100 + YEARS + 20 * np.sin(2 * np.pi * YEARS / 12)


def with_(line, **changes):
    line = line.astype(float).copy()
    for column, value in changes.items():
        line[int(column.strip("m"))] = value
    return line


EDGES = {
    "6 months": USUAL[:6],
    "13 months": USUAL[:13],
    "23 months": USUAL[:23],
    "25 months": USUAL[:25],
    "constant": np.full(60, 7.0),
    "all zero": np.zeros(60),
    "60 % zero": np.where(YEARS % 5 < 3, 0, USUAL),
    "negatives": USUAL - 130,
    "a missing month": with_(USUAL, m40=np.nan),
    "thousand-fold jump": np.where(YEARS < 50, 1, 1000) * USUAL,
    "a thousand-fold month": with_(USUAL, m59=1000 * USUAL[59]),
    "a series that ends": np.where(YEARS < 40, USUAL, np.nan),
    "all missing": np.full(60, np.nan),
}


def history(*lines, season=12):
    width = max(map(len, lines))
    values = np.stack([np.r_[np.full(width - len(line), np.nan), line] for line in lines])
    return History(tuple(f"B{row:02}" for row in range(len(lines))), np.datetime64("2020-07"), values, season)


@pytest.mark.parametrize("grade", GRADES)
@pytest.mark.parametrize("season", [12, 4, 1])
@pytest.mark.parametrize("edge", EDGES)
def test_any_history_gets_a_forecast(edge, season, grade):
    made = forecast(history(EDGES[edge], season=season), 12, grade)
    for limit in (made.mean, made.lo80, made.hi80, made.lo95, made.hi95):
        assert limit.shape == (1, 12)
        assert np.isfinite(limit).all()
    assert (made.lo95 <= made.lo80).all() and (made.lo80 <= made.mean).all()
    assert (made.mean <= made.hi80).all() and (made.hi80 <= made.hi95).all()
    assert made.members[0]
    known = EDGES[edge][np.isfinite(EDGES[edge])]
    assert np.abs(made.mean).max() <= 2 * np.abs(known).max(initial=0)


def test_the_frame_has_a_row_a_series_and_month():
    frame = forecast(history(USUAL, USUAL * 2), 3).frame()
    assert list(frame.columns) == ["series", "month", "mean", "lo80", "hi80", "lo95", "hi95"]
    assert frame["month"].tolist()[:3] == [
        pd.Timestamp("2025-07-01"),
        pd.Timestamp("2025-08-01"),
        pd.Timestamp("2025-09-01"),
    ]
    assert len(frame) == 6


def test_what_comes_after_an_origin_changes_no_forecast_made_at_it():
    whole = history(USUAL, USUAL * 3)
    corrupted = History(whole.series, whole.first, whole.values.copy())
    corrupted.values[:, 48:] = -1e9
    one, other = (backtest(past, 12, ["2023-06", "2024-06"]).table for past in (whole, corrupted))
    assert len(one) == 48
    assert one["mean"].to_numpy().tobytes() == other["mean"].to_numpy().tobytes()


FLAGS = {
    "6 months": "short: 6 months",
    "a missing month": "1 month missing",
    "thousand-fold jump": "level jumped over 100 times in 2024-09: earlier months left out",
    "a thousand-fold month": "2025-06 left out: over 100 times any other month",
    "a series that ends": "nothing booked for a year: taken as ended",
    "all missing": "nothing submitted",
}


@pytest.mark.parametrize("edge", FLAGS)
def test_what_was_done_to_a_history_is_said(edge):
    assert FLAGS[edge] in forecast(history(EDGES[edge]), 6, "instant").flags[0]


def test_a_jump_of_unit_does_not_teach_the_forecast_of_what_came_before():
    made = forecast(history(EDGES["thousand-fold jump"]), 3, "instant")
    assert made.mean[0] == pytest.approx(1000 * USUAL[-10:].mean(), rel=0.4)


def test_a_month_in_another_unit_is_left_out():
    made = forecast(history(EDGES["a thousand-fold month"]), 12, "instant").mean
    assert made == pytest.approx(forecast(history(USUAL), 12, "instant").mean, rel=0.05)


def test_a_missing_month_is_the_mean_of_its_neighbouring_years():
    filled = Filled.of(history(with_(USUAL, m40=np.nan)))
    assert filled.values[0, 40] == pytest.approx((USUAL[28] + USUAL[52]) / 2)


def test_a_series_that_lags_is_forecast_for_the_same_months_as_the_others():
    late = np.r_[USUAL[:57], [np.nan] * 3]
    both = forecast(history(USUAL, late), 6, "instant")
    assert both.mean[1] == pytest.approx(both.mean[0], rel=0.05)
    assert both.flags[1] == ("3 months missing at the end",)


def test_a_head_that_was_abolished_is_forecast_as_nothing():
    assert (forecast(history(np.r_[USUAL, np.zeros(14)]), 3, "instant").mean == 0).all()


def test_a_full_forecast_names_the_members_that_failed(monkeypatch):
    monkeypatch.setattr("models.forecast.classical.airline", lambda *_: 1 / 0)
    made = forecast(history(USUAL), 6, "full")
    assert made.flags == (("airline failed",),)
    assert "airline" not in made.members[0] and "STL" in made.members[0]


def test_a_full_forecast_can_be_stopped():
    with pytest.raises(Stopped):
        forecast(history(*[USUAL] * 20), 6, "full", stop=lambda: True)


def test_workers_say_what_one_process_says():
    lines = [USUAL * head for head in range(1, 19)]
    one, two = (forecast(history(*lines), 6, "full", workers=workers) for workers in (1, 2))
    assert one.mean.tobytes() == two.mean.tobytes()


def test_progress_is_told():
    told = []
    forecast(history(USUAL), 6, "full", progress=lambda *words: told.append(words))
    assert told[-1] == ("classical models", 1, 1)


def test_a_grade_that_is_none_is_refused():
    with pytest.raises(ValueError, match=r"There is no grade best. Grades: instant, quick, full"):
        forecast(history(USUAL), 6, "best")


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        ({"series": "B", "month": ["2025-07", "2025-07"], "value": [1, 2]}, "B has two figures for 2025-07"),
        ({"series": "B", "month": ["2025-07", None], "value": [1, 2]}, "A figure has no month"),
    ],
)
def test_a_frame_that_is_no_history_is_refused(frame, sentence):
    with pytest.raises(ValueError, match=sentence):
        History.of(pd.DataFrame(frame))


def test_an_empty_frame_is_an_empty_history():
    assert forecast(History.of(pd.DataFrame({"series": [], "month": [], "value": []})), 3).mean.shape == (0, 3)


def missed(size, origins=8, series=40):
    """Errors of a given size at half-yearly origins, 12 months ahead each."""
    chance = np.random.default_rng(2)
    rows = [
        (f"B{one}", first, first + ahead, ahead, 100.0, 100 + size * chance.normal(), 1.0)
        for first in np.datetime64("2018-06", "M") + 6 * np.arange(origins)
        for one in range(series)
        for ahead in range(1, 13)
    ]
    return Errors(pd.DataFrame(rows, columns=["series", "origin", "month", "horizon", "mean", "actual", "scale"]))


@pytest.mark.parametrize("level", [80, 95])
def test_limits_hold_as_often_as_they_say(level):
    # the first origins have few errors before them, so that the exact quantile of so few is wide: many origins
    assert missed(3.0, origins=16).coverage(level) == pytest.approx(level / 100, abs=0.02)


def test_a_month_whose_errors_were_twice_as_large_gets_limits_twice_as_wide():
    narrow, wide = (forecast(history(USUAL), 6, "instant", missed(size)) for size in (1.0, 2.0))
    assert wide.hi95 - wide.mean == pytest.approx(2 * (narrow.hi95 - narrow.mean))


def test_errors_that_were_not_known_yet_do_not_calibrate():
    errors = missed(1.0)
    late = errors.table["month"] > np.datetime64("2020-06")
    wild = Errors(errors.table.assign(actual=errors.table["actual"].where(~late, 1e9)))
    before = np.datetime64("2020-06", "M")
    assert wild.before(before).habits(["B0"]) == errors.before(before).habits(["B0"])
    assert wild.before(before).judged().equals(errors.before(before).judged())
