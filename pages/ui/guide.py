"""Guide: for a first visit, what this is, what is loaded, and three things to try."""

import streamlit as st

from analytics import sources
from pages.ui import ask, tables


def show() -> None:
    """A small menu that is made when it is opened."""
    place = st.popover("New here?", type="tertiary", key="guide", on_change="rerun")
    if not place.open:
        return
    with place:
        st.markdown(
            "Khazana answers questions about a government's money. Every figure can be followed to the line "
            "of the file it came from."
        )
        st.caption(tables.plain(ask.answer(sources.loads).sentence))
        st.markdown(
            "- Click a bar or a point: its lines appear below it, with their sum.\n"
            "- Change **Amounts in**: the whole page follows, and so does the link in its address.\n"
            "- Open **Where from?** beside a figure: how it is counted, and from which files."
        )
