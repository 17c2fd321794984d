"""Pension rules: one officer worked by hand, every refusal in a sentence, and laws of the rules."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.parameter import table
from models.pension_rules import RulesRefused, names, of_rows, pension, rules, service

DAY = date(2026, 7, 1)


def test_one_officer_by_the_rules():
    """Last pay 100,000, 30 years, age 60: 70,000 gross; 24,500 commuted for 24,500 x 12 x 12.3719; 45,500 net."""
    made = pension([100_000], 30, 60, DAY, rules("Sindh"))
    assert (made.gross, made.commuted, made.lump_sum) == (70_000, 24_500, Decimal("3637338.60"))
    assert (made.net, made.family) == (45_500, 34_125)
    assert made.restored_on == date(2038, 11, 14)  # 12.3719 x 365.25 = 4,518.8 days after 1 July 2026
    assert [step.what for step in made.steps] == [
        "Pay that counts", "Pension earned", "Commuted a month", "Commutation, paid at once", "Net pension a month",
        "Family pension a month",
    ]  # fmt: skip
    assert all(step.source for step in made.steps)


def test_from_august_2025_the_pay_of_24_months_is_averaged():
    pays = [90_000] * 12 + [110_000] * 12
    assert pension(pays, 30, 60, DAY, rules("Sindh from 6 August 2025")).gross == 70_000
    assert pension(pays, 30, 60, DAY, rules("Sindh")).gross == 77_000
    with pytest.raises(RulesRefused, match="average the last 24 months of pay; only 1 are known"):
        pension([100_000], 30, 60, DAY, rules("Sindh from 6 August 2025"))


@pytest.mark.parametrize(
    ("name", "age", "gross"),
    [("Sindh", 59, 68_250), ("Sindh", 55, 61_250), ("Sindh from 6 August 2025", 55, 63_000),
     ("Sindh from 6 August 2025", 58, 67_200)],
)  # fmt: skip
def test_early_retirement_is_reduced(name, age, gross):
    assert pension([100_000] * 24, 30, age, DAY, rules(name), commutes=False).gross == gross


def test_between_five_and_ten_years_a_months_pay_for_each():
    made = pension([50_000], 7, 60, DAY, rules("Sindh"))
    assert (made.lump_sum, made.gross, made.net, made.restored_on) == (350_000, 0, 0, None)


def test_a_small_pension_is_raised_to_the_minimum():
    made = pension([20_000], 10, 60, DAY, rules("Sindh"))
    assert (made.gross, made.net, made.family) == (Decimal("4666.67"), 10_000, 7_500)


@pytest.mark.parametrize(
    ("years", "age", "said"),
    [
        (4, 60, "Under 5 years of service nothing is due; there are 4"),
        (24, 57, "Early retirement is open from age 55 with 25 years"),
        (30, 54, "Early retirement is open from age 55"),
        (30, 61, "has no age 61 .it goes from 20 to 60."),
    ],
)
def test_what_the_rules_do_not_give_is_refused_in_a_sentence(years, age, said):
    with pytest.raises(RulesRefused, match=said):
        pension([100_000], years, age, DAY, rules("Sindh"))


def test_a_parameter_that_no_rule_knows_or_that_lacks_is_an_error():
    rows = [row for row in table("pension_rules") if row["rule_set"] == "Sindh"]
    with pytest.raises(RulesRefused, match="do not say most_service"):
        of_rows("Sindh", [row for row in rows if row["parameter"] != "most_service"])
    with pytest.raises(RulesRefused, match="'pay_monts' is no parameter"):
        of_rows("Sindh", [*rows, rows[4] | {"id": "typo", "parameter": "pay_monts"}])
    with pytest.raises(RulesRefused, match="There are no rules 'Atlantis'"):
        rules("Atlantis")


@pytest.mark.parametrize("name", names())
def test_every_rule_set_is_whole_and_dated(name):
    by = rules(name)
    assert all(rule.source and rule.since.year >= 1947 for rule in by.plain.values())


@given(st.integers(10, 45), st.integers(20_000, 900_000))
def test_more_pay_or_service_never_gives_less(years, pay):
    by = rules("Sindh")
    made = pension([pay], years, 60, DAY, by)
    assert made.net >= pension([pay - 1000], years, 60, DAY, by).net
    assert pension([pay], years + 1, 60, DAY, by).gross >= made.gross
    assert made.gross == made.commuted + (made.gross - made.commuted)
    assert pension([pay], max(years, 30), 60, DAY, by).gross == pension([pay], 30, 60, DAY, by).gross or years < 30


@pytest.mark.parametrize(
    ("joined", "left", "years"),
    [
        (date(1996, 7, 1), date(2026, 6, 30), 30),
        (date(1996, 7, 1), date(2026, 12, 31), 31),
        (date(1996, 7, 1), date(2026, 12, 30), 30),
        (date(2026, 7, 1), date(2026, 6, 1), 0),
    ],
)
def test_six_months_count_as_a_year(joined, left, years):
    assert service(joined, left, 6) == years
