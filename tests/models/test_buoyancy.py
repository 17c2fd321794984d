"""Buoyancy: a textbook line, robust errors by a loop, and what takes more years."""

import numpy as np
import pytest
from scipy import stats

from models import buoyancy
from models.decomposition import newey_west_lags

# Anscombe (1973), The American Statistician 27: slope 0.500, intercept 3.00 in the first of his four sets
X = np.array([10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5], dtype=float)
Y = np.array([8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68])


def newey_west_error(x, y, lags):
    """The standard error of the slope by Newey and West (1987), term by term, for n / (n - 2) degrees of freedom."""
    design = np.column_stack([np.ones(len(x)), x])
    bread = np.linalg.inv(design.T @ design)
    scores = design * (y - design @ bread @ design.T @ y)[:, None]
    meat = np.zeros((2, 2))
    for t in range(len(x)):
        for s in range(len(x)):
            weight = 1 - abs(t - s) / (lags + 1)
            meat += max(weight, 0) * np.outer(scores[t], scores[s])
    return np.sqrt((bread @ meat @ bread)[1, 1] * len(x) / (len(x) - 2))


def test_the_slope_is_the_textbook_one():
    assert buoyancy.over_base(np.exp(Y), np.exp(X)).value == pytest.approx(0.500, abs=0.0005)


def test_the_interval_has_the_errors_of_newey_and_west():
    found = buoyancy.over_base(np.exp(Y), np.exp(X))
    reach = stats.t.ppf(0.975, len(X) - 2) * newey_west_error(X, Y, newey_west_lags(len(X)))
    assert (found.low, found.high, found.years) == pytest.approx((found.value - reach, found.value + reach, 11))


def test_four_years_are_refused():
    with pytest.raises(ValueError, match="4 years of receipts and base together, and 5 are needed"):
        buoyancy.over_base(np.ones(4), np.ones(4))


def test_a_step_of_policy_is_taken_out_of_the_elasticity():
    base = np.exp(np.linspace(0, 1, 10) + 0.05 * np.sin(np.arange(10)))
    after = (np.arange(10) >= 6).astype(float)
    receipts = base**0.8 * np.exp(0.3 * after)
    assert buoyancy.over_base(receipts, base).value > 1
    assert buoyancy.over_base(receipts, base, after[None, :]).value == pytest.approx(0.8)


def test_the_long_run_is_what_receipts_settle_at():
    rng = np.random.default_rng(5)
    base = np.cumsum(rng.normal(0.1, 0.1, 40))
    receipts = np.zeros(40)
    for year in range(1, 40):  # 0.4 of last year's, 0.5 now and 0.2 of last year's base: (0.5 + 0.2) / 0.6
        receipts[year] = 0.4 * receipts[year - 1] + 0.5 * base[year] + 0.2 * base[year - 1] + rng.normal(0, 0.01)
    found = buoyancy.long_run(np.exp(receipts), np.exp(base))
    assert found.low < 0.7 / 0.6 < found.high
    assert found.high - found.low < 0.1 and found.years == 39


def test_a_long_run_takes_eight_years_and_receipts_that_settle():
    base = np.exp(np.linspace(0, 1, 30) + 0.02 * np.random.default_rng(1).normal(size=30))
    wandering = np.exp(np.cumsum(np.random.default_rng(2).normal(0.05, 0.1, 30)))
    assert buoyancy.long_run(base[:7], base[:7]) is None
    assert buoyancy.long_run(wandering, base) is None
