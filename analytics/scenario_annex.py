"""Scenario annex: a scenario as the annex to a budget strategy paper has it, set on A4."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics import budget_baseline, budget_origin, scenarios
from analytics.answer import Answer
from analytics.billions import said
from analytics.budget_baseline import NO_BUDGET, Put
from analytics.facts import about
from analytics.printed import pdf
from analytics.scenarios import Moved
from analytics.wording import plain
from data_loaders.store import Store
from models.budget.edition import edition
from models.budget.levers import BY_NAME, LEVERS, settings

MILLIONTHS = 3  # places of billions, so that a million is printed
LINES = "Where each line of the baseline is from"
LIMITS = {"lo95": "lower_95_%", "lo80": "lower_80_%", "hi80": "upper_80_%", "hi95": "upper_95_%"}
PARTS = {"total": "Total", "stock": "Debt"}


def annex(
    store: Store, *, moved: Moved = (), put: Put = (), before: Moved = (), of: str = "Balance",
    title: str = "Annex: medium-term fiscal framework",
) -> bytes:  # fmt: skip
    """The tables of a scenario as a PDF, amounts in billions to the million."""
    if budget_baseline.base(store) is None:
        raise ValueError(NO_BUDGET)
    money = f"{store.government.currency} billion"
    made = tables(store, moved=moved, put=put, before=before, of=of)
    return pdf(made, title, store.government.name, money, _written(store.government.currency), flowing=True)


def tables(
    store: Store, *, moved: Moved = (), put: Put = (), before: Moved = (), of: str = "Balance"
) -> tuple[Answer, ...]:
    """In order: coming year, what each lever did, framework, all assumptions, what is likely, stress, what moves most,
    where each line is from, baseline with versions and sources."""
    asked = {"moved": moved, "put": put}
    framework, why = scenarios.table(store, **asked), scenarios.why(store, before=before, of=of, **asked)
    framework.table["part"] = [PARTS.get(part, part.capitalize()) for part in framework.table["part"]]
    origins, fan = budget_origin.origins(store, put=put), scenarios.fan(store, of=of, **asked)
    units = {LIMITS.get(name, name): unit for name, unit in fan.units.items()}
    return (
        scenarios.measures(store, before=before, **asked),
        *((_valued(why),) if len(why.table) or why.sentence else ()),
        replace(framework, sentence="", notes=()),
        _assumptions(store, moved),
        replace(fan, table=fan.table.rename(columns=LIMITS), units=units),
        scenarios.stress(store, of=of, **asked),
        scenarios.tornado(store, of=of, **asked),
        replace(origins, title=LINES, table=origins.table.drop(columns=["levers", "version"]), notes=()),
        _versions(framework),
    )


def _assumptions(store: Store, moved: Moved) -> Answer:
    """Every lever: name, value with its unit, baseline (its start), least, most, source, touches; those moved first."""
    levers, at = scenarios.levers(store, moved=moved), settings(dict(moved))
    touches = dict(zip(levers.table["code"], levers.table["touches"], strict=True))
    rows = [
        (one.label, f"{plain(at[one.name])} {one.unit}", *map(plain, (one.start, one.low, one.high)), one.source,
         touches[one.name])
        for one in sorted(LEVERS, key=lambda one: at[one.name] == one.start)
    ]  # fmt: skip
    columns = ["name", "value", "baseline", "least", "most", "source", "touches"]
    return replace(levers, title="Assumptions", table=pd.DataFrame(rows, columns=columns))


def _valued(why: Answer) -> Answer:
    """What each lever did, its values with their units."""
    units = {lever.label: lever.unit for lever in BY_NAME.values()}
    table = why.table.copy()
    for column in ("before", "after"):
        table[column] = [
            "" if pd.isna(value) else f"{plain(value)} {units[name]}"
            for name, value in zip(table["name"], table[column], strict=True)
        ]
    return replace(why, table=table)


def _versions(framework: Answer) -> Answer:
    """Baseline, versions and sources in words."""
    rows = [(name, words) for name, words in about(framework) if name in ("Note", "Sources", "Version of the store")]
    rows.append(("Arithmetic", f"edition {edition()}"))
    frame = pd.DataFrame(rows, columns=["what", "said"])
    return replace(framework, title="Baseline, versions and sources", table=frame, units={}, sentence="", notes=())


def _written(currency: str):
    """Prints one cell: amounts in billions, per cent to a tenth, texts as they are."""

    def written(value, unit: str | None) -> str:
        if unit == currency:
            return said(value, MILLIONTHS)
        if unit == "%" and not pd.isna(value):
            return f"{value:.1f}"
        return "–" if pd.isna(value) else str(value)

    return written
