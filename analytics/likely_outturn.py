"""Likely outturn: how otherwise than budgeted the year in progress is likely to end, by line of the framework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analytics import wording
from data_loaders.store import Store
from models.budget.lines import LIKELY

HEADS = """
select code, cast(total as double) as total, months_booked from forecast_year
where level = 'head' and fiscal_year = $fiscal_year order by code
"""
OBJECTS = """
select object as code, cast(total as double) as total, months_booked from outturn_year
where level = 'object of spending' and fiscal_year = $fiscal_year order by object
"""
NOT_COMPUTED = (
    "The store holds no forecast of the year: compute it with `python -m analytics refresh`. The framework starts from "
    "the budget."
)


@dataclass(frozen=True)
class LikelyOutturn:
    """What the forecasts of a year make of its lines, less the budget, in rupees; and where that is from, in words."""

    less_budget: Mapping[str, float]
    words: str


def likely_outturn(
    store: Store, year: str, stage: str, receipts: pd.DataFrame, spending: pd.DataFrame
) -> LikelyOutturn | None:
    """Of a year as it stands in a stage (tables: fiscal_year, stage, code, line, amount); None where none is forecast.

    A head of receipts goes to its line. An object of spending is forecast for all its classes together: what it is
    likely to spend less or more is shared among its lines as they were budgeted; one that was not budgeted goes to the
    first line that it ever had. Debt, what follows it and what has no line of its own stay as budgeted.
    """
    made, told, booked = [], [], 0
    for table, asked, mart, named in (
        (receipts, HEADS, "forecast_year", ("head of receipts", "heads of receipts")),
        (spending, OBJECTS, "outturn_year", ("object of spending", "objects of spending")),
    ):
        likely = store.ask(asked, fiscal_year=year) if store.holds(mart) else pd.DataFrame()
        if len(likely):
            made.append(_less_budget(likely.set_index("code")["total"], table, year, stage))
            told.append(wording.count(len(likely), *named))
            booked = max(booked, int(likely["months_booked"].max()))
    if not made:
        return None
    sums = pd.concat(made).groupby(level=0).sum()
    words = f"forecast of {' and '.join(told)} with {wording.count(booked, 'month', 'months')} booked"
    return LikelyOutturn({code: float(sums[code]) for code in LIKELY if code in sums}, words)


def _less_budget(likely: pd.Series, table: pd.DataFrame, year: str, stage: str) -> pd.Series:
    """By line: what each code is likely to come to, less its budget, shared as its lines were budgeted."""
    of = table[(table["fiscal_year"] == year) & (table["stage"] == stage)]
    budget = of.assign(amount=of["amount"].astype(float)).groupby(["code", "line"])["amount"].sum()
    whole, ever = budget.groupby("code").sum(), table.drop_duplicates("code").set_index("code")["line"]
    made: dict[str, float] = {}
    for code, total in likely.items():
        sizes = budget[code].abs() if code in whole else pd.Series(dtype=float)
        shares = (sizes / sizes.sum()).to_dict() if sizes.sum() > 0 else {ever.get(code, ""): 1.0}
        for line, share in shares.items():
            made[line] = made.get(line, 0.0) + (total - whole.get(code, 0.0)) * share
    return pd.Series(made, dtype=float)
