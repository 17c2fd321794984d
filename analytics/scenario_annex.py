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
from data_loaders.store import Store
from models.budget.edition import edition
from models.budget.levers import BY_NAME, LEVERS, settings

MILLIONTHS = 3  # places of billions, so that a million is printed
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
    return pdf(made, title, store.government.name, money, _written(store.government.currency))


def tables(
    store: Store, *, moved: Moved = (), put: Put = (), before: Moved = (), of: str = "Balance"
) -> tuple[Answer, ...]:
    """In order: framework, coming year, what each lever did, all assumptions, what is likely, stress, what moves most,
    where each line is from, versions and sources."""
    asked = {"moved": moved, "put": put}
    framework, measures = scenarios.table(store, **asked), scenarios.measures(store, before=before, **asked)
    framework.table["part"] = [PARTS.get(part, part.capitalize()) for part in framework.table["part"]]
    why, origins = scenarios.why(store, before=before, of=of, **asked), budget_origin.origins(store, put=put)
    return (
        replace(framework, sentence=measures.sentence),
        measures,
        _valued(why) if len(why.table) else replace(why, sentence=why.sentence or measures.sentence),
        assumptions(store, moved=moved),
        scenarios.fan(store, of=of, **asked),
        scenarios.stress(store, of=of, **asked),
        scenarios.tornado(store, of=of, **asked),
        replace(origins, table=origins.table.drop(columns=["levers", "version"]), notes=()),
        _versions(framework),
    )


def assumptions(store: Store, *, moved: Moved = ()) -> Answer:
    """Every lever: name, value with its unit, baseline (its start), least, most, source, touches; those moved first."""
    levers, at = scenarios.levers(store, moved=moved), settings(dict(moved))
    table = levers.table.assign(
        value=[f"{at[one.name]:g} {one.unit}" for one in LEVERS], baseline=[f"{one.start:g}" for one in LEVERS],
        least=[f"{one.low:g}" for one in LEVERS], most=[f"{one.high:g}" for one in LEVERS],
        still=[at[one.name] == one.start for one in LEVERS],
    )  # fmt: skip
    table = table.sort_values("still", kind="stable")[
        ["name", "value", "baseline", "least", "most", "source", "touches"]
    ]
    return replace(levers, title="Assumptions", table=table.reset_index(drop=True))


def _valued(why: Answer) -> Answer:
    """What each lever did, its values with their units."""
    units = {lever.label: lever.unit for lever in BY_NAME.values()}
    table = why.table.copy()
    for column in ("before", "after"):
        table[column] = [
            "" if pd.isna(value) else f"{value:g} {units[name]}"
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
