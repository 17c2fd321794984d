"""Changes of the invented budgets within the year: re-appropriations inside a grant, and what is surrendered."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from data_loaders.invented.columns import days, joined, money, numbered, same, texts, write
from data_loaders.invented.reference import FIRST_YEAR, YEARS, months_of
from data_loaders.invented.spending import Spending, estimates, grants

UNDER_WAY = 0.01  # of a line's estimate is moved in a year whose revised estimate is not made yet
ORDERS = (3, 11)  # fiscal months in which re-appropriations are ordered, counted from 0
SURRENDERED = 10  # the fiscal month of surrenders: May
KINDS = ["within a major object", "between major objects"]


def write_changes(spending: Spending, folder: Path) -> Path:
    """Re-appropriations, an order from one line to another that adds to zero, and surrenders, of all years."""
    return write(
        folder / "changes.parquet", joined([part for year in range(len(YEARS)) for part in changes(spending, year)])
    )


def changes(spending: Spending, year: int) -> list[dict[str, pa.Array]]:
    """One year's changes: what the revised estimate differs from the original one and the supplementary grants.

    Inside a grant money moves from the lines that lose to those that win; what only loses is surrendered.
    """
    label, lines = YEARS[year], spending.lines
    original = estimates(spending, year, "original")
    if (label, "revised") in spending.amounts:
        differs = estimates(spending, year, "revised") - original
        chosen, granted = grants(spending, year)
        np.subtract.at(differs, chosen, granted)
    else:
        differs = np.round(original * spending.rng(7, year).normal(0, UNDER_WAY, len(original))).astype(np.int64)
    department = spending.cells.department[lines.cell]
    losing, winning, moved = [], [], []
    for name in sorted(set(department)):
        inside = np.flatnonzero(department == name)
        loses, wins, amounts = transfers(differs[inside])
        losing.append(inside[loses])
        winning.append(inside[wins])
        moved.append(amounts)
    losing, winning, moved = np.concatenate(losing), np.concatenate(winning), np.concatenate(moved)
    left = differs.copy()
    np.add.at(left, losing, moved)
    np.subtract.at(left, winning, moved)
    given_up = np.flatnonzero(left < 0) if (label, "revised") in spending.amounts else np.zeros(0, int)
    return [ordered(spending, year, losing, winning, moved), surrendered(spending, year, given_up, left[given_up])]


def transfers(differs: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Who loses, who wins and how much, until the losers have no more to give or the winners all they want.

    >>> [part.tolist() for part in transfers(np.array([-5, 3, 4, -1]))]
    [[0, 0, 3], [1, 2, 2], [3, 2, 1]]
    """
    loses, wins = np.flatnonzero(differs < 0), np.flatnonzero(differs > 0)
    given, taken = np.cumsum(-differs[loses]), np.cumsum(differs[wins])
    total = min(given[-1] if len(given) else 0, taken[-1] if len(taken) else 0)
    ends = np.unique(np.concatenate([given, taken, [total]]))
    ends = ends[(ends > 0) & (ends <= total)]
    amounts = np.diff(ends, prepend=0)
    return loses[np.searchsorted(given, ends)], wins[np.searchsorted(taken, ends)], amounts


def ordered(spending: Spending, year: int, losing: np.ndarray, winning: np.ndarray, moved: np.ndarray) -> dict:
    """Two lines an order under one number: what one budget line loses another wins."""
    objects = spending.lines.objects
    major = np.array([code[:3] for code in objects])[spending.lines.object]
    month = spending.rng(8, year).integers(*ORDERS, len(moved))
    month = month if months_of(year) == 12 else month % months_of(year)
    when = days(FIRST_YEAR + year, month, spending.rng(9, year).integers(2, 28, len(moved)))
    number, size = np.arange(len(moved)), 2 * len(moved)
    line = np.stack([losing, winning], axis=1).reshape(size)
    kind = (major[losing] != major[winning]).astype(int)
    return {
        "posted_on": pa.array(np.repeat(when, 2)).cast(pa.date32()),
        "stage": same("reappropriation", size),
        **spending.codes(line, year),
        "document": numbered(np.repeat(number, 2), int(f"71{(FIRST_YEAR + year) % 100}000001")),
        "kind": texts(np.repeat(kind, 2), KINDS),
        "amount": money(np.stack([-moved, moved], axis=1).reshape(size)),
    }


def surrendered(spending: Spending, year: int, line: np.ndarray, amounts: np.ndarray) -> dict[str, pa.Array]:
    """What budget lines give back, below zero."""
    when = days(FIRST_YEAR + year, np.full(len(line), SURRENDERED), np.full(len(line), 15))
    return {
        "posted_on": pa.array(when).cast(pa.date32()),
        "stage": same("surrender", len(line)),
        **spending.codes(line, year),
        "amount": money(amounts),
    }
