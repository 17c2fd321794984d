"""What every reader hands over: pieces of sheets, all text, every physical line accounted for."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa


class Unreadable(ValueError):
    """The whole file is refused: one sentence says what was expected and what to do."""


@dataclass(frozen=True)
class Refused:
    """A line, or one cell of it, that is not what the profile says."""

    line: int
    column: str | None  # None: the whole line
    reason: str
    value: str


def whole(refused: tuple[Refused, ...]) -> int:
    """How many of them are whole lines."""
    return sum(line.column is None for line in refused)


@dataclass(frozen=True)
class Sheet:
    """A piece of one sheet: its rows as text, where each stood, and what is no row.

    Physical lines of the piece = rows of `table` - `several` + `refused` lines + `ignored`.
    """

    number: int  # of the sheet in the file, from 1
    table: pa.Table  # a text column per source column, named by its heading; null where empty
    lines: pa.Array  # int64, the physical line of each row, from 1
    levels: pa.Array  # int8: 0 a line of figures, 1, 2 ... a stated total (the wider, the greater)
    totals: str = (
        "above"  # where a stated total stands: "above" or "below" its lines, or "crossed": of rows and columns
    )
    context: dict[str, str] = field(default_factory=dict)  # what the file's name and title lines say
    refused: tuple[Refused, ...] = ()
    ignored: int = 0  # headings, blank lines, rules
    several: int = 0  # rows that stand on the line of another row
