"""Revenue trends: what came in, from where, and is it on target?"""

import streamlit as st

from analytics import revenue
from pages.ui import ask, behind, filters, headline, roles, show

ask.require(roles.SEE)

choices = show.needed(ask.answer(revenue.choices))
named = filters.names(choices)

with filters.row():
    years = filters.some("Fiscal years", filters.years(choices), "revenue_years", width=175)
    heads = filters.some("Heads", list(named), "revenue_heads", named.get, width=180)
    agencies = filters.some("Collected by", filters.agencies(choices), "revenue_agencies", width=145)
    by = filters.one("By", ("month", "quarter", "year"), "revenue_by", str.capitalize, width=105)
    split = filters.one("Split", ("total", "group", "head", "agency"), "revenue_split", str.capitalize, width=105)
    unit = filters.unit()
    filters.reset()

chosen = filters.receipts(heads, agencies)
year = max(years, default=None)

trend = ask.answer(revenue.trend, by=by, split=split, years=years, **chosen)
target = ask.answer(revenue.against_target, fiscal_year=year, **chosen)
growth = ask.answer(revenue.growth, by=by, years=years, **chosen)
this_year = target.filters.get("fiscal year")
so_far = ask.answer(revenue.growth, by="year", years=(this_year,) if this_year else (), **chosen)

show.said(trend)
tiles = ask.made(headline.of_revenue, so_far, target, unit, show.currency())
show.headline(so_far, tiles, unit, title="Receipts so far")

left, right = st.columns(2, gap="medium")
with left:
    picked = show.lines(trend, unit, height=250)
with right:
    show.race(target, unit, height=250)

show.ledger(behind.period(picked, by, split, chosen), "trend")

left, right = st.columns(2, gap="medium")
with left:
    risen = show.rises(growth)
with right:
    show.shares(ask.answer(revenue.share, fiscal_year=year, **chosen))

show.ledger(behind.period(risen, by, "total", chosen), "growth")

with st.container(horizontal=True, key="steps"):
    group = filters.step("Group", filters.groups(choices), "revenue_group")
    head = filters.step("Head", filters.heads(choices, group), "revenue_head")
    down = ask.answer(revenue.drill, group=group, head=head, fiscal_year=year, agencies=agencies)
    month = filters.step("Month", filters.months(down.table), "revenue_month")

show.steps(down, unit, {"group": "revenue_group", "head": "revenue_head", "month": "revenue_month"})
show.ledger(behind.step(head, month), "steps", lets_go="revenue_month")
