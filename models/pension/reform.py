"""Reform: the difference of two rule sets from a day on, and what each changed rule saves.

Who leaves before that day keeps for good what leaving settles (accrual, pay that counts, commutation, share of the
family, minimum at the award); so do those who have left before the valuation. Rules of payment (how pensions increase,
the medical allowance) turn on the day for everybody who is paid. Rules of entry name their members by the day of entry;
those who leave before the day are pensioned by the rules before it all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import factorial

import numpy as np

from models.once import once
from models.pension.basis import Basis
from models.pension.members import Spell
from models.pension.paid import Flow
from models.pension.turned import Turned
from models.pension.valuation import Valuation
from models.pension_rules import BY_AGE, OF_PAYMENT, PLAIN, Rules


def differences(old: Rules, new: Rules) -> tuple[str, ...]:
    """The rules that differ, in their order."""
    plain = [name for name in PLAIN if old[name] != new[name]]

    def table(rules: Rules, name: str) -> dict:
        return {age: rule.value for age, rule in rules.by_age[name].items()}

    return (*plain, *(name for name in BY_AGE if table(old, name) != table(new, name)))


def mixed(old: Rules, new: Rules, names: Sequence[str]) -> Rules:
    """The old rules with some of the new ones."""
    plain = {name: (new if name in names else old).plain[name] for name in old.plain}
    by_age = {name: (new if name in names else old).by_age[name] for name in old.by_age}
    return replace(old, plain=plain, by_age=by_age)


@dataclass(frozen=True)
class Reformed:
    """A valuation whose rules change so many months from it: a sum over who leaves before and who leaves after."""

    now: Valuation
    rules: Rules
    months: int = 0

    @once
    def _paid(self) -> Basis:
        """The rules of now for what leaving settles, those of payment turning on the day."""
        basis = self.now.basis
        rules = mixed(basis.rules, self.rules, OF_PAYMENT)
        if not differences(basis.rules, rules):
            return basis
        then = replace(basis, rules=rules)
        if not self.months:
            return then
        return Turned(basis.rules, basis.assumed, basis.tables, basis.offset, then, self.months)

    @once
    def before(self) -> Valuation:
        """Pensioners, and employees who leave before the day."""
        return replace(self.now.moved(self._paid), spell=Spell(until=self.months))

    @once
    def after(self) -> Valuation:
        """Employees who leave after the day, having served under the rules of now up to it."""
        spell = Spell(self.months, under=self.now.basis)
        return replace(self.now.moved(replace(self.now.basis, rules=self.rules)), spell=spell)

    @property
    def total(self) -> float:
        """The obligation to all."""
        return self.before.total + self.after.obligation["employees"]

    @property
    def flow(self) -> Flow:
        """What will be paid to all of today, by month and kind, contributions included."""
        return self.before.flow + self.after.to_employees

    @property
    def of_members(self) -> tuple[np.ndarray, np.ndarray]:
        """The obligation to each place of employees and of pensioners."""
        staff, drawn = self.before.of_members
        return staff + self.after.of_members[0], drawn


@dataclass(frozen=True)
class Savings:
    """What a reform saves of the obligation, by rule."""

    names: tuple[str, ...]
    stacked: tuple[float, ...]  # one rule after another, in the order of `names`
    share: tuple[float, ...]  # without an order: the average over all orders (Shapley), which adds up too
    total: float


def savings(now: Valuation, new: Rules, order: Sequence[str] = (), *, months: int = 0) -> Savings:
    """What new rules save of the obligation of a valuation if they apply so many months from it.

    `order` of stacking: all differing rules, each once.
    """
    old = now.basis.rules
    names = tuple(order) or differences(old, new)
    if set(names) != set(differences(old, new)):
        raise ValueError(
            f"The rules that differ are {', '.join(differences(old, new))}; the order must name each once."
        )
    owed: dict[frozenset[str], float] = {frozenset(): now.total}
    for size in range(1, len(names) + 1):
        for some in combinations(names, size):
            owed[frozenset(some)] = Reformed(now, mixed(old, new, some), months).total
    stacked = [
        owed[frozenset(names[:at])] - owed[frozenset(names[: at + 1])] for at in range(len(names))
    ]  # fmt: skip
    share = []
    for name in names:
        others = [other for other in names if other != name]
        part = 0.0
        for size in range(len(others) + 1):
            weight = factorial(size) * factorial(len(names) - size - 1) / factorial(len(names))
            for some in combinations(others, size):
                part += weight * (owed[frozenset(some)] - owed[frozenset((*some, name))])
        share.append(part)
    return Savings(names, tuple(stacked), tuple(share), now.total - owed[frozenset(names)] if names else 0.0)
