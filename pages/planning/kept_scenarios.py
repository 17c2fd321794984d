"""Scenarios compared: which were tried, how do they differ, and what was agreed?"""

from analytics import kept_scenarios
from pages.ui import ask, filters, remarks, roles, show

ask.require(roles.SEE)

bar = filters.row()
stands = ask.reckoned(kept_scenarios.kept)
listed = [] if show.empty(stands) else stands.table["name"].tolist()
with bar:
    names = filters.some("Compare", listed, "compared", width=420, none="The latest three") or tuple(listed[:3])
    one = filters.one("Look closely at", listed, "compared_one", width=260)
    unit = filters.unit()
    filters.reset()

remarks.said()
if listed:
    show.table(ask.reckoned(kept_scenarios.compare, names=names), unit)
    show.table(ask.reckoned(kept_scenarios.apart, names=names), unit)
    show.grid(stands, unit, hide=("id", "model", "origin"))
    show.table(ask.reckoned(kept_scenarios.rebased, name=one), unit)
    show.grid(ask.reckoned(kept_scenarios.history, name=one), unit, hide=("moved", "put", "figures", "model", "id"))
    show.found(ask.reckoned(kept_scenarios.comments, name=one), unit)
    remarks.comment(one)
show.found(ask.reckoned(kept_scenarios.agreed), unit)
remarks.agree(listed)
