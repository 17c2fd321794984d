"""Generations: rates of death improve with the calendar year, so that each year of birth has its own life table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.life_table import LifeTable


@dataclass(frozen=True)
class Generations:
    """Rates of death of a base year by kind of people and age, and the parts by which they fall from year to year.

    The kinds are there in equal shares at every age, women and men for instance. After the last year of the falls its
    part goes on.
    """

    rates: np.ndarray  # shape (kinds, ages), in the base year
    falls: np.ndarray  # shape (kinds, ages, years): from the year before to this one
    base: int  # year of the rates
    year: int  # first year of the falls
    first: int = 0  # first age

    def __post_init__(self):
        rates, falls = np.asarray(self.rates, float), np.asarray(self.falls, float)
        if rates.ndim != 2 or falls.shape[:2] != rates.shape:
            raise ValueError("Rates of death by kind and age need falls by kind, age and year, for the same of both.")
        if not self.year - 1 <= self.base < self.year + falls.shape[2]:
            raise ValueError(f"The falls begin in {self.year}; the rates are of {self.base}, which they do not reach.")
        object.__setattr__(self, "rates", rates)
        object.__setattr__(self, "falls", falls)

    @cached_property
    def _left(self) -> np.ndarray:
        """What is left of the base year's rate from the year before the falls on; shape (kinds, ages, years + 1)."""
        left = np.concatenate([np.ones((*self.rates.shape, 1)), np.cumprod(1 - self.falls, axis=2)], axis=2)
        return left / left[:, :, [self.base - self.year + 1]]

    def life(self, age: int, year: int) -> LifeTable:
        """The table of somebody who is of this age in this year, the mean of all kinds.

        >>> falling = Generations([[0.5, 0.4, 1.0]], [[[0.1], [0.1], [0.0]]], base=2010, year=2011)
        >>> falling.life(0, 2011).rates.round(4).tolist()
        [0.45, 0.324, 1.0]
        """
        ages = np.arange(age - self.first, self.rates.shape[1])
        since = year - self.year + 1 + np.arange(len(ages))
        if not len(ages) or ages[0] < 0 or since[0] < 0:
            last = self.first + self.rates.shape[1] - 1
            raise ValueError(
                f"The rates go from age {self.first} to {last} and from {self.year - 1} on; "
                f"age {age} in {year} is not in them."
            )
        most = self._left.shape[2] - 1
        going_on = (1 - self.falls[:, ages, -1]) ** (since - most).clip(min=0)
        rates = (self.rates[:, ages] * self._left[:, ages, since.clip(max=most)] * going_on).mean(axis=0)
        return LifeTable(np.append(rates[:-1].clip(max=1), 1.0), age)
