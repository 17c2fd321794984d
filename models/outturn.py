"""Outturn: where spending of a year in progress will end, for many series of one government at once.

Four reckonings of what is still to come: a size taken from the year so far or from its last three months, spread over
the remaining months by the series' own pattern of earlier years or by that of all series together. Each counts by how
near it came in earlier years at the same month (weights from inverse squared errors, Bates and Granger 1969). Limits
are the errors really made at that month in earlier years (split conformal prediction, Vovk et al. 2005).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

YEARS = 3  # of which a pattern is made
RECENT = 3  # months that say how much is spent now
FAR = 20  # times the run rate: a reckoning beyond is none
LEAST = 0.02  # of a year: a pattern with less in the months it is scaled by says nothing
ENOUGH, FEW, MOST = 20, 3, 1000  # errors for quantiles, for their spread, and more than are looked at
LEVELS, NORMAL = (80, 95), (1.6, 2.45)  # in spreads, where errors are few: a normal error's quantile and a quarter more


@dataclass(frozen=True)
class Spent:
    """Money paid by series, year and month of the year; shape (series, years, 12), the last year in progress.

    Months of the last year from `month` on are not known and never looked at.
    """

    amounts: np.ndarray
    month: int  # months of the last year that are booked, 1 to 11

    def until(self, year: int) -> Spent:
        """As it stood at the same month of an earlier year, counted from the first."""
        return Spent(self.amounts[:, : year + 1], self.month)

    @property
    def booked(self) -> np.ndarray:
        """What is paid so far of the last year; shape (series,)."""
        return self.amounts[:, -1, : self.month].sum(axis=1)

    @property
    def earlier(self) -> np.ndarray:
        """The whole years before."""
        return self.amounts[:, :-1]


@dataclass(frozen=True)
class Outturn:
    """What is still to come by month, shape (series, 12 - month), and what each reckoning counted for, shape (4,)."""

    remaining: np.ndarray
    weights: np.ndarray

    @property
    def rest(self) -> np.ndarray:
        """What is still to come in all; shape (series,)."""
        return self.remaining.sum(axis=1)


def reckonings(spent: Spent) -> np.ndarray:
    """What is still to come, four times: by month, shape (4, series, 12 - month).

    >>> level = np.ones((1, 3, 12))
    >>> reckonings(Spent(level, 8)).sum(axis=2).round(6).tolist()
    [[4.0], [4.0], [4.0], [4.0]]
    """
    month, booked = spent.month, spent.booked
    history = spent.earlier[:, -YEARS:].sum(axis=1)
    whole = history.sum(axis=1, keepdims=True)
    own = np.divide(history, whole, out=np.zeros_like(history), where=whole > 0)
    total = history.sum()
    pooled = np.tile(history.sum(axis=0) / total if total > 0 else np.full(12, 1 / 12), (len(own), 1))
    recent = spent.amounts[:, -1, max(month - RECENT, 0) : month].sum(axis=1)
    made = []
    for size, months in ((booked, slice(0, month)), (recent, slice(max(month - RECENT, 0), month))):
        for pattern in (own, pooled):
            base = pattern[:, months].sum(axis=1)
            sound = base > LEAST
            scale = np.divide(size, base, out=np.zeros_like(size), where=sound)
            rest = scale[:, None] * pattern[:, month:]
            plain = np.repeat(booked[:, None] / month, 12 - month, axis=1)
            far = ~sound | (np.abs(rest.sum(axis=1)) > FAR * np.abs(plain.sum(axis=1)))
            made.append(np.where(far[:, None], plain, rest))
    return np.stack(made)


def outturn(spent: Spent) -> Outturn:
    """The reckonings together; without an earlier year in which they can be tried they count alike."""
    every = reckonings(spent)
    errors = [error for year in tried(spent) if (error := _errors(spent.until(year))) is not None]
    weights = np.full(len(every), 1 / len(every))
    if errors:
        size = np.maximum(np.mean(errors, axis=0), 1e-12)
        weights = size**-2 / (size**-2).sum()
    return Outturn(np.tensordot(weights, every, axes=1), weights)


def tried(spent: Spent) -> range:
    """The earlier years in which the method can be tried: those with a year before them."""
    return range(1, spent.amounts.shape[1] - 1)


@dataclass(frozen=True)
class Record:
    """Errors really made at the same month of earlier years: in units of what was to come, and how large each was."""

    errors: np.ndarray  # by the size of what erred
    sizes: np.ndarray  # logarithms, ascending

    def alike(self, size: float) -> np.ndarray:
        """The half of the errors that were made of sums nearest in size, ascending: small sums err more."""
        many = min(max(len(self.errors) // 2, min(len(self.errors), ENOUGH)), MOST)
        at = int(np.clip(np.searchsorted(self.sizes, size) - many // 2, 0, len(self.errors) - many))
        return np.sort(self.errors[at : at + many])


def record(spent: Spent, groups: np.ndarray) -> Record:
    """The errors of all earlier years; `groups` numbers the group of each series from 0."""
    made = [_made(spent.until(year), groups) for year in tried(spent)]
    errors, sizes = np.concatenate(made, axis=1) if made else np.zeros((2, 0))
    order = np.argsort(sizes, kind="stable")
    return Record(errors[order], sizes[order])


def limits(spent: Spent, groups: np.ndarray) -> np.ndarray:
    """Limits of the year's total of each group; shape (groups, 4): lo80, hi80, lo95, hi95.

    Not a number where fewer than three errors are known; from the spread of the errors where they are few.
    """
    end, size = _ends(spent, groups)
    known = record(spent, groups)
    return np.stack([end[at] + size[at] * _reach(known.alike(_log(end[at]))) for at in range(len(end))])


def chance_above(aim: np.ndarray, spent: Spent, groups: np.ndarray) -> np.ndarray:
    """In how many of 100 cases the year's total comes out above an aim, for each group; shape (groups,)."""
    end, size = _ends(spent, groups)
    known, chances = record(spent, groups), np.full(len(end), np.nan)
    for at in np.flatnonzero(~np.isnan(aim)):
        errors = known.alike(_log(end[at]))
        if len(errors) >= ENOUGH:
            above = len(errors) - np.searchsorted(errors, (aim[at] - end[at]) / size[at], side="right")
            chances[at] = above / len(errors) * 100
    return chances


def _reach(errors: np.ndarray) -> np.ndarray:
    """How far to go below and above, for 80 and 95 of 100 cases, in units of what is to come."""
    if len(errors) >= ENOUGH:
        return np.array([_quantile(errors, 50 + side * level / 2) for level in LEVELS for side in (-1, 1)])
    if len(errors) < FEW:
        return np.full(2 * len(LEVELS), np.nan)
    spread = float(np.sqrt(np.mean(errors**2)))
    return np.array([side * scales * spread for scales in NORMAL for side in (-1, 1)])


def _ends(spent: Spent, groups: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The year's total of each group, and what its error is measured by."""
    many = int(groups.max()) + 1
    booked, rest = _summed(spent.booked, groups, many), _summed(outturn(spent).rest, groups, many)
    return booked + rest, _size(booked, rest)


def _made(spent: Spent, groups: np.ndarray) -> np.ndarray:
    """The errors of one earlier year, and how large the sums were; shape (2, groups with money)."""
    end, size = _ends(spent, groups)
    actual = _summed(spent.amounts[:, -1].sum(axis=1), groups, len(end))
    there = (end != 0) & (actual != 0)
    return np.stack([(actual - end) / size, np.log(np.maximum(np.abs(end), 1))])[:, there]


def _log(size: float) -> float:
    return float(np.log(max(abs(size), 1)))


def _size(booked: np.ndarray, rest: np.ndarray) -> np.ndarray:
    """What an error is measured by: what is still to come, or a part of the year where nothing seems to."""
    return np.maximum(np.abs(rest), LEAST * np.abs(booked) + 1e-9)


def _quantile(ascending: np.ndarray, level: float) -> float:
    """The quantile of split conformal prediction: a rank further out than the plain one."""
    many, share = len(ascending), level / 100
    rank = np.ceil((many + 1) * share) if share > 0.5 else np.floor((many + 1) * share)
    return float(ascending[int(np.clip(rank, 1, many)) - 1])


def _errors(spent: Spent) -> np.ndarray | None:
    """What each reckoning would have missed of a year that is over, as a part of its total; None without money."""
    actual = spent.amounts[:, -1].sum(axis=1)
    size = np.abs(actual).sum()
    if size == 0:
        return None
    ends = spent.booked + reckonings(spent).sum(axis=2)
    return np.abs(ends - actual).sum(axis=1) / size


def _summed(values: np.ndarray, groups: np.ndarray, many: int) -> np.ndarray:
    """One sum a group."""
    return np.bincount(groups, weights=values, minlength=many)
