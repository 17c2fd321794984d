"""Entrants of a tier, by hand: three years of service, half of those who may not retire leave in each."""

from dataclasses import replace

import numpy as np
import pytest

from models.generations import Generations
from models.pension_plan.exits import Exits
from models.pension_plan.member import Basis, Entrant, Owed, owed
from models.pension_plan.tier import Condition, Standing, Tier

NOBODY = Generations([[0.0] * 4 + [1.0]], np.zeros((1, 5, 1)), base=2020, year=2020, first=60)  # until the age of 64
HALF = Generations([[0.0, 0.5, 0.0, 0.0, 1.0]], np.zeros((1, 5, 1)), base=2020, year=2020, first=60)  # at 61
RETIREMENT = {Standing.EARLY: {61: 0.2, 62: 1.0}, Standing.NORMAL: {62: 1.0}}
BASIS = Basis(Exits(np.full((1, 1), 0.5), 60, RETIREMENT), np.array([0.1]), NOBODY, NOBODY, 0.0)
RULES = Tier((Condition(62, 1),), (), 1, ((Condition(), 0.02),), averaged=2, contribution=0.1)


def entrant(rules: Tier = RULES, basis: Basis = BASIS) -> Entrant:
    return Entrant(basis, rules, 60, 2020, 100.0)


def test_deferred_and_normal_pensions():
    """Pay 100, 110, 121. Of 1, half leaves at 61 with 2 % of 100, paid at 62, 63, 64: 6; a quarter at 62 with 4 % of
    105, paid three times: 12.6; a quarter at 63 with 6 % of 115.5, paid twice: 13.86."""
    promise = entrant().promise
    assert promise.table.in_service == pytest.approx([1, 0.5, 0.25])
    assert promise.worth["normal"] == pytest.approx([6, 12.6, 13.86])
    assert promise.benefits() == pytest.approx([0.5 * 6 + 0.25 * 12.6 + 0.25 * 13.86, (12.6 + 13.86) / 2, 13.86])
    assert promise.earnings() == pytest.approx([185.25, 170.5, 121])
    level = 9.615 / 185.25
    obligation, cost = promise.entry_age()
    assert obligation == pytest.approx([0, 13.23 - level * 170.5, 13.86 - level * 121])
    assert cost == pytest.approx([level * 100, level * 110, level * 121])


def test_without_a_right_contributions_are_given_back_and_no_factor_touches_them():
    rules = replace(RULES, vested=2, normal=(Condition(62, 2),))
    assert entrant(rules).promise.worth["normal"] == pytest.approx([10, 12.6, 13.86])
    assert entrant(rules.scaled(0.5)).promise.worth["normal"] == pytest.approx([10, 6.3, 6.93])
    later = replace(RULES, vested=3, normal=(Condition(62, 3),))
    assert entrant(later).worth(np.array([100, 110])) == pytest.approx(21)


def test_a_pension_drawn_early_is_reduced_and_draws_its_own_rate_of_leaving():
    """At 61 a tenth is lost for the year before 62: 1.8, paid at 61, 62, 63, 64; of those there a fifth leaves."""
    early = replace(RULES, early=(Condition(61, 1),), reduction=0.1, whole_at=62)
    promise = entrant(early).promise
    assert promise.worth["early"] == pytest.approx([7.2, 12.6, 13.86])
    assert promise.table.in_service == pytest.approx([1, 0.5, 0.4])


def test_who_waits_for_a_pension_dies_as_members_do_and_then_as_the_retired():
    assert entrant(basis=replace(BASIS, working=HALF)).promise.worth["normal"] == pytest.approx([3, 12.6, 13.86])
    assert entrant(basis=replace(BASIS, retired=HALF)).promise.worth["normal"] == pytest.approx([6, 12.6, 13.86])


def test_a_pension_rises_after_its_first_payment_and_is_discounted():
    """At 62: 4.2 x (1 + 1.2 / 1.5 + 1.44 / 2.25); who left at 61 has it a year later: 2 x 2.44 / 1.5."""
    rising = entrant(replace(RULES, increase=0.2), replace(BASIS, interest=0.5)).promise.worth["normal"]
    assert rising[:2] == pytest.approx([2 * 2.44 / 1.5, 4.2 * 2.44])


def test_a_pension_in_two_parts_a_year():
    """Half of each payment comes half a year later: of three, a quarter of the first is lost."""
    assert entrant(basis=replace(BASIS, times=2)).promise.worth["normal"][1] == pytest.approx(4.2 * 2.75)


def test_what_groups_are_owed_adds():
    total = owed([(10, entrant(), 1), (4, entrant(), 2)])
    one, other = owed([(10, entrant(), 1)]), owed([(4, entrant(), 2)])
    assert total == one + other
    assert (total.members, total.pay) == pytest.approx((14, 10 * 110 + 4 * 121))
    assert total.benefits == pytest.approx(132.3 + 4 * 13.86)
    assert total.rate == pytest.approx(9.615 / 185.25)
    assert owed([]) == Owed()
