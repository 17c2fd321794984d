"""Pensions: an officer by the rules, what commutation is worth, and what pensions have cost."""

from decimal import Decimal

import pytest

from analytics import pensions
from data_loaders.store import Store


def test_one_officer_step_by_step():
    answer = pensions.officer(Store.of(), 100_000, 30, 60, retires="2026-07-01")
    amounts = dict(zip(answer.table["step"], answer.table["amount"], strict=True))
    assert amounts["Pension earned"] == 70_000
    assert amounts["Commutation, paid at once"] == Decimal("3637338.60")
    assert amounts["Net pension a month"] == 45_500
    assert answer.sentence == (
        "45,500.00 a month and 3,637,338.60 at once; the part given up comes back on 14 November 2038."
    )
    assert answer.table["rule"].str.len().min() > 0


def test_what_the_rules_do_not_give_is_said():
    answer = pensions.officer(Store.of(), 100_000, 3, 60)
    assert answer.table.empty
    assert answer.sentence.startswith("Under 5 years of service nothing is due")


def test_commutation_without_interest_and_increase_is_paid_with_more_than_it_is_worth():
    table = pensions.commutation(Store.of()).table
    level = table[table["interest"] == 0]
    # worth of 1 a year for at most 12 or 13 years, less those who die: below the years purchased
    assert (level["worth"] < level["years_purchase"]).all()
    assert (table["ratio"] == table["years_purchase"] / table["worth"]).all()
    by_rate = table[table["age"] == 60]
    assert by_rate["worth"].is_monotonic_decreasing
    dearer = pensions.commutation(Store.of(), increase=0.07).table
    assert (dearer["worth"] > table["worth"]).all()


def test_pension_spending_by_year_and_its_share(ledger):
    months = [f"{2024 + (m > 5)}-{(m + 6) % 12 + 1:02}" for m in range(12)]
    rows = [("payment", "2024-25", month, "Finance", 10, "actual", {"object_minor": "A041"}) for month in months]
    rows += [("payment", "2024-25", month, "Health", 30, "actual", {"object_minor": "A011"}) for month in months]
    rows += [("payment", "2025-26", "2025-07", "Finance", 12, "actual", {"object_minor": "A041"})]
    answer = pensions.spending(Store.of(entry=ledger(*rows)))
    assert answer.table["amount"].tolist() == [120, 12]
    assert answer.table["share"].tolist() == pytest.approx([25, 100])
    assert answer.table["growth"].isna().all()
    assert answer.table["complete"].tolist() == [True, False]
    assert "it needs a list of employees" in " ".join(answer.notes)


def test_without_payments_it_says_what_is_missing():
    answer = pensions.spending(Store.of())
    assert answer.table.empty
    assert "There are no payments for pensions" in answer.sentence
