"""Declaring: writing down that something was done on a day, with a name; the days so far stand beside it."""

from __future__ import annotations

import streamlit as st

from pages.ui import ask, roles, tables

SAID = "what became of a declaration"


def draw(what: str, words: str) -> None:
    """A form that declares one thing done."""
    if said := st.session_state.pop(SAID, ""):
        st.error(tables.plain(said))
    if not ask.allowed(roles.DECLARE):
        return
    with st.expander(words), st.form("declare", clear_on_submit=True, border=False):
        st.date_input("Day", value=None, key="declare_day", max_value="today")
        st.text_input("Your name", key="declare_who", max_chars=200)
        st.form_submit_button("Declare", on_click=_declare, args=(what,), key="declare_put")


def _declare(what: str) -> None:
    """Write what the form holds."""
    day, who = (st.session_state[f"declare_{name}"] for name in ("day", "who"))
    if day is None:
        st.session_state[SAID] = "A declaration needs a day."
        return
    st.session_state[SAID] = ask.write(roles.DECLARE, "declaration", what=what, day=day, who=who)
