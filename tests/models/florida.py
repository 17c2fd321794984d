"""The inputs of the Florida Retirement System and of the independent model, as the files have them."""

import csv
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from models.generations import Generations
from models.life_table import Status
from models.pension_plan.exits import Exits
from models.pension_plan.member import Basis, Entrant, Owed, owed
from models.pension_plan.tier import Condition, Standing, Tier

FOLDER = Path(os.environ.get("KHAZANA_REAL_DATA", "")) / "pension" / "us_frs"
VALUED, BASE = 2022, 2010  # year of the valuation, year of the mortality tables
CLASSES = ("regular", "special", "admin", "eco", "eso", "judges", "senior_management")
YOUNGEST = 18  # age at entry below which that model leaves members out


def rows(name: str) -> list[dict[str, str]]:
    with open(FOLDER / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def of_class(kind: str, name: str, what: str) -> list[dict[str, str]]:
    return rows(f"data/{kind}/{name}_{what}.csv")


@cache
def settings(name: str) -> dict:
    return json.loads((FOLDER / "config" / f"{name}.json").read_text())


def plan() -> dict:
    return settings("plan_config")


@cache
def expected(name: str) -> dict[str, float]:
    """What the independent model makes of a class in the year of the valuation."""
    first = rows(f"expected/{name}_liability.csv")[0]
    assert first["year"] == str(VALUED)
    return {column: float(value) for column, value in first.items()}


@cache
def deaths(table: str, who: str) -> Generations:
    """Deaths of employees or retirees, women and men in equal shares; regular: the mean of general and teachers."""
    tables = ("general", "teacher") if table == "regular" else (table,)
    place = {"female": 0, "male": 1}
    rates = np.zeros((2, 103))
    for row in rows("data/mortality/base_rates.csv"):
        if row["table"] in tables and row["member_type"] == who:
            rates[place[row["gender"]], int(row["age"]) - 18] += float(row["qx"]) / len(tables)
    falls = np.full((2, 103, 2034 - 1951 + 1), np.nan)
    for row in rows("data/mortality/improvement_scale.csv"):
        falls[place[row["gender"]], int(row["age"]) - 18, int(row["year"]) - 1951] = float(row["improvement"])
    assert not np.isnan(falls).any()
    return Generations(rates, falls, BASE, 1951, 18)


@cache
def purchase(table: str) -> float:
    """Years' purchase of all pensions: 1 a year at each year's end, first raised before the first payment."""
    economic, cola = plan()["economic"], plan()["benefit"]["cola"]["current_retire"]
    net = (1 + economic["dr_current"]) / (1 + cola) - 1
    pensions = rows("data/demographics/retiree_distribution.csv")
    ages = [int(row["age"]) for row in pensions]
    values = [Status.life(deaths(table, "retiree").life(age, VALUED), age).annuity(net) - 1 for age in ages]
    return float(np.average(values, weights=[float(row["total_benefit"]) for row in pensions]))


def to_pensioners(name: str) -> float:
    return plan()["valuation_inputs"][name]["ben_payment"] * purchase(plan()["base_table_map"][name])


def conditions(said: list[dict[str, int]]) -> tuple[Condition, ...]:
    return tuple(Condition(each.get("min_age", 0), each.get("min_yos", 0)) for each in said)


@cache
def tier(name: str, entered: int) -> Tier:
    """The rules for a class and a year of entry."""
    said = next(each for each in plan()["tiers"] if entered < (each.get("entry_year_max") or 10**4))
    group = next(group for group, classes in plan()["class_groups"].items() if name in classes)
    eligible, early = said["eligibility"][group], said["early_retire_reduction"]
    multiplier = plan()["benefit_multipliers"][name]
    multiplier = multiplier.get("all_tiers") or multiplier[said["name"]]
    before = multiplier.get("flat_before_year", {"year": 0})["year"]
    assert entered + eligible["vesting_yos"] > before  # nobody draws a pension so early
    graded = [(each, grade["mult"]) for grade in multiplier.get("graded", ()) for each in conditions(grade["or"])]
    return Tier(
        conditions(eligible["normal"]), conditions(eligible["early"]), eligible["vesting_yos"],
        tuple(graded), said["fas_years"], plan()["benefit"]["db_ee_cont_rate"],
        multiplier.get("early_fallback", multiplier.get("flat")), early["rate_per_year"],
        early["nra"].get(name, early["nra"]["default"]), plan()["benefit"]["cola"][said["cola_key"]],
        plan()["benefit"]["cola"]["proration_cutoff_year"] if said.get("prorate_cola") else None,
    )  # fmt: skip


@cache
def basis(name: str, old: bool, times: int) -> Basis:
    """Assumptions for a class; the rates of retirement of who entered before 2011 or later, payments a year."""
    leaving = of_class("decrements", name, "termination_rates")
    withdrawal = np.full((80 - 18 + 1, 71), np.nan)
    for row in leaving:
        withdrawal[int(row["age"]) - 18, int(row["lookup_value"])] = float(row["term_rate"])
    assert not np.isnan(withdrawal).any() and {row["lookup_type"] for row in leaving} == {"yos"}
    retirement = {Standing.EARLY: {}, Standing.NORMAL: {}}
    for row in of_class("decrements", name, "retirement_rates"):
        if row["rate_set"] == ("before_2011" if old else "2011_or_later"):
            retirement[Standing[row["retire_type"].upper()]][int(row["age"])] = float(row["retire_rate"])
    growth = [float(row["salary_increase"]) for row in of_class("demographics", name, "salary_growth")]
    table = plan()["base_table_map"][name]
    working, retired = deaths(table, "employee"), deaths(table, "retiree")
    interest = plan()["economic"]["dr_current"]
    return Basis(Exits(withdrawal, 18, retirement), np.array(growth), working, retired, interest, times)


@dataclass(frozen=True)
class Cell:
    """Members of an age and service, with what one of them is paid a year."""

    age: int
    service: int
    members: float
    pay: float

    @property
    def entered(self) -> int:
        return self.age - self.service


@cache
def cells(name: str) -> tuple[Cell, ...]:
    """Members by age and service, raised to all of the class: the lists hold those of the pension plan alone."""
    pay = {(row["age"], row["yos"]): float(row["salary"]) for row in of_class("demographics", name, "salary")}
    counted = {(row["age"], row["yos"]): float(row["count"]) for row in of_class("demographics", name, "headcount")}
    assert pay.keys() == counted.keys()
    return tuple(Cell(int(age), int(yos), counted[age, yos], pay[age, yos]) for age, yos in pay)


def valued(listed: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The members whom that model values: those who entered at an age at which somebody of the newest entered."""
    grown = [cell for cell in listed if cell.entered >= YOUNGEST]
    newest = min(cell.service for cell in grown)
    ages = {cell.entered for cell in grown if cell.service == newest}
    return tuple(cell for cell in grown if cell.entered in ages)


@cache
def raised(name: str) -> float:
    """How many members a listed one stands for; three classes were counted together."""
    said = plan()["valuation_inputs"][name]
    listed = sum(cell.members for each in said.get("headcount_group", [name]) for cell in cells(each))
    return said["total_active_member"] / listed


def in_pension(name: str, entered: int) -> float:
    """The part of the members who chose the pension rather than the investment account."""
    group = next(group for group, classes in plan()["class_groups"].items() if name in classes)
    chosen = plan()["plan_design"][plan()["design_ratio_group_map"].get(name, group)]
    return chosen["before_cutoff" if entered < plan()["plan_design"]["cutoff_year"] else "after_cutoff"]


def active(name: str, these: tuple[Cell, ...], factor: float, times: int = 1, rules=tier) -> Owed:
    """What the members in these cells of a class are owed, pensions multiplied by a factor."""
    groups = []
    for cell in these:
        year = VALUED - cell.service
        assumed = basis(name, year < 2011, times)
        pay = cell.pay / float(assumed.scale(cell.service + 1)[-1])
        entrant = Entrant(assumed, rules(name, year).scaled(factor), cell.entered, year, pay)
        groups.append((cell.members * raised(name) * in_pension(name, year), entrant, cell.service))
    return owed(groups)


@cache
def owed_to(name: str, factor: float = 1.0, times: int = 1) -> Owed:
    """What the active members of a class are owed whom that model values; pensions in so many parts a year."""
    return active(name, valued(cells(name)), factor, times)


@cache
def left_out(name: str, factor: float) -> Owed:
    """What those are owed who entered grown up but at an age at which nobody of the newest entered."""
    taken = valued(cells(name))
    rest = tuple(cell for cell in cells(name) if cell.entered >= YOUNGEST and cell not in taken)
    return active(name, rest, factor)
