"""Pre-budget scenarios: what becomes of the coming budgets if this is moved?"""

from analytics import budget_beside, payroll, scenarios
from pages.ui import ask, assumed, filters, keeping, obligation_tiles, own_figures, roles, scenario_files, show

ask.require(roles.SEE)

LEAD = "The coming year"
FRAMEWORK, LIKELY, REACH = "Framework", "What is likely", "What moves it most"
STRESS, GOAL, POSTS, YEAR = "Stress tests", "Seek a target", "Posts and pay", "Year in progress"

bar = filters.row()
with bar:
    measure = filters.one("Explain the", tuple(scenarios.MEASURES), "scenario_measure", width=180)
    opened = keeping.chosen("scenario")
    unit = filters.unit()

top = show.place()
levers = ask.answer(scenarios.levers)
moved = assumed.grouped(levers, "scenario", "Levers", across=4)
with bar:
    filters.reset()

keeping.said()
asked = {"moved": moved, "put": own_figures.put()}
now = ask.answer(scenarios.measures, **asked)

with top:
    if not show.empty(now):
        show.headline(now, ask.made(obligation_tiles.of_scenario, now, unit, show.currency()), unit, LEAD)
if len(now.table):
    keeping.draw(opened, moved, "scenario")
    scenario_files.draw(opened or scenario_files.UNNAMED, asked, measure)
    why = ask.answer(scenarios.why, of=measure, **asked)
    if len(why.table) or why.sentence:
        show.parts(why, "amount", unit, hide=())
    part = filters.switch("Show", (FRAMEWORK, LIKELY, REACH, STRESS, GOAL, POSTS, YEAR), "scenario_show")
    if part == FRAMEWORK:
        framework = ask.answer(scenarios.table, **asked)
        show.grid(framework, unit)
        own_figures.draw(framework.table.columns[2:], unit)
    elif part == LIKELY:
        show.likely(ask.answer(scenarios.fan, of=measure, **asked), unit)
    elif part == REACH:
        show.reach(ask.answer(scenarios.tornado, of=measure, **asked), unit)
    elif part == STRESS:
        show.table(ask.answer(scenarios.stress, of=measure, **asked), unit)
    elif part == YEAR:
        show.table(ask.answer(budget_beside.likely), unit)
    elif part == POSTS:
        listed = ask.answer(payroll.departments).table
        named = dict(zip(listed.code, listed.name, strict=True))
        department = filters.step("Department", named, "scenario_department") if named else None
        show.table(ask.answer(payroll.posts, department=department), unit)
        show.found(ask.answer(budget_beside.salaries), unit)
        show.found(ask.answer(payroll.reconciled), unit)
    else:
        names = dict(zip(levers.table.code, levers.table.name, strict=True))
        lever = filters.step("Find the value of a lever", names, "scenario_lever", none="None")
        target = assumed.signed(f"at which the {measure.lower()} of the coming year is", unit, "scenario_target")
        if lever and target is not None:
            show.table(ask.answer(scenarios.goal, lever=lever, target=target, of=measure, **asked), unit)
