"""Open group: today's members and those who enter after them, for as many years as are looked ahead.

Each year so many enter that the workforce is as large as it should be; they are as the entrants of late were, at the
pay of their year. What they cost is what one cohort costs, moved by years: the engine values the profile once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.pension import flow
from models.pension.basis import Basis
from models.pension.members import Employees, Lines
from models.pension.paid import KINDS, YEARS
from models.pension.valuation import Census, Valuation
from models.pension.value import Scale


@dataclass(frozen=True)
class OpenGroup:
    """Figures by year from valuation; kinds as in KINDS."""

    entrants: np.ndarray  # (years,) who enter in each year
    workforce: np.ndarray  # (years,) in service at each year's end
    payments: np.ndarray  # (kinds, years) to all, later entrants included
    to_entrants: np.ndarray  # (kinds, years) of them, to later entrants


def profile(census: Census, months: int = 36) -> Employees:
    """The entrants of late: who have served less than so many months, as they were when they entered; one in all."""
    staff = census.employees
    late = np.flatnonzero(staff.service < months)
    if not len(late):
        late = np.argsort(staff.service, kind="stable")[: max(len(staff) // 50, 1)]
    key = staff.sex[late].astype(np.int64) * 2000 + (staff.age - staff.service)[late]
    keys, at = np.unique(key, return_inverse=True)
    many = np.bincount(at, np.ones(len(late)) * (1.0 if staff.members is None else staff.members[late]))
    pay = np.bincount(at, staff.total_pay[late]) / many
    return Employees((keys // 2000).astype(np.int8), keys % 2000, np.zeros(len(keys), int), pay, many / many.sum())


def staying(lines: Lines, basis: Basis, heads: np.ndarray, years: int) -> np.ndarray:
    """How many of the members on some lines are still in service at each year's end; shape (years + 1,)."""
    x, wide = Scale(lines, basis).exits, heads.shape[1]
    over = np.divide(heads, x.left, out=np.zeros(heads.shape), where=x.left > 0)
    left = np.zeros(years + 1)
    left[0] = heads.sum()
    for year in range(1, years + 1):
        ahead = 12 * year
        if ahead < wide:
            left[year] = (over[:, : wide - ahead] * x.left[:, ahead:]).sum()
    return left


def heads_on(lines: Lines, people: Employees) -> np.ndarray:
    """Members in the places of the lines."""
    many = np.ones(len(people)) * people.times()
    return np.bincount(lines.place, many, lines.pay.size).reshape(lines.pay.shape)


def open_group(now: Valuation, years: int = 30, growth: float = 0.0) -> OpenGroup:
    """Today's members and later entrants; `growth`: of the workforce, % a year. Entrants come at each year's end."""
    basis, every = now.basis, now.census.employees
    lines = Lines.of(every, basis.superannuation)
    closed = staying(lines, basis, heads_on(lines, every), years)
    entering = profile(now.census)
    own = Lines.of(entering, basis.superannuation)
    stays = staying(own, basis, heads_on(own, entering), years)
    entrants, workforce = np.zeros(years), np.zeros(years)
    for year in range(years):
        target = closed[0] * (1 + growth / 100) ** (year + 1)
        there = closed[year + 1] + sum(entrants[then] * stays[year - then] for then in range(year))
        entrants[year] = max(target - there, 0.0)
        workforce[year] = there + entrants[year]
    scale = Scale(own, basis)
    in_scheme = bool(basis.rules["scheme_since"])
    one = flow.of_contributions(scale) if in_scheme else flow.of_employees(scale)
    award = (1 + basis.assumed.pay_award / 100) ** (np.arange(years) + 1)
    later = np.zeros((len(KINDS), YEARS))
    for year in range(years - 1):
        after = year + 1
        later[:, after:] += entrants[year] * award[year] * one.yearly[:, : YEARS - after]
    return OpenGroup(entrants, workforce, (now.flow.yearly + later)[:, :years], later[:, :years])
