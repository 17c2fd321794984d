"""Position: where do we stand?"""

import streamlit as st

from analytics import position, submissions
from pages.ui import ask, behind, filters, headline, roles, show

ask.require(roles.SEE)

so_far = ask.answer(position.headline)
months = ask.answer(position.by_month)
moved = ask.answer(position.movers)
sides = ("Receipts", "Spending")

with filters.row():
    unit = filters.unit()
    filters.reset()

show.headline(so_far, headline.of_position(so_far, months, unit, show.currency()), unit)
show.ledger(behind.month(show.columns(months, unit, sides)), "months")
show.ledger(behind.change(show.changes(moved, unit, sides), moved), "movers")

left, right = st.columns(2, gap="medium")
with left:
    show.table(ask.answer(submissions.unexplained), unit)
with right:
    show.table(ask.answer(submissions.late), unit, limit=12)
