"""Outturn limits: within what a year or a month will end, from the errors really made at that month of earlier years.

Split conformal prediction (Vovk, Gammerman and Shafer 2005): a quantile of errors of sums of like size, a rank further
out than the plain one. Each level of sums has its own errors: limits of parts do not add up to those of their total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from models.outturn import LEAST, Outturn

ENOUGH, FEW, MOST = 20, 3, 1000  # errors for quantiles, for their spread, and more than are looked at
LEVELS, NORMAL = (80, 95), (1.6, 2.45)  # in spreads, where errors are few: a normal error's quantile and a quarter more
SEVERAL = -1  # the kind of a sum of several kinds


@dataclass(frozen=True)
class Figures:
    """One figure of each group as expected, what its error is measured by, and what came of it, if that is known."""

    expected: np.ndarray
    unit: np.ndarray
    came: np.ndarray | None = None


@dataclass(frozen=True)
class Record:
    """Errors really made, in units of what was to come, by the size of what erred, and of which kind it was."""

    errors: np.ndarray
    sizes: np.ndarray  # logarithms, ascending
    kinds: np.ndarray

    def alike(self, size: float) -> np.ndarray:
        """The half of the errors that were made of sums nearest in size, ascending: small sums err more."""
        many = min(max(len(self.errors) // 2, min(len(self.errors), ENOUGH)), MOST)
        at = int(np.clip(np.searchsorted(self.sizes, size) - many // 2, 0, len(self.errors) - many))
        return np.sort(self.errors[at : at + many])

    def of(self, kind: int) -> Record:
        """Those of one kind, or all where those are too few."""
        same = self.kinds == kind
        few = kind == SEVERAL or same.sum() < ENOUGH
        return self if few else Record(self.errors[same], self.sizes[same], self.kinds[same])


def kinds_of(groups: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """The kind of each group, SEVERAL where it has more than one.

    >>> kinds_of(np.array([0, 0, 1, 1]), np.array([2, 2, 2, 3])).tolist()
    [2, -1]
    """
    many = int(groups.max()) + 1
    least, most = np.full(many, kinds.max()), np.zeros(many, kinds.dtype)
    np.minimum.at(least, groups, kinds)
    np.maximum.at(most, groups, kinds)
    return np.where(least == most, most, SEVERAL)


def of_year(made: Outturn, groups: np.ndarray) -> Figures:
    """The year's total of each group; `groups` numbers the group of each series from 0."""
    booked, rest = _summed(made.booked, groups), _summed(made.rest, groups)
    came = None if made.came is None else booked + _summed(made.came.sum(axis=1), groups)
    return Figures(booked + rest, np.maximum(np.abs(rest), LEAST * np.abs(booked) + 1e-9), came)


def of_month(made: Outturn, at: int, groups: np.ndarray) -> Figures:
    """One of the months to come of each group, counted from the first."""
    expected, rest = _summed(made.remaining[:, at], groups), _summed(made.rest, groups)
    came = None if made.came is None else _summed(made.came[:, at], groups)
    return Figures(expected, np.maximum(np.abs(expected), LEAST * np.abs(rest) + 1e-9), came)


def record(past: Sequence[Figures], kinds: np.ndarray) -> Record:
    """The errors of all earlier years; groups of which nothing was expected say nothing."""
    errors, sizes, of_kinds = [np.empty(0)], [np.empty(0)], [np.empty(0, np.int64)]
    for year in past:
        there = year.expected != 0
        errors.append(((year.came - year.expected) / year.unit)[there])
        sizes.append(_log(year.expected[there]))
        of_kinds.append(kinds[there])
    order = np.argsort(np.concatenate(sizes), kind="stable")
    return Record(*(np.concatenate(part)[order] for part in (errors, sizes, of_kinds)))


def limits(figures: Sequence[Figures], kinds: np.ndarray) -> np.ndarray:
    """Limits of the last of the figures from the errors of those before; shape (groups, 4): lo80, hi80, lo95, hi95.

    Not a number where fewer than three errors are known; from the spread of the errors where they are few. They hold
    the figure itself.
    """
    now, known = figures[-1], record(figures[:-1], kinds)
    of_kind = {kind: known.of(kind) for kind in set(kinds.tolist())}
    size = _log(now.expected)
    reach = np.stack([_reach(of_kind[kinds[at]].alike(size[at])) for at in range(len(size))])
    ends = now.expected[:, None] + now.unit[:, None] * reach
    ends[:, ::2] = np.minimum(ends[:, ::2], now.expected[:, None])
    ends[:, 1::2] = np.maximum(ends[:, 1::2], now.expected[:, None])
    ends[:, 2], ends[:, 3] = np.minimum(ends[:, 2], ends[:, 0]), np.maximum(ends[:, 3], ends[:, 1])
    return ends


def chance_above(aim: float, total: float, ends: Sequence[float]) -> float:
    """In how many of 100 cases a total comes out above an aim, from its limits lo80, hi80, lo95, hi95.

    A normal score, straight between the limits and beyond them.

    >>> [round(chance_above(aim, 100.0, (90.0, 120.0, 80.0, 150.0)), 1) for aim in (80, 90, 105, 120, 150)]
    [97.5, 90.0, 50.0, 10.0, 2.5]
    """
    lo80, hi80, lo95, hi95 = ends
    if np.isnan([aim, total, *ends]).any():
        return float("nan")
    if hi95 <= lo95:
        return 100.0 * (total > aim)
    points = np.maximum.accumulate(np.array([lo95, lo80, hi80, hi95]) + np.arange(4) * 1e-9 * (hi95 - lo95))
    scores = special.ndtri([0.025, 0.1, 0.9, 0.975])
    at = int(np.clip(np.searchsorted(points, aim) - 1, 0, 2))
    score = scores[at] + (aim - points[at]) / (points[at + 1] - points[at]) * (scores[at + 1] - scores[at])
    return float(special.ndtr(-score) * 100)


def _reach(errors: np.ndarray) -> np.ndarray:
    """How far to go below and above, for 80 and 95 of 100 cases, in units of what is to come."""
    if len(errors) >= ENOUGH:
        return np.array([_quantile(errors, 50 + side * level / 2) for level in LEVELS for side in (-1, 1)])
    if len(errors) < FEW:
        return np.full(2 * len(LEVELS), np.nan)
    spread = float(np.sqrt(np.mean(errors**2)))
    return np.array([side * scales * spread for scales in NORMAL for side in (-1, 1)])


def _quantile(ascending: np.ndarray, level: float) -> float:
    """The quantile of split conformal prediction: a rank further out than the plain one."""
    many, share = len(ascending), level / 100
    rank = np.ceil((many + 1) * share) if share > 0.5 else np.floor((many + 1) * share)
    return float(ascending[int(np.clip(rank, 1, many)) - 1])


def _log(size: np.ndarray) -> np.ndarray:
    return np.log(np.maximum(np.abs(size), 1))


def _summed(values: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """One sum a group."""
    return np.bincount(groups, weights=values, minlength=int(groups.max()) + 1)
