"""Value: what a rupee of pay is owed on each line, by projected unit credit and by entry-age normal.

Benefit is attributed to the first months of service, up to the most that count (30 years), in equal parts (IAS 19,
paragraphs 70 to 74): of a benefit drawn after s' months, s months have earned min(s, cap) / min(s', cap).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.once import once
from models.pension import earning
from models.pension.basis import Basis
from models.pension.chances import END, ahead
from models.pension.earning import Ends, Service, Worths
from models.pension.members import WHOLE, Employees, Exits, Lines, Pensioners, Spell


@dataclass(frozen=True)
class Scale:
    """What one rupee of monthly pay stands for in each place of the lines, under a basis, for a spell of leaving."""

    lines: Lines
    basis: Basis
    spell: Spell = WHOLE
    known: Exits | None = None  # where they are

    @once
    def exits(self) -> Exits:
        """How service ends along the lines."""
        return self.known or Exits.of(self.lines, self.basis)

    @once
    def alive(self) -> np.ndarray:
        """What chances of leaving are over, by place today: in service then, as the exits count it, of one today."""
        x, spell = self.exits, self.spell
        there = np.where(np.arange(len(x.scale)) < x.retire, x.left, 1.0)
        if not spell.after:
            return there
        left = Exits.of(self.lines, spell.under).left
        stays = np.divide(ahead(left, spell.after), left, out=np.zeros_like(left), where=left > 0)
        return np.divide(ahead(there, spell.after), stays, out=np.full_like(left, np.inf), where=stays > 0)

    @once
    def counted(self) -> np.ndarray:
        """Months of service that benefit is attributed to, in each place."""
        return np.clip(self.lines.service, 0, self.basis.most_service)

    @once
    def _parts(self) -> np.ndarray:
        """One over the counted months of service."""
        return np.divide(1.0, self.counted, out=np.zeros(self.counted.shape), where=self.counted > 0)

    @once
    def benefits(self) -> np.ndarray:
        """Present value of all future benefits."""
        return self._normal(self._recursion(np.ones(self.lines.pay.shape))[0])

    @once
    def obligation(self) -> np.ndarray:
        """Defined benefit obligation by projected unit credit: of the benefits, what service so far has earned."""
        return self.counted * self._normal(self._recursion(self._parts)[0])

    @once
    def service_cost(self) -> np.ndarray:
        """Current service cost: what the coming twelve months earn, at today's value."""
        return self._normal(self._recursion(self._parts, next_year=True)[1])

    @once
    def pay(self) -> np.ndarray:
        """Present value of future pay, paid at each month's end to who is in service when the month begins."""
        x, basis = self.exits, self.basis
        base = ahead(x.scale * x.left, 0)
        started = ahead(x.scale, 1)[None, :] * base / x.scale[None, :]  # pay at the end of a month begun in service
        block = np.zeros_like(base)
        for month in range(1, 13):
            block += self._weight(month) * ahead(started, month - 1)
        year = self._weight(12)
        for place in range(block.shape[1] - 13, -1, -1):
            block[:, place] += year * block[:, place + 12]
        value = self._normal(block)
        due = basis.month * self._award(1) * (1 + basis.assumed.increment / 100) ** (1 / 12)
        value[:, x.retire :] = due
        return value

    @once
    def normal_cost(self) -> np.ndarray:
        """Entry-age normal cost as a part of pay, by line: the benefits over the pay, both at entry."""
        at = np.clip(self.lines.entry - self.lines.first, 0, None)
        rows = np.arange(len(at))
        pay = self.pay[rows, at]
        return np.divide(self.benefits[rows, at], pay, out=np.zeros(len(at)), where=pay > 0)

    @once
    def entry_age(self) -> np.ndarray:
        """Entry-age normal liability: the benefits less the normal cost of future pay."""
        value = self.benefits - self.normal_cost[:, None] * self.pay
        value[:, self.exits.retire :] = self.benefits[:, self.exits.retire :]
        return value

    def _award(self, month: int) -> float:
        """Pay at a month over pay now, by awards alone."""
        return (1 + self.basis.assumed.pay_award / 100) ** int(self.basis.increases(month))

    def _weight(self, month: int) -> float:
        return self.basis.month**month * self._award(month)

    def _worths(self, months: range) -> Worths:
        """At valuation, of a rupee of pay of who leaves in each of the months."""
        basis, ages, at = self.basis, self.lines.ages, np.arange(months.start, months.stop)
        each, rows = basis.month ** at.astype(float) * basis.counted_pay(at), basis.row(at)

        def of(worth: np.ndarray) -> np.ndarray:
            return np.ascontiguousarray((each[:, None] * worth[:, rows][..., ages]).swapaxes(0, 1))

        deferred = np.zeros((0, 2, len(ages))) if self.exits.deferred is None else of(basis.deferred)
        return Worths(of(basis.retired), of(basis.died), each, deferred)

    def _recursion(self, part: np.ndarray, *, next_year: bool = False) -> list[np.ndarray]:
        """The value in every place, unnormalised; with the `next_year`, what that earns of it too.

        Twelve months of exits, then the same a year later; where the spell ends, each of its months.
        """
        x, (after, until), shape = self.exits, (self.spell.after, self.spell.until), self.lines.pay.shape
        deferred = np.zeros((0, shape[1])) if x.deferred is None else x.deferred
        ends = Ends(self.lines.sex, x.pension, x.family, x.gratuity, deferred)
        made = np.zeros(shape), np.zeros(shape if next_year else (0, shape[1]))
        months = range(after + 1, (after + 12 if until == END else until) + 1)
        service = Service(self.lines.service, self.counted, self.basis.most_service, part)
        year = self._weight(12) if until == END else 0.0
        earning.value(ends, self._worths(months), service, (after + 1, year), made)
        due = self._due(part)
        dues = (due, due * self._earned(min(after + 1, 12)))[: 1 + next_year]
        return [self._with(each, then) for each, then in zip(made, dues, strict=False)]

    def _earned(self, months: int) -> np.ndarray:
        """Counted months that so many months more of service add."""
        return np.clip(self.lines.service + months, 0, self.basis.most_service) - self.counted

    def _due(self, part: np.ndarray) -> np.ndarray:
        """Value of who is past superannuation when the spell begins, by place today: leaves at the end of the month."""
        x, lines, basis, month = self.exits, self.lines, self.basis, self.spell.after + 1
        value = np.zeros(lines.pay.shape)
        if month > self.spell.until:
            return value
        ages = lines.ages[x.retire :]
        worth = np.stack([basis.retired[sex, int(basis.row(month)), ages] for sex in (0, 1)])[lines.sex]
        ends = basis.averaged[int(basis.to_next(month))] * (x.due_pension * worth + x.due_gratuity)
        value[:, x.retire :] = ahead(ends * part[:, x.retire :], 1)
        return self._weight(month) * ahead(value, self.spell.after)

    def _with(self, value: np.ndarray, due: np.ndarray) -> np.ndarray:
        past = max(self.exits.retire - self.spell.after, 0)
        return np.concatenate([value[:, :past], due[:, past:]], axis=1)

    def _normal(self, value: np.ndarray) -> np.ndarray:
        """For a rupee of pay of somebody who is in service in the place."""
        return value / (self.alive * self.exits.scale)


def of_pensioners(people: Pensioners, basis: Basis) -> np.ndarray:
    """What each place of pensioners is owed: pension, what it leaves to a spouse, and the part that comes back."""
    age, worth = np.clip(people.age, 0, END), np.stack([in_payment(basis, sex) for sex in (0, 1)])
    value = people.pension * worth[people.sex, people.kind, age]
    for sex in (0, 1):
        back = (people.sex == sex) & (people.kind == 0) & (people.commuted > 0)
        months = np.maximum(people.months_left[back], 0)
        value[back] += people.commuted[back] * basis.restored(sex, age[back], months, int(basis.row(0)))
    return value * people.times()


def in_payment(basis: Basis, sex: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Worth of a rupee a month today by age: of a member's own pension, of a family's, of one who left and waits."""
    now, living = int(basis.row(0)), basis.living[sex]
    over = np.divide(1.0, living, out=np.zeros(END + 1), where=living > 0)
    alone = (1 + float(basis.rules["medical_share"]) / 100) * basis.own[sex].after()[now] * over
    return basis.pension(sex)[now] * over, alone, basis.deferred[sex, now]


def of_employees(members: Employees, scale: np.ndarray, lines: Lines) -> np.ndarray:
    """What each place of employees is owed, from the values of a rupee of pay."""
    return scale.reshape(-1)[lines.place] * members.total_pay
