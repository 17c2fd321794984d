"""Basis: rules and assumptions as chances by month of age, and what a rupee a month is worth to whom.

Every array over age has one place a month of age, 0 to 1,440. A payment that starts now is worth more where the next
increase is near, so worths come in twelve rows: months until the next increase, 0 to 11 (0: the very next payment is
already increased).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.life_table import LifeTable
from models.pension.assumptions import Assumptions
from models.pension_rules import Rules, RulesRefused

END = 1440  # months of age: nobody is older than 120
SEXES = ("female", "male")
AGES = np.arange(END + 1)


def ahead(values: np.ndarray, months: int) -> np.ndarray:
    """Values so many months later; nothing after the end."""
    return values if not months else np.concatenate([values[..., months:], np.zeros((*values.shape[:-1], months))], -1)


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


@dataclass(frozen=True)
class Basis:
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

    @cached_property
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

    @cached_property
    def living(self) -> np.ndarray:
        """Of one born, how much of a person is alive at an age; shape (2, ages)."""
        through = np.cumsum(self.death[:, :-1], axis=1)
        return np.concatenate([np.ones((2, 1)), np.exp(-np.minimum(through, 690.0))], axis=1) * (
            AGES <= np.array([[self.tables[sex].last * 12] for sex in SEXES])
        )

    @cached_property
    def spouse(self) -> np.ndarray:
        """How much of a member's spouse is alive when the member has an age; shape (2, ages)."""
        gap = round(self.assumed.wife_younger * 12)
        return np.stack([self.living[1][np.clip(AGES + gap, 0, END)], self.living[0][np.clip(AGES - gap, 0, END)]])

    @cached_property
    def bereaved(self) -> np.ndarray:
        """Deaths up to an age that leave a spouse, each over the spouse's living then; shape (2, ages)."""
        married = np.array([[self._rate("married_women")], [self._rate("married_men")]])
        dying = np.concatenate([np.zeros((2, 1)), -np.diff(self.living, axis=1)], axis=1)
        left = np.divide(dying * married, self.spouse, out=np.zeros_like(dying), where=self.spouse > 0)
        return np.cumsum(left, axis=1)

    def worth(self, alive: np.ndarray) -> Worth:
        """Of a rupee a month paid at each month's end as `alive` says, by months to the next increase and age."""
        v, rate = self.month, self._rate("pension_increase")
        paid = np.zeros((13, END + 13))
        for month in range(1, 13):
            paid[month, : END + 1] = paid[month - 1, : END + 1] + v**month * ahead(alive, month)
        year, whole = v**12, paid[12]
        level, slope = np.zeros(END + 13), np.zeros(END + 13)
        compounds = bool(self.rules["compounding"])
        for at in range(END - END % 12, -1, -12):
            now, then = slice(at, at + 12), slice(at + 12, at + 24)
            later_level, later_slope = (np.zeros(12) if at + 12 > END else each[then] for each in (level, slope))
            if compounds:
                level[now] = (1 + rate) * (whole[now] + year * later_level)
            else:
                level[now] = whole[now] + year * later_level
                slope[now] = whole[now] + year * (later_level + later_slope)
        months = range(12)
        levels = np.stack([paid[m, : END + 1] + v**m * ahead(level[: END + 1], m) for m in months])
        slopes = None if compounds else np.stack([v**m * ahead(slope[: END + 1], m) for m in months])
        return Worth(levels, slopes, rate)

    @cached_property
    def own(self) -> tuple[Worth, Worth]:
        """A pension for the life of a member, by sex."""
        return tuple(self.worth(each) for each in self.living)

    @cached_property
    def widow(self) -> tuple[Worth, Worth]:
        """A pension for the life of a member's spouse, by the member's sex and age."""
        return tuple(self.worth(each) for each in self.spouse)

    @cached_property
    def widow_left(self) -> tuple[Worth, Worth]:
        """The same, paid from each death that leaves a spouse, of those since birth."""
        return tuple(self.worth(alive * left) for alive, left in zip(self.spouse, self.bereaved, strict=True))

    @property
    def _medical(self) -> float:
        return 1 + float(self.rules["medical_share"]) / 100

    def pension(self, sex: int, increases: np.ndarray | int = 0, *, kinds: tuple[bool, bool] = (True, True)):
        """A net pension of a rupee a month with what it leaves to a spouse and medical allowance, over the living.

        Unnormalised: divide by `living`. Shape (12, ages). `kinds`: with the member's own part, with the spouse's.
        """
        share = float(self.rules["family_share"]) / 100
        total = self.own[sex].after(increases) if kinds[0] else 0.0
        if kinds[1]:
            left = self.widow_left[sex].after(increases) - self.bereaved[sex] * self.widow[sex].after(increases)
            total = total + share * left
        return self._medical * total

    @cached_property
    def purchase(self) -> np.ndarray:
        """Years' purchase by month of age: the table's at the age next birthday, at most that of superannuation."""
        table = self.rules.by_age["years_purchase"]
        if not table or not self.rules["commuted_share"]:
            return np.zeros(END + 1)
        birthday = np.clip(-(-AGES // 12), min(table), min(max(table), int(self.rules["superannuation"])))
        return np.array([float(table[age].value) for age in birthday])

    @cached_property
    def restored_after(self) -> np.ndarray:
        """Months after which the commuted part comes back, by age; beyond all ages where it never does."""
        back = np.floor(self.purchase * 12 + 0.5).astype(int)
        return back if self.rules["restored"] else np.full(END + 1, END + 1)

    @property
    def commuted(self) -> float:
        """The part of a gross pension given up, on average of those who retire."""
        return float(self.rules["commuted_share"]) / 100 * self._rate("commuting")

    @cached_property
    def retired(self) -> np.ndarray:
        """Worth of a rupee a month of gross pension awarded at an age; shape (2, 12, ages)."""
        return np.stack([
            (1 - self.commuted) * self._over(sex, self.pension(sex))
            + self.commuted * (12 * self.purchase + self.restored(sex, AGES, self.restored_after))
            for sex in (0, 1)
        ])  # fmt: skip

    def restored(self, sex: int, age: np.ndarray, months: np.ndarray) -> np.ndarray:
        """Worth of a rupee a month that comes back after so many months to members of an age; shape (12, members).

        It comes back as high as if it had been increased all along.
        """
        then = age + months
        back = then <= END
        at = np.where(back, then, END)
        rows = []
        for to_next in range(12):
            n = (months - 1 - to_next) // 12 + 1
            later = self.pension_at(sex, (to_next - months) % 12, at, n)
            rows.append(np.where(back, self.month ** np.minimum(months, END) * later, 0.0))
        alive = self.living[sex][age]
        return np.divide(rows, alive, out=np.zeros((12, len(age))), where=alive > 0)

    def pension_at(self, sex: int, to_next: np.ndarray, age: np.ndarray, n: np.ndarray) -> np.ndarray:
        """`pension` at ages, months to the next increase and numbers of increases already had, one each."""
        share = float(self.rules["family_share"]) / 100

        def of(worth: Worth) -> np.ndarray:
            if worth.slope is None:
                return worth.level[to_next, age] * (1 + worth.rate) ** n
            return (1 + worth.rate * n) * worth.level[to_next, age] + worth.rate * worth.slope[to_next, age]

        left = of(self.widow_left[sex]) - self.bereaved[sex][age] * of(self.widow[sex])
        return self._medical * (of(self.own[sex]) + share * left)

    @cached_property
    def died(self) -> np.ndarray:
        """Worth of a rupee a month of gross pension to the family of a member who dies at an age; (2, 12, ages).

        The first payment is at once.
        """
        married = (self._rate("married_women"), self._rate("married_men"))
        share = float(self.rules["family_share"]) / 100
        return np.stack([
            self._medical * share * married[sex] * (self._over(sex, self.widow[sex].after(), self.spouse) + (self.spouse[sex] > 0))
            for sex in (0, 1)
        ])  # fmt: skip

    @cached_property
    def deferred(self) -> np.ndarray:
        """Worth of a rupee a month of gross pension due from superannuation to one who left; shape (2, 12, ages).

        It is not increased before it is paid; from superannuation on it is as one awarded then.
        """
        until = np.maximum(self.superannuation - AGES, 0)
        at = np.maximum(AGES, self.superannuation)
        rows = []
        for sex in (0, 1):
            alive = np.divide(
                self.living[sex][at], self.living[sex], out=np.zeros(END + 1), where=self.living[sex] > 0
            )
            rows.append([
                self.month**until * alive * self.retired[sex, (to_next - until) % 12, at] for to_next in range(12)
            ])  # fmt: skip
        return np.array(rows)

    def _over(self, sex: int, worth: np.ndarray, alive: np.ndarray | None = None) -> np.ndarray:
        alive = (self.living if alive is None else alive)[sex]
        return np.divide(worth, alive, out=np.zeros_like(worth), where=alive > 0)

    @cached_property
    def averaged(self) -> np.ndarray:
        """The pay that counts over the last pay, by months to the next award at retirement; shape (12,)."""
        months = np.arange(int(self.rules["pay_months"]))
        award, step = 1 + self._rate("pay_award"), 1 + self._rate("increment")
        had = -((11 - np.arange(12)[:, None] - months[None, :]) // 12)
        return (award ** -had.astype(float) * step ** (-months[None, :] / 12)).mean(axis=1)
