"""The tables that come with Khazana: facts typed from public sources, and what was invented beside them."""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).parent.parent / "reference"
FIRST_YEAR, LAST_YEAR = 2015, 2026  # the calendar years in which the first and the last fiscal year start
YEARS = tuple(f"{year}-{(year + 1) % 100:02}" for year in range(FIRST_YEAR, LAST_YEAR + 1))
MONTHS_ELAPSED = 4  # of the last year: July to October
MONTHS = "jul aug sep oct nov dec jan feb mar apr may jun".split()


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one reference table."""
    with open(REFERENCE / f"{name}.csv", encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def by(name: str, key: str) -> dict[str, dict[str, str]]:
    """The rows of one reference table by its key."""
    return {row[key]: row for row in rows(name)}


def rupees(figure: str, unit: int) -> int:
    """A printed figure in whole rupees, exactly.

    >>> rupees("739.3", 10**9)
    739300000000
    """
    exact = Decimal(figure) * unit
    if exact != int(exact):
        raise ValueError(f"{figure} in units of {unit} rupees is not a whole number of rupees.")
    return int(exact)


def season(name: str) -> list[float]:
    """The share of a year that falls in each fiscal month, July first; adds to 1."""
    shares = [float(by("invented_seasons", "season")[name][month]) for month in MONTHS]
    return [share / sum(shares) for share in shares]


def months_of(year: int) -> int:
    """How many months of a fiscal year are over; the first year is number 0."""
    return MONTHS_ELAPSED if year == len(YEARS) - 1 else 12
