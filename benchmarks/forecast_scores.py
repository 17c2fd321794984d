"""Forecast scores: MASE, sMAPE and the interval score of one forecast, and OWA against Naive2 over many.

Makridakis, Spiliotis & Assimakopoulos (2020), the M4 competition, International Journal of Forecasting 36.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Scored:
    """A forecast beside what came: the past (months,), what came and what was said (horizon,), the limits if any."""

    past: np.ndarray
    came: np.ndarray
    said: np.ndarray
    season: int
    limits: dict[str, np.ndarray] | None = None

    @property
    def scale(self) -> float:
        """The seasonal naive method's mean error within the past."""
        return float(np.abs(self.past[self.season :] - self.past[: -self.season]).mean())

    def mase(self, said: np.ndarray) -> float:
        """Mean absolute error in units of the scale."""
        return float(np.abs(self.came - said).mean() / self.scale)

    def smape(self, said: np.ndarray) -> float:
        """Symmetric mean absolute percentage error, 0 to 200; a month of nothing that was forecast as nothing is 0.

        >>> scored = Scored(np.array([1.0, 2]), np.array([1.0, 0]), np.array([3.0, 0]), 1)
        >>> scored.smape(scored.said)
        50.0
        """
        size = np.abs(self.came) + np.abs(said)
        return float((200 * np.abs(self.came - said) / np.where(size > 0, size, 1)).mean())

    def held(self, level: int) -> float:
        """The share of months within the limits."""
        return float(((self.came >= self.limits[f"lo{level}"]) & (self.came <= self.limits[f"hi{level}"])).mean())

    def interval(self, level: int) -> float:
        """The interval score (Gneiting & Raftery 2007) in units of the scale: width, and a fine for what is outside."""
        low, high = self.limits[f"lo{level}"], self.limits[f"hi{level}"]
        outside = np.clip(low - self.came, 0, None) + np.clip(self.came - high, 0, None)
        return float((high - low + 2 / (1 - level / 100) * outside).mean() / self.scale)


def owa(scored: Iterable[Scored]) -> float:
    """Overall weighted average: the mean of MASE and sMAPE, each in units of Naive2's."""
    scored = list(scored)
    ratios = []
    for score in (Scored.mase, Scored.smape):
        ours = np.mean([score(one, one.said) for one in scored])
        naive = np.mean([score(one, naive2(one.past, one.season, len(one.came))) for one in scored])
        ratios.append(ours / naive)
    return float(np.mean(ratios))


def naive2(past: np.ndarray, season: int, horizon: int) -> np.ndarray:
    """The last figure, without its season where the series is seasonal (tested at 90 %), with it put back."""
    count, factors, plain = len(past), np.ones(horizon), past
    if count >= 3 * season and (past > 0).all() and season > 1 and _seasonal(past, season):
        weights = np.r_[0.5, np.ones(season - 1), 0.5] / season if season % 2 == 0 else np.ones(season) / season
        trend = np.convolve(past, weights, "valid")
        begin = (len(weights) - 1) // 2
        ratio, phase = past[begin : begin + len(trend)] / trend, (begin + np.arange(len(trend))) % season
        index = np.array([ratio[phase == one].mean() for one in range(season)])
        index *= season / index.sum()
        plain, factors = past / index[np.arange(count) % season], index[(count + np.arange(horizon)) % season]
    return plain[-1] * factors


def _seasonal(past: np.ndarray, season: int) -> bool:
    """Whether the autocorrelation at a year's lag is more than chance."""
    around = past - past.mean()
    variance = (around**2).sum()
    if variance == 0:
        return False
    correlation = np.array([(around[lag:] * around[:-lag]).sum() / variance for lag in range(1, season + 1)])
    return abs(correlation[-1]) > 1.645 * np.sqrt((1 + 2 * (correlation[:-1] ** 2).sum()) / len(past))
