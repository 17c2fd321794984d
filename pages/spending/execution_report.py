"""Execution report: what does the month's budget execution report say, table by table?"""

from functools import partial

import streamlit as st

from analytics import execution, execution_report
from pages.ui import ask, filters, report, roles, show

ask.require(roles.SEE)

years = ask.answer(execution.fiscal_years).table
numbers = {str(number): title for number, title in enumerate(execution_report.TITLES, start=1)}

with filters.row():
    year = filters.fiscal_year(years, "report_year")
    until = filters.month("Up to", ask.store().government.first_month, "report_until")
    number = filters.one("Table", list(numbers), "report_table", numbers.get, width=420)
    unit = filters.unit()
    filters.reset()

asked = {"fiscal_year": year, "to_month": until}
show.grid(ask.answer(execution_report.table, number=int(number), **asked), unit)

if year:
    st.caption("All eight tables, as they are now:")
    tables = partial(execution_report.tables, ask.store(), year, until)
    report.draw("Budget execution report", tables, unit, "execution_report")
