"""Treasury reports: a Grand Total first, sub-totals above their lines, blanks that mean "as above"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data_loaders.readers import text
from data_loaders.readers.encoding import encoding_of
from data_loaders.readers.sheet import Refused, Sheet, Unreadable

GRAND_TOTAL, TOTAL = "grand total", "total"
UNKNOWN = "\0"  # stands in a column that nothing above fills; text never holds it
NEITHER = "The line is neither figures nor a total: the word Total should stand right of the name that it totals."
SHOWN = 200  # characters of a refused line


@dataclass(frozen=True)
class Report:
    """How one report is laid out, as its heading and its first Grand Total show."""

    line: int  # of the heading, counted from 0
    names: tuple[str, ...]  # of all columns
    first: int  # the first column that describes; what stands left of it only counts the rows
    depth: int  # how many columns describe; a line of figures fills them all
    delimiter: str

    @classmethod
    def of(cls, lines: list[str], delimiter: str) -> Report:
        """The report that begins in these lines; a sentence if none does."""
        for mark in (delimiter,) if delimiter != "auto" else (",", ";", "\t", "|"):
            rows = [text.split(line, mark) for line in lines]
            found = next((place for place, row in enumerate(rows) if _stands(row) is not None), None)
            heading = next((place for place in reversed(range(found or 0)) if any(map(str.strip, rows[place]))), None)
            if heading is not None and len(rows[heading]) == len(rows[found]):
                return cls._below(heading, rows[heading], rows[found], mark)
        raise Unreadable(
            "The file is no treasury report: a heading and below it a line that begins with 'Grand Total' "
            f"should stand in its first {text.OPENING} lines."
        )

    @classmethod
    def _below(cls, line: int, heading: list[str], figures: list[str], delimiter: str) -> Report:
        first = _stands(figures)
        if first > 1 or any(cell.strip() for cell in heading[:first]):
            raise Unreadable("'Grand Total' does not stand in the first column that has a heading; check the columns.")
        depth = next((place for place, cell in enumerate(figures[first + 1 :], 1) if cell.strip()), None)
        if depth is None:
            raise Unreadable("The line 'Grand Total' has no figures; save the report again with its figures.")
        return cls(line, tuple(text.headings(heading)), first, depth, delimiter)

    def sheet(self, piece: text.Piece, above: list[str]) -> tuple[Sheet, list[str]]:
        """The rows of one piece, and what its last row leaves for the blanks of the next piece."""
        numbers = np.arange(piece.first, piece.first + len(piece))
        cells = piece.count_outside_quotes(self.delimiter) + 1
        places = np.flatnonzero((piece.ends > piece.starts) & (numbers > self.line + 1))
        whole = np.zeros(len(piece), dtype=bool)
        whole[places] = cells[places] == len(self.names)
        columns = piece.cells(whole, len(self.names), self.delimiter, quoted=True)
        broken = self.broken(piece, places[~whole[places]], cells)
        breaks = np.full(len(places), self.depth)
        if len(columns[0]) < len(places):  # broken lines keep their place: what they say is unknown to those below
            spoilt = ~whole[places]
            columns = [column.take(pa.array(np.cumsum(~spoilt) - 1, mask=spoilt)) for column in columns]
            breaks[spoilt] = [self.fills_from(piece.line(place)) for place in places[spoilt]]
        rows = Rows(self, columns, breaks)
        filled, above = rows.filled(above)
        levels, unfit = rows.levels(filled)
        text.refuse_if_most(len(unfit), int((levels >= 0).sum()), NEITHER)
        reasons = {int(places[row]): rows.reason(row, filled) for row in unfit} | broken
        keep = pa.array(levels >= 0)
        columns = [*filled, *columns[self.first + self.depth :]]
        table = pa.table(columns, names=list(self.names[self.first :])).filter(keep)
        refused = tuple(Refused(int(numbers[p]), None, reasons[p], piece.line(p)[:SHOWN]) for p in sorted(reasons))
        lines, levels = pa.array(numbers[places]).filter(keep), pa.array(levels, pa.int8()).filter(keep)
        return Sheet(1, table, lines, levels, "above", {}, refused, len(piece) - len(lines) - len(refused)), above

    def broken(self, piece: text.Piece, places: np.ndarray, cells: np.ndarray) -> dict[int, str]:
        """Why these lines, if there is something in them, are not cut as the heading is."""
        reasons = {}
        for place in places.tolist():
            if not piece.line(place).strip():
                continue
            reasons[place] = f"The line has {cells[place]} cells, the heading has {len(self.names)}."
            if not cells[place]:
                reasons[place] = "A quotation mark is not closed, or stands in the middle of a cell."
            text.refuse_if_most(len(reasons), len(piece) - len(places), reasons[place])
        return reasons

    def fills_from(self, line: str) -> int:
        """The first describing column that a broken line fills; the last one belongs to the line alone."""
        cells = line.split(self.delimiter)[self.first : self.first + self.depth - 1]
        return next((depth for depth, cell in enumerate(cells) if cell.strip(' "')), self.depth)


class Rows:
    """Some rows of a report: which columns each fills itself, and which word Total it carries."""

    def __init__(self, report: Report, columns: list[pa.Array], breaks: np.ndarray):
        self.names = report.names[report.first : report.first + report.depth]
        self.own = columns[report.first : report.first + report.depth]
        self.breaks = breaks  # of a broken line the first column that it fills
        self.fills = _side_by_side(pc.is_valid(column) for column in self.own)
        self.empty = ~_side_by_side(pc.is_valid(column) for column in columns).any(axis=1)
        words = [pc.fill_null(pc.utf8_lower(column), "") for column in self.own]
        totals = _side_by_side(pc.equal(word, TOTAL) for word in words)
        depth, row = len(self.own), np.arange(len(breaks))
        last = depth - 1 - np.argmax(self.fills[:, ::-1], axis=1)  # the last column that the row fills
        beside = (last > 0) & totals[row, last] & self.fills[row, last - 1] & (totals.sum(axis=1) == 1)
        self.total = np.where(beside, last, 0)  # the column of the word Total; 0: it is not there
        self.grand = _side_by_side([pc.equal(words[0], GRAND_TOTAL)])[:, 0] & (self.fills.sum(axis=1) == 1)
        same = (pc.fill_null(pc.equal(*pair), False) for pair in zip(self.own, self.names, strict=True))
        self.heading = _side_by_side(same).all(axis=1)
        self.figures = self.fills[:, -1] & ~totals.any(axis=1) & ~self.heading
        self.fits = self.grand | beside | self.figures

    def filled(self, above: list[str]) -> tuple[list[pa.Array], list[str]]:
        """The describing columns with blanks filled from above, and what stands last in each."""
        filled, left = [], []
        for depth, column in enumerate(self.own):
            before = self.fills[:, :depth].any(axis=1)
            unknown = self.grand | (self.breaks <= depth) | ((self.total > 0) & (self.total <= depth))
            unknown |= (before & ~self.fills[:, depth]) | (~self.fits & (before | self.fills[:, depth]))
            column = pc.if_else(pa.array(unknown), UNKNOWN, column)
            column = pc.fill_null_forward(pa.concat_arrays([pa.array([above[depth]], pa.string()), column]))
            left.append(column[-1].as_py())
            column = column.slice(1)
            filled.append(pc.if_else(pc.equal(column, UNKNOWN), pa.scalar(None, pa.string()), column))
        filled[-1] = pc.if_else(pa.array(self.figures), self.own[-1], pa.scalar(None, pa.string()))
        return filled, left

    def levels(self, filled: list[pa.Array]) -> tuple[np.ndarray, np.ndarray]:
        """0 for figures, more for wider totals, -1 for no row; and which rows fit nothing."""
        known = _side_by_side(pc.is_valid(column) for column in filled)
        depth = len(filled)
        needs = np.where(self.figures, depth, self.total)
        lacking = ~known & (np.arange(depth) < needs[:, None])
        levels = np.where(self.fits & ~lacking.any(axis=1), depth - needs, -1)
        return levels, np.flatnonzero((levels < 0) & ~self.heading & ~self.empty)

    def reason(self, row: int, filled: list[pa.Array]) -> str:
        """Why a row fits nothing."""
        if not self.fits[row]:
            return NEITHER
        lacking = next(name for name, column in zip(self.names, filled, strict=True) if not column[row].is_valid)
        return f"Nothing above says which {lacking} the line belongs to."


def _side_by_side(columns: Iterable[pa.Array]) -> np.ndarray:
    return np.column_stack([column.to_numpy(zero_copy_only=False) for column in columns])


def _stands(row: list[str]) -> int | None:
    return next((place for place, cell in enumerate(row[:2]) if cell.strip().lower() == GRAND_TOTAL), None)


def headings(path: Path, layout) -> list[str]:
    """The columns that the report hands over, from its opening alone."""
    report = Report.of(text.opening(path, encoding_of(path, layout.encoding, whole=False)), layout.delimiter)
    return list(report.names[report.first :])


def read(path: Path, name: str, layout, size: int = text.PIECE) -> Iterator[Sheet]:
    """The report's rows, each with all that it inherits, and its totals, a piece at a time."""
    encoding = encoding_of(path, layout.encoding)
    lines = text.opening(path, encoding)
    report = Report.of(lines, layout.delimiter)
    context = {**text.context(layout, name, title := "\n".join(lines[: report.line])), "title": title}
    above = [UNKNOWN] * report.depth
    for piece in text.pieces(path, encoding, size):
        sheet, above = report.sheet(piece, above)
        yield Sheet(1, sheet.table, sheet.lines, sheet.levels, "above", context, sheet.refused, sheet.ignored)
