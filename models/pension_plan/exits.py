"""Exits: at which rates the members of a plan leave it, for who has no pension yet and for who may retire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.pension_plan.tier import Standing, Tier
from models.service_table import ServiceTable


@dataclass(frozen=True)
class Exits:
    """Chances of leaving within a year: by age and service for who may not retire yet, by age for who may.

    Outside of their ages and service the nearest rate holds. At the last age of the rates of retirement all leave.
    """

    withdrawal: np.ndarray  # shape (ages, years of service)
    first: int  # age of the first row
    retirement: Mapping[Standing, Mapping[int, float]]  # early and normal: rate by age

    def __post_init__(self):
        object.__setattr__(self, "withdrawal", np.asarray(self.withdrawal, float))
        if self.withdrawal.ndim != 2:
            raise ValueError("Rates of withdrawal have a row for each age and a column for each year of service.")
        for standing in (Standing.EARLY, Standing.NORMAL):
            ages = sorted(self.retirement.get(standing, {}))
            if not ages or ages != list(range(ages[0], ages[-1] + 1)):
                raise ValueError(f"Rates of {standing.name.lower()} retirement are needed for each age from one on.")

    def rate(self, standing: Standing, age: int, service: int) -> float:
        """The chance of leaving within the year at whose beginning somebody has this standing."""
        if standing > Standing.DEFERRED:
            rates = self.retirement[standing]
            return rates[min(max(age, min(rates)), max(rates))]
        rows, columns = self.withdrawal.shape
        row = min(max(age - self.first, 0), rows - 1)
        return float(self.withdrawal[row, min(service, columns - 1)])

    def table(self, tier: Tier, age: int) -> ServiceTable:
        """The service table of who enters a tier at an age; its causes are the standings at the year's beginning."""
        ages = range(age, max(self.retirement[Standing.NORMAL]) + 1)
        standings = [tier.standing(at, at - age) for at in ages]
        rates = [self.rate(standing, at, at - age) for standing, at in zip(standings, ages, strict=True)]
        at = np.array(standings)
        causes = {each.name.lower(): np.where(at == each, rates, 0.0) for each in Standing}
        return ServiceTable(causes, age)
