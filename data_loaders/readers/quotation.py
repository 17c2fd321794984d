"""Quotation marks in delimited text: which rows are sound, and what is said of the others."""

from __future__ import annotations

import re

LOOSE = "a quotation mark stands inside a quoted cell or is not closed: write it twice, or take it out"
SPACED = (
    "a space stands before the quotation mark of a cell, so it cannot be told where the cell ends: take the space out"
)


def sound_row(delimiter: str) -> re.Pattern:
    """A row of which every cell is wholly between quotation marks or begins with something else.

    >>> [bool(sound_row(",").fullmatch(row)) for row in ('1,"a,b"', '1, "a,b"', '1,"a"b')]
    [True, False, False]
    """
    cut = re.escape(delimiter)
    cell = rf'(?:"[^"]*(?:""[^"]*)*"[ \t\u00a0]*|(?!{_spaced(delimiter)})[^"{cut}][^{cut}]*|)'
    return re.compile(f"{cell}(?:{cut}{cell})*")


def fault(row: str, delimiter: str) -> str:
    """What is wrong with a row that is not sound."""
    return SPACED if re.search(f"(?:^|{re.escape(delimiter)}){_spaced(delimiter)}", row) else LOOSE


def _spaced(delimiter: str) -> str:
    """A quotation mark behind spaces, with which a cell may not begin."""
    return '[ \u00a0]+"' if delimiter == "\t" else '[ \t\u00a0]+"'
