"""Valuation: a census under a basis; and the same census again after an assumption or a rule has moved."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from models.once import once
from models.pension import flow
from models.pension.basis import Basis
from models.pension.floor import ByPay, Floor, by_member, floor
from models.pension.flow import Leaving, Roll
from models.pension.members import WHOLE, Employees, Lines, Pensioners, Spell
from models.pension.paid import Flow
from models.pension.value import Scale, in_payment, of_employees, of_pensioners

WHO = ("employees", "pensioners", "family pensioners", "leavers")
NOT_OF_AWARDS = {"discount", "pension_increase"}  # assumptions that no chance of leaving and no award depends on
NOT_OF_EXITS = NOT_OF_AWARDS | set(  # and no chance of leaving alone
    "pay_award minimum_growth commuting married_men married_women wife_younger".split()
)


@dataclass(frozen=True)
class Census:
    """Employees and pensioners on a day."""

    employees: Employees
    pensioners: Pensioners
    on: date

    @once
    def roll(self) -> Roll:
        """Pensioners added up."""
        return Roll.of(self.pensioners)

    def in_scheme(self, since: int) -> np.ndarray:
        """Employees who entered on or after a day (yyyymmdd; 0: nobody): the contribution scheme's."""
        if not since:
            return np.zeros(len(self.employees), bool)
        year, rest = divmod(since, 10000)
        months = (self.on.year - year) * 12 + self.on.month - rest // 100 + (self.on.day >= rest % 100)
        return self.employees.service < months


@dataclass(frozen=True)
class Valuation:
    """What a census is owed under a basis. Everything is computed when it is asked for, once."""

    census: Census
    basis: Basis
    before: Valuation | None = None  # a valuation of the same census whose lines and awards may be read again
    spell: Spell = WHOLE  # of employees, who leaves within it

    @once
    def in_scheme(self) -> np.ndarray:
        return self.census.in_scheme(int(self.basis.rules["scheme_since"]))

    @once
    def members(self) -> Employees:
        """Employees with a right to a pension: all but those of the contribution scheme."""
        some = self.in_scheme
        return self.census.employees.where(~some) if some.any() else self.census.employees

    def _alike(self, *rules: str) -> bool:
        """Whether the valuation before has the same rules of these names."""
        before = self.before
        return before is not None and all(before.basis.rules[name] == self.basis.rules[name] for name in rules)

    @once
    def lines(self) -> Lines:
        """Lines of the employees."""
        if self._alike("superannuation", "scheme_since"):
            return self.before.lines
        return self._on_lines(self.members)

    def _on_lines(self, members: Employees) -> Lines:
        """Lines as long as anybody serves under this basis or the one before."""
        under = self.spell.under or self.basis
        return Lines.of(members, max(self.basis.superannuation, under.superannuation))

    def _but_for(self, assumptions: set[str]) -> bool:
        """Whether the valuation before stands on the same basis, some assumptions apart."""
        before, now = self.before, self.basis
        if before is None or before.basis.rules != now.rules or before.basis.offset != now.offset:
            return False
        if before.basis.tables is not now.tables:
            return False
        same = dict.fromkeys(assumptions, 0.0)
        return replace(before.basis.assumed, **same) == replace(now.assumed, **same)

    @once
    def scale(self) -> Scale:
        """What a rupee of pay is owed."""
        known = self.before.scale.exits if self._but_for(NOT_OF_EXITS) else None
        return Scale(self.lines, self.basis, self.spell, known)

    @once
    def leaving(self) -> Leaving:
        """What employees are awarded before pay grows."""
        if self._but_for(NOT_OF_EXITS) and self.spell == self.before.spell:
            return self.before.leaving
        return Leaving(self.scale)

    @once
    def by_pay(self) -> ByPay:
        """The employees in the order in which those under a minimum pension are found."""
        if self.before is not None and self.lines is self.before.lines:
            return self.before.by_pay
        return ByPay.of(self.members, self.lines)

    @once
    def floor(self) -> Floor:
        """What minimum pensions add."""
        if self._but_for(NOT_OF_AWARDS) and self.before.spell in (WHOLE, self.spell):
            before = self.before
            return before.floor if self.spell == before.spell else before.floor.within(self.spell, self.lines.ages)
        return floor(self.by_pay, self.scale)

    @once
    def added(self) -> tuple[float, float, float]:
        """What minimum pensions add to present value of benefits, obligation, current service cost."""
        return self.floor.values(self.scale)

    @once
    def benefits(self) -> float:
        """Present value of all future benefits of employees."""
        return float((self.scale.benefits * self.lines.pay).sum()) + self.added[0]

    @once
    def service_cost(self) -> float:
        """Current service cost of the coming year."""
        return float((self.scale.service_cost * self.lines.pay).sum()) + self.added[2]

    @once
    def entry_age(self) -> float:
        """Obligation to employees by entry-age normal; what minimum pensions add is taken as earned to date."""
        return float((self.scale.entry_age * self.lines.pay).sum()) + self.added[1]

    @once
    def obligation(self) -> dict[str, float]:
        """Defined benefit obligation by whom it is owed to."""
        active = float((self.scale.obligation * self.lines.pay).sum()) + self.added[1]
        return {"employees": active, **self._to_pensioners}

    @property
    def total(self) -> float:
        """The obligation to all."""
        return sum(self.obligation.values())

    @once
    def _to_pensioners(self) -> dict[str, float]:
        roll, owed = self.census.roll, np.zeros(3)
        for sex in (0, 1):
            worth = in_payment(self.basis, sex)
            owed += [
                float(each[sex] @ of) for each, of in zip((roll.own, roll.family, roll.leaver), worth, strict=True)
            ]
            age, months, parts = roll.back[sex]
            owed[0] += float(parts @ self.basis.restored(sex, age, months, int(self.basis.row(0))))
        return dict(zip(WHO[1:], owed.tolist(), strict=True))

    @once
    def flow(self) -> Flow:
        """What will be paid to all of today, by month and kind, contributions included."""
        return self.to_employees + flow.of_pensioners(self.census.roll, self.basis)

    @once
    def to_employees(self) -> Flow:
        """Of it, what will be paid to employees and for them."""
        paid = flow.of_employees(self.scale, leaving=self.leaving, floor=self.floor)
        if self.in_scheme.any():
            lines = self._on_lines(self.census.employees.where(self.in_scheme))
            paid = paid + flow.of_contributions(Scale(lines, self.basis, self.spell))
        return paid

    @once
    def accrued(self) -> Flow:
        """Of it, what service so far has earned: its present value is the obligation."""
        earned = flow.of_employees(self.scale, leaving=self.leaving, accrued=True, floor=self.floor)
        return earned + flow.of_pensioners(self.census.roll, self.basis)

    @once
    def of_members(self) -> tuple[np.ndarray, np.ndarray]:
        """The obligation to each place of employees (zero in the contribution scheme) and of pensioners."""
        each = np.zeros(len(self.census.employees))
        adds = by_member(self.by_pay, self.scale)[0]
        each[~self.in_scheme] = of_employees(self.members, self.scale.obligation, self.lines) + adds
        return each, of_pensioners(self.census.pensioners, self.basis)

    def moved(self, basis: Basis) -> Valuation:
        """The same census under another basis."""
        return Valuation(self.census, basis, self)


def totals(valuations: Sequence[Valuation]) -> list[float]:
    """The obligations of several valuations, as many at once as there are processors."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda each: each.total, valuations))
