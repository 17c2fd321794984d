"""Alike: whether two years have the same heads or departments, so that their totals may be compared."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pandas as pd

from analytics import fiscal_year as fy
from analytics import wording

Compared = tuple[str, tuple[int, ...], tuple[int, ...]]  # a year, its months, the months of the year before
MOST = Decimal("0.10")  # of a total may stand under codes that the other year has not


def breaks(rows: pd.DataFrame, years: Iterable[Compared]) -> dict[str, str]:
    """Why the total of a year is not to be compared with the year before, by year; years that may be are not in it.

    `rows` has fiscal_year, fiscal_month, code, name, amount.
    """
    columns = (rows[column].tolist() for column in ("fiscal_year", "fiscal_month", "code", "amount"))
    sizes: dict[str, dict[int, list[tuple[str, Decimal]]]] = {}
    for year, month, code, amount in zip(*columns, strict=True):
        sizes.setdefault(year, {}).setdefault(month, []).append((code, abs(amount)))
    names = dict(zip(rows["code"], rows["name"], strict=True))
    found = {}
    for year, now, before in years:
        this, last = _added(sizes.get(year, {}), now), _added(sizes.get(fy.previous(year), {}), before)
        if this and last and "" not in this | last:
            gone, new = ([names[code] for code in _alone(*pair)] for pair in ((last, this), (this, last)))
            missing = f"no figures in {year}, but in the year before: {wording.listed(gone)}" if gone else ""
            found[year] = missing or (f"figures in {year}, but none before: {wording.listed(new)}" if new else "")
    return {year: why for year, why in found.items() if why}


def _added(months: dict[int, list[tuple[str, Decimal]]], numbers: tuple[int, ...]) -> dict[str, Decimal]:
    """The size of each code over some months."""
    sums: dict[str, Decimal] = {}
    for number in numbers:
        for code, size in months.get(number, []):
            sums[code] = sums.get(code, Decimal(0)) + size
    return sums


def _alone(here: dict[str, Decimal], there: dict[str, Decimal]) -> list[str]:
    """Codes that stand here and not there, the largest first, if together they are too much to pass over.

    >>> _alone({"a": Decimal(9), "b": Decimal(1)}, {"a": Decimal(9)})
    []
    >>> _alone({"a": Decimal(8), "b": Decimal(2)}, {"a": Decimal(9)})
    ['b']
    """
    alone = sorted((code for code in here if code not in there), key=lambda code: (-here[code], code))
    return alone if sum(here[code] for code in alone) > MOST * sum(here.values()) else []
