"""Ranking: per head by hand, and ranks that are as sure as the months let them be."""

import numpy as np

from models import ranking


def test_per_head_and_rank_by_hand():
    found = ranking.by_head(np.array([[6.0, 6], [10, 20], [1, 1]]), np.array([2.0, 10, 2]))
    assert found.per_head.tolist() == [6, 3, 1]
    assert found.rank.tolist() == [1, 2, 3]


def test_places_that_move_together_keep_their_ranks():
    good_and_bad = np.random.default_rng(1).lognormal(0, 1, 12)
    found = ranking.by_head(np.outer([3, 2, 1], good_and_bad), np.ones(3))
    assert found.best.tolist() == found.worst.tolist() == [1, 2, 3]
    assert (found.low < found.per_head).all() and (found.per_head < found.high).all()


def test_one_lucky_month_makes_a_rank_unsure():
    steady, lucky = np.full(12, 2.0), np.r_[np.ones(11), 20.0]
    found = ranking.by_head(np.array([steady, lucky]), np.ones(2))
    assert found.rank.tolist() == [2, 1]
    assert (found.best.tolist(), found.worst.tolist()) == ([1, 1], [2, 2])


def test_ties_share_a_rank_and_the_seed_decides_the_draws():
    monthly = np.ones((2, 6))
    assert ranking.by_head(monthly, np.ones(2)).rank.tolist() == [1, 1]
    draws = [ranking.by_head(np.arange(12.0).reshape(2, 6), np.ones(2), seed=3).low.tolist() for _ in range(2)]
    assert draws[0] == draws[1]
