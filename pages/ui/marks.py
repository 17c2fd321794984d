"""Marks: the marks of a chart as a list, so that a reader of the keyboard comes to the lines behind them too."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from pages.ui import vega

COLUMNS = ("mark", "told", "y")
CHOSEN = "mark chosen in a list"  # (name of the figure, number of the mark)
REDRAWN = "times the charts were cleared"


def draw(charts: Mapping[str, dict], name: str) -> None:
    """A small menu with the marks of a figure; it is made when it is opened."""
    place = st.popover("Lines", type="tertiary", key=f"{name}_marks", on_change="rerun")
    if not place.open:
        return
    with place:
        named, key = words(charts), f"{name}_mark"
        st.selectbox(
            "Show the lines behind", list(named), index=None, key=key, format_func=named.get,
            placeholder="Choose a mark of the chart", on_change=_choose, args=(name, key),
        )  # fmt: skip


def words(charts: Mapping[str, dict]) -> dict[int, str]:
    """What each mark that is drawn says of itself, by its number."""
    return {
        mark: f"{panel}: {told}" if panel else told
        for panel, chart in charts.items()
        for mark, told, y in zip(*(chart["datasets"][vega.DATA][name].to_pylist() for name in COLUMNS), strict=True)
        if not pd.isna(y)
    }


def chosen(name: str) -> int | None:
    """The number of the mark that was chosen in the list of a figure."""
    figure, mark = st.session_state.get(CHOSEN, ("", None))
    return mark if figure == name else None


def clear() -> None:
    """Let every mark go, clicked or chosen."""
    st.session_state[REDRAWN] = st.session_state.get(REDRAWN, 0) + 1
    st.session_state.pop(CHOSEN, None)


def _choose(name: str, key: str) -> None:
    """The mark chosen last is the one whose lines are shown."""
    clear()
    if st.session_state[key] is not None:
        st.session_state[CHOSEN] = (name, st.session_state[key])
