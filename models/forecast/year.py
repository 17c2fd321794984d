"""Year: where the fiscal year in progress will end, what is booked plus what remains."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import stats

from models.forecast.filling import completed
from models.forecast.history import History, step
from models.forecast.intervals import ENOUGH, LEVELS, NORMAL, Errors, scales
from models.forecast.outlook import LIMITS, Forecast

GROWTH = (0.5, 2.0)  # what a year in progress may be taken to multiply last year's months by
DOUBT = 0.15  # share of a year's total booked by now, at which its growth so far is believed half


def running(month: np.datetime64, first_month: int) -> np.datetime64:
    """The first month of the fiscal year that holds a month.

    >>> str(running(np.datetime64("2026-03"), 7)), str(running(np.datetime64("2026-07"), 7))
    ('2025-07', '2026-07')
    """
    number = int(month.astype("datetime64[M]").astype(int))
    return np.datetime64(number - (number + 1 - first_month) % 12, "M")


def in_year(history: History, forecast: Forecast, first_month: int) -> Forecast:
    """The forecast with the remaining months of the year in progress drawn towards what last year makes of them.

    What remains of the year is the middle one of three: the forecast, last year's same months, and those grown as the
    year has grown so far; the growth counts for less where little of a year is usually booked by now. Take it before
    `coherent`, so that its months add up. Measured on rolling origins of a state's revenue, it brings the year-end
    figure nearer after 3, 6 and 9 months, and nearer than the mean of the three does.
    """
    booked, remaining = _columns(history, forecast, first_month)
    mean = forecast.mean.copy()
    mean[:, :remaining] = drawn(history, forecast.mean[:, :remaining], booked)
    shift = mean - forecast.mean
    floor = np.where((history.values < 0).any(axis=1), -np.inf, 0.0)[:, None]
    limits = {name: np.maximum(getattr(forecast, name) + shift, np.minimum(floor, mean)) for name in LIMITS}
    return replace(forecast, mean=mean, **limits)


def drawn(history: History, mean: np.ndarray, booked: int) -> np.ndarray:
    """Forecasts of the months that remain (series, remaining) of a year of which `booked` columns are known.

    They add up to the middle one of the three reckonings, spread as the mean of the three has them.
    """
    season, width, remaining = history.season, history.values.shape[1], mean.shape[1]
    if not booked or width < booked + season:
        return mean
    this, last = history.values[:, width - booked :], history.values[:, width - booked - season :][:, :season]
    sofar, before, year = this.sum(axis=1), last[:, :booked].sum(axis=1), last.sum(axis=1)
    share = np.clip(before / np.where(year > 0, year, np.nan), 0, 1)
    growth = np.clip(sofar / np.where(before > 0, before, np.nan), *GROWTH)
    believed = 1 + (growth - 1) * share / (share + DOUBT)
    rest = last[:, booked : booked + remaining]
    usual = np.isfinite(believed) & np.isfinite(rest).all(axis=1) & (mean != 0).any(axis=1)
    three = np.stack([mean, rest, rest * believed[:, None]])[:, usual]
    spread = three.mean(axis=0)
    size = np.abs(spread)
    weight = size / np.where(size.any(axis=1), size.sum(axis=1), 1)[:, None]
    middle = np.median(three.sum(axis=2), axis=0)
    blended = mean.copy()
    blended[usual] = spread + (middle - spread.sum(axis=1))[:, None] * weight
    return blended


def year_end(history: History, forecast: Forecast, errors: Errors, first_month: int) -> pd.DataFrame:
    """One row a series: series, year (its first month), months_booked, booked, remaining, total and its limits.

    `remaining` is the forecast of the months not booked yet, with an estimate of those before the cut-off that nobody
    submitted. The limits are calibrated on the year-ends that were forecast at earlier origins with as many months
    booked, drawn as `in_year` draws them, not summed from monthly limits. A ValueError says so where the forecast does
    not reach the end of the year.
    """
    booked, remaining = _columns(history, forecast, first_month)
    if remaining > forecast.mean.shape[1]:
        raise ValueError(f"{remaining} months remain and the forecast reaches {forecast.mean.shape[1]}.")
    seen = history.values[:, history.values.shape[1] - booked :]
    known = np.nansum(seen, axis=1)
    rest = forecast.mean[:, :remaining].sum(axis=1) + _unsubmitted(history, forecast, booked)
    unit = scales(history, forecast.mean)[:, :remaining].sum(axis=1) * errors.habits(history.series)
    table = pd.DataFrame({"series": forecast.series, "year": running(forecast.first, first_month)})
    table["months_booked"] = np.isfinite(seen).sum(axis=1)
    table["booked"], table["remaining"], table["total"] = known, rest, known + rest
    floor = np.where((history.values < 0).any(axis=1), -np.inf, known)
    misses = _misses(history, errors, booked, remaining, first_month)
    for level in LEVELS:
        reach = _width(misses, remaining, level) * unit
        table[f"lo{level}"] = np.maximum(table["total"] - reach, np.minimum(floor, table["total"]))
        table[f"hi{level}"] = table["total"] + reach
    return table


def chance(row: pd.Series, target: float) -> float:
    """The probability that a row of `year_end` reaches a target, from the distribution its limits are taken from.

    A normal score, by way of the middle and both upper limits, as far below the middle as above it.

    >>> row = pd.Series({"total": 100.0, "hi80": 110.0, "hi95": 120.0})
    >>> [round(chance(row, target), 3) for target in (90, 100, 110, 120)]
    [0.9, 0.5, 0.1, 0.025]
    """
    away = abs(target - row["total"])
    width80, width95 = row["hi80"] - row["total"], row["hi95"] - row["total"]
    if width95 <= 0:
        return float(target <= row["total"])
    width80 = min(max(width80, width95 * 1e-6), width95 * (1 - 1e-6))
    z80, z95 = stats.norm.ppf(0.9), stats.norm.ppf(0.975)
    inside = away / width80 * z80
    outside = z80 + (away - width80) / (width95 - width80) * (z95 - z80)
    score = inside if away <= width80 else outside
    return float(stats.norm.sf(score if target > row["total"] else -score))


def _columns(history: History, forecast: Forecast, first_month: int) -> tuple[int, int]:
    """How many columns of the year in progress the history holds, and how many remain."""
    apart = step(history.season)
    passed = (forecast.first - running(forecast.first, first_month)).astype(int) // apart
    return min(passed, history.values.shape[1]), 12 // apart - passed


def _unsubmitted(history: History, forecast: Forecast, booked: int) -> np.ndarray:
    """An estimate of the months of this year that were due and nobody submitted (series,); 0 for what has ended."""
    missing = np.isnan(history.values)
    estimate = np.zeros(len(missing))
    for row in np.flatnonzero(missing[:, missing.shape[1] - booked :].any(axis=1) & ~missing.all(axis=1)):
        if forecast.mean[row].any():
            line = completed(history.values[row], history.season)
            this = missing[row].copy()
            this[: len(line) - booked] = False
            estimate[row] = line[this].sum()
    return estimate


def _misses(history: History, errors: Errors, booked: int, remaining: int, first_month: int) -> np.ndarray:
    """By how much year-ends forecast at earlier origins were off, in units of what their months varied by (misses,).

    Of origins with as many months booked as now; of all, each taken for one with as many, where those are too few, and
    where nothing is booked.
    """
    near = errors.table[errors.table["horizon"] <= remaining]
    alike, every = [np.empty(0)], [np.empty(0)]
    for origin, made in near.groupby("origin"):
        table = made.pivot(index="series", columns="horizon", values=["mean", "actual", "scale"]).astype(float).dropna()
        if table.shape[1] < 3 * remaining or table.empty:
            continue
        known = _aligned(history.until(origin), table.index)
        mean = drawn(known, table["mean"].to_numpy(), booked)
        habit = errors.before(origin).habits(table.index)
        missed = np.abs(table["actual"].to_numpy().sum(axis=1) - mean.sum(axis=1))
        every.append(missed / (table["scale"].to_numpy().sum(axis=1) * habit))
        begun = (known.after - running(known.after, first_month)).astype(int) // step(history.season)
        if begun == booked:
            alike.append(every[-1])
    misses = np.concatenate(alike)
    return misses if booked and len(misses) >= ENOUGH else np.concatenate(every)


def _aligned(history: History, series: pd.Index) -> History:
    """The history of these series in this order; nothing is known of one that it does not hold."""
    rows = pd.Index(history.series).get_indexer(series)
    values = np.where((rows < 0)[:, None], np.nan, history.values[rows])
    return replace(history, series=tuple(series), values=values)


def _width(misses: np.ndarray, months: int, level: int) -> float:
    """The quantile of the misses; a rule of thumb for the sum of so many months where there are too few."""
    if len(misses) < ENOUGH:
        return NORMAL[level] / np.sqrt(months)
    share = min(1.0, np.ceil((len(misses) + 1) * level / 100) / len(misses))
    return float(np.quantile(misses, share, method="higher"))
