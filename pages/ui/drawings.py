"""Drawings: an answer as the charts of one figure, on the screen or on paper, and the rows behind their marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.answer import Answer
from pages.ui import charts, frames, money
from pages.ui.ink import Ink

TOTAL = "Total"  # the row that a chart of its parts leaves out
LONG = 24  # with more periods than this only the years are named


@dataclass(frozen=True)
class Drawing:
    """The charts of one figure by the name of their panel, "" where there is one; a mark's number is its row."""

    rows: pd.DataFrame
    charts: dict[str, dict]


def columns(answer: Answer, unit: money.Unit, panels: tuple[str, ...], order: Sequence[str], ink: Ink) -> Drawing:
    """Months of this year before those of last year, a panel a measure."""
    panels = [name for name in panels if name in set(answer.table.measure)]
    rows = answer.table[answer.table.measure.isin(panels)].reset_index(drop=True)
    frame = frames.by_month(rows, unit)
    return Drawing(
        rows, {name: charts.columns(frames.only(frame, "measure", name), order, ink, title=name) for name in panels}
    )


def lines(answer: Answer, unit: money.Unit | None, y: str, height: int, ink: Ink) -> Drawing:
    """One line a name over the periods; without a unit, y is a percentage."""
    rows = answer.table.sort_values(["rank", "start"], kind="stable").reset_index(drop=True)
    frame, order = frames.by_period(rows, y, unit)
    return Drawing(rows, {"": charts.lines(frame, order, ink, height=height, ticks=_years(rows, order))})


def rises(answer: Answer, height: int, ink: Ink) -> Drawing:
    """Growth of each period against the same months of last year."""
    rows = answer.table.sort_values("start", kind="stable").reset_index(drop=True)
    frame, order = frames.of_growth(rows)
    return Drawing(rows, {"": charts.rises(frame, order, ink, height=height, ticks=_years(rows, order))})


def race(answer: Answer, unit: money.Unit, height: int, ink: Ink) -> Drawing:
    """This year added up month by month beside last year and the target."""
    frame, order = frames.added_up(answer.table, unit)
    return Drawing(answer.table, {"": charts.lines(frame, order, ink, height=height)})


def beside(answer: Answer, x: str, columns: Sequence[str], unit: money.Unit | None, ink: Ink) -> Drawing:
    """Several columns of figures over the periods in x, a line each."""
    frame, order = frames.beside(answer.table, x, columns, unit)
    long = len(order) > LONG
    begin = frames.years_begin(answer.table.assign(start=answer.table[x], period=order)) if long else {}
    return Drawing(answer.table, {"": charts.lines(frame, order, ink, height=260, ticks=begin)})


def against_baseline(answer: Answer, unit: money.Unit, height: int, ink: Ink) -> Drawing:
    """A scenario over the fiscal years to come, beside the baseline."""
    frame, order = frames.beside(answer.table, "fiscal_year", ("scenario", "baseline"), unit)
    return Drawing(answer.table, {"": charts.lines(frame, order, ink, height=height)})


def parts(answer: Answer, y: str, unit: money.Unit | None, limit: int, ink: Ink) -> Drawing:
    """What each name adds or takes away, the total and figures that are missing left out."""
    rows = answer.table[(answer.table["name"] != TOTAL) & answer.table[y].notna()].head(limit).reset_index(drop=True)
    return Drawing(rows, {"": charts.bars(frames.of_parts(rows, y, unit), ink)})


def fan(answer: Answer, unit: money.Unit, height: int, ink: Ink) -> Drawing:
    """Months booked and months forecast, with what is likely."""
    rows = answer.table.sort_values("month", kind="stable").reset_index(drop=True)
    frame, order = frames.of_outlook(rows, unit)
    begin = _years(rows.assign(start=rows["month"], period=order), order)
    return Drawing(rows, {"": charts.fan(frame, order, ink, height=height, ticks=begin)})


def likely(answer: Answer, unit: money.Unit, height: int, ink: Ink) -> Drawing:
    """Fiscal years to come, with what is likely."""
    frame, order = frames.of_years_to_come(answer.table, unit)
    return Drawing(answer.table, {"": charts.fan(frame, order, ink, height=height)})


def reach(answer: Answer, unit: money.Unit, ink: Ink) -> Drawing:
    """How far each name moves a figure, the widest first."""
    return Drawing(answer.table, {"": charts.bars(frames.of_reach(answer.table, unit), ink)})


def changes(answer: Answer, unit: money.Unit, panels: tuple[str, ...], ink: Ink) -> Drawing:
    """What rose and what fell, the largest first, a panel a measure."""
    frame = frames.of_changes(answer.table, unit)
    panels = [name for name in panels if name in set(frame.measure)]
    return Drawing(
        answer.table, {name: charts.bars(frames.only(frame, "measure", name), ink, title=name) for name in panels}
    )


def shares(answer: Answer, limit: int, ink: Ink) -> Drawing:
    """Shares of a whole, the largest first, before those of last year."""
    rows = answer.table.head(limit).reset_index(drop=True)
    return Drawing(rows, {"": charts.bars(frames.of_shares(rows), ink)})


def _years(rows: pd.DataFrame, order: Sequence[str]) -> dict[str, str]:
    """Where each fiscal year begins on a long axis."""
    return frames.years_begin(rows) if len(order) > LONG else {}
