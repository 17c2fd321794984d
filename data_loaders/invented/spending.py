"""Spending of the invented province: what its files are made from, and its budgets by office and object."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from data_loaders.invented.apportion import apportion
from data_loaders.invented.cells import Cells, cells, years_of_cells
from data_loaders.invented.columns import joined, money, same, texts, write
from data_loaders.invented.offices import BudgetLines, budget_lines, charged, classes
from data_loaders.invented.published import published
from data_loaders.invented.reference import YEARS, by, season
from data_loaders.invented.totals import Amounts
from data_loaders.invented.tree import UNEXPLAINED

SUPPLEMENTARY = 0.055  # of the original outlay, where none is published
TECHNICAL = 0.25  # of the supplementary grants, by number
REVISED = 0.04  # by how much the revised estimate of a line strays from its share of the original one


@dataclass(frozen=True)
class Spending:
    """What every file of spending is made from."""

    cells: Cells
    lines: BudgetLines
    amounts: dict[tuple[str, str], np.ndarray]  # (fiscal year, stage) -> rupees of every cell
    totals: dict[tuple[str, str, str], Amounts]
    seed: int

    def rng(self, *place: int) -> np.random.Generator:
        """Chance of its own for every file, so that none depends on another."""
        return np.random.default_rng((self.seed, *place))

    def of_group(self, column: str) -> np.ndarray:
        """A figure of invented_objects for every cell."""
        groups = by("invented_objects", "group")
        return np.array([float(groups[group][column]) for group in self.cells.group])

    def seasons(self) -> np.ndarray:
        """The share of each fiscal month for every cell."""
        groups = by("invented_objects", "group")
        shares = {group: season(row["season"]) for group, row in groups.items()}
        return np.array([shares[group] for group in self.cells.group])

    def codes(self, line: np.ndarray, year: int) -> dict[str, pa.Array]:
        """The columns that say who spends on what, for these budget lines."""
        lines, cell = self.lines, self.lines.cell[line]
        who = lines.office[line]
        departments = sorted(set(self.cells.department))
        number = np.searchsorted(departments, self.cells.department)[cell]
        districts = list(by("districts", "code2_synthetic"))
        seat = np.array([districts.index(office.district) for office in lines.offices])[who]
        kind, names = classes(self.cells)
        grants = [f"{(place + 11 * year) % 97 + 1:03}" for place in range(len(departments))]
        return {
            "class": texts(kind[cell], names),
            "office": texts(who, [office.code for office in lines.offices]),
            "department": texts(number, departments),
            "district": texts(seat, districts),
            "function": texts(lines.function[line], lines.functions),
            "object": texts(lines.object[line], lines.objects),
            "fund": texts(charged(self.cells)[cell], ["Consolidated fund, voted", "Consolidated fund, charged"]),
            "grant_number": texts(number, grants),
            "project": texts(lines.project[line], lines.projects),
        }


def spending_of(totals: dict, scale: float, seed: int, rng: np.random.Generator) -> Spending:
    """All spending, from the totals of every year down to its cells and budget lines."""
    amounts = years_of_cells(totals, rng)
    return Spending(cells(), budget_lines(cells(), scale, rng), amounts, totals, seed)


def write_budgets(spending: Spending, folder: Path) -> Path:
    """Original, supplementary and revised estimates of all years: annual figures by office and object."""
    parts = []
    for year, label in enumerate(YEARS):
        for stage in ("original", "revised"):
            if (label, stage) in spending.amounts:
                parts.append(budget(spending, year, stage))
                parts += unexplained(spending, year, stage)
        parts.append(supplementary(spending, year))
    return write(folder / "budgets.parquet", joined(parts))


def budget(spending: Spending, year: int, stage: str) -> dict[str, pa.Array]:
    """One year's estimates at one stage."""
    lines, size = spending.lines, len(spending.lines.cell)
    return {
        "fiscal_year": same(YEARS[year], size),
        "stage": same(stage, size),
        **spending.codes(np.arange(size), year),
        "office_name": texts(lines.office, [office.name for office in lines.offices]),
        "amount": money(estimates(spending, year, stage)),
    }


def estimates(spending: Spending, year: int, stage: str) -> np.ndarray:
    """Rupees of every budget line at one stage; the revised estimate follows the original one, line by line."""
    lines, size = spending.lines, len(spending.lines.cell)
    weights = lines.weight * spending.rng(1, year, 0).lognormal(0, 0.1, size)
    if stage == "revised":
        weights = weights * spending.rng(1, year, 1).lognormal(0, REVISED, size)
    return apportion(spending.amounts[YEARS[year], stage], lines.cell, weights)


def unexplained(spending: Spending, year: int, stage: str) -> list[dict[str, pa.Array]]:
    """A line for each published total that its published items do not reach."""
    kinds = {"total_outlay": "unexplained", "development_expenditure": "development"}
    totals = spending.totals["payment", YEARS[year], stage]
    return [
        {
            "fiscal_year": same(YEARS[year], 1),
            "stage": same(stage, 1),
            "class": same(kinds[parent], 1),
            "department": same("D99", 1),
            "amount": money(np.array([amount])),
        }
        for (parent, leaf), amount in totals.items()
        if leaf == UNEXPLAINED
    ]


def supplementary(spending: Spending, year: int) -> dict[str, pa.Array]:
    """Supplementary grants of one year: those of money found in the same grant are called technical."""
    chosen, amounts = grants(spending, year)
    technical = spending.rng(2, year, 1).random(len(chosen)) < TECHNICAL
    return {
        "fiscal_year": same(YEARS[year], len(chosen)),
        "stage": same("supplementary", len(chosen)),
        **spending.codes(chosen, year),
        "kind": texts(technical.astype(int), ["regular", "technical"]),
        "amount": money(amounts),
    }


def grants(spending: Spending, year: int) -> tuple[np.ndarray, np.ndarray]:
    """The budget lines with a supplementary grant and its rupees: the published sum where there is one."""
    label, lines = YEARS[year], spending.lines
    outlay = sum(spending.totals["payment", label, "original"].values())
    total = published().get((label, "supplementary"), {}).get("supplementary_budget", round(outlay * SUPPLEMENTARY, -6))
    rng = spending.rng(2, year)
    chosen = np.sort(rng.choice(len(lines.cell), min(120, len(lines.cell)), replace=False))
    weights = spending.amounts[label, "original"][lines.cell[chosen]] ** 0.5 * rng.lognormal(0, 0.5, len(chosen))
    return chosen, apportion(np.array([total]), np.zeros(len(chosen), int), weights)
