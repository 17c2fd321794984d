"""Show: an answer on the screen, never without its sentence, unit, date, source and download."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from analytics import lineage
from analytics.answer import Answer
from pages.ui import ask, drawings, filters, frames, letters, marks, money, moves, roles, stage_bars, tables, vega
from pages.ui import headline as headlines
from pages.ui.drawings import Drawing
from pages.ui.figure import currency, empty, figure, key_of, needed, said
from pages.ui.ink import PAPER, SCREEN

YEARS = "<i class='actual'></i>this year<i class='then'></i>last year"
UP_DOWN = "<i class='up'></i>better<i class='down'></i>worse"
AHEAD = "<i class='actual'></i>booked<i class='likely'></i>likely in 80 of 100 cases<i class='possible'></i>in 95"
WITHIN = "<i class='likely'></i>in 80 of 100 paths<i class='possible'></i>in 95"
Hidden = tuple[str, ...] | None  # columns that a table leaves out
NO_TABLE = None
Onward = tuple[str, Sequence[str]] | None  # the filter that says what a table is split by, and its levels in order
__all__ = [
    "bands", "beside", "changes", "clear", "columns", "currency", "deviations", "empty", "fan", "found", "grid",
    "headline", "ledger", "likely", "lines", "matrix", "needed", "parts", "place", "race", "reach", "rises", "said",
    "shares", "stages", "steps", "table",
]  # fmt: skip


def headline(answer: Answer, tiles: Sequence[headlines.Tile], unit: money.Unit, title: str = "") -> None:
    """The figures that open a page, under one sentence."""
    if empty(answer):
        return
    with figure(replace(answer, title=title or answer.title), unit, lead=True):
        headlines.draw(tiles)


def place():
    """A place that is filled further on in the page."""
    return st.container()


def columns(answer: Answer, unit: money.Unit, panels: tuple[str, ...]) -> pd.Series | None:
    """Months of this year before those of last year, a panel a measure; returns the row that was clicked."""
    order = tuple(frames.year_of_months(ask.store().government.first_month))
    return _figure(answer, unit, YEARS, drawings.columns, unit, panels, order, leads=True)


def lines(answer: Answer, unit: money.Unit | None, y: str = "amount", height: int = 300) -> pd.Series | None:
    """One line a name over the periods; returns the row that was clicked. Without a unit, y is a percentage."""
    return _figure(answer, unit, "", drawings.lines, unit, y, height, leads=True)


def rises(answer: Answer, height: int = 210) -> pd.Series | None:
    """Growth of each period against the same months of last year; returns the row that was clicked."""
    return _figure(answer, None, UP_DOWN, drawings.rises, height, leads=True)


def race(answer: Answer, unit: money.Unit, height: int = 300) -> pd.Series | None:
    """This year added up month by month beside last year and the target; returns the row that was clicked."""
    return _figure(answer, unit, "", drawings.race, unit, height)


def beside(
    answer: Answer, x: str, columns: tuple[str, ...], unit: money.Unit | None, *, hide: Hidden = NO_TABLE
) -> None:
    """Several columns of figures over the periods in x, a line each, and the table; without a unit, percentages."""
    _figure(answer, unit, "", drawings.beside, x, columns, unit, hide=hide)


def parts(answer: Answer, y: str, unit: money.Unit | None, *, hide: Hidden = NO_TABLE) -> pd.Series | None:
    """What each name adds or takes away, and the table; returns the row that was clicked. Without a unit, points."""
    return _figure(answer, unit, UP_DOWN, drawings.parts, y, unit, 12, hide=hide, leads=True)


def bands(answer: Answer) -> None:
    """Figures of three years against the bands of their letters, a panel a dimension."""
    _figure(answer, None, "", letters.bands)


def deviations(answer: Answer, unit: money.Unit, *, hide: Hidden = NO_TABLE) -> None:
    """Heads above and below their adjusted budgets, and the table."""
    _figure(answer, unit, "", letters.deviations, unit, 12, hide=hide)


def stages(answer: Answer, unit: money.Unit, keys: dict[str, str], onward: Onward, limit: int = 14) -> None:
    """What was voted, released, committed and spent, one bar inside the other; the table beneath leads a step down."""
    if empty(answer):
        return
    how = (unit, limit)
    drawing = ask.made(stage_bars.stages, answer, *how, SCREEN)
    paper = partial(stage_bars.stages, answer, *how, PAPER)
    with figure(answer, unit, key=stage_bars.KEY, chart=lambda: vega.to_take_away([*paper().charts.values()])):
        _chart(st, "", drawing.charts[""], answer)
        _leading_down(answer, unit, keys, onward)


def matrix(answer: Answer, unit: money.Unit, *, hide: Hidden = NO_TABLE) -> None:
    """From whom to whom money was moved, and the table."""
    _figure(answer, unit, "", moves.matrix, unit, hide=hide)


def fan(answer: Answer, unit: money.Unit, height: int = 300) -> pd.Series | None:
    """Months booked and months forecast with what is likely; returns the row that was clicked."""
    return _figure(answer, unit, AHEAD, drawings.fan, unit, height)


def likely(answer: Answer, unit: money.Unit, height: int = 260) -> None:
    """Fiscal years to come with what is likely, and the table."""
    _figure(answer, unit, WITHIN, drawings.likely, unit, height, hide=())


def reach(answer: Answer, unit: money.Unit) -> None:
    """How far each name moves a figure, the widest first, and the table."""
    _figure(answer, unit, UP_DOWN, drawings.reach, unit, hide=())


def changes(answer: Answer, unit: money.Unit, panels: tuple[str, ...]) -> pd.Series | None:
    """What rose and what fell, the largest first, a panel a measure; returns the row that was clicked."""
    return _figure(answer, unit, UP_DOWN, drawings.changes, unit, panels, leads=True)


def shares(answer: Answer, limit: int = 9) -> None:
    """Shares of a whole, the largest first, before those of last year."""
    _figure(answer, None, YEARS, drawings.shares, limit)


def table(answer: Answer, unit: money.Unit = money.UNITS["units"], limit: int = 30) -> None:
    """The answer's table, printed, with its corner; without a row, the sentence says why."""
    with figure(answer, unit):
        if not answer.table.empty:
            tables.draw(answer, unit, currency(), limit)


def found(answer: Answer, unit: money.Unit) -> None:
    """A table of what was found; without a row there is nothing to say."""
    if len(answer.table):
        table(answer, unit)


def grid(answer: Answer, unit: money.Unit = money.UNITS["units"], hide: tuple[str, ...] = ()) -> None:
    """The answer's table to sort and to search."""
    if empty(answer):
        return
    with figure(answer, unit):
        tables.grid(answer, unit, currency(), hide=hide)


def steps(answer: Answer, unit: money.Unit, keys: dict[str, str]) -> None:
    """A table that leads one step down: a row picked chooses its code in the filter of its level."""
    if empty(answer):
        return
    with figure(answer, unit):
        _leading_down(answer, unit, keys)


def _leading_down(answer: Answer, unit: money.Unit, keys: dict[str, str], onward: Onward = None) -> None:
    """The table of which a row can be picked; it hides codes that are their own names."""
    key = _key("steps", answer)
    rows = answer.table[answer.table.level != "total"]
    same = ("code",) if (rows.code == rows.name).all() else ()
    tables.grid(
        answer, unit, currency(), hide=("level", "month", *same), key=key,
        picked=lambda: _step(answer, key, keys, onward),
    )  # fmt: skip


def _step(answer: Answer, key: str, keys: dict[str, str], onward: Onward) -> None:
    """Choose the code of the row picked, and go on to the next level that is not chosen yet."""
    for at in st.session_state[key]["selection"]["rows"]:
        row = answer.table.iloc[at]
        if row.level not in keys:
            return
        st.session_state[keys[row.level]] = row.code
        if onward:
            by, order = onward
            after = [level for level in order if order.index(level) > order.index(row.level)]
            open_ = [level for level in after if level in keys and not st.session_state.get(keys[level])]
            st.session_state[by] = next(iter(open_), row.level)


def ledger(lines: dict | None, of: str, lets_go: str = "", question: Callable[..., Answer] = lineage.lines) -> None:
    """The ledger lines behind a mark of one figure, in full; closing them lets the mark go, or the filter named."""
    if lines is None or not ask.allowed(roles.TRACE):
        return
    answer = ask.answer(question, **lines)
    with st.container(border=True, key=f"ledger_{of}"):
        if not empty(answer):
            with figure(answer, money.UNITS["units"], place=of):
                tables.grid(answer, money.UNITS["units"], currency(), hide=("entry_id", "fiscal_year", "month"))
            total = money.full(answer.table.amount.sum(), money.UNITS["units"])
            st.markdown(f"Sum of these lines: **{money.said(money.UNITS['units'], currency())} {total}**")
        st.button("Close these lines", key=f"close_{of}", on_click=clear, args=(lets_go,))


def clear(filter_key: str = "") -> None:
    """Let every clicked mark go, and one filter back to its default."""
    marks.clear()
    if filter_key:
        st.session_state[filter_key] = st.session_state[filters.DEFAULTS].get(filter_key)


def _figure(
    answer: Answer, unit: money.Unit | None, key: str, draw: Callable[..., Drawing], *how, hide: Hidden = NO_TABLE,
    leads: bool = False,
) -> pd.Series | None:  # fmt: skip
    """A figure of one chart, or of several side by side; returns the row behind the first mark that was clicked.

    Where a mark leads to its lines, they can be chosen in a list as well. Under the charts stands the table without
    the columns that are hidden.
    """
    if empty(answer):
        return None
    drawing = ask.made(draw, answer, *how, SCREEN)
    several = len(drawing.charts) > 1
    paper = partial(draw, answer, *how, PAPER)
    with figure(answer, unit, key=key, chart=lambda: vega.to_take_away([*paper().charts.values()])):
        places = st.columns(len(drawing.charts), gap="medium") if several else [st]
        picked = [_chart(place, *named, answer) for place, named in zip(places, drawing.charts.items(), strict=True)]
        picked += [marks.draw(drawing.charts, key_of(answer))] if leads and ask.allowed(roles.TRACE) else []
        if hide is not NO_TABLE:
            tables.grid(answer, unit or money.UNITS["units"], currency(), hide=hide)
    return next((drawing.rows.iloc[at] for at in picked if at is not None), None)


def _chart(place, name: str, chart: dict, answer: Answer) -> int | None:
    """Show one chart; returns the number of the row behind the mark that was clicked."""
    words, key = ": ".join(filter(None, (name, answer.sentence or answer.title))), _key("chart", answer, name)
    if not ask.allowed(roles.TRACE):
        place.vega_lite_chart(None, chart, theme=None, key=key, alt=words)
        return None
    event = place.vega_lite_chart(
        None, chart, theme=None, key=key, alt=words, on_select="rerun", selection_mode=vega.PICK
    )
    marks = event["selection"].get(vega.PICK)
    return int(marks[0]["mark"]) if marks else None


def _key(kind: str, answer: Answer, name: str = "") -> str:
    """A widget's key; another one after `clear`, which is how a clicked mark is let go."""
    return f"{kind}_{key_of(answer)}_{name}_{st.session_state.get(marks.REDRAWN, 0)}".lower()
