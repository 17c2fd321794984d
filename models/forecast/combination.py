"""Combination: members forecast, their median is the forecast, and no series is left without one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.forecast import smoothing
from models.forecast.filling import Filled
from models.forecast.history import History

Member = Callable[[np.ndarray, int, int], np.ndarray]


@dataclass(frozen=True)
class Combined:
    """Point forecasts (series, horizon) with the names of what was combined and of what failed."""

    mean: np.ndarray
    members: tuple[tuple[str, ...], ...]
    flags: tuple[tuple[str, ...], ...]


BATCH: dict[str, tuple[Member, float]] = {  # member, shortest history in years
    "Theta": (smoothing.theta, 1.0),
    "damped Holt": (smoothing.holt, 1.0),
}


def combined(history: History, horizon: int) -> Combined:
    """The median of the members that each series is long enough for; the last year or level for the shortest."""
    filled = Filled.of(history)
    reach = horizon + int(filled.gap[~filled.ended].max(initial=0))
    shape = (len(history.series), reach)
    means: dict[str, np.ndarray] = {}
    alive = (filled.length > 0) & ~filled.ended
    for name, (member, years) in BATCH.items():
        means[name] = np.full(shape, np.nan)
        rows = np.flatnonzero(alive & (filled.length > max(3, years * history.season)))
        if len(rows):
            means[name][rows] = member(filled.values[rows], history.season, reach)
    return _settled(history, filled, means, horizon)


def _settled(history: History, filled: Filled, means: dict[str, np.ndarray], horizon: int) -> Combined:
    """Medians of what is finite, bounded, counted from the last column of the history."""
    values = np.where(filled.length[:, None] > 0, filled.values, 0)
    every = np.stack([bounded(mean, values, history.season) for mean in means.values()])
    fallback = last_year(filled.values, history.season, every.shape[2])
    fallback[filled.ended] = 0
    finite = np.isfinite(every)
    some = finite.any(axis=0)
    middle = np.where(some, np.nanmedian(np.where(some, every, 0), axis=0), fallback)
    rows = np.arange(len(middle))[:, None]
    late = np.where(filled.ended, 0, filled.gap)[:, None] + np.arange(horizon)
    members, flags = [], []
    for row, words in enumerate(filled.flags):
        used = tuple(name for name, one in zip(means, finite[:, row].all(axis=1), strict=True) if one)
        members.append(used or ("last year" if filled.length[row] > history.season else "last level",))
        flags.append((*words, *_states(filled, row, history.season)))
    return Combined(middle[rows, late], tuple(members), tuple(flags))


def _states(filled: Filled, row: int, season: int) -> list[str]:
    """What the length of a series says of its forecast."""
    length, gap = int(filled.length[row]), int(filled.gap[row])
    if length == 0:
        return ["nothing submitted"]
    short = [f"short: {length} months"] if length < 2 * season else []
    if filled.ended[row]:
        return ["nothing booked for a year: taken as ended", *short]
    return [f"{gap} month{'s' * (gap > 1)} missing at the end", *short] if gap else short


def last_year(values: np.ndarray, season: int, horizon: int) -> np.ndarray:
    """The same month of the last year; the mean of what there is where a year is not complete; 0 for nothing."""
    seen = ~np.isnan(values)
    recent = values[:, -season:]
    count = seen[:, -season:].sum(axis=1)
    level = np.nan_to_num(recent).sum(axis=1) / np.maximum(count, 1)
    whole = (count == season)[:, None]
    return np.where(whole, recent[:, np.arange(horizon) % max(recent.shape[1], 1)], level[:, None])


def bounded(mean: np.ndarray, values: np.ndarray, season: int) -> np.ndarray:
    """Forecasts kept within what the last three years make plausible: their range and half as much again.

    Never below zero where the history never was.
    """
    recent = np.where(
        np.isnan(values[:, -3 * season :]), np.nanmean(values, axis=1, keepdims=True), values[:, -3 * season :]
    )
    low, high = recent.min(axis=1, keepdims=True), recent.max(axis=1, keepdims=True)
    room = np.maximum(high - low, np.abs(high)) * 0.5
    floor = np.where((values < 0).any(axis=1, keepdims=True), low - room, 0.0)
    return np.clip(mean, np.maximum(low - room, floor), high + room)
