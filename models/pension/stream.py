"""Stream: what a rupee a month, awarded at some month of age, pays in each year.

Time runs in months from when the member is `start` months old, so that an award at an age is in one month and those of
members who are whole years older today differ by years alone. Nobody here dies before the award: chances until then
are the caller's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.once import once
from models.pension.basis import Basis
from models.pension.chances import END


@dataclass(frozen=True)
class Stream:
    """Rupees by year to members of a sex; every method takes ages at the award and gives shape (ages, years)."""

    basis: Basis
    sex: int
    start: int
    years: int

    def own(self, ages: np.ndarray, wait: np.ndarray | int = 0) -> np.ndarray:
        """A net pension from the month after the award, or so much later, with what it leaves to a spouse."""
        from_, share = ages + wait, float(self.basis.rules["family_share"]) / 100
        over = self._over(self.basis.living[self.sex], ages)
        left = self.basis.bereaved[self.sex][np.minimum(from_, END)][:, None]
        total = np.zeros((len(ages), self.years))
        for at_award, (living, both, spouse) in self._paid:
            paid = self._from(living, from_) + share * (self._from(both, from_) - left * self._from(spouse, from_))
            total += (self._at(at_award, ages) * over)[:, None] * paid
        return self._medical * total

    def alone(self, ages: np.ndarray) -> np.ndarray:
        """A pension from the month after the award that leaves nothing to anybody."""
        over = self._over(self.basis.living[self.sex], ages)
        return self._medical * sum(
            (self._at(at_award, ages) * over)[:, None] * self._from(living, ages)
            for at_award, (living, _, _) in self._paid
        )

    def family(self, ages: np.ndarray) -> np.ndarray:
        """A pension of the spouse of one who dies at these ages, from the month of the death."""
        over = self._over(self.basis.spouse[self.sex], ages)
        return self._medical * sum(
            (self._at(at_award, ages) * over)[:, None] * self._from(spouse, ages - 1)
            for at_award, (_, _, spouse) in self._paid
        )

    def retired(self, ages: np.ndarray) -> np.ndarray:
        """A gross pension: what is kept of it, what is paid at once for the rest, and what comes back of that."""
        basis, part = self.basis, self.basis.commuted
        total = (1 - part) * self.own(ages)
        if part:
            total += self.at_once(ages) * (part * 12 * basis.purchase[ages])[:, None]
            if basis.rules["restored"]:
                total += part * self.own(ages, basis.restored_after[ages])
        return total

    def deferred(self, ages: np.ndarray) -> np.ndarray:
        """A gross pension due from superannuation to one who leaves at these ages."""
        due, living = np.maximum(ages, self.basis.superannuation), self.basis.living[self.sex]
        seen, at = np.unique(due, return_inverse=True)
        return (living[due] * self._over(living, ages))[:, None] * self.retired(seen)[at]

    def at_once(self, ages: np.ndarray) -> np.ndarray:
        """One rupee in the month of the award."""
        return 1.0 * ((ages - self.start - 1)[:, None] // 12 == np.arange(self.years))

    @property
    def _medical(self) -> float:
        return 1 + float(self.basis.rules["medical_share"]) / 100

    @once
    def _paid(self) -> list[tuple[np.ndarray, tuple[np.ndarray, ...]]]:
        """By part of the increases: the part at an award, and what the living, spouses left, all spouses are paid."""
        age = self.start + np.arange(1, 12 * self.years + 1)
        there = [
            np.where(age <= END, each[self.sex][np.minimum(age, END)], 0.0)
            for each in (self.basis.living, self.basis.bereaved, self.basis.spouse)
        ]
        living, bereaved, spouse = there
        return [
            (at_award, tuple(_to_the_end(each * at_payment[1:]) for each in (living, bereaved * spouse, spouse)))
            for at_award, at_payment in self.basis.growth(np.arange(12 * self.years + 1))
        ]

    def _from(self, sums: np.ndarray, ages: np.ndarray) -> np.ndarray:
        """What is paid in each year after the members have these ages."""
        year = np.arange(self.years)
        return sums[year, np.clip((ages - self.start)[:, None] - 12 * year, 0, 12)]

    def _at(self, at_award: np.ndarray, ages: np.ndarray) -> np.ndarray:
        """The part at an award at these ages; what is awarded after the last year pays nothing in it."""
        return at_award[np.minimum(ages - self.start, 12 * self.years)]

    @staticmethod
    def _over(alive: np.ndarray, ages: np.ndarray) -> np.ndarray:
        return np.divide(1.0, alive[ages], out=np.zeros(len(ages)), where=alive[ages] > 0)


def _to_the_end(monthly: np.ndarray) -> np.ndarray:
    """Sums of the months of each year after its first 0 to 12; shape (years, 13)."""
    by_year = monthly.reshape(-1, 12)
    return np.concatenate([np.cumsum(by_year[:, ::-1], axis=1)[:, ::-1], np.zeros((len(by_year), 1))], axis=1)
