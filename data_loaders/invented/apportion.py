"""Sharing money so that the parts add up to the whole, to the rupee."""

from __future__ import annotations

import numpy as np


def apportion(totals: np.ndarray, group: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Each group's total shared among its lines by weight; `group` numbers the totals and is sorted.

    Every line is less than a rupee from its exact share, and each group adds up exactly.

    >>> apportion(np.array([100, -7]), np.array([0, 0, 0, 1, 1]), np.array([1.0, 1.0, 1.0, 3.0, 1.0])).tolist()
    [33, 34, 33, -5, -2]
    """
    if not len(group):
        return np.zeros(0, np.int64)
    running = np.cumsum(weights)
    first = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    last = np.r_[first[1:], len(group)] - 1
    before = np.r_[0.0, running[last[:-1]]]
    lines = last - first + 1
    share = (running - np.repeat(before, lines)) / np.repeat(running[last] - before, lines)
    share[last] = 1.0
    whole = totals[group]
    reached = np.floor(whole * share + 0.5).astype(np.int64)
    reached[last] = whole[last]
    parts = np.diff(reached, prepend=0)
    parts[first] = reached[first]
    return parts


def largest_remainder(total: int, weights: list[float]) -> list[int]:
    """One total shared by weight; the rupees left over go to the largest fractions.

    >>> largest_remainder(10, [1, 1, 1])
    [4, 3, 3]
    """
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part // 1) for part in exact]
    order = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    left = total - sum(parts)
    for step in range(abs(left)):
        parts[order[step % len(parts)]] += 1 if left > 0 else -1
    return parts
