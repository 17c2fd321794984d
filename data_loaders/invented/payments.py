"""Payments of the invented province: vouchers by day, and the releases before them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from data_loaders.invented.apportion import apportion
from data_loaders.invented.columns import NOTHING, days, joined, money, numbered, same, texts, write
from data_loaders.invented.offices import BudgetLines, classes
from data_loaders.invented.reference import FIRST_YEAR, YEARS, by, months_of
from data_loaders.invented.spending import Spending

QUARTERS = (0.25, 0.25, 0.25, 0.25)
QUARTERS_OF_WORKS = (0.2, 0.2, 0.3, 0.3)
STRAYS = 0.15  # by how much a quarter's release strays from its share: of a department, and again of each cell
RELEASED_EVERY = 2  # budget lines: money is released to the first
PAY = ("A01", "A04")
SUPPLIERS = [
    f"{place} {trade}"
    for place in "Mehran Indus Kirthar Keenjhar Bhitai Sarmast Ranikot Gorakh Manchar Hala Thar Moenjo".split()
    for trade in ("Builders", "Traders", "Engineers", "Printers", "Motors", "Medicos", "Electric", "Contractors")
]


def write_payments(spending: Spending, folder: Path, copies: int) -> Iterator[Path]:
    """What was paid: one file per fiscal year, `copies` vouchers a month for each budget line."""
    for year in range(len(YEARS)):
        yield write(folder / f"payments-{YEARS[year]}.parquet", payments(spending, year, copies))


def payments(spending: Spending, year: int, copies: int) -> dict[str, pa.Array]:
    """One year's vouchers by day, in the order of the days."""
    lines, rng = spending.lines, spending.rng(3, year)
    line, month = over(np.arange(len(lines.cell)), 12 * copies)
    month //= copies
    cell = lines.cell[line]
    noise = spending.of_group("noise")[cell]
    weights = lines.weight[line] * spending.seasons()[cell, month] * np.exp(noise * rng.standard_normal(len(line)))
    amounts = apportion(spending.amounts[YEARS[year], "actual"], cell, weights)
    day = posted(spending, cell, lines.office[line] * 12 + month, rng)
    elapsed = np.flatnonzero(month < months_of(year))
    when = on_working_days(days(FIRST_YEAR + year, month, day), day)
    order = elapsed[np.argsort(when[elapsed] * len(lines.offices) + lines.office[line[elapsed]], kind="stable")]
    line, cell, amounts, when = line[order], cell[order], amounts[order], when[order]
    held = amounts * spending.of_group("withheld").astype(np.int64)[cell] // 100
    groups = sorted(by("invented_objects", "group"))
    voucher = (when.astype(np.int64) * len(lines.offices) + lines.office[line]) * len(groups)
    voucher += np.searchsorted(groups, spending.cells.group)[cell]
    supplied = rng.random(len(line)) * 100 < spending.of_group("paid_to_suppliers")[cell]
    payee = (lines.office[line] * 7 + rng.integers(0, 12, len(line))) % len(SUPPLIERS)
    return {
        "posted_on": pa.array(when).cast(pa.date32()),
        "stage": same("actual", len(line)),
        **spending.codes(line, year),
        "document": numbered(voucher, int(f"19{(FIRST_YEAR + year) % 100}000001")),
        "bill": texts(rng.integers(0, 997, len(line)), [f"B{number:03}" for number in range(997)]),
        "payee": texts(np.where(supplied, payee, NOTHING), SUPPLIERS),
        "amount": money(amounts),
        "deductions": money(held),
        "net": money(amounts - held),
    }


def over(line: np.ndarray, times: int) -> tuple[np.ndarray, np.ndarray]:
    """Every line so many times, and the number of each time."""
    return np.repeat(line, times), np.tile(np.arange(times), len(line))


def posted(spending: Spending, cell: np.ndarray, office_month: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The day of the month of each voucher: an office pays its staff and pensioners on one day, others on any."""
    first, last = spending.of_group("first_day")[cell], spending.of_group("last_day")[cell]
    payday = rng.random(office_month.max() + 1)[office_month]
    chance = np.where(np.isin(spending.cells.group, PAY)[cell], payday, rng.random(len(cell)))
    return (first + chance * (last - first + 1)).astype(np.int64)


def on_working_days(when: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Days since 1970 moved off Saturdays and Sundays, within their month; `day` is the day of the month.

    >>> on_working_days(np.array([0, 2, 3, 2]), np.array([1, 3, 4, 28])).tolist()  # 1 January 1970 was a Thursday
    [0, 1, 4, 1]
    """
    weekday = (when + 3) % 7  # 0: Monday
    moved = np.where(weekday == 5, np.where(day > 1, -1, 2), np.where(weekday == 6, np.where(day <= 27, 1, -2), 0))
    return (when + moved).astype(np.int32)


def some(lines: BudgetLines, chosen: np.ndarray, every: int) -> np.ndarray:
    """Every so many budget lines of each chosen cell, the first of each among them."""
    turn = np.arange(len(lines.cell)) - np.searchsorted(lines.cell, lines.cell)
    return np.flatnonzero(chosen[lines.cell] & (turn % every == 0))


def write_releases(spending: Spending, folder: Path) -> Path:
    """What was released, by quarter, standing in its first month."""
    line = some(spending.lines, np.ones(len(spending.cells.weight), bool), RELEASED_EVERY)
    parts = [release(spending, year, line) for year in range(len(YEARS))]
    return write(folder / "releases.parquet", joined(parts))


def release(spending: Spending, year: int, line: np.ndarray) -> dict[str, pa.Array]:
    """One year's releases: what was spent by 10 June is the usual share of them."""
    first, last = spending.of_group("first_day"), spending.of_group("last_day")
    by_10_june = np.clip((11 - first) / (last - first + 1), 0, 1)
    spent = spending.seasons()[:, :11].sum(axis=1) + spending.seasons()[:, 11] * by_10_june
    totals = np.round(spending.amounts[YEARS[year], "actual"] * spent / spending.of_group("spent_of_release") * 100)
    works = np.char.startswith(classes_of(spending), "development")[:, None]
    shares = np.where(works, QUARTERS_OF_WORKS, QUARTERS) * strayed(spending, year)
    line, quarter = over(line, 4)
    cell = spending.lines.cell[line]
    amounts = apportion(totals.astype(np.int64), cell, spending.lines.weight[line] * shares[cell, quarter])
    kept = np.flatnonzero(quarter * 3 < months_of(year))
    month = days(FIRST_YEAR + year, quarter[kept] * 3, np.ones(len(kept), int))
    return {
        "month": pa.array(month).cast(pa.date32()),
        "stage": same("released", len(kept)),
        **spending.codes(line[kept], year),
        "amount": money(amounts[kept]),
    }


def strayed(spending: Spending, year: int) -> np.ndarray:
    """How far each cell's quarters stray from their shares: what is released early does not give the year away."""
    rng, departments = spending.rng(10, year), np.unique(spending.cells.department, return_inverse=True)[1]
    of_department = rng.lognormal(0, STRAYS, (departments.max() + 1, len(QUARTERS)))
    return of_department[departments] * rng.lognormal(0, STRAYS, (len(departments), len(QUARTERS)))


def classes_of(spending: Spending) -> np.ndarray:
    """The class of every cell in words."""
    number, names = classes(spending.cells)
    return np.array(names)[number]
