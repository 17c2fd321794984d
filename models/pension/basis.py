"""Basis: rules and assumptions as what a rupee a month is worth to whom, at every month of age.

A payment that starts now is worth more where the next increase is near, so worths come in twelve rows: months until
the next increase, 0 to 11 (0: the very next payment is already increased).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.compiled import compiled
from models.once import once
from models.pension.chances import AGES, END, Chances


@dataclass(frozen=True)
class Worth:
    """What a stream of payments that follows increases is worth, unnormalised, by months to the next and age."""

    level: np.ndarray  # (12, ages): without increases, or all of it where increases compound
    slope: np.ndarray | None  # (12, ages): of one rupee more at each increase; none where increases compound
    rate: float

    def after(self, increases: np.ndarray | int = 0) -> np.ndarray:
        """The worth after so many increases of the payment, by months to the next and age; shape (12, ages)."""
        if self.slope is None:
            return self.level * (1 + self.rate) ** increases
        return (1 + self.rate * increases) * self.level + self.rate * self.slope


@compiled
def paid_on(alive, month, rate, grows):
    """Worth at every age, from the oldest backwards, of a rupee at each month's end that `alive` says is paid.

    A month later the next increase is a month nearer; the payment that is due to be increased grows by `rate` with all
    after it, and where `grows` a second array is worth a rupee more from there on.
    """
    level, slope = np.zeros((12, len(alive))), np.zeros((12, len(alive)))
    for age in range(len(alive) - 2, -1, -1):
        for to_next in range(12):
            later, more = alive[age + 1] + level[to_next - 1, age + 1], slope[to_next - 1, age + 1]
            if to_next == 0:
                later, more = later * (1 + rate), more + later if grows else more
            level[to_next, age], slope[to_next, age] = month * later, month * more
    return level, slope


@dataclass(frozen=True)
class Basis(Chances):
    """Chances, and what the rules make of them: the worth of pensions by sex, months to the next increase and age."""

    def worth(self, alive: np.ndarray) -> Worth:
        """Of a rupee a month paid at each month's end as `alive` says, by months to the next increase and age."""
        rate, compounds = self._rate("pension_increase"), bool(self.rules["compounding"])
        level, slope = paid_on(alive, self.month, rate if compounds else 0.0, not compounds)
        return Worth(level, None if compounds else slope, rate)

    @once
    def own(self) -> tuple[Worth, Worth]:
        """A pension for the life of a member, by sex."""
        return tuple(self.worth(each) for each in self.living)

    @once
    def widow(self) -> tuple[Worth, Worth]:
        """A pension for the life of a member's spouse, by the member's sex and age."""
        return tuple(self.worth(each) for each in self.spouse)

    @once
    def widow_left(self) -> tuple[Worth, Worth]:
        """The same, paid from each death that leaves a spouse, of those since birth."""
        return tuple(self.worth(alive * left) for alive, left in zip(self.spouse, self.bereaved, strict=True))

    @property
    def rows(self) -> int:
        """How many rows worths come in."""
        return 12

    def row(self, months: np.ndarray | int) -> np.ndarray | int:
        """The row of worths for a pension that is awarded so many months from valuation."""
        return self.to_next(months)

    def grown(self, increases: np.ndarray | int) -> np.ndarray | float:
        """A rupee of pension after so many increases."""
        rate = self._rate("pension_increase")
        return (1 + rate) ** np.asarray(increases, float) if self.rules["compounding"] else 1 + rate * increases

    def counted_pay(self, months: np.ndarray) -> np.ndarray:
        """Pay that counts for a pension awarded so many months from now, over pay now; increments apart."""
        return (1 + self._rate("pay_award")) ** self.increases(months) * self.averaged[self.to_next(months)]

    def growth(self, months: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
        """How pensions grow from the month of award to that of payment: a sum over parts of award part x payment part.

        The parts are given at each of the months.
        """
        rate, index = self._rate("pension_increase"), self.increases(months)
        if self.rules["compounding"]:
            return [(self.grown(-index), self.grown(index))]
        return [(1 - rate * index, np.ones(len(months))), (np.full(len(months), rate), 1.0 * index)]

    def allowance(self, months: np.ndarray) -> np.ndarray | float:
        """Medical allowance as a part of the pension that is paid in each of the months."""
        return float(self.rules["medical_share"]) / 100

    @property
    def _medical(self) -> float:
        return 1 + float(self.rules["medical_share"]) / 100

    def pension(self, sex: int, increases: np.ndarray | int = 0, *, kinds: tuple[bool, bool] = (True, True)):
        """A net pension of a rupee a month with what it leaves to a spouse and medical allowance, over the living.

        Unnormalised: divide by `living`. Shape (rows, ages). `kinds`: with the member's own part, with the spouse's.
        """
        share = float(self.rules["family_share"]) / 100
        total = self.own[sex].after(increases) if kinds[0] else 0.0
        if kinds[1]:
            left = self.widow_left[sex].after(increases) - self.bereaved[sex] * self.widow[sex].after(increases)
            total = total + share * left
        return self._medical * total

    @once
    def purchase(self) -> np.ndarray:
        """Years' purchase by month of age: the table's at the age next birthday, at most that of superannuation."""
        table = self.rules.by_age["years_purchase"]
        if not table or not self.rules["commuted_share"]:
            return np.zeros(END + 1)
        birthday = np.clip(-(-AGES // 12), min(table), min(max(table), int(self.rules["superannuation"])))
        return np.array([float(table[age].value) for age in birthday])

    @once
    def restored_after(self) -> np.ndarray:
        """Months after which the commuted part comes back, by age; beyond all ages where it never does."""
        back = np.floor(self.purchase * 12 + 0.5).astype(int)
        return back if self.rules["restored"] else np.full(END + 1, END + 1)

    @property
    def commuted(self) -> float:
        """The part of a gross pension given up, on average of those who retire."""
        return float(self.rules["commuted_share"]) / 100 * self._rate("commuting")

    @once
    def retired(self) -> np.ndarray:
        """Worth of a rupee a month of gross pension awarded at an age; shape (2, rows, ages)."""
        return np.stack([
            (1 - self.commuted) * self.net[sex]
            + self.commuted * (12 * self.purchase + self._comes_back(sex))
            for sex in (0, 1)
        ])  # fmt: skip

    def _comes_back(self, sex: int) -> np.ndarray:
        """Worth of a rupee a month given up at an age and restored after the years purchased; shape (rows, ages)."""
        rows = np.zeros((self.rows, END + 1))
        if self.commuted and self.rules["restored"]:
            some = AGES[: self.superannuation + 16 * 12]  # nobody retires later
            for row in range(self.rows):
                rows[row, : len(some)] = self.restored(sex, some, self.restored_after[: len(some)], row)
        return rows

    def restored(self, sex: int, age: np.ndarray, months: np.ndarray, row: int) -> np.ndarray:
        """Worth of a rupee a month that comes back after so many months to members of an age; shape (members,).

        It comes back as high as if it had been increased all along.
        """
        back = age + months <= END
        later = self.pension_later(sex, np.where(back, age + months, END), months, row)
        alive = self.living[sex][age]
        worth = self.month ** np.minimum(months, END) * later
        return np.divide(worth, alive, out=np.zeros(len(age)), where=back & (alive > 0))

    def pension_later(self, sex: int, age: np.ndarray, months: np.ndarray, row: int) -> np.ndarray:
        """`pension` at ages, so many months after the award of a row, with the increases had since."""
        return self.pension_at(sex, (row - months) % 12, age, (months - 1 - row) // 12 + 1)

    def retired_later(self, sex: int, age: np.ndarray, months: np.ndarray, row: int) -> np.ndarray:
        """`retired` at ages, awarded so many months after the moment of a row."""
        return self.retired[sex, (row - months) % 12, age]

    def pension_at(self, sex: int, row: np.ndarray, age: np.ndarray, n: np.ndarray) -> np.ndarray:
        """`pension` at ages, rows and numbers of increases already had, one each."""
        share = float(self.rules["family_share"]) / 100

        def of(worth: Worth) -> np.ndarray:
            if worth.slope is None:
                return worth.level[row, age] * (1 + worth.rate) ** n
            return (1 + worth.rate * n) * worth.level[row, age] + worth.rate * worth.slope[row, age]

        left = of(self.widow_left[sex]) - self.bereaved[sex][age] * of(self.widow[sex])
        return self._medical * (of(self.own[sex]) + share * left)

    @once
    def net(self) -> np.ndarray:
        """Worth of a rupee a month of net pension awarded at an age, nothing of it given up; shape (2, rows, ages)."""
        return np.stack([self._over(sex, self.pension(sex)) for sex in (0, 1)])

    @once
    def left_alone(self) -> np.ndarray:
        """Worth of a rupee a month of family pension from a member's death at an age, the first payment at once."""
        return self._medical * np.stack([
            self._over(sex, self.widow[sex].after(), self.spouse) + (self.spouse[sex] > 0) for sex in (0, 1)
        ])  # fmt: skip

    @once
    def died(self) -> np.ndarray:
        """Worth of a rupee a month of gross pension of one who dies in service at an age; shape (2, rows, ages)."""
        married = np.array([self._rate("married_women"), self._rate("married_men")])
        return float(self.rules["family_share"]) / 100 * married[:, None, None] * self.left_alone

    @once
    def deferred(self) -> np.ndarray:
        """Worth of a rupee a month of gross pension due from superannuation to one who left; shape (2, rows, ages).

        It is not increased before it is paid; from superannuation on it is as one awarded then.
        """
        until = np.maximum(self.superannuation - AGES, 0)
        at = np.maximum(AGES, self.superannuation)
        rows = []
        for sex in (0, 1):
            alive = np.divide(self.living[sex][at], self.living[sex], out=np.zeros(END + 1), where=self.living[sex] > 0)
            rows.append([
                self.month**until * alive * self.retired_later(sex, at, until, row) for row in range(self.rows)
            ])  # fmt: skip
        return np.array(rows)

    def _over(self, sex: int, worth: np.ndarray, alive: np.ndarray | None = None) -> np.ndarray:
        alive = (self.living if alive is None else alive)[sex]
        return np.divide(worth, alive, out=np.zeros_like(worth), where=alive > 0)

    @once
    def averaged(self) -> np.ndarray:
        """The pay that counts over the last pay, by months to the next award at retirement; shape (12,)."""
        months = np.arange(int(self.rules["pay_months"]))
        award, step = 1 + self._rate("pay_award"), 1 + self._rate("increment")
        had = -((11 - np.arange(12)[:, None] - months[None, :]) // 12)
        return (award ** -had.astype(float) * step ** (-months[None, :] / 12)).mean(axis=1)
