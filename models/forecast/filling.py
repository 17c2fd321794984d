"""Filling: a history made fit for models, with what was done to it said in few words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.forecast.history import History

JUMP = 100.0  # figures this many times larger than all others are another unit, not another month


@dataclass(frozen=True)
class Filled:
    """Figures aligned at each series' last one: NaN only before a series begins."""

    values: np.ndarray  # (series, months)
    gap: np.ndarray  # (series,) months between a series' last figure and the last column of its history
    length: np.ndarray  # (series,) months from its first figure to its last
    ended: np.ndarray  # (series,) bool: nothing, or nothing but zero, for a year
    flags: tuple[list[str], ...]

    @classmethod
    def of(cls, history: History) -> Filled:
        """Leave out what is in another unit, complete what is missing, align at the end."""
        values = np.where(np.isfinite(history.values), history.values, np.nan)
        flags: tuple[list[str], ...] = tuple([] for _ in history.series)
        months = history.months
        for row in np.flatnonzero(jumped(values)):
            _without_jump(values[row], months, flags[row])
        seen = ~np.isnan(values)
        width = values.shape[1]
        gap = np.where(seen.any(axis=1), seen[:, ::-1].argmax(axis=1) if width else 0, width)
        begin = np.where(seen.any(axis=1), seen.argmax(axis=1) if width else 0, width)
        aligned = np.full_like(values, np.nan)
        for row in range(len(values)):
            line = values[row, begin[row] : width - gap[row]]
            missing = int(np.isnan(line).sum())
            if missing:
                flags[row].append(f"{missing} month{'s' * (missing > 1)} missing")
                line = completed(line, history.season)
            if len(line):
                aligned[row, width - len(line) :] = line
        length = width - gap - begin
        silent = np.where(seen, np.abs(values) > 0, False)
        quiet = np.where(silent.any(axis=1), silent[:, ::-1].argmax(axis=1) if width else 0, width)
        ended = (gap >= history.season) | (quiet >= history.season)
        return cls(aligned, gap, np.maximum(length, 0), ended, flags)


def jumped(values: np.ndarray) -> np.ndarray:
    """Which series (rows) hold a figure, or go over to figures, a hundred times larger or smaller than the others."""
    size = np.where(np.isnan(values), 0, np.abs(values))
    if size.shape[1] < 3:
        return np.zeros(len(size), bool)
    positive = np.where(size > 0, size, np.inf)
    smallest = np.minimum.accumulate(positive, axis=1)
    largest = np.maximum.accumulate(size, axis=1)
    smallest_after = np.minimum.accumulate(positive[:, ::-1], axis=1)[:, ::-1]
    largest_after = np.maximum.accumulate(size[:, ::-1], axis=1)[:, ::-1]
    up = (smallest_after[:, 1:] > JUMP * largest[:, :-1]) & (largest[:, :-1] > 0) & np.isfinite(smallest_after[:, 1:])
    down = (smallest[:, :-1] > JUMP * largest_after[:, 1:]) & (largest_after[:, 1:] > 0) & np.isfinite(smallest[:, :-1])
    two = np.sort(size, axis=1)[:, -2:]
    alone = (two[:, 1] > JUMP * two[:, 0]) & (two[:, 0] > 0)
    return alone | up.any(axis=1) | down.any(axis=1)


def _without_jump(line: np.ndarray, months: np.ndarray, flags: list[str]) -> None:
    """Blank in place the one figure that stands alone, or everything before the level jumped."""
    size = np.where(np.isnan(line), 0, np.abs(line))
    largest, second = np.argsort(size)[::-1][:2]
    if size[largest] > JUMP * size[second] > 0:
        line[largest] = np.nan
        flags.append(f"{months[largest]} left out: over {JUMP:.0f} times any other month")
        return
    for column in range(len(line) - 1, 0, -1):
        before, after = size[:column], size[column:]
        if not (before.any() and after.any()):
            continue
        low, high = before[before > 0], after[after > 0]
        if high.min() > JUMP * low.max() or low.min() > JUMP * high.max():
            line[:column] = np.nan
            flags.append(f"level jumped over {JUMP:.0f} times in {months[column]}: earlier months left out")
            return


def completed(line: np.ndarray, season: int) -> np.ndarray:
    """Missing months as the mean of the same month a year before and after, else on the line between neighbours.

    >>> completed(np.array([1.0, np.nan, 3.0]), 12)
    array([1., 2., 3.])
    """
    around = np.full((2, len(line)), np.nan)
    if len(line) > season:
        around[0, season:], around[1, :-season] = line[:-season], line[season:]
    known = ~np.isnan(around)
    same_month = np.where(known, around, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    seen = np.flatnonzero(~np.isnan(line))
    between = np.interp(np.arange(len(line)), seen, line[seen])
    return np.where(np.isnan(line), np.where(known.any(axis=0), same_month, between), line)
