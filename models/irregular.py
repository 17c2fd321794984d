"""Irregular: first digits and months of offices that are unlike what they should be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2
from sklearn.ensemble import IsolationForest

EXPECTED = np.log10(1 + 1 / np.arange(1, 10))  # Benford (1938): the share of each first digit, 1 to 9
ROBUST = 1.4826  # from the median absolute deviation to a standard deviation
SMALLEST_SPREAD = 0.3  # of a profile's figure: below it a month is as usual, however quiet the others are


@dataclass(frozen=True)
class FirstDigits:
    """How often each first digit stands, set against Benford's law."""

    deviation: float  # mean absolute deviation of the nine shares: Nigrini (2012), ch. 7
    statistic: float  # chi-square with eight degrees of freedom
    chance: float  # of a statistic as large, did the amounts follow the law
    digit: int  # the digit that is most too frequent


def first_digits(counts: np.ndarray) -> FirstDigits:
    """The counts of the digits 1 to 9 beside the law.

    >>> first_digits(np.array([301, 176, 125, 97, 79, 67, 58, 51, 46])).deviation < 0.001
    True
    >>> first_digits(np.array([0, 0, 0, 0, 900, 0, 0, 0, 0])).digit
    5
    """
    counts = np.asarray(counts, float)
    expected = EXPECTED * counts.sum()
    statistic = float(((counts - expected) ** 2 / expected).sum())
    excess = counts / counts.sum() - EXPECTED
    return FirstDigits(float(np.abs(excess).mean()), statistic, float(chi2.sf(statistic, 8)), int(excess.argmax()) + 1)


@dataclass(frozen=True)
class Profiles:
    """Months of offices beside what is usual; shape (months of offices, figures)."""

    usual: np.ndarray
    distance: np.ndarray  # robust deviations, below zero: less than usual
    score: np.ndarray  # 0 to 1, higher is stranger (isolation forest, Liu et al. 2008); NaN: nothing is usual there


def profiles(figures: np.ndarray, office: np.ndarray, season: np.ndarray, least: int, seed: int = 0) -> Profiles:
    """Months of offices judged by the median of the office, and by what all offices do in that month of the year.

    `figures` are on a scale on which differences compare, such as logarithms; `office` and `season` number the rows.
    A forest over the distances of all offices with `least` months isolates the strange ones first.
    """
    usual = _median_of(figures, office)
    usual = usual + _median_of(figures - usual, season)
    away = figures - usual
    spread = np.maximum(ROBUST * _median_of(np.abs(away), office), SMALLEST_SPREAD)
    distance = away / spread
    known = np.bincount(office, minlength=1)[office] >= least if len(office) else np.zeros(0, bool)
    score = np.full(len(figures), np.nan)
    if known.sum() >= least:
        forest = IsolationForest(n_estimators=100, random_state=seed).fit(distance[known])
        score[known] = -forest.score_samples(distance[known])
    return Profiles(usual, np.where(known[:, None], distance, np.nan), score)


def far_from_usual(values: np.ndarray) -> np.ndarray:
    """Robust deviations of each value from the median of all.

    >>> far_from_usual(np.array([1.0, 2.0, 3.0, 4.0, 5.0])).round(2).tolist()
    [-1.35, -0.67, 0.0, 0.67, 1.35]
    """
    middle = np.median(values)
    spread = ROBUST * np.median(np.abs(values - middle))
    return (values - middle) / spread if spread > 0 else np.zeros(len(values))


def _median_of(figures: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Each row's median of its group, figure by figure."""
    if not len(figures):
        return figures
    order = np.argsort(group, kind="stable")
    ends = np.cumsum(np.bincount(group))
    medians = np.zeros((len(ends), figures.shape[1]))
    for number, (first, last) in enumerate(zip(np.r_[0, ends[:-1]], ends, strict=True)):
        if last > first:
            medians[number] = np.median(figures[order[first:last]], axis=0)
    return medians[group]
