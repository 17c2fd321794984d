"""Payroll: what posts cost, from who fills them at which grade, and what changed it: price, number or mix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Payroll:
    """By grade: posts filled, and pay with allowances of one of them in a year."""

    grade: np.ndarray
    filled: np.ndarray
    pay: np.ndarray

    def __post_init__(self):
        if not len(self.grade) == len(self.filled) == len(self.pay) == len(np.unique(self.grade)):
            raise ValueError("A payroll has each grade once, with its posts and its pay.")

    @property
    def bill(self) -> float:
        """What all posts cost in a year.

        >>> Payroll(np.array([7, 17]), np.array([10, 2]), np.array([100.0, 400.0])).bill
        1800.0
        """
        return float(self.filled @ self.pay)

    def year(self, award: float = 0.0, increment: float = 0.0, new: Mapping[int, float] | None = None) -> Payroll:
        """A year later: pay by award and increment, % each, and new posts by grade (below zero: abolished)."""
        more = dict(new or {})
        unknown = sorted(set(more) - set(self.grade.tolist()))
        if unknown:
            raise ValueError(f"Nobody fills a post of grade {', '.join(map(str, unknown))}; its pay is not known.")
        filled = self.filled + np.array([more.get(int(grade), 0.0) for grade in self.grade])
        if (filled < 0).any():
            raise ValueError(f"More posts of grade {int(self.grade[filled < 0][0])} are abolished than are filled.")
        return Payroll(self.grade, filled, self.pay * (1 + award / 100) * (1 + increment / 100))


@dataclass(frozen=True)
class Changed:
    """A bill's change by what did it; the three add to it."""

    price: float  # the same posts, dearer
    number: float  # more posts at the old mix and pay
    mix: float  # the same number, at other grades

    @property
    def total(self) -> float:
        """All of the change."""
        return self.price + self.number + self.mix


def changed(before: Payroll, after: Payroll) -> Changed:
    """What price, number and mix did to a bill, by the means of before and after, so that no order counts."""
    if before.grade.tolist() != after.grade.tolist():
        raise ValueError("Two payrolls are compared grade by grade; these have different grades.")
    price = float((after.pay - before.pay) @ (before.filled + after.filled)) / 2
    pay = (before.pay + after.pay) / 2
    volume = float((after.filled - before.filled) @ pay)
    mean = sum(float(each.filled @ pay) / each.filled.sum() for each in (before, after)) / 2
    number = float(after.filled.sum() - before.filled.sum()) * mean
    return Changed(price, number, volume - number)
