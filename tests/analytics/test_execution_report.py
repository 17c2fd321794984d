"""The budget execution report: eight tables, each footing, and as files."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from analytics import execution_report as report
from analytics import exports
from data_loaders.store import Store

Y, LAST = "2025-26", "2024-25"


def of(class_, object_="A01151", **more) -> dict:
    return {"class": class_, "object": object_, "object_minor": object_[:4], **more}


@pytest.fixture(scope="module")
def store(ledger, heads) -> Store:
    current, capital, works = "current revenue", "current capital", "development, provincial ADP"
    return Store.of(
        head=heads,
        entry=ledger(
            ("receipt", Y, None, "T1", 500, "original", {"class": "tax"}),
            ("receipt", Y, "2025-07", "T1", 90, "actual", {"class": "tax"}),
            ("receipt", LAST, "2024-07", "T1", 60, "actual", {"class": "tax"}),
            ("payment", Y, None, "Health", 300, "original", of(current, grant_number="011")),
            ("payment", Y, None, "Health", 100, "original", of(works, "A12102", project="P1", function_major="07")),
            ("payment", Y, None, "Debt", 40, "original", of(capital, "A10101")),
            ("payment", Y, "2025-07", "Health", 120, "released", of(current, grant_number="011")),
            ("payment", Y, "2025-07", "Health", 30, "actual", of(current, grant_number="011")),
            ("payment", Y, "2025-07", "Health", 5, "actual", of(works, "A12102", project="P1", function_major="07")),
            ("payment", Y, "2025-07", "Debt", 4, "actual", of(capital, "A10101")),
            ("payment", LAST, "2024-07", "Health", 20, "actual", of(current)),
            ("payment", LAST, "2024-08", "Health", 900, "actual", of(current)),
        ),
    )


def total(answer) -> dict:
    return {name: None if pd.isna(value) else value for name, value in answer.table.iloc[-1].items()}


def test_the_fiscal_statement_ends_with_the_balance(store):
    table = report.table(store, 1, Y).table
    found = dict(zip(table["name"], table["actual"], strict=True))
    assert found["Total receipts"] == 90
    assert (found["Current revenue"], found["Development"], found["Current capital"]) == (30, 5, 4)
    assert (found["Total spending"], found["Balance"]) == (39, 51)
    balance = total(report.table(store, 1, Y))
    assert (balance["original"], balance["last_year"], balance["revised"]) == (60, 40, None)


@pytest.mark.parametrize(
    ("number", "original", "actual"),
    [(2, 500, 90), (3, 500, 90), (4, 440, 39), (5, 300, 30), (6, 100, 5), (7, 100, 5), (8, 40, 4)],
)
def test_each_table_ends_with_its_total(store, number, original, actual):
    answer = report.table(store, number, Y)
    last = total(answer)
    assert (last["original"], last["actual"]) == (original, actual)
    rows = answer.table.iloc[:-1]
    for column in ("original", "actual"):
        assert rows[column].sum() == last[column]


def test_last_year_is_the_same_months(store):
    row = report.table(store, 4, Y).table.set_index("code").loc["Health"]
    assert (row["last_year"], row["growth"]) == (Decimal(20), pytest.approx(75))


def test_any_month_can_be_asked(store):
    assert total(report.table(store, 4, LAST, 2))["actual"] == 920
    assert total(report.table(store, 4, LAST, 1))["actual"] == 20


def test_an_empty_store_has_eight_empty_tables():
    assert [answer.table.empty for answer in report.tables(Store.of(), None)] == [True] * 8


def test_the_workbook_has_a_sheet_a_table_with_the_same_figures(store):
    book = openpyxl.load_workbook(BytesIO(exports.book(report.tables(store, Y), "Budget execution report")))
    assert book.sheetnames == ["Contents", *(f"Table {number}" for number in range(1, 9)), "About"]
    rows = list(book["Table 4"].iter_rows(min_row=3, values_only=True))
    assert rows[0][:3] == ("Code", "Name", "Original (PKR)")
    assert rows[-1][1:3] == ("Total spending", 440)


def test_the_printed_report_is_a_pdf_of_every_table(store):
    told = []

    def written(value, unit) -> str:
        told.append((value, unit))
        return "" if value is None or pd.isna(value) else str(value)

    answers = report.tables(store, Y)
    made = exports.pdf(answers, "Budget execution report", "Sindh #[$x", "Rs million", written)
    assert made.startswith(b"%PDF-")
    assert len(told) == sum(answer.table.size for answer in answers)
