"""Remarks: a comment on a scenario or on a line of it, and an entry of the decision log."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics import kept_scenarios
from pages.ui import ask, roles, tables

SAID = "what became of a remark"


def said() -> None:
    """What became of what was last written."""
    if words := st.session_state.pop(SAID, ""):
        st.error(tables.plain(words))


def comment(scenario: str) -> None:
    """A form for a comment on a scenario, of the whole or of one line."""
    if not ask.allowed(roles.KEEP):
        return
    named = {"": "The whole"} | dict(ask.answer(kept_scenarios.lines).table.itertuples(index=False))
    with st.expander(f"Comment on {tables.plain(scenario)}"), st.form("comment", clear_on_submit=True, border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox("Line", list(named), format_func=named.get, key="comment_line", width=260)
            st.text_input("Your name", key="comment_who", max_chars=200)
            st.text_input("Comment", key="comment_said", max_chars=2000)
        st.form_submit_button("Comment", on_click=_comment, args=(scenario,), key="comment_put")


def _comment(scenario: str) -> None:
    given = {name: st.session_state[f"comment_{name}"] for name in ("line", "who", "said")}
    st.session_state[SAID] = ask.write(roles.KEEP, "comment", scenario=scenario, **given)


def agree(listed: Sequence[str]) -> None:
    """A form for the decision log: what was asked, which scenario was shown, what was agreed."""
    if not ask.allowed(roles.KEEP):
        return
    with st.expander("Write down what was agreed"), st.form("agree", clear_on_submit=True, border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("What was asked", key="agree_asked", max_chars=2000)
            st.selectbox("What was shown", list(listed), index=None, key="agree_scenario", placeholder="No scenario")
            st.text_input("What was agreed", key="agree_agreed", max_chars=2000)
            st.text_input("Your name", key="agree_who", max_chars=200)
        st.form_submit_button("Write it down", on_click=_agree, key="agree_put")


def _agree() -> None:
    """The entry, with the very saving of the scenario that was shown."""
    given = {name: st.session_state[f"agree_{name}"] for name in ("asked", "agreed", "who")}
    scenario = st.session_state["agree_scenario"] or ""
    stands = ask.reckoned(kept_scenarios.kept).table
    shown = stands[stands["name"] == scenario]["id"] if scenario else ()
    st.session_state[SAID] = ask.write(
        roles.KEEP, "decision", scenario=scenario, shown=int(next(iter(shown), 0)), **given
    )
