"""Department ceilings: what may each department spend in the coming year, and does it add to the envelope?"""

from analytics import ceilings
from pages.ui import ask, ceiling_terms, filters, obligation_tiles, presenting, roles, show

ask.require(roles.SEE)

LEAD = "The envelope and its ceilings"

bar = filters.row()
with bar:
    rule = filters.one("Shared", tuple(ceilings.RULES), "ceilings_rule", ceilings.RULES.get, width=330)
    scenario = filters.one("Spending of the scenario", presenting.names(), "ceilings_scenario", width=290)
    envelope = ceiling_terms.envelope()
    unit = filters.unit()

top = show.place()
terms = ceiling_terms.draw(rule, ask.answer(ceilings.ceilings))
with bar:
    filters.reset()

if terms is not None:
    moved, put = presenting.scenario(scenario)
    made = ask.answer(ceilings.ceilings, rule=rule, envelope=envelope, moved=moved, put=put, **terms)
    with top:
        if not show.empty(made):
            show.headline(made, ask.made(obligation_tiles.of_ceilings, made, unit, show.currency()), unit, LEAD)
    if len(made.table):
        show.grid(made, unit, hide=("code",))
