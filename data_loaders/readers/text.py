"""Text files: in which encoding, cut into pieces of whole lines, each line with its number in the file."""

from __future__ import annotations

import csv as plain_csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from data_loaders.readers.encoding import OPENING_BYTES, PIECE, decoded
from data_loaders.readers.sheet import Unreadable

LONGEST = 1 << 20  # bytes of a line
WIDEST = 2000  # columns
TOO_MANY = 10_000  # refused lines of a piece, if they are more than its rows
OPENING = 200  # lines in which a heading must stand
NEW_LINE, QUOTE = b'\n"'


@dataclass(frozen=True)
class Piece:
    """Some whole lines of a file, as UTF-8 with a line feed after each."""

    data: bytes
    first: int  # number of the first line in the file, from 1

    def __len__(self) -> int:
        return len(self.ends)

    @cached_property
    def _bytes(self) -> np.ndarray:
        return np.frombuffer(self.data, np.uint8)

    @cached_property
    def ends(self) -> np.ndarray:
        """Where the line feed of each line stands."""
        return np.flatnonzero(self._bytes == NEW_LINE)

    @cached_property
    def starts(self) -> np.ndarray:
        """Where each line begins."""
        return np.concatenate([[0], self.ends[:-1] + 1])

    def line(self, position: int) -> str:
        """One line of the piece, counted from 0."""
        return self.data[self.starts[position] : self.ends[position]].decode()

    def begins(self, offset: int = 0) -> np.ndarray:
        """The byte at this offset of each line; of a shorter line its line feed."""
        return self._bytes[np.minimum(self.starts + offset, self.ends)]

    def count(self, character: str) -> np.ndarray:
        """How often a character stands in each line."""
        return self._per_line(np.flatnonzero(self._bytes == ord(character)))

    def count_outside_quotes(self, character: str) -> np.ndarray:
        """How often a character stands outside quotation marks; -1 where a mark is open or in mid-cell."""
        quotes = np.flatnonzero(self._bytes == QUOTE)
        if not len(quotes):
            return self.count(character)
        marks = self._per_line(quotes)
        rank = np.arange(len(quotes)) - np.repeat(np.cumsum(marks) - marks, marks)
        neighbour = self._bytes[np.where(rank % 2 == 0, quotes - 1, quotes + 1)]  # before an opening, behind a closing
        loose = ~np.isin(neighbour, [NEW_LINE, QUOTE, ord(character)])
        unsound = (marks % 2 == 1) | (self._per_line(quotes[loose]) > 0)
        found = np.flatnonzero(self._bytes == ord(character))
        quotes = quotes[np.repeat(~unsound, marks)]
        outside = found[np.searchsorted(quotes, found) % 2 == 0]
        return np.where(unsound, -1, self._per_line(outside))

    def _per_line(self, places: np.ndarray) -> np.ndarray:
        before = np.searchsorted(places, self.ends)
        return np.diff(before, prepend=0)

    def cells(self, chosen: np.ndarray, columns: int, delimiter: str, quoted: bool) -> list[pa.Array]:
        """The chosen lines cut into columns of stripped text, null where empty; each has all its delimiters."""
        offsets = pa.py_buffer(np.append(self.starts, len(self.data)).astype(np.int32))
        lines = pa.StringArray.from_buffers(len(self), offsets, pa.py_buffer(self.data))
        kept = lines.filter(pa.array(chosen))
        if not len(kept):
            return [pa.array([], pa.string())] * columns
        names = [str(column) for column in range(columns)]
        table = csv.read_csv(
            pa.BufferReader(kept.buffers()[2]),
            csv.ReadOptions(column_names=names, block_size=8 * LONGEST),
            csv.ParseOptions(delimiter=delimiter, quote_char='"' if quoted else False, ignore_empty_lines=False),
            csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), check_utf8=False),
        )
        return [_stripped(column.combine_chunks()) for column in table.columns]


def _stripped(column: pa.Array) -> pa.Array:
    column = pc.utf8_trim_whitespace(column)
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)


def pieces(path: Path, encoding: str, size: int = PIECE) -> Iterator[Piece]:
    """The file from its first line to its last, about `size` bytes at a time."""
    first, rest, returns = 1, b"", None
    for characters in _said(path, encoding, size):
        if returns is None and characters:  # lines that end with a carriage return alone
            returns = "\r" in characters and "\n" not in characters
        data = rest + (characters.replace("\r", "\n") if returns else characters).encode()
        end = data.rfind(b"\n") + 1
        rest = data[end:]
        if end:
            piece = _piece(data[:end], first)
            first += len(piece)
            yield piece
        if len(rest) > LONGEST:
            raise Unreadable(_too_long(first))
    if rest:
        yield _piece(rest + b"\n", first)


def _said(path: Path, encoding: str, size: int) -> Iterator[str]:
    try:
        yield from decoded(path, encoding, size)
    except UnicodeError:
        raise Unreadable(f"The file begins like {encoding} but does not go on so; save it again as UTF-8.") from None


def _piece(data: bytes, first: int) -> Piece:
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    piece = Piece(data, first)
    lengths = piece.ends - piece.starts
    if lengths.max() > LONGEST:
        raise Unreadable(_too_long(first + int(lengths.argmax())))
    return piece


def _too_long(line: int) -> str:
    return f"Line {line:,} is longer than a million characters, so the file is no list; was it saved without line ends?"


def opening(path: Path, encoding: str) -> list[str]:
    """The first lines, in which a heading must stand."""
    lines: list[str] = []
    for piece in pieces(path, encoding, OPENING_BYTES):
        lines += [piece.line(position) for position in range(min(len(piece), OPENING))]
        if len(lines) >= OPENING:
            break
    if not any(line.strip() for line in lines):
        raise Unreadable("The file is empty; save the report again and check that it holds lines.")
    return lines[:OPENING]


def split(line: str, delimiter: str) -> list[str]:
    """The cells of one line, quotation marks taken off; none where they are too long to be cells.

    >>> split('Health,"1,234.50"', ",")
    ['Health', '1,234.50']
    """
    try:
        return next(plain_csv.reader([line], delimiter=delimiter), [])
    except plain_csv.Error:
        return []


def headings(cells: Sequence[str]) -> list[str]:
    """A name for each column: its heading as printed, told apart where two are alike.

    >>> headings(["Object ", "", "Object"])
    ['Object', '(no heading)', 'Object (2)']
    """
    if len(cells) > WIDEST:
        raise Unreadable(f"The heading has {len(cells):,} columns, more than {WIDEST:,}; is this the right file?")
    names: dict[str, None] = {}
    times: Counter[str] = Counter()
    for cell in cells:
        plain = name = cell.strip() or "(no heading)"
        times[plain] += 1
        while name in names:
            name = f"{plain} ({times[plain]})"
            times[plain] += name in names
        names[name] = None
    return list(names)


def refuse_if_most(refused: int, rows: int, example: str) -> None:
    """A file of which most lines are refused is another kind of file."""
    if refused > max(TOO_MANY, rows):
        raise Unreadable(f"Most lines are no rows of such a list; is it another kind of file? {example}")


def title_of(rows: Sequence[Sequence[str]]) -> str:
    """What the rows above a heading say, a line for each cell.

    >>> title_of([["Receipts", ""], ["(Rs in million)"]])
    'Receipts\\n(Rs in million)'
    """
    return "\n".join(cell.strip() for row in rows for cell in row if cell.strip())


def context(layout, file_name: str, title: str) -> dict[str, str]:
    """What the file's name and its title say, by the named groups of the layout."""
    said: dict[str, str] = {}
    for part in layout.context:
        found = re.search(part.match, file_name if part.source == "file_name" else title)
        said |= {name: value.strip() for name, value in (found.groupdict() if found else {}).items() if value}
    return said
