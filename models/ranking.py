"""Ranking: places by receipts per head of population, and how sure the ranks are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

DRAWS = 2000


@dataclass(frozen=True)
class Ranking:
    """Per-head figures and ranks, shape (places,), each with the 95 % interval of the draws; rank 1 is the largest."""

    per_head: np.ndarray
    low: np.ndarray
    high: np.ndarray
    rank: np.ndarray
    best: np.ndarray  # the best rank of the interval
    worst: np.ndarray


def by_head(monthly: np.ndarray, population: np.ndarray, seed: int = 0) -> Ranking:
    """Rank places by the sum of their months over their population.

    `monthly` (places, months), 0 where a place collected nothing. The interval is a bootstrap: months drawn with
    replacement (Efron 1979), the same for all places, so that a good month for all moves no rank.
    """
    size = monthly.shape[1]
    drawn = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), size=DRAWS)
    sums = drawn @ monthly.T / population
    ranks = 1 + (sums[:, None, :] > sums[:, :, None]).sum(axis=2)
    per_head = monthly.sum(axis=1) / population
    low, high = np.quantile(sums, [0.025, 0.975], axis=0)
    best, worst = np.quantile(ranks, [0.025, 0.975], axis=0, method="nearest")
    rank = 1 + (per_head[None, :] > per_head[:, None]).sum(axis=1)
    return Ranking(per_head, low, high, rank, best.astype(int), worst.astype(int))
