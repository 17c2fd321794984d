"""Chances: who is alive at which month of age, what a rupee later is worth, and when increases come.

Every array over age has one place a month of age, 0 to 1,620.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.life_table import LifeTable
from models.once import once
from models.pension.assumptions import Assumptions
from models.pension_rules import Rules, RulesRefused

END = 1620  # months of age: nobody is older than 120, and a spouse may be 15 years younger
SEXES = ("female", "male")
AGES = np.arange(END + 1)


def ahead(values: np.ndarray, months: int) -> np.ndarray:
    """Values so many months later; nothing after the end."""
    months = min(months, values.shape[-1])
    return values if not months else np.concatenate([values[..., months:], np.zeros((*values.shape[:-1], months))], -1)


@dataclass(frozen=True)
class Chances:
    """Rules, assumptions and life tables by sex; `offset` is the months from valuation to the next 1 July."""

    rules: Rules
    assumed: Assumptions
    tables: Mapping[str, LifeTable]
    offset: int = 0

    def __post_init__(self):
        purchase, last = self.rules.by_age["years_purchase"], int(self.rules["superannuation"])
        if last not in purchase and self.rules["commuted_share"]:
            raise RulesRefused(f"The table of years' purchase has no age {last}, at which officers retire; load it.")
        if not 0 <= self.offset < 12:
            raise ValueError("The next 1 July is 0 to 11 months away.")

    def _rate(self, name: str) -> float:
        return getattr(self.assumed, name) / 100

    @property
    def month(self) -> float:
        """What a rupee a month from now is worth."""
        return (1 + self._rate("discount")) ** (-1 / 12)

    @property
    def superannuation(self) -> int:
        """Months of age at which officers retire."""
        return int(self.rules["superannuation"] * 12)

    @property
    def most_service(self) -> int:
        """Months of service over which the benefit is earned (IAS 19.70-74)."""
        return int(self.rules["most_service"] * 12)

    def increases(self, months: np.ndarray | int) -> np.ndarray | int:
        """How many 1 Julys lie between valuation and the payment of so many months later."""
        return (np.asarray(months) - 1 - self.offset) // 12 + 1

    def to_next(self, months: np.ndarray | int) -> np.ndarray | int:
        """Months from then until the next increase, 0 to 11."""
        return (self.offset - np.asarray(months)) % 12

    @once
    def death(self) -> np.ndarray:
        """Force of death in the month that begins at an age; shape (2, ages)."""
        a = self.assumed
        better = (1 - a.improvement / 100) ** a.improved_years * a.mortality / 100
        forces = np.empty((2, END + 1))
        for at, sex in enumerate(SEXES):
            table = self.tables[sex]
            year = np.clip(AGES // 12 - table.first, 0, len(table.rates) - 1)
            rates = np.minimum(table.rates * better, 1.0)
            rates[-1] = 1.0
            forces[at] = -np.log(np.maximum(1 - rates[year], 1e-300)) / 12
            forces[at, table.last * 12 :] = 700.0  # at the last age nobody lives through the month
        return forces

    @once
    def living(self) -> np.ndarray:
        """Of one born, how much of a person is alive at an age; shape (2, ages)."""
        through = np.cumsum(self.death[:, :-1], axis=1)
        last = np.array([[self.tables[sex].last * 12] for sex in SEXES])
        return np.concatenate([np.ones((2, 1)), np.exp(-np.minimum(through, 690.0))], axis=1) * (last >= AGES)

    @once
    def spouse(self) -> np.ndarray:
        """How much of a member's spouse is alive when the member has an age; shape (2, ages)."""
        gap = round(self.assumed.wife_younger * 12)
        return np.stack([self.living[1][np.clip(AGES + gap, 0, END)], self.living[0][np.clip(AGES - gap, 0, END)]])

    @once
    def bereaved(self) -> np.ndarray:
        """Deaths up to an age that leave a spouse, each over the spouse's living then; shape (2, ages)."""
        married = np.array([[self._rate("married_women")], [self._rate("married_men")]])
        dying = np.concatenate([np.zeros((2, 1)), -np.diff(self.living, axis=1)], axis=1)
        left = np.divide(dying * married, self.spouse, out=np.zeros_like(dying), where=self.spouse > 0)
        return np.cumsum(left, axis=1)
