"""Forecast states: the official one-year revenue forecasts of 50 US states, ours, and the two combined.

Official: the original estimates of the budget. Ours: the growth that the quick grade sees in the state's own annual
tax series, put to the last outturn. Cut-off: the year before is complete, nothing of the year itself is known; the
official figures were made some weeks or months earlier. The weights of a year are learnt from the years before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from benchmarks.figures import Measured
from benchmarks.forecast_texas import folder
from models.forecast import History, Weighing, forecast

ITEMS = {"pit": "T40", "cit": "T41", "st": "T09"}  # of the Census' state tax collections
FIRST, LAST = 1991, 2015  # years forecast
BEGIN = 1950
SHORTEST = 4  # years known of a series


@dataclass(frozen=True)
class Beside:
    """State-years of one tax: what was said and what came, in the order of the years."""

    years: np.ndarray
    official: np.ndarray
    ours: np.ndarray
    actual: np.ndarray

    def at(self, chosen: np.ndarray) -> tuple[np.ndarray, ...]:
        """Official, ours, actual and year of the state-years chosen."""
        return tuple(figures[chosen] for figures in (self.official, self.ours, self.actual, self.years))


@cache
def tables() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Official estimate and outturn, and the collections, by tax and state (rows) and year."""
    place = folder() / "us_states_finance"
    told = pd.read_csv(place / "nasbofcerr.csv").query("stabbr != 'US' and tax in @ITEMS")
    told["code"] = told["tax"] + ":" + told["stabbr"]
    official, outturn = (told.pivot(index="code", columns="year", values=name) for name in ("oe", "ce"))
    taken = pd.read_parquet(place / "sgtax.a.parquet").astype({"item": str, "stabbr": str})
    taken = taken[taken["item"].isin(ITEMS.values()) & (taken["stabbr"] != "US") & (taken["year"] >= BEGIN)]
    names = {item: tax for tax, item in ITEMS.items()}
    taken["code"] = taken["item"].map(names) + ":" + taken["stabbr"]
    collected = taken.pivot(index="code", columns="year", values="value").reindex(columns=range(BEGIN, LAST + 1))
    return official, outturn, collected


@cache
def ours(ahead: int) -> pd.DataFrame:
    """Our forecasts by tax and state (rows) and year, nothing after the year that is `ahead` years before known."""
    _, outturn, collected = tables()
    made = {}
    for year in range(FIRST, LAST + 1):
        known = collected.loc[:, : year - ahead]
        known = known[known.notna().sum(axis=1) >= SHORTEST]
        history = History(tuple(known.index), np.datetime64(f"{BEGIN}-01", "M"), known.to_numpy(float), season=1)
        growth = forecast(history, ahead, "quick", moving=False).mean[:, -1] / known[year - ahead]
        made[year] = growth * outturn[year - ahead].reindex(known.index)
    return pd.DataFrame(made)


@cache
def beside(tax: str, ahead: int = 1) -> Beside:
    """The state-years of a tax for which there are both and an outturn."""
    official, outturn, _ = tables()
    made = ours(ahead)
    made = made[made.index.str.startswith(f"{tax}:")]
    long = pd.DataFrame({"ours": made.T.stack(), "official": official.T.stack(), "actual": outturn.T.stack()})
    long = long[np.isfinite(long).all(axis=1)].sort_index()
    years = long.index.get_level_values(0).to_numpy()
    return Beside(years, *(long[name].to_numpy(float) for name in ("official", "ours", "actual")))


def combination(told: Beside, ahead: int) -> tuple[np.ndarray, np.ndarray]:
    """The combined figures, NaN where no earlier year teaches anything, and the weight of ours each year."""
    said, weights = np.full(len(told.years), np.nan), []
    for year in np.unique(told.years):
        known, now = told.years <= year - ahead, told.years == year
        if known.any():
            taught = Weighing.learnt(*told.at(known))
            said[now] = taught.combined(told.official[now], told.ours[now])
            weights.append(taught.weight)
    return said, np.array(weights)


def combined(tax: str) -> Callable[[], Measured]:
    """The mean absolute percentage error of the combination beside that of the official figure."""
    return lambda: Measured(*_errors(tax, 1)[:2], note=f"{_said(tax, 1)}; known a year less: {_said(tax, 2)}")


def _errors(tax: str, ahead: int) -> tuple[float, ...]:
    """Mean errors of the combination, the official figure, ours and the plain average, then the same medians, in %."""
    told = beside(tax, ahead)
    said, _ = combination(told, ahead)
    there = np.isfinite(said)
    four = (said, told.official, told.ours, (told.official + told.ours) / 2)
    errors = [100 * np.abs(figures[there] / told.actual[there] - 1) for figures in four]
    return tuple(float(middle(one)) for middle in (np.mean, np.median) for one in errors)


def _said(tax: str, ahead: int) -> str:
    """Errors and weights in words, and whether ours earned any weight beyond what is left of the plain average."""
    said, weights = combination(beside(tax, ahead), ahead)
    errors = _errors(tax, ahead)
    means, medians = ("/".join(f"{one:.2f}" for one in part) for part in (errors[:4], errors[4:]))
    earned = "" if weights[-1] > _nothing(len(weights)) else " (left of the half: it earned none)"
    return (
        f"combination/official/ours/plain average: mean {means}, median {medians}, {np.isfinite(said).sum():,} "
        f"state-years; weight of ours in the last year {weights[-1]:.2f}{earned}"
    )


def _nothing(years: int) -> float:
    """The weight that is left of the plain average where so many years say nothing for ours, to the hundredth."""
    none = Weighing.learnt(np.ones(years), np.full(years, 2.0), np.ones(years), np.arange(years))
    return none.weight + 0.01
