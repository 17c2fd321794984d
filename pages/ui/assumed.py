"""Assumed: the assumptions of a model as sliders that build themselves from what the model says of each."""

from __future__ import annotations

import streamlit as st

from analytics.answer import Answer
from pages.ui import filters

ACROSS = 3  # sliders in a row


def slide(label: str, key: str, default: float, limits: tuple[float, float, float], told: str = "") -> float:
    """A number between two limits, in steps; `told` says what stands behind it."""
    least, most, step = limits
    filters.known(key, default, lambda value: least <= value <= most)
    return float(st.slider(label, least, most, default, step, key=key, help=told or None, **filters.KEPT))


def draw(answer: Answer, key: str, label: str = "Assumptions") -> tuple[tuple[str, float], ...]:
    """A slider for each row of an answer of assumptions; the values, in their order."""
    chosen = []
    with st.expander(label):
        columns = st.columns(ACROSS)
        for place, row in enumerate(answer.table.itertuples()):
            with columns[place % ACROSS]:
                limits = (float(row.least), float(row.most), float(row.step))
                named = f"{row.name}, {row.unit}"
                chosen.append((row.code, slide(named, f"{key}_{row.code}", float(row.value), limits, row.source)))
    return tuple(chosen)


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
