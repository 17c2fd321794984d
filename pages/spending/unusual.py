"""Unusual payments: what looks wrong, and what was decided about it?"""

from analytics import anomalies
from pages.ui import answering, ask, filters, roles, show

ask.require(roles.SEE)

VIEWS = ("Queue", "By rule", "Rules and limits")

choices = ask.answer(anomalies.choices).table

with filters.row():
    view = filters.switch("Show", VIEWS, "unusual_show")
    rule = filters.step("Rule", filters.of_kind(choices, "rule"), "unusual_rule")
    department = filters.step("Department", filters.of_kind(choices, "department"), "unusual_department")
    state = filters.one("State", ("all", *anomalies.STATES), "unusual_state", str.capitalize, default="open")
    unit = filters.unit()
    filters.reset()

if view == "Queue":
    chosen = None if state == "all" else state
    answering.draw(ask.reckoned(anomalies.queue, rule=rule, department=department, state=chosen), unit)
if view == "By rule":
    show.grid(ask.reckoned(anomalies.states), unit)
if view == "Rules and limits":
    show.table(ask.answer(anomalies.rules))
