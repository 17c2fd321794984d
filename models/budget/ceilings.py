"""Ceilings: an envelope shared among departments, to the rupee; what does not fit is a difference of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

RULES = ("proportional", "protected", "priority", "formula")
LAST = 10**6  # the rank of whom nobody ranked


class CeilingRefused(ValueError):
    """A ceiling that cannot be set so: the sentence says why."""


@dataclass(frozen=True)
class Ceilings:
    """Whole rupees by department, and the envelope less their sum."""

    envelope: int
    by: Mapping[str, int]

    @property
    def difference(self) -> int:
        """What the envelope has over its ceilings; below zero where they are more than it holds."""
        return self.envelope - sum(self.by.values())


def shared(amount: int, weights: Mapping[str, float]) -> dict[str, int]:
    """A whole amount in proportion to weights; rupees left over go to the largest remainders, then by name.

    >>> shared(100, {"health": 1, "roads": 1, "schools": 1})
    {'health': 34, 'roads': 33, 'schools': 33}
    """
    scaled = _scaled(weights)
    total = sum(scaled.values())
    if total <= 0 or amount <= 0:
        return dict.fromkeys(weights, 0)
    made = {name: amount * weight // total for name, weight in scaled.items()}
    left = amount - sum(made.values())
    for name in sorted(scaled, key=lambda each: (-(amount * scaled[each] % total), each))[:left]:
        made[name] += 1
    return made


def ceilings(
    envelope: int,
    asked: Mapping[str, int],
    rule: str = "proportional",
    *,
    locked: Mapping[str, int] | None = None,
    protected: Sequence[str] = (),
    priority: Mapping[str, int] | None = None,
    weights: Mapping[str, float] | None = None,
) -> Ceilings:
    """Ceilings of departments that asked for so much.

    proportional: what is left by locked cells, in proportion to what is asked. protected: some get what they ask, the
    others share the rest. priority: who ranks first is served first, equals in proportion. formula: by `weights`.
    """
    locked = dict(locked or {})
    weights, priority = weights or {}, priority or {}
    _known(rule, asked, locked, weights, {*locked, *protected, *priority, *weights})
    free = {name: amount for name, amount in asked.items() if name not in locked}
    rest = envelope - sum(locked.values())
    if rule == "protected":
        kept = {name: amount for name, amount in free.items() if name in protected}
        others = {name: amount for name, amount in free.items() if name not in protected}
        made = kept | shared(rest - sum(kept.values()), others)
    elif rule == "priority":
        made = _served(rest, free, priority)
    else:
        by = {name: weights.get(name, 0.0) for name in free} if rule == "formula" else free
        made = shared(rest, by)
    return Ceilings(envelope, {name: locked[name] if name in locked else made[name] for name in asked})


def _served(rest: int, asked: Mapping[str, int], priority: Mapping[str, int]) -> dict[str, int]:
    """Who ranks first gets what was asked as long as there is any."""
    made: dict[str, int] = {}
    for rank in sorted({priority.get(name, LAST) for name in asked}):
        group = {name: amount for name, amount in asked.items() if priority.get(name, LAST) == rank}
        given = min(sum(group.values()), max(rest, 0))
        made |= shared(given, group)
        rest -= given
    return made


def _scaled(weights: Mapping[str, float]) -> dict[str, int]:
    """Weights as whole numbers, exact for rupees and to a millionth for others."""
    whole = all(float(weight).is_integer() for weight in weights.values())
    return {name: int(weight) if whole else round(weight * 1_000_000) for name, weight in weights.items()}


def _known(rule: str, asked: Mapping, locked: Mapping, weights: Mapping, named: set) -> None:
    if rule not in RULES:
        raise CeilingRefused(f"There is no rule {rule!r}; there are {', '.join(RULES)}.")
    strange = sorted(named - set(asked))
    if strange:
        raise CeilingRefused(f"Not among those who asked: {', '.join(strange)}.")
    below = sorted(name for name, amount in asked.items() if amount < 0 and name not in locked)
    below += sorted(name for name, weight in weights.items() if weight < 0)
    if below:
        raise CeilingRefused(
            f"Less than nothing is asked or weighed by {', '.join(below)}; lock such a figure instead."
        )
    if rule == "formula" and not any(weights.get(name) for name in asked if name not in locked):
        raise CeilingRefused("A formula needs the weight of at least one department that is not locked.")
