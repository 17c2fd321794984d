"""Pension note: the tables that a note to the accounts shows of a defined benefit plan (IPSAS 39, IAS 19)."""

from __future__ import annotations

from dataclasses import replace

from analytics import pension_flow, pension_liability, pension_movement
from analytics.answer import Answer
from analytics.pension_valued import Chosen
from data_loaders.store import Store
from models import pension_rules

BASE = pension_rules.BASE
PARTS = {  # paragraphs of IPSAS 39 that ask for each
    pension_liability.figures: "136-138", pension_liability.owed: "139", pension_movement.movement: "142-143",
    pension_liability.assumptions: "146", pension_liability.sensitivity: "147", pension_flow.maturity: "149",
}  # fmt: skip


def tables(store: Store, *, rules: str = BASE, assumed: Chosen = ()) -> tuple[Answer, ...]:
    """The note's tables in order: figures, whom it is owed to, reconciliation, assumptions, sensitivity, maturity."""
    made = []
    for question, paragraphs in PARTS.items():
        own = {} if question is pension_liability.assumptions else {"rules": rules}
        said = question(store, assumed=assumed, **own)
        said = replace(said, table=said.table.drop(columns="choices", errors="ignore"))
        made.append(replace(said, title=f"{said.title} (IPSAS 39, {paragraphs})"))
    return tuple(made)
