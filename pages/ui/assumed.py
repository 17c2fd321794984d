"""Assumed: the assumptions of a model as sliders that build themselves from what the model says of each."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.answer import Answer
from pages.ui import ask, filters, money

ACROSS = 3  # sliders in a row


def slide(label: str, key: str, default: float, limits: tuple[float, float, float], told: str = "") -> float:
    """A number between two limits, in steps; `told` says what stands behind it."""
    least, most, step = limits
    filters.known(key, default, lambda value: least <= value <= most)
    return float(st.slider(label, least, most, default, step, key=key, help=told or None, **filters.KEPT))


def draw(answer: Answer, key: str, label: str = "Assumptions") -> tuple[tuple[str, float], ...]:
    """A slider for each row of an answer of assumptions; the values, in their order."""
    with st.expander(label):
        return tuple(_across(answer.table, key))


def grouped(answer: Answer, key: str, label: str, across: int = ACROSS) -> tuple[tuple[str, float], ...]:
    """The same, open, with a heading a group of rows."""
    chosen: list[tuple[str, float]] = []
    with st.expander(label, expanded=True):
        for group in dict.fromkeys(answer.table.group):
            st.markdown(f"**{group}**")
            chosen += _across(answer.table[answer.table.group == group], key, across)
    return tuple(chosen)


def _across(rows: pd.DataFrame, key: str, across: int = ACROSS) -> list[tuple[str, float]]:
    """Sliders in columns."""
    columns, chosen = st.columns(across), []
    for place, row in enumerate(rows.itertuples()):
        with columns[place % across]:
            if getattr(row, "choices", ""):
                names = row.choices.split(" | ")
                picked = filters.one(row.name, names, f"{key}_{row.code}", default=names[int(row.value)], width=320)
                chosen.append((row.code, float(names.index(picked))))
                continue
            limits = (float(row.least), float(row.most), float(row.step))
            value = slide(f"{row.name}, {row.unit}", f"{key}_{row.code}", float(row.value), limits, row.source)
        chosen.append((row.code, value))
    return chosen


def typed(answer: Answer, key: str, label: str) -> tuple[tuple[str, float], ...]:
    """A number for each rule of an answer of rules; those that the reader typed anew."""
    changed = []
    with st.expander(label):
        columns = st.columns(ACROSS)
        for place, row in enumerate(answer.table.itertuples()):
            with columns[place % ACROSS]:
                value = filters.number(
                    f"{row.name}, {row.unit}".rstrip(", "), f"{key}_{row.code}", float(row.value), width=320
                )
                changed += [(row.code, value)] if value != row.value else []
    return tuple(changed)


def cell(key: str) -> dict[str, str | float]:
    """Whom to follow: a sex, an age and a length of service in years."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sex = filters.one("Sex", ("male", "female"), f"{key}_sex", str.capitalize, width=120)
        age = filters.number("Age, years", f"{key}_age", 45.0, width=150)
        service = filters.number("Service, years", f"{key}_service", 20.0, width=150)
    return {"sex": sex, "age": age, "service": service}


def signed(label: str, unit: money.Unit, key: str) -> float | None:
    """An amount that may be below zero, typed in the unit of the page; nothing where it is left empty."""
    filters.known(key, None, lambda value: True)
    said = f"{label}, {money.said(unit, ask.store().government.currency)}"
    typed_ = st.number_input(said, step=1.0, key=key, width=300, **filters.UNKNOWN)
    return None if typed_ is None else typed_ * unit.size
