"""Attribution: which part of a pension promise is earned by the years served so far, by two methods side by side.

A plain final-salary benefit over a yearly service table: who leaves in a year does so at its end, with a part of the
last pay for each year served. Projected unit credit (IAS 19, paragraphs 67 to 74) and entry-age normal as a level part
of pay (Anderson, "Pension Mathematics for Actuaries", ch. 2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.service_table import ServiceTable


@dataclass(frozen=True)
class FinalSalary:
    """A benefit of `accrual` x last pay x years of service, for an entrant at the first age of the service table.

    Every answer has one place a year of service, from none to the last but one: the values of somebody still in
    service then, at the beginning of the year.
    """

    table: ServiceTable
    pay: np.ndarray  # in each year of service, paid at its beginning
    accrual: float
    worth: Mapping[str, np.ndarray]  # by cause and year of leaving: the value then of 1 of benefit; no entry, nothing
    interest: float
    most: int | None = None  # years of service that count

    def __post_init__(self):
        years = len(self.table.ages)
        unknown = set(self.worth) - set(self.table.rates)
        if unknown:
            raise ValueError(f"The service table has no cause {', '.join(sorted(unknown))}, which the benefit names.")
        for name, values in {"pay": self.pay, **self.worth}.items():
            if np.shape(values) != (years,):
                raise ValueError(f"The list of {name} must have one figure for each of the {years} years of service.")

    def _counted(self, years: np.ndarray) -> np.ndarray:
        return years if self.most is None else np.minimum(years, self.most)

    @cached_property
    def _expected(self) -> np.ndarray:
        """Value at entry of the benefit by year of leaving, earned in full."""
        year = np.arange(len(self.table.ages))
        worth = sum(self.table.leaving[cause] * values for cause, values in self.worth.items())
        benefit = self.accrual * self._counted(year + 1) * self.pay
        return worth * benefit * (1 + self.interest) ** -(year + 1.0)

    def _then(self, at_entry: np.ndarray) -> np.ndarray:
        """Values at entry as they are in each later year, for one who is still in service."""
        year = np.arange(len(self.table.ages))
        factor = self.table.in_service * (1 + self.interest) ** -year.astype(float)
        return np.divide(at_entry, factor, out=np.zeros_like(factor), where=factor > 0)

    def benefits(self) -> np.ndarray:
        """Present value of future benefits."""
        return self._then(_from_each(self._expected))

    def earnings(self) -> np.ndarray:
        """Present value of future pay."""
        year = np.arange(len(self.table.ages))
        paid = self.pay * self.table.in_service * (1 + self.interest) ** -year.astype(float)
        return self._then(_from_each(paid))

    def unit_credit(self) -> tuple[np.ndarray, np.ndarray]:
        """Obligation and service cost: each year served earns the same part of what leaving will bring."""
        year = np.arange(len(self.table.ages))
        each = self._then(_from_each(self._expected / self._counted(year + 1)))
        return each * self._counted(year), each * (self._counted(year + 1) - self._counted(year))

    def entry_age(self) -> tuple[np.ndarray, np.ndarray]:
        """Obligation and normal cost: the part of pay that from entry on would have paid for it all."""
        rate = self.benefits()[0] / self.earnings()[0]
        served = (self.table.in_service > 0).astype(float)
        return self.benefits() - rate * self.earnings(), rate * self.pay * served


def _from_each(values: np.ndarray) -> np.ndarray:
    """The sum from each place on."""
    return np.cumsum(values[::-1])[::-1]
