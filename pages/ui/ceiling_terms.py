"""Ceiling terms: what departments ask for, what is locked, and what the rule must know of them."""

from __future__ import annotations

import streamlit as st

from analytics.answer import Answer
from pages.ui import ask, filters, money

UNIT = money.UNITS["million"]  # figures are typed in it whatever the page shows, so that none changes its meaning
NO_WEIGHT = "Choose the departments that share the envelope by their weights; at least one that is not locked."
Amounts = tuple[tuple[str, float], ...]


def envelope() -> float | None:
    """An envelope of the reader's own, in currency units; nothing where it is left to the scenario."""
    filters.known("ceilings_envelope", None, lambda value: value >= 0)
    label = f"Or an envelope of, {money.said(UNIT, ask.store().government.currency)}"
    typed = st.number_input(
        label, min_value=0.0, value=None, step=1000.0, key="ceilings_envelope", placeholder="As the scenario has it",
        width=260, **filters.KEPT,
    )  # fmt: skip
    return None if typed is None else typed * UNIT.size


def draw(rule: str, start: Answer) -> dict | None:
    """What the reader says of departments, as the question takes it; None where the rule needs more."""
    rows = start.table[start.table["how"] == "shared"] if len(start.table) else start.table
    named = dict(zip(rows["code"], rows["name"], strict=True))
    budget = {code: float(amount) for code, amount in zip(rows["code"], rows["budget"], strict=True)}
    with st.expander("What is asked and locked", expanded=True):
        asked = _amounts("Asked for, if not this year's budget", named, budget, "ceilings_asked")
        locked = _amounts("Locked", named, budget, "ceilings_locked")
        free = {code: name for code, name in named.items() if code not in dict(locked)}
        more = _of_rule(rule, free)
    if rule == "formula" and named and not any(weight for _, weight in more["weights"]):
        st.info(NO_WEIGHT)
        return None
    return {"asked": asked, "locked": locked, **more}


def _of_rule(rule: str, named: dict[str, str]) -> dict:
    """What one rule alone asks."""
    if rule == "protected":
        return {"protected": filters.some("Protected", list(named), "ceilings_protected", named.get, none="None")}
    if rule == "priority":
        first = filters.some("Served first, in this order", list(named), "ceilings_first", named.get, none="None")
        return {"priority": tuple((code, float(rank)) for rank, code in enumerate(first, start=1))}
    if rule == "formula":
        picked = filters.some("With a weight", list(named), "ceilings_weighed", named.get, none="None")
        with st.container(horizontal=True, gap="small"):
            typed = [
                (code, filters.number(f"Weight of {named[code]}", f"ceilings_weight_{code}", 1.0, width=220))
                for code in picked
            ]
        return {"weights": tuple(typed)}
    return {}


def _amounts(label: str, named: dict[str, str], budget: dict[str, float], key: str) -> Amounts:
    """Departments that are chosen, and an amount for each, at first this year's budget; one left empty is not there."""
    picked = filters.some(label, list(named), key, named.get, width=520, none="None")
    size = money.said(UNIT, ask.store().government.currency)
    with st.container(horizontal=True, gap="small"):
        typed = [(code, _amount(f"{named[code]}, {size}", budget[code], f"{key}_{code}")) for code in picked]
    return tuple((code, amount) for code, amount in typed if amount is not None)


def _amount(label: str, budget: float, key: str) -> float | None:
    """An amount from zero, in currency units."""
    default = budget / UNIT.size
    filters.known(key, default, lambda value: value >= 0)
    typed = st.number_input(label, min_value=0.0, value=default, step=100.0, key=key, width=300, **filters.KEPT)
    return None if typed is None else typed * UNIT.size
