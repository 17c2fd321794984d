"""Printed: a framework as a budget book prints it, and whether its totals are the sums of their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

MARK = re.compile(r"\(([A-Z])(?:\s*=\s*([A-Z](?:\s*\+\s*[A-Z])*))?\)\s*$")


@dataclass(frozen=True)
class Footing:
    """A total as it is stated, and the sum of its lines."""

    head: str
    stated: Decimal
    added: Decimal

    @property
    def difference(self) -> Decimal:
        """What is stated over what adds up."""
        return self.stated - self.added


def footings(heads: Sequence[str], amounts: Sequence[Decimal]) -> list[Footing]:
    """Each marked total beside its parts: "(A=B+C)" is the sum of totals B and C, "(B)" of the lines below it.

    >>> made = footings(["All (A=B+C)", "Tax (B)", "Stamps", "Cess", "Fees (C)", "Tolls"], [9, 6, 4, 2, 4, 4])
    >>> [(each.head, each.difference) for each in made]
    [('All', -1), ('Tax', 0), ('Fees', 0)]
    """
    stated, below, formula, names, last = {}, {}, {}, {}, None
    for head, amount in zip(heads, amounts, strict=True):
        mark = MARK.search(head)
        if mark:
            last, parts = mark.group(1), mark.group(2)
            stated[last], below[last], names[last] = amount, [], head[: mark.start()].strip()
            formula[last] = re.split(r"\s*\+\s*", parts) if parts else None
        elif last is not None:
            below[last].append(amount)
    made = []
    for letter, amount in stated.items():
        parts = formula[letter]
        unknown = [part for part in parts or () if part not in stated]
        if unknown:
            raise ValueError(
                f"The total {names[letter]} is the sum of {', '.join(unknown)}, which no line is marked as."
            )
        added = sum((stated[part] for part in parts), 0 * amount) if parts else sum(below[letter], 0 * amount)
        made.append(Footing(names[letter], amount, added))
    return made
