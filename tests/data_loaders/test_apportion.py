"""Sharing money: parts add up to the whole, published parts stand, and what is left over is seen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.invented.apportion import apportion, largest_remainder
from data_loaders.invented.tree import Tree

rupees = st.integers(-(10**13), 10**13)
weights = st.lists(st.floats(0.001, 1000), min_size=1, max_size=30)

WORKED = [  # known, what the whole is, the parts
    ({"tax": 60, "fees": 30}, 100, {("all", "R99"): 10, ("all", "tax"): 60, ("all", "fees"): 30}),
    ({"tax": 60}, 100, {("all", "tax"): 60, ("all", "fees"): 40}),
    ({}, 100, {("all", "tax"): 75, ("all", "fees"): 25}),
    ({"tax": 60, "fees": 30}, None, {("all", "tax"): 60, ("all", "fees"): 30}),
]


@given(st.lists(st.tuples(rupees, weights), min_size=1, max_size=5))
def test_the_parts_of_every_group_add_up(groups):
    totals = np.array([total for total, _ in groups])
    group = np.repeat(np.arange(len(groups)), [len(parts) for _, parts in groups])
    parts = apportion(totals, group, np.concatenate([parts for _, parts in groups]))
    assert [int(parts[group == number].sum()) for number in range(len(groups))] == totals.tolist()


@given(st.integers(0, 10**9), weights)
def test_no_part_is_a_rupee_from_its_share(total, parts):
    shared = apportion(np.array([total]), np.zeros(len(parts), int), np.array(parts))
    assert np.all(np.abs(shared - total * np.array(parts) / sum(parts)) <= 1 + 1e-6)


@given(rupees, weights)
def test_the_largest_fractions_get_what_is_left(total, parts):
    assert sum(largest_remainder(total, parts)) == total


@pytest.mark.parametrize(("known", "whole", "parts"), WORKED)
def test_published_parts_stand_and_the_rest_is_shared_or_seen(known, whole, parts):
    tree = Tree({"all": ("tax", "fees")}, known, {"tax": 3.0, "fees": 1.0})
    assert tree.settled("all", whole) == parts


def test_parts_that_exceed_their_whole_are_a_contradiction():
    tree = Tree({"all": ("tax", "fees")}, {"tax": 60}, {"fees": 1.0})
    with pytest.raises(ValueError, match="more than all itself"):
        tree.settled("all", 50)
