"""Overriding: an officer's own figure in the place of a forecast, with a name and a reason; it can be taken back."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from analytics.answer import Answer
from pages.ui import ask, figure, money, roles, tables

SAID = "what became of an override"


def draw(end: Answer, unit: money.Unit) -> None:
    """What stands in the place of the forecast, and the way to put something there or to take it back."""
    row = end.table.iloc[0]
    if said := st.session_state.pop(SAID, ""):
        st.error(tables.plain(said))
    stands = not money.missing(row.after)
    if stands:
        computed = money.short(row.before, unit)
        st.info(tables.plain(f"{row.who} put {money.short(row.after, unit)} in the place of {computed}: {row.why}"))
    if row.moved:
        st.warning(tables.plain(f"Since then {row.moved}: look at the override again."))
    if ask.allowed(roles.OVERRIDE):
        _form(end, row, unit, stands)


def _form(end: Answer, row, unit: money.Unit, stands: bool) -> None:
    """A figure, a name and a reason."""
    with st.expander("Put your own figure in its place"), st.form("override", clear_on_submit=True, border=False):
        size = money.said(unit, figure.currency())
        st.number_input(f"Your figure of {row.fiscal_year}, {size}", value=None, key="override_figure")
        st.text_input("Your name", key="override_who", max_chars=200)
        st.text_input("Why", key="override_why", max_chars=2000)
        with st.container(horizontal=True):
            st.form_submit_button("Override", on_click=_override, args=(end, row, unit), key="override_put")
            if stands:
                st.form_submit_button("Take the override back", on_click=_undo, args=(row,), key="override_back")


def _override(end: Answer, row, unit: money.Unit) -> None:
    """Write what the form holds."""
    given = st.session_state["override_figure"]
    after = None if given is None else Decimal(str(given)) * unit.size
    st.session_state[SAID] = ask.override(
        government=ask.store().government.name, level=row.level, code=row.code, fiscal_year=row.fiscal_year,
        who=st.session_state["override_who"], why=st.session_state["override_why"], before=row.total, after=after,
        version=end.version, cut_off=end.as_of.replace(day=1), booked=row.booked,
    )  # fmt: skip


def _undo(row) -> None:
    """Take back what stands."""
    who, why = st.session_state["override_who"], st.session_state["override_why"]
    st.session_state[SAID] = ask.undo((row.level, row.code, row.fiscal_year), who, why)
