"""Computation: what is forecast from what is booked, how it was tried out, and the years that it ends."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from analytics import fiscal_year as fy
from analytics.booked import Booked
from models.forecast import Errors, Forecast, backtest, coherent, forecast, in_year, year_end

ORIGINS = 8  # earlier months as of which it is tried out, half a year apart
APART = 6
BEFORE = 24  # months that must be known at an origin
MANY = 150  # series from which on the full grade is tried out by the quick one: two cores take too long otherwise
Progress = Callable[[str, int, int], None]  # what, steps done, of how many


@dataclass(frozen=True)
class Made:
    """What was computed: months to come, the years that they end, and the errors made at earlier origins."""

    grade: str
    tried: str  # the grade of the back-test
    outlook: Forecast
    years: tuple[pd.DataFrame, ...]  # of the year in progress and of the next, as models.forecast.year_end gives them
    errors: Errors
    origins: int


def compute(past: Booked, first_month: int, grade: str, seed: int, progress: Progress) -> Made:
    """Forecasts to the end of the next fiscal year, limits from a back-test, heads that add up, and year-ends."""
    horizon, remaining = _horizon(past.cut_off, first_month)
    care = {"seed": seed, "progress": progress, "workers": (os.cpu_count() or 1) if grade == "full" else 1}
    origins = _origins(past)
    tried = grade if len(past.levels) <= MANY else "quick"
    errors = backtest(past.history, horizon, origins, tried, **care)
    progress("Forecasting", 0, 0)
    made = forecast(past.history, horizon, grade, errors, **care)
    progress("Adding up", 0, 0)
    made = coherent(in_year(past.history, made, first_month), _living(past, made), errors, past.history)
    years = [year_end(past.history, made, errors, first_month)]
    if remaining < horizon:
        years.append(_next_year(past, made, errors, remaining, first_month))
    return Made(grade, tried, made, tuple(years), errors, len(origins))


def _living(past: Booked, made: Forecast) -> dict[str, str]:
    """The family of those that go on: what has ended is zero, and takes no part in what is left over."""
    ended = {series for series, members in zip(made.series, made.members, strict=True) if members == ("nothing",)}
    return {series: parent for series, parent in past.family().items() if series not in ended}


def horizon_years(past: Booked, first_month: int) -> tuple[str, ...]:
    """The fiscal years that the forecast ends: that of the next month, and the one after where it is in progress."""
    horizon, remaining = _horizon(past.cut_off, first_month)
    months = [(past.history.after + at).astype("datetime64[D]").astype(object) for at in (0, remaining)]
    return tuple(dict.fromkeys(fy.label(month, first_month) for month in months[: 1 + (remaining < horizon)]))


def _horizon(cut_off: date, first_month: int) -> tuple[int, int]:
    """Months to the end of the next fiscal year, and those that remain of the year of the next month.

    >>> _horizon(date(2026, 10, 1), 7), _horizon(date(2026, 6, 1), 7), _horizon(date(2026, 7, 1), 7)
    ((20, 8), (12, 12), (23, 11))
    """
    remaining = 12 - fy.fiscal_month(cut_off, first_month)
    return (12 + remaining, remaining or 12)


def _origins(past: Booked) -> list[np.datetime64]:
    """The last months, half a year apart, that were known to be followed by others and had two years before them."""
    width = past.history.values.shape[1]
    columns = range(width - 1 - APART, BEFORE - 2, -APART)
    return [past.history.months[column] for column in columns[:ORIGINS]]


def _next_year(past: Booked, made: Forecast, errors: Errors, begins: int, first_month: int) -> pd.DataFrame:
    """The figure of the year after the one in progress, its limits from errors made as many months ahead."""
    history, table = past.history, errors.table
    unknown = np.full((len(history.series), begins), np.nan)
    figures = {name: getattr(made, name)[:, begins:] for name in ("mean", "lo80", "hi80", "lo95", "hi95")}
    later = table[table["horizon"] > begins]
    return year_end(
        replace(history, values=np.hstack([history.values, unknown])),
        replace(made, first=made.first + begins, **figures),
        replace(errors, table=later.assign(horizon=later["horizon"] - begins)),
        first_month,
    )
