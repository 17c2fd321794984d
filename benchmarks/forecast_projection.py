"""Forecast projection: where a fiscal year of Texas will end after some of its months, and the limits of that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from benchmarks import forecast_tasks, forecast_texas
from benchmarks.figures import Measured
from models.forecast import Errors, History, backtest, forecast, in_year, year_end

YEARS = range(8, 23)  # fiscal years that are complete, after eight that are known
TRIED = 4  # earlier years whose errors calibrate the limits
LEVELS = (80, 95)


@dataclass(frozen=True)
class Projected:
    """Absolute percentage errors of the year's total, ours and the run rate's, and which totals were in the limits."""

    ours: np.ndarray
    rate: np.ndarray
    held: dict[int, np.ndarray]


@cache
def projections(months: int) -> Projected:
    """Every source and year after so many months."""
    sources = forecast_texas.revenue(forecast_texas.folder())
    tried = _tried(months)
    ours, rates, held = [], [], {level: [] for level in LEVELS}
    for known in (12 * year + months for year in YEARS):
        pairs = forecast_texas.origin(sources, known, 12 - months)
        past = forecast_tasks.history([task for task, _ in pairs])
        first = sources.columns[known].to_datetime64().astype("datetime64[M]") - past.values.shape[1]
        names = tuple(name.rsplit(" ", 1)[0] for name in past.series)
        past = History(names, first, past.values)
        errors = tried.before(past.after - 1)
        errors = replace(errors, table=errors.table[errors.table["origin"] >= past.after - 1 - 12 * TRIED])
        made = in_year(past, forecast(past, 12 - months, errors=errors, moving=False), forecast_texas.SEPTEMBER)
        table = year_end(past, made, errors, forecast_texas.SEPTEMBER)
        booked = past.values[:, -months:].sum(axis=1)
        came = booked + np.array([rest.sum() for _, rest in pairs])
        ours.append(np.abs(table["total"].to_numpy() / came - 1))
        rates.append(np.abs(booked * 12 / months / came - 1))
        for level in LEVELS:
            held[level].append((came >= table[f"lo{level}"].to_numpy()) & (came <= table[f"hi{level}"].to_numpy()))
    within = {level: np.concatenate(parts) for level, parts in held.items()}
    return Projected(np.concatenate(ours) * 100, np.concatenate(rates) * 100, within)


def _tried(months: int) -> Errors:
    """Forecasts of the rest of every year as of as many months, each origin tried once for all the years after it."""
    sources = forecast_texas.revenue(forecast_texas.folder())
    first = sources.columns[0].to_datetime64().astype("datetime64[M]")
    whole = History(tuple(sources.index), first, sources.to_numpy(float))
    origins = [first + 12 * year + months - 1 for year in range(YEARS[0] - TRIED, YEARS[-1])]
    return backtest(whole, 12 - months, origins, "quick", moving=False)


def projected(months: int) -> Callable[[], Measured]:
    """The median error of the year's total after so many months."""

    def measure() -> Measured:
        found = projections(months)
        note = f"{len(found.ours)} years of sources"
        return Measured(float(np.median(found.ours)), float(np.median(found.rate)), note)

    return measure


def held(months: int) -> Callable[[], Measured]:
    """How far the share of year's totals within the 80 % limits is from 80, in points."""

    def measure() -> Measured:
        shares = {level: 100 * found.mean() for level, found in projections(months).held.items()}
        note = f"80 % limits held {shares[80]:.1f} %, 95 % limits {shares[95]:.1f} %"
        return Measured(float(abs(shares[80] - 80)), note=note)

    return measure
