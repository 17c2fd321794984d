"""Re-appropriations: what one head loses another wins, to the rupee."""

from decimal import Decimal

import pytest

from analytics import reappropriation
from data_loaders.store import Store

Y = "2025-26"


def of(object_, document, kind=None) -> dict:
    return {"object": object_, "object_minor": object_[:4], "document": document, "kind": kind}


@pytest.fixture(scope="module")
def moved(ledger) -> Store:
    """R1 takes 9 of operations for pay; R2 takes 8 of pay and gives 6 to works and 2 to operations."""
    return Store.of(
        entry=ledger(
            ("payment", Y, None, "Health", 400, "original", of("A01151", None)),
            ("payment", Y, "2025-08", "Health", -9, "reappropriation", of("A03303", "R1", "between")),
            ("payment", Y, "2025-08", "Health", 9, "reappropriation", of("A01151", "R1", "between")),
            ("payment", Y, "2025-09", "Health", -8, "reappropriation", of("A01151", "R2")),
            ("payment", Y, "2025-09", "Health", 6, "reappropriation", of("A12102", "R2")),
            ("payment", Y, "2025-09", "Health", 2, "reappropriation", of("A03901", "R2")),
            ("payment", Y, None, "Works", 40, "supplementary", of("A12102", "S1", "regular")),
            ("payment", Y, "2026-05", "Works", -20, "surrender", of("A12102", None)),
        )
    )


def test_an_order_is_spread_over_those_that_win(moved):
    table = reappropriation.matrix(moved, Y).table
    pairs = {(row.from_code, row.to_code): (row.amount, row.orders) for row in table.itertuples()}
    assert pairs == {
        ("A03", "A01"): (Decimal(9), 1),
        ("A01", "A12"): (Decimal(6), 1),
        ("A01", "A03"): (Decimal(2), 1),
    }
    assert table["share"].sum() == pytest.approx(100)


def test_each_head_loses_and_wins_what_its_lines_say(moved):
    table = reappropriation.matrix(moved, Y, "minor object").table
    assert table.groupby("from_code")["amount"].sum().to_dict() == {"A011": 8, "A033": 9}
    assert table.groupby("to_code")["amount"].sum().to_dict() == {"A011": 9, "A121": 6, "A039": 2}


def test_moves_inside_one_department_stand_on_the_diagonal(moved):
    answer = reappropriation.matrix(moved, Y, "department")
    assert answer.table[["from_code", "to_code"]].drop_duplicates().to_numpy().tolist() == [["Health", "Health"]]
    assert answer.sentence.startswith("100.0 % of what was moved stayed within its department")


def test_changes_are_sized_against_the_original_budget(moved):
    answer = reappropriation.changes(moved, Y)
    found = {(row.change, row.kind): (row.orders, row.amount) for row in answer.table.itertuples()}
    assert found == {
        ("reappropriation", ""): (1, 0),
        ("reappropriation", "between"): (1, 0),
        ("supplementary", "regular"): (1, 40),
        ("surrender", ""): (1, -20),
    }
    assert answer.sentence == (
        "Of the original budget 10.0 % added by supplementary grants, 4.2 % moved and 5.0 % given back."
    )


def test_one_department_alone(moved):
    assert set(reappropriation.changes(moved, Y, department="Works").table["change"]) == {"supplementary", "surrender"}
    assert reappropriation.matrix(moved, Y, department="Works").table.empty


def test_a_year_without_changes_says_so(moved):
    assert reappropriation.changes(moved, "2020-21").sentence == "No change of the budget of 2020-21 was submitted."
    assert reappropriation.matrix(Store.of(), None).table.empty
