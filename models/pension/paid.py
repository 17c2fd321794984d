"""Paid: pensions from their award on, added up by month and kind.

Awards are counted by the age of who retires today and the age then; from there a cohort's pensions move along age
together, so that 80 years of payments are sums of products of what was awarded and who is alive.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.pension.basis import Basis
from models.pension.chances import END

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

    def at_once(self, kind: str, awards: np.ndarray, months: np.ndarray) -> None:
        """Sums paid when they are awarded: amounts and their months, of one shape."""
        self.months[KINDS.index(kind)] += np.bincount(months.ravel(), awards.ravel(), MONTHS + 1)[1 : MONTHS + 1]

    def follow(self, sex: int, cohorts: np.ndarray, first: int, awards: np.ndarray, back: float | None = None) -> None:
        """Pensions from their award on: rupees a month of those alive then, paid from the month after.

        `cohorts`: ages today; `awards`: (cohorts, ages at award from `first` on). `back`: the part of them given up
        (the rules' where none is named), which comes back after the years purchased, as if increased all along.
        """
        ages = first + np.arange(awards.shape[1])
        inside, over = self._inside(cohorts, ages), self._over(self.basis.living[sex], ages)
        part = self.basis.commuted if back is None else back
        for at_award, at_payment in self.parts:
            begun = awards * (at_award[inside] * over)
            if part and self.basis.rules["restored"]:
                moved = _moved(part * begun, ages, self.basis.restored_after[ages])
                wide = max(moved.shape[1], begun.shape[1])
                total = np.zeros((len(cohorts), wide))
                total[:, : begun.shape[1]] = (1 - part) * begun
                total[:, : moved.shape[1]] += moved
                begun = total
            else:
                begun = (1 - part) * begun
            self._begun(sex, cohorts, first, begun, at_payment)

    def leave(self, sex: int, cohorts: np.ndarray, first: int, awards: np.ndarray) -> None:
        """Pensions awarded to families, of spouses alive then, paid from the month of the award."""
        ages = first + np.arange(awards.shape[1])
        inside, spouse = self._inside(cohorts, ages), self.basis.spouse[sex]
        over = self._over(spouse, ages)
        for at_award, at_payment in self.parts:
            stock = np.cumsum(awards * (at_award[inside] * over), axis=1)
            self._pay("family pension", stock * spouse[ages], (stock[:, -1], spouse), (cohorts, ages), at_payment)

    @staticmethod
    def _inside(cohorts: np.ndarray, ages: np.ndarray) -> np.ndarray:
        return np.clip(ages[None, :] - cohorts[:, None], 0, MONTHS)

    @staticmethod
    def _over(alive: np.ndarray, ages: np.ndarray) -> np.ndarray:
        return np.divide(1.0, alive[ages], out=np.zeros(len(ages)), where=alive[ages] > 0)

    def already(self, sex: int, pensions: np.ndarray, *, alone: bool = False) -> None:
        """Pensions in payment at valuation, by age today; `alone`: nobody is left a pension by their death."""
        living, spouse, bereaved = self._alive(sex)
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
        for at_award, at_payment in self.parts:
            self._begun(sex, cohorts, first, at_award[0] * begun.reshape(len(cohorts), wide), at_payment)

    @property
    def _share(self) -> float:
        return float(self.basis.rules["family_share"]) / 100

    def _alive(self, sex: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return self.basis.living[sex], self.basis.spouse[sex], self.basis.bereaved[sex]

    def _begun(self, sex: int, cohorts: np.ndarray, first: int, begun: np.ndarray, at_payment: np.ndarray) -> None:
        """Pensions over the living by the age from which they are paid, and what they leave to families."""
        living, spouse, bereaved = self._alive(sex)
        ages = first + np.arange(begun.shape[1] + 1)  # what had begun up to the month before is paid
        stock, left = _before(begun), _before(begun * bereaved[ages[:-1]])
        paid = (stock * bereaved[ages] - left) * (self._share * spouse[ages])
        self._pay("pension", stock * living[ages], (stock[:, -1], living), (cohorts, ages), at_payment)
        then = (self._share * stock[:, -1], spouse * bereaved)
        self._pay("family pension", paid, then, (cohorts, ages), at_payment)
        rest = _later(-self._share * left[:, -1], spouse, cohorts, ages)
        self._add("family pension", rest, at_payment)

    def _pay(self, kind: str, paid, then: tuple, at: tuple, at_payment: np.ndarray) -> None:
        """What is paid by cohort and age (`at`), and after the last age a stock to those alive (`then`)."""
        cohorts, ages = at
        months = np.clip(ages[None, :] - cohorts[:, None], 0, MONTHS + 1)
        total = np.bincount(months.ravel(), paid.ravel(), MONTHS + 2)[: MONTHS + 1]
        self._add(kind, total + _later(*then, cohorts, ages), at_payment)

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


def _later(stock: np.ndarray, alive: np.ndarray, cohorts: np.ndarray, ages: np.ndarray) -> np.ndarray:
    """A stock of each cohort, paid after the last of some ages to those alive."""
    rest = alive.copy()
    rest[: ages[-1] + 1] = 0.0
    return _moving(np.bincount(cohorts, stock, END + 1), rest)


def _before(begun: np.ndarray) -> np.ndarray:
    """What had begun up to the place before each place, one place more than there are."""
    stock = np.zeros((len(begun), begun.shape[1] + 1))
    np.cumsum(begun, axis=1, out=stock[:, 1:])
    return stock


def _moved(begun: np.ndarray, ages: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Columns so many places later, each its own number; what comes back after the end never does."""
    back = np.flatnonzero(ages + after <= END)
    wide = int((back + after[back]).max(initial=0)) + 1
    moved = np.zeros((len(begun), wide))
    for place in back:
        moved[:, place + after[place]] += begun[:, place]
    return moved
