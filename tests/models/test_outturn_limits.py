"""Limits of the outturn: they hold what they promise, and say nothing where nothing is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from models.outturn import Spent, outturns
from models.outturn_limits import SEVERAL, Figures, Record, chance_above, kinds_of, limits, of_month, of_year, record


def ends_of(spent: Spent, groups: np.ndarray) -> np.ndarray:
    return limits([of_year(made, groups) for made in outturns(spent)], kinds_of(groups, groups * 0))


def test_limits_hold_what_they_promise_on_years_they_never_saw():
    rng = np.random.default_rng(11)
    sizes = rng.lognormal(3, 1, (150, 1, 1))
    amounts = sizes * rng.lognormal(0, 0.3, (150, 9, 1)) * rng.lognormal(0, 0.4, (150, 9, 12))
    spent, groups = Spent(amounts, 6), np.arange(150)
    ends, actual = ends_of(spent, groups), amounts[:, -1].sum(axis=1)
    held = ((actual >= ends[:, 0]) & (actual <= ends[:, 1])).mean()
    assert 0.7 < held < 0.9
    assert (ends[:, 2] <= ends[:, 0]).all() and (ends[:, 1] <= ends[:, 3]).all()


def test_limits_are_the_ranks_of_the_errors_by_hand():
    """Of 49 errors from -24 to 24 the 5th and the 45th hold 80 of 100, the first and the last 95 (ranks of 50)."""
    many = 98  # of sums alike in size half are looked at
    came = np.concatenate([np.arange(-24, 25), np.zeros(49)]) + 100
    past = Figures(np.full(many, 100.0), np.ones(many), came)
    now = Figures(np.full(many, 100.0), np.full(many, 2.0))
    assert limits([past, now], np.zeros(many, int))[0].tolist() == [60, 140, 52, 148]


def test_months_have_limits_of_their_own():
    """Only the third month to come ever errs: the others have none to speak of."""
    rng = np.random.default_rng(5)
    amounts = np.ones((40, 8, 12))
    amounts[:, :, 8] += rng.uniform(-0.5, 0.5, (40, 8))
    spent, groups = Spent(amounts, 6), np.arange(40)
    made = outturns(spent)
    widths = []
    for at in range(6):
        ends = limits([of_month(year, at, groups) for year in made], groups * 0)
        widths.append(np.median(ends[:, 1] - ends[:, 0]))
    assert widths[2] > 0.4
    assert max(widths[:2] + widths[3:]) < 0.3 * widths[2]


def test_without_earlier_years_there_are_no_limits_and_no_chance():
    spent, groups = Spent(np.ones((1, 2, 12)), 6), np.zeros(1, int)
    (ends,) = ends_of(spent, groups)
    assert np.isnan(ends).all()
    assert np.isnan(chance_above(5.0, 12.0, ends))
    assert len(record([], groups).errors) == 0


def test_errors_are_taken_from_sums_of_like_size_and_kind():
    known = Record(np.arange(100.0), np.arange(100.0), np.repeat([0, 1], [70, 30]))
    assert known.alike(0.0).tolist() == list(range(50))
    assert known.alike(99.0).tolist() == list(range(50, 100))
    assert known.of(1).errors.tolist() == list(range(70, 100))
    assert len(known.of(SEVERAL).errors) == len(known.of(2).errors) == 100  # of several kinds, or of one never seen


MONEY = arrays(float, st.tuples(st.integers(2, 6), st.integers(2, 6), st.just(12)), elements=st.floats(-1e6, 1e9))


@settings(max_examples=40, deadline=None)
@given(MONEY, st.integers(1, 11))
def test_limits_enclose_the_figure_and_never_look_at_the_future(amounts, month):
    groups = np.arange(len(amounts)) % 2
    ends = ends_of(Spent(amounts, month), groups)
    total = of_year(outturns(Spent(amounts, month))[-1], groups).expected
    known = ~np.isnan(ends[:, 0])
    inside = np.column_stack([ends[:, 2], ends[:, 0], total, ends[:, 1], ends[:, 3]])[known]
    assert (np.diff(inside, axis=1) >= 0).all()
    corrupted = amounts.copy()
    corrupted[:, -1, month:] = 1e15
    assert np.array_equal(ends_of(Spent(corrupted, month), groups), ends, equal_nan=True)


@pytest.mark.parametrize(("aim", "chance"), [(80, 97.5), (90, 90), (120, 10), (150, 2.5)])
def test_an_aim_at_a_limit_is_passed_as_often_as_the_limit_says(aim, chance):
    assert chance_above(aim, 100.0, (90.0, 120.0, 80.0, 150.0)) == pytest.approx(chance)


def test_a_year_that_is_certain_is_above_its_aim_or_it_is_not():
    assert [chance_above(aim, 10.0, (10.0,) * 4) for aim in (9, 10)] == [100.0, 0.0]
