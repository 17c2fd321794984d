"""Revenue capacity: how much could come in, and from whom?"""

import streamlit as st

from analytics import buoyancy, concentration, effort, revenue, transfers
from pages.ui import ask, filters, roles, show

ask.require(roles.SEE)

VIEWS = ("Buoyancy", "Transfers and own", "National pool", "Effort", "Concentration")
KNOWN = "Those that are known"

choices = show.needed(ask.answer(revenue.choices))
named = filters.names(choices)

bar = filters.row()
with bar:
    heads = filters.some("Heads", list(named), "capacity_heads", named.get, width=240)
    unit = filters.unit()
view = filters.switch("Show", VIEWS, "capacity_show")

chosen = {name: codes for name, codes in filters.receipts(heads, ()).items() if name != "agencies"}

if view == "Buoyancy":
    base = filters.figures(
        "Type a base of your own, such as the province's product", filters.years(choices), "capacity_base"
    )
    show.grid(ask.answer(buoyancy.by_head, base=base, **chosen), hide=("code",))
if view == "Transfers and own":
    groups = filters.groups(choices)
    with st.container(horizontal=True):
        federal = filters.some("Federal transfers", list(groups), "capacity_federal", groups.get, width=330, none=KNOWN)
        own = filters.some("Own revenue", list(groups), "capacity_own", groups.get, width=330, none=KNOWN)
    show.grid(ask.answer(transfers.against_own, federal=federal, own=own), unit)
if view == "National pool":
    gross = filters.amount("Taxes in the national pool", unit, "capacity_pool")
    show.table(ask.answer(transfers.national_pool, gross=gross), unit)
    show.found(ask.answer(transfers.shares_of_award), unit)
if view == "Effort":
    show.grid(ask.answer(effort.by_district, **chosen), hide=("code",))
    show.grid(ask.answer(effort.by_agency, **chosen), hide=("code",))
if view == "Concentration":
    share = ask.answer(concentration.of_receipts, **chosen)
    show.beside(share, "fiscal_year", ("largest_1", "largest_3", "largest_5"), None, hide=())

with bar:
    filters.reset()
