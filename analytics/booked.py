"""Booked: receipts by month of every head, its group and the total, as models take them and to the hundredth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analytics import receipts
from analytics.receipts import Selection
from data_loaders.store import Store
from models.forecast import History

TOTAL = ("total", "total")
REGULAR = 0.9  # share of the submitted months from which on a month without a line is one not submitted
Level = tuple[str, str]  # level (total, group, head) and code


@dataclass(frozen=True)
class Booked:
    """Receipts of the months booked; hundredths of the currency unit, so that sums are exact."""

    levels: tuple[Level, ...]  # the total, the groups, the heads
    parents: dict[Level, Level]
    hundredths: np.ndarray  # (levels, months) int64, 0 where there is no line
    history: History  # the same as figures; missing where not submitted; series are "level:code"

    @property
    def cut_off(self) -> date:
        """The first day of the last month booked."""
        return self.history.months[-1].astype(object)

    def family(self) -> dict[str, str]:
        """The parent of each series, by the names that the history gives them."""
        return {named(level): named(parent) for level, parent in self.parents.items()}

    def up(self, of_heads: np.ndarray) -> np.ndarray:
        """Figures of the heads (heads, ...) with those of groups and the total, their exact sums, above them."""
        return added(self.levels, self.parents, of_heads)


def named(level: Level) -> str:
    """The name of a series.

    >>> named(("head", "B01"))
    'head:B01'
    """
    return ":".join(level)


def booked(store: Store) -> Booked | None:
    """What is booked by month; None where no receipts are."""
    rows = receipts.amounts(store, "head", Selection())
    rows = rows[rows["month"].notna()]
    if rows.empty:
        return None
    groups = dict(store.ask(receipts.HEADS)[["code", "group_code"]].itertuples(index=False, name=None))
    heads = tuple(("head", code) for code in sorted(set(rows["code"])))
    parents: dict[Level, Level] = {level: ("group", groups[level[1]]) for level in heads}
    above = tuple(sorted(set(parents.values())))
    parents |= dict.fromkeys(above, TOTAL)
    levels = (TOTAL, *above, *heads)
    month = pd.to_datetime(rows["month"]).to_numpy().astype("datetime64[M]")
    first = month.min()
    of_heads = np.zeros((len(heads), (month.max() - first).astype(int) + 1), np.int64)
    there = np.zeros(of_heads.shape, bool)
    at = pd.Index([code for _, code in heads]).get_indexer(rows["code"]), (month - first).astype(int)
    np.add.at(of_heads, at, [int(amount.scaleb(2)) for amount in rows["amount"]])
    there[at] = True
    hundredths = added(levels, parents, of_heads)
    known = added(levels, parents, known_months(there).astype(np.int64)) > 0
    figures = np.where(known, hundredths / 100, np.nan)
    return Booked(levels, parents, hundredths, History(tuple(map(named, levels)), first, figures))


def known_months(there: np.ndarray) -> np.ndarray:
    """For which months (heads, months) it is known what came: those with a line, and of a head that comes now and
    then also those without one, once it has come at all and others have come.

    >>> known_months(np.array([[1, 1, 1, 1], [0, 1, 0, 0]], bool)).astype(int)
    array([[1, 1, 1, 1],
           [0, 1, 1, 1]])
    """
    submitted = there.any(axis=0)
    begun = np.maximum.accumulate(there, axis=1)
    until = np.maximum.accumulate(there[:, ::-1], axis=1)[:, ::-1]
    between = begun & until & submitted
    regular = there.sum(axis=1) >= REGULAR * between.sum(axis=1)
    alone = there.sum(axis=1) == 1  # one figure says nothing of how often it comes
    return there | (begun & submitted & ~(regular & ~alone)[:, None])


def added(levels: tuple[Level, ...], parents: dict[Level, Level], of_heads: np.ndarray) -> np.ndarray:
    """Whole numbers of the heads, in order, and above them their sums: shape (levels, ...)."""
    heads = [level for level in levels if level[0] == "head"]
    row = {level: at for at, level in enumerate(levels)}
    sums = np.zeros((len(levels), *of_heads.shape[1:]), of_heads.dtype)
    sums[[row[level] for level in heads]] = of_heads
    np.add.at(sums, [row[parents[level]] for level in heads], of_heads)
    sums[row[TOTAL]] = of_heads.sum(axis=0)
    return sums
