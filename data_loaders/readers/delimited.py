"""Delimited text: CSV, TSV and their like, every row with the number of its line."""

from __future__ import annotations

import csv as plain_csv
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from data_loaders.readers import text
from data_loaders.readers.encoding import encoding_of
from data_loaders.readers.grid import (
    OPENING,
    ROWS,
    WIDEST,
    find_heading,
    joined,
    no_heading,
    of_columns,
    of_rows,
    trimmed,
)
from data_loaders.readers.quotation import fault, sound_row
from data_loaders.readers.sheet import Refused, Sheet, Unreadable

plain_csv.field_size_limit(text.LONGEST)
SPANNED = 100  # lines that one row may span by line ends in its cells
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class Shape:
    """How the lines are cut: the headings, the delimiter, and how many lines stand above the first row."""

    names: list[str]
    delimiter: str
    above: int
    context: dict[str, str]


def delimiters(layout) -> tuple[str, ...]:
    """The delimiter that is declared, or those that are tried."""
    return DELIMITERS if layout.delimiter == "auto" else (layout.delimiter,)


def split(lines: list[str], delimiter: str) -> list[list[str]]:
    """A few lines as rows of cells."""
    return numbered(lines, delimiter)[0]


def numbered(lines: list[str], delimiter: str) -> tuple[list[list[str]], list[int]]:
    """Rows of cells, and the number of the line on which each ends: a heading may hold line ends."""
    reader = plain_csv.reader((line + "\n" for line in lines), delimiter=delimiter)
    try:
        rows = [([cell.strip() for cell in row], reader.line_num) for row in reader]
    except plain_csv.Error as error:
        raise Unreadable(f"The first lines cannot be cut into cells: {error}.") from None
    return [row for row, _ in rows], [end for _, end in rows]


def read(path: Path, layout, needed, context) -> Iterator[Sheet]:
    """The rows under the heading, in pieces."""
    encoding = encoding_of(path, layout.encoding)
    shape = _shape(text.opening(path, encoding)[:OPENING], layout, needed, context)
    pieces, skip = text.pieces(path, encoding), shape.above
    for piece in pieces:
        sheet = _fast(piece, shape, skip) if piece.data.count(b'"') % 2 == 0 else None
        if sheet is None:  # a cell holds a line end: slower, but every line keeps its number
            lines = (p.line(n) for p in itertools.chain([piece], pieces) for n in range(len(p)))
            yield from _slow(lines, piece.first, shape, skip)
            return
        yield sheet
        skip = 0


def _shape(opening: list[str], layout, needed, context) -> Shape:
    for delimiter in delimiters(layout):
        rows, ends = numbered(opening, delimiter)
        at = find_heading(rows, needed, layout.header_rows)
        if at is not None:
            names = text.headings(joined(rows[at : at + layout.header_rows]))
            below = ends[at + layout.header_rows - 1]
            if len(names) > WIDEST:
                raise Unreadable(f"The heading has {len(names):,} columns, more than {WIDEST:,}; is it the right file?")
            return Shape(names, delimiter, below, {**context, "title": text.title_of(rows[:at])})
    raise Unreadable(no_heading(needed))


def _fast(piece: text.Piece, shape: Shape, skip: int) -> Sheet | None:
    """A piece cut at once; None if its lines and rows are not one to one."""
    if skip >= len(piece):
        return of_rows([], [], shape.names, shape.context, ignored=len(piece))
    places = _loose(piece, shape.delimiter, skip)
    if places and (piece.count('"')[places] % 2).any():  # a cell holds a line end, or seems to
        return None
    lines = map(piece.line, places)
    faults = ((line, fault(line, shape.delimiter)) for line in lines)
    loose = tuple(Refused(piece.first + p, None, why, line) for p, (line, why) in zip(places, faults, strict=True))
    piece = _blanked(piece, places)
    data = pa.py_buffer(piece.data)[int(piece.starts[skip]) :]
    try:
        table, bad = _cut(data, shape, threads=True)
        if bad:
            table, bad = _cut(data, shape, threads=False)  # only one thread knows the number of a bad line
    except pa.ArrowInvalid:
        return None
    if len(table) + len(bad) != len(piece) - skip:
        return None
    table = trimmed(table) if _padded(piece.data, shape.delimiter) else table
    first = piece.first + skip
    lines = np.delete(np.arange(first, first + len(table) + len(bad)), [row.number - 1 for row in bad])
    rescued, refused = _surplus(bad, shape, first)
    table, lines = _with(table, pa.array(lines), rescued)
    return of_columns(table, lines, shape.context, refused=(*refused, *loose), ignored=skip - len(loose))


def _loose(piece: text.Piece, delimiter: str, skip: int) -> list[int]:
    """Where the lines stand in which a quotation mark is open, or stands inside a quoted cell."""
    if b'"' not in piece.data:
        return []
    places = np.flatnonzero(piece.count_outside_quotes(delimiter) < 0).tolist()  # what most files have nowhere
    sound = sound_row(delimiter)
    return [place for place in places if place >= skip and not sound.fullmatch(piece.line(place))]


def _blanked(piece: text.Piece, places: list[int]) -> text.Piece:
    """The piece with blanks for these lines."""
    data = bytearray(piece.data)
    for place in places:
        data[piece.starts[place] : piece.ends[place]] = b" " * int(piece.ends[place] - piece.starts[place])
    return text.Piece(bytes(data), piece.first) if places else piece


def _cut(data: pa.Buffer, shape: Shape, threads: bool) -> tuple[pa.Table, list]:
    bad: list = []
    table = csv.read_csv(
        pa.BufferReader(data),
        csv.ReadOptions(column_names=shape.names, use_threads=threads, block_size=4 << 20),
        csv.ParseOptions(
            delimiter=shape.delimiter,
            ignore_empty_lines=False,
            invalid_row_handler=lambda row: bad.append(row) or "skip",
        ),
        csv.ConvertOptions(
            column_types=dict.fromkeys(shape.names, pa.string()),
            strings_can_be_null=True,
            null_values=[""],
            check_utf8=False,
        ),
    )
    return table.combine_chunks(), bad


def _surplus(bad: list, shape: Shape, first: int) -> tuple[list[tuple[int, list[str]]], tuple[Refused, ...]]:
    """Lines whose surplus cells are empty, or all of their cells, are rows all the same; the others are refused."""
    rescued, refused = [], []
    for row in bad:
        cells, line = next(plain_csv.reader([row.text], delimiter=shape.delimiter)), first + row.number - 1
        width = len(shape.names)
        if not any(cell.strip() for cell in (cells if len(cells) < width else cells[width:])):
            rescued.append((line, (cells + [""] * width)[:width]))
        else:
            refused.append(_misfit(line, cells, shape))
    return rescued, tuple(refused)


def _misfit(line: int, cells: list[str], shape: Shape) -> Refused:
    reason = f"expected {len(shape.names)} columns, found {len(cells)}"
    return Refused(line, None, reason, shape.delimiter.join(cells))


def _with(table: pa.Table, lines: pa.Array, rescued: list) -> tuple[pa.Table, pa.Array]:
    """The table with the rescued rows at their places."""
    if not rescued:
        return table, lines
    more = [
        pa.array([cells[n].strip() or None for _, cells in rescued], pa.string()) for n in range(len(table.columns))
    ]
    table = pa.concat_tables([table, pa.table(more, names=table.column_names)])
    lines = pa.concat_arrays([lines, pa.array([line for line, _ in rescued], pa.int64())])
    order = pc.sort_indices(lines)
    return table.take(order).combine_chunks(), lines.take(order)


def _slow(lines: Iterator[str], first: int, shape: Shape, skip: int) -> Iterator[Sheet]:
    """The same by the plain reader of the language, for cells that hold line ends; the first one numbers the row."""
    ahead, here = itertools.tee(lines)
    reader = plain_csv.reader((line + "\n" for line in ahead), delimiter=shape.delimiter)
    sound = sound_row(shape.delimiter)
    width, rows, refused, numbers, before, ignored = len(shape.names), [], [], [], 0, skip
    for cells in _sound(reader, first):
        line, spanned = first + before, reader.line_num - before
        before, printed = reader.line_num, "\n".join(itertools.islice(here, spanned))
        if line < first + skip:
            continue
        if '"' in printed and not sound.fullmatch(printed):
            why = fault(printed, shape.delimiter)
            refused += [Refused(one, None, why, printed) for one in range(line, line + spanned)]
        elif any(cell.strip() for cell in (cells if len(cells) < width else cells[width:])):
            refused += [_misfit(one, cells, shape) for one in range(line, line + spanned)]
        else:
            ignored += spanned - 1
            rows.append((cells + [""] * width)[:width])
            numbers.append(line)
        if len(rows) >= ROWS:
            yield of_rows(rows, numbers, shape.names, shape.context, refused=tuple(refused), ignored=ignored)
            rows, refused, numbers, ignored = [], [], [], 0
    yield of_rows(rows, numbers, shape.names, shape.context, refused=tuple(refused), ignored=ignored)


def _sound(reader, first: int) -> Iterator[list[str]]:
    """The rows of the plain reader; an open quotation mark would swallow line after line."""
    before = 0
    try:
        for cells in reader:
            if reader.line_num - before > SPANNED:
                raise Unreadable(f"A quotation mark in line {first + before:,} is not closed; close it or remove it.")
            before = reader.line_num
            yield cells
    except plain_csv.Error as error:
        raise Unreadable(f"Line {first + before:,} cannot be cut into cells: {error}.") from None


def _padded(data: bytes, delimiter: str) -> bool:
    """Whether any cell of whole lines may begin or end with a space; never a false no."""
    if b"\xc2\xa0" in data or (delimiter != "\t" and b"\t" in data):
        return True
    content = np.frombuffer(data, np.uint8)
    spaces = np.flatnonzero(content == ord(" "))
    edges = np.frombuffer(f'{delimiter}"\n'.encode(), np.uint8)
    return any(np.isin(content[spaces + side], edges).any() for side in (-1, 1))  # before the first stands the last
