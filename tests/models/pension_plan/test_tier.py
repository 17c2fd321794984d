"""Rules of retirement, cases read from rules in words: full at 62 with 6 years or after 30, early from 58 with 6."""

import pytest

from models.pension_plan.exits import Exits
from models.pension_plan.tier import Condition, Standing, Tier

RULES = Tier(
    (Condition(service=30), Condition(62, 6)), (Condition(58, 6),), 6,
    ((Condition(64, 6), 0.0165), (Condition(service=32), 0.0165), (Condition(service=30), 0.016)),
    averaged=5, contribution=0.03, early_accrual=0.016, reduction=0.05, whole_at=62, increase=0.03, increase_until=2011,
)  # fmt: skip

STANDINGS = [  # age, service, standing, age at which a pension is drawn
    (61, 5, Standing.REFUND, None), (62, 6, Standing.NORMAL, 62), (50, 30, Standing.NORMAL, 50),
    (58, 6, Standing.EARLY, 58), (57, 29, Standing.DEFERRED, 62), (30, 6, Standing.DEFERRED, 62),
]  # fmt: skip


@pytest.mark.parametrize(("age", "service", "standing", "drawn"), STANDINGS)
def test_standing(age, service, standing, drawn):
    assert RULES.standing(age, service) is standing
    if drawn:
        assert RULES.drawn_at(age, service) == drawn


SHARES = [(62, 10, 0.16), (64, 10, 0.165), (55, 32, 32 * 0.0165), (60, 20, 20 * 0.016 * 0.9), (58, 6, 0.096 * 0.8)]


@pytest.mark.parametrize(("age", "service", "share"), SHARES)
def test_share_of_average_pay(age, service, share):
    assert RULES.share(age, service) == pytest.approx(share)
    assert RULES.scaled(0.9).share(age, service) == pytest.approx(0.9 * share)


RAISED = [(2005, 10, 0.018), (1990, 10, 0.03), (2011, 10, 0.0), (2012, 10, 0.0), (2005, 0, 0.03)]  # 6 of 10 years count


@pytest.mark.parametrize(("entered", "service", "rate"), RAISED)
def test_increases_count_for_service_before_a_year(entered, service, rate):
    assert RULES.raised(entered, service) == pytest.approx(rate)


def test_the_last_years_of_pay_are_averaged():
    assert RULES.average([1, 2, 3, 4, 5, 6]) == 4
    assert RULES.average([1, 2]) == 1.5


def test_service_that_never_gives_a_full_pension_is_refused():
    strict = Tier((Condition(62, 10),), (), 6, (), averaged=5, contribution=0)
    with pytest.raises(ValueError, match="Nobody with 6 years of service ever has a full pension"):
        strict.drawn_at(40, 6)


RETIREMENT = {Standing.EARLY: {58: 0.1, 59: 0.2}, Standing.NORMAL: {60: 0.3, 61: 0.4, 62: 1.0}}
EXITS = Exits([[0.05, 0.04], [0.03, 0.02]], 25, RETIREMENT)


def test_the_nearest_rate_holds_outside_of_the_rates():
    assert EXITS.rate(Standing.REFUND, 20, 0) == 0.05
    assert EXITS.rate(Standing.DEFERRED, 40, 9) == 0.02
    assert [EXITS.rate(Standing.EARLY, age, 9) for age in (57, 58, 61)] == [0.1, 0.1, 0.2]
    assert [EXITS.rate(Standing.NORMAL, age, 30) for age in (48, 61)] == [0.3, 0.4]


def test_a_table_goes_from_entry_to_the_age_at_which_all_leave():
    table = EXITS.table(RULES, 52)
    assert (table.ages[0], table.ages[-1]) == (52, 62)
    assert table.rates["early"].tolist() == [0.0] * 6 + [0.1, 0.2, 0.2, 0.2, 0.0]
    assert table.rates["normal"].tolist() == [0.0] * 10 + [1.0]
    assert table.rates["refund"].tolist() == [0.03] + [0.02] * 5 + [0.0] * 5


def test_rates_of_retirement_with_a_gap_are_refused():
    with pytest.raises(ValueError, match="normal retirement are needed for each age"):
        Exits([[0.1]], 20, {Standing.EARLY: {58: 0.1}, Standing.NORMAL: {60: 0.1, 62: 1.0}})
