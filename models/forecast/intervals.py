"""Intervals: limits calibrated on the errors that were really made at earlier origins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.forecast.combination import combined
from models.forecast.history import History, step

LEVELS = (80, 95)
COLUMNS = ["series", "origin", "month", "horizon", "mean", "actual", "scale"]
NORMAL = {80: 1.2816, 95: 1.96}  # where no error was ever made
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Errors:
    """Forecasts made at earlier origins beside what came; `scale` is what the series was known to vary by then."""

    table: pd.DataFrame  # series, origin, month, horizon, mean, actual, scale
    season: int = 12

    def before(self, month: object) -> Errors:
        """The errors that were known at the end of this month."""
        return Errors(self.table[self.table["month"] <= np.datetime64(month, "M")], self.season)

    def widths(self, horizon: int, level: int) -> np.ndarray:
        """Half the width of the limits, in scales, for each month ahead; shape (horizon,).

        The errors of all series together, by bucket of horizon; the quantile is raised a third of the way to 1,
        because the errors of a few origins are too alike to fill their tails.
        """
        share = level / 100 + 0.35 * (1 - level / 100)
        ahead = np.arange(1, horizon + 1)
        size = (self.table["actual"] - self.table["mean"]).abs().to_numpy(float) / self.table["scale"].to_numpy(float)
        bucket, asked = ((steps - 1) * 3 // self.season for steps in (self.table["horizon"].to_numpy(int), ahead))
        widths = NORMAL[level] * 1.25 * np.sqrt(1 + (ahead - 1) / self.season)
        for wanted in np.unique(asked):
            errors = size[bucket == min(wanted, bucket.max(initial=0))]
            if len(errors) >= 20:
                widths[asked == wanted] = np.quantile(errors, share)
        return np.maximum.accumulate(widths)

    def coverage(self, level: int) -> float:
        """The share of figures that limits calibrated on earlier origins alone would have held."""
        held = []
        for _, made in self.table.groupby("origin"):
            known = self.before(made["origin"].iloc[0])
            if len(known.table):
                width = known.widths(int(made["horizon"].max()), level)[made["horizon"].to_numpy(int) - 1]
                held.append((made["actual"] - made["mean"]).abs() <= width * made["scale"])
        return float(np.mean(np.concatenate(held))) if held else float("nan")


def backtest(
    history: History,
    horizon: int,
    origins: Sequence[object],
    grade: str = "quick",
    *,
    seed: int = 0,
    progress: Progress | None = None,
) -> Errors:
    """Forecast again from each origin (the last month then known), using nothing after it."""
    parts = []
    for done, origin in enumerate(origins, start=1):
        known = history.until(origin)
        made = combined(known, horizon)
        parts.append(_compared(history, known, made.mean))
        if progress:
            progress("back-test", done, len(origins))
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)
    return Errors(table, history.season)


def _compared(history: History, known: History, mean: np.ndarray) -> pd.DataFrame:
    """One origin's forecasts beside what came, where anything came and anything was known."""
    begin = known.values.shape[1]
    actual = history.values[:, begin : begin + mean.shape[1]]
    scale = np.broadcast_to(scales(known)[:, None], actual.shape)
    rows, ahead = np.nonzero(np.isfinite(actual) & (scale > 0))
    return pd.DataFrame(
        {
            "series": np.array(history.series, object)[rows],
            "origin": known.after - step(known.season),
            "month": known.after + ahead * step(known.season),
            "horizon": ahead + 1,
            "mean": mean[rows, ahead],
            "actual": actual[rows, ahead],
            "scale": scale[rows, ahead],
        }
    )


def scales(history: History) -> np.ndarray:
    """What each series varies by: the mean change from the same month a year before, else from month to month."""
    values = history.values
    scale = np.zeros(len(values))
    for lag in (1, history.season):
        change = np.abs(values[:, lag:] - values[:, :-lag]) if values.shape[1] > lag else np.empty((len(values), 0))
        count = np.isfinite(change).sum(axis=1)
        scale = np.where(count > 2, np.nan_to_num(change).sum(axis=1) / np.maximum(count, 1), scale)
    return scale
