"""Outlook: the forecast of every series with its limits, by the grade of care that time allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.forecast.combination import Care, Combined, combined
from models.forecast.history import History, step
from models.forecast.intervals import LEVELS, Errors, backtest, scales, widths

LIMITS = ("lo80", "hi80", "lo95", "hi95")


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
        figures = {name: getattr(self, name).ravel() for name in ("mean", *LIMITS)}
        series = np.repeat(np.array(self.series, object), horizon)
        return pd.DataFrame({"series": series, "month": np.tile(self.months, count), **figures})


def forecast(
    history: History, horizon: int, grade: str = "quick", errors: Errors | None = None, **care: object
) -> Forecast:
    """Forecast every series `horizon` months beyond the last month of the history.

    `grade`: "instant" (Theta and Holt), "quick" (with boosting over all series) or "full" (with the classical models).
    `errors` of a back-test calibrate the limits; without them Theta and Holt are tested here, a little too severely.
    `care`: seed, workers, moving, progress and stop, as Care has them.
    """
    given = Care(grade, **care)
    made = combined(history, horizon, given)
    if errors is None:
        origins = recent_origins(history, horizon, 2 if grade == "instant" else 6)
        errors = backtest(history, horizon, origins, "instant", moving=given.moving, stop=given.stop)
    return limited(history, made, errors)


def limited(history: History, made: Combined, errors: Errors) -> Forecast:
    """Point forecasts with the limits that the errors call for; never below zero where the history never was."""
    scale = scales(history, made.mean) * errors.habits(history.series)[:, None]
    floor = np.where((history.values < 0).any(axis=1), -np.inf, 0.0)[:, None]
    judged = errors.judged()
    limits = {}
    for level in LEVELS:
        reach = widths(judged, made.mean.shape[1], level) * scale
        limits[f"lo{level}"] = np.maximum(made.mean - reach, np.minimum(floor, made.mean))
        limits[f"hi{level}"] = made.mean + reach
    return Forecast(
        history.series,
        history.after,
        made.mean,
        **limits,
        members=made.members,
        flags=made.flags,
        season=history.season,
    )


def recent_origins(history: History, horizon: int, count: int) -> list[np.datetime64]:
    """The last origins, half a year apart, whose whole horizon has come and before which two years are known."""
    last = history.values.shape[1] - horizon - 1
    apart = max(1, history.season // 2)
    return [history.months[column] for column in range(last, 2 * history.season - 1, -apart)][:count]
