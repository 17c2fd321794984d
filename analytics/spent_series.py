"""Spent series: what each department paid for each object, by month, in the year in progress and those before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analytics import elapsed
from analytics import fiscal_year as fy
from data_loaders.store import Store
from models import outturn as model

PAID = """
select
    coalesce(department, '') as department, coalesce(object_minor, '') as object, fiscal_year,
    (extract(month from month) - $first_month + 12) % 12 + 1 as fiscal_month,
    cast(sum(amount) as decimal(20, 2)) as amount
from spending_month
where flow = 'expenditure' and stage = 'actual' and month is not null
    and list_contains(cast($years as varchar[]), fiscal_year)
group by department, object, fiscal_year, fiscal_month
order by department, object, fiscal_year, fiscal_month
"""
YEARS = 9  # at most, with the one in progress
STEADY, SPIKE = 0.25, 2.0  # spread of a year's months, and the last month in average ones


@dataclass(frozen=True)
class Series:
    """Every department and object with its months, and what the model says of them."""

    year: str
    first_month: int
    codes: pd.DataFrame  # department, object
    spent: model.Spent
    years: tuple[str, ...]

    @property
    def cut_off(self) -> date:
        """The first day of the month booked last."""
        return fy.months(self.year, self.first_month)[self.spent.month - 1]

    def groups(self, by: str) -> tuple[np.ndarray, list[str]]:
        """The number of the group of each series, and the groups' codes."""
        if by == "total":
            return np.zeros(len(self.codes), np.int64), ["total"]
        numbers, found = pd.factorize(self.codes[by].astype(object), sort=True)
        return numbers.astype(np.int64), list(found)


def of(store: Store) -> Series | None:
    """The year in progress and the whole years before it; None where there are none."""
    paid = {
        year: months
        for (side, stage, year), months in elapsed.parts(store).items()
        if side == "payment" and stage == "actual"
    }
    year = max(paid, default=None)
    booked = [number for number in paid.get(year, ()) if number]
    if not booked or len(booked) == 12 or booked != list(range(1, len(booked) + 1)):
        return None
    years = [year]
    while len(years) < YEARS and set(range(1, 13)) <= set(paid.get(fy.previous(years[-1]), ())):
        years.append(fy.previous(years[-1]))
    if len(years) < 2:
        return None
    years, first = years[::-1], store.government.first_month
    rows = store.ask(PAID, years=years, first_month=first)
    keys = pd.MultiIndex.from_frame(rows[["department", "object"]])
    number, found = pd.factorize(keys, sort=True)
    amounts = np.zeros((len(found), len(years), 12))
    at = rows["fiscal_year"].map({name: place for place, name in enumerate(years)}).to_numpy(int)
    amounts[number, at, rows["fiscal_month"].to_numpy(int) - 1] = rows["amount"].astype(float).to_numpy()
    codes = pd.DataFrame(found.to_list(), columns=["department", "object"])
    return Series(year, first, codes, model.Spent(amounts, len(booked)), tuple(years))


def pattern(earlier: np.ndarray) -> str:
    """How a year's money goes: steady, at the year's end, or uneven.

    >>> pattern(np.ones((1, 2, 12))), pattern(np.array([[[1.0] * 11 + [9]]]))
    ('steady', "at the year's end")
    """
    months = earlier.sum(axis=(0, 1))
    mean = months.mean()
    if mean <= 0:
        return ""
    if months[-1] >= SPIKE * mean:
        return "at the year's end"
    return "steady" if months.std() <= STEADY * mean else "uneven"
