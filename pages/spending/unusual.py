"""Unusual payments: what looks wrong, and what was decided about it?"""

from analytics import anomalies
from pages.ui import answering, ask, filters, roles, show

ask.require(roles.SEE)

VIEWS = ("Queue", "Rules")

every = ask.reckoned(anomalies.states)

with filters.row():
    view = filters.switch("Show", VIEWS, "unusual_show")
    rule = filters.step("Rule", ask.answer(anomalies.named_rules).filters, "unusual_rule")
    department = filters.step("Department", ask.answer(anomalies.departments).filters, "unusual_department")
    state = filters.one("State", ("open", "all", *anomalies.STATES[1:]), "unusual_state")
    unit = filters.unit()
    filters.reset()

if view == "Queue":
    queue = ask.reckoned(anomalies.queue, rule=rule, department=department, state=None if state == "all" else state)
    flag = answering.picked(queue, unit)
    answering.draw(flag, unit)
    show.grid(every, unit)
if view == "Rules":
    show.grid(ask.answer(anomalies.rules))
