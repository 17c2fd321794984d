"""Floor: what the minimum pensions add, member by member, for below them a pension is no part of the pay.

A pension is raised to the minimum when it is awarded, that of a family when a member dies in service; a pensioner's
family gets its share of a pension that was so raised. Members of one place of the lines stand sorted by pay, so that
those under a minimum in a month of leaving are the first of them, and their number and pay are all that is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.pension.members import Employees, Lines, Spell, reduction
from models.pension.paid import Paid
from models.pension.value import Scale


@dataclass(frozen=True)
class Floor:
    """What minimum pensions add: expected rupees a month by what they add to, sex, age today and age at the award.

    Neither the discount rate nor the increase of pensions is in it: they only say what the awards are worth.
    """

    awards: np.ndarray  # (benefits obligation cost, members families, sexes, ages, ages)
    members: np.ndarray | None = None  # (3, members): their values by member, where asked for

    def values(self, scale: Scale) -> tuple[float, float, float]:
        """What they add to present value of benefits, obligation, current service cost."""
        basis, ages = scale.basis, scale.lines.ages
        months = np.maximum(ages[None, :] - ages[:, None], 0)
        row, then = basis.row(months), np.broadcast_to(ages, months.shape)
        discount = basis.month ** months.astype(float)
        total = np.zeros(3)
        for sex in (0, 1):
            for whose, worth in enumerate((basis.net, basis.left_alone)):
                total += np.einsum("kij,ij->k", self.awards[:, whose, sex], discount * worth[sex][row, then])
        return tuple(total.tolist())

    def within(self, spell: Spell, ages: np.ndarray) -> Floor:
        """Of it, what is awarded to who leaves within a spell."""
        return Floor(self.awards * spell.holds(ages[None, :] - ages[:, None]))

    def pay(self, made: Paid, lines: Lines, *, accrued: bool = False) -> None:
        """Adds what it makes to be paid."""
        pensions, families = self.awards[1 if accrued else 0]
        ages = lines.ages
        for sex in (0, 1):
            made.follow(sex, ages, int(ages[0]), pensions[sex], back=0.0)
            made.leave(sex, ages, int(ages[0]), families[sex])


class _Sorted:
    """Members by place of the lines, then by pay."""

    def __init__(self, members: Employees, lines: Lines):
        self.order = np.lexsort((members.pay, lines.place))
        place = lines.place[self.order]
        self.pay = members.pay[self.order]
        self.many = np.ones(len(place)) if members.members is None else members.members[self.order].astype(float)
        first = np.flatnonzero(np.append(True, place[1:] != place[:-1])) if len(place) else np.zeros(0, np.int64)
        self.place, self.start = place[first], first
        self.stop = np.append(first[1:], len(place))
        self.number = np.append(0.0, np.cumsum(self.many))
        self.sum = np.append(0.0, np.cumsum(self.many * self.pay))

    def under(self, start: np.ndarray, end: np.ndarray, limit: np.ndarray) -> np.ndarray:
        """Where the members under a limit end, within each place; `end` where they ended before, which only falls."""
        end = end.copy()
        moving = np.flatnonzero(end > start)
        while len(moving):
            moving = moving[self.pay[end[moving] - 1] >= limit[moving]]
            end[moving] -= 1
            moving = moving[end[moving] > start[moving]]
        return end


@dataclass(frozen=True)
class _Layer:
    """One way to be under a minimum: chance x max(0, least - rate x pay), in the places that are looked at."""

    chance: np.ndarray
    least: float
    rate: np.ndarray
    worth: np.ndarray  # of a rupee a month added, at valuation
    family: bool

    def at(self, of: np.ndarray) -> _Layer:
        """The same in some of the places."""
        return _Layer(self.chance[of], self.least, self.rate[of], self.worth[of], self.family)


class _Months:
    """The months of leaving, one after another."""

    def __init__(self, scale: Scale):
        self.scale, self.basis, self.lines, self.x = scale, scale.basis, scale.lines, scale.exits
        by, a = self.basis.rules, self.basis.assumed
        self.minimum, self.family = float(by["minimum_pension"]), float(by["minimum_family"])
        self.share, self.given = float(by["family_share"]) / 100, float(by["commuted_share"]) / 100
        self.growth, self.award, self.commute = 1 + a.minimum_growth / 100, 1 + a.pay_award / 100, a.commuting / 100
        self.wide = len(self.lines.ages)
        first = max(int(float(by["early_age"]) * 12), self.lines.first)  # nobody leaves early before
        self.kept = 1 - reduction(self.basis, np.maximum(self.lines.ages, first))
        self.married = np.array([a.married_women, a.married_men]) / 100

    def layers(self, place: np.ndarray, month: int) -> Iterator[_Layer]:
        """What holds in some places of the lines for those who leave so many months from now."""
        x, basis, wide = self.x, self.basis, self.wide
        row, column = place // wide, place % wide
        then = np.minimum(column + month, wide - 1)
        after = self.scale.spell.after
        past, at = column + after >= x.retire, row * wide + then
        alive = self.scale.alive.reshape(-1)[place]
        sex, age = self.lines.sex[row], self.lines.ages[then]
        up, to_next, award = int(basis.increases(month)), int(basis.to_next(month)), int(basis.row(month))
        service = age - self.lines.entry[row]
        pay = self.award**up * basis.averaged[to_next] * x.scale[then] / x.scale[column]
        gross = pay * x.earned[service]
        due = (gross > 0) & (column + month < wide)
        worth = basis.month**month
        own = worth * basis.net[sex, award, age]
        least, least_family = self.minimum * self.growth**up, self.family * self.growth**up
        unfit = np.where(past, float(month == after + 1), x.unfit.reshape(-1)[at]) * due / alive
        early = np.where(past, 0.0, x.early.reshape(-1)[at]) * due / alive
        die = np.where(past, 0.0, x.die.reshape(-1)[at]) * due / alive
        for share, given in ((self.commute, self.given), (1 - self.commute, 0.0)):
            if share:
                yield _Layer(share * unfit, least, gross * (1 - given), own, family=False)
                yield _Layer(share * early, least, gross * (1 - given) * self.kept[then], own, family=False)
        widowed = die * self.married[sex] * (basis.spouse[sex, age] > 0)
        yield _Layer(widowed, least_family, self.share * gross, worth * basis.left_alone[sex, award, age], family=True)


class _Count:
    """Goes through the months of leaving and adds up what lacks to the minimums."""

    def __init__(self, members: Employees, scale: Scale, *, by_member: bool):
        self.months, lines, x = _Months(scale), scale.lines, scale.exits
        self.lines, self.wide, self.cap = lines, self.months.wide, scale.basis.most_service
        self.people = _Sorted(members, lines)
        place = self.people.place
        self.awards = np.zeros((3, 2, 2, self.wide, self.wide))
        self.marks = np.zeros((2, 3, len(members) + 1)) if by_member else None
        last_pay = scale.basis.rules["pay_months"] <= 1  # an average follows an award only slowly, a minimum at once
        self.falls = self.months.growth == 1 or (last_pay and self.months.award >= self.months.growth)
        spell = scale.spell
        self.until = np.minimum(np.maximum(x.retire - place % self.wide, spell.after + 1), spell.until)
        vests = np.flatnonzero(x.earned > 0)
        self.served = lines.service.reshape(-1)[place]
        self.first = spell.after + 1
        self.starts = np.maximum((int(vests[0]) if len(vests) else 10**6) - self.served, self.first)
        self.ends: dict[int, np.ndarray] = {}
        self.waits = np.flatnonzero((self.starts <= self.until) & (self.months.minimum + self.months.family > 0))

    def all(self) -> None:
        """Every month until nobody is under a minimum."""
        for month in range(self.first, int(self.until[self.waits].max(initial=0)) + 1):
            active = self.waits[self.starts[self.waits] <= month]
            if len(active):
                under = self._month(active, month)
                done = active[(self.until[active] <= month) | (~under & self.falls)]
                self.waits = np.setdiff1d(self.waits, done, assume_unique=True) if len(done) else self.waits

    def _month(self, active: np.ndarray, month: int) -> np.ndarray:
        """One month in some places; whether anybody there is under any minimum."""
        people, place, served = self.people, self.people.place[active], self.served[active]
        counted, then = np.minimum(served, self.cap), np.minimum(served + month, self.cap)
        parts = np.stack([
            np.ones(len(active)), counted / then, (np.minimum(served + min(month, 12), self.cap) - counted) / then,
        ])  # fmt: skip
        under = np.zeros(len(active), bool)
        for number, layer in enumerate(self.months.layers(place, month)):
            end = self.ends.setdefault(number, people.stop.copy())
            limit = np.divide(layer.least, layer.rate, out=np.full(len(active), np.inf), where=layer.rate > 0)
            start = people.start[active]
            stop = people.under(start, end[active] if self.falls else people.stop[active], limit)
            if self.falls:
                end[active] = stop
            under |= stop > start
            of = np.flatnonzero((layer.chance > 0) & (stop > start))
            if len(of):
                self._add(layer.at(of), (start[of], stop[of]), place[of], month, parts[:, of])
        return under

    def _add(self, layer: _Layer, between: tuple, place: np.ndarray, month: int, parts: np.ndarray) -> None:
        """What the members between two of each place lack, the second left out."""
        (first, after), people, wide = between, self.people, self.wide
        number, pay = people.number[after] - people.number[first], people.sum[after] - people.sum[first]
        added = layer.chance * (layer.least * number - layer.rate * pay)
        here, fits = self.lines.sex[place // wide] * np.int64(wide) + place % wide, np.arange(wide - month)
        for kind, part in enumerate(parts):
            sums = np.bincount(here, added * part, 2 * wide).reshape(2, -1)
            self.awards[kind, int(layer.family)][:, fits, fits + month] += sums[:, fits]
        if self.marks is not None:
            for kind, part in enumerate(parts):
                for what, amount in enumerate((layer.least, layer.rate)):
                    change = layer.chance * layer.worth * part * amount
                    self.marks[what, kind][first] += change
                    self.marks[what, kind][after] -= change

    def of_members(self) -> np.ndarray | None:
        """The values by member, in the members' order."""
        if self.marks is None:
            return None
        least, rate = np.cumsum(self.marks, axis=2)[:, :, :-1]
        each = np.zeros((3, len(self.people.pay)))
        each[:, self.people.order] = self.people.many * (least - self.people.pay * rate)
        return each


def floor(members: Employees, scale: Scale, *, by_member: bool = False) -> Floor:
    """What the minimum pensions add for employees; see `Floor`."""
    count = _Count(members, scale, by_member=by_member)
    count.all()
    return Floor(count.awards, count.of_members())
