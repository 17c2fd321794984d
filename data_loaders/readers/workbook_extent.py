"""What calamine does not say of a workbook: how far its cells reach, which hold an error (#DIV/0!) or a formula without
a value."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from data_loaders.readers import marks
from data_loaders.readers.sheet import Unreadable

PART = 1 << 20  # bytes of a sheet that are looked through at a time
CELL_BYTES = 1 << 16  # within which a cell that is broken off is looked for
AREA = 20_000_000  # cells of the rectangle that a sheet spans; all of it is held in memory
SHEET = re.compile(rb'<sheet\b[^>]*\br:id="([^"]+)"')
TARGET = re.compile(rb"<Relationship\b[^>]*>")
ATTRIBUTE = re.compile(rb'\b(Id|Target)="([^"]+)"')
CELL = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})(\d{1,12})["']""")  # wherever a tag says which cell it is
FAR = rb"""["'](?:[A-Z]{3}\d|[A-Z]{2}\d{5}|[A-Z]\d{6})"""  # beyond Z99999 and ZZ9999
NO_VALUE = (
    rb"""(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
ODD = rb"""%b|["']e["']|%b""" % (FAR, NO_VALUE)  # what most parts of most sheets hold nowhere
FORMULA = re.compile(rb"""<(?:\w+:)?c\b([^>]*)>\s*(?:<(?:\w+:)?f\b[^>]*>([^<]*))?%b""" % NO_VALUE)
TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")  # an empty text is a value
EMPTY = (b'""', b"&quot;&quot;")  # formulas whose value is nothing
ERROR = re.compile(rb"""<(?:\w+:)?c\b[^>]*\bt\s*=\s*["']e["'][^>]*>""")


@dataclass
class Extent:
    """How far a sheet reaches, and what stands in the place of a value, by row and column from 0."""

    rows: int = 0
    columns: int = 0
    marks: dict[tuple[int, int], str] = field(default_factory=dict)


def extents(path: Path) -> dict[int, Extent]:
    """Every sheet by its number from 1, nothing for old XLS; Unreadable where one reaches beyond all measure."""
    found = _extents(path, path.stat().st_mtime_ns)
    for number, extent in found.items():
        if extent.rows * extent.columns > AREA:
            raise Unreadable(
                f"Sheet {number} reaches to row {extent.rows:,} and column {extent.columns:,}: delete what stands "
                "far outside the table, or export the list as CSV."
            )
    return found


@lru_cache(maxsize=2)
def _extents(path: Path, changed: int) -> dict[int, Extent]:
    """Remembered while the file stays: its kind is looked for before it is read."""
    if not zipfile.is_zipfile(path):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            known = _parts(archive)
            others = {name for name in archive.namelist() if name.startswith("xl/worksheets/")} - set(known.values())
            parts = [*known.items(), *((-number, name) for number, name in enumerate(sorted(others), start=1))]
            return {number: _extent(archive, part) for number, part in parts if part.endswith(".xml")}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError):
        raise Unreadable("The workbook is damaged; save it again as XLSX.") from None


def _parts(archive: zipfile.ZipFile) -> dict[int, str]:
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    targets = dict(_targets(archive.read("xl/_rels/workbook.xml.rels")))
    sheets = enumerate(SHEET.findall(archive.read("xl/workbook.xml")), start=1)
    return {number: targets[sheet] for number, sheet in sheets if targets.get(sheet) in names}


def _targets(relations: bytes) -> Iterator[tuple[bytes, str]]:
    for tag in TARGET.findall(relations):
        said = dict(ATTRIBUTE.findall(tag))
        target = said.get(b"Target", b"").decode("utf-8", "replace")
        yield said.get(b"Id", b""), target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _extent(archive: zipfile.ZipFile, part: str) -> Extent:
    """Every reference is followed only where one lies far out; most sheets are small and say so at once."""
    extent, far = Extent(), False
    for text in _overlapping(archive, part):
        if not pc.match_substring_regex(pa.scalar(text), ODD).as_py():  # six times as fast as Python's own
            continue
        far = far or re.search(FAR, text) is not None
        unsaved = [tag for tag, formula in FORMULA.findall(text) if not TEXT.search(tag) and formula not in EMPTY]
        extent.marks |= _marks(unsaved, marks.UNSAVED) | _marks(ERROR.findall(text), marks.ERROR)
    for text in _overlapping(archive, part) if far else ():
        cells = CELL.findall(text)
        extent.rows = max(extent.rows, max((int(row) for _, row in cells), default=0))
        extent.columns = max(extent.columns, max(map(_column, {letters for letters, _ in cells}), default=-1) + 1)
    return extent


def _marks(tags: list[bytes], mark: str) -> dict[tuple[int, int], str]:
    """The mark at the place of each cell's tag."""
    places = [CELL.search(tag) for tag in tags]
    if not all(places):
        raise Unreadable(
            "The workbook does not say where its cells stand; open it in a spreadsheet program and save it."
        )
    return {(int(place[2]) - 1, _column(place[1])): mark for place in places}


def _overlapping(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A sheet in parts, each from the cell, or else the tag, that the last one broke off."""
    rest = b""
    with archive.open(part) as file:
        while piece := file.read(PART):
            text = rest + piece
            yield text
            cell = text.rfind(b"<c ", max(len(text) - CELL_BYTES, 0))
            rest = text[cell if cell >= 0 else text.rfind(b"<") :] if b"<" in text else b""


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column - 1


def cell_name(row: int, column: int) -> str:
    """How a workbook calls a cell; both numbers count from 0.

    >>> cell_name(1, 0), cell_name(9, 27)
    ('A2', 'AB10')
    """
    letters, column = "", column + 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
