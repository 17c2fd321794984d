"""Answering: a flag of the queue, the payments behind it, and what somebody decides about it."""

from __future__ import annotations

import streamlit as st

from analytics import anomalies
from analytics.answer import Answer
from pages.ui import ask, money, roles, tables
from pages.ui.figure import currency, empty, figure

SAID = "what became of an answer to a flag"
PICKED = "the flag that was picked"
HIDE = ("flag", "reason", "comparison", "answers", "month", "why", "at")


def draw(queue: Answer, unit: money.Unit) -> None:
    """The queue, and the flag that is picked in it with its payments and its answers; at first the first one."""
    if said := st.session_state.pop(SAID, ""):
        st.error(tables.plain(said))
    if empty(queue):
        return
    key = f"queue_{queue.version}"
    with figure(queue, unit, lead=True):
        tables.grid(queue, unit, currency(), hide=HIDE, key=key, picked=lambda: _pick(queue, key))
    chosen = queue.table[queue.table["flag"] == st.session_state.get(PICKED)]
    _flag((chosen if len(chosen) else queue.table).iloc[0])


def _pick(queue: Answer, key: str) -> None:
    """Keep the flag of the row that was picked."""
    for at in st.session_state[key]["selection"]["rows"]:
        st.session_state[PICKED] = queue.table["flag"].iloc[at]


def _flag(row) -> None:
    """Why a flag was raised, the payments behind it, and what was said of it."""
    with st.container(border=True, key="flag"):
        st.markdown(f"### {tables.plain(row.rule)}: {tables.plain(row.state)}")
        st.markdown(tables.plain(row.reason))
        st.caption(tables.plain(row.comparison))
        if ask.allowed(roles.TRACE):
            behind = ask.answer(anomalies.rows, flag=row.flag)
            with figure(behind, money.UNITS["units"]):
                tables.grid(behind, money.UNITS["units"], currency(), hide=("entry_id", "month", "sheet"))
        given = ask.reckoned(anomalies.history, flag=row.flag)
        if len(given.table):
            with figure(given):
                tables.draw(given)
        if ask.allowed(roles.ANSWER):
            _form(row, int(given.table["id"].iloc[0]) if len(given.table) else 0)


def _form(row, follows: int) -> None:
    """A state, a name and a reason."""
    with st.form("answer", clear_on_submit=True, border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox("What became of it", anomalies.STATES, index=1, format_func=str.capitalize, key="answer_state")
            st.text_input("Your name", key="answer_who", max_chars=200)
            st.text_input("Why", key="answer_why", max_chars=2000)
        st.form_submit_button("Answer", on_click=_answer, args=(row, follows), key="answer_put")


def _answer(row, follows: int) -> None:
    """Write what the form holds."""
    given = {name: st.session_state[f"answer_{name}"] for name in ("state", "who", "why")}
    given |= {"flag": row.flag, "rule": row.rule, "about": row.reason, "follows": follows}
    st.session_state[SAID] = ask.write(roles.ANSWER, "answer", version=ask.store().version, **given)
