"""Position: where do we stand?"""

import streamlit as st

from analytics import position, submissions
from pages.ui import ask, behind, filters, headline, roles, show

ask.require(roles.SEE)

sides = ("Receipts", "Spending")
years = ask.answer(position.fiscal_years).table

with filters.row():
    year = filters.fiscal_year(years, "position_year")
    unit = filters.unit()
    filters.reset()

so_far = ask.answer(position.headline, fiscal_year=year)
months = ask.answer(position.by_month, fiscal_year=year)
moved = ask.answer(position.movers, fiscal_year=year)

tiles = ask.made(headline.of_position, so_far, months, unit, show.currency())
show.headline(so_far, tiles, unit)
show.ledger(behind.month(show.columns(months, unit, sides)), "months")
show.ledger(behind.change(show.changes(moved, unit, sides), moved), "movers")

left, right = st.columns(2, gap="medium")
with left:
    show.table(ask.answer(submissions.unexplained), unit)
with right:
    show.table(ask.answer(submissions.late), unit, limit=12)
