"""Grids: rows of cells become a sheet, whatever file they came from."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date, datetime, time
from types import NoneType

import pyarrow as pa
import pyarrow.compute as pc

from data_loaders.readers.label import heading
from data_loaders.readers.sheet import Sheet

OPENING = 50  # rows in which the heading must stand
WIDEST = 2000  # columns
ROWS = 100_000  # rows of a workbook or of Parquet that are handed over at a time
TOTAL = r"(?i)^(sub|grand)?[ -]*total *:?$"


def find_heading(rows: list[list[str]], needed: list[tuple[str, ...]], height: int = 1) -> int | None:
    """Position of the first row in which every heading stands."""
    needed = [{heading(one) for one in alternatives} for alternatives in needed]
    for position in range(len(rows)):
        names = {heading(name) for name in joined(rows[position : position + height])}
        if needed and all(alternatives & names for alternatives in needed):
            return position
    return None


def joined(rows: list[list[str]]) -> list[str]:
    """One heading a column: of two rows the upper one, carried to the right, and the lower one."""
    if len(rows) < 2:
        return rows[0] if rows else []
    upper = list(itertools.accumulate(rows[0], lambda left, right: right or left))
    upper += [upper[-1] if upper else ""] * (len(rows[1]) - len(upper))
    return [f"{above} {below}".strip() for above, below in itertools.zip_longest(upper, rows[1], fillvalue="")]


def no_heading(needed) -> str:
    """The sentence for a file in which the headings of the profile stand nowhere."""
    wanted = ", ".join(alternatives[0] for alternatives in needed[:12])
    return f"No row among the first {OPENING} has all the headings of the profile: {wanted}."


def of_rows(rows, numbers, names: list[str], context: dict[str, str], **more) -> Sheet:
    """A sheet of rows of typed cells."""
    width = len(names)
    columns = list(zip(*rows, strict=True))[:width] if rows else [()] * width
    arrays = [_column(column) for column in columns]
    return of_columns(pa.table(arrays, names=names), pa.array(numbers, pa.int64()), context, **more)


def _column(cells: tuple) -> pa.Array:
    """A column of typed cells as trimmed text; where all cells in use are of one kind, at once."""
    kinds = set(map(type, cells))
    if len(kinds) > 1:
        cells = [None if cell == "" else cell for cell in cells]
        kinds = set(map(type, cells)) - {NoneType}
    if kinds == {float}:
        return _numbers(pa.array(cells, pa.float64()))
    if kinds == {date}:
        return pa.array(cells, pa.date32()).cast(pa.string())
    return trimmed_array(pa.array(cells if kinds <= {str} else map(cell_text, cells), pa.string()))


def _numbers(numbers: pa.Array) -> pa.Array:
    """What cell_text makes of each number: Arrow's shortest text is the same unless it is long, tiny or huge."""
    texts = numbers.cast(pa.string())
    doubtful = pc.match_substring_regex(texts, r".{16}|^-?0\.0000|e")
    if not pc.any(doubtful).as_py():
        return texts
    doubtful = pc.fill_null(doubtful, False)
    exact = pa.array(map(cell_text, numbers.filter(doubtful).to_pylist()), pa.string())
    return pc.replace_with_mask(texts, doubtful, exact)


def of_columns(table: pa.Table, lines: pa.Array, context: dict[str, str], *, ignored: int = 0, **more) -> Sheet:
    """A sheet of columns of text, without its blank rows and with the level of rows that say Total."""
    filled = _filled(table)
    if filled is not None:
        ignored += len(lines) - pc.sum(filled).as_py()
        table, lines = table.filter(filled), lines.filter(filled)
    levels = _levels(table, len(lines))
    given = {"number": 1, "totals": "below", **more}
    return Sheet(table=table, lines=lines, levels=levels, context=context, ignored=ignored, **given)


def _filled(table: pa.Table) -> pa.Array | None:
    """Which rows hold anything; None if all do."""
    filled = None
    for column in table.columns:
        if column.null_count == 0:
            return None
        there = pc.is_valid(one_array(column))
        filled = there if filled is None else pc.or_(filled, there)
    return None if filled is None or pc.all(filled).as_py() else filled


def trimmed(table: pa.Table) -> pa.Table:
    """Every cell without the spaces around it, null where nothing is left."""
    return pa.table([trimmed_array(one_array(column)) for column in table.columns], names=table.column_names)


def trimmed_array(texts: pa.Array) -> pa.Array:
    """The same for one column."""
    texts = pc.utf8_trim_whitespace(texts)
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)


def one_array(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """A column in one piece."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _levels(table: pa.Table, size: int) -> pa.Array:
    """1 where one of the first columns says Total, 2 where it says Grand Total, 0 elsewhere."""
    levels = pa.repeat(pa.scalar(0, pa.int8()), size)
    for column in map(one_array, table.columns[:3]):
        dictionary = pa.types.is_dictionary(column.type)
        texts = column.dictionary if dictionary else column
        said = pc.fill_null(pc.match_substring_regex(texts, TOTAL), False)
        if pc.any(said).as_py():
            grand = pc.fill_null(pc.starts_with(texts, "g", ignore_case=True), False)
            rank = pc.add(said.cast(pa.int8()), pc.and_(said, grand).cast(pa.int8()))
            rank = pc.fill_null(pc.take(rank, column.indices), 0) if dictionary else rank
            levels = pc.max_element_wise(levels, rank)
    return levels


def cell_text(value) -> str | None:
    """A typed cell as text: numbers to the 15 digits that a workbook keeps, days as yyyy-mm-dd."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return format(value, ".15g")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def strings(rows: Iterable) -> list[list[str]]:
    """Rows of typed cells as text, empty where nothing stands."""
    return [[(cell_text(value) or "").strip() for value in row] for row in rows]
