"""Age by service: bands of age down, bands of service across, in each cell how many they are and what one is paid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa

from data_loaders.readers import delimited, text
from data_loaders.readers.bands import Band, before, middles
from data_loaders.readers.encoding import encoding_of
from data_loaders.readers.grid import TOTAL
from data_loaders.readers.label import heading, tidy
from data_loaders.readers.sheet import Refused, Sheet, Unreadable

COLUMNS = ("person", "band", "born", "joined", "service", "members", "average")
COUNTED = {"members", "employees", "pensioners", "retirees", "persons", "number", "count"}  # how such a row begins
MOST = 1000  # lines of a table
NO_TABLE = (
    "The file is no table of age by service: a heading such as ,Age/Service,<1,1-4,5-9,Total is expected, and below it "
    "two rows for each band of age, one that begins with Members and one with what they are paid on average."
)
NO_DAY = (
    "Nothing says the day of the census: put it into the file's name, as in 'Employees 2026-06-30.csv', "
    "or into the column as_of of a profile of your own."
)
UNLIKE = "expected a row of members with a band of age such as 25-29, or below it the row of what they are paid"
NOBODY = "there is pay, but no number of members"


@dataclass
class Found:
    """What the lines below the heading hold: rows of cells, totals of rows and columns, and what is neither."""

    rows: list[tuple[int, Band | None, Band | None, str, str | None]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """Where the table stands: the line of its heading, the column of the ages, the bands of service to its right."""

    title: str
    names: list[str]
    at: int  # of the rows the one of the heading, from 0
    age: int  # column of the bands of age; the column left of it says what a row holds
    across: dict[int, Band | None]  # column -> band of service; None: the total
    rows: list[tuple[int, list[str]]]  # the number of its line, its cells

    @classmethod
    def of(cls, lines: list[str], layout) -> Table:
        """The table in these lines; a sentence if there is none."""
        for delimiter in delimited.delimiters(layout):
            cells, numbers = delimited.numbered(lines, delimiter)
            for at, row in enumerate(cells):
                age = next((place for place, name in enumerate(row) if heading(name).startswith("age")), 0)
                across = _across(row, age)
                if age and sum(band is not None for band in across.values()) > 1:
                    title = text.title_of(cells[:at])
                    return cls(title, row, at, age, across, list(zip(numbers, cells, strict=True)))
        raise Unreadable(NO_TABLE)

    def found(self) -> Found:
        """Every cell below the heading with its age and service, what cannot be read set aside."""
        found, counts, ended = Found(), None, False
        for line, cells in self.rows[self.at + 1 :]:
            if not any(cells):
                continue
            kind, said, *_ = (cells + ["", ""] * self.age)[self.age - 1 :]
            kind = heading(kind)
            if any(cells[len(self.names) :]):
                found.refused.append(_whole(line, f"expected {len(self.names)} columns, found {len(cells)}", cells))
            elif kind in COUNTED and (_is_total(said) or Band.of(said)):
                self.enter(found, counts, [])
                counts, ended = (line, said, cells), _is_total(said)
            elif kind and kind not in COUNTED and counts and said in ("", counts[1]):
                self.enter(found, counts, cells)
                counts = None
            elif not (ended and sum(map(bool, cells)) == 1):  # a remark below the table
                found.refused.append(_whole(line, UNLIKE, cells))
        self.enter(found, counts, [])
        return found

    def enter(self, found: Found, counts: tuple[int, str, list[str]] | None, paid: list[str]) -> None:
        """A row of members and its row of pay, cell by cell."""
        line, said, members = counts or (0, "", [])
        for column, service in self.across.items() if counts else ():
            many, average = (_cell(row, column) for row in (members, paid))
            if many and re.search("[^0]", many):
                found.rows.append((line, Band.of(said), service, many, average))
            elif average and re.search("[1-9]", average):
                found.refused.append(Refused(line, named(Band.of(said), service), NOBODY, average))


def _across(row: list[str], age: int) -> dict[int, Band | None]:
    right = enumerate(row[age + 1 :], age + 1)
    across = {column: Band.of(cell) for column, cell in right if cell.strip()}
    return across if all(band or _is_total(row[column]) for column, band in across.items()) else {}


def _is_total(cell: str) -> bool:
    return bool(re.match(TOTAL, cell.strip()))


def _cell(row: list[str], column: int) -> str | None:
    """What stands in a cell; nothing for a blank and for a hyphen in the place of a number."""
    said = tidy(row[column]) if column < len(row) else None
    return None if said == "-" else said


def _whole(line: int, reason: str, cells: list[str]) -> Refused:
    return Refused(line, None, reason, ",".join(cells))


def named(age: Band | None, service: Band | None) -> str:
    """A cell of the table in words; without age or service a total.

    >>> named(Band.of("25-29"), None)
    'age 25-29'
    """
    parts = [f"{what} {band.text}" for what, band in (("age", age), ("service", service)) if band]
    return ", ".join(parts) or "all ages"


def headings(path: Path, layout) -> list[str]:
    """The columns that such a table is handed over in, if the opening of the file is one."""
    if not Table.of(text.opening(path, encoding_of(path, layout.encoding, whole=False)), layout).found().rows:
        raise Unreadable(NO_TABLE)
    return list(COLUMNS)


def read(path: Path, name: str, layout, day: str | None = None) -> Iterator[Sheet]:
    """A row a cell, and one for each total; born, joined and service from the middle of the bands on the census day."""
    encoding = encoding_of(path, layout.encoding)
    lines = [piece.line(at) for piece in text.pieces(path, encoding) for at in range(len(piece))]
    if len(lines) > MOST:
        raise Unreadable(f"The file has {len(lines):,} lines; a table of age by service has {MOST:,} at most.")
    table = Table.of(lines, layout)
    said = text.context(layout, name, table.title)
    as_of, found = _day(day or said.get("as_of")), table.found()
    if not found.rows:
        raise Unreadable(NO_TABLE)
    ages = middles(list({line: age for line, age, *_ in found.rows if age}.values()), "age")
    services = middles([band for band in table.across.values() if band], "service")
    cells = [_handed_over(name, as_of, ages.get(age), services.get(across), (age, across, *figures))
             for _, age, across, *figures in found.rows]  # fmt: skip
    arrays = [pa.array(column, pa.string()) for column in zip(*cells, strict=True)]
    stands = [line for line, *_ in found.rows]
    levels = pa.array([int(age is None or across is None) for _, age, across, *_ in found.rows], pa.int8())
    ignored = len(lines) - len(set(stands)) - sum(each.column is None for each in found.refused)
    context = {**said, "title": table.title}
    yield Sheet(
        1, pa.table(arrays, names=list(COLUMNS)), pa.array(stands, pa.int64()), levels, "crossed", context,
        tuple(found.refused), ignored, len(stands) - len(set(stands)),
    )  # fmt: skip


def _handed_over(name: str, as_of: date, age: int | None, service: int | None, cell: tuple) -> tuple[str | None, ...]:
    """One cell in the columns of the sheet; a total has no middle where it counts all bands."""
    band = named(*cell[:2])
    born, joined = (months and before(as_of, months).isoformat() for months in (age, service))
    return f"{name}, {band}", band, born, joined, service and str(service // 12), *cell[2:]


def _day(said: str | None) -> date:
    """The day of the census; a sentence if there is none, or it is no day."""
    if not said:
        raise Unreadable(NO_DAY)
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Unreadable(f"{said!r} is no day of the calendar. {NO_DAY}") from None
