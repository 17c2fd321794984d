"""Revenue trends: what came in, from where, and is it on target?"""

import streamlit as st

from analytics import revenue
from pages.ui import ask, filters, headline, roles, show

ask.require(roles.SEE)

choices = ask.answer(revenue.choices).table
named = filters.names(choices)
largest = ask.answer(revenue.drill).table.get("actual")

with filters.row():
    years = filters.some("Fiscal years", filters.years(choices), "revenue_years")
    heads = filters.some("Heads", list(named), "revenue_heads", named.get, width=230)
    agencies = filters.some("Collected by", filters.agencies(choices), "revenue_agencies")
    by = filters.one("By", ("month", "quarter", "year"), "revenue_by", str.capitalize, width=110)
    split = filters.one("Split", ("total", "group", "head", "agency"), "revenue_split", str.capitalize, width=110)
    unit = filters.unit(show.currency(), None if largest is None else largest.max())
    filters.reset()

chosen = {"heads": heads, "agencies": agencies}
year = max(years, default=None)

trend = ask.answer(revenue.trend, by=by, split=split, years=years, **chosen)
target = ask.answer(revenue.against_target, fiscal_year=year, **chosen)
growth = ask.answer(revenue.growth, by=by, years=years, **chosen)

show.said(trend)
left, right = st.columns([3, 2], gap="medium")
with left:
    show.lines(trend, unit)
with right:
    show.race(target, unit)

left, right = st.columns([3, 2], gap="medium")
with left:
    show.rises(growth)
with right:
    show.shares(ask.answer(revenue.share, fiscal_year=year, **chosen))

with st.container(horizontal=True):
    group = filters.step("Group", list(filters.groups(choices)), "revenue_group", filters.groups(choices).get)
    head = filters.step("Head", list(filters.heads(choices, group)), "revenue_head", filters.heads(choices, group).get)

down = ask.answer(revenue.drill, group=group, head=head, fiscal_year=year, agencies=agencies)
show.steps(down, unit, {"group": "revenue_group", "head": "revenue_head", "month": "revenue_month"}, hide=("level", "month"))
