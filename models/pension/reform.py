"""Reform: the difference of two rule sets, and what each changed rule saves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import factorial

from models.pension.valuation import Valuation
from models.pension_rules import BY_AGE, PLAIN, Rules


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
class Savings:
    """What a reform saves of the obligation, by rule."""

    names: tuple[str, ...]
    stacked: tuple[float, ...]  # one rule after another, in the order of `names`
    share: tuple[float, ...]  # without an order: the average over all orders (Shapley), which adds up too
    total: float


def savings(now: Valuation, new: Rules, order: Sequence[str] = ()) -> Savings:
    """What new rules save of the obligation of a valuation; `order` of stacking, all differing rules if not named."""
    old = now.basis.rules
    names = tuple(order) or differences(old, new)
    if set(names) != set(differences(old, new)):
        raise ValueError(
            f"The rules that differ are {', '.join(differences(old, new))}; the order must name each once."
        )
    owed: dict[frozenset[str], float] = {frozenset(): now.total}
    last = now
    for size in range(1, len(names) + 1):
        for some in combinations(names, size):
            last = now.moved(replace(now.basis, rules=mixed(old, new, some)))
            owed[frozenset(some)] = last.total
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
