"""Lineage: the lines behind a mark add up to the mark."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from analytics import lineage, position, revenue
from data_loaders.store import Store


@pytest.fixture(scope="module")
def store(ledger, heads) -> Store:
    """Five receipts of one file, one payment of another, one line that another source restates."""
    second = {"load_id": "file2"}
    return Store.of(
        head=heads,
        load=pd.DataFrame(
            {"load_id": ["file1", "file2"], "file_name": ["receipts.csv", "paid.csv"], "source": "ledger"}
        ),
        entry=ledger(
            ("receipt", "2025-26", "2025-07", "T1", "10.25"),
            ("receipt", "2025-26", "2025-07", "T2", "20.00"),
            ("receipt", "2025-26", "2025-08", "T1", "-5.50"),
            ("receipt", "2025-26", "2025-08", "F1", "1.00"),
            ("receipt", "2025-26", None, None, "7.00"),
            ("payment", "2025-26", "2025-07", "Health", "3.00", "actual", second),
            ("receipt", "2025-26", "2025-07", "T1", "10.25", "actual", second | {"counted": False}),
        ),
    )


CLICKS = [  # what was clicked, the lines behind it
    ({"month": "2025-07-01"}, [2, 1]),
    ({"group": "T"}, [2, 1, 3]),
    ({"group": "T", "head": "T1"}, [1, 3]),
    ({"from_month": "2025-07-01", "to_month": "2025-08-01"}, [2, 1, 3, 4]),
    ({"month": ""}, [5]),
    ({"head": ""}, [5]),
    ({"agency": "Police"}, [4]),
    ({"heads": ("T1", "F1"), "agencies": ("Police",)}, [4]),
    ({"from_month": "2025-07-01", "to_month": "2025-07-01"}, [2, 1]),
    ({"from_month": "2025-07-01", "to_month": "2026-06-01"}, [2, 1, 5, 3, 4]),
    ({"fiscal_year": "2025-26", "to_month": "2026-06-01", "head": ""}, [5]),
    ({"load_id": "file1", "fiscal_year": "2024-25"}, []),
]


@pytest.mark.parametrize(("click", "numbers"), CLICKS)
def test_the_lines_behind_a_mark(store, click, numbers):
    assert lineage.lines(store, side="receipt", **click).table["line"].tolist() == numbers


def test_a_line_names_its_file_and_itself(store):
    row = lineage.lines(store, side="receipt", head="F1").table.iloc[0]
    assert row[["file_name", "sheet", "line", "entry_id", "head_name"]].tolist() == [
        "receipts.csv", 1, 4, "file1-1-4-1", "Fines",
    ]  # fmt: skip


def test_the_lines_add_up_to_the_mark(store):
    for group in revenue.drill(store).table.itertuples():
        if group.level == "group":
            behind = lineage.lines(
                store, side="receipt", fiscal_year="2025-26", group=group.code, from_month="2025-07-01"
            )
            assert behind.table["amount"].sum() == group.actual


def test_what_is_not_shown_is_a_row_so_that_the_table_adds_up(store):
    answer = lineage.lines(store, side="receipt", limit=2)
    assert answer.table["file_name"].tolist() == ["receipts.csv", "receipts.csv", "3 other lines"]
    assert answer.table["amount"].tolist() == [Decimal("20.00"), Decimal("10.25"), Decimal("2.50")]
    assert answer.sentence == "5 lines add up to this figure, the largest 2 shown one by one."


def test_the_lines_of_a_department_are_what_the_front_page_says(store):
    spent = position.headline(store).table["actual"][1]
    assert lineage.lines(store, side="payment", department="Health").table["amount"].sum() == spent


def test_a_line_is_known_by_its_name(store):
    known = lineage.entry(store, "file1-1-3-1").table.set_index("column")
    assert known.loc[["amount", "file_name", "object"], "value"].tolist() == ["-5.50", "receipts.csv", "T1"]
    assert known.loc["amount", "meaning"].startswith("money of this line")


@pytest.mark.parametrize("wrong", ["file1-1-99-1", "nonsense", "a-b-c-d", ""])
def test_a_line_that_is_not_there_is_said(store, wrong):
    answer = lineage.entry(store, wrong)
    assert answer.table.empty
    assert answer.sentence == f"There is no line {wrong} in this version of the store."


def test_the_files_behind_an_answer(store):
    answer = lineage.where_from(store, ("receipt_month", "head"))
    assert answer.table[["mart", "file_name", "lines"]].values.tolist() == [["receipt_month", "receipts.csv", 5]]
    assert answer.sentence == "5 lines of 1 file."
    assert lineage.where_from(store).table["file_name"].tolist() == ["receipts.csv", "paid.csv"]


def test_the_files_behind_a_list_are_its_own(ledger):
    loads = pd.DataFrame({"load_id": ["a", "file1"], "file_name": ["loans.csv", "paid.csv"]})
    day = date(2026, 6, 30)
    owed = {"number": ["1", "2"], "as_of": [day, day], "load_id": ["a", "a"], "currency": ["USD"] * 2, "due": [5, 6]}
    paid = ledger(("payment", "2024-25", "2024-07", "Health", "7.00"))
    store = Store.of(load=loads, loan=pd.DataFrame(owed), entry=paid)
    answer = lineage.where_from(store, ("loan", "load"))
    assert answer.table[["mart", "file_name", "lines"]].values.tolist() == [["loan", "loans.csv", 2]]
    both = lineage.where_from(store, ("spending_month", "loan")).table
    assert both["file_name"].tolist() == ["paid.csv", "loans.csv"]
    assert lineage.where_from(store, ("payroll_month",)).table["file_name"].tolist() == ["paid.csv"]  # there is no list


def test_an_empty_store_has_no_lines():
    assert lineage.lines(Store.of()).sentence == "No line of the ledger is behind it."
    assert lineage.where_from(Store.of()).sentence == "No file is behind it."
