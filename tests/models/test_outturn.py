"""The outturn: hand-worked years, levels that add up, a future that is never looked at, limits that are earned."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from models.outturn import Record, Spent, chance_above, limits, outturn, reckonings, record


def year(*halves: tuple[float, float]) -> np.ndarray:
    """One series: each year its first six months alike, then its last six."""
    return np.array([[[first] * 6 + [last] * 6 for first, last in halves]], float)


def test_the_four_reckonings_by_hand():
    """A spends 1 a month, then 3; B always 2. Of all money of last year 18 of 48 came in the first six months."""
    amounts = np.concatenate([year((1, 3), (2, 0)), year((2, 2), (2, 0))])
    rest = reckonings(Spent(amounts, 6)).sum(axis=2)
    assert rest[:, 0] == pytest.approx([36, 12 * 30 / 18, 36, 6 * 30 / 9])
    assert rest[:, 1] == pytest.approx([12, 12 * 30 / 18, 12, 6 * 30 / 9])


def test_a_series_without_an_earlier_year_goes_by_all_together_or_by_its_months():
    amounts = np.concatenate([year((0, 0), (4, 0)), year((1, 1), (1, 0))])
    assert reckonings(Spent(amounts, 6)).sum(axis=2)[:, 0] == pytest.approx([24, 24, 24, 24])


def test_what_came_near_counts_more():
    """Every series has its own pattern: the pooled one is far off in every earlier year."""
    rng = np.random.default_rng(3)
    patterns = rng.dirichlet(np.ones(12), 30)
    amounts = patterns[:, None, :] * rng.uniform(50, 150, (30, 6, 1))
    weights = outturn(Spent(amounts, 5)).weights
    assert weights[0] == weights.max()
    assert weights[1] < 0.05
    assert weights.sum() == pytest.approx(1)


MONEY = arrays(float, st.tuples(st.integers(1, 6), st.integers(2, 5), st.just(12)), elements=st.floats(-1e9, 1e12))


@settings(max_examples=60, deadline=None)
@given(MONEY, st.integers(1, 11))
def test_it_is_always_a_number_and_the_future_is_never_looked_at(amounts, month):
    spent = Spent(amounts, month)
    made = outturn(spent).remaining
    assert made.shape == (len(amounts), 12 - month)
    assert np.isfinite(made).all()
    corrupted = amounts.copy()
    corrupted[:, -1, month:] = 1e15
    assert np.array_equal(outturn(Spent(corrupted, month)).remaining, made)
    groups = np.zeros(len(amounts), int)
    assert np.array_equal(limits(Spent(corrupted, month), groups), limits(spent, groups), equal_nan=True)


@settings(max_examples=30, deadline=None)
@given(MONEY, st.integers(1, 11))
def test_groups_add_up_to_all(amounts, month):
    spent, groups = Spent(amounts, month), np.arange(len(amounts)) % 2
    rest = outturn(spent).rest
    parts = [rest[groups == group].sum() for group in (0, 1)]
    assert sum(parts) == pytest.approx(rest.sum(), rel=1e-9, abs=1e-3)


def test_limits_hold_what_they_promise_on_years_they_never_saw():
    rng = np.random.default_rng(11)
    sizes = rng.lognormal(3, 1, (150, 1, 1))
    amounts = sizes * rng.lognormal(0, 0.3, (150, 9, 1)) * rng.lognormal(0, 0.4, (150, 9, 12))
    spent, groups = Spent(amounts, 6), np.arange(150)
    ends, actual = limits(spent, groups), amounts[:, -1].sum(axis=1)
    held = ((actual >= ends[:, 0]) & (actual <= ends[:, 1])).mean()
    assert 0.7 < held < 0.9
    assert (ends[:, 2] <= ends[:, 0]).all() and (ends[:, 1] <= ends[:, 3]).all()
    below = chance_above(ends[:, 1], spent, groups)
    assert np.abs(below - 10).max() < 1.5  # the upper end of 80 is passed in 10 of 100


def test_without_earlier_years_there_are_no_limits_and_no_chance():
    spent = Spent(year((1, 3), (2, 0)), 6)
    assert np.isnan(limits(spent, np.zeros(1, int))).all()
    assert np.isnan(chance_above(np.array([5.0]), spent, np.zeros(1, int))).all()
    assert len(record(spent, np.zeros(1, int)).errors) == 0


def test_errors_are_taken_from_sums_of_like_size():
    known = Record(np.arange(100.0), np.arange(100.0))
    assert known.alike(0.0).tolist() == list(range(50))
    assert known.alike(99.0).tolist() == list(range(50, 100))
