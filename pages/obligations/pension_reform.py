"""Pension reform: what would other rules save, rule by rule, year by year?"""

import streamlit as st

from analytics import pension_liability, pension_reform, pensions
from pages.ui import ask, assumed, filters, roles, show

ask.require(roles.SEE)

sets = ask.answer(pensions.rule_sets).table.name.tolist()
starts = ask.answer(pension_reform.starts).table.name.tolist()

bar = filters.row()
with bar:
    old = filters.one("Rules now", sets, "reform_old", width=260)
    new = filters.one("Rules after", sets, "reform_new", width=260, default=pension_reform.FIRST)
    since = filters.one("Applies from", starts, "reform_since", width=220)
    unit = filters.unit()

moved = assumed.draw(ask.answer(pension_liability.assumptions), "reform")
edits = assumed.typed(
    ask.answer(pension_reform.rules_of, name=new), f"reform_rule{sets.index(new)}", "Edit the rules after"
)
with bar:
    filters.reset()
asked = {"old": old, "new": new, "edits": edits, "assumed": moved, "since": since}
saved = ask.answer(pension_reform.by_rule, **asked)

if not show.empty(saved):
    show.parts(saved, "saved", unit, hide=())
    st.caption(saved.notes[-1])
    show.beside(ask.answer(pension_reform.by_year, **asked), "fiscal_year", ("before", "after"), unit, hide=())
    show.table(ask.answer(pension_reform.by_cohort, **asked), unit)
    if filters.switched("The cabinet study of 2021", "reform_study"):
        show.table(ask.answer(pension_reform.study, assumed=moved), unit)
st.caption("Every rule with its reference:")
show.grid(ask.answer(pension_reform.rules_of, name=new, edits=edits), hide=("code",))
