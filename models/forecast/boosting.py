"""Boosting: one gradient-boosted model learns from all heads where Theta and damped Holt go wrong.

What it learns is the distance of each month from the mean of the two, in units of the series' own recent level, so that
a large head and a small one teach each other (one model for all horizons). It knows what the two said, how they differ,
and how the last months and the last years went.
"""

from __future__ import annotations

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits

from models.forecast.smoothing import batch

ROWS = 60_000  # months to learn from at most: more were not better, and take time
FEWEST = 400  # months below which there is nothing to learn from
YEARS = 6  # origins in the last years teach, and the year after each
FAR = 0.995  # distances beyond this quantile are no lesson


def boosted(values: np.ndarray, season: int, horizon: int, seed: int = 0) -> np.ndarray:
    """Forecasts (series, horizon) of `values` (series, months), aligned at the last month.

    NaN for a series without a complete last year, and for all where there is too little to learn from.
    """
    features, middle, level = situation(values, season, horizon)
    told, missed = lessons(values, season, horizon, np.random.default_rng(seed))
    if len(missed) < FEWEST:
        return np.full(middle.shape, np.nan)
    far = np.quantile(np.abs(missed), FAR)
    known = np.isfinite(told).any(axis=0)  # where the history is short, nobody knows the third year back
    model = HistGradientBoostingRegressor(
        loss="absolute_error",
        max_iter=100,
        learning_rate=0.06,
        max_leaf_nodes=15,
        min_samples_leaf=40,
        early_stopping=False,
        random_state=seed,
    )
    with threadpool_limits(1):  # on a busy machine, threads that wait for each other take a hundred times as long
        model.fit(told[:, known], np.clip(missed, -far, far))
        distance = model.predict(features.reshape(-1, features.shape[2])[:, known])
    return middle + level[:, None] * distance.reshape(middle.shape)


def lessons(
    values: np.ndarray, season: int, horizon: int, chance: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """What was known at earlier origins (rows, features) and by how much the two were then wrong (rows,)."""
    width = values.shape[1]
    origins = range(max(2 * season, width - YEARS * season - horizon), width)
    told, missed = [], [np.empty(0)]
    for origin in origins:
        heads = _some(len(values), ROWS // (len(origins) * horizon) + 1, chance)
        ahead = values[heads, origin : origin + horizon]
        features, middle, level = situation(values[heads, :origin], season, ahead.shape[1])
        distance = (ahead - middle) / level[:, None]
        usable = np.isfinite(distance)
        told.append(features[usable])
        missed.append(distance[usable])
    return np.concatenate(told) if told else np.empty((0, 0)), np.concatenate(missed)


def _some(count: int, wanted: int, chance: np.random.Generator) -> np.ndarray:
    """All positions, or as many as wanted, drawn at random."""
    return np.arange(count) if count <= wanted else np.sort(chance.choice(count, wanted, replace=False))


def situation(values: np.ndarray, season: int, horizon: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What is known at the last month, in units of each series' level.

    Features (series, horizon, features), the mean of Theta and Holt (series, horizon), and the level, the mean size of
    the last year (series,); NaN where the series is too short.
    """
    origin = values.shape[1]

    def known(columns: np.ndarray) -> np.ndarray:
        inside = (columns >= 0) & (columns < origin)
        return np.where(inside, values[:, np.clip(columns, 0, origin - 1)], np.nan)

    theta, holt = batch(values, season, horizon)
    middle = (theta + holt) / 2
    ahead = np.arange(1, horizon + 1)
    month = origin - 1 + ahead - season * -(-ahead // season)  # the same month of the last complete year
    last = origin - 1 - np.arange(min(season, 12) if season > 1 else 3)
    years = [known(origin - 1 - year * season - np.arange(season)) for year in range(3)]
    level = np.abs(years[0]).mean(axis=1)
    level = np.where(level > 0, level, np.nan)
    means = [year.mean(axis=1, keepdims=True) for year in years]
    growth = known(last) - known(last - season)
    spans = sorted({max(1, len(last) // 4), max(1, len(last) // 2), len(last)})
    of_series = [growth, *(growth[:, :months].mean(axis=1, keepdims=True) for months in spans)]
    of_series += [np.abs(growth).mean(axis=1, keepdims=True), years[0].std(axis=1, keepdims=True)]
    of_series += [means[0], means[0] - means[1], means[1] - means[2], known(last[:3]) - means[0]]
    same = [known(month - year * season) for year in range(3)]
    of_month = [one - mean for one, mean in zip(same, means, strict=True)]
    of_month += [same[0] - same[1], same[1] - same[2], known(month - 1) - same[0], known(month + 1) - same[0]]
    of_month += [middle - same[0], theta - holt]
    still = np.concatenate(of_series, axis=1)[:, None, :].repeat(horizon, axis=1)
    features = np.concatenate([still, np.stack(of_month, axis=2)], axis=2) / level[:, None, None]
    steps = np.broadcast_to(ahead[None, :, None], (len(values), horizon, 1))
    return np.concatenate([features, steps], axis=2).astype(np.float32), middle, level
