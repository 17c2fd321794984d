"""Structural break: a planted break is found where it was planted, and noise seldom counts as one."""

import numpy as np
import pytest

from models import structural_break
from models.decomposition import rhythm

MONTHS = np.arange(np.datetime64("2015-07"), np.datetime64("2023-07"))  # 96
CONTROLS = rhythm(MONTHS, bent=False)


def noise(seed, rho=0.5):
    shocks = np.random.default_rng(seed).normal(0, 0.05, len(MONTHS))
    for at in range(1, len(shocks)):
        shocks[at] += rho * shocks[at - 1]
    return shocks


def test_a_planted_break_is_found_in_its_month():
    found = structural_break.level(noise(1) + 0.5 * (np.arange(96) >= 50), CONTROLS)
    assert (found.at, found.p_value) == (50, pytest.approx(0.002, abs=0.01))
    assert found.effect == pytest.approx(0.5, abs=0.1)


def test_the_statistic_is_the_f_of_the_regression_with_the_step():
    series = noise(2)
    found = structural_break.level(series, CONTROLS)
    step = (np.arange(96) >= found.at).astype(float)[:, None]

    def left(design):
        return np.sum((series - design @ np.linalg.lstsq(design, series, rcond=None)[0]) ** 2)

    with_step = left(np.hstack([CONTROLS, step]))
    assert found.statistic == pytest.approx((left(CONTROLS) - with_step) / (with_step / (96 - CONTROLS.shape[1] - 1)))


def test_noise_that_lingers_is_seldom_called_a_break():
    called = [structural_break.level(noise(seed), CONTROLS).p_value < 0.05 for seed in range(40)]
    assert np.mean(called) <= 0.15  # 5 % meant; 40 draws of 5 % seldom exceed 6


def test_a_series_without_scatter_has_no_break():
    straight = CONTROLS @ np.arange(CONTROLS.shape[1], dtype=float)
    assert structural_break.level(straight, CONTROLS).p_value == 1
    assert structural_break.cusum(np.zeros(96), 13) == (0.0, 1.0)


def test_the_same_seed_draws_the_same_p_value():
    first, second = (structural_break.level(noise(3), CONTROLS, seed=7) for _ in range(2))
    assert first == second
