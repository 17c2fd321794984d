"""PEFA: which letters does the budget earn, and what would have kept them?"""

import streamlit as st

from analytics import peers, pefa
from pages.ui import ask, declaring, filters, letters, roles, show

ask.require(roles.SEE)

INDICATORS = ("PI-1", "PI-2", "PI-3", "PI-22.1")
BASES = {"department": "Department", "function": "Function"}

objects = ask.answer(pefa.choices).table
named = dict(zip(objects.code, objects.name, strict=True))
countries = ask.answer(peers.choices).table

bar = filters.row()
with bar:
    by = filters.one("PI-2.1 by", list(BASES), "pefa_by", BASES.get)
    contingency = filters.some(
        "Contingency is booked under", list(named), "pefa_contingency", named.get, width=260, none="Not known"
    )
    unit = filters.unit()
asked = {"by": by, "contingency": contingency}

scores = ask.reckoned(pefa.scores, **asked)

show.headline(scores, ask.made(letters.tiles, scores, INDICATORS), unit, "PEFA letters")
if len(scores.table):
    show.bands(ask.answer(pefa.by_year, **asked))
    show.grid(ask.answer(pefa.keeping, **asked), unit)
    show.table(scores)
    declaring.draw(pefa.UPDATED, "Declare that the cash forecast was brought up to date (PI-21.2)")

    with st.container(horizontal=True):
        dimension = filters.switch("Heads of", pefa.COMPOSED, "pefa_heads")
        year = filters.switch("Year", pefa.years(scores), "pefa_year")
    heads = ask.answer(pefa.heads, dimension=dimension, fiscal_year=year, **asked)
    show.deviations(heads, unit, hide=("code",))

if len(countries):
    with st.container(horizontal=True):
        beside = filters.some("Beside", countries.code.tolist(), "pefa_beside", width=320, none="The median alone")
        line = filters.one(
            "Line of the budget", ask.answer(peers.budget_lines).table.code.tolist(), "pefa_line", width=320
        )
    elsewhere = ask.answer(peers.execution_elsewhere, countries=beside, budget_line=line)
    show.lines(elsewhere, None, y="ratio")

with bar:
    filters.reset()
