"""Exports: what is read back is what was shown, to the paisa, with all that must be known beside it."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import exports
from analytics.answer import Answer

MONEY = pd.ArrowDtype(pa.decimal128(20, 2))
BIGGEST = Decimal("34224544577768.01")
BAR = {
    "data": {"values": [{"x": "July", "y": 3}]},
    "mark": "bar",
    "width": "container",
    "encoding": {"x": {"field": "x"}, "y": {"field": "y", "type": "quantitative"}},
}


@pytest.fixture
def answer() -> Answer:
    """Two heads, one with a name that a spreadsheet would run; one amount is missing."""
    table = pd.DataFrame({
        "name": ["Stamps, \"court\" & other", "=HYPERLINK(\"http://x\")"],
        "month": [date(2025, 7, 1), date(2025, 8, 1)],
        "amount": pd.array([BIGGEST, None], dtype=MONEY),
        "growth": [-12.5, None],
        "complete": [True, False],
    })  # fmt: skip
    return Answer(
        "Receipts by head", table, {"amount": "PKR", "growth": "%"}, ("receipt_month",), notes=("So far.",),
        as_of=date(2025, 8, 31), filters={"heads": "B01,=1+1"}, version="v7", sentence="Up.", ribbon="invented detail",
    )  # fmt: skip


KNOWN = ["Receipts by head", "PKR", "2025-08-31", "receipt_month", "v7", "invented detail", "So far.", "Up."]


def sheet(content: bytes, name: str):
    return openpyxl.load_workbook(BytesIO(content))[name]


def test_csv_is_read_back_exactly(answer):
    read = pd.read_csv(BytesIO(exports.csv(answer)), comment="#", dtype=str, keep_default_na=False)
    assert list(read.columns) == list(answer.table.columns)
    assert read["amount"].tolist() == ["34224544577768.01", ""]
    assert read["month"].tolist() == ["2025-07-01", "2025-08-01"]
    assert read["name"][0] == 'Stamps, "court" & other'
    assert read["growth"].tolist() == ["-12.5", ""]


def test_csv_opens_in_excel_as_utf_8(answer):
    assert exports.csv(answer).startswith(b"\xef\xbb\xbf# Title: Receipts by head\r\n")


@pytest.mark.parametrize("known", KNOWN)
@pytest.mark.parametrize("export", [exports.csv, exports.markdown])
def test_a_text_export_carries_all_that_must_be_known(answer, export, known):
    assert known in export(answer).decode().replace("\\", "")


@pytest.mark.parametrize("known", KNOWN)
def test_a_workbook_carries_all_that_must_be_known(answer, known):
    said = " ".join(str(cell.value) for row in sheet(exports.xlsx(answer), "About").rows for cell in row)
    assert known in said


def test_a_workbook_has_typed_cells(answer):
    figures = sheet(exports.xlsx(answer), "Figures")
    cells = figures[4]
    assert [cell.data_type for cell in cells] == ["s", "d", "n", "n", "b"]
    assert cells[1].value.date() == date(2025, 7, 1)
    assert Decimal(repr(cells[2].value)) == BIGGEST
    assert cells[2].number_format == "#,##0.00"
    assert figures[5][2].value is None


def test_a_workbook_has_a_frozen_heading_with_filters(answer):
    figures = sheet(exports.xlsx(answer), "Figures")
    assert [cell.value for cell in figures[3]] == ["Name", "Month", "Amount (PKR)", "Growth (%)", "Complete"]
    assert (figures.freeze_panes, figures.auto_filter.ref) == ("A4", "A3:E5")
    assert (figures["A1"].value, figures["A2"].value) == ("Receipts by head", "Up. · invented detail")


def test_a_figure_that_excel_would_round_is_written_as_text():
    exact = Decimal("934224544577768.01")
    answer = Answer("Large", pd.DataFrame({"amount": [exact]}), {"amount": "PKR"}, ())
    assert sheet(exports.xlsx(answer), "Figures")["A4"].value == str(exact)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", " =", "\uff1d"])
def test_no_text_becomes_a_formula(sign):
    text = f"{sign}1+1"
    answer = Answer("Names", pd.DataFrame({"name": [text]}), {}, ())
    assert f'"\'{text}"' in exports.csv(answer).decode()
    assert sheet(exports.xlsx(answer), "Figures")["A4"].data_type == "s"


def test_no_piece_of_a_filter_becomes_a_formula(answer):
    assert "# Filters: heads: B01,'=1+1\r\n" in exports.csv(answer).decode()


def test_a_negative_figure_stays_a_figure():
    answer = Answer("Refund", pd.DataFrame({"amount": [Decimal("-264.53")]}), {"amount": "PKR"}, ())
    assert pd.read_csv(BytesIO(exports.csv(answer)), comment="#")["amount"][0] == -264.53


def test_a_name_cannot_break_a_markdown_table():
    answer = Answer("Names", pd.DataFrame({"name": ["a|b\n<script>"]}), {}, ())
    assert "| a\\|b &lt;script&gt; |" in exports.markdown(answer).decode()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.decimals(-(10**13), 10**13, places=2), min_size=1, max_size=20))
def test_money_survives_every_export_to_the_paisa(amounts):
    answer = Answer("Money", pd.DataFrame({"amount": pd.array(amounts, dtype=MONEY)}), {"amount": "PKR"}, ())
    read = pd.read_csv(BytesIO(exports.csv(answer)), comment="#", dtype=str)["amount"]
    assert [Decimal(amount) for amount in read] == amounts
    cells = [row[0].value for row in sheet(exports.xlsx(answer), "Figures").iter_rows(min_row=4)]
    assert [Decimal(repr(value)) for value in cells] == amounts


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=5))
def test_any_text_survives_csv(texts):
    answer = Answer("Texts", pd.DataFrame({"name": texts}), {}, ())
    read = pd.read_csv(BytesIO(exports.csv(answer)), comment="#", dtype=str, keep_default_na=False)["name"]
    assert [one.removeprefix("'") for one in read] == [text.removeprefix("'") for text in texts]


@pytest.mark.parametrize("export", [exports.csv, exports.xlsx, exports.markdown])
def test_an_empty_answer_is_exported_too(export):
    assert export(Answer("Nothing", pd.DataFrame(columns=["amount"]), {"amount": "PKR"}, ()))
    assert export(Answer("Nothing at all", pd.DataFrame(), {}, ()))


def test_a_picture_is_drawn_and_says_what_it_shows(answer):
    assert exports.png(BAR, answer).startswith(b"\x89PNG")
    drawn = exports.svg(BAR, answer).decode()
    assert "<title>Receipts by head</title><desc>Up.</desc>" in drawn
    assert all(said in drawn for said in ("PKR", "As of: 2025-08-31", "invented detail", "v7"))


def test_a_picture_of_charts_side_by_side(answer):
    assert b"<svg" in exports.svg({"hconcat": [BAR, BAR], "config": {"font": "serif"}}, answer)
