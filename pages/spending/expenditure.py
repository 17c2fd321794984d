"""Expenditure: where is the money, from the vote to the voucher?"""

import streamlit as st

from analytics import execution
from analytics.stages import BY, DEBT_PRINCIPAL, FROM_MART
from pages.ui import ask, filters, headline, roles, show

ask.require(roles.SEE)

STEPS = ("department", "class", "major object", "minor object", "office", "object")
KEYS = {by: f"spending_{by.replace(' ', '_')}" for by in BY if by != "total"}
STAGES = ("Hidden", "Actual", "Committed", "Released", "Original", "Revised", "Supplementary", "Reappropriation")

years = ask.answer(execution.fiscal_years).table
choices = ask.answer(execution.choices).table

bar = filters.row()
with bar:
    year = filters.fiscal_year(years, "spending_year")
    until = filters.month("Up to", ask.store().government.first_month, "spending_until")
    period = filters.one("Period", ("to date", "that month"), "spending_period", str.capitalize, width=120)
    first = "department" if filters.of_kind(choices, "department") else "function"
    by = filters.one("By", BY, "spending_by", str.capitalize, default=first, width=150)
    principal = filters.switched("Without debt principal", "spending_without")
    unit = filters.unit()

with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="spending_within"):
    within = {
        name: filters.step(name.capitalize(), filters.of_kind(choices, name), KEYS[name], width=148)
        for name in FROM_MART
        if name != "total"
    }
with st.expander("Within one office, object, grant, fund or project"), st.container(horizontal=True, gap="small"):
    within |= {name: filters.code(name.capitalize(), KEYS[name]) for name in BY if name not in FROM_MART}

asked = {"fiscal_year": year, "to_month": until, "alone": period == "that month", **filters.scope(within)}
asked["without"] = DEBT_PRINCIPAL.get(ask.store().government.chart) if principal else None
so_far = ask.answer(execution.drill, by="total", **asked)
drill = ask.answer(execution.drill, by=by, **asked)

show.said(drill)
show.headline(so_far, ask.made(headline.of_spending, so_far, unit, show.currency()), unit, title="Spending so far")
show.stages(drill, unit, KEYS, onward=("spending_by", (*STEPS, *BY)))

stage = filters.switch("Lines behind these figures", STAGES, "spending_lines") if len(drill.table) else "Hidden"
lines = None if stage == "Hidden" else {"stage": stage.lower(), **asked}
show.ledger(lines, "spending", lets_go="spending_lines", question=execution.lines)
show.found(ask.answer(execution.doubts, fiscal_year=year), unit)
show.found(ask.answer(execution.unmatched), unit)
with bar:
    filters.reset()
