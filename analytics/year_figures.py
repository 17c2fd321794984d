"""Year figures: what a fiscal year will end with by each reckoning, and how far off each was in earlier years."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics import change, receipts
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.receipts import Selection
from data_loaders.store import Store
from models.forecast import Weighing

ERRORS = """
select origin, month, cast(mean as double) as mean from forecast_error
where level = $level and code = $code order by origin, month
"""
YEARS = """
select year.*, basis.grade, basis.origins
from forecast_year as year left join forecast_basis as basis on basis.vintage = year.vintage
where year.level = $level and ($code is null or year.code = $code)
    and year.fiscal_year = coalesce($fiscal_year, (select min(fiscal_year) from forecast_year))
order by year.total desc, year.code
"""
UNTRIED = "The history is too short to try forecasts out: the limits are a rule of thumb, not measured."
NOT_YET = "Not computed yet: run `python -m analytics refresh`, then look again."
SOURCES = ("forecast", "forecast_year", "receipt_month")
LIMITS = ("lo80", "hi80", "lo95", "hi95")
MONEY = {
    "booked", "forecast", "remaining", "total", *LIMITS, "last_year", "target", "gap", "expected_a_month",
    "needed_a_month", "figure", "before", "after", "official", "actual",
}  # fmt: skip


def chosen(level: str, code: str) -> Selection:
    """The receipts of a level and code."""
    return Selection((), heads=(code,) if level == "head" else (), groups=(code,) if level == "group" else ())


def months(store: Store, level: str, code: str) -> pd.Series:
    """Booked receipts of a level and code by first day of month, exact."""
    rows = receipts.amounts(store, "total", chosen(level, code))
    rows = rows[rows["month"].notna()]
    return rows.groupby("month")["amount"].sum()


def whole_years(booked: pd.Series, first_month: int) -> dict[str, pd.Series]:
    """The fiscal years with a figure for each of their twelve months, each by month."""
    by_year = booked.groupby([fy.label(month, first_month) for month in booked.index])
    return {year: part.sort_index() for year, part in by_year if len(part) == 12}


def official(store: Store, level: str, code: str, stage: str) -> dict[str, Decimal]:
    """The budget of each year at one stage."""
    rows = receipts.amounts(store, "total", chosen(level, code), (stage,))
    return dict(rows.groupby("fiscal_year")["amount"].sum().items())


def run_rate(years: dict[str, pd.Series], booked: int) -> dict[str, float]:
    """What each whole year would have ended with at the pace of its first months; nothing before the first."""
    if not booked:
        return {}
    return {year: float(part.iloc[:booked].sum()) * 12 / booked for year, part in years.items()}


def model(store: Store, level: str, code: str, years: dict[str, pd.Series], booked: int) -> dict[str, float]:
    """What the forecast of then said each whole year would end with, as many of its months being known."""
    errors = store.ask(ERRORS, level=level, code=code)
    said = {}
    for year, part in years.items():
        origin = part.index[booked - 1] if booked else _before(part.index[0])
        made = errors[errors["origin"] == origin].set_index("month")["mean"].reindex(part.index[booked:])
        if len(made) and made.notna().all():
            said[year] = float(part.iloc[:booked].sum()) + float(made.sum())
    return said


def _before(month):
    """The first day of the month before."""
    return (pd.Timestamp(month) - pd.DateOffset(months=1)).date()


def past(said: dict[str, dict[str, float]], years: dict[str, pd.Series]) -> pd.DataFrame:
    """What each reckoning said and the `actual` of each year that all of them were made for, in order of the years."""
    kept = {name: figures for name, figures in said.items() if figures}
    common = sorted(set.intersection(set(years), *map(set, kept.values()))) if kept else []
    common = [year for year in common if float(years[year].sum()) > 0]
    table = pd.DataFrame({name: pd.Series(figures, dtype=float).reindex(common) for name, figures in kept.items()})
    return table.assign(actual=pd.Series({year: float(years[year].sum()) for year in common}, dtype=float))


def weighing(past: pd.DataFrame, booked: int) -> Weighing:
    """What these years teach of the official figure and the model."""
    return Weighing.learnt(past["official"], past["model"], past["actual"], past.index, bounded=not booked)


def past_errors(past: pd.DataFrame, booked: int) -> pd.DataFrame:
    """Per cent by which each reckoning was off, and their combination as the years before each would have had it."""
    table = past.drop(columns="actual")
    if {"official", "model"} <= set(table):
        table["combination"] = [
            weighing(past[:at], booked).combined(year.official, year.model) for at, year in enumerate(past.itertuples())
        ]
    return table.sub(past["actual"], axis=0).div(past["actual"], axis=0) * 100


def money(values) -> pd.Series:
    """Amounts as exact money, to the hundredth."""
    cents = Decimal("0.01")
    return pd.Series([None if pd.isna(v) else Decimal(v).quantize(cents) for v in values], dtype=change.MONEY)


def answer(store: Store, title: str, table: pd.DataFrame, units: dict[str, str], **more) -> Answer:
    """An Answer with the fields that every question about forecasts shares."""
    currency = store.government.currency
    units = {name: currency for name in table if name in MONEY} | units
    return Answer(title, table, units, SOURCES, version=store.version, ribbon=store.government.note, **more)
