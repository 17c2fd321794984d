"""Turned: what a rupee of pension is worth where the rules of payment change on a day.

A pension awarded before that day grows as the old rules say up to it and as the new ones say from there, upon what it
then has come to (the "baseline pension" of those retired); one awarded later knows the new rules alone. So worths no
longer come round every twelve months: there is a row for each month of award from valuation to the day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.once import once
from models.pension.basis import Basis, Worth
from models.pension.chances import END, ahead


@dataclass(frozen=True)
class Turned(Basis):
    """A basis up to a month from valuation; what is paid later is paid by the rules of `then`.

    Worths are those of pensions awarded up to the turn, row by row.
    """

    then: Basis | None = None  # the same but for the rules of payment
    turn: int = 1

    @property
    def rows(self) -> int:
        return self.turn + 1

    def row(self, months: np.ndarray | int) -> np.ndarray | int:
        return np.minimum(months, self.turn)

    @property
    def _once_turned(self) -> float:
        """What the allowance of `then` makes of a rupee that this basis will raise by its own."""
        return self.then._medical / self._medical

    @once
    def _same_growth(self) -> bool:
        return self.rules["compounding"] == self.then.rules["compounding"]

    def _since(self, row: int | np.ndarray) -> np.ndarray | int:
        """Increases from the award of a row to the turn."""
        return self.increases(self.turn) - self.increases(row)

    def worth(self, alive: np.ndarray) -> Worth:
        """Backwards from the turn, month by month; at it a pension is worth what `then` makes of it."""
        rate, compounds = self._rate("pension_increase"), bool(self.rules["compounding"])
        then, phase = self.then.worth(alive), int(self.to_next(self.turn))
        level, slope = np.zeros((self.rows, END + 1)), np.zeros((self.rows, END + 1))
        level[-1] = self._once_turned * (then.level if self._same_growth else then.after())[phase]
        if self._same_growth and not compounds:
            slope[-1] = self._once_turned * then.slope[phase]
        for month in range(self.turn - 1, -1, -1):
            later, more = alive + level[month + 1], slope[month + 1]
            if self.to_next(month) == 0:  # the very next payment is increased
                later, more = (later * (1 + rate) if compounds else later), more + later
            level[month], slope[month] = self.month * ahead(later, 1), self.month * ahead(more, 1)
        return Worth(level, None if compounds else slope, rate)

    def pension_later(self, sex: int, age: np.ndarray, months: np.ndarray, row: int) -> np.ndarray:
        back = row + months
        before = self.pension_at(sex, self.row(back), age, self.increases(back) - self.increases(row))
        over, begun = self.increases(back) - self.increases(self.turn), self.grown(self._since(row))
        if self._same_growth:
            over, begun = over + self._since(row), 1.0
        after = begun * self.then.pension_at(sex, self.to_next(back), age, over)
        return np.where(back <= self.turn, before, after)

    def retired_later(self, sex: int, age: np.ndarray, months: np.ndarray, row: int) -> np.ndarray:
        award = row + months
        after = self.then.retired[sex, self.to_next(award), age]
        return np.where(award <= self.turn, self.retired[sex, self.row(award), age], after)

    def growth(self, months: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
        """Awarded and paid before the turn, awarded before and paid after, both after."""
        if self._same_growth:
            return super().growth(months)
        before = months <= self.turn
        parts = [(award * before, payment * before) for award, payment in super().growth(months)]
        over = self.increases(months) - self.increases(self.turn)
        parts.append((self.grown(self._since(months)) * before, self.then.grown(over) * ~before))
        return parts + [(award * ~before, payment) for award, payment in self.then.growth(months)]

    def allowance(self, months: np.ndarray) -> np.ndarray:
        return np.where(months <= self.turn, super().allowance(months), self.then.allowance(months))
