"""Heads add up to groups and groups to the total, and none is moved more than its own uncertainty allows."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.forecast import Errors, Forecast, History, coherent
from models.forecast.coherence import added_up, family
from models.forecast.intervals import COLUMNS

NO_ERRORS = Errors(pd.DataFrame(columns=COLUMNS))


def stated(series, mean, half=None):
    mean = np.asarray(mean, float)
    half = np.abs(mean) * 0.1 if half is None else half
    limits = {"lo80": mean - half, "hi80": mean + half, "lo95": mean - 2 * half, "hi95": mean + 2 * half}
    return Forecast(tuple(series), np.datetime64("2025-07", "M"), mean, **limits, members=((),), flags=((),))


def past(series, values):
    return History(tuple(series), np.datetime64("2020-07", "M"), np.asarray(values, float))


@st.composite
def hierarchies(draw):
    """A tree of three levels: parents, forecasts that do not add up, and a history of 36 months."""
    groups = draw(st.integers(1, 4))
    heads = [draw(st.integers(1, 4)) for _ in range(groups)]
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    parents = {f"G{group}": "all" for group in range(groups)}
    parents |= {f"H{group}.{head}": f"G{group}" for group, count in enumerate(heads) for head in range(count)}
    series = ("all", *parents)
    children = family(series, parents)
    size = 10 ** chance.uniform(0, 10, (len(series), 1))
    sign = chance.choice([1, 1, 1, -1], (len(series), 1))
    values = added_up(sign * size * chance.uniform(0, 1, (len(series), 36)), children)
    mean = added_up(sign * size * chance.uniform(0, 1, (len(series), 12)), children)
    return series, parents, mean * chance.uniform(0.8, 1.2, mean.shape), values


@given(hierarchies())
@settings(max_examples=60, deadline=None)
def test_every_sum_holds_to_half_a_rupee(hierarchy):
    series, parents, mean, values = hierarchy
    made = coherent(stated(series, mean), parents, NO_ERRORS, past(series, values))
    row = {code: at for at, code in enumerate(series)}
    for parent in set(parents.values()):
        below = [row[code] for code in series if parents.get(code) == parent]
        assert np.abs(made.mean[row[parent]] - made.mean[below].sum(axis=0)).max() < 0.5


@given(hierarchies())
@settings(max_examples=60, deadline=None)
def test_no_head_falls_below_zero_where_it_never_was_and_limits_stay_in_order(hierarchy):
    series, parents, mean, values = hierarchy
    made = coherent(stated(series, mean), parents, NO_ERRORS, past(series, values))
    never = (values >= 0).all(axis=1) & ~family(series, parents).any(axis=1)
    assert (made.mean[never] >= -1e-6).all()
    for below, above in (("lo95", "lo80"), ("lo80", "mean"), ("mean", "hi80"), ("hi80", "hi95")):
        assert (getattr(made, below) <= getattr(made, above) + 1e-6 * np.abs(made.mean)).all()


@given(hierarchies())
@settings(max_examples=30, deadline=None)
def test_what_adds_up_already_is_left_alone(hierarchy):
    series, parents, mean, values = hierarchy
    whole = added_up(mean, family(series, parents))
    floored = np.where((values >= 0).all(axis=1)[:, None], np.maximum(whole, 0), whole)
    whole = added_up(floored, family(series, parents))
    made = coherent(stated(series, whole), parents, NO_ERRORS, past(series, values))
    assert made.mean == pytest.approx(whole, rel=1e-6, abs=1e-6 * np.abs(whole).max())


def test_a_gap_is_shared_by_error_variance():
    series = ("all", "B01", "B02")
    table = pd.DataFrame(
        [(code, np.nan, np.nan, 1, 0.0, miss, 1.0) for code, miss in zip(series, (1.0, 2.0, 1.0), strict=True)],
        columns=COLUMNS,
    )
    made = coherent(
        stated(series, [[106.0], [60.0], [40.0]]),
        {"B01": "all", "B02": "all"},
        Errors(table),
        past(series, np.full((3, 36), 50.0)),
    )
    # variances 1, 4 and 1: of the gap of 6 the total gives up 1, B01 takes 4 and B02 takes 1
    assert made.mean[:, 0] == pytest.approx([105.0, 64.0, 41.0])


def test_a_head_ten_thousand_times_smaller_is_not_overrun():
    chance = np.random.default_rng(5)
    values = np.abs(chance.normal(1, 0.1, (3, 48))) * np.array([[0], [1e9], [1e5]])
    values[0] = values[1:].sum(axis=0)
    base = np.array([[1.10e9], [1.00e9], [1.00e5]])
    made = coherent(
        stated(("all", "big", "small"), base), {"big": "all", "small": "all"}, NO_ERRORS, past("abc", values)
    )
    assert made.mean[2] == pytest.approx(base[2], rel=0.001)


@pytest.mark.parametrize(
    ("parents", "sentence"),
    [({"B01": "C"}, "C, the parent of B01, is not among the series"), ({"B01": "all", "all": "B01"}, "own ancestor")],
)
def test_a_tree_that_is_none_is_refused(parents, sentence):
    with pytest.raises(ValueError, match=sentence):
        family(("all", "B01"), parents)
