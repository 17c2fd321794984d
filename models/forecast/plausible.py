"""Plausible: the plainest forecast there is, and the range that no forecast may leave."""

from __future__ import annotations

import numpy as np


def last_year(values: np.ndarray, season: int, horizon: int) -> np.ndarray:
    """The same month of the last year; the mean of what there is where a year is not complete; 0 for nothing."""
    seen = ~np.isnan(values)
    recent = values[:, -season:]
    count = seen[:, -season:].sum(axis=1)
    level = np.nan_to_num(recent).sum(axis=1) / np.maximum(count, 1)
    whole = (count == season)[:, None]
    return np.where(whole, recent[:, np.arange(horizon) % max(recent.shape[1], 1)], level[:, None])


def bounded(mean: np.ndarray, values: np.ndarray, season: int) -> np.ndarray:
    """Forecasts kept within what the last three years make plausible: their range and half as much again.

    Never below zero where the history never was.
    """
    recent = np.where(
        np.isnan(values[:, -3 * season :]), np.nanmean(values, axis=1, keepdims=True), values[:, -3 * season :]
    )
    low, high = recent.min(axis=1, keepdims=True), recent.max(axis=1, keepdims=True)
    room = np.maximum(high - low, np.abs(high)) * 0.5
    floor = np.where((values < 0).any(axis=1, keepdims=True), low - room, 0.0)
    return np.clip(mean, np.maximum(low - room, floor), high + room)
