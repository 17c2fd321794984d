"""Likeness: planted kinds come apart, and one head that exploded is no kind of its own."""

import numpy as np
import pytest

from models import likeness

JUNE, JANUARY = np.r_[np.ones(11), 5] / 16, np.r_[np.ones(6), 5, np.ones(5)] / 16


def shapes(*kinds):
    noise = np.random.default_rng(0).normal(0, 0.002, (len(kinds), 12))
    made = np.array(kinds) + noise
    return made / made.sum(axis=1, keepdims=True)


def test_two_kinds_of_season_are_two_clusters_the_larger_first():
    found = likeness.clusters(shapes(JANUARY, JUNE, JUNE, JANUARY, JUNE), np.full(5, 0.1))
    assert found.cluster.tolist() == [1, 0, 0, 1, 0]
    assert found.silhouette > 0.5
    assert found.nearest[0] == 3 and found.nearest[3] == 0


def test_growth_of_one_head_does_not_make_the_clusters():
    growth = np.array([0.1, 0.11, 0.09, 0.1, 0.12, 5.0])
    found = likeness.clusters(shapes(JUNE, JUNE, JUNE, JANUARY, JANUARY, JANUARY), growth)
    assert found.cluster[0] == found.cluster[1] == found.cluster[2] != found.cluster[3] == found.cluster[4]


def test_all_alike_are_one_cluster():
    found = likeness.clusters(np.full((6, 12), 1 / 12), np.full(6, 0.1))
    assert (found.cluster.tolist(), found.silhouette) == ([0] * 6, 0.0)


def test_three_series_are_refused():
    with pytest.raises(ValueError, match="3 series, and 4 are needed"):
        likeness.clusters(np.full((3, 12), 1 / 12), np.zeros(3))
