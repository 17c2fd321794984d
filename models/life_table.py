"""A life table: who is alive at which age, and what payments that depend on it are worth.

Words for the actuarial notation: an annuity-due pays at the beginning of each period for as long as the status lasts,
an insurance pays at the end of the year in which it ends. Sources: Bowers, Gerber, Hickman, Jones, Nesbitt, "Actuarial
Mathematics" (2nd ed. 1997), chapters 3 to 5, 9; payments m times a year by Woolhouse's formula (ch. 5.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass(frozen=True)
class LifeTable:
    """Chances of dying within a year, by age from `first`; at the last age everybody dies."""

    rates: np.ndarray  # shape (ages,), the last one 1
    first: int = 0
    name: str = ""

    def __post_init__(self):
        rates = np.asarray(self.rates, float)
        if rates.ndim != 1 or not len(rates):
            raise ValueError("A life table is one list of rates of death by age.")
        if (rates < 0).any() or (rates > 1).any() or np.isnan(rates).any():
            at = int(np.flatnonzero(~((rates >= 0) & (rates <= 1)))[0])
            raise ValueError(f"The rate of death at age {self.first + at} is {rates[at]}; it must lie between 0 and 1.")
        if rates[-1] != 1:
            raise ValueError(f"At the last age, {self.first + len(rates) - 1}, the rate of death must be 1.")
        object.__setattr__(self, "rates", rates)

    @classmethod
    def of_living(cls, living: Sequence[float], first: int = 0, name: str = "") -> LifeTable:
        """From the number alive at each age; after the last one nobody is.

        >>> LifeTable.of_living([100, 50, 10]).rates.tolist()
        [0.5, 0.8, 1.0]
        """
        alive = np.asarray(living, float)
        if (alive <= 0).any() or (np.diff(alive) > 0).any():
            raise ValueError("The number alive must be above zero and never rise with age.")
        return cls(np.append(1 - alive[1:] / alive[:-1], 1.0), first, name)

    @classmethod
    def of_makeham(cls, constant: float, scale: float, growth: float, first: int = 0, last: int = 110) -> LifeTable:
        """Makeham's law: the force of mortality at age x is constant + scale x growth^x.

        The illustrative life table of Bowers et al. (ch. 3.7) from age 13 on: 0.0007, 0.00005, 10^0.04.
        """
        ages = np.arange(first, last)
        force = constant + scale * growth**ages * (growth - 1) / np.log(growth)  # over the year
        return cls(np.append(-np.expm1(-force), 1.0), first, "Makeham")

    @property
    def last(self) -> int:
        """The last age at which anybody is alive."""
        return self.first + len(self.rates) - 1

    @cached_property
    def living(self) -> np.ndarray:
        """Of one person at the first age, how much of a person is alive at each age; shape (ages,)."""
        return np.concatenate([[1.0], np.cumprod(1 - self.rates[:-1])])

    def survival(self, age: int) -> np.ndarray:
        """Chances of being alive 0, 1, 2 ... years from this age; shape (last - age + 1,)."""
        at = self._at(age)
        left = self.living[at:]
        return left / left[0] if left[0] > 0 else np.eye(1, len(left))[0]

    def improved(self, yearly: float, years: int) -> LifeTable:
        """The table after so many years in which every rate but the last falls by a part a year."""
        rates = self.rates * (1 - yearly) ** years
        return LifeTable(
            np.append(rates[:-1], 1.0), self.first, f"{self.name}, improved {yearly:.2%} x {years}".strip()
        )

    def spliced(self, later: LifeTable, age: int) -> LifeTable:
        """This table below an age, another from it on: employees, then pensioners."""
        before, after = self.rates[: age - self.first], later.rates[later._at(age) :]
        return LifeTable(
            np.concatenate([before, after]), self.first, f"{self.name}; {later.name} from {age}".strip("; ")
        )

    def _at(self, age: int) -> int:
        if not self.first <= age <= self.last:
            raise ValueError(f"The table goes from age {self.first} to {self.last}; {age} is not in it.")
        return age - self.first


@dataclass(frozen=True)
class Status:
    """Something that lasts a while: a life, two lives together, the survivor of two.

    `lasting` are the chances that it still lasts after 0, 1, 2 ... years; after the last of them it does not.
    """

    lasting: np.ndarray

    @classmethod
    def life(cls, table: LifeTable, age: int) -> Status:
        """One life."""
        return cls(table.survival(age))

    def with_(self, other: Status) -> Status:
        """As long as both last, one independent of the other (joint life)."""
        years = min(len(self.lasting), len(other.lasting))
        return Status(self.lasting[:years] * other.lasting[:years])

    def or_(self, other: Status) -> Status:
        """As long as either lasts (last survivor)."""
        years = max(len(self.lasting), len(other.lasting))
        one, two = (np.pad(each.lasting, (0, years - len(each.lasting))) for each in (self, other))
        return Status(one + two - one * two)

    def after(self, other: Status) -> Status:
        """As long as this one lasts after the other has ended (reversionary)."""
        years = len(self.lasting)
        ended = 1 - np.pad(other.lasting[:years], (0, max(years - len(other.lasting), 0)))
        return Status(self.lasting * ended)

    def annuity(
        self, interest: float, *, term: int | None = None, deferred: int = 0, guaranteed: int = 0, growth: float = 0.0,
        times: int = 1,
    ) -> float:  # fmt: skip
        """Value of 1 a year, paid in advance while the status lasts.

        From `deferred` years on, for at most `term` years after that, the first `guaranteed` of them whatever happens,
        growing by `growth` a year, in `times` equal parts a year (Woolhouse: less (times - 1) / (2 x times) of the
        difference between the first payment and what remains after the last).

        >>> certain = Status(np.ones(3))
        >>> round(certain.annuity(0.1), 6), certain.annuity(0.0, growth=1.0), certain.annuity(0.0, term=2, deferred=1)
        (2.735537, 7.0, 2.0)
        """
        if times < 1 or deferred < 0 or guaranteed < 0 or (term is not None and term < 0):
            raise ValueError("Years and payments a year must not be negative.")
        years = max(len(self.lasting), deferred + guaranteed) + 1
        paid = np.pad(self.lasting, (0, years - len(self.lasting)))
        paid[deferred : deferred + guaranteed] = 1.0
        when = np.arange(years)
        value = paid * (1 + interest) ** -when.astype(float) * (1 + growth) ** (when - deferred).clip(min=0)
        end = years if term is None else min(deferred + term, years)
        part = (times - 1) / (2 * times)
        left = value[end] if end < years else 0.0
        return float(value[deferred:end].sum() - part * ((value[deferred] if deferred < end else 0.0) - left))

    def insurance(self, interest: float, *, term: int | None = None, moment: int = 1) -> float:
        """Value of 1 at the end of the year in which the status ends; `moment` 2 is that of its square.

        >>> Status(np.array([1.0, 0.5])).insurance(0.0)
        1.0
        """
        ends = -np.diff(np.append(self.lasting, 0.0))
        years = len(ends) if term is None else min(term, len(ends))
        return float((ends[:years] * (1 + interest) ** (-moment * (np.arange(years) + 1.0))).sum())


def commutation(table: LifeTable, interest: float) -> dict[str, np.ndarray]:
    """Commutation columns by age: D (living, discounted), N (its sum from the age on), C and M (of deaths)."""
    ages = np.arange(table.first, table.last + 1)
    discount = (1 + interest) ** -ages.astype(float)
    living = table.living
    deaths = living * table.rates
    columns = {"D": living * discount, "C": deaths * discount / (1 + interest)}
    sums = {name: np.cumsum(columns[of][::-1])[::-1] for name, of in (("N", "D"), ("M", "C"))}
    return columns | sums


NEAR = 4  # neighbours on either side that a second difference is compared with


@dataclass(frozen=True)
class Flag:
    """An age at which a table is not as its neighbours are."""

    age: int
    test: str  # "range", "monotone", "second differences", "ratio to the parent"
    size: float  # by how much, in the table's own unit


def flags(
    ages: Sequence[int], values: Sequence[float], parent: Sequence[float] | None = None, ratio: float | None = None,
    *, smooth: float = 8.0, exact: float = 0.0004,
) -> list[Flag]:  # fmt: skip
    """What is odd in a table of values that should fall smoothly with age, such as years' purchase.

    A second difference stands out where it lies further from the middle one of its neighbours than `smooth` times the
    middle distance of all, and than ten times `exact`, which is what rounding may do; a ratio to a parent table where a
    value is more than `exact` from `ratio` (by default the middle one) times the parent's.
    """
    age, value = np.asarray(ages), np.asarray(values, float)
    found = [Flag(int(a), "range", float(v)) for a, v in zip(age, value, strict=True) if not np.isfinite(v) or v < 0]
    found += [Flag(int(age[at + 1]), "monotone", float(step)) for at, step in enumerate(np.diff(value)) if step > 0]
    if len(value) >= 5:
        second = np.diff(value, 2)
        near = [second[max(at - NEAR, 0) : at + NEAR + 1] for at in range(len(second))]
        off = np.abs(second - [np.median(window) for window in near])
        limit = max(smooth * float(np.median(off)), 10 * exact)
        peaks = [at for at in range(len(off)) if off[at] > limit and off[at] == off[max(at - 1, 0) : at + 2].max()]
        found += [Flag(int(age[at + 1]), "second differences", float(second[at])) for at in peaks]
    if parent is not None:
        above = np.asarray(parent, float)
        times = float(np.median(value / above)) if ratio is None else ratio
        gaps = value - times * above
        found += [
            Flag(int(a), "ratio to the parent", float(gap))
            for a, gap in zip(age, gaps, strict=True)
            if abs(gap) > exact
        ]
    return found
