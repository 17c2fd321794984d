"""JSON: one array of objects; the number of an object stands for its line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from data_loaders.readers.grid import find_heading, no_heading, of_rows
from data_loaders.readers.sheet import Sheet, Unreadable

BYTES = 256 << 20


def records(path: Path) -> list[dict]:
    """The objects of the array, numbers as text to the 15 digits that a double keeps."""
    if path.stat().st_size > BYTES:
        raise Unreadable(f"A JSON file may have {BYTES:,} bytes; export this list as CSV or Parquet.")
    try:
        records = json.loads(path.read_bytes(), parse_float=lambda digits: format(float(digits), ".15g"), parse_int=str)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"The file begins like JSON but is not: {error}.") from None
    if not isinstance(records, list) or not records or not all(isinstance(record, dict) for record in records):
        raise Unreadable('A JSON file must be one array of objects, such as [{"month": "2026-07", "amount": 5}].')
    return records


def read(path: Path, layout, needed, context) -> Iterator[Sheet]:
    """One row an object."""
    objects = records(path)
    names = list(dict.fromkeys(name for record in objects for name in record))
    if find_heading([names], needed) is None:
        raise Unreadable(no_heading(needed))
    rows = [[record.get(name) for name in names] for record in objects]
    yield of_rows(rows, range(1, len(rows) + 1), names, context)
