"""Coherence: heads add up to groups and groups to the total, in every month, with the least disturbance.

Weighted least squares in closed form (Wickramasuriya, Athanasopoulos & Hyndman 2019, Journal of the American
Statistical Association 114), the weights being each series' own error variance. Equal or structural weights would let
the largest series overrun the small ones, and are not offered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from models.forecast.history import History
from models.forecast.intervals import Errors, scales
from models.forecast.outlook import LIMITS, Forecast


def coherent(forecast: Forecast, parents: Mapping[str, str | None], errors: Errors, history: History) -> Forecast:
    """The forecast with every parent the sum of its children, and its limits moved along.

    `parents` names each series' parent; None, or a series left out, has none. Months already booked are no part of a
    forecast and stay as they are. A head is not below zero where its history never was. A ValueError says so where a
    parent is not among the series or is its own ancestor.
    """
    children = family(forecast.series, parents)
    inner = children.any(axis=1)
    if not inner.any():
        return forecast
    variance = _variance(forecast, errors, history)
    smallest = np.where(inner, (children * variance).sum(axis=1), 0) * 1e-6 + np.finfo(float).tiny
    variance = np.where(inner, np.maximum(variance, smallest), variance)
    floored = ~inner & ~(history.values < 0).any(axis=1)
    moved = np.stack([_settled(month, children, variance, floored) for month in forecast.mean.T], axis=1)
    mean = added_up(moved, children)
    shift = mean - forecast.mean
    floor = np.where((history.values < 0).any(axis=1), -np.inf, 0.0)[:, None]
    limits = {name: np.maximum(getattr(forecast, name) + shift, np.minimum(floor, mean)) for name in LIMITS}
    return replace(forecast, mean=mean, **limits)


def family(series: tuple[str, ...], parents: Mapping[str, str | None]) -> np.ndarray:
    """Who is whose child: (parent, child) bool, over all series.

    >>> family(("all", "B01", "B02"), {"B01": "all", "B02": "all"}).astype(int)
    array([[0, 1, 1],
           [0, 0, 0],
           [0, 0, 0]])
    """
    row = {code: at for at, code in enumerate(series)}
    children = np.zeros((len(series), len(series)), bool)
    for code, parent in parents.items():
        if parent is None or code not in row:
            continue
        if parent not in row:
            raise ValueError(f"{parent}, the parent of {code}, is not among the series.")
        children[row[parent], row[code]] = True
    for code in series:
        above, seen = parents.get(code), {code}
        while above is not None:
            if above in seen:
                raise ValueError(f"{code} is its own ancestor.")
            seen.add(above)
            above = parents.get(above)
    return children


def added_up(figures: np.ndarray, children: np.ndarray) -> np.ndarray:
    """The figures (series, months) of the childless, and above them their sums."""
    sums = figures.copy()
    inner = np.flatnonzero(children.any(axis=1))
    depth = {row: _height(row, children) for row in inner}
    for row in sorted(inner, key=depth.__getitem__):
        sums[row] = sums[children[row]].sum(axis=0)
    return sums


def _height(row: int, children: np.ndarray) -> int:
    """How many levels lie below a series."""
    return 1 + max((_height(child, children) for child in np.flatnonzero(children[row])), default=-1)


def _settled(month: np.ndarray, children: np.ndarray, variance: np.ndarray, floored: np.ndarray) -> np.ndarray:
    """One month's figures (series,) moved to where every sum holds; heads that would go below zero stay at it."""
    inner = children.any(axis=1)
    gaps = (np.eye(len(month)) - children)[inner]  # parent less its children
    month, weight = np.where(floored, np.maximum(month, 0), month), variance.copy()
    while True:
        spread = (gaps * weight) @ gaps.T
        moved = month - weight * (gaps.T @ np.linalg.lstsq(spread, gaps @ month, rcond=None)[0])
        below = floored & (moved < 0) & (weight > 0)
        if not below.any():
            return moved
        month, weight = np.where(below, 0, month), np.where(below, 0, weight)


def _variance(forecast: Forecast, errors: Errors, history: History) -> np.ndarray:
    """The mean squared error of each series (series,); of its scale where it was not tested."""
    missed = (errors.table["actual"] - errors.table["mean"]) ** 2
    tested = missed.groupby(errors.table["series"]).mean().reindex(list(forecast.series)).to_numpy(float)
    scale = scales(history, forecast.mean).mean(axis=1)
    return np.where(np.isfinite(tested), tested, scale**2)
