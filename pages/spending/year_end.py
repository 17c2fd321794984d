"""Spending at year-end: where will each department end, and what is needed by month?"""

from analytics import outturn
from pages.ui import ask, filters, overriding, roles, show

ask.require(roles.SEE)

with filters.row():
    by = filters.one("By", ("department", "object"), "yearend_by", str.capitalize, width=150)
    unit = filters.unit()
    filters.reset()

ends = ask.reckoned(outturn.year_end, by=by)
rows = ends.table[ends.table.level != "all spending"] if len(ends.table) else ends.table
named = {"total": "All spending"} | dict(zip(rows.code, rows.name, strict=True))

if not show.empty(ends):
    code = filters.one("Of", list(named), "yearend_of", named.get, width=360)
    level = "total" if code == "total" else by
    one = ask.reckoned(outturn.year_end, by=level, code=code)
    show.fan(ask.answer(outturn.by_month, by=level, code=code), unit)
    hidden = ("level", "fiscal_year", "months_booked", "cut_off", "before", "why", "moved", "lo95", "hi95", "after")
    show.grid(ends, unit, hide=(*hidden, "code"))
    overriding.draw(one, unit)
    show.table(ask.answer(outturn.record), unit)
