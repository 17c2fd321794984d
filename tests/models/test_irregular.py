"""First digits against Benford's law, and months of offices against what is usual."""

import numpy as np
import pytest

from models import irregular


def test_the_law_is_benfords():
    """Benford (1938): 30.1, 17.6, 12.5, 9.7, 7.9, 6.7, 5.8, 5.1 and 4.6 per cent."""
    assert (irregular.EXPECTED * 100).round(1).tolist() == [30.1, 17.6, 12.5, 9.7, 7.9, 6.7, 5.8, 5.1, 4.6]


def test_digits_that_are_all_alike_are_far_from_the_law():
    """A ninth each: |1/9 - log10(1 + 1/d)| is 0.1900 0.0650 0.0138 0.0142 0.0319 0.0442 0.0531 0.0600 0.0654."""
    found = irregular.first_digits(np.full(9, 100))
    assert found.deviation == pytest.approx(0.5376 / 9, abs=2e-5)
    assert found.digit == 9 and found.chance < 1e-9


def test_the_powers_of_two_follow_the_law():
    counts = np.bincount([int(str(2**power)[0]) for power in range(1000)], minlength=10)[1:]
    found = irregular.first_digits(counts)
    assert found.deviation < 0.002 and found.chance > 0.99


def months(strange: float = 0.0):
    """Twenty offices over four years with a season; in one month of one office something is added."""
    rng = np.random.default_rng(3)
    office, season = np.repeat(np.arange(20), 48), np.tile(np.arange(48) % 12, 20)
    figures = 5 + office[:, None] + 0.9 * (season[:, None] == 11) + rng.normal(0, 0.2, (960, 2))
    figures[100] += strange
    return figures, office, season


def test_a_month_unlike_the_offices_own_is_the_strangest():
    found = irregular.profiles(*months(4.0), least=12)
    assert np.nanargmax(found.score) == 100
    assert found.distance[100].min() > 5


def test_a_season_that_all_offices_have_is_usual():
    found = irregular.profiles(*months(), least=12)
    last = months()[2] == 11
    assert np.abs(found.distance[last].mean()) < 0.3
    assert np.abs(found.distance).max() < 4


def test_an_office_of_few_months_is_not_judged():
    figures, office, season = months()
    found = irregular.profiles(figures[:59], office[:59], season[:59], least=12)
    assert np.isnan(found.score[48:]).all() and not np.isnan(found.score[:48]).any()


def test_without_months_there_is_nothing():
    none = np.zeros(0, int)
    assert len(irregular.profiles(np.zeros((0, 2)), none, none, least=12).score) == 0
