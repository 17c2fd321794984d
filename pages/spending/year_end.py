"""Spending at year-end: where will each department end, and what is needed by month?"""

from analytics import lapse, outturn, outturn_record
from pages.ui import ask, filters, headline, overriding, roles, show

ask.require(roles.SEE)

HIDDEN = (
    "level", "code", "fiscal_year", "months_booked", "cut_off", "lo95", "hi95", "original", "revised", "over",
    "before", "after", "why", "moved",
)  # fmt: skip

choices = ask.answer(outturn.choices).table

with filters.row():
    department = filters.step("Department", filters.of_kind(choices, "department"), "yearend_department")
    goods = filters.step("Object", filters.of_kind(choices, "object of spending"), "yearend_object")
    each = filters.one("By", ("department", "object"), "yearend_by", str.capitalize, width=140)
    unit = filters.unit()
    filters.reset()

level, code = outturn.place(department, goods)
one = ask.reckoned(outturn.year_end, by=level, code=code, within=department)

if not show.empty(one):
    show.headline(one, ask.made(headline.of_outturn, one, unit, show.currency()), unit)
    show.fan(ask.answer(outturn.by_month, by=level, code=code), unit)
    overriding.draw(one, unit)
    by = each if department is None else "both"
    show.grid(ask.reckoned(outturn.year_end, by=by, within=department), unit, hide=HIDDEN)
    show.grid(ask.reckoned(lapse.likely, by=by, within=department), unit, hide=("code",))
    show.table(ask.answer(outturn_record.of_years, by=level), unit)
    show.table(ask.answer(outturn_record.weights))
