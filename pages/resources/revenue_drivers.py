"""Revenue drivers: why does revenue change, and what is unusual?"""

import streamlit as st

from analytics import (
    collection_gap,
    contribution,
    decomposition,
    lookalikes,
    real_terms,
    revenue,
    seasonality,
    unusual_months,
)
from pages.ui import ask, behind, filters, roles, show

ask.require(roles.SEE)

VIEWS = ("What changed", "Gap to target", "Season", "Taken apart", "Prices", "Unusual")

choices = show.needed(ask.answer(revenue.choices))
named = filters.names(choices)

bar = filters.row()
with bar:
    heads = filters.some("Heads", list(named), "drivers_heads", named.get, width=240)
    agencies = filters.some("Collected by", filters.agencies(choices), "drivers_agencies", width=180)
    unit = filters.unit()
view = filters.switch("Show", VIEWS, "drivers_show")

chosen = filters.receipts(heads, agencies)

if view == "What changed":
    changed = ask.answer(contribution.to_growth, **chosen)
    show.ledger(behind.part(show.parts(changed, "contribution", None), "group", changed), "contribution")
    show.grid(ask.answer(contribution.to_growth, split="head", top=100, **chosen), unit, hide=("rank", "code"))
if view == "Gap to target":
    with st.container(horizontal=True, vertical_alignment="bottom"):
        base = filters.assumed("Growth of the taxed base", "drivers_base")
        policy = filters.assumed("Effect of rates and exemptions", "drivers_policy")
    gap = ask.answer(collection_gap.by_head, base=base, policy=policy, **chosen)
    show.ledger(behind.part(show.parts(gap, "gap", unit, hide=("rank", "code")), "head", gap), "gap")
if view == "Season":
    season = ask.answer(seasonality.by_month, split="total", **chosen)
    show.beside(season, "month", ("average", "lowest", "highest"), None)
    show.grid(ask.answer(seasonality.pace, **chosen), unit, hide=("rank", "code"))
    show.grid(ask.answer(lookalikes.of_heads, **chosen), hide=("code", "said"))
if view == "Taken apart":
    show.beside(ask.answer(decomposition.parts, **chosen), "month", ("amount", "trend"), unit, hide=())
    show.grid(ask.answer(decomposition.breaks, **chosen))
if view == "Prices":
    index = filters.figures("Type a price index of your own", filters.years(choices), "drivers_index")
    real = ask.answer(real_terms.by_year, index=index, **chosen)
    show.beside(real, "fiscal_year", ("amount", "real"), unit, hide=("rank", "code", "name"))
if view == "Unusual":
    show.grid(ask.answer(unusual_months.of_months, **chosen), unit, hide=("rank", "code", "said"))

with bar:
    filters.reset()
