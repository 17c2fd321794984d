"""Outlook: the forecast of every series with its limits, by the grade of care that time allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.forecast.combination import combined
from models.forecast.history import History, step
from models.forecast.intervals import LEVELS, Errors, Progress, backtest, scales


@dataclass(frozen=True)
class Forecast:
    """Each series' coming months: arrays (series, horizon), never NaN, in the unit of the history."""

    series: tuple[str, ...]
    first: np.datetime64  # month of horizon 1
    mean: np.ndarray
    lo80: np.ndarray
    hi80: np.ndarray
    lo95: np.ndarray
    hi95: np.ndarray
    members: tuple[tuple[str, ...], ...]  # per series: what was combined
    flags: tuple[tuple[str, ...], ...]  # per series: what its reader must know, in few words
    season: int = 12

    @property
    def months(self) -> np.ndarray:
        """The month of every column."""
        return self.first + np.arange(self.mean.shape[1]) * step(self.season)

    def frame(self) -> pd.DataFrame:
        """One row a series and month: mean, lo80, hi80, lo95, hi95."""
        count, horizon = self.mean.shape
        figures = {name: getattr(self, name).ravel() for name in ("mean", "lo80", "hi80", "lo95", "hi95")}
        series = np.repeat(np.array(self.series, object), horizon)
        return pd.DataFrame({"series": series, "month": np.tile(self.months, count), **figures})


def forecast(
    history: History,
    horizon: int,
    grade: str = "quick",
    errors: Errors | None = None,
    *,
    seed: int = 0,
    progress: Progress | None = None,
) -> Forecast:
    """Forecast every series `horizon` months beyond the last month of the history.

    `errors` of a back-test calibrate the limits; without them a short back-test is made here.
    """
    made = combined(history, horizon)
    if errors is None:
        errors = backtest(history, horizon, recent_origins(history, horizon), grade, seed=seed)
    limits = {}
    floor = np.where((history.values < 0).any(axis=1), -np.inf, 0.0)[:, None]
    for level in LEVELS:
        reach = errors.widths(horizon, level) * scales(history)[:, None]
        limits[f"lo{level}"] = np.maximum(made.mean - reach, np.minimum(floor, made.mean))
        limits[f"hi{level}"] = made.mean + reach
    first = history.after
    return Forecast(
        history.series, first, made.mean, **limits, members=made.members, flags=made.flags, season=history.season
    )


def recent_origins(history: History, horizon: int, count: int = 3) -> list[np.datetime64]:
    """The last origins, half a year apart, whose whole horizon has come and before which two years are known."""
    last = history.values.shape[1] - horizon - 1
    apart = max(1, history.season // 2)
    return [history.months[column] for column in range(last, 2 * history.season - 1, -apart)][:count]
