"""Refusals: lines and cells that were not taken, masked; the steward may read the line itself."""

from __future__ import annotations

import streamlit as st

from analytics.answer import Answer
from pages.ui import ask, roles, show, tables


def draw(answer: Answer) -> None:
    """The refusals, and for the steward the text of one of them."""
    show.grid(answer, hide=("load_id",))
    if answer.table.empty:
        return
    if not ask.allowed(roles.READ_ORIGINALS):
        st.caption(f"The text of a refused line is shown to the {roles.holders(roles.READ_ORIGINALS)} alone.")
        return
    lines = answer.table.drop_duplicates(["load_id", "sheet", "line"]).head(200).reset_index(drop=True)
    named = [f"{row.file_name}, sheet {row.sheet}, line {row.line}" for row in lines.itertuples()]
    chosen = st.selectbox("Read the line itself", named, index=None, key="refused_line", placeholder="Choose a line")
    if chosen is not None:
        row = lines.iloc[named.index(chosen)]
        told = ask.original(row.load_id, int(row.sheet), int(row.line))
        st.error(tables.plain(told["error"])) if "error" in told else st.code(
            str(told.get("text", told)), language=None
        )
