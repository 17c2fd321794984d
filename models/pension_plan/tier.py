"""A tier: the rules for the members of a plan who entered in the same years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np


class Standing(IntEnum):
    """What somebody who leaves may have."""

    REFUND = 0  # no more than the own contributions back
    DEFERRED = 1  # a pension, once the age for a full one has come
    EARLY = 2  # a reduced pension at once
    NORMAL = 3  # a full pension at once


@dataclass(frozen=True)
class Condition:
    """An age and years of service that both must have been reached."""

    age: int = 0
    service: int = 0

    def met(self, age: int, service: int) -> bool:
        """Whether both have been."""
        return age >= self.age and service >= self.service


@dataclass(frozen=True)
class Tier:
    """Rules of retirement; ages and service in whole years, rates as fractions."""

    normal: tuple[Condition, ...]  # one of them gives a full pension
    early: tuple[Condition, ...]  # one of them a reduced one
    vested: int  # years of service that give a right to a pension later
    accrual: tuple[tuple[Condition, float], ...]  # part of average pay a year of service brings; the first that is met
    averaged: int  # last years of pay that are averaged
    contribution: float  # of pay, given back without interest to who leaves with no right
    early_accrual: float = 0.0  # where no condition of the accrual is met
    reduction: float = 0.0  # lost for each year before the age `whole_at`
    whole_at: int = 0
    increase: float = 0.0  # of a pension each year after the first
    increase_until: int | None = None  # year: only the service before it counts for increases, in proportion

    def standing(self, age: int, service: int) -> Standing:
        """What leaving at this age with this service gives a right to."""
        if any(condition.met(age, service) for condition in self.normal):
            return Standing.NORMAL
        if any(condition.met(age, service) for condition in self.early):
            return Standing.EARLY
        return Standing.DEFERRED if service >= self.vested else Standing.REFUND

    def drawn_at(self, age: int, service: int) -> int:
        """The age from which a pension is drawn by who leaves at this one: a deferred one at the earliest full one.

        >>> rules = Tier((Condition(62, 6), Condition(service=30)), (), 6, (), averaged=5, contribution=0)
        >>> rules.drawn_at(40, 10), rules.drawn_at(55, 30)
        (62, 55)
        """
        if self.standing(age, service) > Standing.DEFERRED:
            return age
        ages = [condition.age for condition in self.normal if service >= condition.service]
        if not ages:
            raise ValueError(f"Nobody with {service} years of service ever has a full pension under these rules.")
        return max(age, min(ages))

    def share(self, age: int, service: int) -> float:
        """The part of average pay that is drawn from this age on."""
        found = (rate for condition, rate in self.accrual if condition.met(age, service))
        rate = next(found, self.early_accrual)
        lost = self.reduction * (self.whole_at - age) if self.standing(age, service) is Standing.EARLY else 0.0
        return service * rate * (1 - lost)

    def raised(self, entered: int, service: int) -> float:
        """Yearly increase of the pension of somebody who entered in a year and served so long."""
        if self.increase_until is None or not service:
            return self.increase
        return self.increase * min(max(self.increase_until - entered, 0), service) / service

    def average(self, pay: Sequence[float] | np.ndarray) -> float:
        """Average pay of the last years; of all of them where there are fewer."""
        return float(np.mean(pay[-self.averaged :]))

    def scaled(self, factor: float) -> Tier:
        """The same rules with every pension, but no refund, multiplied."""
        accrual = tuple((condition, rate * factor) for condition, rate in self.accrual)
        return replace(self, accrual=accrual, early_accrual=self.early_accrual * factor)
