"""Pensions: what do the rules give an officer, and what do pensions cost?"""

import streamlit as st

from analytics import pensions
from pages.ui import ask, filters, money, roles, show

ask.require(roles.SEE)

sets = ask.answer(pensions.rule_sets).table.name.tolist()

bar = filters.row()
with bar:
    rules = filters.one("Rules", sets, "pension_rules", width=250)
    pay = filters.number("Pay a month", "pension_pay", 100_000.0, width=150)
    years = filters.number("Years of service", "pension_years", 30.0, width=130)
    age = filters.number("Age at retirement", "pension_age", 60.0, width=130)
    unit = filters.unit()

cost = ask.answer(pensions.spending)
if not show.empty(cost):
    show.beside(cost, "fiscal_year", ("amount",), unit, hide=())
    st.info(cost.notes[-1])

show.table(ask.answer(pensions.officer, pay=pay, years=int(years), age=int(age), rules=rules), money.UNITS["units"])
with bar:
    increase = filters.number("Increase a year, %", "pension_increase", 5.0, width=130)
    filters.reset()
show.table(ask.answer(pensions.commutation, rules=rules, increase=increase / 100))
