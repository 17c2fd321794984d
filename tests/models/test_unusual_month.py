"""Anomaly: the months that were spoilt are the months that are found."""

import numpy as np

from models import unusual_month

SEASON = np.array([0.8, 0.9, 1.2, 1.0, 0.9, 0.9, 1.0, 0.9, 1.1, 1.0, 0.9, 1.4])


def figures(series=8, years=8):
    noise = np.random.default_rng(0).normal(0, 0.03, (series, 12 * years))
    return 100 * np.exp(0.01 * np.arange(12 * years) + noise) * np.tile(SEASON, years)


def odd(found):
    return {tuple(int(at) for at in place) for place in np.argwhere(found.odd)}


def test_a_refund_and_a_double_posting_are_found():
    spoilt = figures()
    spoilt[2, 59] = -264.528
    spoilt[5, 40] *= 2
    found = unusual_month.found(spoilt)
    assert {(2, 59), (5, 40)} <= odd(found)
    assert len(odd(found)) <= 4
    assert found.distance[2, 59] < -unusual_month.FAR and found.distance[5, 40] > unusual_month.FAR


def test_the_usual_is_the_season_at_the_level_of_the_year():
    found = unusual_month.found(figures())
    np.testing.assert_allclose(found.usual, figures(), rtol=0.2)


def test_a_quiet_series_has_no_unusual_month():
    even = 100 * np.tile(SEASON, (3, 6))
    assert odd(unusual_month.found(even)) == set()


def test_missing_months_and_short_series_are_never_judged():
    short = figures()
    short[0, 30] = np.nan
    short[1, 20:] = np.nan
    found = unusual_month.found(short)
    assert np.isnan(found.score[0, 30]) and np.isnan(found.score[1]).all()
    assert not found.odd[1].any()


def test_nothing_is_found_in_nothing():
    assert unusual_month.found(np.full((2, 12), np.nan)).odd.sum() == 0
