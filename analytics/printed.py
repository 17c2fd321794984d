"""Printed: several answers as a PDF on A4, set without a browser or a network."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import typst

from analytics.answer import Answer
from analytics.facts import heading

TEMPLATE = Path(__file__).parent / "report.typ"
FONTS = Path(__file__).parent.parent / "static"
SHORT = set("code side grant_number part table model value baseline least most what".split())  # need no room
LONG, PAGE = 60, 36  # characters of a cell that breaks, rows of a page
MOST = 2000  # rows of a table that are printed; the workbook has them all
Written = Callable[[object, str | None], str]  # a cell and its column's unit -> as printed


def pdf(
    answers: Sequence[Answer], title: str, whose: str, money: str, written: Written, *, flowing: bool = False
) -> bytes:
    """A report of several tables: title, what it says, units, date, version, then a page or more a table.

    `money` says the unit of amounts in words, `written` prints one cell in it. `flowing`: a table follows another on
    its page, and goes to the next one whole where it fits there.
    """
    first = answers[0]
    facts = [f"{name}: {said}" for name, said in first.filters.items()]
    facts += [f"As of {first.as_of:%-d %B %Y}"] if first.as_of else []
    report = {
        "title": title,
        "whose": whose,
        "ribbon": first.ribbon,
        "version": f"version {first.version}",
        "sentence": first.sentence,
        "flowing": flowing,
        "facts": [*facts, f"Amounts in {money}"],
        "tables": [_table(answer, money, written) for answer in answers],
    }
    return typst.compile(
        TEMPLATE.read_bytes(), font_paths=[str(FONTS)], ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(report, ensure_ascii=False)},
    )  # fmt: skip


def _table(answer: Answer, money: str, written: Written) -> dict:
    """One table as text, every cell as printed."""
    rows = answer.table.head(MOST)
    cells = [
        [written(value, answer.units.get(column)) for column, value in zip(rows.columns, row, strict=True)]
        for row in rows.itertuples(index=False)
    ]
    left_out = len(answer.table) - len(rows)
    return {
        "title": answer.title,
        "sentence": answer.sentence,
        "unit": money if answer.units else "",
        "columns": [
            {
                "name": heading(column) + _mark(answer.units.get(column)),
                "figure": column in answer.units,
                "wide": column not in answer.units and column not in SHORT,
            }
            for column in rows.columns
        ],
        "rows": [{"cells": row, "strong": any(map(_sums, row))} for row in cells],
        "whole": len(cells) <= PAGE and all(len(cell) <= LONG for row in cells for cell in row),
        "notes": [*answer.notes, *([f"{left_out:,} more rows are in the workbook."] if left_out else [])],
    }


def _sums(cell: str) -> bool:
    """Whether a cell names a total.

    >>> _sums("Total receipts"), _sums("Balance"), _sums("Totalisators")
    (True, True, False)
    """
    return cell in ("Total", "Balance") or cell.startswith("Total ")


def _mark(unit: str | None) -> str:
    """The sign of per cent, where a column's figures are."""
    return ", %" if unit == "%" else ""
