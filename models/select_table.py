"""A select table: lives just examined die less often than others of their age, for some years."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.life_table import LifeTable


@dataclass(frozen=True)
class SelectTable:
    """Rates of death by age at selection and years since, then those of a table for all who were selected before."""

    rates: np.ndarray  # shape (ages at selection, years since)
    first: int  # first age at selection
    ultimate: LifeTable

    def __post_init__(self):
        rates = np.asarray(self.rates, float)
        if rates.ndim != 2:
            raise ValueError("A select table has a row for each age at selection and a column for each year since.")
        if not ((rates >= 0) & (rates <= 1)).all():
            age, since = np.argwhere(~((rates >= 0) & (rates <= 1)))[0]
            at = f"age {self.first + age} at selection, {since} years since"
            raise ValueError(f"The rate of death at {at}, is {rates[age, since]}; it must lie between 0 and 1.")
        object.__setattr__(self, "rates", rates)

    def selected(self, age: int) -> LifeTable:
        """The table of a life selected at this age, from that age on.

        >>> late = LifeTable(np.array([0.2, 0.3, 1.0]), first=61)
        >>> SelectTable([[0.05], [0.1]], 60, late).selected(60).rates.tolist()
        [0.05, 0.2, 0.3, 1.0]
        """
        ages, years = self.rates.shape
        if not self.first <= age < self.first + ages:
            raise ValueError(f"The table selects at ages {self.first} to {self.first + ages - 1}; {age} is not in it.")
        early = LifeTable(np.append(self.rates[age - self.first], 1.0), age, f"{self.ultimate.name}, selected at {age}")
        joined = early.spliced(self.ultimate, age + years)
        return LifeTable(joined.rates, age, early.name)
