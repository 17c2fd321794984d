"""Workbooks: typed cells as text, sheets without the heading passed over, every line with its number."""

import os
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from data_loaders.preview import preview
from data_loaders.publish import Refused as PublicationRefused
from tests.data_loaders.place import counted, rows

pytest_plugins = "tests.data_loaders.place"


def test_sheets_of_a_workbook(sheets_of, write_xlsx):
    list_ = [
        ["Payments"],
        [None, "month", "office", "amount"],
        [None, date(2026, 7, 1), "A", 0.1 + 0.2],
        [],
        [None, "x", 1, 7],
    ]
    sheets = sheets_of(write_xlsx("book.xlsx", {"pivot": [["Sum", 5], ["x", 6]], "list": list_, "empty": []}))
    assert [(sheet.number, row) for sheet in sheets for row in rows([sheet])] == [
        (2, (3, None, "2026-07-01", "A", "0.3")),
        (2, (5, None, "x", "1", "7")),
    ]
    assert counted(sheets) == 2 + 5


def test_cells_of_a_workbook_as_text(sheets_of, place):
    book = openpyxl.Workbook()
    cells = [datetime(2026, 7, 1, 13, 5), 1234567.89, 12345678901234567, -0.005, True, "007", "1,5", 2_000_000.0]
    for row in (["month", "amount"], *(["m", cell] for cell in cells)):
        book.active.append(row)
    book.save(place.folder / "book.xlsx")
    assert [row[2] for row in rows(sheets_of(place.folder / "book.xlsx"))] == [
        "2026-07-01 13:05:00", "1234567.89", "1.23456789012346e+16", "-0.005", "true", "007", "1,5", "2000000"
    ]  # fmt: skip


def test_an_error_in_a_cell_is_not_an_empty_cell(place):
    book = openpyxl.Workbook()
    for row in (["month", "office", "amount"], ["2026-07-01", "A", 5], ["2026-07-01", "B", "#DIV/0!"]):
        book.active.append(row)
    book.active["C3"].data_type = "e"
    book.save(place.folder / "book.xlsx")
    place.publish(place.folder / "book.xlsx")
    assert place.counts("book.xlsx") == {"lines_read": 3, "kept": 1, "refused": 1, "ignored": 1}


def test_a_formula_whose_value_was_not_saved_is_a_refused_cell(place):
    book = openpyxl.Workbook()
    for row in (["month", "office", "amount"], ["2026-07-01", "A", 5], ["2026-07-01", "B", "=2+3"], [None, None, None]):
        book.active.append(row)
    book.save(place.folder / "book.xlsx")
    place.publish(place.folder / "book.xlsx")
    assert place.counts("book.xlsx") == {"lines_read": 3, "kept": 1, "refused": 1, "ignored": 1}
    (reason,) = place.ask("select reason from reject where \"column\" = 'amount'")[0]
    assert reason.startswith("the cell holds a formula whose value was not saved")


@pytest.mark.parametrize("cell", ["a value", "an empty text"])
def test_a_formula_with_a_value_is_that_value(place, cell):
    path = place.folder / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["month", "office", "amount"])
        sheet.write_row(1, 0, ["2026-07-01", "A"])
        sheet.write_formula(1, 2, "=2+3", value=5)
        if cell == "an empty text":
            sheet.write_formula(1, 1, '=""', value="")
    place.publish(path)
    assert place.ask("select amount from entry") == [(Decimal(5),)]
    assert place.ask("select * from reject where line is not null") == []


def test_a_formula_without_a_value_is_found_wherever_the_sheet_is_cut(sheets_of, place):
    lines, path = 15_000, place.folder / "book.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["month", "office", "amount"])
    for _ in range(lines):
        sheet.append(["2026-07-01", "A", "=1+1"])
    book.save(path)
    assert sum("#FORMULA!" in row for row in rows(sheets_of(path))) == lines


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_with_a_list_is_not_read_and_says_so(place, write_xlsx, state):
    list_ = [["month", "office", "amount"], ["2026-07-01", "A", 5]]
    path = write_xlsx("book.xlsx", {"July": list_, "draft": [*list_, ["2026-07-01", "B", 900]], "notes": [["x"], [1]]})
    book = openpyxl.load_workbook(path)
    book["draft"].sheet_state = state
    book["notes"].sheet_state = state
    book.save(path)
    place.publish(path)
    assert place.ask("select amount from entry") == [(Decimal(5),)]
    ((sheet, reason),) = place.ask("select sheet, reason from reject where line is not null")
    assert sheet == 2
    assert reason.startswith("the sheet 'draft' is hidden and was not read")
    assert place.counts("book.xlsx") == {"lines_read": 7, "kept": 1, "refused": 1, "ignored": 5}


def test_an_error_far_down_and_not_in_the_first_column_is_marked(sheets_of, place):
    lines, path = 30_000, place.folder / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 1, ["month", "office", "amount"])
        for line in range(1, lines):
            sheet.write_row(line, 1, ["2026-07-01", "e", line])
        sheet.write_formula(lines, 3, "=1/0", value="#DIV/0!")
    found = rows(sheets_of(path))
    assert found[-2:] == [(lines, None, "2026-07-01", "e", str(lines - 1)), (lines + 1, None, None, None, "#ERROR!")]
    assert [row for row in found if "#ERROR!" in row] == found[-1:]


def test_a_chart_sheet_and_hidden_sheets_are_passed_over(sheets_of, write_xlsx, place):
    path = write_xlsx("book.xlsx", {"list": [["month", "amount"], ["2026-07-01", 5]]})
    book = openpyxl.load_workbook(path)
    book.create_chartsheet("picture")
    book.create_sheet("notes").sheet_state = "hidden"
    book.save(path)
    assert [row[1:] for row in rows(sheets_of(path))] == [("2026-07-01", "5")]


@pytest.mark.skipif(
    not os.environ.get("KHAZANA_REAL_DATA"), reason="KHAZANA_REAL_DATA does not name the folder of files"
)
def test_an_old_workbook(sheets_of):
    path = Path(os.environ["KHAZANA_REAL_DATA"]) / "pak_district_indicators" / "MICS_Sindh_long.xls"
    book = CalamineWorkbook.from_path(path)
    first = book.get_sheet_by_index(0).to_python()
    assert counted(sheets_of(path, *[str(cell) for cell in first[0] if cell])) == len(first)


LEDGER = ["posted_on", "department", "document", "amount"]


@pytest.fixture
def publish_rows(place):
    """Publishes rows as a workbook of which no formula has a value; returns what was refused, by line and column."""

    def publish(*rows: list) -> list[tuple]:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(place.folder / "book.xlsx")
        place.publish(place.folder / "book.xlsx")
        return place.ask('select line, "column", reason from reject order by line, "column" nulls first')

    return publish


def test_a_formula_without_a_value_is_no_name_of_a_department(place, publish_rows):
    ((line, column, reason),) = publish_rows(LEDGER, ["2026-07-01", "=A9", "V1", 5])
    assert (line, column) == (2, "department")
    assert "value was not saved" in reason
    assert place.ask("select department, amount from entry") == [(None, Decimal(5))]
    assert place.ask("select code from department where code like '%FORMULA%'") == []
    assert place.counts("book.xlsx") == {"lines_read": 2, "kept": 1, "refused": 0, "ignored": 1}


@pytest.mark.parametrize("behind", [[], ["2026-07-02", "B", "V2", 6]])
def test_a_row_of_formulas_without_values_is_a_refused_line_even_as_the_last(place, publish_rows, behind):
    refused = publish_rows(LEDGER, ["2026-07-01", "A", "V1", 5], [f"={letter}2" for letter in "ABCD"], behind)
    assert [(line, column) for line, column, _ in refused] == [(3, None), (3, "department"), (3, "document")]
    assert all("value was not saved" in reason for _, _, reason in refused)
    assert place.counts("book.xlsx")["refused"] == 1


def test_a_formula_without_a_value_among_the_headings_refuses_the_file(publish_rows):
    with pytest.raises(PublicationRefused, match="line 1, is the heading, and in it the cell holds a formula"):
        publish_rows(["posted_on", '="depart"&"ment"', "document", "amount"], ["2026-07-01", "A", "V1", 5])


def test_an_error_is_no_name_of_a_department(place):
    book = openpyxl.Workbook()
    for row in (LEDGER, ["2026-07-01", "#N/A", "V1", 5]):
        book.active.append(row)
    book.active["B2"].data_type = "e"
    book.save(place.folder / "book.xlsx")
    place.publish(place.folder / "book.xlsx")
    assert place.ask("select department, amount from entry") == [(None, Decimal(5))]
    assert place.ask('select line, "column" from reject') == [(2, "department")]


def test_a_list_in_a_hidden_sheet_alone_is_refused_by_the_sheet_s_name(place, write_xlsx):
    path = write_xlsx("book.xlsx", {"cover": [["Payments"]], "draft": [LEDGER, ["2026-07-01", "A", "V1", 5]]})
    book = openpyxl.load_workbook(path)
    book["draft"].sheet_state = "hidden"
    book.save(path)
    sentence = "Such a list stands in the sheet 'draft' alone, which is hidden"
    assert preview(path, "book.xlsx", place.home)["sentence"].startswith(sentence)
    with pytest.raises(PublicationRefused, match=sentence):
        place.publish(path)


def test_the_preview_shows_the_hidden_sheet_that_is_passed_over(place, write_xlsx):
    list_ = [LEDGER, ["2026-07-01", "A", "V1", 5]]
    path = write_xlsx("book.xlsx", {"July": list_, "draft": [*list_, ["2026-07-02", "B", "V2", 900]]})
    book = openpyxl.load_workbook(path)
    book["draft"].sheet_state = "veryHidden"
    book.save(path)
    seen = preview(path, "book.xlsx", place.home)
    assert [row["amount"] for row in seen["rows"]] == [Decimal(5)]
    assert [(row["sheet"], row["reason"][:31]) for row in seen["rejects"]] == [(2, "the sheet 'draft' is hidden and")]


@pytest.mark.parametrize("place_of_it", ["B1", "A2"])
def test_a_title_that_is_a_formula_without_a_value_is_refused_by_its_cell(publish_rows, place_of_it):
    title = [["Payments", '="Rs in " & "million"'], []] if place_of_it == "B1" else [["Payments"], ["=A1"]]
    with pytest.raises(
        PublicationRefused, match=f"cell {place_of_it}, stands above the heading: the cell holds a formula"
    ):
        publish_rows(*title, LEDGER, ["2026-07-01", "A", "V1", 5])


@pytest.mark.parametrize("left", [0.3, 0.9])
def test_a_workbook_that_is_cut_off_is_not_called_locked(place, write_xlsx, left):
    path = write_xlsx("book.xlsx", {"July": [LEDGER, ["2026-07-01", "A", "V1", 5]]})
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * left)])
    with pytest.raises(PublicationRefused, match="damaged or cut off") as refused:
        place.publish(path)
    assert "password" not in str(refused.value)
