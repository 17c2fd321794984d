"""Pension liability: what has been promised, to whom is it owed, and when does it fall due?"""

from functools import partial

import streamlit as st

from analytics import (
    pension_flow,
    pension_fund,
    pension_liability,
    pension_movement,
    pension_note,
    pension_steps,
    pensions,
)
from pages.ui import ask, assumed, filters, obligation_tiles, report, roles, show

ask.require(roles.SEE)

LEAD = "Pension liability"

bar = filters.row()
with bar:
    rules = filters.one("Rules", ask.answer(pensions.rule_sets).table.name.tolist(), "liability_rules", width=260)
    level = filters.one("By", pension_liability.BY, "liability_by", str.capitalize, width=140)
    growth = filters.number("Receipts grow, % a year", "liability_growth", 10.0, width=150)
    unit = filters.unit()

moved = assumed.draw(ask.answer(pension_liability.assumptions), "liability")
with bar:
    filters.reset()
asked = {"rules": rules, "assumed": moved}
owed = ask.answer(pension_liability.owed, **asked)

if show.empty(owed):
    cost = ask.answer(pensions.spending)
    if not show.empty(cost):
        show.beside(cost, "fiscal_year", ("amount",), unit, hide=())
else:
    figures, due = ask.answer(pension_liability.figures, **asked), ask.answer(pension_flow.due, growth=growth, **asked)
    show.headline(owed, ask.made(obligation_tiles.of_liability, figures, due, unit, show.currency()), unit, LEAD)
    show.found(ask.answer(pension_liability.effects, **asked), unit)
    show.beside(due, "fiscal_year", pension_flow.shown(due), unit, hide=())
    show.table(owed, unit)
    st.caption(pension_liability.SPOUSE_ONLY)
    by = ask.answer(pension_liability.by, level=level, **asked)
    show.grid(by, unit, hide=("code",))
    code = filters.step("Members of", dict(zip(by.table.code, by.table.name, strict=True)), "liability_members")
    if code is not None and ask.allowed(roles.TRACE):
        show.grid(ask.answer(pension_liability.members, level=level, code=code, **asked), unit)
    show.grid(figures, unit, hide=("code",))
    show.table(ask.answer(pension_flow.maturity, **asked), unit)
    if filters.switched("Value it anew with each assumption moved", "liability_sensitivity"):
        show.grid(ask.answer(pension_liability.sensitivity, **asked), unit)
    if filters.switched("Why it changed since the list before", "liability_movement"):
        show.table(ask.answer(pension_movement.movement, **asked), unit)
    if filters.switched("Follow one cell step by step", "liability_steps"):
        cell = assumed.cell("liability_cell")
        steps = ask.answer(pension_steps.steps, **cell, **asked)
        if not show.empty(steps) and ask.allowed(roles.EXPORT):
            show.grid(steps, unit)
            make = partial(pension_steps.book, ask.store(), **cell, **asked)
            report.button(make, "pension-steps.xlsx", "pension_steps")
    if filters.switched("What would fund it", "liability_fund"):
        assets = filters.amount("Assets of the pension fund", unit, "liability_assets") or 0.0
        years = int(filters.one("Over how many years", pension_fund.YEARS, "liability_years", default="30"))
        show.table(ask.answer(pension_fund.contribution, assets=assets, years=years, **asked), unit)
        show.table(ask.answer(pension_fund.path, assets=assets, years=years, **asked), unit, limit=years + 1)
    show.found(ask.answer(pension_liability.aside), unit)
    st.caption("The note to the accounts (IPSAS 39, IAS 19), with all of its tables:")
    report.draw("Pension note", partial(pension_note.tables, ask.store(), **asked), unit, "pension_note")
