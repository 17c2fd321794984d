"""Commitments of the invented province: orders, the bills that follow them, and what became of both."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from data_loaders.invented.apportion import apportion
from data_loaders.invented.columns import NOTHING, days, joined, money, numbered, same, texts, write
from data_loaders.invented.payments import SUPPLIERS, over, some
from data_loaders.invented.reference import FIRST_YEAR, YEARS, months_of
from data_loaders.invented.spending import Spending

ORDERED_EVERY = 12  # budget lines: orders stand against the first
COMMITTED = ("A03", "A09", "A12", "A13")
WORKS = "A12"
GIVEN = 0.25  # of the months of a line have an order
ORDERED = 0.1  # of a year's payments for these objects go through an order that is reported
BILLED_AFTER, PAID_AFTER, PAID_LATE = (15, 46), (8, 28), (35, 120)  # days
LATE, NEVER = 0.1, 0.015  # of the bills
KINDS = ["order", "contract", "bill", "payment", "release"]
ORDER, CONTRACT, BILL, PAYMENT, RELEASE = range(len(KINDS))


def write_commitments(spending: Spending, folder: Path) -> Path:
    """Money reserved by orders and contracts, billed, paid and let go: one line an event, reserved above zero."""
    line = some(spending.lines, np.isin(spending.cells.group, COMMITTED), ORDERED_EVERY)
    parts = [commitments(spending, year, line) for year in range(len(YEARS))]
    return write(folder / "commitments.parquet", joined(parts))


def commitments(spending: Spending, year: int, line: np.ndarray) -> dict[str, pa.Array]:
    """One year's events: orders, their bills and the payments; some bills are never paid."""
    rng = spending.rng(4, year)
    line, month = over(line, 12)
    given = rng.random(len(line)) < GIVEN
    line, month = line[given], month[given]
    cell = spending.lines.cell[line]
    totals = np.round(spending.amounts[YEARS[year], "actual"] * ORDERED).astype(np.int64)
    ahead = np.roll(spending.seasons(), -1, axis=1)
    weights = spending.lines.weight[line] * ahead[cell, month] * rng.lognormal(0, 0.3, len(line))
    amounts = apportion(totals, cell, weights)
    ordered = days(FIRST_YEAR + year, month, rng.integers(3, 29, len(line)))
    works = spending.cells.group[cell] == WORKS
    which, when, kind, sign = events(ordered, works, last_day(year), months_of(year) == 12, rng)
    has_bill = np.isin(kind, (BILL, PAYMENT))
    return {
        "posted_on": pa.array(when.astype(np.int32)).cast(pa.date32()),
        "stage": same("committed", len(which)),
        **spending.codes(line[which], year),
        "document": numbered(which, int(f"45{(FIRST_YEAR + year) % 100}000001")),
        "bill": texts(np.where(has_bill, which % 997, NOTHING), [f"B{number:03}" for number in range(997)]),
        "kind": texts(kind, KINDS),
        "payee": texts((spending.lines.office[line[which]] * 7) % len(SUPPLIERS), SUPPLIERS),
        "amount": money(amounts[which] * sign),
    }


def events(
    ordered: np.ndarray, works: np.ndarray, ends: int, over_with: bool, rng: np.random.Generator
) -> tuple[np.ndarray, ...]:
    """What becomes of orders until a day: of which order, when, of what kind, and 1 reserved or -1 let go; by day.

    At the end of a year orders that are not billed lapse, and bills are paid but for the few that never are.
    """
    size, order = len(ordered), np.where(works, CONTRACT, ORDER)
    billed = ordered + rng.integers(*BILLED_AFTER, size)
    late = rng.random(size) < LATE
    paid = billed + np.where(late, rng.integers(*PAID_LATE, size), rng.integers(*PAID_AFTER, size))
    never = rng.random(size) < NEVER
    lapsed = (billed > ends) & over_with
    paid = np.where(never | (billed > ends), ends + 1, np.minimum(paid, ends) if over_with else paid)
    steps = [
        (ordered, order, 1),
        (billed, order, -1),
        (billed, np.full(size, BILL), 1),
        (paid, np.full(size, PAYMENT), -1),
        (np.where(lapsed, ends, ends + 1), np.full(size, RELEASE), -1),
    ]
    which = np.tile(np.arange(size), len(steps))
    when, kind = (np.concatenate([step[at] for step in steps]) for at in (0, 1))
    sign = np.repeat([step[2] for step in steps], size)
    kept = np.flatnonzero((when <= ends) & (ordered[which] <= ends))
    kept = kept[np.argsort(when[kept] * np.int64(max(size, 1)) + which[kept], kind="stable")]
    return which[kept], when[kept], kind[kept], sign[kept]


def last_day(year: int) -> int:
    """The last day of what is over of a fiscal year, in days since 1970."""
    ends = FIRST_YEAR + year + (months_of(year) + 6) // 12, (months_of(year) + 6) % 12 + 1
    return date(*ends, 1).toordinal() - date(1970, 1, 1).toordinal() - 1
