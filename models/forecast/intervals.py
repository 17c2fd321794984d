"""Intervals: limits calibrated on the errors that were really made at earlier origins.

Limits that a model derives from its own fit held 85 of 100 figures where they promised 95. The errors of all series
together, in units of what each series varies by, are enough to say what 95 of 100 takes (split conformal prediction,
Vovk et al. 2005; pooled because one series has too few origins).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from models.forecast.combination import Care, combined
from models.forecast.history import History, step

LEVELS = (80, 95)
COLUMNS = ["series", "origin", "month", "horizon", "mean", "actual", "scale"]
ENOUGH = 20  # errors below which there is no quantile to take
NORMAL = {80: 1.6, 95: 2.45}  # scales, where no error was ever made: a normal error's quantile and a quarter more
OLD = 3  # years a series must have gone on before its errors say anything of a series of today
HABIT = (0.5, 3)  # how far a series' own errors move its limits, and the origins at which that is half way


@dataclass(frozen=True)
class Errors:
    """Forecasts made at earlier origins beside what came; `scale` is what that month was known to vary by."""

    table: pd.DataFrame  # series, origin, month, horizon, mean, actual, scale
    season: int = 12

    def before(self, month: object) -> Errors:
        """The errors that were known at the end of this month."""
        return replace(self, table=self.table[self.table["month"] <= np.datetime64(month, "M")])

    @property
    def ratio(self) -> pd.Series:
        """Each error in units of its scale."""
        return (self.table["actual"] - self.table["mean"]) / self.table["scale"]

    def habits(self, series: Iterable[str]) -> np.ndarray:
        """By how much each series is harder (above 1) or easier to forecast than the middle one; shape (series,)."""
        size = self.ratio.abs().groupby(self.table["series"]).mean()
        origins = self.table.groupby("series")["origin"].nunique()
        if not len(size) or size.median() == 0:
            return np.ones(len(tuple(series)))
        power = HABIT[0] * origins / (origins + HABIT[1])
        habit = (size / size.median()).clip(lower=0.05) ** power
        return habit.reindex(list(series)).fillna(1.0).to_numpy()

    def judged(self) -> pd.DataFrame:
        """The table with `ratio`, each error in units of its scale and of what its series' habit was by its origin."""
        parts = [self.table.assign(ratio=self.ratio)] if not len(self.table) else []
        for origin, made in self.table.groupby("origin"):
            habit = self.before(origin).habits(made["series"])
            parts.append(made.assign(ratio=(made["actual"] - made["mean"]) / made["scale"] / habit))
        return pd.concat(parts)

    def coverage(self, level: int) -> float:
        """The share of figures that limits calibrated on earlier origins alone held; NaN where there was none."""
        judged, held = self.judged(), []
        for origin, made in judged.groupby("origin"):
            known = judged[judged["month"] <= origin]
            if len(known) >= ENOUGH:
                width = widths(known, int(made["horizon"].max()), level)
                held.append(made["ratio"].abs().to_numpy() <= width[made["horizon"].to_numpy(int) - 1])
        return float(np.mean(np.concatenate(held))) if held else float("nan")


def widths(judged: pd.DataFrame, horizon: int, level: int) -> np.ndarray:
    """Half the width of the limits in scales, for each month ahead; shape (horizon,).

    The quantile of the errors of all series together, in three buckets of horizon, never falling with it; beyond the
    last horizon that was tested it grows as a random walk's.
    """
    ahead = np.arange(1, horizon + 1)
    size, steps = judged["ratio"].abs().to_numpy(float), judged["horizon"].to_numpy(int)
    furthest = int(steps.max(initial=0)) or horizon
    span = -(-furthest // 3)
    widths = NORMAL[level] * np.sqrt(1 + (ahead - 1) / horizon)
    for bucket in range(3):
        errors = size[(steps - 1) // span == bucket]
        if len(errors) >= ENOUGH:
            share = min(1.0, np.ceil((len(errors) + 1) * level / 100) / len(errors))
            widths[(ahead - 1) // span == bucket] = np.quantile(errors, share, method="higher")
            last = np.quantile(errors, share, method="higher")
            beyond = ahead > furthest
            widths[beyond] = last * np.sqrt(ahead[beyond] / furthest)
    return np.maximum.accumulate(widths)


def backtest(history: History, horizon: int, origins: Sequence[object], grade: str = "quick", **care: object) -> Errors:
    """Forecast again from each origin (the last month then known), using nothing after it.

    `care`: seed, workers, moving, progress and stop, as Care has them.
    """
    given = Care(grade, **care)
    parts = [pd.DataFrame(columns=COLUMNS)]
    for done, origin in enumerate(sorted(np.datetime64(origin, "M") for origin in origins), start=1):
        known = history.until(origin)
        parts.append(_compared(history, known, combined(known, horizon, replace(given, progress=None)).mean))
        if given.progress:
            given.progress("back-test", done, len(origins))
    return Errors(pd.concat(parts[1:] or parts, ignore_index=True), history.season)


def _compared(history: History, known: History, mean: np.ndarray) -> pd.DataFrame:
    """One origin's forecasts beside what came, where anything came and enough was known."""
    begin = known.values.shape[1]
    actual = history.values[:, begin : begin + mean.shape[1]]
    scale = scales(known, mean)[:, : actual.shape[1]]
    old = np.isfinite(known.values).sum(axis=1) >= OLD * known.season
    rows, ahead = np.nonzero(np.isfinite(actual) & (scale > 0) & old[:, None])
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


def scales(history: History, mean: np.ndarray) -> np.ndarray:
    """What each coming month varies by, in the unit of the history; the shape of its forecast `mean`.

    The mean change from the same month a year before (from month to month where that is not known), more for the
    large months of a series and less for the small ones.
    """
    values = history.values
    change = np.zeros(len(values))
    for lag in (1, history.season):
        changes = np.abs(values[:, lag:] - values[:, :-lag]) if values.shape[1] > lag else np.empty((len(values), 0))
        count = np.isfinite(changes).sum(axis=1)
        change = np.where(count > 2, np.nan_to_num(changes).sum(axis=1) / np.maximum(count, 1), change)
    size = np.abs(mean)
    usual = size.mean(axis=1, keepdims=True)
    return change[:, None] * np.sqrt(np.clip(size / np.where(usual > 0, usual, 1), 0.2, 5))
