"""Outturn: where spending of a year in progress will end, for many series of one government at once.

Several reckonings of what is still to come: a size taken from the year so far or from its last three months, spread
over the remaining months by the series' own pattern of earlier years, by that of its kind or by that of all; and what
was allotted of the year (voted, released), taken as far as earlier years used it. Each counts by how near it came in
earlier years at the same month, for its kind and for all (weights from inverse squared errors, Bates and Granger 1969).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

YEARS = 3  # of which a pattern is made
RECENT = 3  # months that say how much is spent now
FAR = 20  # times the run rate: a reckoning beyond is none
LEAST = 0.02  # of a year: a pattern with less in the months it is scaled by says nothing
SIZES, PATTERNS = ("the year so far", "the last three months"), ("its own pattern", "that of its kind", "that of all")
Progress = Callable[[str, int, int], None]  # what, steps done, of how many


@dataclass(frozen=True)
class Spent:
    """Money paid by series, year and month of the year; shape (series, years, 12), the last year in progress.

    Months of the last year from `month` on are not known and never looked at.
    """

    amounts: np.ndarray
    month: int  # months of the last year that are booked, 1 to 11
    kinds: np.ndarray | None = None  # (series, years): of which kind, from 0, as told by the years before each
    many: int = 1  # how many kinds there may be
    allotted: np.ndarray | None = None  # (which, series, years): by that month of each year; not a number: not known

    def until(self, year: int) -> Spent:
        """As it stood at the same month of an earlier year, counted from the first."""
        kinds = None if self.kinds is None else self.kinds[:, : year + 1]
        allotted = None if self.allotted is None else self.allotted[:, :, : year + 1]
        return replace(self, amounts=self.amounts[:, : year + 1], kinds=kinds, allotted=allotted)

    @property
    def booked(self) -> np.ndarray:
        """What is paid so far of the last year; shape (series,)."""
        return self.amounts[:, -1, : self.month].sum(axis=1)

    @property
    def earlier(self) -> np.ndarray:
        """The whole years before."""
        return self.amounts[:, :-1]

    @property
    def kind(self) -> np.ndarray:
        """The number of the kind of each series; shape (series,)."""
        return np.zeros(len(self.amounts), np.int64) if self.kinds is None else self.kinds[:, -1]


@dataclass(frozen=True)
class Outturn:
    """A year as of its month: what is booked, what is still to come by month, what each reckoning counted for."""

    booked: np.ndarray  # (series,)
    remaining: np.ndarray  # (series, 12 - month)
    weights: np.ndarray  # (kinds, reckonings)
    came: np.ndarray | None = None  # what came in those months, of a year that is over

    @property
    def rest(self) -> np.ndarray:
        """What is still to come in all; shape (series,)."""
        return self.remaining.sum(axis=1)


def named(spent: Spent, allotted: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The reckonings in their order, in words.

    >>> named(Spent(np.ones((1, 2, 12)), 8))[0]
    'the year so far, by its own pattern'
    """
    patterns = PATTERNS if spent.many > 1 else (PATTERNS[0], PATTERNS[2])
    return (*(f"{size}, by {pattern}" for size in SIZES for pattern in patterns), *allotted)


def reckonings(spent: Spent) -> np.ndarray:
    """What is still to come, by each reckoning and month; shape (reckonings, series, 12 - month).

    >>> level = np.ones((1, 3, 12))
    >>> reckonings(Spent(level, 8)).sum(axis=2).round(6).tolist()
    [[4.0], [4.0], [4.0], [4.0]]
    """
    month, booked = spent.month, spent.booked
    patterns = _patterns(spent)
    plain = np.repeat(booked[:, None] / month, 12 - month, axis=1)
    recent = slice(max(month - RECENT, 0), month)
    made = []
    for months in (slice(0, month), recent):
        size = spent.amounts[:, -1, months].sum(axis=1)
        for pattern in patterns:
            rest = _part(size, pattern[:, months].sum(axis=1))[:, None] * pattern[:, month:]
            far = np.isnan(rest).any(axis=1) | (np.abs(rest.sum(axis=1)) > FAR * np.abs(plain.sum(axis=1)))
            made.append(np.where(far[:, None], plain, rest))
    return np.stack([*made, *_used(spent, patterns[0], np.mean(made, axis=0))])


def outturn(spent: Spent) -> Outturn:
    """The reckonings of the year in progress together; where none can be tried in an earlier year they count alike."""
    return outturns(spent)[-1]


def outturns(spent: Spent, progress: Progress = lambda *said: None) -> tuple[Outturn, ...]:
    """The same for each earlier year in which it can be tried, from what was known then; last the year in progress."""
    years, made, errors = [*tried(spent), spent.amounts.shape[1] - 1], [], []
    for at, year in enumerate(years):
        progress("Trying out the year-end of spending", at, len(years))
        then, over = spent.until(year), year < spent.amounts.shape[1] - 1
        every = reckonings(then)
        weights = _weights(errors, spent.many, len(every))
        remaining = np.einsum("sr,rsm->sm", weights[spent.kind], every)
        made.append(Outturn(then.booked, remaining, weights, then.amounts[:, -1, spent.month :] if over else None))
        if over:
            errors.append(_errors(then, every))
    return tuple(made)


def tried(spent: Spent) -> range:
    """The earlier years in which the method can be tried: those with a year before them."""
    return range(1, spent.amounts.shape[1] - 1)


def _patterns(spent: Spent) -> list[np.ndarray]:
    """How a year's money goes by month: of each series, of its kind where there are several, and of all."""
    history = spent.earlier[:, -YEARS:].sum(axis=1)
    of_all = _shares(history.sum(axis=0, keepdims=True), np.full(12, 1 / 12))
    own = _shares(history, np.zeros(12))
    pooled = np.repeat(of_all, len(own), axis=0)
    if spent.many == 1:
        return [own, pooled]
    by_kind = np.zeros((spent.many, 12))
    np.add.at(by_kind, spent.kind, history)
    return [own, _shares(by_kind, of_all[0])[spent.kind], pooled]


def _shares(money: np.ndarray, without: np.ndarray) -> np.ndarray:
    """The months of each row as parts of its year; those given where a row has no money."""
    whole = money.sum(axis=1, keepdims=True)
    return np.where(whole > 0, np.divide(money, whole, out=np.zeros_like(money), where=whole > 0), without)


def _part(size: np.ndarray, share: np.ndarray) -> np.ndarray:
    """The whole of which the size is that share; not a number where the share is too small to say."""
    return np.divide(size, share, out=np.full(len(size), np.nan), where=share > LEAST)


def _used(spent: Spent, own: np.ndarray, others: np.ndarray) -> list[np.ndarray]:
    """What is still to come if what was allotted is used as it was in earlier years; else what the others say."""
    made, years = [], min(YEARS, spent.earlier.shape[1])
    paid = spent.earlier[:, -years:].sum(axis=2)
    shape = np.where(own[:, spent.month :].sum(axis=1, keepdims=True) > LEAST, own[:, spent.month :], np.abs(others))
    shape = _shares(shape, np.full(12 - spent.month, 1 / (12 - spent.month)))
    for allotted in () if spent.allotted is None else spent.allotted:
        now, before = allotted[:, -1], allotted[:, -1 - years : -1]
        known = before > 0
        sums = np.stack([np.where(known, paid, 0).sum(axis=1), np.where(known, before, 0).sum(axis=1)])
        of_kind = np.zeros((2, spent.many))
        np.add.at(of_kind, (slice(None), spent.kind), sums)
        used = np.where(known.any(axis=1), _ratio(sums), _ratio(of_kind)[spent.kind])
        rest = np.maximum(now * used - spent.booked, 0)
        there = (now > 0) & np.isfinite(used) & (rest < FAR * 12 * np.maximum(np.abs(now), np.abs(spent.booked)))
        made.append(np.where(there[:, None], np.where(there, rest, 0)[:, None] * shape, others))
    return made


def _ratio(sums: np.ndarray) -> np.ndarray:
    return np.divide(sums[0], sums[1], out=np.full(sums.shape[1], np.nan), where=sums[1] > 0)


def _errors(spent: Spent, every: np.ndarray) -> np.ndarray:
    """What each reckoning missed of a year that is over, as a part of its total: by kind and, last, of all.

    Shape (kinds + 1, reckonings); not a number without money.
    """
    actual = spent.amounts[:, -1].sum(axis=1)
    missed = np.abs(spent.booked + every.sum(axis=2) - actual)
    sums = np.zeros((spent.many, len(every) + 1))
    np.add.at(sums, spent.kind, np.column_stack([missed.T, np.abs(actual)]))
    sums = np.vstack([sums, sums.sum(axis=0)])
    unknown = np.full((spent.many + 1, len(every)), np.nan)
    return np.divide(sums[:, :-1], sums[:, -1:], out=unknown, where=sums[:, -1:] > 0)


def _weights(errors: list[np.ndarray], kinds: int, reckonings: int) -> np.ndarray:
    """What each reckoning counts for in each kind; the errors of all kinds together count as one year more."""
    if not errors or np.isnan(errors).all():
        return np.full((kinds, reckonings), 1 / reckonings)
    every = np.stack(errors)
    of_all = np.nanmean(every[:, -1], axis=0)
    known = np.isfinite(every[:, :-1]).all(axis=2)
    total = np.where(known[:, :, None], every[:, :-1], 0).sum(axis=0) + of_all
    size = np.maximum(total / (known.sum(axis=0)[:, None] + 1), 1e-12)
    return size**-2 / (size**-2).sum(axis=1, keepdims=True)
