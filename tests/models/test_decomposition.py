"""Decomposition: components multiply back to the figure, and what was planted is found."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import decomposition, hijri

MONTHS = np.arange(np.datetime64("2015-07"), np.datetime64("2025-07"))  # 120
SEASON = np.array([0.8, 0.9, 1.2, 1.0, 0.9, 0.9, 1.0, 0.9, 1.1, 1.0, 0.9, 1.4])
STEP = np.datetime64("2020-07")


def figures(seed=0, noise=0.03, growth=0.01, months=MONTHS):
    """A trend of 1 % a month, the same season each year, and a little noise."""
    time = np.arange(len(months))
    shocks = np.random.default_rng(seed).normal(0, noise, len(months)) if noise else 0
    return 1e6 * np.exp(growth * time + shocks) * np.resize(SEASON, len(months))


def product(found):
    return found.trend * found.season * found.holiday * found.policy * found.rest


@given(
    st.integers(0, 10_000), st.floats(0, 0.5), st.integers(36, 120), st.lists(st.integers(0, 35), max_size=5),
    st.sampled_from([np.nan, 0.0, -264.528]),
)  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_components_multiply_back_to_every_figure(seed, noise, size, spoilt, bad):
    given_figures = figures(seed, noise, months=MONTHS[:size])
    given_figures[[place for place in spoilt if size - len(set(spoilt)) >= 36]] = bad
    found = decomposition.taken_apart(given_figures, MONTHS[:size], [STEP])
    np.testing.assert_allclose(product(found), given_figures, rtol=1e-12, atol=1e-9)
    parts = [found.trend, found.season, found.holiday, found.policy]
    assert all(np.isfinite(part).all() and (part > 0).all() for part in parts)


def test_a_pure_trend_and_season_leave_no_rest():
    found = decomposition.taken_apart(figures(noise=0), MONTHS)
    assert np.abs(found.rest - 1).max() < 1e-3
    np.testing.assert_allclose(found.season[-12:], SEASON / np.exp(np.log(SEASON).mean()), rtol=1e-2)
    assert (found.holiday == 1).all()


def test_a_planted_step_lies_in_its_interval_and_is_the_policy():
    planted = figures() * np.where(MONTHS >= STEP, 1.25, 1)
    found = decomposition.taken_apart(planted, MONTHS, [STEP])
    (effect,) = found.effects
    assert effect.low < 25 < effect.high and effect.p_value < 0.01
    assert (found.policy[MONTHS < STEP] == 1).all()
    assert found.policy[-1] == pytest.approx(1 + effect.per_cent / 100)


def test_a_planted_ramadan_is_told_from_the_season():
    part = hijri.part_of(hijri.RAMADAN, MONTHS)
    found = decomposition.taken_apart(figures() * np.exp(-0.3 * part), MONTHS)
    assert found.holiday_p < 0.01
    fit = np.polyfit(part, np.log(found.holiday), 1)
    assert fit[0] == pytest.approx(-0.3, abs=0.06)


def test_an_intervention_without_months_on_both_sides_is_not_measured():
    assert decomposition.taken_apart(figures(), MONTHS, [np.datetime64("2025-03"), MONTHS[0]]).effects == ()


@pytest.mark.parametrize(
    ("above", "others", "why"), [(35, 0, "36 are needed"), (1, 0, "1 month has"), (40, 20, "20 of 60")]
)
def test_too_few_figures_are_refused_with_the_reason(above, others, why):
    with pytest.raises(ValueError, match=why):
        decomposition.taken_apart(np.r_[np.ones(above), np.zeros(others)], MONTHS[: above + others])
