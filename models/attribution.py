"""Attribution: which part of a pension promise is earned by the years served so far, by two methods side by side.

A promise over a yearly service table: who leaves in a year does so at its end. Entry-age normal as a level part of pay
(Anderson, "Pension Mathematics for Actuaries", ch. 2) for whatever leaving brings; projected unit credit (IAS 19,
paragraphs 67 to 74) where it brings a part of the last pay for each year served.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.service_table import ServiceTable


@dataclass(frozen=True)
class Promise:
    """What leaving will bring an entrant at the first age of the service table.

    Every answer has one place a year of service, from none to the last but one: the values of somebody still in
    service then, at the beginning of the year.

    >>> promise = Promise(ServiceTable({"end": [0.0, 1.0]}), np.array([10.0, 11.0]), {"end": np.array([0, 4.41])}, 0.05)
    >>> [round(float(value), 4) for value in (promise.benefits()[0], promise.earnings()[0], promise.level)]
    [4.0, 20.4762, 0.1953]
    """

    table: ServiceTable
    pay: np.ndarray  # in each year of service, paid at its beginning
    worth: Mapping[str, np.ndarray]  # by cause and year of leaving: the value at its end of all it brings; or nothing
    interest: float

    def __post_init__(self):
        _refuse(self.table, self.pay, self.worth)

    @cached_property
    def expected(self) -> np.ndarray:
        """Value at entry of what leaving brings, by year of leaving."""
        year = np.arange(len(self.table.ages))
        worth = sum(self.table.leaving[cause] * values for cause, values in self.worth.items())
        return worth * (1 + self.interest) ** -(year + 1.0)

    def then(self, at_entry: np.ndarray) -> np.ndarray:
        """Values at entry as they are in each later year, for one who is still in service."""
        year = np.arange(len(self.table.ages))
        factor = self.table.in_service * (1 + self.interest) ** -year.astype(float)
        return np.divide(at_entry, factor, out=np.zeros_like(factor), where=factor > 0)

    def benefits(self) -> np.ndarray:
        """Present value of future benefits."""
        return self.then(_from_each(self.expected))

    def earnings(self) -> np.ndarray:
        """Present value of future pay."""
        year = np.arange(len(self.table.ages))
        paid = self.pay * self.table.in_service * (1 + self.interest) ** -year.astype(float)
        return self.then(_from_each(paid))

    @property
    def level(self) -> float:
        """The part of pay that from entry on, set aside at each year's beginning, would have paid for it all."""
        return float(self.benefits()[0] / self.earnings()[0])

    def entry_age(self) -> tuple[np.ndarray, np.ndarray]:
        """Obligation and normal cost: what the level part of pay has set aside, and sets aside in the year."""
        served = (self.table.in_service > 0).astype(float)
        return self.benefits() - self.level * self.earnings(), self.level * self.pay * served


@dataclass(frozen=True)
class FinalSalary:
    """A benefit of `accrual` x last pay x years of service; the answers are as those of a promise."""

    table: ServiceTable
    pay: np.ndarray  # in each year of service, paid at its beginning
    accrual: float
    worth: Mapping[str, np.ndarray]  # by cause and year of leaving: the value then of 1 of benefit; no entry, nothing
    interest: float
    most: int | None = None  # years of service that count

    def __post_init__(self):
        _refuse(self.table, self.pay, self.worth)

    def _counted(self, years: np.ndarray) -> np.ndarray:
        return years if self.most is None else np.minimum(years, self.most)

    @cached_property
    def promise(self) -> Promise:
        """What leaving brings, earned in full."""
        benefit = self.accrual * self._counted(np.arange(len(self.table.ages)) + 1) * self.pay
        worth = {cause: values * benefit for cause, values in self.worth.items()}
        return Promise(self.table, self.pay, worth, self.interest)

    def benefits(self) -> np.ndarray:
        """Present value of future benefits."""
        return self.promise.benefits()

    def earnings(self) -> np.ndarray:
        """Present value of future pay."""
        return self.promise.earnings()

    def entry_age(self) -> tuple[np.ndarray, np.ndarray]:
        """Obligation and normal cost by entry-age normal."""
        return self.promise.entry_age()

    def unit_credit(self) -> tuple[np.ndarray, np.ndarray]:
        """Obligation and service cost: each year served earns the same part of what leaving will bring."""
        year = np.arange(len(self.table.ages))
        each = self.promise.then(_from_each(self.promise.expected / self._counted(year + 1)))
        return each * self._counted(year), each * (self._counted(year + 1) - self._counted(year))


def _refuse(table: ServiceTable, pay: np.ndarray, worth: Mapping[str, np.ndarray]) -> None:
    years = len(table.ages)
    unknown = set(worth) - set(table.rates)
    if unknown:
        raise ValueError(f"The service table has no cause {', '.join(sorted(unknown))}, which the benefit names.")
    for name, values in {"pay": pay, **worth}.items():
        if np.shape(values) != (years,):
            raise ValueError(f"The list of {name} must have one figure for each of the {years} years of service.")


def _from_each(values: np.ndarray) -> np.ndarray:
    """The sum from each place on."""
    return np.cumsum(values[::-1])[::-1]
