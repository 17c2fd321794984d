"""Pension valued: the valuation of a census that the questions of the liability ask, and the form of their answers."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from functools import lru_cache

import pandas as pd

from analytics import census_arrays, change, mortality
from analytics.answer import Answer
from data_loaders.store import Store
from models import pension_rules
from models.pension.assumptions import START, Assumptions
from models.pension.basis import Basis
from models.pension.valuation import Valuation

ATTRIBUTED = "Benefit is attributed to the first 30 years of service, in equal parts (IAS 19.70-74)."
SPOUSE_ONLY = (
    "Family pension is valued for the spouse alone: what children and others are paid after the spouse, or where there "
    "is none, is left out, for the rules at hand give no age and no share. So far the figure is a floor."
)
SOURCES = ("employee", "pensioner", "pension_rules")
Chosen = tuple[tuple[str, float], ...]  # assumptions that differ from where they start
MONEY = "money"


@lru_cache(maxsize=8)
def _valued(store: Store, rules: str, assumed: Chosen, day: date) -> Valuation:
    by = pension_rules.rules(rules)
    census = _census(store, rules, day)
    offset = (store.government.first_month - 1 - day.month) % 12
    figures, table = parted(assumed)
    made = Basis(by, replace(START, **figures), mortality.tables(table), offset)
    base = _valued(store, rules, (), day) if assumed else None
    return base.moved(made) if base else Valuation(census, made)


@lru_cache(maxsize=8)
def _census(store: Store, rules: str, day: date):
    return census_arrays.restoring(census_arrays.listed(store, day).census, pension_rules.rules(rules))


def start(name: str) -> float:
    """Where an assumption starts; a mortality table is the place of its name among the choices."""
    return 0.0 if name == mortality.CODE else getattr(START, name)


def parted(assumed: Chosen) -> tuple[dict[str, float], int]:
    """The assumptions that are figures, and the mortality table that was chosen."""
    figures = dict(assumed)
    return figures, int(figures.pop(mortality.CODE, 0))


def valued(
    store: Store, rules: str = pension_rules.BASE, assumed: Chosen = (), day: date | None = None
) -> Valuation | None:
    """The valuation of a census, the newest if no day is named; None where the store holds no census."""
    there = census_arrays.days(store)
    if not there:
        return None
    moved = tuple(sorted((name, float(value)) for name, value in assumed if value != start(name)))
    return _valued(store, rules, moved, day or there[-1])


def answer(
    store: Store, title: str, table: pd.DataFrame, units: dict[str, str], now: Valuation | None, **more
) -> Answer:
    """An answer of a valuation: money rounded to the paisa, the rules and what was moved said."""
    units = {column: store.government.currency if unit == MONEY else unit for column, unit in units.items()}
    for column, unit in units.items():
        if unit == store.government.currency:
            table[column] = table[column].astype("float64").round(2).astype(change.MONEY)
    filters = {} if now is None else {"rules": now.basis.rules.name}
    moved = [] if now is None else [
        f"{each.metadata['label']} {getattr(now.basis.assumed, each.name):g} {each.metadata['unit']}"
        for each in fields(Assumptions) if getattr(now.basis.assumed, each.name) != each.default
    ]  # fmt: skip
    if now is not None and now.basis.tables is not mortality.tables(0):
        moved.insert(0, f"{mortality.LABEL} {now.basis.tables['male'].name}")
    filters |= {"assumptions moved": "; ".join(moved)} if moved else {}
    return Answer(
        title, table, units, SOURCES, version=store.version, ribbon=store.government.note,
        as_of=None if now is None else now.census.on, filters=filters, **more,
    )  # fmt: skip


def nothing(store: Store, title: str, columns: list[str]) -> Answer:
    """The answer where the store holds no census."""
    return answer(store, title, pd.DataFrame(columns=columns), {}, None, sentence=census_arrays.NO_CENSUS)
