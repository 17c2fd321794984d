"""Periods: months, quarters and years that have figures, each with the same months of last year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics import elapsed
from analytics import fiscal_year as fy
from data_loaders.store import Store

LENGTHS = {"month": 1, "quarter": 3, "year": 12}
Submitted = dict[str, tuple[int, ...]]  # fiscal year -> numbers of its months with figures; 0: without a month
SEVERAL = (0, -1)  # a figure of several months that are not said: there, and not a whole year


@dataclass(frozen=True)
class Period:
    """A month, quarter or year: which months of it have figures, and which of last year are like them."""

    fiscal_year: str
    bucket: int  # number of the month, the quarter, or 1 for the year
    label: str
    start: date
    now: tuple[int, ...]  # numbers of months with figures; 0: a figure without a month
    before: tuple[int, ...]  # the same of last year; empty: not all of them are there
    complete: bool


def submitted(store: Store, side: str, stage: str) -> Submitted:
    """Fiscal year -> the numbers of its months with figures of one side and stage."""
    found = {year: numbers for (*what, year), numbers in elapsed.parts(store).items() if what == [side, stage]}
    several = [year for at, year in elapsed.part_years(store) if at == side and found.get(year) == (0,)]
    return found | dict.fromkeys(several, SEVERAL)


def between(found: Submitted, by: str, first_month: int, years: tuple[str, ...] = ()) -> list[Period]:
    """Every period from the first figure to the last, also those between that have none."""
    if by not in LENGTHS:
        raise ValueError(f"Periods are month, quarter or year, not '{by}'.")
    periods = [
        _period(by, bucket, year, found, first_month)
        for year in _run(found)
        if not years or year in years
        for bucket in range(1, 12 // LENGTHS[by] + 1)
    ]
    having = [at for at, period in enumerate(periods) if period.now]
    return periods[having[0] : having[-1] + 1] if having else []


def summed(rows: pd.DataFrame, periods: list[Period]) -> pd.DataFrame:
    """Amount and last_year of every period and code; missing where nothing was submitted. Order: rank, then time."""
    spans = pd.DataFrame(
        [
            (at, which, year, number)
            for at, period in enumerate(periods)
            for which, year, numbers in (
                ("amount", period.fiscal_year, period.now),
                ("last_year", fy.previous(period.fiscal_year), period.before),
            )
            for number in numbers
        ],
        columns=["at", "which", "fiscal_year", "fiscal_month"],
    )
    sums = spans.merge(rows[["code", "fiscal_year", "fiscal_month", "amount"]], on=["fiscal_year", "fiscal_month"])
    sums = sums.groupby(["at", "which", "code"], as_index=False)["amount"].sum(min_count=1)
    grid = (
        rows[["rank", "code", "name"]]
        .drop_duplicates()
        .sort_values(["rank", "code"])
        .merge(_frame(periods), how="cross")
    )
    for which in ("amount", "last_year"):
        part = sums[sums["which"] == which].drop(columns="which").rename(columns={"amount": which})
        grid = grid.merge(part, on=["at", "code"], how="left")
    return grid.drop(columns="at")


def _frame(periods: list[Period]) -> pd.DataFrame:
    """The periods as rows."""
    return pd.DataFrame(
        [(at, p.fiscal_year, p.bucket, p.label, p.start, p.complete) for at, p in enumerate(periods)],
        columns=["at", "fiscal_year", "bucket", "period", "start", "complete"],
    )


def _run(found: Submitted) -> list[str]:
    """Every fiscal year from the first to the last, also those between that have no figure."""
    years, year = [], max(found, default=None)
    while year is not None and year >= min(found):
        years.append(year)
        year = fy.previous(year)
    return years[::-1]


def _period(by: str, bucket: int, year: str, found: Submitted, first_month: int) -> Period:
    """One period, from the numbers of the months of its year and of the year before."""
    length = LENGTHS[by]
    numbers = range((bucket - 1) * length + 1, bucket * length + 1)
    have, last = found.get(year, ()), found.get(fy.previous(year), ())
    start = fy.months(year, first_month)[numbers[0] - 1]
    label = {"month": f"{start:%b %Y}", "quarter": f"{year} Q{bucket}", "year": year}[by]
    if by == "year":
        complete = elapsed.is_whole(have)
        before = (last if elapsed.is_whole(last) else ()) if complete else _alike(have, last)
        return Period(year, bucket, label, start, have, before, complete)
    now = tuple(number for number in numbers if number in have)
    return Period(year, bucket, label, start, now, _alike(now, last), len(now) == length)


def _alike(now: tuple[int, ...], last: tuple[int, ...]) -> tuple[int, ...]:
    """The same months of last year when it has them all."""
    return now if now and 0 not in now and set(now) <= set(last) else ()
