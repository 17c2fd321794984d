"""Floor: what the minimum pensions add, member by member, for below them a pension is no part of the pay.

A pension is raised to the minimum when it is awarded, that of a family when a member dies in service; a pensioner's
family gets its share of a pension that was so raised.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.pension.lacking import KINDS, Months, On, People, Way, Worth, add_up, limits, value
from models.pension.members import Employees, Lines, Spell, reduction
from models.pension.paid import Paid, as_it_is
from models.pension.value import Scale

BENEFITS, OBLIGATION = 0, 1  # kinds of present value; the third is current service cost


@dataclass(frozen=True)
class Floor:
    """What minimum pensions add: expected rupees a month by whom they are paid to, sex, age today, age at the award.

    Neither the discount rate nor the increase of pensions is in it: they only say what the awards are worth.
    """

    awards: np.ndarray  # (members families, sexes, ages, ages, benefits obligation cost)

    def values(self, scale: Scale) -> tuple[float, float, float]:
        """What they add to present value of benefits, obligation, current service cost."""
        return tuple(value(self.awards, _worth(scale)).tolist())

    def within(self, spell: Spell, ages: np.ndarray) -> Floor:
        """Of it, what is awarded to who leaves within a spell."""
        return Floor(self.awards * spell.holds(ages[None, :] - ages[:, None])[..., None])

    def pay(self, made: Paid, lines: Lines, *, accrued: bool = False) -> None:
        """Adds what it makes to be paid."""
        added = np.ascontiguousarray(self.awards[..., OBLIGATION if accrued else BENEFITS])
        ages = lines.ages
        for sex in (0, 1):
            own, left = (as_it_is(ages, int(ages[0]), each[sex]) for each in added)
            made.follow(sex, own, back=0.0)
            made.leave(sex, left)


@dataclass(frozen=True)
class ByPay:
    """Members by place of the lines, then by pay."""

    order: np.ndarray  # (members,) which member stands where
    many: np.ndarray  # (members,) how many each stands for, in that order
    people: People

    @classmethod
    def of(cls, members: Employees, lines: Lines) -> ByPay:
        """Sorted."""
        order = np.argsort(members.pay, kind="stable")
        order = order[np.argsort(lines.place[order], kind="stable")]
        place, pay = lines.place[order], members.pay[order].astype(float)
        start = np.flatnonzero(np.append(True, place[1:] != place[:-1])) if len(place) else np.zeros(0, np.int64)
        many = np.broadcast_to(np.asarray(members.times(), float), (len(members),))[order]
        sums = [np.append(0.0, np.cumsum(each)) for each in (many, many * pay)]
        return cls(order, many, People(place[start], np.append(start, len(place)), pay, *sums))

    def values(self, marks: np.ndarray) -> np.ndarray:
        """The values by member from the marks of `add_up`, in the members' order; shape (kinds, members)."""
        least, rate = np.cumsum(marks, axis=2)[:, :, :-1]
        each = np.zeros(least.shape)
        each[:, self.order] = self.many * (least - self.people.pay * rate)
        return each


def floor(members: ByPay, scale: Scale) -> Floor:
    """What the minimum pensions add for employees on the lines of a scale; see `Floor`."""
    wide = len(scale.lines.ages)
    awards = np.zeros((2, 2, wide, wide, KINDS))
    _add_up(members, scale, (awards, np.zeros((2, 0, 1)), np.zeros(0, np.int64)))
    return Floor(awards)


def by_member(members: ByPay, scale: Scale, kinds: Sequence[int] = (OBLIGATION,)) -> np.ndarray:
    """The same valued for each employee; shape (kinds, members)."""
    marks = np.zeros((2, len(kinds), len(members.order) + 1))
    _add_up(members, scale, (np.zeros((2, 2, 0, 0, KINDS)), marks, np.array(kinds, np.int64)))
    return members.values(marks)


def _add_up(members: ByPay, scale: Scale, to: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    """Every way of leaving."""
    x, lines, basis = scale.exits, scale.lines, scale.basis
    vested = int(np.argmax(x.earned > 0)) if x.earned.any() else len(x.earned)
    most, spell = basis.most_service, (scale.spell.after, scale.spell.until)
    each = 1 / np.clip(np.arange(len(x.earned) + 1), 1, most)
    on = On(lines.sex, lines.entry, lines.first, x.retire, vested, most, each, scale.alive, x.scale, *spell)
    months = months_of(scale)
    for way in ways_of(scale):
        add_up(members.people, on, way, months, to)


def _worth(scale: Scale) -> Worth:
    """Of a rupee a month awarded, to members and to families."""
    basis, months = scale.basis, np.arange(len(scale.lines.ages))
    whose = np.stack([basis.net, basis.left_alone])
    return Worth(whose, basis.row(months), basis.month ** months.astype(float), scale.lines.first)


def months_of(scale: Scale) -> Months:
    """What changes with the months of leaving."""
    basis, months = scale.basis, np.arange(len(scale.lines.ages))
    growth = (1 + basis.assumed.minimum_growth / 100) ** basis.increases(months)
    ratio = growth / basis.counted_pay(months)
    best = np.maximum.accumulate(ratio[::-1])[::-1]
    return Months(growth, ratio, best, _worth(scale))


def ways_of(scale: Scale) -> Iterator[Way]:
    """The ways of leaving that a minimum is for; none where there is no minimum."""
    x, basis, lines = scale.exits, scale.basis, scale.lines
    by, a = basis.rules, basis.assumed
    least, least_family = float(by["minimum_pension"]), float(by["minimum_family"])
    share, given, commute = float(by["family_share"]) / 100, float(by["commuted_share"]) / 100, a.commuting / 100
    first = max(int(float(by["early_age"]) * 12), lines.first)  # nobody leaves early before
    kept = 1 - reduction(basis, np.maximum(lines.ages, first))
    married = np.array([a.married_women, a.married_men]) / 100
    widowed = (married[:, None] * (basis.spouse[:, lines.ages] > 0))[lines.sex]
    ways = [(x.die, widowed, share, least_family, 0.0, 1)]  # chance, of it, part of the gross pension, minimum, ...
    for part, net in ((commute, 1 - given), (1 - commute, 1.0)):
        ways += [(x.unfit, part, net, least, part, 0), (x.early, part, net * kept, least, 0.0, 0)]
    gross = x.earned[np.maximum(lines.service, 0)] * x.scale
    for chance, part, net, minimum, certain, family in ways:
        if minimum > 0 and (certain or (np.any(part) and chance.any())):
            way = Way(chance * part, np.empty(gross.shape), np.empty(gross.shape), minimum, certain, family)
            limits(way, gross, np.broadcast_to(net, len(x.scale)), (lines.entry, lines.first, x.retire))
            yield way
