"""Marks: what a reader puts in the place of a value that a cell of a workbook does not have, and what is said of it."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from data_loaders.readers.sheet import Refused

ERROR = "#ERROR!"  # what stands in the place of an error
UNSAVED = "#FORMULA!"  # what stands in the place of a formula whose value was not saved
SAID = {
    ERROR: "the cell holds an error such as #DIV/0!: correct it and save the file",
    UNSAVED: "the cell holds a formula whose value was not saved: open the file in a spreadsheet program and save it",
}
ALL = pa.array(list(SAID))


def without(texts: pa.Array) -> pa.Array:
    """The texts, nothing where a mark stands: it would pass for a code or a name."""
    marked = pc.is_in(texts, ALL)
    return pc.if_else(marked, pa.scalar(None, pa.string()), texts) if pc.any(marked).as_py() else texts


def refused(cells: pa.Array, lines: pa.Array, column: str) -> tuple[Refused, ...]:
    """What is refused of a column of codes, names or words.

    >>> refused(pa.array(["Health", UNSAVED]), pa.array([7, 8]), "department")[0].line
    8
    """
    dictionary = pa.types.is_dictionary(cells.type)
    texts = cells.dictionary if dictionary else cells
    marked = pc.is_in(texts, ALL)
    if not pc.any(marked).as_py():
        return ()
    rows = pc.fill_null(pc.take(marked, cells.indices), False) if dictionary else marked
    found = zip(lines.filter(rows).to_pylist(), cells.filter(rows).to_pylist(), strict=True)
    return tuple(Refused(line, column, SAID[mark], mark) for line, mark in found)
