"""The outturn: hand-worked years, levels that add up, a future that is never looked at."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from models.outturn import Spent, named, outturn, outturns, reckonings


def year(*halves: tuple[float, float]) -> np.ndarray:
    """One series: each year its first six months alike, then its last six."""
    return np.array([[[first] * 6 + [last] * 6 for first, last in halves]], float)


def test_the_four_reckonings_by_hand():
    """A spends 1 a month, then 3; B always 2. Of all money of last year 18 of 48 came in the first six months."""
    amounts = np.concatenate([year((1, 3), (2, 0)), year((2, 2), (2, 0))])
    rest = reckonings(Spent(amounts, 6)).sum(axis=2)
    assert rest[:, 0] == pytest.approx([36, 12 * 30 / 18, 36, 6 * 30 / 9])
    assert rest[:, 1] == pytest.approx([12, 12 * 30 / 18, 12, 6 * 30 / 9])


def test_a_kind_has_a_pattern_of_its_own():
    """A and B are of one kind: 9 of their 30 of last year came in its first half; C is another, level."""
    amounts = np.concatenate([year((1, 3), (2, 0)), year((0.5, 0.5), (1, 0)), year((2, 2), (2, 0))])
    spent = Spent(amounts, 6, np.array([[0, 0], [0, 0], [1, 1]]), 2)
    rest = reckonings(spent).sum(axis=2)
    assert rest[1, :] == pytest.approx([12 * 21 / 9, 6 * 21 / 9, 12])
    assert named(spent)[1] == "the year so far, by that of its kind"
    assert len(named(spent)) == len(rest)


def test_what_was_allotted_is_used_as_far_as_last_year_used_it():
    """Last year 24 were spent of 30; this year 20 are allotted and 12 spent: 20 x 24/30 less 12 are to come."""
    spent = Spent(year((2, 2), (2, 0)), 6, allotted=np.array([[[30.0, 20.0]]]))
    assert reckonings(spent)[-1].tolist() == pytest.approx(np.full((1, 6), 4 / 6))


def test_what_was_not_allotted_is_no_reckoning_of_its_own():
    """Where nothing is known of an allotment the others speak for it."""
    spent = Spent(year((2, 2), (3, 0)), 6, allotted=np.full((1, 1, 2), np.nan))
    assert reckonings(spent)[-1].sum() == pytest.approx(18)


def test_a_series_without_an_earlier_year_goes_by_all_together_or_by_its_months():
    amounts = np.concatenate([year((0, 0), (4, 0)), year((1, 1), (1, 0))])
    assert reckonings(Spent(amounts, 6)).sum(axis=2)[:, 0] == pytest.approx([24, 24, 24, 24])


def test_what_came_near_counts_more():
    """Every series has its own pattern: the pooled one is far off in every earlier year."""
    rng = np.random.default_rng(3)
    patterns = rng.dirichlet(np.ones(12), 30)
    amounts = patterns[:, None, :] * rng.uniform(50, 150, (30, 6, 1))
    (weights,) = outturn(Spent(amounts, 5)).weights
    assert weights[0] == weights.max()
    assert weights[1] < 0.05
    assert weights.sum() == pytest.approx(1)


MONEY = arrays(
    float,
    st.tuples(st.integers(1, 6), st.integers(2, 5), st.just(12)),
    elements=st.floats(-1e9, 1e12).map(lambda money: round(money, 2)),
)


def told(amounts: np.ndarray, month: int) -> Spent:
    """The same with kinds and an allotment, which is not known of the first series."""
    kinds = np.add.outer(np.arange(len(amounts)), np.arange(amounts.shape[1])) % 3
    allotted = np.abs(amounts).sum(axis=2)[None]
    allotted[0, 0] = np.nan
    return Spent(amounts, month, kinds, 3, allotted)


@settings(max_examples=60, deadline=None)
@given(MONEY, st.integers(1, 11))
def test_it_is_always_a_number_and_the_future_is_never_looked_at(amounts, month):
    spent = told(amounts, month)
    made = outturn(spent).remaining
    assert made.shape == (len(amounts), 12 - month)
    assert np.isfinite(made).all()
    corrupted = amounts.copy()
    corrupted[:, -1, month:] = 1e15
    again = Spent(corrupted, month, spent.kinds, 3, spent.allotted)
    assert np.array_equal(outturn(again).remaining, made)


@settings(max_examples=30, deadline=None)
@given(MONEY, st.integers(1, 11))
def test_an_earlier_year_is_tried_without_what_came_after(amounts, month):
    """All later years, and that year's own months to come, may be anything."""
    spent = told(amounts, month)
    for at, then in enumerate(outturns(spent)):
        corrupted = amounts.copy()
        corrupted[:, at + 1, month:] = 7e11
        corrupted[:, at + 2 :] = -5e11
        again = outturns(Spent(corrupted, month, spent.kinds, 3, spent.allotted))[at]
        assert np.array_equal(again.remaining, then.remaining)
        assert np.array_equal(again.weights, then.weights)
