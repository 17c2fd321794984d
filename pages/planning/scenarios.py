"""Pre-budget scenarios: what becomes of the coming budgets if this is moved?"""

from analytics import scenarios
from pages.ui import ask, assumed, filters, keeping, obligation_tiles, own_figures, roles, show

ask.require(roles.SEE)

LEAD = "The coming year"

bar = filters.row()
with bar:
    measure = filters.one("Explain the", tuple(scenarios.MEASURES), "scenario_measure", width=180)
    opened = keeping.chosen("scenario")
    unit = filters.unit()

levers = ask.answer(scenarios.levers)
moved = assumed.grouped(levers, "scenario", "Levers")
with bar:
    filters.reset()

keeping.said()
asked = {"moved": moved, "put": own_figures.put()}
now = ask.answer(scenarios.measures, **asked)

if not show.empty(now):
    show.headline(now, ask.made(obligation_tiles.of_scenario, now, unit, show.currency()), unit, LEAD)
    show.found(ask.answer(scenarios.why, of=measure, **asked), unit)
    framework = ask.answer(scenarios.table, **asked)
    show.grid(framework, unit)
    own_figures.draw(framework.table.columns[2:], unit)
    keeping.draw(opened, moved, "scenario")
    likely = ask.answer(scenarios.fan, of=measure, **asked)
    show.beside(likely, "fiscal_year", ("lo95", "lo80", "middle", "hi80", "hi95"), unit, hide=())
    show.table(ask.answer(scenarios.tornado, of=measure, **asked), unit)
    show.table(ask.answer(scenarios.stress, of=measure, **asked), unit)
    names = dict(zip(levers.table.code, levers.table.name, strict=True))
    lever = filters.step("Find the value of a lever", names, "scenario_lever")
    target = assumed.signed(f"at which the {measure.lower()} of the coming year is", unit, "scenario_target")
    if lever and target is not None:
        show.table(ask.answer(scenarios.goal, lever=lever, target=target, of=measure, **asked), unit)
