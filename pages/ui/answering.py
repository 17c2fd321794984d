"""Answering: a flag picked in the queue, the payments behind it, and what somebody decides about it."""

from __future__ import annotations

import streamlit as st

from analytics.answer import Answer
from pages.ui import money, tables
from pages.ui.figure import currency, empty, figure

SAID = "what became of an answer to a flag"
PICKED = "the flag that was picked"
HIDE = ("flag", "reason", "comparison", "answers", "month", "why", "at")


def picked(queue: Answer, unit: money.Unit) -> pd_row | None:
    """The queue to pick a flag from; the row that is picked, else the first."""
    if empty(queue):
        return None
    with figure(queue, unit):
        key = f"queue_{queue.version}"
        tables.grid(queue, unit, currency(), hide=HIDE, key=key, picked=lambda: _pick(queue, key))
    flags = queue.table["flag"]
    chosen = queue.table[flags == st.session_state.get(PICKED)]
    return (chosen if len(chosen) else queue.table).iloc[0]
