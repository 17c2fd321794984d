"""What earlier years taught of an official figure and ours."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.forecast.weighing import Weighing

YEARS = np.arange(4)
OFFICIAL = np.full(4, 100.0)


def learnt(ours, actual, **more):
    return Weighing.learnt(OFFICIAL, np.array(ours, float), np.array(actual, float), YEARS, **more)


@pytest.mark.parametrize(
    ("actual", "weight"),
    [
        ([110] * 4, (4 * 1 + 4 * 0.5) / 8),  # ours was right
        ([100] * 4, (4 * 0 + 4 * 0.5) / 8),  # the official figure was right
        ([105] * 4, 0.5),  # the truth was half way
        ([90] * 4, 0.25),  # the truth was on the other side: never less than nothing
        ([130] * 4, 0.75),  # further than ours: never more than all
    ],
)
def test_the_weight_is_what_four_years_say_drawn_half_way_to_the_plain_average(actual, weight):
    assert learnt([110] * 4, actual).weight == pytest.approx(weight)


def test_without_an_earlier_year_the_two_are_averaged():
    nothing = np.empty(0)
    for plain in (Weighing.learnt(*[nothing] * 4), learnt([np.nan] * 4, [100] * 4)):
        assert plain.combined(np.array([100.0]), np.array([140.0])) == pytest.approx(120)


def test_many_figures_of_one_year_are_one_year_of_evidence():
    one = Weighing.learnt(OFFICIAL, OFFICIAL + 10, OFFICIAL + 10, np.zeros(4))
    assert one.weight == pytest.approx((1 * 1 + 4 * 0.5) / 5)


def test_a_difference_is_believed_up_to_twice_the_usual_one():
    taught = learnt([102, 98, 104, 96], [102, 98, 104, 96])  # usually 3 % apart
    assert taught.reach == pytest.approx(0.06)
    assert taught.combined(np.array([200.0]), np.array([100.0])) == pytest.approx(200 - 0.75 * 12)


def test_a_year_in_progress_knows_no_reach():
    taught = learnt([102, 98, 104, 96], [102, 98, 104, 96], bounded=False)
    assert taught.combined(np.array([200.0]), np.array([100.0])) == pytest.approx(200 - 0.75 * 100)


@given(st.lists(st.tuples(st.floats(50, 150), st.floats(50, 150)), min_size=1, max_size=8))
def test_no_weight_of_a_fine_grid_has_a_smaller_sum_of_errors(figures):
    ours, actual = (np.array(column) for column in zip(*figures, strict=True))
    official, count = np.full(len(ours), 100.0), len(ours)
    taught = Weighing.learnt(official, ours, actual, np.arange(count), bounded=False)
    best = taught.weight * (count + 4) / count - 2 / count  # before it is drawn to the plain average

    def missed(weight):
        return np.abs(actual - 100 - weight * (ours - 100)).sum()

    assert missed(best) <= min(missed(weight) for weight in np.linspace(0, 1, 101)) + 1e-6
