"""Seasons: what each phase of the year adds to a series, or multiplies it by, found for every series at once.

`values` have the shape (series, months), aligned at the last month, NaN only before a series begins. A phase is counted
from the end: phase 0 is the month after the last.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RECENT = 6  # years from which the season is taken


@dataclass(frozen=True)
class Seasons:
    """What each phase of the year adds to (or multiplies) a series by."""

    pattern: np.ndarray  # (series, season)
    multiplies: np.ndarray  # (series,) bool

    @classmethod
    def of(cls, values: np.ndarray, season: int) -> Seasons:
        """Classical decomposition (Hyndman & Athanasopoulos, 3rd ed., 3.4), drawn towards no season at all.

        Logs of the ratios to the centred moving average where every figure is positive, differences elsewhere; the
        median of each phase in the last years; shrunk by what chance alone would make of it (Miller & Williams 2003,
        International Journal of Forecasting 19), which measured better than a test that keeps or drops the season.
        """
        multiplies = ~(values <= 0).any(axis=1)
        pattern = np.zeros((len(values), season))
        rows = np.flatnonzero((~np.isnan(values)).sum(axis=1) > 2 * season) if season > 1 else np.empty(0, int)
        if len(rows):
            pattern[rows] = shrunk(_detail(values[rows], multiplies[rows], season)[:, -RECENT:])
        factors = np.exp(np.where(multiplies[:, None], pattern, 0))
        return cls(np.where(multiplies[:, None], factors, pattern), multiplies)

    def removed(self, values: np.ndarray) -> np.ndarray:
        """The series without its season."""
        pattern = self.along(np.arange(-values.shape[1], 0))
        return np.where(
            self.multiplies[:, None], values / np.where(self.multiplies[:, None], pattern, 1), values - pattern
        )

    def restored(self, forecasts: np.ndarray) -> np.ndarray:
        """Forecasts with the season put back."""
        pattern = self.along(np.arange(forecasts.shape[1]))
        return np.where(self.multiplies[:, None], forecasts * pattern, forecasts + pattern)

    def along(self, positions: np.ndarray) -> np.ndarray:
        """The pattern at these columns counted from the end."""
        return self.pattern[:, positions % self.pattern.shape[1]]


def _detail(values: np.ndarray, multiplies: np.ndarray, season: int) -> np.ndarray:
    """What is left of each figure without the trend, as (series, years, season); NaN for half a year at either end."""
    trend = centred_average(values, season)
    ratio = np.log(np.where(multiplies[:, None], values / np.where(multiplies[:, None], trend, 1), 1))
    detail = np.where(multiplies[:, None], ratio, values - trend)
    whole = np.pad(detail, ((0, 0), (-detail.shape[1] % season, 0)), constant_values=np.nan)
    return whole.reshape(len(values), -1, season)


def shrunk(years: np.ndarray) -> np.ndarray:
    """Each phase's median (series, season), of years (series, years, season), shrunk by James and Stein's estimator."""
    count = (~np.isnan(years)).sum(axis=1)
    found = np.nanmedian(years, axis=1)
    found -= found.mean(axis=1, keepdims=True)
    around = np.nan_to_num(years - np.nanmean(years, axis=1, keepdims=True))
    chance = ((around**2).sum(axis=1) / np.maximum(count - 1, 1) / count).mean(axis=1)
    season = found.shape[1]
    spread = found.var(axis=1, ddof=1)
    kept = 1 - max(season - 3, 0) / (season - 1) * chance / np.where(spread > 0, spread, 1)
    return found * np.clip(kept, 0, 1)[:, None]


def centred_average(values: np.ndarray, season: int) -> np.ndarray:
    """The moving average over a year, centred; NaN where a year is not complete; the shape of `values`."""
    weights = np.r_[0.5, np.ones(season - 1), 0.5] / season if season % 2 == 0 else np.ones(season) / season
    trend = np.full(values.shape, np.nan)
    inside = values.shape[1] - len(weights) + 1
    windows = np.lib.stride_tricks.sliding_window_view(values, len(weights), axis=1)
    trend[:, len(weights) // 2 : len(weights) // 2 + inside] = windows @ weights
    return trend
