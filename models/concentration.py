"""Concentration: how few parts a whole rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Concentration:
    """The parts of a whole, in one unit; parts that are zero or below cannot be shares and are left out."""

    parts: tuple[float, ...]

    @classmethod
    def of(cls, parts: Sequence[float]) -> Concentration:
        """The parts above zero, the largest first."""
        return cls(tuple(sorted((float(part) for part in parts if part > 0), reverse=True)))

    def shares(self) -> tuple[float, ...]:
        """Each part as a fraction of the whole, the largest first; they sum to 1."""
        whole = sum(self.parts)
        return tuple(part / whole for part in self.parts)

    def herfindahl(self) -> float:
        """Sum of the squared shares: 1 for a single part, 1/n for n equal ones (Herfindahl 1950, Hirschman 1964).

        >>> round(Concentration.of([30, 30, 20, 20]).herfindahl(), 4)
        0.26
        """
        return sum(share**2 for share in self.shares())

    def largest(self, number: int) -> float:
        """The fraction of the whole that the largest `number` parts hold together.

        >>> Concentration.of([50, 30, 20]).largest(2)
        0.8
        """
        return sum(self.shares()[:number])
