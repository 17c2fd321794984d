"""Paths: what is uncertain drawn jointly, the same numbers every time, and what they say of a target."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from models.budget.framework import SHOCKS, YEARS

SEED, PATHS = 20260701, 10_000


@dataclass(frozen=True)
class Spread:
    """One standard deviation a year of each of SHOCKS, as a part, and how they move together."""

    size: tuple[float, ...]
    together: tuple[tuple[float, ...], ...] = ()  # correlations; none: they do not

    @property
    def correlation(self) -> np.ndarray:
        """The correlations, mended where history gave none that can be."""
        given = np.array(self.together) if self.together else np.eye(len(SHOCKS))
        values, vectors = np.linalg.eigh((given + given.T) / 2)
        mended = vectors * np.maximum(values, 1e-9) @ vectors.T
        scale = np.sqrt(np.diag(mended))
        return mended / np.outer(scale, scale)


@lru_cache(maxsize=4)
def _normal(paths: int, seed: int) -> np.ndarray:
    """Standard normal numbers in pairs of opposite sign, so that their means are exactly zero."""
    half = np.random.default_rng(seed).standard_normal((paths // 2 + paths % 2, YEARS, len(SHOCKS)))
    return np.concatenate([half, -half])[:paths]


def draw(spread: Spread, paths: int = PATHS, seed: int = SEED) -> dict[str, np.ndarray]:
    """Shocks by name, shape (paths, YEARS); a fixed seed, so that two scenarios differ by their levers alone."""
    drawn = _normal(paths, seed) @ np.linalg.cholesky(spread.correlation).T * np.array(spread.size)
    return {name: drawn[:, :, at] for at, name in enumerate(SHOCKS)}


def bands(amounts: np.ndarray, levels: tuple[float, ...] = (2.5, 10, 50, 90, 97.5)) -> np.ndarray:
    """Percentiles of paths by year; shape (levels, YEARS)."""
    return np.percentile(amounts, levels, axis=0)


def chance(amounts: np.ndarray, least: float) -> np.ndarray:
    """In what part of the paths an amount is at least so much, by year."""
    return (amounts >= least).mean(axis=0)


def reserve(balance: np.ndarray, least: float, holds: float = 0.8) -> np.ndarray:
    """What must be laid aside for the balance to stay over a limit in so many cases, by year; never below zero."""
    return np.maximum(least - np.percentile(balance, (1 - holds) * 100, axis=0), 0)
