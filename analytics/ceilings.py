"""Ceilings: what may each department spend in the coming year, and does it add to the envelope?"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics import budget_baseline, change
from analytics.answer import Answer
from analytics.budget_baseline import NO_BUDGET, Put
from data_loaders.store import Store
from models.budget import ceilings as by_rule
from models.budget.framework import framework
from models.budget.levers import settings

BUDGETS = """
select coalesce(spending_month.department, '') as code, coalesce(department.name, '') as name,
    cast(sum(amount) as decimal(20, 2)) as amount
from spending_month left join department on department.code = spending_month.department
where fiscal_year = $year and stage = $stage and flow in ('expenditure', 'financing')
group by all
having sum(amount) <> 0
order by code, name
"""
SOURCES = ("spending_month", "receipt_month")
RULES = {  # a rule, and how a list of choices says it
    "proportional": "In proportion to what is asked", "protected": "Some get what they ask, the others share",
    "priority": "In order, first come first served", "formula": "By weights",
}  # fmt: skip
NEXT = 1  # the coming year
Amounts = tuple[tuple[str, float], ...]  # by code of the department
COLUMNS = ["code", "name", "budget", "asked", "ceiling", "growth", "how"]
DIFFERENCE = "Envelope less ceilings"


def ceilings(
    store: Store, *, rule: str = "proportional", envelope: float | None = None, moved: Amounts = (),
    put: Put = (), asked: Amounts = (), locked: Amounts = (), protected: tuple[str, ...] = (),
    priority: Amounts = (), weights: Amounts = (),
) -> Answer:  # fmt: skip
    """Ceilings by department: code, name, budget, asked, ceiling, growth (%), how; then the difference.

    The envelope is the spending of the scenario if none is named; who asked for nothing asks for this year's budget.
    """
    base, title = budget_baseline.base(store, put=put), "Department ceilings"
    if base is None:
        return Answer(title, pd.DataFrame(columns=COLUMNS), {}, SOURCES, version=store.version, sentence=NO_BUDGET)
    year = budget_baseline.years(base)[NEXT]
    notes = ("Figures without a department, or below zero, are locked as they are.",)
    if envelope is None:
        notes += ("The envelope is the spending of the scenario.", *base.notes)
        envelope = float(framework(base.baseline, settings(dict(moved))).total("Spending")[0, NEXT])
    table = store.ask(BUDGETS, year=base.fiscal_year, stage=base.stage)
    budget = {code: round(amount) for code, amount in zip(table["code"], table["amount"], strict=True)}
    wanted = budget | {code: round(amount) for code, amount in asked}
    kept = {code: amount for code, amount in budget.items() if amount < 0 or not code}
    kept |= {code: round(amount) for code, amount in locked}
    made = by_rule.ceilings(
        round(envelope), wanted, rule, locked=kept, protected=protected,
        priority={code: int(rank) for code, rank in priority}, weights=dict(weights),
    )  # fmt: skip
    frame = _table(made, table, budget, wanted)
    told = {code: f"rank {rank:g}" for code, rank in priority} | {code: f"weight {one:g}" for code, one in weights}
    told |= dict.fromkeys(protected, "protected") | dict.fromkeys(kept, "locked")
    frame["how"] = [*(told.get(code, "shared") for code in made.by), "difference", "total"]
    units = dict.fromkeys(("budget", "asked", "ceiling"), store.government.currency) | {"growth": "%"}
    return Answer(
        f"{title}, {year}", frame, units, SOURCES, version=store.version, sentence=_said(made.difference),
        ribbon=store.government.note, notes=notes, filters={"rule": RULES[rule].lower()},
    )  # fmt: skip


def _said(difference: int) -> str:
    """Whether the ceilings add to the envelope."""
    if not difference:
        return "The ceilings add to the envelope."
    return f"The envelope is {abs(difference) / 1e9:,.1f} bn {'over' if difference > 0 else 'short of'} its ceilings."


def _table(made: by_rule.Ceilings, table: pd.DataFrame, budget: dict, wanted: dict) -> pd.DataFrame:
    """A row a department, the difference and the envelope."""
    names = dict(zip(table["code"], table["name"], strict=True))
    rows = [
        (code, names.get(code) or "No department stated", budget.get(code), wanted[code], amount)
        for code, amount in made.by.items()
    ]
    rows.append(("", DIFFERENCE, None, None, made.difference))
    rows.append(("", "Envelope", sum(budget.values()), sum(wanted.values()), made.envelope))
    frame = pd.DataFrame(rows, columns=COLUMNS[:5])
    for column in COLUMNS[2:5]:
        frame[column] = frame[column].map(lambda value: None if pd.isna(value) else Decimal(int(value)))
        frame[column] = frame[column].astype(change.MONEY)
    frame["growth"] = change.share(frame["ceiling"] - frame["budget"], frame["budget"])
    return frame
