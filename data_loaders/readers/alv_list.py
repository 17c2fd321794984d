"""SAP lists saved as text: bars or tabs between the cells, a heading on every page, stars at sub-totals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data_loaders.readers import text
from data_loaders.readers.encoding import encoding_of
from data_loaders.readers.sheet import Refused, Sheet, Unreadable

BAR, TAB = "|", "\t"
RULE = re.compile(r"[-=_+|\s]*")  # a rule, or nothing at all
STARS = pa.array(["*" * level for level in range(1, 10)])
SHOWN = 200  # characters of a refused line
OWN_FILE = "give each list its own file."
WRAPPED = (
    "The list is wider than its lines: its heading is cut or takes several lines. "
    "Save it again with a wider page or fewer columns, or as a table with tabs."
)


@dataclass(frozen=True)
class Page:
    """How the pages of a list are laid out, as the first one shows."""

    line: int  # of the heading, counted from 0
    separator: str
    cells: tuple[str, ...]  # the heading cut at its separators; outside the outer bars is nothing
    bars: tuple[int, ...]  # where the separators of the heading stand
    titles: dict[str, list[dict]]  # the lines above the heading, each number as 0, and what they said

    @classmethod
    def of(cls, lines: list[str], layout) -> Page:
        """The page that begins in these lines; a sentence if none does."""
        place, separator = _heading(lines, layout.delimiter)
        heading = lines[place].strip(" ") if separator == BAR else lines[place]
        bars = tuple(column for column, character in enumerate(heading) if character == separator)
        quoted = text.split(heading, TAB) if separator == TAB else []
        cells = quoted if len(quoted) == len(bars) + 1 else heading.split(separator)
        titles: dict[str, list[dict]] = {}
        for line in lines[:place]:
            titles.setdefault(_shape(line), []).append(text.context(layout, "", line))
        return cls(place, separator, tuple(cell.strip() for cell in cells), bars, titles)

    @property
    def outer(self) -> int:
        """How many cells stand outside the outer bars on each side."""
        return 1 if self.separator == BAR else 0

    @property
    def starred(self) -> bool:
        """Whether the first column has no name: it holds the stars and is no data."""
        return not self.cells[self.outer]

    @property
    def data(self) -> slice:
        """The cells that are data."""
        return slice(self.outer + self.starred, len(self.cells) - self.outer)

    def cut(self, line: str) -> list[str] | str:
        """The cells of a line that has other separators than the heading, or why it is no row."""
        line = line.strip(" ") if self.outer else line
        if self.outer and not line.startswith(BAR):
            return "The line is neither a row between bars nor part of the page's heading."
        cells = line.split(self.separator)
        if self.outer and len(cells) > len(self.cells) and self._aligned(line):
            cells = ["", *(line[a + 1 : b] for a, b in zip(self.bars, self.bars[1:], strict=False)), ""]
        if len(cells) == len(self.cells):
            return cells
        found, wanted = len(cells) - 2 * self.outer, len(self.cells) - 2 * self.outer
        return f"The line has {found} cells, the heading has {wanted}."

    def _aligned(self, line: str) -> bool:
        return len(line) == self.bars[-1] + 1 and all(line[bar] == BAR for bar in self.bars)


def _heading(lines: list[str], delimiter: str) -> tuple[int, str]:
    """Which line is the heading, and what separates its cells."""
    barred = [place for place, line in enumerate(lines) if line.strip().startswith(BAR) and line.count(BAR) > 2]
    barred = [place for place in barred if not RULE.fullmatch(lines[place])]
    if barred and delimiter in ("auto", BAR):
        place = barred[0]
        block = list(takewhile(lambda line: not RULE.fullmatch(line), lines[place:]))
        ruled = place > 0 and RULE.fullmatch(lines[place - 1])
        several = ruled and len(block) > 1 and not any(re.search(r"\d", line) for line in block[1:])
        if several or not lines[place].rstrip().endswith(BAR):
            raise Unreadable(WRAPPED)
        return place, BAR
    tabs = Counter(line.count(TAB) for line in lines if line.strip() and TAB in line)
    if tabs and delimiter in ("auto", TAB):
        most = max(tabs, key=lambda count: (tabs[count], count))
        cut = [[cell for cell in line.split(TAB) if cell.strip()] for line in lines]
        full = [line.count(TAB) == most and 2 * len(cells) > most for line, cells in zip(lines, cut, strict=True)]
        if any(full):
            return full.index(True), TAB
    raise Unreadable(
        f"The file is no SAP list: no heading with its cells between bars or tabs is in its first {text.OPENING} lines."
    )


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


@dataclass
class Pages:
    """The reading of one list, page after page like the first."""

    page: Page
    layout: object
    context: dict[str, str]
    names: list[str]
    passed: set[str] = field(default_factory=set)  # rules and headings that need no second look

    def sheet(self, piece: text.Piece) -> Sheet:
        """The rows of one piece."""
        page, width = self.page, len(self.page.cells)
        found = piece.count(BAR) if page.outer else piece.count_outside_quotes(TAB)
        below = np.arange(len(piece)) + piece.first > page.line + 1
        plain = below & (found == width - 1)
        columns = piece.cells(plain, width, page.separator, quoted=not page.outer)
        rest = np.flatnonzero(below & ~plain & (piece.ends > piece.starts))
        recovered, reasons = self.left_over(piece, rest, int(plain.sum()))
        columns, places = _merged(columns, np.flatnonzero(plain), recovered)
        table = columns[page.data]
        stars = columns[page.outer]
        starred = _mask(pc.is_in(stars, STARS))
        if not page.starred:
            table[0] = pc.if_else(pa.array(starred), pa.scalar(None, pa.string()), table[0])
        passed = _where(columns, self.heading_again) | _where(columns[page.outer : width - page.outer], _dashes)
        passed |= _where(columns, lambda cells, _: pc.is_null(cells))
        odd = self.odd(columns, starred) & ~passed
        reasons |= {int(places[row]): self.reason(columns, row) for row in np.flatnonzero(odd)}
        self.one_heading(piece, places[_where(table, _wordy) & ~passed & ~odd & ~starred])
        keep = pa.array(~passed & ~odd)
        levels = np.where(starred, pc.fill_null(pc.binary_length(stars), 0), 0)
        refused = [Refused(p + piece.first, None, reasons[p], piece.line(p)[:SHOWN]) for p in sorted(reasons)]
        lines, levels = pa.array(places + piece.first).filter(keep), pa.array(levels, pa.int8()).filter(keep)
        rows = pa.table(table, names=self.names).filter(keep)
        ignored = len(piece) - len(lines) - len(refused)
        return Sheet(1, rows, lines, levels, "below", self.context, tuple(refused), ignored)

    def left_over(self, piece: text.Piece, places: np.ndarray, rows: int) -> tuple[dict, dict[int, str]]:
        """Of the lines that are no plain rows those that can be cut after all, and why the others cannot."""
        recovered, reasons = {}, {}
        for place in places.tolist():
            line = piece.line(place)
            if line in self.passed or self.passes(line, place + piece.first):
                continue
            cells = self.page.cut(line)
            (reasons if isinstance(cells, str) else recovered)[place] = cells
            text.refuse_if_most(len(reasons), rows, f"Line {place + piece.first:,}: {cells}")
        return recovered, reasons

    def passes(self, line: str, number: int) -> bool:
        """Whether the line is a rule or part of a page's heading, which must speak of the first page's period."""
        shape = _shape(line)
        if not RULE.fullmatch(line) and shape not in self.page.titles:
            return False
        if text.context(self.layout, "", line) not in self.page.titles.get(shape, [{}]):
            raise Unreadable(f"Line {number:,} differs from the heading of the first page; {OWN_FILE}")
        if len(self.passed) < text.TOO_MANY:
            self.passed.add(line)
        return True

    def heading_again(self, cells: pa.Array, column: int) -> pa.Array:
        """Which cells of a column repeat its heading."""
        name = self.page.cells[column]
        return pc.equal(cells, name) if name else pc.is_null(cells)

    def odd(self, columns: list[pa.Array], starred: np.ndarray) -> np.ndarray:
        """Which rows hold something outside the outer bars, or among the stars."""
        outside = [columns[0], columns[-1]] if self.page.outer else []
        odd = [_mask(pc.is_valid(cells)) for cells in outside]
        if self.page.starred:
            odd.append(_mask(pc.is_valid(columns[self.page.outer])) & ~starred)
        return np.logical_or.reduce(odd) if odd else np.zeros(len(starred), dtype=bool)

    def reason(self, columns: list[pa.Array], row: int) -> str:
        """Why a row with the right number of separators is none."""
        if self.page.outer and (columns[0][row].is_valid or columns[-1][row].is_valid):
            return "The line does not begin and end with a bar."
        return "The column of the stars holds something else than stars."

    def one_heading(self, piece: text.Piece, places: np.ndarray) -> None:
        """A wordy line framed by rules is another heading: the rows below it would be misread."""
        for place in places[(places > 0) & (places < len(piece) - 1)].tolist():
            if all(RULE.fullmatch(piece.line(beside)) for beside in (place - 1, place + 1)):
                number, first = f"{place + piece.first:,}", self.page.line + 1
                raise Unreadable(f"Line {number} is another heading than line {first}; {OWN_FILE}")


def _where(columns: list[pa.Array], test: Callable[[pa.Array, int], pa.Array]) -> np.ndarray:
    """Which rows pass the test in all columns; a column is asked only of the rows still in question."""
    rows = np.arange(len(columns[0]))
    passed = np.zeros(len(rows), dtype=bool)
    for number, column in enumerate(columns):
        cells = column if len(rows) == len(column) else column.take(pa.array(rows))
        rows = rows[_mask(pc.fill_null(test(cells, number), False))]
    passed[rows] = True
    return passed


def _dashes(cells: pa.Array, _: int) -> pa.Array:
    return pc.match_substring_regex(cells, r"^[-=_+]+$")


def _wordy(cells: pa.Array, _: int) -> pa.Array:
    return pc.invert(pc.match_substring_regex(cells, r"\d"))


def _mask(condition: pa.Array) -> np.ndarray:
    return condition.to_numpy(zero_copy_only=False)


def _merged(columns: list[pa.Array], places: np.ndarray, recovered: dict) -> tuple[list[pa.Array], np.ndarray]:
    """The recovered rows among the plain ones, in the order of their lines."""
    if not recovered:
        return columns, places
    places = np.concatenate([places, np.array(list(recovered), dtype=np.int64)])
    order = np.argsort(places)
    more = zip(*([cell.strip() or None for cell in cells] for cells in recovered.values()), strict=True)
    columns = [pa.concat_arrays([a, pa.array(b, pa.string())]) for a, b in zip(columns, more, strict=True)]
    return [column.take(pa.array(order)) for column in columns], places[order]


def headings(path: Path, layout) -> list[str]:
    """The columns that the list hands over, from its opening alone."""
    page = Page.of(text.opening(path, encoding_of(path, layout.encoding, whole=False)), layout)
    return text.headings(page.cells[page.data])


def read(path: Path, name: str, layout, size: int = text.PIECE) -> Iterator[Sheet]:
    """The list's rows and its sub-totals, a piece at a time."""
    encoding = encoding_of(path, layout.encoding)
    lines = text.opening(path, encoding)
    page = Page.of(lines, layout)
    context = {**text.context(layout, name, title := "\n".join(lines[: page.line])), "title": title}
    pages = Pages(page, layout, context, text.headings(page.cells[page.data]))
    for piece in text.pieces(path, encoding, size):
        yield pages.sheet(piece)
