"""Naming: the distinct codes of a source with their names, parents and measures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from data_loaders.profile_parts import Value
from data_loaders.raw import NAME, exact, text_of, told_apart
from data_loaders.readers import marks
from data_loaders.readers.sheet import Refused


def names(mapping, dimensions: dict[str, str]) -> pa.Table:
    """The distinct codes of every dimension with what the source says of them."""
    tables = [NAME.empty_table()]
    for field, dimension in dimensions.items():
        value = mapping.profile.columns.get(field)
        while value is not None:
            tables.append(_named(_distinct(mapping, value), value, dimension))
            value = value.parent
    return pa.concat_tables(tables)


def marked(mapping, but: set[str]) -> tuple[Refused, ...]:
    """Cells of codes, names and words that hold a mark in the place of a value; `but`: left to casts."""
    values = [part for field, value in mapping.profile.columns.items() if field not in but for part in _parts(value)]
    places = {mapping.find(value.column, True) for value in values if value.column} - {None}
    columns = [
        (mapping.known.get(place, mapping.column(place)), mapping.sheet.table.column_names[place])
        for place in sorted(places)
    ]
    return tuple(cell for cells, name in columns for cell in marks.refused(cells, mapping.sheet.lines, name))


def _parts(value: Value) -> Iterator[Value]:
    """What a code, its name, its parent and their measures are read from."""
    yield value
    for part in (value.name, value.parent, value.agency, value.population, value.area, value.level):
        yield from _parts(part) if isinstance(part, Value) else ()


def _distinct(mapping, value: Value):
    """The same sheet with one row for each combination of the columns that a code and its name stand in."""
    parts = [value, value.name, value.parent, value.agency, value.population, value.area, value.level]
    places = {mapping.find(part.column, True) for part in parts if isinstance(part, Value) and part.column}
    sheet = mapping.sheet
    _, rows = told_apart([mapping.encoded(place) for place in sorted(places - {None})], len(sheet.lines))
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
