"""Spent series: what each department paid for each object, by month, in the year in progress and those before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analytics import change, elapsed
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
ALLOTTED = """
with dated as (
    select
        coalesce(department, '') as department, coalesce(object_minor, '') as object, fiscal_year, stage, amount,
        case when month is null then 0 else (extract(month from month) - $first_month + 12) % 12 + 1 end as fiscal_month
    from spending_month
    where flow = 'expenditure' and stage not in ('actual', 'committed')
        and list_contains(cast($years as varchar[]), fiscal_year)
)
select
    department, object, fiscal_year,
    cast(sum(case when stage = 'original' or (stage in ('supplementary', 'reappropriation', 'surrender')
        and fiscal_month between 1 and $months) then amount end) as decimal(20, 2)) as voted,
    cast(sum(case when stage = 'released' and fiscal_month between 1 and $months then amount end) as decimal(20, 2))
        as released
from dated
group by department, object, fiscal_year
order by department, object, fiscal_year
"""
STAGES = {name: f"what was {name}, as far as earlier years used it" for name in ("voted", "released")}
YEARS = 9  # at most, with the one in progress
STEADY, SPIKE = 0.25, 2.0  # spread of a year's months, and the last month in average ones
KINDS = ("steady", "uneven", "at the year's end")
UNKNOWN = 1  # the kind of what has not been seen yet
LEVELS = {
    "total": "all spending", "department": "department", "object": "object of spending",
    "both": "department and object",
}  # fmt: skip


@dataclass(frozen=True)
class Series:
    """Every department and object with its months, and what the model says of them."""

    year: str
    first_month: int
    codes: pd.DataFrame  # department, object
    spent: model.Spent
    years: tuple[str, ...]
    allotted: tuple[str, ...] = ()  # which allotments are known of the year in progress, in words

    @property
    def cut_off(self) -> date:
        """The first day of the month booked last."""
        return fy.months(self.year, self.first_month)[self.spent.month - 1]

    def groups(self, by: str) -> tuple[np.ndarray, pd.DataFrame]:
        """The number of the group of each series; and the groups' code, department and object, in their order."""
        columns = {"total": [], "both": ["department", "object"]}.get(by, [by])
        if not columns:
            found = pd.DataFrame({"code": ["total"], "department": [None], "object": [None]})
            return np.zeros(len(self.codes), np.int64), found
        keys = self.codes[columns].astype(object).agg(" ".join, axis=1)
        numbers, codes = pd.factorize(keys, sort=True)
        first = self.codes.groupby(numbers)[columns].first()
        return numbers.astype(np.int64), first.reindex(columns=["department", "object"]).assign(code=codes)


def of(store: Store) -> Series | None:
    """The year in progress and the whole years before it; None where there are none."""
    years, months = _years(store)
    if len(years) < 2:
        return None
    asked = {"years": list(years), "first_month": store.government.first_month}
    paid, plans = store.ask(PAID, **asked), store.ask(ALLOTTED, **asked, months=months)
    keys = pd.concat([paid, plans[plans["fiscal_year"] == years[-1]]])[["department", "object"]].drop_duplicates()
    index = pd.MultiIndex.from_frame(keys.astype(object)).sort_values()
    amounts = np.zeros((len(index), len(years), 12))
    amounts[*_places(paid, index, years), paid["fiscal_month"].to_numpy(int) - 1] = paid["amount"].astype(float)
    known = plans[pd.MultiIndex.from_frame(plans[["department", "object"]].astype(object)).isin(index)]
    names = [name for name in STAGES if known.loc[known["fiscal_year"] == years[-1], name].notna().any()]
    allotted = np.full((len(names), *amounts.shape[:2]), np.nan)
    for at, name in enumerate(names):
        figures = known[name].astype(change.PER_CENT).to_numpy(float, na_value=np.nan)
        allotted[at][_places(known, index, years)] = figures
    codes = index.to_frame(index=False, name=["department", "object"])
    kinds = _kinds(amounts, pd.factorize(codes["object"])[0])
    spent = model.Spent(amounts, months, kinds, len(KINDS), allotted)
    return Series(years[-1], asked["first_month"], codes, spent, years, tuple(STAGES[name] for name in names))


def in_progress(store: Store) -> bool:
    """Whether a year is in progress after a whole one."""
    return len(_years(store)[0]) > 1


def _years(store: Store) -> tuple[tuple[str, ...], int]:
    """The year in progress after the whole years before it, and how many of its months are booked."""
    paid = {
        year: months
        for (side, stage, year), months in elapsed.parts(store).items()
        if side == "payment" and stage == "actual"
    }
    year = max(paid, default=None)
    booked = [number for number in paid.get(year, ()) if number]
    if not booked or len(booked) == 12 or booked != list(range(1, len(booked) + 1)):
        return (), 0
    years = [year]
    while len(years) < YEARS and set(range(1, 13)) <= set(paid.get(fy.previous(years[-1]), ())):
        years.append(fy.previous(years[-1]))
    return tuple(years[::-1]), len(booked)


def _places(rows: pd.DataFrame, index: pd.MultiIndex, years: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Which series and which year each row is of."""
    series = index.get_indexer(pd.MultiIndex.from_frame(rows[["department", "object"]].astype(object)))
    return series, rows["fiscal_year"].map({name: at for at, name in enumerate(years)}).to_numpy(int)


def _kinds(amounts: np.ndarray, objects: np.ndarray) -> np.ndarray:
    """The kind of each series at the start of each year: how money of its object went in the years before."""
    kinds = np.full(amounts.shape[:2], UNKNOWN, np.int64)
    for number in range(int(objects.max(initial=-1)) + 1):
        same = objects == number
        for year in range(1, amounts.shape[1]):
            if (told := pattern(amounts[same, :year])) in KINDS:
                kinds[same, year] = KINDS.index(told)
    return kinds


def pattern(earlier: np.ndarray) -> str:
    """How a year's money goes, by the last of its earlier years: steady, at the year's end, or uneven.

    >>> pattern(np.ones((1, 2, 12))), pattern(np.array([[[1.0] * 11 + [9]]]))
    ('steady', "at the year's end")
    """
    months = earlier[:, -model.YEARS :].sum(axis=(0, 1))
    mean = months.mean()
    if mean <= 0:
        return ""
    if months[-1] >= SPIKE * mean:
        return "at the year's end"
    return "steady" if months.std() <= STEADY * mean else "uneven"
