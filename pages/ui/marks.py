"""Marks: the marks of a chart as a list, so that a reader of the keyboard comes to the lines behind them too."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from pages.ui import vega

COLUMNS = ("mark", "told", "y")
CHOSEN = "mark chosen in a list"  # (name of the figure, number of the mark)
REDRAWN = "times the charts were cleared"


def draw(charts: Mapping[str, dict], name: str) -> int | None:
    """The marks of a figure to choose from, seen once the Tab key comes to them; returns the number of the one chosen.

    They stand in the page itself: what a menu opens comes after everything else for the Tab key.
    """
    named = words(charts)
    with st.container(key=f"marks_{name}"):
        st.selectbox(
            "Lines behind a mark", list(named), index=None, key=_key(name), format_func=named.get,
            label_visibility="collapsed", placeholder="Lines behind a mark of this chart: choose one",
            on_change=_choose, args=(name,), width=420,
        )  # fmt: skip
    figure, mark = st.session_state.get(CHOSEN, ("", None))
    return mark if figure == name else None


def words(charts: Mapping[str, dict]) -> dict[int, str]:
    """What each mark that is drawn says of itself, by its number."""
    return {
        mark: f"{panel}: {told}" if panel else told
        for panel, chart in charts.items()
        for mark, told, y in zip(*(chart["datasets"][vega.DATA][name].to_pylist() for name in COLUMNS), strict=True)
        if not pd.isna(y)
    }


def clear() -> None:
    """Let every mark go, clicked or chosen."""
    st.session_state[REDRAWN] = st.session_state.get(REDRAWN, 0) + 1
    figure, _ = st.session_state.pop(CHOSEN, ("", None))
    if figure:
        st.session_state[_key(figure)] = None


def _choose(name: str) -> None:
    """The mark chosen last is the one whose lines are shown."""
    mark = st.session_state[_key(name)]
    clear()
    st.session_state[_key(name)] = mark
    if mark is not None:
        st.session_state[CHOSEN] = (name, mark)


def _key(name: str) -> str:
    return f"mark_of_{name}"
