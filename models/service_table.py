"""A service table: who is still in service at which age, and how the others left it.

A table of several decrements: death, withdrawal, disability, early and normal retirement, or any other causes, yearly.
Source: Bowers et al., "Actuarial Mathematics" (2nd ed. 1997), chapter 10.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from models.life_table import Status


@dataclass(frozen=True)
class ServiceTable:
    """Chances of leaving within a year by cause and age, the other causes at work too (dependent rates).

    At the last age everybody leaves: there the causes add to 1.
    """

    rates: Mapping[str, np.ndarray]  # by cause, shape (ages,)
    first: int = 0

    def __post_init__(self):
        rates = {cause: np.asarray(rate, float) for cause, rate in self.rates.items()}
        if len({rate.shape for rate in rates.values()}) != 1 or any(rate.ndim != 1 for rate in rates.values()):
            raise ValueError("A service table has for every cause one list of rates, all from the same first age on.")
        for cause, rate in rates.items():
            self._refuse(~(rate >= 0), f"of {cause}", rate)
        every = sum(rates.values())
        self._refuse(~(every <= 1 + 1e-12), "of all causes together", every)
        if abs(every[-1] - 1) > 1e-12:
            raise ValueError(
                f"At the last age, {self.first + len(every) - 1}, everybody must leave; {every[-1]:.6g} do."
            )
        object.__setattr__(self, "rates", rates)

    def _refuse(self, wrong: np.ndarray, what: str, rate: np.ndarray) -> None:
        if wrong.any():
            at = int(np.flatnonzero(wrong)[0])
            raise ValueError(f"The rate {what} at age {self.first + at} is {rate[at]}; it must lie between 0 and 1.")

    @classmethod
    def of_independent(cls, rates: Mapping[str, Sequence[float]], first: int = 0) -> ServiceTable:
        """From rates that each cause would have alone, every one spread evenly over the year (ch. 10.6).

        Of two causes the one takes its rate less half of what the other takes of it:

        >>> table = ServiceTable.of_independent({"death": [0.1, 0.0], "withdrawal": [0.2, 1.0]})
        >>> {cause: round(float(rate[0]), 6) for cause, rate in table.rates.items()}
        {'death': 0.09, 'withdrawal': 0.19}
        """
        alone = {cause: np.asarray(rate, float) for cause, rate in rates.items()}
        if any(((rate < 0) | (rate > 1) | np.isnan(rate)).any() for rate in alone.values()):
            raise ValueError("A rate of leaving must lie between 0 and 1.")
        return cls({cause: rate * _left_by(alone, cause) for cause, rate in alone.items()}, first)

    @property
    def ages(self) -> np.ndarray:
        """Ages of the table."""
        return self.first + np.arange(len(next(iter(self.rates.values()))))

    @cached_property
    def in_service(self) -> np.ndarray:
        """Of one entrant at the first age, how much is in service at each age; shape (ages,)."""
        every = sum(self.rates.values())
        return np.concatenate([[1.0], np.cumprod((1 - every[:-1]).clip(min=0))])

    @cached_property
    def leaving(self) -> dict[str, np.ndarray]:
        """Of one entrant at the first age, how much leaves in each year of age, by cause."""
        return {cause: self.in_service * rate for cause, rate in self.rates.items()}

    def service(self, age: int) -> Status:
        """Being in service, for somebody who is at this age: its annuity is the value of 1 a year of pay."""
        at = self._at(age)
        left = self.in_service[at:]
        return Status(left / left[0] if left[0] > 0 else np.eye(1, len(left))[0])

    def ends(self, age: int) -> dict[str, np.ndarray]:
        """Chances that somebody in service at this age leaves in this year, the next ... by cause."""
        staying = self.service(age).lasting
        return {cause: staying * rate[self._at(age) :] for cause, rate in self.rates.items()}

    def _at(self, age: int) -> int:
        if not self.ages[0] <= age <= self.ages[-1]:
            raise ValueError(f"The table goes from age {self.ages[0]} to {self.ages[-1]}; {age} is not in it.")
        return age - self.first


def _left_by(alone: Mapping[str, np.ndarray], cause: str) -> np.ndarray:
    """What the other causes leave to one: the mean over the year of the product of (1 - t x rate) of each."""
    others = [rate for name, rate in alone.items() if name != cause]
    mean = np.ones_like(alone[cause])
    for many in range(1, len(others) + 1):
        mean = mean + (-1) ** many / (many + 1) * sum(math.prod(some) for some in combinations(others, many))
    return mean
