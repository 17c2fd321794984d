"""A tree of totals: published ones stand, unpublished ones share what is left, and what does not add up is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data_loaders.invented.apportion import largest_remainder

UNEXPLAINED = "R99"


@dataclass(frozen=True)
class Tree:
    """Totals with their parts, what is known of them in rupees, and what may be expected of each leaf."""

    parts: Mapping[str, tuple[str, ...]]
    known: Mapping[str, int]
    guess: Mapping[str, float]

    def stated(self, node: str) -> int | None:
        """The amount that is published: its own, or that of all its parts."""
        if node in self.known or node not in self.parts:
            return self.known.get(node)
        amounts = [self.stated(part) for part in self.parts[node]]
        return None if None in amounts else sum(amounts)

    def expected(self, node: str) -> float:
        """The amount that is published or may be expected."""
        stated = self.stated(node)
        if stated is not None or node not in self.parts:
            return self.guess[node] if stated is None else stated
        return sum(self.expected(part) for part in self.parts[node])

    def floor(self, node: str) -> int:
        """What is published somewhere below: the least the node can be."""
        stated = self.stated(node)
        return stated if stated is not None else sum(self.floor(part) for part in self.parts.get(node, ()))

    def settled(self, node: str, amount: int | None = None) -> dict[tuple[str, str], int]:
        """Rupees of every leaf under the node, by (parent, leaf); what is unexplained stands as leaf R99."""
        amount = round(self.expected(node)) if amount is None else amount
        amounts = {part: self.stated(part) for part in self.parts[node]}
        open_parts = [part for part, stated in amounts.items() if stated is None]
        left = amount - sum(stated for stated in amounts.values() if stated is not None)
        floors = [self.floor(part) for part in open_parts]
        if open_parts and left >= sum(floors):
            free = [self.expected(part) - least for part, least in zip(open_parts, floors, strict=True)]
            shares = largest_remainder(left - sum(floors), free)
            amounts |= {part: sum(both) for part, *both in zip(open_parts, floors, shares, strict=True)}
            left = 0
        elif open_parts:
            raise ValueError(f"The published parts of {node} are more than {node} itself: {amount} rupees.")
        found = {(node, UNEXPLAINED): left} if left else {}
        for part, worth in amounts.items():
            found |= self.settled(part, worth) if part in self.parts else {(node, part): worth}
        return found
