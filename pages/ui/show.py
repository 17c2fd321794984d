"""Show: an answer on the screen, never without its sentence, unit, date, source and download."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from analytics import lineage
from analytics.answer import Answer
from pages.ui import ask, charts, frames, money, roles, tables, vega
from pages.ui import headline as headlines
from pages.ui.figure import currency, empty, figure, key_of, said
from pages.ui.ink import PAPER, SCREEN

YEARS = "<i class='actual'></i>this year<i class='then'></i>last year"
UP_DOWN = "<i class='up'></i>better<i class='down'></i>worse"
REDRAWN = "times the charts were cleared"
__all__ = [
    "changes", "clear", "columns", "currency", "empty", "grid", "headline", "ledger", "lines", "race", "rises", "said",
    "shares", "steps", "table",
]  # fmt: skip


def headline(answer: Answer, tiles: Sequence[headlines.Tile], unit: money.Unit, title: str = "") -> None:
    """The figures that open a page, under one sentence."""
    if empty(answer):
        return
    with figure(replace(answer, title=title or answer.title), unit, lead=True):
        headlines.draw(tiles)


def columns(answer: Answer, unit: money.Unit, panels: tuple[str, ...]) -> pd.Series | None:
    """Months of this year before those of last year, a panel a measure; returns the row that was clicked."""
    if empty(answer):
        return None
    order = frames.year_of_months(ask.store().government.first_month)
    panels = tuple(name for name in panels if name in set(answer.table.measure))
    table = answer.table[answer.table.measure.isin(panels)].reset_index(drop=True)
    frame = frames.by_month(table, unit)
    build = [partial(charts.columns, frames.only(frame, "measure", name), order, title=name) for name in panels]
    return _panels(build, panels, answer, unit, table=table, key=YEARS)


def lines(answer: Answer, unit: money.Unit | None, y: str = "amount", height: int = 300) -> pd.Series | None:
    """One line a name over the periods; returns the row that was clicked. Without a unit, y is a percentage."""
    if empty(answer):
        return None
    table = answer.table.sort_values(["rank", "start"], kind="stable").reset_index(drop=True)
    frame, order = frames.by_period(table, y, unit)
    ticks = frames.years_begin(table) if len(order) > 24 else {}
    return _one(partial(charts.lines, frame, order, height=height, ticks=ticks), answer, unit, table)


def rises(answer: Answer, height: int = 210) -> pd.Series | None:
    """Growth of each period against the same months of last year; returns the row that was clicked."""
    if empty(answer):
        return None
    table = answer.table.sort_values("start", kind="stable").reset_index(drop=True)
    frame, order = frames.of_growth(table)
    ticks = frames.years_begin(table) if len(order) > 24 else {}
    return _one(partial(charts.rises, frame, order, height=height, ticks=ticks), answer, None, table, UP_DOWN)


def race(answer: Answer, unit: money.Unit, height: int = 300) -> pd.Series | None:
    """This year added up month by month beside last year and the target; returns the row that was clicked."""
    if empty(answer):
        return None
    frame, order = frames.added_up(answer.table, unit)
    return _one(partial(charts.lines, frame, order, height=height), answer, unit, answer.table)


def changes(answer: Answer, unit: money.Unit, panels: tuple[str, ...]) -> pd.Series | None:
    """What rose and what fell, the largest first, a panel a measure; returns the row that was clicked."""
    if empty(answer):
        return None
    frame = frames.of_changes(answer.table, unit)
    panels = tuple(name for name in panels if name in set(frame.measure))
    build = [partial(charts.bars, frames.only(frame, "measure", name), title=name) for name in panels]
    return _panels(build, panels, answer, unit, table=answer.table, key=UP_DOWN)


def shares(answer: Answer, limit: int = 9) -> None:
    """Shares of a whole, the largest first, before those of last year."""
    if empty(answer):
        return
    table = answer.table.head(limit).reset_index(drop=True)
    _one(partial(charts.bars, frames.of_shares(table)), answer, None, table, YEARS)


def table(answer: Answer, unit: money.Unit = money.UNITS["units"], limit: int = 30) -> None:
    """The answer's table, printed, with its corner; without a row, the sentence says why."""
    with figure(answer, unit):
        if not answer.table.empty:
            tables.draw(answer, unit, currency(), limit)


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
    key = _key("steps", answer)
    with figure(answer, unit):
        rows = answer.table[answer.table.level != "total"]
        same = ("code",) if (rows.code == rows.name).all() else ()
        tables.grid(
            answer, unit, currency(), hide=("level", "month", *same), key=key, picked=lambda: _step(answer, key, keys)
        )


def _step(answer: Answer, key: str, keys: dict[str, str]) -> None:
    """Choose the code of the row picked."""
    for at in st.session_state[key]["selection"]["rows"]:
        row = answer.table.iloc[at]
        if row.level in keys:
            st.session_state[keys[row.level]] = row.code


def ledger(lines: dict | None, of: str, lets_go: str = "") -> None:
    """The ledger lines behind a mark of one figure, in full; closing them lets the mark go, or the filter named."""
    if lines is None or not ask.allowed(roles.TRACE):
        return
    answer = ask.answer(lineage.lines, **lines)
    with st.container(border=True, key=f"ledger_{of}"):
        if not empty(answer):
            with figure(answer, money.UNITS["units"], place=of):
                tables.grid(answer, money.UNITS["units"], currency(), hide=("entry_id", "fiscal_year", "month"))
            total = money.full(answer.table.amount.sum(), money.UNITS["units"])
            st.markdown(f"Sum of these lines: **{money.said(money.UNITS['units'], currency())} {total}**")
        st.button("Close these lines", key=f"close_{of}", on_click=clear, args=(lets_go,))


def clear(filter_key: str = "") -> None:
    """Let every clicked mark go, and the choice of one filter."""
    st.session_state[REDRAWN] = st.session_state.get(REDRAWN, 0) + 1
    if filter_key:
        st.session_state[filter_key] = None


def _one(build: Callable, answer: Answer, unit: money.Unit | None, table: pd.DataFrame, key: str = ""):
    """A figure of a single chart; returns the row that was clicked."""
    with figure(answer, unit, key=key, chart=lambda: vega.to_take_away([build(ink=PAPER)])):
        return _row(table, [_drawn(st.container(), build, answer)])


def _panels(build: list, panels: tuple, answer: Answer, unit: money.Unit, *, table: pd.DataFrame, key: str):
    """A figure of several charts side by side; returns the row that was clicked."""
    with figure(answer, unit, key=key, chart=lambda: vega.to_take_away([each(ink=PAPER) for each in build])):
        places = st.columns(len(panels), gap="medium")
        clicked = [_drawn(*each, answer, name) for *each, name in zip(places, build, panels, strict=True)]
    return _row(table, clicked)


def _drawn(place, build: Callable[..., dict], answer: Answer, name: str = "") -> int | None:
    """Draw one chart; returns the number of the row behind the mark that was clicked."""
    chart, words = build(ink=SCREEN), f"{name} {answer.sentence or answer.title}".strip()
    key = _key("chart", answer, name)
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
    return f"{kind}_{key_of(answer)}_{name}_{st.session_state.get(REDRAWN, 0)}".lower()


def _row(table: pd.DataFrame, clicked: Sequence[int | None]) -> pd.Series | None:
    """The row of the answer behind the first mark that was clicked."""
    return next((table.iloc[at] for at in clicked if at is not None), None)
