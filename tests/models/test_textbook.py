"""Textbook examples: Holt's trend, the Theta method and STL against published numbers and formulas."""

import numpy as np
import pytest
from statsmodels.tsa.seasonal import STL

from models.forecast import classical, smoothing

AIR = [  # million passengers of Australian airlines, 1990 to 2016 (World Bank; `ausair` of the book's package)
    17.55, 21.86, 23.89, 26.93, 26.89, 28.83, 30.08, 30.95, 30.19, 31.58, 32.58, 33.48, 39.02, 41.39, 41.60, 44.66,
    46.95, 48.73, 51.49, 50.03, 60.64, 63.36, 66.36, 68.20, 68.12, 69.78, 72.60,
]  # fmt: skip


def test_holts_trend_is_the_books():
    """Hyndman & Athanasopoulos, Forecasting: principles and practice (2nd ed.), section 7.2: its start and weights."""
    weights = (np.array([0.8321]), np.array([0.0001]), np.array([1.0]))
    level, trend, damping = smoothing.damped(np.array([AIR]), weights, start=(15.57, 2.102))
    said = level[0] + trend[0] * np.arange(1, 6)
    assert damping[0] == 1
    assert said == pytest.approx([74.60, 76.70, 78.80, 80.91, 83.01], abs=0.01)


def test_theta_is_smoothing_with_half_the_slope():
    """Hyndman & Billah (2003), Int. J. of Forecasting 19: smoothing with half the slope of the line as drift."""
    y, size = np.array(AIR), len(AIR)
    slope, start = np.polyfit(np.arange(size), y, 1)
    doubled = 2 * y - (start + slope * np.arange(size))

    def smooth(values, alpha):
        level, loss = values[0], 0.0
        for value in values[1:]:
            loss += (value - level) ** 2
            level += alpha * (value - level)
        return level, loss

    alpha = min(smoothing.ALPHAS, key=lambda one: smooth(doubled, one)[1])
    ahead = np.arange(1, 7)
    drift = slope / 2 * (ahead - 1 + 1 / alpha - (1 - alpha) ** size / alpha)
    assert smoothing.theta(np.array([AIR]), 1, 6)[0] == pytest.approx(smooth(y, alpha)[0] + drift, rel=1e-12)


def test_stl_parts_a_season_from_a_trend():
    """Cleveland et al. (1990): of a line and a season that repeats exactly nothing is left, and both go on."""
    months, season = np.arange(96), np.array([5, -3, 0, 2, -4, 1, 3, -2, -1, 4, -5, 0], float)
    parted = STL(100 + 0.5 * months + season[months % 12], period=12, robust=True).fit()
    assert parted.seasonal == pytest.approx(season[months % 12], abs=1e-6)
    assert np.abs(parted.resid).max() < 1e-6
    logs = np.exp(0.01 * months + 0.1 * season[months % 12] / 5)
    said = classical.stl(logs, 12, 12)
    expected = np.exp(0.1 * season / 5)  # months 96 to 107 begin with the same season
    assert said / said.mean() == pytest.approx(expected / expected.mean(), rel=0.07)
    assert said[0] == pytest.approx(np.exp(0.96 + 0.1), rel=0.02)
