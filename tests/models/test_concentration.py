"""Concentration: published examples, and laws of shares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.concentration import Concentration

PUBLISHED = [  # parts, Herfindahl on shares of 1; Horizontal Merger Guidelines (US, 2010), section 5.3, and equal parts
    ((30, 30, 20, 20), 0.26),
    ((1, 1, 1, 1), 0.25),
    ((7,), 1.0),
]
PARTS = st.lists(st.floats(0.01, 1e12), min_size=1, max_size=40)


@pytest.mark.parametrize(("parts", "herfindahl"), PUBLISHED)
def test_herfindahl(parts, herfindahl):
    assert Concentration.of(parts).herfindahl() == pytest.approx(herfindahl)


@given(PARTS)
def test_shares_sum_to_one_and_herfindahl_lies_between_equal_and_alone(parts):
    found = Concentration.of(parts)
    assert sum(found.shares()) == pytest.approx(1)
    assert 1 / len(parts) - 1e-9 <= found.herfindahl() <= 1 + 1e-9
    assert found.largest(1) <= found.largest(3) <= found.largest(5) <= 1 + 1e-9
    assert found.largest(len(parts)) == pytest.approx(1)


def test_a_refund_is_no_share():
    assert Concentration.of([50, -10, 0, 50]).shares() == (0.5, 0.5)
