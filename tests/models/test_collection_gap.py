"""Collection gap: the parts add up to the gap, and what is not known is not zero."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.collection_gap import CollectionGap, log_mean

AMOUNTS = st.floats(1, 1e12)
RATIOS = st.none() | st.floats(0.3, 3)


@given(AMOUNTS, AMOUNTS, RATIOS, RATIOS)
def test_the_parts_that_are_known_add_up_to_the_gap(actual, target, base, policy):
    gap = CollectionGap(actual, target, base, policy)
    parts = gap.parts()
    assert sum(part for part in parts.values() if part is not None) == pytest.approx(
        gap.total(), abs=1e-9 * max(actual, target)
    )
    assert (parts["base"] is None, parts["policy"] is None) == (base is None, policy is None)
    assert (parts["compliance"] is None) == (parts["unexplained"] is not None) == (base is None or policy is None)


@given(AMOUNTS, AMOUNTS)
def test_the_logarithmic_mean_lies_between_the_two(one, other):
    assert min(one, other) * (1 - 1e-6) <= log_mean(one, other) <= max(one, other) * (1 + 1e-6)


def test_compliance_is_what_base_and_policy_do_not_explain():
    # 100 x 0.9 (base) x 1.05 (policy) x 0.8 (compliance) = 75.6: each part weighs by the logarithm of its ratio
    parts = CollectionGap(75.6, 100, base=0.9, policy=1.05).parts()
    whole = math.log(0.756)
    assert parts["base"] == pytest.approx(-24.4 * math.log(0.9) / whole)
    assert parts["policy"] == pytest.approx(-24.4 * math.log(1.05) / whole)
    assert parts["compliance"] == pytest.approx(-24.4 * math.log(0.8) / whole)


def test_a_refund_has_no_logarithm_and_so_no_parts():
    parts = CollectionGap(-5, 100, base=1.0, policy=1.0).parts()
    assert parts == {"base": None, "policy": None, "compliance": None, "unexplained": -105}


def test_the_logarithmic_mean_of_numbers_that_hardly_differ_lies_between_them():
    one, other = 999999999579.0, 999999999588.0
    assert one <= log_mean(one, other) <= other
    assert log_mean(other, one) == pytest.approx(log_mean(one, other), rel=1e-15)
