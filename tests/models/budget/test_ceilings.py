"""Ceilings add to the envelope, or the difference is said; cases are worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.budget.ceilings import RULES, CeilingRefused, ceilings, shared

ASKED = {"health": 300, "roads": 200, "schools": 500}
CASES = [  # rule, more, envelope, ceilings, difference
    ("proportional", {}, 800, {"health": 240, "roads": 160, "schools": 400}, 0),
    ("proportional", {"locked": {"roads": 200}}, 800, {"health": 225, "roads": 200, "schools": 375}, 0),
    ("proportional", {"locked": {"roads": 900}}, 800, {"health": 0, "roads": 900, "schools": 0}, -100),
    ("protected", {"protected": ("schools",)}, 800, {"health": 180, "roads": 120, "schools": 500}, 0),
    ("protected", {"protected": ("schools",)}, 450, {"health": 0, "roads": 0, "schools": 500}, -50),
    ("priority", {"priority": {"schools": 1, "roads": 2}}, 600, {"health": 0, "roads": 100, "schools": 500}, 0),
    ("priority", {"priority": {"schools": 1}}, 1200, ASKED, 200),
    ("priority", {"priority": {"schools": 1}}, 750, {"health": 150, "roads": 100, "schools": 500}, 0),
    ("formula", {"weights": {"health": 0.5, "roads": 0.25, "schools": 0.25}}, 400, {
        "health": 200, "roads": 100, "schools": 100,
    }, 0),
]  # fmt: skip
money = st.integers(0, 10**13)


@pytest.mark.parametrize(("rule", "more", "envelope", "want", "difference"), CASES)
def test_ceilings_by_each_rule(rule, more, envelope, want, difference):
    made = ceilings(envelope, ASKED, rule, **more)
    assert dict(made.by) == want and made.difference == difference


@given(money, st.dictionaries(st.text("abcdef", min_size=1, max_size=3), money, min_size=1), st.sampled_from(RULES))
def test_ceilings_and_their_difference_are_the_envelope(envelope, asked, rule):
    weights = dict.fromkeys(asked, 0.3)
    made = ceilings(envelope, asked, rule, weights=weights, priority={name: len(name) for name in asked})
    assert sum(made.by.values()) + made.difference == envelope
    assert all(amount >= 0 for amount in made.by.values())
    if rule == "proportional" and any(asked.values()):
        assert made.difference == 0


@given(money, st.lists(money, min_size=1, max_size=8))
def test_a_share_is_within_a_rupee_of_its_part(amount, weights):
    by = {f"{at}": weight for at, weight in enumerate(weights)}
    made, total = shared(amount, by), sum(weights)
    for name, weight in by.items():
        assert abs(made[name] * total - amount * weight) < max(total, 1)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"rule": "by lot"}, "There is no rule 'by lot'"),
        ({"locked": {"police": 3}}, "Not among those who asked: police"),
        ({"rule": "formula"}, "A formula needs the weight"),
        ({"rule": "formula", "weights": {"roads": -1.0}}, "Less than nothing .* roads"),
    ],
)
def test_what_cannot_be_is_refused(more, said):
    with pytest.raises(CeilingRefused, match=said):
        ceilings(100, ASKED, **more)
