"""A forecast is made of any history: never NaN, never an exception, and its band holds its middle."""

import numpy as np
import pandas as pd
import pytest

from models.forecast import History, backtest, forecast

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


@pytest.mark.parametrize("season", [12, 4, 1])
@pytest.mark.parametrize("edge", EDGES)
def test_any_history_gets_a_forecast(edge, season):
    made = forecast(history(EDGES[edge], season=season), 12)
    for limit in (made.mean, made.lo80, made.hi80, made.lo95, made.hi95):
        assert limit.shape == (1, 12)
        assert np.isfinite(limit).all()
    assert (made.lo95 <= made.lo80).all() and (made.lo80 <= made.mean).all()
    assert (made.mean <= made.hi80).all() and (made.hi80 <= made.hi95).all()
    assert made.members[0]


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
