"""Own figures: what an officer puts in the place of a line of the framework, with a reason; it can be taken back."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from analytics import kept_scenarios
from pages.ui import ask, money, tables

PUT = "figures put in the place of computed ones"
SAID = "what became of a figure put in"
Put = tuple[tuple[str, str, float, str], ...]  # line, fiscal year, amount, reason


def put() -> Put:
    """The figures that were put in."""
    return st.session_state.get(PUT, ())


def draw(years: Iterable[str], unit: money.Unit) -> None:
    """A form that puts a figure in the place of a computed one, with a reason; those that stand can be taken back."""
    named = dict(ask.answer(kept_scenarios.lines).table.itertuples(index=False))
    if words := st.session_state.pop(SAID, ""):
        st.error(tables.plain(words))
    with st.expander("Put your own figure in the place of a line"):
        for at, (code, year, amount, reason) in enumerate(put()):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(tables.plain(f"{named[code]}, {year}: {money.short(amount, unit)}. {reason}"))
                st.button("Take back", key=f"put_back_{at}", on_click=_take_back, args=(at,))
        with st.form("put_figure", clear_on_submit=True, border=False):
            with st.container(horizontal=True, vertical_alignment="bottom"):
                st.selectbox("Line", list(named), format_func=named.get, key="put_line", width=260)
                st.selectbox("Fiscal year", list(years)[1:], key="put_year", width=130)
                said = money.said(unit, ask.store().government.currency)
                st.number_input(f"Your figure, {said}", value=None, key="put_amount", width=180)
            st.text_input("Why", key="put_why", max_chars=2000)
            st.form_submit_button("Put it in", on_click=_put, args=(unit,), key="put_put")


def _put(unit: money.Unit) -> None:
    code, year, amount, why = (st.session_state[f"put_{name}"] for name in ("line", "year", "amount", "why"))
    if amount is None or not why.strip():
        st.session_state[SAID] = "A figure of your own needs an amount and a reason."
        return
    others = tuple(one for one in put() if one[:2] != (code, year))
    st.session_state[PUT] = (*others, (code, year, float(round(amount * unit.size)), why.strip()))


def _take_back(at: int) -> None:
    st.session_state[PUT] = tuple(one for place, one in enumerate(put()) if place != at)
