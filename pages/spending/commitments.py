"""Commitments: what is ordered and not yet paid, how long do bills wait, and what is left to spend?"""

from analytics import commitments, control, execution
from pages.ui import ask, filters, roles, show

ask.require(roles.SEE)

years = ask.answer(execution.fiscal_years).table
choices = ask.answer(execution.choices).table

with filters.row():
    year = filters.fiscal_year(years, "commitments_year")
    department = filters.step("Department", filters.of_kind(choices, "department"), "commitments_department")
    every = filters.one("Of", ("this year", "all years"), "commitments_of", str.capitalize, width=120)
    level = filters.one("Controlled by", control.LEVELS, "commitments_level", str.capitalize, width=150)
    warn = filters.number("Warn from, %", "commitments_warn", 90.0)
    refuse = filters.number("Refuse from, %", "commitments_refuse", 100.0)
    unit = filters.unit()
    filters.reset()

asked = {"fiscal_year": year if every == "this year" else None, "department": department}
thresholds = {"level": level, "warn": warn, "refuse": refuse}
waiting = ask.answer(commitments.ledger, **asked)
ages = ask.answer(commitments.ageing, **asked)
room = ask.answer(control.room, fiscal_year=year, department=department, **thresholds)

show.said(waiting)
show.table(ages, unit)
show.grid(waiting, unit)
show.grid(room, unit, hide=("department", "object"))
