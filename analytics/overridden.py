"""Overridden: what an officer put in the place of a computed figure, and what has moved under it since."""

from __future__ import annotations

import pandas as pd

from analytics.year_figures import money
from data_loaders.desk import Desk, Override
from data_loaders.store import Store


def standing(desk: Desk | None, store: Store, level: str, code: str, year: str) -> Override | None:
    """The override of one figure of a year, if there is one."""
    return desk.standing(store.government.name, level, code, year) if desk else None


def columns(table: pd.DataFrame, told: list[Override | None]) -> dict:
    """What the overrides say of each row, and what has moved under them."""
    moved = []
    for override, row in zip(told, table.itertuples(), strict=True):
        parts = []
        if override and override.cut_off != row.cut_off:
            parts.append(f"the books now end with {row.cut_off:%B %Y}")
        if override and override.booked != row.booked:
            parts.append("what is booked is another sum")
        moved.append(" and ".join(parts))
    after = [override.after if override else None for override in told]
    return {
        "before": money(override.before if override else None for override in told),
        "after": money(after),
        "who": [override.who if override else "" for override in told],
        "why": [override.why if override else "" for override in told],
        "moved": moved,
        "figure": money(total if put is None else put for total, put in zip(table["total"], after, strict=True)),
    }


def told(override: Override, moved: str) -> str:
    """An override in words, for the screen and every export."""
    since = f" Since then {moved}: look at it again." if moved else ""
    return f"Overridden by {override.who} on {override.at:%-d %B %Y} ({override.about}): {override.why}.{since}"
