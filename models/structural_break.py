"""Structural break: did the level of a series change for good, in a month that nobody has named?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from statsmodels.stats.diagnostic import breaks_cusumolsresid

TRIMMED = 0.15  # of the months at either end cannot be told from the ends: Andrews (1993)
DRAWS = 499
WARM_UP = 100  # months drawn before the first that counts


@dataclass(frozen=True)
class Break:
    """The month (its place in the series) that breaks the level most, the statistic and its p value."""

    at: int
    effect: float  # of the step on the series, in its unit
    statistic: float
    p_value: float


def level(figures: np.ndarray, controls: np.ndarray, seed: int = 0) -> Break:
    """The largest F statistic of a step at any month of the middle 70 % (sup-F, Andrews 1993).

    `figures` (n,) without gaps; `controls` (n, k) hold constant, trend and season. The p value comes from series drawn
    without a break, with the same correlation from month to month (AR(1) bootstrap): tables know no trend.
    """
    size = len(figures)
    places = range(int(np.ceil(TRIMMED * size)), int(size * (1 - TRIMMED)) + 1)
    basis = np.linalg.qr(controls)[0]
    beyond = [_beyond(np.arange(size) >= at, basis) for at in places]
    steps = [step / np.linalg.norm(step) for step in beyond]
    statistics = _f(figures[:, None], basis, steps)[:, 0]
    residual = figures - basis @ (basis.T @ figures)
    best = int(np.argmax(statistics))
    if np.allclose(residual, 0, atol=1e-9):
        return Break(places[best], 0.0, 0.0, 1.0)
    drawn = _f(_without_break(residual, seed), basis, steps).max(axis=0)
    effect = float(beyond[best] @ figures / (beyond[best] @ beyond[best]))
    p_value = (1 + np.sum(drawn >= statistics[best])) / (1 + DRAWS)
    return Break(places[best], effect, float(statistics[best]), float(p_value))


def cusum(residual: np.ndarray, terms: int) -> tuple[float, float]:
    """Statistic and p value of the OLS-CUSUM test (Ploberger and Krämer 1992) on a regression's residuals."""
    if np.allclose(residual, 0, atol=1e-9):
        return 0.0, 1.0
    statistic, p_value, _ = breaks_cusumolsresid(residual, ddof=terms)
    return float(statistic), float(p_value)


def _beyond(step: np.ndarray, basis: np.ndarray) -> np.ndarray:
    """The part of a step that the controls do not explain."""
    return step - basis @ (basis.T @ step)


def _f(series: np.ndarray, basis: np.ndarray, steps: list[np.ndarray]) -> np.ndarray:
    """F statistics of each step for each column of `series`; shape (steps, columns)."""
    explained = (np.array(steps) @ series) ** 2
    left = (series**2).sum(axis=0) - ((basis.T @ series) ** 2).sum(axis=0) - explained
    return explained / (left / (len(series) - basis.shape[1] - 1))


def _without_break(residual: np.ndarray, seed: int) -> np.ndarray:
    """Series like the residual and with no break, shape (n, DRAWS): AR(1), its shocks drawn anew."""
    rng, size = np.random.default_rng(seed), len(residual)
    rho = float(np.clip(residual[1:] @ residual[:-1] / (residual[:-1] @ residual[:-1]), -0.95, 0.95))
    shocks = residual[1:] - rho * residual[:-1]
    drawn = rng.choice(shocks - shocks.mean(), size=(WARM_UP + size, DRAWS))
    for at in range(1, len(drawn)):
        drawn[at] += rho * drawn[at - 1]
    return drawn[WARM_UP:]
