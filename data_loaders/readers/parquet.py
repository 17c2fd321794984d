"""Parquet: typed columns, handed over as text like any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data_loaders.readers.grid import ROWS, cell_text, find_heading, no_heading, of_columns, trimmed_array
from data_loaders.readers.sheet import Sheet, Unreadable


def schema_of(path: Path) -> pa.Schema:
    """The columns and their types."""
    try:
        return pq.read_schema(path)
    except (pa.ArrowInvalid, OSError):
        raise Unreadable(
            "The file begins like Parquet but cannot be read; it may be cut off. Export it again."
        ) from None


def read(path: Path, layout, needed, context) -> Iterator[Sheet]:
    """All rows, some hundred thousand at a time; the number of a row stands for its line."""
    schema = schema_of(path)
    nested = [field.name for field in schema if pa.types.is_nested(field.type)]
    if nested:
        raise Unreadable(f"Column {nested[0]!r} holds lists or structures; export a flat table.")
    if find_heading([schema.names], needed) is None:
        raise Unreadable(no_heading(needed))
    first = 1
    words = [field.name for field in schema if pa.types.is_string(field.type)]
    for batch in _batches(path, words):
        table = pa.table([_as_text(column) for column in batch.columns], names=batch.schema.names)
        lines = pa.array(np.arange(first, first + len(table)))
        yield of_columns(table, lines, context)
        first += len(table)


def _batches(path: Path, words: list[str]) -> Iterator[pa.RecordBatch]:
    """Pieces of the file, each of its words as often as the file itself holds it."""
    try:
        yield from pq.ParquetFile(path, read_dictionary=words).iter_batches(batch_size=4 * ROWS)
    except OSError:
        raise Unreadable("The file is damaged or cut off; export it again.") from None


def _as_text(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        if column.dictionary.type == pa.string() and not _padded(column.dictionary):
            return column
        column = column.cast(column.type.value_type)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        column = column.cast(pa.string())
        return trimmed_array(column) if _padded(column) else column
    if pa.types.is_floating(column.type) or pa.types.is_timestamp(column.type):
        return pa.array([cell_text(value) for value in column.to_pylist()], pa.string())
    if pa.types.is_date(column.type):
        days = column.dictionary_encode()
        return pa.DictionaryArray.from_arrays(days.indices, days.dictionary.cast(pa.string()))
    return pc.cast(column, pa.string())


def _padded(column: pa.Array) -> bool:
    """Whether any text is empty or begins or ends with a space."""
    edges = (test(column, space) for space in (" ", "\t", "\u00a0") for test in (pc.starts_with, pc.ends_with))
    return pc.any(pc.equal(column, "")).as_py() or any(pc.any(edge).as_py() for edge in edges)
