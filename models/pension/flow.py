"""Flow: what falls due in each month, by kind, from the same chances as the value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.pension.basis import Basis
from models.pension.chances import END, ahead
from models.pension.members import Pensioners
from models.pension.paid import MONTHS, Flow, Paid
from models.pension.value import Scale


class _Awards:
    """What is awarded to employees: rupees a month by age today and age at the award."""

    def __init__(self, scale: Scale, *, accrued: bool, pay: np.ndarray | None):
        lines, x = scale.lines, scale.exits
        self.scale, self.lines, self.x, self.basis, self.ages = scale, lines, x, scale.basis, lines.ages
        self.weight = (lines.pay if pay is None else pay) / (scale.alive * x.scale)
        self.part = None
        if accrued:
            self.weight = self.weight * scale.counted
            self.part = np.divide(1.0, scale.counted, out=np.zeros(scale.counted.shape), where=scale.counted > 0)
        self.months = np.clip(self.ages[None, :] - self.ages[:, None], 0, MONTHS)
        at = np.arange(MONTHS + 1)
        award = 1 + self.basis.assumed.pay_award / 100
        paid = award ** self.basis.increases(at) * self.basis.averaged[self.basis.to_next(at)]
        self.growth = np.where(scale.spell.holds(self.months), paid[self.months], 0.0)

    def of(self, sex: int, ends: np.ndarray, certain: np.ndarray | None = None) -> np.ndarray:
        """Awards for ways of leaving along the lines; `certain`: of who is past superannuation and leaves at once."""
        rows, wide, retire, after = self.lines.rows(sex), len(self.ages), self.x.retire, self.scale.spell.after
        total, first = np.zeros((wide, wide)), max(retire - after, 0)
        ends = ends[rows] if self.part is None else ends[rows] * self.part[rows]
        total[:first] = self.weight[rows, :first].T @ ends
        past = np.arange(first, wide - 1 - after)
        if certain is not None and len(past):
            full = certain[rows] if self.part is None else certain[rows] * self.part[rows, retire:]
            left = past + after + 1
            total[past, left] = (self.weight[rows][:, past] * full[:, left - retire]).sum(axis=0)
        return total * self.growth


def of_employees(scale: Scale, *, accrued: bool = False, pay: np.ndarray | None = None, floor=None) -> Flow:
    """What is paid to those now in service; `accrued`: of it, what service so far has earned.

    `pay` for other weights than that of the lines, `floor` for what minimum pensions add.
    """
    made, x, ages = Paid(scale.basis), scale.exits, scale.lines.ages
    awards = _Awards(scale, accrued=accrued, pay=pay)
    for sex in (0, 1):
        if scale.lines.rows(sex).start == scale.lines.rows(sex).stop:
            continue
        made.at_once("gratuity", awards.of(sex, x.gratuity, x.due_gratuity), awards.months)
        _retire(made, sex, ages, ages, awards.of(sex, x.pension, x.due_pension))
        made.leave(sex, ages, int(ages[0]), awards.of(sex, x.family) * _family(scale.basis, sex, ages))
        if x.deferred is not None:
            _defer(made, sex, ages, ages, awards.of(sex, x.deferred))
    if floor is not None:
        floor.pay(made, scale.lines, accrued=accrued)
    return made.done()


def of_contributions(scale: Scale) -> Flow:
    """The employer's contributions for entrants in a contribution scheme, each month of service."""
    lines, basis, x = scale.lines, scale.basis, scale.exits
    ages, award = lines.ages, 1 + basis.assumed.pay_award / 100
    months = ages[None, :] - ages[:, None]
    inside = np.clip(months, 0, MONTHS)
    serves = ahead(x.left, scale.spell.after) > 0
    weight = np.divide(lines.pay, scale.alive * x.scale, out=np.zeros(lines.pay.shape), where=serves)
    worked = np.zeros(lines.pay.shape)  # by the month's end, of those in service when it begins
    worked[:, 1:] = x.left[:, :-1] * x.scale[1:]
    held = scale.spell.holds(months)
    paid = (weight.T @ worked) * np.where(held, award ** basis.increases(inside).astype(float), 0.0)
    made = Paid(basis)
    made.at_once("contribution", paid * float(basis.rules["scheme_employer"]) / 100, inside)
    return made.done()


def _family(basis: Basis, sex: int, ages: np.ndarray) -> np.ndarray:
    """Family pension of a rupee of gross pension of one who dies in service."""
    married = (basis.assumed.married_women, basis.assumed.married_men)[sex] / 100
    return float(basis.rules["family_share"]) / 100 * married * (basis.spouse[sex][ages] > 0)


def _retire(made: Paid, sex: int, cohorts: np.ndarray, ages: np.ndarray, gross: np.ndarray) -> None:
    """Gross pensions by cohort and age at award: net pension, commutation, and what comes back."""
    basis, part = made.basis, made.basis.commuted
    months = np.clip(ages[None, :] - cohorts[:, None], 0, MONTHS)
    made.at_once("commutation", gross * (part * 12 * basis.purchase[ages]), months)
    made.follow(sex, cohorts, int(ages[0]), gross)


def _defer(made: Paid, sex: int, cohorts: np.ndarray, ages: np.ndarray, gross: np.ndarray) -> None:
    """Pensions due from superannuation to who left at an age before: those alive then are awarded them."""
    alive, due = made.basis.living[sex], np.maximum(ages, made.basis.superannuation)
    then = np.arange(ages[0], due[-1] + 1)
    awards = np.zeros((len(cohorts), len(then)))
    for place, age in enumerate(ages):
        awards[:, due[place] - then[0]] += gross[:, place] * (alive[due[place]] / alive[age] if alive[age] else 0.0)
    _retire(made, sex, cohorts, then, awards)


@dataclass(frozen=True)
class Roll:
    """Pensioners added up by what their payments depend on; rupees a month by sex and month of age, shape (2, ages)."""

    own: np.ndarray
    family: np.ndarray
    leaver: np.ndarray
    back: tuple[tuple[np.ndarray, np.ndarray, np.ndarray], ...]  # by sex: ages, months left, parts given up

    @classmethod
    def of(cls, people: Pensioners) -> Roll:
        """Added up once; every valuation after it reads the sums."""
        age, times = np.clip(people.age, 0, END), people.times()
        key = people.sex.astype(np.int64) * 3 + people.kind
        sums = np.bincount(key * (END + 1) + age, people.pension * times, 6 * (END + 1)).reshape(2, 3, END + 1)
        months = np.maximum(people.months_left, 0)
        owed = np.flatnonzero((people.kind == 0) & (people.commuted > 0) & (months <= END))
        cell = (people.sex[owed].astype(np.int64) * (END + 1) + age[owed]) * (END + 1) + months[owed]
        cells, at = np.unique(cell, return_inverse=True)
        parts = np.bincount(at, (people.commuted * times)[owed], len(cells))
        which = cells // (END + 1) ** 2
        back = tuple(
            (cells[which == sex] // (END + 1) % (END + 1), cells[which == sex] % (END + 1), parts[which == sex])
            for sex in (0, 1)
        )
        return cls(sums[:, 0], sums[:, 1], sums[:, 2], back)


def of_pensioners(roll: Roll, basis: Basis) -> Flow:
    """What is paid to those who draw a pension or have left with the right to one."""
    made = Paid(basis)
    for sex in (0, 1):
        made.already(sex, roll.own[sex])
        made.already(sex, roll.family[sex], alone=True)
        made.comes_back(sex, *roll.back[sex])
        cohorts = np.flatnonzero(roll.leaver[sex])
        if len(cohorts):
            _defer(made, sex, cohorts, cohorts, np.diag(roll.leaver[sex][cohorts]))
    return made.done()
