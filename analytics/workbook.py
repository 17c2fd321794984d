"""Workbook: an answer as an Excel file with typed cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from analytics.answer import Answer
from analytics.facts import about, heading

AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
COUNTS = ("lines", "months", "files", "findings", "refusals")
HEADING = 2  # row of the headings, from 0: title and facts stand above
LONGEST_TEXT = 32_767  # characters in a cell
MOST_ROWS = 1_048_576 - HEADING - 1


def book(answers: Sequence[Answer], title: str) -> bytes:
    """Several answers as one file: a sheet with what they are, then a sheet each."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **AS_TEXT}) as whole:
        whole.set_properties({"title": title, "comments": answers[0].ribbon if answers else ""})
        first = whole.add_worksheet("Contents")
        first.set_column(0, 0, 60)
        first.set_column(1, 1, 90)
        first.write_string(0, 0, title, whole.add_format({"bold": True, "font_size": 14}))
        for row, answer in enumerate(answers, start=2):
            first.write_string(row, 0, answer.title)
            first.write_string(row, 1, answer.sentence[:LONGEST_TEXT])
            _figures(whole, answer, answer.title.partition(".")[0][:31])
        about_sheet(whole, answers[0] if answers else Answer(title, pd.DataFrame(), {}, ()))
    return file.getvalue()


def xlsx(answer: Answer) -> bytes:
    """The figures as typed cells under a frozen heading with filters, and a sheet "About"."""
    if len(answer.table) > MOST_ROWS:
        raise ValueError(f"{len(answer.table):,} rows are more than a worksheet holds; take the CSV, or choose less.")
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **AS_TEXT}) as book:
        book.set_properties({"title": answer.title, "comments": answer.ribbon})
        _figures(book, answer, "Figures")
        about_sheet(book, answer)
    return file.getvalue()


def _figures(book: xlsxwriter.Workbook, answer: Answer, name: str) -> None:
    """The sheet with the table."""
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, answer.title, book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, " · ".join(said for said in (answer.sentence, answer.ribbon) if said)[:LONGEST_TEXT])
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for at, column in enumerate(answer.table.columns):
        unit = answer.units.get(column)
        values = answer.table[column].tolist()
        sheet.write_string(HEADING, at, heading(column, unit), bold)
        sheet.set_column(at, at, _width(heading(column), values))
        figures = book.add_format({"num_format": _number_format(unit, values)})
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for row, value in enumerate(values, start=HEADING + 1):
            _write(sheet, (row, at), value, days if isinstance(value, date) else figures)
    sheet.freeze_panes(HEADING + 1, 0)
    if len(answer.table.columns):
        sheet.autofilter(HEADING, 0, HEADING + len(answer.table), len(answer.table.columns) - 1)


def about_sheet(book: xlsxwriter.Workbook, answer: Answer) -> None:
    """The sheet with what must be known to use the figures."""
    sheet = book.add_worksheet("About")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 90)
    for row, (name, said) in enumerate(about(answer)):
        sheet.write_string(row, 0, name, wrapped)
        sheet.write_string(row, 1, said[:LONGEST_TEXT], wrapped)


def _write(sheet: Worksheet, place: tuple[int, int], value, cell_format) -> None:
    """One typed cell; missing stays empty, a figure that Excel would round is written as text."""
    if value is None or pd.isna(value):
        return
    if isinstance(value, bool):
        sheet.write_boolean(*place, value)
    elif isinstance(value, int | float | Decimal) and _is_exact(value):
        sheet.write_number(*place, value, cell_format)
    elif isinstance(value, date):
        sheet.write_datetime(*place, _naive(value), cell_format)
    else:
        sheet.write_string(*place, str(value)[:LONGEST_TEXT])


def _is_exact(value: int | float | Decimal) -> bool:
    """Whether a worksheet, which keeps about 16 digits, keeps this figure.

    >>> _is_exact(Decimal("34224544577768.01")), _is_exact(Decimal("934224544577768.01"))
    (True, False)
    """
    return isinstance(value, float) or Decimal(f"{value:.16G}") == Decimal(repr(float(value))) == value


def _naive(day: date) -> date:
    """A day or moment as Excel takes it."""
    return pd.Timestamp(day).tz_localize(None).to_pydatetime() if isinstance(day, datetime) else day


def _number_format(unit: str | None, values: list) -> str:
    """How a column's figures are printed.

    >>> _number_format("PKR", []), _number_format("%", []), _number_format("lines", []), _number_format(None, [3])
    ('#,##0.00', '#,##0.0', '#,##0', '0')
    """
    if unit in ("%", "percentage points"):
        return "#,##0.0"
    if unit in COUNTS:
        return "#,##0"
    if unit:
        return "#,##0.00"
    return "General" if any(isinstance(value, float) for value in values) else "0"


def _width(name: str, values: list) -> int:
    """Wide enough for the heading and the first rows."""
    longest = max((len(str(value)) for value in values[:200] if value is not None), default=0)
    return min(max(len(name), longest + longest // 4, 8) + 2, 60)
