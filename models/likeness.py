"""Likeness: series that move alike through the year and grow alike, in clusters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import pairwise_distances, silhouette_score
from sklearn.preprocessing import RobustScaler

LEAST_SERIES = 4
MOST_CLUSTERS = 6
SHAPE_TO_GROWTH = 3
TINY = 1e-12


@dataclass(frozen=True)
class Likeness:
    """The cluster of each series (from 0, the largest cluster first), its nearest neighbour, and how clear all is."""

    cluster: np.ndarray
    nearest: np.ndarray  # place of the most similar series
    distance: np.ndarray  # to it; 2 is the distance of a typical series from the middle
    silhouette: float  # -1 to 1: above 0.5 clear, below 0.25 hardly any structure (Kaufman and Rousseeuw 1990)


def clusters(shape: np.ndarray, growth: np.ndarray, seed: int = 0) -> Likeness:
    """k-means on seasonal shape (series, 12; shares that sum to 1) and growth (series,), 2 to 6 clusters.

    The number of clusters is the one with the best silhouette. All months together vary three times as much as growth,
    which is cut off at two interquartile ranges from its median: one head that exploded is not a cluster of its own.
    ValueError under 4 series.
    """
    if len(shape) < LEAST_SERIES:
        raise ValueError(f"{len(shape)} series, and {LEAST_SERIES} are needed to compare.")
    shapes = shape - shape.mean(axis=0)
    shapes = shapes * np.sqrt(SHAPE_TO_GROWTH / max((shapes**2).sum(axis=1).mean(), TINY))
    grown = np.clip(RobustScaler().fit_transform(growth[:, None]), -2, 2)
    features = np.column_stack([shapes, grown / max(float(grown.std()), TINY)])
    distances = pairwise_distances(features)
    np.fill_diagonal(distances, np.inf)
    different = len(np.unique(features.round(9), axis=0))
    tried = [
        KMeans(number, n_init=10, random_state=seed).fit_predict(features)
        for number in range(2, min(MOST_CLUSTERS, different, len(shape) - 1) + 1)
    ]
    scores = [silhouette_score(features, labels) for labels in tried]
    labels = tried[int(np.argmax(scores))] if tried else np.zeros(len(shape), dtype=int)
    return Likeness(
        _by_size(labels), distances.argmin(axis=1), distances.min(axis=1), float(max(scores)) if scores else 0.0
    )


def _by_size(labels: np.ndarray) -> np.ndarray:
    """The same clusters numbered from the largest."""
    numbers, sizes = np.unique(labels, return_counts=True)
    order = {number: at for at, number in enumerate(numbers[np.argsort(-sizes, kind="stable")])}
    return np.array([order[label] for label in labels])
