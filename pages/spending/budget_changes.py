"""Budget changes: what was added, moved and given back after the vote?"""

import streamlit as st

from analytics import execution, reappropriation
from pages.ui import ask, filters, roles, show

ask.require(roles.SEE)

years = ask.answer(execution.fiscal_years).table
choices = ask.answer(execution.choices).table

with filters.row():
    year = filters.fiscal_year(years, "changes_year")
    department = filters.step("Department", filters.of_kind(choices, "department"), "changes_department")
    by = filters.one("Moves by", reappropriation.BY, "changes_by", str.capitalize, width=150)
    unit = filters.unit()
    filters.reset()

changes = ask.answer(reappropriation.changes, fiscal_year=year, department=department)
moved = ask.answer(reappropriation.matrix, fiscal_year=year, by=by, department=department)

show.said(changes)
show.table(changes, unit)
show.matrix(moved, unit, hide=("from_code", "to_code"))

if len(changes.table):
    stage = filters.switch("Lines behind", ("Hidden", *changes.table.change.unique()), "changes_lines", str.capitalize)
    within = {"fiscal_year": year, "department": department}
    lines = None if stage == "Hidden" else {"stage": stage, **within}
    show.ledger(lines, "changes", lets_go="changes_lines", question=execution.lines)
st.caption("A re-appropriation moves money inside a grant: what one line gives another takes.")
