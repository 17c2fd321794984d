"""Sources: what came when, what was refused, and what does not add up?"""

from analytics import sources, submissions
from pages.ui import ask, filters, handover, refusals, roles, show

ask.require(roles.SEE)

VIEWS = ("Files", "Refused", "Does not add up", "How fresh", "Dictionary", "Add a file")

with filters.row(without_store=True):
    view = filters.switch("Show", VIEWS, "sources_show", default=VIEWS[0] if ask.has_store() else VIEWS[-1])

if view == "Files":
    show.grid(ask.answer(sources.loads), hide=("load_id",))
if view == "Refused":
    show.grid(ask.answer(sources.reasons))
    refusals.draw(ask.answer(sources.rejects))
if view == "Does not add up":
    show.grid(ask.answer(sources.findings), hide=("load_id",))
if view == "How fresh":
    show.table(ask.answer(sources.freshness))
    show.table(ask.answer(submissions.late))
if view == "Dictionary":
    show.grid(ask.answer(sources.dictionary))
if view == "Add a file":
    handover.draw()
