"""Loan: what is owed in its currency, and the interest and repayment of each period until it is repaid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

EQUAL_PRINCIPAL, ANNUITY = "equal principal", "annuity"


class LoanRefused(ValueError):
    """Terms that no loan has: the sentence says which."""


@dataclass(frozen=True)
class Loan:
    """Terms of a loan and what is outstanding, in its own currency."""

    currency: str
    outstanding: float
    rate: float  # fraction a year
    instalments: int  # repayments to come, after grace
    grace: int = 0  # periods that bear interest alone
    a_year: int = 2  # periods
    kind: str = EQUAL_PRINCIPAL

    def __post_init__(self):
        if self.kind not in (EQUAL_PRINCIPAL, ANNUITY):
            raise LoanRefused(f"A loan is repaid by {EQUAL_PRINCIPAL} or by {ANNUITY}, not by {self.kind!r}.")
        if self.instalments < 1 or self.grace < 0 or self.a_year < 1 or self.outstanding < 0 or self.rate < 0:
            raise LoanRefused(
                f"A loan of {self.outstanding:g} {self.currency} at {self.rate:g} has {self.instalments} instalments "
                f"after {self.grace} periods of grace, {self.a_year} a year: none may be below zero, and one is needed."
            )

    def principal(self) -> np.ndarray:
        """What is repaid in each period.

        >>> Loan("USD", 120, 0.05, instalments=3, grace=1).principal().tolist()
        [0.0, 40.0, 40.0, 40.0]
        """
        rate, count = self.rate / self.a_year, self.instalments
        if self.kind == ANNUITY and rate:
            first = self.outstanding * rate / np.expm1(count * np.log1p(rate))
            repaid = first * (1 + rate) ** np.arange(count)
        else:
            repaid = np.full(count, self.outstanding / count)
        return np.concatenate([np.zeros(self.grace), repaid])

    def balance(self) -> np.ndarray:
        """What is owed at each period's end."""
        owed = self.outstanding - np.cumsum(self.principal())
        owed[-1] = 0.0
        return owed

    def interest(self) -> np.ndarray:
        """Interest of each period, on what was owed at its start."""
        return np.concatenate([[self.outstanding], self.balance()[:-1]]) * self.rate / self.a_year

    @classmethod
    def dated(cls, currency: str, outstanding: float, rate: float, *, on: date, first: date, last: date) -> Loan:
        """A loan repaid in equal parts by half-years between two days, as it stands on a day.

        Past its last day it is due in the first half-year.

        >>> loan = Loan.dated("USD", 9, 0.02, on=date(2026, 6, 30), first=date(2027, 10, 1), last=date(2028, 10, 1))
        >>> loan.grace, loan.instalments
        (2, 3)
        """
        begins = half_years(on, first)
        return cls(currency, outstanding, rate, instalments=max(half_years(on, last), begins) - begins + 1,
                   grace=begins - 1)  # fmt: skip

    def yearly(self, years: int, passed: int = 0) -> dict[str, np.ndarray]:
        """Interest and principal of each coming year and the stock at its end, in the loan's currency.

        `passed`: periods of the first year that are over.
        """
        periods = years * self.a_year

        def cut(each: np.ndarray) -> np.ndarray:
            padded = np.zeros(periods)
            padded[passed : passed + len(each)] = each[: periods - passed]
            return padded.reshape(years, self.a_year)

        return {
            "interest": cut(self.interest()).sum(axis=1), "principal": cut(self.principal()).sum(axis=1),
            "stock": cut(self.balance())[:, -1],
        }  # fmt: skip


def half_years(on: date, day: date) -> int:
    """In which half-year after a day another one falls: 1 is the next, and that of all that is past.

    >>> half_years(date(2026, 6, 30), date(2026, 12, 31)), half_years(date(2026, 6, 30), date(2027, 1, 1))
    (1, 2)
    >>> half_years(date(2026, 5, 31), date(2026, 11, 30)), half_years(date(2026, 6, 15), date(2026, 12, 16))
    (1, 2)
    """
    ends_a_month = (on + timedelta(days=1)).day == 1
    months = (day.year - on.year) * 12 + day.month - on.month + (day.day > on.day and not ends_a_month)
    return max(1, -(-months // 6))


def service(
    loans: Iterable[Loan], years: int, rates: Mapping[str, np.ndarray], passed: int = 0
) -> dict[str, np.ndarray]:
    """Interest, principal and stock of a ledger by year; `rates`: the price of each currency in each year."""
    made = {name: np.zeros(years) for name in ("interest", "principal", "stock")}
    for loan in loans:
        if loan.currency not in rates:
            raise LoanRefused(f"There is no exchange rate for {loan.currency}; there are {', '.join(sorted(rates))}.")
        for name, amounts in loan.yearly(years, passed).items():
            made[name] += amounts * np.asarray(rates[loan.currency], float)
    return made


@dataclass(frozen=True)
class RollForward:
    """A stock of debt from one year's end to the next, beside what was published."""

    opening: Decimal
    borrowed: Decimal
    repaid: Decimal
    published: Decimal

    @property
    def closing(self) -> Decimal:
        """Opening, with what was borrowed, less what was repaid."""
        return self.opening + self.borrowed - self.repaid

    @property
    def gap(self) -> Decimal:
        """What the published stock has over it: revaluation, rounding, or what nobody said."""
        return self.published - self.closing
