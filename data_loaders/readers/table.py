"""Tables: CSV and TSV, workbooks, Parquet, and JSON arrays of objects; title rows and pivot sheets are passed over."""

from __future__ import annotations

import csv as plain_csv
import itertools
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv
from python_calamine import CalamineError, CalamineWorkbook

from data_loaders.readers import text
from data_loaders.readers.label import heading
from data_loaders.readers.sheet import Refused, Sheet, Unreadable

OPENING = 50  # rows in which the heading must stand
WIDEST = 2000  # columns
ROWS = 100_000  # rows of a workbook or of Parquet that are handed over at a time
JSON_BYTES = 256 << 20
UNPACKED = 1 << 30  # bytes of a workbook when unpacked
RATIO = 200
WORDS = {"Grand Total": 2, "Grand total": 2, "Total": 1, "Sub Total": 1, "Sub total": 1, "Sub-total": 1, "Subtotal": 1}
TOTALS = {form: rank for word, rank in WORDS.items() for form in (word, word.upper(), word.lower())}
DELIMITERS = (",", ";", "\t", "|")


def kind(path: Path) -> str:
    """What the first bytes say the file is: parquet, workbook, json or text; a sentence if it is none of these."""
    with path.open("rb") as file:
        start = file.read(16)
    if not start:
        raise Unreadable("The file is empty (0 bytes); export it again.")
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
        return "workbook"
    for magic, what in ((b"\x89PNG", "a PNG image"), (b"%PDF", "a PDF"), (b"\xff\xd8\xff", "a JPEG image"),
                        (b"\x1f\x8b", "a gzip archive"), (b"GIF8", "a GIF image"), (b"\x7fELF", "a program")):  # fmt: skip
        if start.startswith(magic):
            raise Unreadable(f"The file is {what}, whatever its name says; export the list as CSV or XLSX.")
    return "json" if start.lstrip()[:1] == b"[" else "text"


def read(path: Path, name: str, layout, headings: Iterable[tuple[str, ...]] = ()) -> Iterator[Sheet]:
    """The sheets of a file in pieces; `headings` must all stand in the heading row (each with its alternatives)."""
    needed = [tuple(heading(one) for one in alternatives) for alternatives in headings]
    context = text.context(layout, name, "")
    reader = {"parquet": _parquet, "workbook": _workbook, "json": _json, "text": _text}[kind(path)]
    yield from reader(path, layout, needed, context)


def openings(path: Path, layout) -> list[list[list[str]]]:
    """The first rows of every sheet, in which a heading may stand."""
    what = kind(path)
    if what == "parquet":
        return [[_schema(path).names]]
    if what == "workbook":
        book = _book(path)
        return [_strings(itertools.islice(book.get_sheet_by_name(n).iter_rows(), OPENING)) for n in book.sheet_names]
    if what == "json":
        return [[list(records(path)[0])]]
    lines = text.opening(path, text.encoding_of(path, layout.encoding))[:OPENING]
    return [_split(lines, delimiter) for delimiter in _delimiters(layout)]


def find_heading(rows: list[list[str]], needed: list[tuple[str, ...]], height: int = 1) -> int | None:
    """Position of the first row in which every heading stands."""
    for position in range(len(rows)):
        names = {heading(name) for name in joined(rows[position : position + height])}
        if needed and all(any(one in names for one in alternatives) for alternatives in needed):
            return position
    return None




def joined(rows: list[list[str]]) -> list[str]:
    """One heading a column: of two rows the upper one, carried to the right, and the lower one."""
    if len(rows) < 2:
        return rows[0] if rows else []
    upper = list(itertools.accumulate(rows[0], lambda left, right: right or left))
    upper += [upper[-1] if upper else ""] * (len(rows[1]) - len(upper))
    return [f"{above} {below}".strip() for above, below in itertools.zip_longest(upper, rows[1], fillvalue="")]


def _delimiters(layout) -> tuple[str, ...]:
    return DELIMITERS if layout.delimiter == "auto" else (layout.delimiter,)


def _split(lines: list[str], delimiter: str) -> list[list[str]]:
    return [[cell.strip() for cell in row] for row in plain_csv.reader(lines, delimiter=delimiter)]


def _text(path: Path, layout, needed, context) -> Iterator[Sheet]:
    encoding = text.encoding_of(path, layout.encoding)
    opening = text.opening(path, encoding)[:OPENING]
    for delimiter in _delimiters(layout):
        rows = _split(opening, delimiter)
        at = find_heading(rows, needed, layout.header_rows)
        if at is not None:
            names = text.headings(joined(rows[at : at + layout.header_rows]))
            break
    else:
        raise Unreadable(_no_heading(needed))
    if len(names) > WIDEST:
        raise Unreadable(f"The heading has {len(names):,} columns, more than {WIDEST:,}; is this the right file?")
    skip = at + layout.header_rows
    pieces = text.pieces(path, encoding)
    for piece in pieces:
        sheet = _fast(piece, names, delimiter, skip) if piece.data.count(b'"') % 2 == 0 else None
        if sheet is None:  # a cell holds a line end: slower, but every line keeps its number
            lines = (p.line(n) for p in itertools.chain([piece], pieces) for n in range(len(p)))
            yield from _slow(lines, piece.first, names, delimiter, skip, context)
            return
        yield _filled(*sheet, context, skip)
        skip = 0


def _fast(piece, names: list[str], delimiter: str, skip: int):
    """Rows, their lines and what was refused; None if lines and rows are not one to one."""
    if skip >= len(piece):
        return pa.table({name: pa.array([], pa.string()) for name in names}), pa.array([], pa.int64()), ()
    data = pa.py_buffer(piece.data)[int(piece.starts[skip]) :]
    for threads in (True, False):
        bad: list = []
        try:
            table = csv.read_csv(
                pa.BufferReader(data),
                csv.ReadOptions(column_names=names, use_threads=threads, block_size=4 << 20),
                csv.ParseOptions(
                    delimiter=delimiter, ignore_empty_lines=False, invalid_row_handler=lambda row: bad.append(row) or "skip"
                ),
                csv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""],
                    check_utf8=False,
                ),
            )
        except pa.ArrowInvalid:
            return None
        if not bad:
            break
    if len(table) + len(bad) != len(piece) - skip:
        return None
    table = table.combine_chunks()
    if _padded(piece.data, delimiter):
        table = _trimmed(table)
    first = piece.first + skip
    if not bad:
        return table, pa.array(np.arange(first, first + len(table))), ()
    at = {row.number - 1 for row in bad}
    lines = pa.array([first + position for position in range(len(piece) - skip) if position not in at], pa.int64())
    rescued, refused = _surplus(bad, names, delimiter, first)
    table, lines = _with(table, lines, rescued, names)
    return table, lines, refused


def _surplus(bad: list, names: list[str], delimiter: str, first: int):
    """Lines whose surplus cells are empty are rows all the same; the others are refused."""
    rescued, refused = [], []
    for row in bad:
        cells = next(plain_csv.reader([row.text], delimiter=delimiter))
        line = first + row.number - 1
        if len(cells) > len(names) and not any(cell.strip() for cell in cells[len(names) :]):
            rescued.append((line, cells[: len(names)]))
        else:
            reason = f"expected {len(names)} columns, found {len(cells)}"
            refused.append(Refused(line, None, reason, row.text))
    return rescued, tuple(refused)


def _with(table: pa.Table, lines: pa.Array, rescued: list, names: list[str]):
    if not rescued:
        return table, lines
    more = [pa.array([cells[n] or None for _, cells in rescued], pa.string()) for n in range(len(names))]
    table = pa.concat_tables([table, pa.table(more, names=names)])
    lines = pa.concat_arrays([lines, pa.array([line for line, _ in rescued], pa.int64())])
    order = pc.sort_indices(lines)
    return table.take(order).combine_chunks(), lines.take(order)


def _slow(lines: Iterator[str], first: int, names: list[str], delimiter: str, skip: int, context) -> Iterator[Sheet]:
    """The same by the plain reader of the language, for cells that hold line ends; numbered by their first line."""
    reader = plain_csv.reader((line + "\n" for line in lines), delimiter=delimiter)
    rows, refused, numbers, before, ignored = [], [], [], 0, skip
    for cells in reader:
        line, spanned = first + before, reader.line_num - before
        before = reader.line_num
        if line < first + skip:
            continue
        ignored += spanned - 1
        if any(cell.strip() for cell in cells[len(names) :]) or 0 < len(cells) < len(names):
            refused.append(Refused(line, None, f"expected {len(names)} columns, found {len(cells)}", delimiter.join(cells)))
        else:
            rows.append((cells + [""] * len(names))[: len(names)])
            numbers.append(line)
        if len(rows) >= ROWS:
            yield _sheet(1, rows, numbers, names, context, tuple(refused), ignored)
            rows, refused, numbers, ignored = [], [], [], 0
    yield _sheet(1, rows, numbers, names, context, tuple(refused), ignored)


def _sheet(number, rows, numbers, names, context, refused=(), ignored=0) -> Sheet:
    columns = [pa.array([_cell(row[n]) for row in rows], pa.string()) for n in range(len(names))]
    table = _trimmed(pa.table(columns, names=names)) if names else pa.table({})
    return _filled(table, pa.array(numbers, pa.int64()), refused, context, ignored, number)


def _filled(table: pa.Table, lines: pa.Array, refused, context, ignored: int = 0, number: int = 1) -> Sheet:
    """The sheet without its blank rows, with trimmed cells and the level of rows that say Total."""
    blank = pa.repeat(pa.scalar(True), len(lines))
    for column in table.columns:
        if column.null_count == 0:
            blank = None
            break
        blank = pc.and_(blank, pc.is_null(_one(column)))
    if blank is not None and pc.any(blank).as_py():
        keep = pc.invert(blank)
        ignored += len(lines) - pc.sum(keep).as_py()
        table, lines = table.filter(keep), lines.filter(keep)
    return Sheet(number, table, lines, _levels(table, len(lines)), "below", context, tuple(refused), ignored)


def _trimmed(table: pa.Table) -> pa.Table:
    """Every cell without the spaces around it, null where nothing is left."""
    columns = []
    for column in table.columns:
        column = _one(column)
        texts = column.dictionary if pa.types.is_dictionary(column.type) else column
        texts = pc.utf8_trim_whitespace(texts)
        texts = pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)
        dictionary = pa.types.is_dictionary(column.type)
        columns.append(pa.DictionaryArray.from_arrays(column.indices, texts) if dictionary else texts)
    return pa.table(columns, names=table.column_names)


def _padded(data: bytes, delimiter: str) -> bool:
    """Whether any cell of a text may begin or end with a space; never a false no."""
    edge = delimiter.encode()
    spaces = (b" ", b"\xc2\xa0") if delimiter == "\t" else (b" ", b"\t", b"\xc2\xa0")
    return any(one in data for space in spaces for end in (edge, b'"', b"\n") for one in (end + space, space + end))


def _one(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _levels(table: pa.Table, size: int) -> pa.Array:
    """1 where one of the first columns says Total, 2 where it says Grand Total, 0 elsewhere."""
    levels = pa.repeat(pa.scalar(0, pa.int8()), size)
    words, ranks = pa.array(list(TOTALS)), pa.array(list(TOTALS.values()), pa.int8())
    for column in map(_one, table.columns[:3]):
        texts = column.dictionary if pa.types.is_dictionary(column.type) else column
        said = pc.index_in(texts, value_set=words)
        if said.null_count < len(said):
            rank = pc.fill_null(pc.take(ranks, said), 0)
            rank = pc.take(rank, column.indices) if pa.types.is_dictionary(column.type) else rank
            levels = pc.max_element_wise(levels, pc.fill_null(rank, 0))
    return levels


def _cell(value) -> str | None:
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


def _strings(rows: Iterable) -> list[list[str]]:
    return [[(_cell(value) or "").strip() for value in row] for row in rows]


def _book(path: Path) -> CalamineWorkbook:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            sizes = [(item.file_size, item.compress_size) for item in archive.infolist()]
        unpacked, packed = sum(size for size, _ in sizes), sum(size for _, size in sizes)
        if unpacked > UNPACKED or unpacked > RATIO * max(packed, 1 << 16):
            raise Unreadable(f"The workbook unpacks to {unpacked:,} bytes; it is refused as a possible archive bomb.")
    try:
        return CalamineWorkbook.from_path(path)
    except (CalamineError, OSError, zipfile.BadZipFile) as error:
        locked = "password" in str(error).lower() or "encrypt" in str(error).lower() or not zipfile.is_zipfile(path)
        why = "It seems to be protected by a password; save it without one." if locked else "Save it again as XLSX."
        raise Unreadable(f"The file is not a workbook that can be opened. {why}") from None


def _workbook(path: Path, layout, needed, context) -> Iterator[Sheet]:
    book, found = _book(path), False
    for number, name in enumerate(book.sheet_names, start=1):
        sheet = book.get_sheet_by_name(name)
        if sheet.total_width > WIDEST:
            raise Unreadable(f"Sheet {name!r} has {sheet.total_width:,} columns, more than {WIDEST:,}.")
        height = sheet.end[0] + 1 if sheet.end else 0
        rows = sheet.iter_rows()
        opening = list(itertools.islice(rows, OPENING))
        at = find_heading(_strings(opening), needed, layout.header_rows)
        if at is None or (layout.sheets and name not in layout.sheets):
            yield _sheet(number, [], [], [], context, (), height)
            continue
        found, below = True, at + layout.header_rows
        names = text.headings(joined(_strings(opening[at:below])))
        rows = itertools.chain(opening[below:], rows)
        line, ignored = below + 1, below
        while piece := list(itertools.islice(rows, ROWS)):
            yield _sheet(number, piece, range(line, line + len(piece)), names, {**context, "sheet": name}, (), ignored)
            line, ignored = line + len(piece), 0
    if not found:
        raise Unreadable(_no_heading(needed))


def _schema(path: Path) -> pa.Schema:
    try:
        return pq.read_schema(path)
    except (pa.ArrowInvalid, OSError):
        raise Unreadable("The file begins like Parquet but cannot be read; it may be cut off. Export it again.") from None


def _parquet(path: Path, layout, needed, context) -> Iterator[Sheet]:
    schema = _schema(path)
    if find_heading([schema.names], needed) is None:
        raise Unreadable(_no_heading(needed))
    texts = [field.name for field in schema if pa.types.is_string(field.type) or pa.types.is_dictionary(field.type)]
    first = 1
    for batch in pq.ParquetFile(path, read_dictionary=texts).iter_batches(batch_size=4 * ROWS):
        table = pa.table([_as_text(column) for column in batch.columns], names=batch.schema.names)
        lines = pa.array(np.arange(first, first + len(table)))
        yield _filled(table, lines, (), context)
        first += len(table)


def _as_text(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        return _trimmed(pa.table([column], names=["column"])).column(0).combine_chunks()
    if pa.types.is_floating(column.type) or pa.types.is_timestamp(column.type):
        return pa.array([_cell(value) for value in column.to_pylist()], pa.string())
    if pa.types.is_date(column.type):
        days = column.dictionary_encode()
        return pa.DictionaryArray.from_arrays(days.indices, days.dictionary.cast(pa.string()))
    return pc.cast(column, pa.string())


def records(path: Path) -> list[dict]:
    if path.stat().st_size > JSON_BYTES:
        raise Unreadable(f"A JSON file may have {JSON_BYTES:,} bytes; export this list as CSV or Parquet.")
    try:
        records = json.loads(path.read_bytes(), parse_float=lambda digits: format(float(digits), ".15g"), parse_int=str)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"The file begins like JSON but is not: {error}.") from None
    if not isinstance(records, list) or not records or not all(isinstance(record, dict) for record in records):
        raise Unreadable("A JSON file must be one array of objects, such as [{\"month\": \"2026-07\", \"amount\": 5}].")
    return records


def _json(path: Path, layout, needed, context) -> Iterator[Sheet]:
    records = records(path)
    names = list(dict.fromkeys(name for record in records for name in record))
    if find_heading([names], needed) is None:
        raise Unreadable(_no_heading(needed))
    rows = [[record.get(name) for name in names] for record in records]
    yield _sheet(1, rows, range(1, len(rows) + 1), names, context)


def _no_heading(needed) -> str:
    wanted = ", ".join(alternatives[0] for alternatives in needed[:12])
    return f"No row among the first {OPENING} has all the headings of the profile: {wanted}."
