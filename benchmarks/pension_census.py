"""Pension census: members made at random whom the figures of pensions value."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np

from models.life_table import LifeTable
from models.pension.assumptions import Assumptions
from models.pension.basis import Basis
from models.pension.members import Employees, Pensioners
from models.pension.valuation import Census, Valuation
from models.pension_rules import rules

MANY = 1_000_000
TABLES = dict.fromkeys(("female", "male"), LifeTable.of_makeham(0.0007, 0.00005, 10**0.04, first=15, last=110))


@cache
def census(many: int = MANY) -> Census:
    """Members made at random, ages and service in whole months."""
    rng = np.random.default_rng(1)
    sex, entry = (rng.random(many) < 0.75).astype(np.int8), rng.integers(216, 420, many)
    age = np.maximum(np.minimum(entry + rng.integers(0, 500, many), rng.integers(500, 719, many)), entry)
    staff = Employees(sex, age, age - entry, np.round(rng.lognormal(10.6, 0.5, many)))
    kind = rng.choice(3, many, p=[0.7, 0.29, 0.01]).astype(np.int8)
    old = np.where(kind == 2, rng.integers(400, 719, many), rng.integers(500, 1200, many))
    given = np.where((old < 860) & (kind == 0), 5000.0, 0.0)
    pension = np.round(rng.lognormal(10.4, 0.5, many))
    drawn = Pensioners(sex, old, kind, pension, given, np.maximum(868 - old, 0))
    made = Census(staff, drawn, date(2026, 6, 30))
    _ = made.roll  # added up once, as a page does
    return made


def fresh(whom: Census) -> Valuation:
    """A valuation of which nothing is computed yet."""
    return Valuation(whom, Basis(rules("Sindh"), Assumptions(), TABLES))


@cache
def start() -> Valuation:
    """The valuation that assumptions are moved from."""
    first = fresh(census())
    _ = first.total, first.flow
    return first
