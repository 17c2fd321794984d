"""Scenarios: what the coming budgets become when levers are moved, how sure that is, and why it differs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from analytics import budget_baseline, change
from analytics.answer import Answer
from analytics.budget_baseline import NO_BUDGET, Put
from data_loaders.store import Store
from models.budget import explained, paths
from models.budget import stress as stress_tests
from models.budget.framework import YEARS, Result, framework
from models.budget.levers import BY_NAME, LEVERS, settings
from models.budget.lines import LINES, PLACE, TOTALS

Moved = tuple[tuple[str, float], ...]
MEASURES: dict[str, Callable[[Result], np.ndarray]] = {
    "Balance": lambda made: made.total("Balance"),
    "Revenue balance": lambda made: made.total("Revenue balance"),
    "Primary balance": lambda made: made.primary(),
    "Own revenue": lambda made: made.own,
    "Development": lambda made: made.total("Development"),
    "Debt": lambda made: made.debt,
}
SOURCES = ("receipt_month", "spending_month")


def levers(store: Store, *, moved: Moved = ()) -> Answer:
    """The levers: code, name, unit, value, least, most, step, source, group, touches (lines), since (fiscal year)."""
    at, base = settings(dict(moved)), budget_baseline.base(store)
    years = budget_baseline.years(base) if base else [None] * YEARS
    rows = [
        (one.name, one.label, one.unit, at[one.name], one.low, one.high, one.step, one.source, one.group,
         ", ".join(LINES[PLACE[line]].name for line in one.lines), years[one.first])
        for one in LEVERS
    ]  # fmt: skip
    columns = ["code", "name", "unit", "value", "least", "most", "step", "source", "group", "touches", "since"]
    return _answer(store, "Levers", pd.DataFrame(rows, columns=columns), {})


def table(store: Store, *, moved: Moved = (), put: Put = ()) -> Answer:
    """The framework by line and total: name, part, a column a fiscal year."""
    base, title = budget_baseline.base(store, put=put), "Medium-term fiscal framework"
    if base is None:
        return _nothing(store, title, ["name", "part"])
    made, years = framework(base.baseline, _given(moved)), budget_baseline.years(base)
    rows = [(line.name, line.part, *map(int, made.line(line.code)[0])) for line in LINES if made.line(line.code).any()]
    rows += [(name, "total", *map(int, made.total(name)[0])) for name in TOTALS]
    more = {"Cash left, or taken": made.cash, "Own revenue": made.own, "Primary balance": made.primary()}
    rows += [(name, "total", *map(int, amounts[0])) for name, amounts in more.items()]
    rows.append(("Foreign debt at the year's end", "stock", *map(int, made.debt[0])))
    frame = pd.DataFrame(rows, columns=["name", "part", *years])
    return _answer(store, title, frame, dict.fromkeys(years, "money"), moved, notes=base.notes)


def measures(store: Store, *, moved: Moved = (), put: Put = (), before: Moved = ()) -> Answer:
    """Each measure of the second year beside another scenario: name, amount, before, difference."""
    base, title = budget_baseline.base(store, put=put), "What the levers make of the coming year"
    if base is None:
        return _nothing(store, title, ["name", "amount", "before", "difference"])
    made, then = (framework(base.baseline, _given(each)) for each in (moved, before))
    rows = [(name, int(of(made)[0, 1]), int(of(then)[0, 1])) for name, of in MEASURES.items()]
    frame = pd.DataFrame(rows, columns=["name", "amount", "before"])
    frame["difference"] = frame["amount"] - frame["before"]
    named = [BY_NAME[name].label for name, _ in moved if settings(dict(moved))[name] != BY_NAME[name].start]
    said = f"Moved: {', '.join(named)}." if named else "No lever is moved: this is the baseline."
    units = dict.fromkeys(("amount", "before", "difference"), "money")
    return _answer(store, f"{title}, {budget_baseline.years(base)[1]}", frame, units, moved, sentence=said)


def fan(store: Store, *, moved: Moved = (), put: Put = (), of: str = "Balance", least: float | None = None) -> Answer:
    """What is likely of a measure by year: fiscal_year, lo95, lo80, middle, hi80, hi95, chance (%), reserve."""
    base, title = budget_baseline.base(store, put=put), f"{of}: what is likely, of 10,000 paths"
    columns = ["fiscal_year", "lo95", "lo80", "middle", "hi80", "hi95", "chance", "reserve"]
    if base is None:
        return _nothing(store, title, columns)
    made = MEASURES[of](framework(base.baseline, _given(moved), paths.draw(base.spread)))
    limit = float(least) if least is not None else 0.0
    frame = pd.DataFrame(paths.bands(made).T, columns=columns[1:6])
    frame.insert(0, "fiscal_year", budget_baseline.years(base))
    frame["chance"], frame["reserve"] = paths.chance(made, limit) * 100, paths.reserve(made, limit)
    year, chance = frame["fiscal_year"].iloc[1], frame["chance"].iloc[1]
    said = f"In {chance:.0f} of 100 paths it is at least {limit / 1e9:,.0f} bn in {year}."
    notes = (
        "Own revenue, the pool and spending stray as their past years did; growth, prices and the rupee as their "
        "levers say. The same paths for every scenario. Reserve: what would hold the limit in 80 of 100 paths.",
    )
    units = dict.fromkeys((*columns[1:6], "reserve"), "money") | {"chance": "%"}
    return _answer(store, title, frame, units, moved, sentence=said, notes=notes)


def tornado(store: Store, *, moved: Moved = (), put: Put = (), of: str = "Balance", year: int = 1) -> Answer:
    """Each lever that has a past, moved by one standard deviation: name, low, high, reach; the widest first."""
    base, title = budget_baseline.base(store, put=put), f"What moves the {of.lower()} most"
    if base is None:
        return _nothing(store, title, ["name", "low", "high", "reach"])
    asked = _asked(of, year)
    start = float(asked(framework(base.baseline, _given(moved)))[0])
    rows = [
        (BY_NAME[name].label, low - start, high - start, abs(high - low))
        for name, low, high in explained.tornado(base.baseline, _given(moved), asked)
    ]
    frame = pd.DataFrame(rows, columns=["name", "low", "high", "reach"])
    units = dict.fromkeys(("low", "high", "reach"), "money")
    notes = ("Low and high: the lever one standard deviation of its own past down and up, the others left.",)
    return _answer(store, title, frame, units, moved, notes=notes)


def why(
    store: Store, *, moved: Moved = (), put: Put = (), before: Moved = (), of: str = "Balance", year: int = 1
) -> Answer:
    """What each lever adds to a measure from one scenario to another: name, before, after, amount; adds up exactly."""
    base, title = budget_baseline.base(store, put=put), f"Which lever did what to the {of.lower()}"
    columns = ["name", "before", "after", "amount"]
    if base is None:
        return _nothing(store, title, columns)
    first, last = settings(dict(before)), settings(dict(moved))
    differ = [name for name in first if first[name] != last[name]]
    if len(differ) > explained.MOST:
        said = f"{len(differ)} levers differ; at most {explained.MOST} can be taken apart. Reset some."
        return _answer(store, title, pd.DataFrame(columns=columns), {}, moved, sentence=said)
    made = explained.shares(base.baseline, first, last, _asked(of, year))
    rows = [(BY_NAME[name].label, first[name], last[name], amount) for name, amount in made.items()]
    rows += [("Total", None, None, sum(made.values()))] if rows else []
    frame = pd.DataFrame(rows, columns=columns)
    notes = ("Without an order: the average over every order in which the levers could have been moved.",)
    return _answer(store, title, frame, {"amount": "money"}, moved, notes=notes)


def goal(
    store: Store, *, lever: str, target: float, moved: Moved = (), put: Put = (), of: str = "Balance", year: int = 1
) -> Answer:
    """The value of a lever at which a measure comes to a target: name, value, unit, amount, target, reached."""
    base, title = budget_baseline.base(store, put=put), "The lever that reaches the target"
    if base is None:
        return _nothing(store, title, ["name", "value", "unit", "amount", "target"])
    found = explained.goal(base.baseline, _given(moved), lever, float(target), _asked(of, year))
    one = BY_NAME[lever]
    frame = pd.DataFrame(
        [(one.label, found.value, one.unit, found.amount, float(target))],
        columns=["name", "value", "unit", "amount", "target"],
    )
    said = (
        f"{one.label} at {found.value:.4g} {one.unit} reaches it." if found.reached
        else f"Out of reach: within its limits {one.label.lower()} comes nearest at {found.value:.4g} {one.unit}."
    )  # fmt: skip
    return _answer(store, title, frame, {"amount": "money", "target": "money"}, moved, sentence=said)


def stress(store: Store, *, moved: Moved = (), put: Put = (), of: str = "Balance") -> Answer:
    """Stress tests as the debt framework has them: name, and the measure's change in each year."""
    base, title = budget_baseline.base(store, put=put), f"Stress tests: what becomes of the {of.lower()}"
    if base is None:
        return _nothing(store, title, ["name"])
    at = _given(moved)
    shocks, interest = stress_tests.tests(base.spread, at)
    made = MEASURES[of](framework(base.baseline, at | {"interest_rate": interest}, shocks))
    years = budget_baseline.years(base)
    frame = pd.DataFrame(made[1:] - made[0], columns=years)
    frame.insert(0, "name", stress_tests.NAMES)
    notes = ("In the second and third year, one standard deviation of its own past; the rupee once, in the second.",)
    return _answer(store, title, frame, dict.fromkeys(years, "money"), moved, notes=notes)


def _asked(of: str, year: int) -> explained.Asked:
    return lambda made: MEASURES[of](made)[:, min(year, YEARS - 1)].astype(float)


def _given(moved: Moved) -> dict[str, float]:
    return settings(dict(moved))


def _answer(store: Store, title: str, frame: pd.DataFrame, units: dict[str, str], moved: Moved = (), **more) -> Answer:
    """Money rounded to the paisa; the levers that were moved are said."""
    units = {column: store.government.currency if unit == "money" else unit for column, unit in units.items()}
    for column, unit in units.items():
        if unit == store.government.currency:
            frame[column] = frame[column].astype("float64").round(2).astype(change.MONEY)
    at = settings(dict(moved))
    told = [f"{one.label} {at[one.name]:g} {one.unit}" for one in LEVERS if at[one.name] != one.start]
    more |= {"filters": {"levers moved": "; ".join(told)} if told else {}, "ribbon": store.government.note}
    return Answer(title, frame, units, SOURCES, version=store.version, **more)


def _nothing(store: Store, title: str, columns: list[str]) -> Answer:
    return _answer(store, title, pd.DataFrame(columns=columns), {}, sentence=NO_BUDGET)
