"""Decomposition: monthly receipts as trend x season x holiday x policy x rest, which multiply back to the figure."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import statsmodels.api as sm
from statsmodels.tsa.seasonal import STL

from models import hijri

LEAST_MONTHS = 36
LEAST_MONTHS_FOR_HOLIDAYS = 60  # in fewer the holidays have hardly moved through the seasons
LEAST_MONTHS_EACH_SIDE = 6  # of a dated intervention
MOST_WITHOUT = 0.2  # of the months may be without a figure above zero
KNOT = 24  # months between the bends of the trend within the regression
SIGNIFICANT = 0.05
HOLIDAYS = (hijri.RAMADAN, hijri.SHAWWAL, hijri.ZILHAJ)


@dataclass(frozen=True)
class Effect:
    """What came with a dated intervention: the level after it against before, in per cent, with its 95 % interval."""

    month: np.datetime64
    per_cent: float
    low: float
    high: float
    p_value: float


@dataclass(frozen=True)
class Decomposition:
    """Components of each month, shape (months,): the trend in the figures' unit, the others as factors around 1."""

    trend: np.ndarray
    season: np.ndarray
    holiday: np.ndarray
    policy: np.ndarray
    rest: np.ndarray  # the figure over the product of the others; NaN where there is no figure
    holiday_p: float  # of all holiday terms together; NaN where they were not tried
    effects: tuple[Effect, ...]
    logs: np.ndarray  # of the figures; where there is none, what the regression expects


def newey_west_lags(size: int) -> int:
    """How many lags the robust errors take: floor(4 (n/100)^(2/9)), Newey and West (1994).

    >>> newey_west_lags(100), newey_west_lags(36), newey_west_lags(10)
    (4, 3, 2)
    """
    return int(4 * (size / 100) ** (2 / 9))


def lacking(figures: np.ndarray) -> str:
    """Why a series cannot be taken apart; empty where it can.

    >>> lacking(np.ones(17))
    '17 months have a figure above zero and 36 are needed'
    """
    above = int(np.sum(figures > 0))
    if above < LEAST_MONTHS:
        return (
            f"{above} {'month has' if above == 1 else 'months have'} a figure above zero and {LEAST_MONTHS} are needed"
        )
    without = len(figures) - above
    return (
        f"{without} of {len(figures)} months have no figure above zero" if without > MOST_WITHOUT * len(figures) else ""
    )


def taken_apart(figures: np.ndarray, months: np.ndarray, interventions: Sequence[np.datetime64] = ()) -> Decomposition:
    """Components of monthly figures (NaN: none), for consecutive months (datetime64[M]).

    A regression on logs (month of the year, bent trend, holidays, steps at the interventions; HAC errors, Newey and
    West 1987) measures holidays and interventions; STL (Cleveland et al. 1990) on what they leave finds trend and
    season. Holidays are kept where their terms together are significant at 5 %. ValueError: see `lacking`.
    """
    if why := lacking(figures):
        raise ValueError(f"{why[:1].upper()}{why[1:]}.")
    months = months.astype("datetime64[M]")
    logs = np.log(np.where(figures > 0, figures, np.nan))
    known = ~np.isnan(logs)
    dated = tuple(month for month in interventions if _estimable(known, months, month))
    holiday, steps = (
        holidays(months),
        np.array([months >= month for month in dated], dtype=float).reshape(-1, len(months)).T,
    )
    first, holiday_p = rhythm(months).shape[1], np.nan
    if known.sum() >= LEAST_MONTHS_FOR_HOLIDAYS:
        holiday_p = _joint_p(_regression(logs, months, np.hstack([holiday, steps])), first)
    kept = holiday if holiday_p < SIGNIFICANT else holiday[:, :0]
    fit = _regression(logs, months, np.hstack([kept, steps]))
    design = np.hstack([rhythm(months), kept, steps])
    last = first + kept.shape[1]
    of_holiday, of_policy = kept @ fit.params[first:last], steps @ fit.params[last:]
    logs = np.where(known, logs, design @ fit.params)
    found = _stl(logs - of_holiday - of_policy)
    factors = [np.round(np.exp(found.trend), 2), *(np.exp(part) for part in (found.seasonal, of_holiday, of_policy))]
    rest = figures / np.prod(factors, axis=0)
    return Decomposition(*factors, rest, holiday_p, _effects(fit, dated, last), logs)


def holidays(months: np.ndarray) -> np.ndarray:
    """Parts of each month in Ramadan, Shawwal and Zilhaj, less their mean; shape (months, 3)."""
    parts = np.array([hijri.part_of(month, months) for month in HOLIDAYS]).T
    return parts - parts.mean(axis=0)


def rhythm(months: np.ndarray, bent: bool = True) -> np.ndarray:
    """Month of the year and a straight trend, or one that may bend every two years; shape (months, terms)."""
    number, time = months.astype(int) % 12, np.arange(len(months), dtype=float)
    knots = range(KNOT, len(months) - KNOT // 2, KNOT) if bent else ()
    bends = [np.maximum(time - knot, 0) / 12 for knot in knots]
    return np.column_stack([*(number == month for month in range(12)), time / 12, *bends]).astype(float)


def _estimable(known: np.ndarray, months: np.ndarray, month: np.datetime64) -> bool:
    """Whether enough figures stand on both sides of an intervention."""
    after = months >= month
    return min(known[after].sum(), known[~after].sum()) >= LEAST_MONTHS_EACH_SIDE


def _regression(logs: np.ndarray, months: np.ndarray, more: np.ndarray):
    """Least squares on the months that have a logarithm, with errors robust to correlation over time."""
    known = ~np.isnan(logs)
    fit = sm.OLS(logs[known], np.hstack([rhythm(months), more])[known])
    return fit.fit(
        cov_type="HAC", cov_kwds={"maxlags": newey_west_lags(int(known.sum())), "use_correction": True}, use_t=True
    )


def _joint_p(fit, first: int) -> float:
    """p value of the F test that all holiday terms are nothing; 1 where the figures have no scatter to test against."""
    if np.allclose(fit.resid, 0, atol=1e-9):
        return 1.0
    chosen = np.eye(len(fit.params))[first : first + len(HOLIDAYS)]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="covariance of constraints", category=UserWarning)
        return float(fit.f_test(chosen).pvalue)


def _stl(logs: np.ndarray):
    """Trend, season and rest of monthly logs; odd months out do not bend the season."""
    return STL(logs, period=12, seasonal=13, robust=True).fit()


def _effects(fit, dated: Sequence[np.datetime64], first: int) -> tuple[Effect, ...]:
    """Each intervention's step as a change in per cent."""
    ends = np.asarray(fit.conf_int(SIGNIFICANT))
    return tuple(
        Effect(month, *(float(np.expm1(end) * 100) for end in (fit.params[at], *ends[at])), float(fit.pvalues[at]))
        for at, month in enumerate(dated, start=first)
    )
