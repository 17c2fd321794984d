"""Workbooks: XLSX and XLS, sheet by sheet; sheets without the heading are passed over."""

from __future__ import annotations

import itertools
import mmap
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from data_loaders.readers import text
from data_loaders.readers.grid import OPENING, ROWS, WIDEST, find_heading, joined, no_heading, of_rows, strings
from data_loaders.readers.marks import SAID, UNSAVED
from data_loaders.readers.sheet import Refused, Sheet, Unreadable
from data_loaders.readers.workbook_extent import Extent, cell_name, extents

UNPACKED = 1 << 30  # bytes of a workbook when unpacked
RATIO = 200
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the part of an old container in which a locked workbook lies
DAMAGED = "It is damaged or cut off; save it again as XLSX, or have it sent again."


def open_book(path: Path) -> CalamineWorkbook:
    """The workbook, unless it unpacks beyond all measure, is locked or broken."""
    try:
        _bounded(path)
        book = CalamineWorkbook.from_path(path)
    except (CalamineError, OSError, zipfile.BadZipFile) as error:
        locked = "password" in str(error).lower() or "encrypt" in str(error).lower() or _holds(path, ENCRYPTED)
        why = "It seems to be protected by a password; save it without one." if locked else DAMAGED
        raise Unreadable(f"The file is not a workbook that can be opened. {why}") from None
    extents(path)
    return book


def _holds(path: Path, words: bytes) -> bool:
    """Whether the words stand anywhere in the file."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(words) >= 0


def _bounded(path: Path) -> None:
    """A workbook that unpacks to a thousand times its size is none."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            sizes = [(item.file_size, item.compress_size) for item in archive.infolist()]
        unpacked, packed = sum(size for size, _ in sizes), sum(size for _, size in sizes)
        if unpacked > UNPACKED or unpacked > RATIO * max(packed, 1 << 16):
            raise Unreadable(f"The workbook unpacks to {unpacked:,} bytes; it is refused as a possible archive bomb.")


def read(path: Path, layout, needed, context) -> Iterator[Sheet]:
    """The rows under the heading of each sheet that has it; every other sheet is passed over."""
    book, reach, found, unseen = open_book(path), extents(path), False, []
    hidden = {sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible}
    for number, name in enumerate(book.sheet_names, start=1):
        sheet = book.get_sheet_by_name(name)
        height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
        if width > WIDEST:
            raise Unreadable(f"Sheet {name!r} has {width:,} columns, more than {WIDEST:,}.")
        rows = _rows(sheet, reach.get(number, Extent()).marks)
        opening = list(itertools.islice(rows, OPENING))
        at = find_heading(strings(opening), needed, layout.header_rows)
        if at is not None and name in hidden and name not in layout.sheets:
            unseen.append(name)
            yield of_rows([], [], [], context, number=number, ignored=height - 1, refused=(_hidden(at, name),))
            continue
        if at is None or (layout.sheets and name not in layout.sheets):
            yield of_rows([], [], [], context, number=number, ignored=height)
            continue
        found, below = True, at + layout.header_rows
        names = text.headings(joined(strings(opening[at:below])))
        if lost := {SAID[cell] for row in opening[at:below] for cell in row if cell in SAID}:
            raise Unreadable(f"Sheet {name!r}, line {at + 1}, is the heading, and in it {' and '.join(sorted(lost))}.")
        if cells := [cell_name(n, row.index(UNSAVED)) for n, row in enumerate(opening[:at]) if UNSAVED in row]:
            raise Unreadable(f"Sheet {name!r}, cell {cells[0]}, stands above the heading: {SAID[UNSAVED]}.")
        told = {**context, "sheet": name, "title": text.title_of([[name], *strings(opening[:at])])}
        yield from _pieces(itertools.chain(opening[below:], rows), below, names, number, told)
    if not found:
        raise Unreadable(_only_hidden(unseen) if unseen else no_heading(needed))


def _hidden(at: int, name: str) -> Refused:
    """What is said of a sheet that nobody sees."""
    reason = f"the sheet {name!r} is hidden and was not read: show it and publish again, or leave it out"
    return Refused(at + 1, None, reason, name)


def _only_hidden(names: list[str]) -> str:
    """What is said of a workbook that holds such a list nowhere else."""
    sheets = "the sheet " + " and the sheet ".join(map(repr, names))
    return f"Such a list stands in {sheets} alone, which is hidden and was not read: show it and publish again."


def _rows(sheet: CalamineSheet, marks: Mapping[tuple[int, int], str]) -> Iterator[list]:
    """The rows from the first column of the sheet on, with a mark at each error and formula without a value."""
    rows = sheet.iter_rows()
    if left := [""] * (sheet.start[1] if sheet.start else 0):  # calamine begins at the first column in use
        rows = (left + row for row in rows)
    width = sheet.end[1] + 1 if sheet.end else 0
    return _marked(rows, marks, width) if marks else rows


def _marked(rows: Iterator[list], marks: Mapping[tuple[int, int], str], width: int) -> Iterator[list]:
    """The rows with the marks: without one, what is no value would pass for an empty cell, or its row for none."""
    places: dict[int, list[tuple[int, str]]] = {}
    for (row, column), mark in marks.items():
        places.setdefault(row, []).append((column, mark))
    last = max(places)
    for number in itertools.count():
        row = next(rows, [""] * width if number <= last else None)
        if row is None:
            return
        for column, mark in places.get(number, ()):
            if column < len(row):
                row[column] = mark
        yield row


def _pieces(rows: Iterator, above: int, names: list[str], number: int, context: dict) -> Iterator[Sheet]:
    """The rows of one sheet, so many at a time; `above` lines stand over them."""
    line, ignored = above + 1, above
    while piece := list(itertools.islice(rows, ROWS)):
        yield of_rows(piece, range(line, line + len(piece)), names, context, number=number, ignored=ignored)
        line, ignored = line + len(piece), 0
    if ignored:
        yield of_rows([], [], names, context, number=number, ignored=ignored)
