"""Who spends on what: the offices of the invented province and the lines of their budgets."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd

import numpy as np

from data_loaders.invented.cells import CLASSES, Cells
from data_loaders.invented.columns import NOTHING
from data_loaders.invented.reference import by, rows

LINES, VOUCHERS = 1700, 5  # at scale 1: budget lines, and vouchers a month for each
HEADQUARTERS = "KD"
PREFIX = {"adp_provincial": "ADP", "adp_district": "DIS", "foreign_project_assistance": "FPA", "psdp_grants": "PSD"}
FUNCTION_OF = {"A04": "011210", "A07": "0114", "A10": "0114"}  # pensions and debt, whatever the office
CHARGED_GROUPS, CHARGED = ("A07", "A10"), ("D15", "D40", "D42")  # debt; governor, courts, ombudsman
POSSIBLE = 0.618  # of all office and object pairs, stepped through by the golden section


@dataclass(frozen=True)
class Office:
    """A drawing and disbursing officer."""

    code: str
    name: str
    department: str
    district: str
    weight: float


@dataclass(frozen=True)
class BudgetLines:
    """One row per office and object of a cell, sorted by cell; texts as numbers into the lists."""

    cell: np.ndarray
    office: np.ndarray
    function: np.ndarray
    object: np.ndarray
    project: np.ndarray  # -1: none
    weight: np.ndarray
    offices: list[Office]
    functions: list[str]
    objects: list[str]
    projects: list[str]


def offices(rng: np.random.Generator) -> dict[str, list[Office]]:
    """The offices of every department, headquarters first: two letters of the district and four digits."""
    districts = list(by("districts", "code2_synthetic").values())
    at_headquarters = next(d for d in districts if d["code2_synthetic"] == HEADQUARTERS)
    found = {}
    for number, row in enumerate(rows("invented_departments"), start=1):
        abroad = [districts[(number * 7 + step) % len(districts)] for step in range(len(districts))]
        places = [at_headquarters, *(d for d in abroad if d is not at_headquarters)][: int(row["districts"])]
        found[row["dept_id"]] = [
            office(row["dept_id"], number, turn, place, rng) for turn in range(int(row["offices"])) for place in places
        ]
    return found


def office(department: str, number: int, turn: int, place: dict[str, str], rng: np.random.Generator) -> Office:
    """One office: its code, its name, and how much it spends beside the others."""
    district = place["code2_synthetic"]
    name = by("departments", "dept_id")[department]["department"]
    people = float(place["population_2023"]) ** 0.7
    weight = people * rng.lognormal(0, 0.4) * (2 if district == HEADQUARTERS and turn == 0 else 1)
    code = f"{district}{number * 10 + turn:04}"
    return Office(code, f"{name}, {place['district']} {turn + 1}", department, district, weight)


def budget_lines(cells: Cells, scale: float, rng: np.random.Generator) -> BudgetLines:
    """The lines of all budgets: every cell has at least one, large cells have many."""
    by_department = offices(rng)
    every = [office for department in by_department.values() for office in department]
    first = {department: every.index(found[0]) for department, found in by_department.items()}
    codes = {group: row["codes"].split() for group, row in by("invented_objects", "group").items()}
    objects = [code for group in codes.values() for code in group]
    rank = np.array([position for group in codes.values() for position in range(len(group))])
    own = {row["dept_id"]: row["functions"].split() for row in rows("invented_departments")}
    functions = sorted({code for found in own.values() for code in found} | set(FUNCTION_OF.values()))
    columns = list(zip(cells.department.tolist(), cells.leaf.tolist(), cells.group.tolist(), strict=True))
    pairs = np.array([len(by_department[department]) * len(codes[group]) for department, _, group in columns])
    cell, who, what, function, project, projects = [], [], [], [], [], []
    for place, size in enumerate(line_counts(pairs, scale).tolist()):
        department, leaf, group = columns[place]
        turn, code = spread(place, size, len(by_department[department]), len(codes[group]))
        cell += [place] * size
        who += (first[department] + turn).tolist()
        what += (objects.index(codes[group][0]) + code).tolist()
        function += [functions.index(FUNCTION_OF.get(group, own[department][t % len(own[department])])) for t in turn]
        schemes = [f"{PREFIX[leaf]}-{place:03}{n:03}" for n in range((size + 3) // 4)] if leaf in PREFIX else []
        project += [len(projects) + n // 4 if schemes else NOTHING for n in range(size)]
        projects += schemes
    weight = np.array([every[n].weight for n in who]) / (1 + rank[what]) ** 1.2
    arrays = [np.array(column) for column in (cell, who, function, what, project)]
    return BudgetLines(*arrays, weight, every, functions, objects, projects)


def vouchers(scale: float) -> int:
    """Vouchers a month for each budget line: a greater scale has more vouchers, not more offices."""
    return max(1, round(VOUCHERS * scale))


def line_counts(pairs: np.ndarray, scale: float) -> np.ndarray:
    """How many lines each cell gets: one, and its part of the rest, never more than it has pairs."""
    wanted = max(LINES * min(1, VOUCHERS * scale / vouchers(scale)) - len(pairs), 0)
    share = (pairs - 1) ** 0.8 / np.sum((pairs - 1) ** 0.8)
    return np.minimum(pairs, 1 + np.round(wanted * share)).astype(int)


def spread(place: int, size: int, offices: int, codes: int) -> tuple[np.ndarray, np.ndarray]:
    """Office and object of each line of a cell, spread over all pairs without repeating one."""
    pairs = offices * codes
    step = next(s for s in range(max(1, int(pairs * POSSIBLE)), 2 * pairs + 1) if gcd(s, pairs) == 1)
    pair = (place + step * np.arange(size)) % pairs
    return pair % offices, pair // offices


def charged(cells: Cells) -> np.ndarray:
    """Whether a cell is charged upon the fund (1) or voted (0)."""
    return (np.isin(cells.group, CHARGED_GROUPS) | np.isin(cells.department, CHARGED)).astype(int)


def classes(cells: Cells) -> tuple[np.ndarray, list[str]]:
    """The class of each cell as a number into the list of classes."""
    leaves = list(CLASSES)
    return np.array([leaves.index(leaf) for leaf in cells.leaf]), list(CLASSES.values())
