"""Smoothing: Theta and damped Holt for every series at once, in NumPy.

All functions take `values` of shape (series, months), aligned at the last month, NaN only before a series begins,
and return (series, horizon).
"""

from __future__ import annotations

import numpy as np

from models.forecast.plausible import bounded
from models.forecast.seasons import Seasons

ALPHAS = np.linspace(0.02, 0.98, 17)
HOLT = (np.array([0.05, 0.15, 0.3, 0.5, 0.75, 0.95]), np.array([0.02, 0.1, 0.3]), np.array([0.85, 0.93, 0.98]))


def batch(values: np.ndarray, season: int, horizon: int) -> np.ndarray:
    """Theta and damped Holt, each kept plausible (2, series, horizon); NaN for series of a year or less."""
    both = np.full((2, len(values), horizon), np.nan)
    rows = np.flatnonzero((~np.isnan(values)).sum(axis=1) > max(3, season))
    if len(rows):
        for row, member in enumerate((theta, holt)):
            both[row, rows] = bounded(member(values[rows], season, horizon), values[rows], season)
    return both


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


def damped(
    values: np.ndarray, weights: tuple[np.ndarray, ...] | None = None, start: tuple[float, float] | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Last level, last trend and damping (series,) of Holt's method with a damped trend.

    `weights`: of level and trend, and the damping, of which the best are taken (HOLT); `start`: level and trend before
    the first figure, by default that figure and none.
    """
    alphas, betas, dampings = (axis.ravel() for axis in np.meshgrid(*(weights or HOLT), indexing="ij"))
    filled = backfilled(values)
    level = np.repeat(filled[:, :1], len(alphas), axis=1)
    trend, loss = np.zeros_like(level), np.zeros_like(level)
    if start is not None:
        level[:], trend[:] = start
    for column in filled.T[0 if start is not None else 1 :]:
        carried = dampings * trend
        error = column[:, None] - level - carried
        loss += error**2
        level += carried + alphas * error
        trend = carried + alphas * betas * error
    rows, best = np.arange(len(level)), loss.argmin(axis=1)
    return level[rows, best], trend[rows, best], dampings[best]
