"""Unusual month: a month of a series that is unlike its other years."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.ensemble import IsolationForest

LEAST_MONTHS = 24
FAR = 3.5  # robust deviations from the usual: Iglewicz and Hoaglin (1993)
ROBUST = 1.4826  # from the median absolute deviation to a standard deviation
SMALLEST_SPREAD = 0.02  # of the level: below it a month is as usual, however quiet the others are


@dataclass(frozen=True)
class UnusualMonths:
    """Of each month, shape (series, months): what was usual, how far off it is, the forest's score, the verdict."""

    usual: np.ndarray  # in the figures' unit
    distance: np.ndarray  # robust standard deviations, below zero: less than usual
    score: np.ndarray  # 0 to 1, higher is stranger (isolation forest, Liu et al. 2008)
    odd: np.ndarray  # True: far from the usual and among the strangest


def found(figures: np.ndarray, share: float = 0.02, seed: int = 0) -> UnusualMonths:
    """Odd months of monthly figures (series, months; NaN: none), which may be negative.

    Usual is the median of the other years' same month, each as a part of its own level (the median of the twelve
    months around). A month is odd when it is at least 3.5 robust deviations away and among the `share` that an
    isolation forest over all series (distance, change from the month before, change from last year) isolates first.
    """
    level = _level(figures)
    part = figures / level
    usual = _median_of_other_years(part)
    away = part - usual
    spread = ROBUST * _median(np.abs(away))[:, None]
    distance = away / np.maximum(spread, SMALLEST_SPREAD)
    distance[np.sum(~np.isnan(figures), axis=1) < LEAST_MONTHS] = np.nan
    before, last_year = (_change(part, months) for months in (1, 12))
    features = np.stack([distance, before, last_year], axis=2)
    known = ~np.isnan(distance)
    score = np.full(figures.shape, np.nan)
    if known.sum() >= LEAST_MONTHS:
        forest = IsolationForest(n_estimators=100, random_state=seed).fit(np.nan_to_num(features[known]))
        score[known] = -forest.score_samples(np.nan_to_num(features[known]))
    strange = score >= np.quantile(score[known], 1 - share) if known.any() else known
    return UnusualMonths(usual * level, distance, score, strange & (np.abs(np.nan_to_num(distance)) >= FAR))


def _level(figures: np.ndarray) -> np.ndarray:
    """The median size of the twelve months around each month; at the ends of the first and the last twelve."""
    width = figures.shape[1]
    firsts = [min(max(at - 6, 0), max(width - 12, 0)) for at in range(width)]
    around = [_median(np.abs(figures[:, first : first + 12])) for first in firsts]
    level = np.column_stack(around) if around else figures
    return np.where(level > 0, level, np.nan)


def _median_of_other_years(part: np.ndarray) -> np.ndarray:
    """The median over the same month of all other years."""
    usual = np.full(part.shape, np.nan)
    for at in range(part.shape[1]):
        others = [other for other in range(at % 12, part.shape[1], 12) if other != at]
        usual[:, at] = _median(part[:, others])
    return usual


def _median(values: np.ndarray) -> np.ndarray:
    """The median of each row; NaN for a row without figures."""
    having = ~np.isnan(values).all(axis=1) if values.shape[1] else np.zeros(len(values), dtype=bool)
    medians = np.full(len(values), np.nan)
    medians[having] = np.nanmedian(values[having], axis=1)
    return medians


def _change(part: np.ndarray, months: int) -> np.ndarray:
    """The change from some months before; NaN where there is no such month."""
    change = np.full(part.shape, np.nan)
    change[:, months:] = part[:, months:] - part[:, :-months]
    return change
