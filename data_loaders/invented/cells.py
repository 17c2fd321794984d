"""Spending by department, class and group of objects: cells that add up to every published figure at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from data_loaders.invented.published import PAYMENTS, UNPLACED, published
from data_loaders.invented.reference import by, rows
from data_loaders.invented.totals import Amounts
from data_loaders.invented.tree import UNEXPLAINED

CLASSES = {  # leaf of the tree of spending -> its class in the ledger
    "current_revenue_expenditure": "current revenue",
    "current_capital_expenditure": "current capital",
    "adp_provincial": "development, provincial ADP",
    "adp_district": "development, district ADP",
    "foreign_project_assistance": "development, foreign project assistance",
    "psdp_grants": "development, federal grants (PSDP)",
}
WEIGHT = {leaf: leaf.removesuffix("_expenditure") for leaf in CLASSES}  # column of invented_departments
ACROSS = [item for item, where in PAYMENTS.items() if set(where) - {"class"}]  # items that cut across the tree
CLOSE = 1e-9


@dataclass(frozen=True)
class Cells:
    """One row per department, class and group of objects that is ever spent from, and its weight."""

    department: np.ndarray
    leaf: np.ndarray
    group: np.ndarray
    weight: np.ndarray

    def chosen(self, where: dict[str, tuple[str, ...]]) -> np.ndarray:
        """Which cells a published item is made of."""
        functions = {dept: row["functions"] for dept, row in by("invented_departments", "dept_id").items()}
        columns = {
            "department": self.department,
            "function": np.array([functions[dept] for dept in self.department]),
            "object": self.group,
            "class": np.array([CLASSES[leaf] for leaf in self.leaf]),
        }
        masks = [np.any([np.strings.startswith(columns[c], text) for text in where[c]], axis=0) for c in where]
        return np.all(masks, axis=0)


def mix_of(row: dict[str, str], leaf: str) -> str:
    """Which mix of objects a department spends in a class."""
    known = {"current_revenue_expenditure": row["current_mix"], "current_capital_expenditure": "capital"}
    return known.get(leaf, row["development_mix"])


@cache
def cells() -> Cells:
    """The cells of the invented departments, sorted by department, class and group."""
    mixes = by("invented_mixes", "mix")
    groups = [row["group"] for row in rows("invented_objects")]
    found = []
    for row in rows("invented_departments"):
        for leaf, column in WEIGHT.items():
            mix, weight = mixes[mix_of(row, leaf)], float(row[column])
            found += [(row["dept_id"], leaf, g, weight * float(mix[g])) for g in groups if weight and mix[g]]
    return Cells(*(np.array(column) for column in zip(*found, strict=True)))


def filled(fiscal_year: str, stage: str, amounts: Amounts, weights: np.ndarray) -> np.ndarray:
    """Rupees of every cell of one year and stage: classes and published items hold exactly."""
    table = cells()
    items = published().get((fiscal_year, stage), {})
    classes = [(table.leaf == leaf, amount) for (_, leaf), amount in amounts.items() if leaf != UNEXPLAINED]
    across = [(table.chosen(PAYMENTS[item]), items[item]) for item in ACROSS if item in items and item not in UNPLACED]
    return fitted(weights, across, classes)


def fitted(weights: np.ndarray, across: list, classes: list) -> np.ndarray:
    """Weights scaled until every claim (which cells, what sum) holds, then made whole rupees that add up exactly."""
    parts = weights.astype(float)
    for _ in range(2000):
        for mask, target in [*across, *classes]:
            parts[mask] *= target / parts[mask].sum()
        if all(abs(parts[mask].sum() / target - 1) < CLOSE for mask, target in across):
            break
    else:
        raise ValueError("The published figures that cut across departments and objects contradict each other.")
    return exact(np.floor(parts).astype(np.int64), across, classes)


def exact(parts: np.ndarray, across: list, classes: list) -> np.ndarray:
    """The last rupees, given to the largest cell that only the claim short of them holds."""
    held = np.sum([mask for mask, _ in across], axis=0) if across else np.zeros(len(parts), int)
    for mask, target in across:
        own = np.flatnonzero(mask & (held == 1))
        parts[own[np.argmax(parts[own])]] += target - parts[mask].sum()
    for mask, target in classes:
        own = np.flatnonzero(mask & (held == 0))
        parts[own[np.argmax(parts[own])]] += target - parts[mask].sum()
    return parts


def years_of_cells(totals: dict[tuple[str, str, str], Amounts], rng: np.random.Generator) -> dict:
    """Rupees of every cell of every year and stage: (fiscal year, stage) -> amounts in the order of `cells()`."""
    groups = by("invented_objects", "group")
    paid = np.array([float(groups[group]["actual_to_original"]) for group in cells().group])
    found, original = {}, cells().weight
    for (side, year, stage), amounts in totals.items():
        if side == "payment":
            usual = original * paid if stage == "actual" else original
            found[year, stage] = filled(year, stage, amounts, usual * rng.lognormal(0, 0.04, len(usual)))
            original = found[year, "original"].astype(float)  # the next year starts from this one's
    return found
