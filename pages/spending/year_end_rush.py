"""Year-end rush: is money spent evenly, or in the last month, and what lapses?"""

import streamlit as st

from analytics import execution, release, rush
from pages.ui import ask, filters, roles, show

ask.require(roles.SEE)

years = ask.answer(execution.fiscal_years).table
choices = ask.answer(execution.choices).table
every = ask.answer(rush.years)
whole = every.table.fiscal_year.tolist()[::-1] if len(every.table) else []

with filters.row():
    year = filters.one("Whole year", whole, "rush_year", width=120)
    by = filters.one("By", rush.BY, "rush_by", str.capitalize, width=150)
    now = filters.fiscal_year(years, "rush_releases")
    department = filters.step("Department", filters.of_kind(choices, "department"), "rush_department", width=220)
    unit = filters.unit()
    filters.reset()

left, right = st.columns(2, gap="medium")
with left:
    show.beside(every, "fiscal_year", ("share", "week_share"), None)
with right:
    pattern = ask.answer(release.releases, fiscal_year=now, department=department)
    show.beside(pattern, "month", ("spent_share", "released_share", "level_share"), None)

show.grid(ask.answer(rush.places, fiscal_year=year, by=by), unit)
show.grid(ask.answer(release.unspent, fiscal_year=year), unit)
