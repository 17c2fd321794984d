"""Budget baseline: the year's budget by line, its debt, its pensions to come, and how far years stray."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from analytics import fiscal_year as fy
from analytics.pension_valued import valued
from data_loaders.store import Store
from models import parameter
from models.budget.framework import SHOCKS, YEARS, Baseline
from models.budget.levers import BY_NAME
from models.budget.lines import LINES
from models.budget.paths import Spread
from models.pension.open_group import open_group

RECEIPTS = """
select fiscal_year, stage, coalesce(receipt_month.head, '') as code, coalesce(head.parent, '') as parent,
    cast(sum(amount) as decimal(20, 2)) as amount
from receipt_month left join head on head.code = receipt_month.head
where stage in ('original', 'revised', 'actual')
group by all
order by fiscal_year, stage, code
"""
SPENDING = """
select fiscal_year, stage, coalesce(class, '') as class, coalesce(object_minor, '') as code,
    cast(sum(amount) as decimal(20, 2)) as amount
from spending_month
where flow in ('expenditure', 'financing') and stage in ('original', 'revised', 'actual')
group by all
order by fiscal_year, stage, class, code
"""
NO_BUDGET = (
    "A framework needs the budget of a year, receipts and spending, by the heads of the NAM chart of accounts; the "
    "store holds none. Publish the year's estimates (the page Sources has templates)."
)
PARENTS = {"Provincial tax": "other_tax", "Provincial non-tax": "non_tax"}


@dataclass(frozen=True)
class Base:
    """The baseline with where each figure is from."""

    baseline: Baseline
    fiscal_year: str
    stage: str
    spread: Spread
    notes: tuple[str, ...]


@lru_cache(maxsize=4)
def base(store: Store) -> Base | None:
    """The baseline of the latest year budgeted on both sides; None where there is none."""
    if store.government.chart != "NAM":
        return None
    receipts, spending = _receipts(store), _spending(store)
    year, stage = _latest(receipts, spending)
    if year is None:
        return None
    lines = {line.code: 0.0 for line in LINES}
    for table in (receipts, spending):
        of = table[(table["fiscal_year"] == year) & (table["stage"] == stage) & table["line"].isin(list(lines))]
        for code, amount in of.groupby("line")["amount"].sum().items():
            lines[code] += float(amount)
    debt = list(parameter.table("provincial_debt", currency=store.government.currency))
    pensions, said = _pensions(store)
    made = Baseline(lines, sum(float(row["value"]) for row in debt), pensions)
    words = {"original": "original estimate", "revised": "revised estimate"}[stage]
    notes = (
        f"Baseline: the {words} of {year}; the balance carried over is no receipt.", said,
        *(f"Debt: {row['source']}." for row in debt),
    )  # fmt: skip
    return Base(made, year, stage, _spread(receipts, spending), notes)


def years(of: Base) -> list[str]:
    """The fiscal years of the framework."""
    start = fy.first_year(of.fiscal_year)
    return [
        of.fiscal_year if "-" not in of.fiscal_year else f"{start + at}-{(start + at + 1) % 100:02d}"
        for at in range(YEARS)
    ]


def _receipts(store: Store) -> pd.DataFrame:
    table, by = store.ask(RECEIPTS), _lines("receipt")
    table["line"] = [
        by.get(code, PARENTS.get(parent, "other_receipts"))
        for code, parent in zip(table["code"], table["parent"], strict=True)
    ]
    return table


def _spending(store: Store) -> pd.DataFrame:
    table, by = store.ask(SPENDING), _lines("payment")
    table["line"] = [_line(kind, code[:3], by) for kind, code in zip(table["class"], table["code"], strict=True)]
    return table


def _lines(side: str) -> dict[str, str]:
    rows = [row for row in parameter.table("budget_lines") if row["side"] == side]
    return {code: row["line"] for row in rows for code in row["match"].split()}


def _line(kind: str, major: str, by: dict[str, str]) -> str:
    """The line of a class and major object of spending."""
    if kind.startswith("development"):
        return "foreign_projects" if "foreign" in kind else "federal_projects" if "federal" in kind else "adp"
    if kind.startswith("current capital"):
        return "repayment" if by.get(major) == "repayment" else "other_capital"
    if kind == "unexplained":
        return "unexplained"
    return by.get(major, "operations")


def _latest(receipts: pd.DataFrame, spending: pd.DataFrame) -> tuple[str | None, str]:
    """The latest year that has estimates of both sides, and whether they are revised."""
    both = set(receipts[receipts["stage"] == "original"]["fiscal_year"]) & set(
        spending[spending["stage"] == "original"]["fiscal_year"]
    )
    if not both:
        return None, ""
    year = max(both)
    revised = all(((of["fiscal_year"] == year) & (of["stage"] == "revised")).any() for of in (receipts, spending))
    return year, "revised" if revised else "original"


def _pensions(store: Store) -> tuple[tuple[float, ...], str]:
    """Growth of pension payments by year, of the open group, in %; none where there is no census."""
    now = valued(store)
    if now is None:
        return (), "Pensions grow by 10 % a year: there is no census to value."
    paid = open_group(now, YEARS + 1).payments.sum(axis=0)
    growth = tuple(float(one) for one in (paid[1:YEARS] / paid[: YEARS - 1] - 1) * 100)
    return (
        growth,
        f"Pensions grow as the census of {now.census.on:%-d %B %Y} is valued to be paid, later entrants included.",
    )


def _spread(receipts: pd.DataFrame, spending: pd.DataFrame) -> Spread:
    """How far a year strays: the economy by its levers' past, revenue and spending by their own yearly growth."""
    economy = [BY_NAME[name].spread / 100 for name in ("growth", "inflation", "depreciation")]
    own = ("services_tax", "cess", "property", "other_tax", "non_tax")
    series = [_strays(receipts, ("pool",)), _strays(receipts, own), _strays(spending, ("operations", "transfers"))]
    sizes = [float(each.std(ddof=1)) if len(each) > 3 else 0.05 for each in series]
    together = np.eye(len(SHOCKS))
    pool, earned = series[0], series[1]
    shared = pool.index.intersection(earned.index)
    if len(shared) > 4:
        together[3, 4] = together[4, 3] = float(np.clip(np.corrcoef(pool[shared], earned[shared])[0, 1], -0.9, 0.9))
    return Spread((*economy, *(min(size, 0.25) for size in sizes)), tuple(map(tuple, together.tolist())))


def _strays(table: pd.DataFrame, lines: tuple[str, ...]) -> pd.Series:
    """Yearly growth of what was booked, less its own mean; whole years alone."""
    of = table[(table["stage"] == "actual") & table["line"].isin(lines)]
    sums = of.groupby("fiscal_year")["amount"].sum().astype(float).sort_index().iloc[:-1]
    growth = np.log(sums).diff().dropna()
    return growth - growth.mean()
