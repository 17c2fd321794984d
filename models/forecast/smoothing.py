"""Smoothing: Theta and damped Holt for every series at once, in NumPy.

All functions take `values` of shape (series, months), aligned at the last month, NaN only before a series begins,
and return (series, horizon). A phase is counted from the end: phase 0 is the month after the last.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

ALPHAS = np.linspace(0.02, 0.98, 17)
HOLT = (np.array([0.05, 0.15, 0.3, 0.5, 0.75, 0.95]), np.array([0.02, 0.1, 0.3]), np.array([0.85, 0.93, 0.98]))


@dataclass(frozen=True)
class Seasons:
    """What each phase of the year adds to (or multiplies) a series by."""

    pattern: np.ndarray  # (series, season)
    multiplies: np.ndarray  # (series,) bool

    @classmethod
    def of(cls, values: np.ndarray, season: int) -> Seasons:
        """Classical decomposition (Hyndman & Athanasopoulos, 3rd ed., 3.4), where the series is seasonal at all.

        Ratios to the centred moving average where every figure is positive, differences elsewhere.
        """
        count = len(values)
        multiplies = np.nanmin(values, axis=1, initial=np.inf) > 0
        pattern = np.where(multiplies, 1.0, 0.0)[:, None].repeat(season, axis=1)
        rows = np.flatnonzero(seasonal(values, season)) if season > 1 else np.empty(0, int)
        if len(rows) == 0:
            return cls(pattern, multiplies)
        trend = centred_average(values[rows], season)
        with np.errstate(invalid="ignore", divide="ignore"):
            detail = np.where(multiplies[rows, None], values[rows] / trend, values[rows] - trend)
        phases = (np.arange(values.shape[1]) - values.shape[1]) % season
        found = np.stack([np.nanmean(detail[:, phases == phase], axis=1) for phase in range(season)], axis=1)
        mean = found.mean(axis=1, keepdims=True)
        pattern[rows] = np.where(multiplies[rows, None], found / mean, found - mean)
        assert pattern.shape == (count, season)
        return cls(pattern, multiplies)

    def removed(self, values: np.ndarray) -> np.ndarray:
        """The series without its season."""
        pattern = self.along(np.arange(-values.shape[1], 0))
        return np.where(self.multiplies[:, None], values / np.where(pattern == 0, 1, pattern), values - pattern)

    def restored(self, forecasts: np.ndarray) -> np.ndarray:
        """Forecasts with the season put back."""
        pattern = self.along(np.arange(forecasts.shape[1]))
        return np.where(self.multiplies[:, None], forecasts * pattern, forecasts + pattern)

    def along(self, positions: np.ndarray) -> np.ndarray:
        """The pattern at these columns counted from the end."""
        return self.pattern[:, positions % self.pattern.shape[1]]


def seasonal(values: np.ndarray, season: int) -> np.ndarray:
    """Which series repeat themselves each year: the autocorrelation test of the M4 competition at 90 %."""
    length = (~np.isnan(values)).sum(axis=1)
    around = np.nan_to_num(values - np.nanmean(values, axis=1, keepdims=True))
    variance = (around**2).sum(axis=1)
    lags = range(1, min(season, values.shape[1] - 1) + 1)
    products = np.stack([(around[:, lag:] * around[:, :-lag]).sum(axis=1) for lag in lags], axis=1)
    correlation = products / np.where(variance > 0, variance, 1)[:, None]
    limit = 1.645 * np.sqrt((1 + 2 * (correlation[:, :-1] ** 2).sum(axis=1)) / np.maximum(length, 1))
    return (length >= 2 * season + 1) & (variance > 0) & (np.abs(correlation[:, -1]) > limit)


def centred_average(values: np.ndarray, season: int) -> np.ndarray:
    """The moving average over a year, centred; NaN where a year is not complete; the shape of `values`."""
    weights = np.r_[0.5, np.ones(season - 1), 0.5] / season if season % 2 == 0 else np.ones(season) / season
    trend = np.full(values.shape, np.nan)
    inside = values.shape[1] - len(weights) + 1
    windows = np.lib.stride_tricks.sliding_window_view(values, len(weights), axis=1)
    trend[:, len(weights) // 2 : len(weights) // 2 + inside] = windows @ weights
    return trend


def theta(values: np.ndarray, season: int, horizon: int) -> np.ndarray:
    """The Theta method: the mean of a straight line and a smoothed line of doubled curvature.

    Assimakopoulos & Nikolopoulos (2000), International Journal of Forecasting 16.
    """
    seasons = Seasons.of(values, season)
    plain = seasons.removed(values)
    slope, line = straight(plain)
    level = smoothed(2 * plain - line)
    ahead = line[:, -1:] + slope[:, None] * np.arange(1, horizon + 1)
    return seasons.restored((ahead + level[:, None]) / 2)


def straight(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The slope (series,) and the least-squares line (series, months) through each series."""
    seen = ~np.isnan(values)
    count = seen.sum(axis=1, keepdims=True)
    time = np.arange(values.shape[1], dtype=float)
    middle = (seen * time).sum(axis=1, keepdims=True) / count
    mean = np.nanmean(values, axis=1, keepdims=True)
    spread = (seen * (time - middle) ** 2).sum(axis=1)
    slope = (np.nan_to_num(values - mean) * (time - middle)).sum(axis=1) / np.where(spread > 0, spread, 1)
    return slope, mean + slope[:, None] * (time - middle)


def smoothed(values: np.ndarray) -> np.ndarray:
    """The last level (series,) of simple exponential smoothing, its weight the best of a grid for each series."""
    filled = backfilled(values)
    level = np.repeat(filled[:, :1], len(ALPHAS), axis=1)
    loss = np.zeros_like(level)
    for column in filled.T[1:]:
        error = column[:, None] - level
        loss += error**2
        level += ALPHAS * error
    return level[np.arange(len(level)), loss.argmin(axis=1)]


def backfilled(values: np.ndarray) -> np.ndarray:
    """The first figure in the place of all before it, so that a smoother that starts there is not disturbed."""
    first = values[np.arange(len(values)), (~np.isnan(values)).argmax(axis=1)]
    return np.where(np.isnan(values), first[:, None], values)


def holt(values: np.ndarray, season: int, horizon: int) -> np.ndarray:
    """Holt's damped trend on logs (on the figures themselves where they are not all positive).

    Gardner & McKenzie (1985), Management Science 31; the three weights are the best of a grid for each series.
    """
    seasons = Seasons.of(values, season)
    plain = seasons.removed(values)
    logs = np.where(seasons.multiplies[:, None], np.log(np.where(seasons.multiplies[:, None], plain, 1)), plain)
    level, trend, damping = damped(logs)
    reach = np.cumsum(damping[:, None] ** np.arange(1, horizon + 1), axis=1)
    ahead = level[:, None] + trend[:, None] * reach
    return seasons.restored(
        np.where(seasons.multiplies[:, None], np.exp(np.where(seasons.multiplies[:, None], ahead, 0)), ahead)
    )


def damped(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Last level, last trend and damping (series,) of Holt's method with a damped trend."""
    alphas, betas, dampings = (axis.ravel() for axis in np.meshgrid(*HOLT, indexing="ij"))
    filled = backfilled(values)
    level = np.repeat(filled[:, :1], len(alphas), axis=1)
    trend, loss = np.zeros_like(level), np.zeros_like(level)
    for column in filled.T[1:]:
        carried = dampings * trend
        error = column[:, None] - level - carried
        loss += error**2
        level += carried + alphas * error
        trend = carried + alphas * betas * error
    rows, best = np.arange(len(level)), loss.argmin(axis=1)
    return level[rows, best], trend[rows, best], dampings[best]
