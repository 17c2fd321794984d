"""Back from a figure to the line of the file it came from, re-read from the kept original."""

from __future__ import annotations

import itertools
from pathlib import Path

import pyarrow.parquet as pq
from python_calamine import CalamineWorkbook

from data_loaders.readers import json_array, table, text
from data_loaders.readers.encoding import encoding_of
from data_loaders.shelf import profiles
from data_loaders.store import Store, home_of

ENTRY = """
    select e.load_id, e.sheet, e.line, e.cell, e.posted_on, e.month, e.fiscal_year, e.stage, e.flow, e.amount,
        l.file_name, l.sha256, l.source
    from entry as e join load as l using (load_id)
    where e.load_id = $load_id and e.sheet = $sheet and e.line = $line and e.cell = $cell
    order by e.line
"""

LINE = """
    select load_id, $sheet as sheet, $line as line, file_name, sha256, source
    from load where load_id = $load_id and source is not null
    order by live desc
"""


class NoSuchLine(LookupError):
    """There is no such entry in this version, or its original is gone; the sentence says which."""


def trace(entry_id: str, home: str | Path | None = None) -> dict:
    """File, sheet, line and figures of an entry, and the line itself as the file has it.

    Column 0 stands for the line as a whole, also of a line that was refused.
    """
    parts = entry_id.split("-")
    if len(parts) != 4 or not all(part.isdigit() for part in parts[1:]):
        raise NoSuchLine(
            f"{entry_id!r} is no entry; one looks like 3f9a0c12ab34d5e6-1-123-7 (load, sheet, line, column)."
        )
    store = Store.open(home)
    try:
        sheet, line, cell = map(int, parts[1:])
        place = {"load_id": parts[0], "sheet": sheet, "line": line}
        found = store.ask(ENTRY, **place, cell=cell) if cell else store.ask(LINE, **place)
    finally:
        store.close()
    if found.empty:
        raise NoSuchLine(f"{entry_id} is not in the current version; its file may have been replaced.")
    entry = found.to_dict("records")[0]
    return {
        "entry_id": entry_id,
        **entry,
        "text": line_of(home_of(home), entry["sha256"], sheet, line, _encoding(home, entry["source"])),
    }


def _encoding(home: str | Path | None, source: str) -> str:
    """The encoding that the profile of a file declares."""
    profile = profiles(home_of(home)).get(source)
    return profile.layout.encoding if profile else "auto"


def line_of(home: Path, sha256: str, sheet: int, line: int, declared: str = "auto") -> str:
    """One line of a kept original: its text, or the cells of its row."""
    path = home / "files" / sha256
    if not path.exists():
        raise NoSuchLine(f"The original {sha256[:16]} is not kept in {home / 'files'} any more.")
    kind = table.kind(path)
    if kind == "parquet":
        return _row(pq.ParquetFile(path), line - 1)
    if kind == "workbook":
        book = CalamineWorkbook.from_path(path)
        rows = book.get_sheet_by_name(book.sheet_names[sheet - 1]).iter_rows()
        return str(next(itertools.islice(rows, line - 1, None)))
    if kind == "json":
        return str(json_array.records(path)[line - 1])
    encoding = encoding_of(path, declared)
    for piece in text.pieces(path, encoding):
        if line < piece.first + len(piece):
            return piece.line(line - piece.first)
    raise NoSuchLine(f"The original has no line {line}.")


def _row(file: pq.ParquetFile, position: int) -> str:
    for group in range(file.num_row_groups):
        rows = file.metadata.row_group(group).num_rows
        if position < rows:
            return str(file.read_row_group(group).slice(position, 1).to_pylist()[0])
        position -= rows
    raise NoSuchLine(f"The original has no line {position}.")
