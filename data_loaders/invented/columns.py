"""Columns of the invented files: typed, exact, with texts that repeat kept once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

MONEY = pa.decimal128(18, 2)
NOTHING = -1  # the number of a text that is not there


def money(rupees: np.ndarray, there: np.ndarray | None = None) -> pa.Array:
    """Whole rupees as exact decimals; `there` says where a figure stands at all.

    >>> money(np.array([5, -7])).to_pylist()
    [Decimal('5.00'), Decimal('-7.00')]
    """
    paisa = rupees.astype(np.int64) * 100
    words = np.stack([paisa, paisa >> 63], axis=1)  # 128 bits: the lower half, then the sign
    array = pa.Array.from_buffers(MONEY, len(paisa), [None, pa.py_buffer(np.ascontiguousarray(words))])
    return array if there is None else pa.compute.if_else(pa.array(there), array, pa.scalar(None, MONEY))


def texts(number: np.ndarray, words: list[str]) -> pa.Array:
    """The text that each number stands for; nothing for -1."""
    codes = pa.array(number.astype(np.int32), mask=number == NOTHING)
    return pa.DictionaryArray.from_arrays(codes, pa.array(words, pa.string()))


def same(text: str, size: int) -> pa.Array:
    """One text in every row."""
    return texts(np.zeros(size, np.int32), [text])


def days(first_year: int, month: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Days since 1970 of fiscal months (0 is July of `first_year`) and days of the month."""
    firsts = [date(first_year + (m + 6) // 12, (m + 6) % 12 + 1, 1).toordinal() for m in range(12)]
    return (np.array(firsts)[month] - date(1970, 1, 1).toordinal() + day - 1).astype(np.int32)


def numbered(keys: np.ndarray, first: int) -> pa.Array:
    """Running numbers as text: equal keys share a number, and numbers rise with the keys."""
    _, place = np.unique(keys, return_inverse=True)
    return pa.array(place + first).cast(pa.string())


def joined(parts: list[dict[str, pa.Array]]) -> dict[str, pa.Array]:
    """Several sets of columns one below the other; what a set does not have is empty."""
    tables = [pa.table(part) for part in parts]
    table = pa.concat_tables(tables, promote_options="default").unify_dictionaries()
    return {name: table[name] for name in table.column_names}


def write(path: Path, columns: dict[str, pa.Array]) -> Path:
    """One Parquet file: the same columns make the same bytes."""
    pq.write_table(
        pa.table(columns), path, compression="zstd", compression_level=1, row_group_size=1 << 18,
        write_statistics=False, store_schema=False, store_decimal_as_integer=True,
    )  # fmt: skip
    return path
