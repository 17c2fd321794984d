"""Figure: the place of one answer on a page. Title, sentence, unit and date, the key to its colours, its corner."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from analytics.answer import Answer
from pages.ui import ask, corner, money, tables


def currency() -> str:
    """The currency of the government whose figures these are."""
    return ask.store().government.currency


def key_of(answer: Answer) -> str:
    """A short name of an answer: another one when its filters or the version change, so that no old click is kept."""
    asked = repr((sorted(answer.filters.items(), key=str), answer.version))
    return re.sub(r"\W+", "_", answer.title.lower()).strip("_") + f"_{zlib.crc32(asked.encode()):08x}"


def said(answer: Answer) -> None:
    """What the filters of the page leave, in words, above its first chart."""
    words = " · ".join(f"{name} {value}" for name, value in answer.filters.items())
    st.caption(tables.plain(f"Shown: {words}." if words else "Shown: everything, nothing is filtered."))


def empty(answer: Answer) -> bool:
    """Say why there is nothing to show, if so."""
    if answer.table.empty:
        st.info(tables.plain(answer.sentence or f"{answer.title}: there is nothing to show."))
    return answer.table.empty


def needed(answer: Answer) -> pd.DataFrame:
    """The table without which a page has nothing to show; where it is empty the page says why, once, and ends there."""
    if empty(answer):
        st.stop()
    return answer.table


@contextmanager
def figure(
    answer: Answer,
    unit: money.Unit | None = None,
    *,
    chart: Callable | None = None,
    lead: bool = False,
    key: str = "",
    place: str = "",
):
    """The place of one figure: title, sentence, what and when in grey, the key to its colours, and its corner."""
    name = f"{place}{key_of(answer)}"
    with st.container(key=f"figure_{name}", gap="xsmall"):
        beside = {"horizontal_alignment": "distribute", "vertical_alignment": "top", "wrap": False}
        with st.container(horizontal=True, key=f"heading_{name}", **beside):
            st.markdown(
                f"**{tables.plain(answer.sentence)}**"
                if lead and answer.sentence
                else f"### {tables.plain(answer.title)}"
            )
            with st.container(horizontal=True, width="content", gap="xsmall", wrap=False, key=f"corner_{name}"):
                corner.draw(answer, name, partial(_picture, answer, unit, chart) if chart else None)
        if answer.sentence and not lead:
            st.markdown(tables.plain(answer.sentence))
        facts = escape(" · ".join(_facts(answer, unit)))
        if facts or key:
            st.html(f"<div class='key'><span>{facts}</span>{key}</div>")
        yield


def _picture(answer: Answer, unit: money.Unit | None, chart: Callable[[], dict]) -> tuple[dict, Answer]:
    """The chart and what is printed over it: its amounts are in the reader's unit."""
    units = {
        name: money.said(unit, currency()) if unit and of == currency() else of for name, of in answer.units.items()
    }
    return chart(), replace(answer, units=units)


def _facts(answer: Answer, unit: money.Unit | None) -> list[str]:
    """Unit, period and filters, as of; what must be said of all figures stands at the head of the page."""
    told = [money.said(unit, currency())] if unit and currency() in answer.units.values() else []
    told += ["per cent"] if unit is None and "%" in answer.units.values() else []
    told += [f"{name} {value}" for name, value in answer.filters.items()]
    told += [f"as of {answer.as_of:%-d %B %Y}"] if answer.as_of else []
    return told
