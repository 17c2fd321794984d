"""Expenditure, the year-end: how near the outturn comes after eight months, on a council's real payments."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from benchmarks.figures import Benchmark, Measured
from benchmarks.forecast import folder
from models.outturn import Spent, chance_above, limits, outturn

MONTHS, FIRST, LEAST = 8, 2011, 50_000  # months booked; the first whole year, from April; pounds a year of a service
TESTED = range(2013, 2018)
SERIES, YEARS = 2000, 12


@dataclass(frozen=True)
class Tried:
    """Errors as parts of what was spent, and in how many cases the limits of 80 held."""

    ours: float
    bias: float
    last_share: float
    straight: float
    held: float
    services: int


@cache
def calderdale() -> np.ndarray:
    """Payments by service, fiscal year (April to March) and month."""
    rows = pd.read_parquet(folder() / "calderdale_spend" / "spend_2010_10_to_2018_03.parquet")
    day = pd.to_datetime(rows["date"])
    rows = rows.assign(
        service=rows["area"].str.partition("-")[2].str.strip(),
        year=np.where(day.dt.month >= 4, day.dt.year, day.dt.year - 1),
        month=(day.dt.month - 4) % 12,
    )
    rows = rows[rows["service"].notna() & rows["year"].between(FIRST, max(TESTED))]
    number, found = pd.factorize(rows["service"], sort=True)
    amounts = np.zeros((len(found), max(TESTED) - FIRST + 1, 12))
    np.add.at(amounts, (number, rows["year"] - FIRST, rows["month"]), rows["amount"].astype(float))
    return amounts


@cache
def tried() -> Tried:
    """Each year from what was known of it and of earlier years after eight months."""
    amounts = calderdale()
    sums, held, services = np.zeros(5), 0, 0
    for year in TESTED:
        spent = Spent(amounts[:, : year - FIRST + 1], MONTHS)
        actual = amounts[:, year - FIRST].sum(axis=1)
        kept = actual > LEAST
        straight = spent.booked * 12 / MONTHS
        before = amounts[:, year - FIRST - 1]
        with np.errstate(divide="ignore", invalid="ignore"):
            last = spent.booked / (before[:, :MONTHS].sum(axis=1) / before.sum(axis=1))
        last = np.where(np.isfinite(last), last, straight)
        ours = spent.booked + outturn(spent).rest
        errors = [np.abs(made - actual)[kept].sum() for made in (ours, last, straight)]
        sums += [*errors, (ours - actual)[kept].sum(), actual[kept].sum()]
        ends = limits(spent, np.arange(len(amounts)))
        held += int(((actual >= ends[:, 0]) & (actual <= ends[:, 1]))[kept].sum())
        services += int(kept.sum())
    ours, last, straight, bias = sums[:4] / sums[4]
    return Tried(ours, bias, last, straight, held / services, services)


def error() -> Measured:
    """The error beside the better of the two plain methods."""
    made = tried()
    note = f"{made.services} service-years; same share as last year {made.last_share:.4f}, straight {made.straight:.4f}"
    return Measured(made.ours, min(made.last_share, made.straight), note)


def bias() -> Measured:
    """By how much all of it is too high or too low."""
    return Measured(abs(tried().bias) * 100, note=f"{tried().bias:+.2%} of what was spent")


def held() -> Measured:
    """How far limits of 80 in 100 are from holding 80."""
    return Measured(abs(tried().held * 100 - 80), note=f"{tried().held:.1%} held")


def speed() -> Measured:
    """Two thousand series with limits, chances and their sums."""
    amounts = np.random.default_rng(1).lognormal(0, 1, (SERIES, YEARS, 12))
    spent, groups = Spent(amounts, 4), np.arange(SERIES)
    start = time.perf_counter()
    outturn(spent)
    for level in (groups, groups % 50, groups * 0):
        limits(spent, level)
        chance_above(np.full(int(level.max()) + 1, 12.0), spent, level)
    return Measured(time.perf_counter() - start, note=f"{SERIES:,} series of {YEARS} years at three levels")


OUTTURN = (
    Benchmark("outturn after eight months, error", "of spending", "<= 0.75x", error, "better of two plain methods"),
    Benchmark("outturn after eight months, bias", "%", "<= 2", bias),
    Benchmark("outturn, 80 % limits, points from holding 80 %", "points", "<= 8", held),
    Benchmark("outturn of 2,000 series with limits", "seconds", "<= 60", speed),
)
