"""Debt: what is owed, to whom, and how did it grow?"""

from analytics import debt, debt_roll_forward
from pages.ui import ask, filters, roles, show

ask.require(roles.SEE)

bar = filters.row()
with bar:
    unit = filters.unit()
    filters.reset()

rolled = ask.answer(debt_roll_forward.rolled)
if not show.empty(rolled):
    show.table(rolled, unit)
    show.found(ask.answer(debt_roll_forward.parts), unit)
ahead = ask.answer(debt.ahead)
if not show.empty(ahead):
    show.beside(ahead, "fiscal_year", ("interest", "repayment"), unit, hide=())
