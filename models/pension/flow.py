"""Flow: what falls due in each month, by kind, from the same chances as the value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.pension.basis import Basis
from models.pension.chances import END, ahead
from models.pension.members import Pensioners
from models.pension.paid import MONTHS, Flow, Paid, as_it_is
from models.pension.payments import Awards
from models.pension.value import Scale


class Leaving:
    """What those now in service are awarded, before pay grows: rupees a month by age today and age at the award.

    Summed once by sex and way of leaving, for all assumptions on which no chance of leaving depends.
    """

    def __init__(self, scale: Scale):
        self.scale, self.weight = scale, scale.lines.pay / (scale.alive * scale.exits.scale)
        self.part = np.divide(1.0, scale.counted, out=np.zeros(scale.counted.shape), where=scale.counted > 0)
        self._sums: dict[tuple[int, str, bool], np.ndarray] = {}

    def of(self, sex: int, way: str, *, accrued: bool = False) -> np.ndarray:
        """Of a way of leaving, as `Exits` names it; `accrued`: of it, what service so far has earned."""
        key = (sex, way, accrued)
        if key not in self._sums:
            self._sums[key] = self._sum(*key)
        return self._sums[key]

    def _sum(self, sex: int, way: str, accrued: bool) -> np.ndarray:
        x, rows, after = self.scale.exits, self.scale.lines.rows(sex), self.scale.spell.after
        weight = self.weight[rows] * self.scale.counted[rows] if accrued else self.weight[rows]
        wide = weight.shape[1]
        part = self.part[rows] if accrued else np.ones((1, wide))
        total, first = np.zeros((wide, wide)), max(x.retire - after, 0)
        total[:first] = weight[:, :first].T @ (getattr(x, way)[rows] * part)
        certain, past = getattr(x, f"due_{way}", None), np.arange(first, wide - 1 - after)
        if certain is not None and len(past):  # past superannuation they leave at once
            left = past + after + 1
            total[past, left] = (weight[:, past] * (certain[rows] * part[:, x.retire :])[:, left - x.retire]).sum(
                axis=0
            )
        return total


def of_employees(scale: Scale, *, leaving: Leaving | None = None, accrued: bool = False, floor=None) -> Flow:
    """What is paid to those now in service; `accrued`: of it, what service so far has earned.

    `leaving` where it is known already, `floor` for what minimum pensions add.
    """
    made, ages, basis = Paid(scale.basis), scale.lines.ages, scale.basis
    leaving = Leaving(scale) if leaving is None else leaving
    at = np.arange(MONTHS + 1)
    grown = np.where(scale.spell.holds(at), basis.counted_pay(at), 0.0)
    for sex in (0, 1):
        if scale.lines.rows(sex).start == scale.lines.rows(sex).stop:
            continue

        def awards(way: str, by_age: np.ndarray, sex: int = sex) -> Awards:
            return Awards(ages, int(ages[0]), leaving.of(sex, way, accrued=accrued), grown, by_age)

        whole = np.ones(len(ages))
        made.at_once("gratuity", awards("gratuity", whole))
        _retire(made, sex, awards("pension", whole))
        made.leave(sex, awards("family", _family(basis, sex, ages)))
        if scale.exits.deferred is not None:
            _defer(made, sex, awards("deferred", whole))
    if floor is not None:
        floor.pay(made, scale.lines, accrued=accrued)
    return made.done()


def of_contributions(scale: Scale) -> Flow:
    """The employer's contributions for entrants in a contribution scheme, each month of service."""
    lines, basis, x = scale.lines, scale.basis, scale.exits
    ages, award = lines.ages, 1 + basis.assumed.pay_award / 100
    at = np.arange(MONTHS + 1)
    serves = ahead(x.left, scale.spell.after) > 0
    weight = np.divide(lines.pay, scale.alive * x.scale, out=np.zeros(lines.pay.shape), where=serves)
    worked = np.zeros(lines.pay.shape)  # by the month's end, of those in service when it begins
    worked[:, 1:] = x.left[:, :-1] * x.scale[1:]
    grown = np.where(scale.spell.holds(at), award ** basis.increases(at).astype(float), 0.0)
    rate = np.full(len(ages), float(basis.rules["scheme_employer"]) / 100)
    made = Paid(basis)
    made.at_once("contribution", Awards(ages, int(ages[0]), weight.T @ worked, grown, rate))
    return made.done()


def _family(basis: Basis, sex: int, ages: np.ndarray) -> np.ndarray:
    """Family pension of a rupee of gross pension of one who dies in service."""
    married = (basis.assumed.married_women, basis.assumed.married_men)[sex] / 100
    return float(basis.rules["family_share"]) / 100 * married * (basis.spouse[sex][ages] > 0)


def _retire(made: Paid, sex: int, gross: Awards) -> None:
    """Gross pensions: net pension, commutation, and what comes back."""
    basis, ages = made.basis, gross.first + np.arange(gross.amounts.shape[1])
    lump = gross.by_age * (basis.commuted * 12 * basis.purchase[ages])
    made.at_once("commutation", gross._replace(by_age=lump))
    made.follow(sex, gross)


def _defer(made: Paid, sex: int, left: Awards) -> None:
    """Pensions due from superannuation to who left at an age before: those alive then are awarded them."""
    alive, ages = made.basis.living[sex], left.first + np.arange(left.amounts.shape[1])
    due = np.maximum(ages, made.basis.superannuation)
    over = np.divide(alive[due], alive[ages], out=np.zeros(len(ages)), where=alive[ages] > 0) * left.by_age
    months = ages[None, :] - left.cohorts[:, None]
    grown = np.where(months >= 0, left.by_month[np.clip(months, 0, MONTHS)], 0.0)
    awards = np.zeros((len(left.cohorts), due[-1] - left.first + 1))
    for place, at in enumerate(due - left.first):
        awards[:, at] += left.amounts[:, place] * grown[:, place] * over[place]
    _retire(made, sex, as_it_is(left.cohorts, left.first, awards))


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
        _defer(made, sex, _today(np.flatnonzero(roll.leaver[sex]), roll.leaver[sex]))
    return made.done()


def _today(cohorts: np.ndarray, amounts: np.ndarray) -> Awards:
    """Amounts by age as awarded today."""
    first = int(cohorts.min(initial=0))
    awards = np.zeros((len(cohorts), int(cohorts.max(initial=0)) - first + 1))
    awards[np.arange(len(cohorts)), cohorts - first] = amounts[cohorts]
    return as_it_is(cohorts, first, awards)
