"""Naming: the distinct codes of a source with their names, parents and measures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data_loaders.profile_parts import Value
from data_loaders.raw import NAME, exact, text_of


def names(mapping, dimensions: dict[str, str]) -> pa.Table:
    """The distinct codes of every dimension with what the source says of them."""
    tables = [NAME.empty_table()]
    for field, dimension in dimensions.items():
        value = mapping.profile.columns.get(field)
        while value is not None:
            tables.append(_named(_distinct(mapping, value), value, dimension))
            value = value.parent
    return pa.concat_tables(tables)


def _distinct(mapping, value: Value):
    """The same sheet with one row for each combination of the columns that a code and its name stand in."""
    parts = [value, value.name, value.parent, value.agency, value.population, value.area, value.level]
    places = {mapping.find(part.column, True) for part in parts if isinstance(part, Value) and part.column}
    sheet = mapping.sheet
    codes = np.zeros(len(sheet.lines), np.int64)
    for column in map(mapping.encoded, sorted(places - {None})):
        codes = codes * (len(column.dictionary) + 1) + pc.fill_null(column.indices.cast(pa.int64()), -1).to_numpy() + 1
    rows = pa.array(np.unique(codes, return_index=True)[1])
    few = replace(sheet, table=sheet.table.take(rows), lines=sheet.lines.take(rows), levels=sheet.levels.take(rows))
    return type(mapping)(few, mapping.profile, mapping.load_id, mapping.key)


def _named(mapping, value: Value, dimension: str) -> pa.Table:
    """One dimension's codes with name, parent and measures."""
    more = {"name": value.name, "parent": value.parent, "agency": value.agency}
    more |= {"population": value.population, "area": value.area}
    given = {"code": mapping.text(value)} | {key: mapping.text(source) for key, source in more.items() if source}
    given |= {"dimension": dimension, "load_id": mapping.load_id}
    if value.level:
        said = mapping.text(value.level) if isinstance(value.level, Value) else value.level
        given["level"] = pc.fill_null(text_of(said), dimension) if isinstance(value.level, Value) else said
    table = exact(NAME, given, len(mapping.sheet.lines))
    return table.filter(pc.is_valid(table["code"]))
