"""Scenario sheet: what every sheet of a scenario's workbook is written from and with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from analytics import budget_baseline
from analytics.answer import Answer
from analytics.budget_baseline import Base
from analytics.workbook import HEADING, LONGEST_TEXT
from models.budget.framework import Result, Step

TOP = HEADING + 1  # row of the first line, from 0
A4 = 9
YEAR = 2  # column of the first year: name and part stand before it
MAY_CHANGE = {"bg_color": "#fdf0d5", "border": 1, "border_color": "#b8500c"}
FORMATS = {
    "title": {"bold": True, "font_size": 14},
    "heading": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "indent": 1},
    "above": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "align": "right"},
    "part": {"bold": True, "indent": 1},
    "rupees": {"num_format": "#,##0"},
    "total": {"num_format": "#,##0", "bold": True},
    "put": {"num_format": "#,##0", "bg_color": "#e9efee"},
    "exact": {"num_format": "#,##0.00"},
    "value": {},
    "text": {"indent": 1},
    "input": {"locked": False, **MAY_CHANGE},
}


@dataclass(frozen=True)
class Scenario:
    """A scenario with its arithmetic before and after rounding, and as it is shown."""

    base: Base
    at: Mapping[str, float]
    made: Result
    steps: tuple[Step, ...]
    shown: Answer
    reasons: Mapping[tuple[str, int], str]  # of each figure put in by hand

    @property
    def years(self) -> list[str]:
        """The fiscal years of the framework."""
        return budget_baseline.years(self.base)


@dataclass(frozen=True)
class Sheet:
    """A worksheet with the formats of its book."""

    book: xlsxwriter.Workbook
    sheet: Worksheet
    ink: Mapping[str, Format]

    def headings(self, widths: Mapping[str, int], figures: Collection[str]) -> None:
        """The frozen row of headings, each with its column's width; printed, the sheet is one page wide."""
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(HEADING)
        for column, (said, width) in enumerate(widths.items()):
            self.sheet.set_column(column, column, width)
            self.sheet.write_string(HEADING, column, said, self.ink["above" if said in figures else "heading"])
        self.sheet.freeze_panes(TOP, YEAR)

    def texts(self, row: int, said: Mapping[int, str], how: str = "text") -> None:
        """Texts of a row by column, never a formula."""
        for column, text in said.items():
            self.sheet.write_string(row, column, text[:LONGEST_TEXT], self.ink[how])

    def number(self, row: int, column: int, value, how: str) -> None:
        """A figure that stays as it is."""
        self.sheet.write_number(row, column, value, self.ink[how])

    def formula(self, row: int, column: int, formula: str, how: str, value) -> None:
        """A formula with the value that it has now, for readers that do not recalculate."""
        self.sheet.write_formula(row, column, formula, self.ink[how], float(np.ravel(value)[0]))

    def named(self, name: str, row: int, column: int) -> None:
        """A name for a cell, by which formulas know it."""
        place = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        self.book.define_name(name, f"={self.sheet.name}!{place}")


def cell(row: int, year: int, sheet: str = "") -> str:
    """The place of a row's figure of a year of the framework.

    >>> cell(3, 0), cell(3, 1, "Workings")
    ('C4', 'Workings!D4')
    """
    return (f"{sheet}!" if sheet else "") + xl_rowcol_to_cell(row, YEAR + year)


def by_year(of: Scenario) -> dict[str, int]:
    """The headings of a sheet that has a column a year, and their widths."""
    return {"Line": 38, "Part": 12} | dict.fromkeys(of.years, 21)
