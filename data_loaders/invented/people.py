"""Employees and pensioners of the invented province on two days, a year apart, the second grown from the first."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from data_loaders.invented.cells import cells
from data_loaders.invented.reference import rows
from data_loaders.pay_scale import pay_scale

EMPLOYEES = 493_000  # about the 493,182 published for 2020 (pension_payroll_parameters)
PENSIONERS, FAMILIES, LEAVERS = 215_000, 90_000, 2_500  # invented
LOW_GRADES = 163_701 / 493_000  # in grades 1 to 6 (published for 2025)
REST = {7: 0.10, 9: 0.06, 11: 0.05, 12: 0.05, 14: 0.30, 15: 0.10, 16: 0.16, 17: 0.10, 18: 0.05, 19: 0.02, 20: 0.01}
LOW = {1: 0.32, 2: 0.18, 3: 0.08, 4: 0.10, 5: 0.24, 6: 0.08}
WOMEN = 0.25
YEAR, RETIRES = 365.25, 60
LEAVE, EARLY, WIDOWED, LEFT_SPOUSE = 0.006, 0.03, 0.5, 0.7
INCREASES = {2019: 15, 2020: 10, 2021: 10, 2022: 5, 2023: 17.5, 2024: 15, 2025: 8}  # % in July (PENSION_RULES)
BEFORE = 8.0  # % a year before 2019, invented
MINIMUM, MINIMUM_FAMILY = 10_000, 7_500
DEATH = (0.0004, 0.00004, 10**0.039)  # Makeham's law, invented


@dataclass
class People:
    """Arrays of one length; days since 1970."""

    number: np.ndarray
    sex: np.ndarray  # 0 female, 1 male
    born: np.ndarray
    grade: np.ndarray
    department: np.ndarray  # places in the list of departments
    district: np.ndarray

    def where(self, chosen: np.ndarray):
        """Some of them."""
        return type(self)(**{each.name: getattr(self, each.name)[chosen] for each in fields(self)})

    def and_(self, *others):
        """These and others."""
        lists = (self, *others)
        return type(self)(**{
            each.name: np.concatenate([getattr(one, each.name) for one in lists]) for each in fields(self)
        })  # fmt: skip

    def age(self, day: int) -> np.ndarray:
        """Years of age on a day."""
        return (day - self.born) / YEAR


@dataclass
class Staff(People):
    """Employees: entry into service, years in the grade's increments."""

    joined: np.ndarray
    stage: np.ndarray

    def pay(self) -> np.ndarray:
        """Basic pay a month: the grade's minimum and increments."""
        scale = pay_scale("PKR")
        at = self.grade - 1
        minimum, step, most = (np.array(scale[name])[at] for name in ("minimums", "increments", "maximums"))
        return np.minimum(minimum + step * self.stage, most)


@dataclass
class Roll(People):
    """Pensioners: kind 0 own, 1 family, 2 leaver; rupees a month."""

    kind: np.ndarray
    retired: np.ndarray
    service: np.ndarray
    pension: np.ndarray
    commuted: np.ndarray
    restored: np.ndarray
    baseline: np.ndarray


def dying(age: np.ndarray) -> np.ndarray:
    """The chance of dying within a year."""
    constant, scale, growth = DEATH
    return -np.expm1(-(constant + scale * growth**age * (growth - 1) / np.log(growth)))


def places(count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """A department by what is spent on pay there, a district by its people."""
    table, names = cells(), [row["dept_id"] for row in rows("invented_departments")]
    paid = np.char.startswith(table.group.astype(str), "A01")
    weight = np.array([table.weight[paid & (table.department == name)].sum() for name in names])
    people = np.array([float(row["population_2023"]) for row in rows("districts")])
    return tuple(rng.choice(len(each), count, p=each / each.sum()) for each in (weight, people))


def grades(count: int, rng: np.random.Generator) -> np.ndarray:
    """Grades as published for the lowest, invented for the rest."""
    low = rng.random(count) < LOW_GRADES
    drawn = [rng.choice(list(mix), count, p=np.array(list(mix.values())) / sum(mix.values())) for mix in (LOW, REST)]
    return np.where(low, *drawn).astype(np.int64)


def staff(count: int, day: int, first: int, rng: np.random.Generator, *, new: bool = False) -> Staff:
    """Employees on a day; `new`: entered in the year before it."""
    entry = 18 + 17 * rng.beta(1.6, 2.6, count)
    served = rng.random(count) * 0.98 if new else (RETIRES - 0.05 - entry) * rng.random(count) ** 1.15
    joined = np.floor(day - served * YEAR).astype(np.int64)
    department, district = places(count, rng)
    stage = np.floor(served * rng.uniform(0.6, 1.0, count)).astype(np.int64)
    return Staff(
        first + np.arange(count), (rng.random(count) >= WOMEN).astype(np.int64),
        np.floor(joined - entry * YEAR).astype(np.int64), grades(count, rng), department, district, joined, stage,
    )  # fmt: skip


def purchase(age: np.ndarray) -> np.ndarray:
    """Years' purchase between 55 and 60, by a straight line through the table's values at 59 and 60."""
    return 12.3719 + 0.5234 * np.clip(RETIRES - age, 0, 10)


def increased(year: np.ndarray, until: int) -> np.ndarray:
    """How much a pension awarded in a calendar year has grown by the increases after it, up to that of a July."""
    growth, total = np.ones(2100 - 1970), 1.0
    for each in range(until, 1970, -1):
        total *= 1 + INCREASES.get(each, BEFORE) / 100
        growth[each - 1 - 1970] = total
    return growth[np.clip(year, 1970, 2099) - 1970]


def awarded(who: Staff, day: np.ndarray) -> Roll:
    """The pensions of employees who retire on a day each, by the rules: 7/300 a year, 35 % given up."""
    years = np.clip(np.floor((day - who.joined) / YEAR + 0.5), 0, 30)
    gross = who.pay() * years * 7 / 300
    net = np.maximum(np.round(gross * 0.65), MINIMUM)
    age = (day - who.born) / YEAR
    back = np.floor(day + purchase(age) * YEAR).astype(np.int64)
    return Roll(
        who.number, who.sex, who.born, who.grade, who.department, who.district, np.zeros(len(day), np.int64),
        day.astype(np.int64), years.astype(np.int64), net, np.round(gross * 0.35), back, net,
    )  # fmt: skip


def roll(scale: float, day: int, first: int, rng: np.random.Generator) -> Roll:
    """Who draws a pension on a day, own or a family's, and who waits for one."""
    parts = []
    for kind, many in enumerate((PENSIONERS, FAMILIES, LEAVERS)):
        count = round(many * scale)
        age = (60 + rng.gamma(1.7, 6.2, count), 38 + 52 * rng.beta(2.4, 1.8, count), rng.uniform(35, 59, count))[kind]
        age = np.minimum(age, 97)
        at = np.minimum(age - 0.02, RETIRES - rng.gamma(0.5, 2.0, count).clip(0, 15))
        at = np.where(kind == 1, age - rng.uniform(0, 15, count).clip(0.02, None), at)
        born = np.floor(day - age * YEAR).astype(np.int64)
        retired = np.floor(born + at * YEAR).astype(np.int64)
        department, district = places(count, rng)
        grade = grades(count, rng)
        year = 1970 + (retired / YEAR).astype(np.int64)
        last = np.array(pay_scale("PKR")["maximums"])[grade - 1] * 0.75 / increased(year, 2025) ** 0.75
        service = np.clip(np.round(rng.normal(29, 5, count)), 10, 40)
        gross = last * np.minimum(service, 30) * 7 / 300
        base = np.round(np.maximum(gross * 0.65, 300))
        back = np.floor(retired + purchase(at) * YEAR).astype(np.int64)
        own = kind == 0
        waits = own & (back > day)
        grown = base * increased(year, 2024) * (1.0, 0.75, 1.0)[kind]
        grown = np.where(own & ~waits, grown / 0.65, grown) if own else grown
        floors = (MINIMUM, MINIMUM_FAMILY, 0)[kind]
        sex = (rng.random(count) >= (0.22, 0.88, 0.35)[kind]).astype(np.int64)
        parts.append(Roll(
            first + np.arange(count), sex, born, grade, department, district, np.full(count, kind), retired,
            service.astype(np.int64), np.round(np.maximum(grown, floors)), np.where(waits, np.round(gross * 0.35), 0.0),
            back, base,
        ))  # fmt: skip
        first += count
    return parts[0].and_(*parts[1:])
