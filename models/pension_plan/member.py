"""Active members of a plan by tiers: what leaving will bring an entrant, and what those in service are owed.

Entry-age normal. Who leaves in a year does so at its end and draws the first pension at once, or at the age to which it
is deferred. Nobody dies in service: the rates of leaving stand for all causes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from models.attribution import Promise
from models.generations import Generations
from models.life_table import LifeTable, Status
from models.pension_plan.exits import Exits
from models.pension_plan.tier import Standing, Tier


@dataclass(frozen=True)
class Basis:
    """What is assumed of all members of a class."""

    exits: Exits
    growth: np.ndarray  # of pay after 0, 1 ... years of service; the last rate goes on
    working: Generations  # deaths of who has left and may not retire yet
    retired: Generations  # deaths of who may
    interest: float
    times: int = 1  # payments of a pension a year, each at the beginning of its part of the year

    def scale(self, years: int) -> np.ndarray:
        """Pay in each of so many years of service, of 1 in the first."""
        rates = self.growth[np.minimum(np.arange(years), len(self.growth) - 1)]
        return np.concatenate([[1.0], np.cumprod(1 + rates)])[:years]


@dataclass(frozen=True)
class Entrant:
    """Somebody who entered a tier at an age in a year on a pay."""

    basis: Basis
    tier: Tier
    age: int
    year: int
    pay: float  # in the first year

    @cached_property
    def promise(self) -> Promise:
        """What leaving will bring in each year of service."""
        table = self.basis.exits.table(self.tier, self.age)
        pay = self.pay * self.basis.scale(len(table.ages))
        worth = np.array([self.worth(pay[: year + 1]) for year in range(len(pay))])
        return Promise(table, pay, dict.fromkeys(table.rates, worth), self.basis.interest)

    def worth(self, pay: np.ndarray) -> float:
        """Value on leaving after so many years of pay of all that is due."""
        service, tier = len(pay), self.tier
        age = self.age + service
        if tier.standing(age, service) is Standing.REFUND:
            return float(tier.contribution * pay.sum())
        drawn = tier.drawn_at(age, service)
        annuity = Status.life(self.life(age, service), age).annuity(
            self.basis.interest, deferred=drawn - age, growth=tier.raised(self.year, service), times=self.basis.times
        )
        return tier.share(drawn, service) * tier.average(pay) * annuity

    def life(self, age: int, service: int) -> LifeTable:
        """The life table of who leaves at an age: that of members until they may retire, then that of the retired."""
        year = self.year + service
        retired = self.basis.retired.life(age, year)
        if self.tier.standing(age, service) > Standing.DEFERRED:
            return retired
        at = next(at for at in range(age, retired.last) if self.tier.standing(at, service) > Standing.DEFERRED)
        return self.basis.working.life(age, year).spliced(retired, at)


@dataclass(frozen=True)
class Owed:
    """What members are owed and what they cost; sums that can be added."""

    members: float = 0.0
    pay: float = 0.0  # a year
    benefits: float = 0.0  # present value of future benefits
    obligation: float = 0.0  # of it, for the service so far
    cost: float = 0.0  # normal cost of the year, at its beginning

    def __add__(self, other: Owed) -> Owed:
        return Owed(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @property
    def rate(self) -> float:
        """Normal cost as a part of pay."""
        return self.cost / self.pay


def owed(groups: Iterable[tuple[float, Entrant, int]]) -> Owed:
    """To groups of members, each with how many they are, how they entered and their years of service."""
    total = Owed()
    for members, entrant, service in groups:
        promise = entrant.promise
        obligation, cost = promise.entry_age()
        figures = promise.pay, promise.benefits(), obligation, cost
        total += Owed(members, *(members * float(figure[service]) for figure in figures))
    return total
