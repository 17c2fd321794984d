"""Commitments: a reserve that is billed, paid and let go, and the money that is left for the next order."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from analytics import commitments, control, execution
from data_loaders.store import Store

Y = "2026-27"


def at(day: str, document: str | None = None, kind: str | None = None) -> dict:
    more = {"posted_on": date.fromisoformat(day), "document": document, "kind": kind}
    return more | {"object": "A03303", "object_minor": "A033"}


def event(day: str, amount, document: str, kind: str | None) -> tuple:
    return ("payment", Y, day[:7], "Health", amount, "committed", at(day, document, kind))


def paid(day: str, amount) -> tuple:
    return ("payment", Y, day[:7], "Health", amount, "actual", at(day))


@pytest.fixture(scope="module")
def store(ledger) -> Store:
    return Store.of(
        entry=ledger(
            event("2026-07-05", 100, "P1", "order"),
            event("2026-08-01", -100, "P1", "order"),
            event("2026-08-01", 100, "P1", "bill"),
            event("2026-08-20", -60, "P1", "payment"),
            event("2026-07-10", 50, "P2", "contract"),
            event("2026-09-10", -50, "P2", "release"),
            event("2026-10-01", 30, "P3", "order"),
            event("2026-07-02", 20, "P4", "order"),
            event("2026-10-20", -20, "P4", "order"),
            event("2026-10-20", 20, "P4", "bill"),
            event("2026-09-01", 7, "P5", None),
            paid("2026-10-31", 60),
        )
    )


def test_every_commitment_has_its_balance_and_state(store):
    table = commitments.ledger(store, Y, open_only=False).table
    found = {
        row.document: (row.state, row.reserved, row.paid, row.let_go, row.outstanding) for row in table.itertuples()
    }
    assert found == {
        "P1": ("part-paid", 100, 60, 0, 40),
        "P2": ("released", 50, 0, 50, 0),
        "P3": ("reserved", 30, 0, 0, 30),
        "P4": ("billed", 20, 0, 0, 20),
        "P5": ("reserved", 7, 0, 0, 7),
    }
    assert all(row.outstanding == row.reserved - row.paid - row.let_go for row in table.itertuples())


def test_only_what_waits_is_listed_and_the_rest_is_one_row(store):
    assert commitments.ledger(store, Y).table["document"].tolist() == ["P1", "P3", "P4", "P5"]
    short = commitments.ledger(store, Y, top=1)
    assert short.table["document"].tolist() == ["P1", "3 others"]
    assert short.table["outstanding"].sum() == 97
    assert short.sentence.startswith("4 commitments are not yet paid; 61.9 % of the money")


def test_a_bill_unpaid_for_31_days_is_in_arrears(store):
    answer = commitments.ageing(store, Y)
    rows = {row.age: (row.bills, row.amount) for row in answer.table.itertuples()}
    assert rows["up to 30 days"] == (1, 20)
    assert rows["91 to 365 days"] == (1, 40)  # 1 August to 31 October: 91 days
    assert rows["Total"] == (2, 60)
    assert answer.sentence.startswith("1 bill is in arrears, longer than 30 days: 66.7 %")


def test_without_commitments_it_says_what_to_load(ledger):
    answer = commitments.ledger(Store.of(entry=ledger(("payment", Y, "2026-07", "Health", 5))), Y)
    assert answer.table.empty
    assert "load a list of orders" in answer.sentence
    assert commitments.ageing(Store.of(), None).table.empty


STEPS = (  # OCA/mis-builder issue 217: a budget of 1,000; requests, orders, invoices and the balance after each
    ((300, "R1", "requisition"), 700),
    ((-200, "R1", "requisition"), None),
    ((200, "O1", "order"), 700),
    ((-200, "O1", "payment"), None),
    ((200, None, None), 700),
    ((50, "R2", "requisition"), 650),
)


def test_the_published_example_of_a_commitment_ledger_comes_out(ledger):
    rows = [("payment", Y, "2026-07", "Health", 1000, "released", at("2026-07-01"))]
    for (amount, document, kind), balance in STEPS:
        rows.append(paid("2026-07-09", amount) if document is None else event("2026-07-09", amount, document, kind))
        if balance is not None:
            store = Store.of(entry=ledger(*rows))
            assert control.room(store, Y).table["available"].tolist() == [balance]
            assert execution.drill(store, fiscal_year=Y).table["available"].tolist() == [balance, balance]
    held = commitments.ledger(store, Y).table
    assert dict(zip(held["document"], held["outstanding"], strict=True)) == {"R1": 100, "R2": 50}


def test_the_control_warns_and_refuses_at_its_level(ledger):
    rows = [
        ("payment", Y, "2026-07", "Health", 100, "released", {"object_minor": "A033"}),
        ("payment", Y, "2026-07", "Health", 95, "actual", {"object_minor": "A033"}),
        ("payment", Y, "2026-07", "Health", 50, "released", {"object_minor": "A031"}),
        ("payment", Y, "2026-07", "Health", 50, "committed", {"object_minor": "A031"}),
        ("payment", Y, "2026-07", "Health", 5, "actual", {"object_minor": "A011"}),
        ("payment", Y, "2026-07", "Works", 10, "released", {"object_minor": "A121"}),
    ]
    store = Store.of(entry=ledger(*rows))
    table = control.room(store, Y).table
    assert dict(zip(table["object"], table["control"], strict=True)) == {
        "A031": "refuse", "A011": "not released", "A033": "warn", "A121": "free",
    }  # fmt: skip
    by_major = control.room(store, Y, level="major object").table
    assert dict(zip(by_major["object"], by_major["available"], strict=True))["A03"] == Decimal(5)
    whole = control.room(store, Y, level="department", warn=50).table
    assert whole["control"].tolist() == ["refuse", "free"]
    with pytest.raises(ValueError, match="not by 'moon'"):
        control.room(store, Y, level="moon")


def test_without_releases_nothing_is_said_of_what_is_left(ledger):
    answer = control.room(Store.of(entry=ledger(("payment", Y, "2026-07", "Health", 5))), Y)
    assert answer.table.empty
    assert answer.sentence == "No release of 2026-27 was submitted: nothing can be said of what is left."
    assert pd.isna(commitments.as_of(Store.of()))
