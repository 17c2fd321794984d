"""Debt: what is owed, to whom, and how did it grow?"""

from analytics import budget_beside, debt, debt_roll_forward, loans
from pages.ui import ask, filters, obligation_tiles, roles, show

ask.require(roles.SEE)

LENDERS, CURRENCIES, EACH, BUDGET = "By lender", "By currency", "Loan by loan", "Beside the budget"

bar = filters.row()
with bar:
    unit = filters.unit()
    named = {name: name for name in ask.answer(loans.countries).table.country}
    country = filters.step("With loans of", named, "debt_country", none="No country") if named else None
    known = ask.answer(loans.today, country=country).table
    lacking = len(known) and known.without_a_rate.iloc[0]
    rate = filters.given("Interest where no rate is stated, %", "debt_rate", width=240) if lacking else None
    filters.reset()

asked = {"country": country, "rate": rate}
today = ask.answer(loans.today, **asked)
if not show.empty(today):
    show.headline(today, ask.made(obligation_tiles.of_loans, today, unit, show.currency()), unit)
    due = ask.answer(loans.service, **asked)
    if not show.empty(due):
        show.beside(due, "fiscal_year", ("interest", "repayment"), unit, hide=())
    part = filters.switch("Show", (LENDERS, CURRENCIES, EACH, BUDGET), "debt_show")
    if part == LENDERS:
        show.table(ask.answer(loans.portfolio, country=country), unit)
    elif part == CURRENCIES:
        show.grid(ask.answer(loans.by_currency, **asked), unit)
    elif part == EACH:
        show.grid(ask.answer(loans.each, **asked), unit, hide=("load_id",))
    else:
        show.table(ask.answer(budget_beside.loans), unit)

rolled = ask.answer(debt_roll_forward.rolled)
if not show.empty(rolled):
    show.table(rolled, unit)
    show.found(ask.answer(debt_roll_forward.parts), unit)
ahead = ask.answer(debt.ahead)
if not show.empty(ahead):
    show.beside(ahead, "fiscal_year", ("interest", "repayment"), unit, hide=())
