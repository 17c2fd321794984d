"""Paid: pensions from their award on, added up by month and kind.

Awards are counted by the age of who retires today and the age then; from there a cohort's pensions move along age
together, so that 80 years of payments are sums of products of what was awarded and who is alive.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.pension.basis import Basis
from models.pension.chances import END
from models.pension.payments import Alive, Awards, Kept, families, pensions, sums

YEARS = 80
MONTHS = YEARS * 12
KINDS = ("pension", "commutation", "family pension", "gratuity", "medical", "contribution")


@dataclass(frozen=True)
class Flow:
    """Expected payments by month from valuation; kinds as in KINDS, shape (kinds, months)."""

    monthly: np.ndarray

    def __add__(self, other: Flow) -> Flow:
        return Flow(self.monthly + other.monthly)

    @property
    def yearly(self) -> np.ndarray:
        """Payments by year from valuation; shape (kinds, YEARS)."""
        return self.monthly.reshape(len(self.monthly), YEARS, 12).sum(axis=2)

    def value(self, month: float) -> np.ndarray:
        """Present value by kind, at the worth of a rupee a month from now."""
        return self.monthly @ month ** np.arange(1, MONTHS + 1)

    def duration(self, month: float) -> float:
        """Years until the payments fall due, weighted by their present value."""
        worth = self.monthly.sum(axis=0) * month ** np.arange(1, MONTHS + 1)
        return float(worth @ np.arange(1, MONTHS + 1) / 12 / worth.sum()) if worth.sum() else 0.0


class Paid:
    """Sums payments by month; what falls after the last year is left out."""

    def __init__(self, basis: Basis):
        self.basis = basis
        self.months = np.zeros((len(KINDS), MONTHS))
        self.parts = basis.growth(np.arange(MONTHS + 1))

    def at_once(self, kind: str, awards: Awards) -> None:
        """Sums paid when they are awarded."""
        paid = np.zeros(MONTHS + 1)
        sums(awards, paid)
        self.months[KINDS.index(kind)] += paid[1:]

    def follow(self, sex: int, awards: Awards, *, back: float | None = None) -> None:
        """Pensions from their award on: rupees a month of those alive then, paid from the month after.

        `back`: the part of them given up (the rules' where none is named), which comes back after the years purchased,
        as if increased all along.
        """
        part = self.basis.commuted if back is None else back
        kept = Kept(1 - part, part if self.basis.rules["restored"] else 0.0, self.basis.restored_after)
        for at_award, at_payment in self.parts:
            self._pay(sex, _raised(awards, at_award, self.basis.living[sex]), kept, at_payment)

    def leave(self, sex: int, awards: Awards) -> None:
        """Pensions awarded to families, of spouses alive then, paid from the month of the award."""
        spouse = self.basis.spouse[sex]
        for at_award, at_payment in self.parts:
            paid = np.zeros(MONTHS + 1)
            families(_raised(awards, at_award, spouse), spouse, paid)
            self._add("family pension", paid, at_payment)

    def already(self, sex: int, pensions: np.ndarray, *, alone: bool = False) -> None:
        """Pensions in payment at valuation, by age today; `alone`: nobody is left a pension by their death."""
        living, bereaved, spouse = self._alive(sex)
        weight = np.divide(pensions, living, out=np.zeros(END + 1), where=living > 0)
        for at_award, at_payment in self.parts:
            now = weight * at_award[0]
            self._add("family pension" if alone else "pension", _moving(now, living), at_payment)
            if not alone:
                left = _moving(now, spouse * bereaved) - _moving(now * bereaved, spouse)
                self._add("family pension", self._share * left, at_payment)

    def comes_back(self, sex: int, age: np.ndarray, months: np.ndarray, amounts: np.ndarray) -> None:
        """Parts given up by pensioners of an age that come back after so many months, one a pensioner."""
        living = self.basis.living[sex]
        fits = (age + months <= END) & (living[age] > 0)
        age, months, amounts = age[fits], months[fits], amounts[fits]
        if not len(age):
            return
        cohorts, row = np.unique(age, return_inverse=True)
        first = int(age.min())
        wide = int((age + months).max()) - first + 1
        begun = np.bincount(row * wide + age + months - first, amounts / living[age], len(cohorts) * wide)
        whole = Kept(1.0, 0.0, self.basis.restored_after)
        awards = as_it_is(cohorts, first, begun.reshape(-1, wide))
        for at_award, at_payment in self.parts:
            self._pay(sex, awards._replace(by_month=awards.by_month * at_award[0]), whole, at_payment)

    @property
    def _share(self) -> float:
        return float(self.basis.rules["family_share"]) / 100

    def _alive(self, sex: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return self.basis.living[sex], self.basis.bereaved[sex], self.basis.spouse[sex]

    def _pay(self, sex: int, awards: Awards, kept: Kept, at_payment: np.ndarray) -> None:
        """Pensions over the living by the age from which they are paid, and what they leave to families."""
        paid = np.zeros((2, MONTHS + 1))
        pensions(awards, kept, Alive(*self._alive(sex), self._share), paid)
        for kind, each in zip(("pension", "family pension"), paid, strict=True):
            self._add(kind, each, at_payment)

    def _add(self, kind: str, paid: np.ndarray, at_payment: np.ndarray) -> None:
        self.months[KINDS.index(kind)] += (paid * at_payment)[1:]

    def done(self) -> Flow:
        """All of it, with the medical allowance on what is paid a month."""
        months = self.months.copy()
        months[4] = (months[0] + months[2]) * self.basis.allowance(np.arange(1, MONTHS + 1))
        return Flow(months)


def _moving(weights: np.ndarray, alive: np.ndarray) -> np.ndarray:
    """Weights by age today, each paid to those alive after 0 to MONTHS months."""
    return np.convolve(alive, weights[::-1])[END : END + MONTHS + 1]


def as_it_is(cohorts: np.ndarray, first: int, amounts: np.ndarray) -> Awards:
    """Awards of amounts (cohorts, ages from the first) that nothing is to be multiplied with."""
    return Awards(cohorts, first, amounts, np.ones(MONTHS + 1), np.ones(amounts.shape[1]))


def _raised(awards: Awards, at_award: np.ndarray, alive: np.ndarray) -> Awards:
    """Awards with increases as they are at the award, and over those alive then."""
    there = alive[awards.first :][: awards.amounts.shape[1]]
    over = np.divide(awards.by_age, there, out=np.zeros(len(there)), where=there > 0)
    return awards._replace(by_month=awards.by_month * at_award, by_age=over)
