"""The fixed columns that every reader's rows are handed over in: text that never becomes SQL."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data_loaders.profile_parts import DEBTS, FIELDS, PAYROLL, PEOPLE

DATES = ("posted_on", "month", "fiscal_year", "period_from", "period_to")
MONEY = ("amount", "deductions", "deductions_2", "net")
RAW = pa.schema(
    [("load_id", pa.string()), ("sheet", pa.int32()), ("line", pa.int64()), ("cell", pa.int32()), ("level", pa.int8())]
    + [("heading", pa.string()), ("side", pa.string()), ("restated", pa.bool_())]
    + [(field, pa.string()) for field in (*FIELDS, *MONEY)]
)
NAME = pa.schema([(c, pa.string()) for c in "load_id dimension code name parent level agency population area".split()])
POST = pa.schema(
    [("load_id", pa.string()), ("sheet", pa.int32()), ("line", pa.int64()), ("cell", pa.int32()), ("level", pa.int8())]
    + [(c, pa.string()) for c in "heading fiscal_year stage department office function object posts".split()]
    + [("most", pa.int64()), ("allowed", pa.bool_())]
)

REFUSED = ["load_id", "sheet", "line", "column", "reason", "value"]
PERSON = pa.schema(
    [("load_id", pa.string()), ("sheet", pa.int32()), ("line", pa.int64())]
    + [("level", pa.int8()), ("band", pa.string())]
    + [(field, pa.string()) for field in dict.fromkeys(f for fields in PEOPLE.values() for f in fields)]
)
LOAN = pa.schema(
    [("load_id", pa.string()), ("sheet", pa.int32()), ("line", pa.int64())]
    + [(field, pa.string()) for field in DEBTS["loan"]]
)
POSTS_AND_PAY = pa.schema(
    [("load_id", pa.string()), ("sheet", pa.int32()), ("line", pa.int64()), ("level", pa.int8())]
    + [(field, pa.string()) for field in PAYROLL]
)
PEER = pa.schema(
    {
        "load_id": pa.string(), "sheet": pa.int32(), "line": pa.int64(), "country": pa.string(), "year": pa.int32(),
        "budget_line": pa.string(), "approved": pa.decimal128(20, 2), "executed": pa.decimal128(20, 2),
    }
)  # fmt: skip


def exact(schema: pa.Schema, given: dict, size: int) -> pa.Table:
    """A table of just this schema; what is not given is null."""
    arrays = []
    for field in schema:
        value = given.get(field.name)
        if value is None:
            arrays.append(pa.nulls(size, field.type))
        elif isinstance(value, (pa.Array, pa.ChunkedArray)):
            arrays.append(text_of(value) if field.type == pa.string() else value.cast(field.type))
        else:
            arrays.append(
                pa.repeat(pa.scalar(value.as_py() if isinstance(value, pa.Scalar) else value, field.type), size)
            )
    return pa.table(arrays, schema=schema)


def person_table(given: dict, of, levels: pa.Array) -> pa.Table:
    """The lines of a census in the columns of raw.person, without totals but of a table; `of` is a mapped sheet."""
    given |= {"load_id": of.load_id, "sheet": of.sheet.number, "line": of.sheet.lines, "level": levels}
    if of.sheet.totals == "crossed":
        return exact(PERSON, given | {"band": of.column(of.find(("band",)))}, len(levels))
    return exact(PERSON, given, len(levels)).filter(pc.fill_null(pc.equal(levels, 0), False))


def loan_table(given: dict, of, levels: pa.Array) -> pa.Table:
    """The lines of a list of loans in the columns of raw.loan, without totals; `of` is a mapped sheet."""
    given |= {"load_id": of.load_id, "sheet": of.sheet.number, "line": of.sheet.lines}
    return exact(LOAN, given, len(levels)).filter(pc.fill_null(pc.equal(levels, 0), False))


def payroll_table(given: dict, of, levels: pa.Array) -> pa.Table:
    """The lines of a list of posts and pay with the totals it states (level above 0); `of` is a mapped sheet."""
    given |= {"load_id": of.load_id, "sheet": of.sheet.number, "line": of.sheet.lines, "level": levels}
    return exact(POSTS_AND_PAY, given, len(levels)).filter(pc.is_valid(levels))


TABLES = {"person": person_table, "payroll": payroll_table, "loan": loan_table}


def line_table(given: dict, size: int) -> pa.Table:
    """All columns of raw.line; texts that repeat stay dictionary-encoded, what is not given is null."""
    columns = {}
    for field in RAW:
        value = given.get(field.name)
        if value is None:
            value = pa.nulls(size, field.type)
        elif not isinstance(value, pa.Array):
            constant = pa.array([value.as_py() if isinstance(value, pa.Scalar) else value], field.type)
            value = pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), size), constant)
        columns[field.name] = value
    return pa.table(columns)


def together(tables: list[pa.Table]) -> pa.Table:
    """Several tables of lines as one; a column keeps its dictionaries where all of them have it alike."""
    return pa.table([_alike([table.column(field.name) for table in tables], field) for field in RAW], names=RAW.names)


def dated(lines: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Lines with the number of their dates instead of these, and every set of dates that there is once."""
    dates = [_of_one_dictionary(lines[name]) for name in DATES]
    number, rows = told_apart(dates, len(lines))
    once = pa.table([date.take(rows) for date in dates], names=DATES)
    once = once.append_column("dated", pa.array(np.arange(len(rows))))
    return lines.drop_columns(DATES).append_column("dated", number), once


def _of_one_dictionary(column: pa.ChunkedArray) -> pa.Array:
    """A column as one array; dictionaries that hold a null cannot be brought together, so those are written out."""
    chunks = column.chunks if pa.types.is_dictionary(column.type) else ()
    if any(chunk.dictionary.null_count for chunk in chunks):
        column = column.cast(column.type.value_type)
    return column.unify_dictionaries().combine_chunks()


def told_apart(columns: list[pa.Array], size: int) -> tuple[pa.Array, pa.Array]:
    """For each row the number of its combination of values, from 0, and the first row of each combination.

    >>> number, rows = told_apart([pa.array(["a", "b", "a"]), pa.array([None, "x", None])], 3)
    >>> number.to_pylist(), rows.to_pylist()
    ([0, 1, 0], [0, 1])
    """
    number = pa.array(np.zeros(size, np.int64))
    for column in columns:
        told = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        told, span = pc.add(pc.fill_null(told.indices, -1).cast(pa.int64()), 1), len(told.dictionary) + 1
        number = pc.add(pc.multiply(number, span), told).dictionary_encode()
        number = number.indices.cast(pa.int64())  # as few as there are, so that no product is too large
    first = np.empty((pc.max(number).as_py() if size else -1) + 1, np.int64)
    first[number.to_numpy()[::-1]] = np.arange(size)[::-1]
    return number, pa.array(first)


def _alike(columns: list[pa.ChunkedArray], field: pa.Field) -> pa.ChunkedArray:
    if len({column.type for column in columns}) > 1:
        columns = [column.cast(field.type) for column in columns]
    return pa.chunked_array([chunk for column in columns for chunk in column.chunks], columns[0].type)


def text_of(array: pa.Array) -> pa.Array:
    """A column as plain text."""
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return array if array.type == pa.string() else array.cast(pa.string())
