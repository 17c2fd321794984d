"""Budget baseline: the year's budget by line, its debt, its pensions to come, and how far years stray."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from analytics import fiscal_year as fy
from analytics import loan_ledger, payroll
from analytics.likely_outturn import LikelyOutturn, likely_outturn
from analytics.loan_ledger import YearsOfLoans
from analytics.payroll import YearOfPay
from analytics.pension_valued import valued
from data_loaders.store import Store
from models import parameter, pension_rules
from models.budget.framework import SHOCKS, YEARS, Baseline, Ledger
from models.budget.levers import BY_NAME
from models.budget.lines import LINES, PLACE
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
    coalesce(function_major, '') as sector,
    cast(sum(amount) as decimal(20, 2)) as amount
from spending_month
where flow in ('expenditure', 'financing') and stage in ('original', 'revised', 'actual')
group by all
order by fiscal_year, stage, class, code, sector
"""
NO_BUDGET = (
    "A framework needs the budget of a year, receipts and spending, by the heads of the NAM chart of accounts; the "
    "store holds none. Publish the year's estimates (the page Sources has templates)."
)
REFORM = "Cabinet study of 2021"
Put = tuple[tuple[str, str, float, str], ...]  # line, fiscal year, amount, reason
PARENTS = {"Provincial tax": "other_tax", "Provincial non-tax": "non_tax"}


@dataclass(frozen=True)
class Base:
    """The baseline with where each figure is from."""

    baseline: Baseline
    fiscal_year: str
    stage: str
    spread: Spread
    notes: tuple[str, ...]
    carried: float = 0.0  # the balance carried over, no receipt of the year
    pay: YearOfPay | None = None  # what later salaries grow from; none: from the budget
    loans: YearsOfLoans | None = None  # what later interest and repayment are from; none: from the stock of debt
    likely: LikelyOutturn | None = None  # how the year is likely to end; none: nothing is forecast


class FigureRefused(ValueError):
    """A figure that cannot be put in the place of a computed one: the sentence says why."""


def base(store: Store, year: str | None = None, put: Put = ()) -> Base | None:
    """The baseline of a year as first estimated, or of the latest budgeted on both sides; None where there is none.

    `put`: figures in the place of computed ones, each with its reason.
    """
    made = _base(store, year)
    if made is None or not put:
        return made
    there, fixed = years(made), {}
    for code, when, amount, reason in put:
        if code not in PLACE or when not in there:
            raise FigureRefused(f"There is no line {code!r} in {when}; years are {', '.join(there)}.")
        if not reason.strip():
            raise FigureRefused(
                f"{LINES[PLACE[code]].name} in {when} is put at {amount:,.0f} without a reason; say why."
            )
        fixed[code, there.index(when)] = float(amount)
    told = tuple(f"{LINES[PLACE[code]].name} {when} is put in: {reason}" for code, when, _, reason in put)
    return replace(made, baseline=replace(made.baseline, fixed=fixed), notes=(*made.notes, *told))


@lru_cache(maxsize=8)
def _base(store: Store, asked: str | None) -> Base | None:
    if store.government.chart != "NAM":
        return None
    receipts, spending = _receipts(store), _spending(store)
    year, stage = _latest(receipts, spending) if asked is None else (asked, "original")
    if year is None:
        return None
    if asked is not None and not _budgeted(receipts, spending, asked):
        return None
    lines = {line.code: 0.0 for line in LINES}
    for table in (receipts, spending):
        of = table[(table["fiscal_year"] == year) & (table["stage"] == stage) & table["line"].isin(list(lines))]
        for code, amount in of.groupby("line")["amount"].sum().items():
            lines[code] += float(amount)
    pensions, reform, said = _pensions(store)
    paid, loans = payroll.year_of_pay(store, year), loan_ledger.years_of_loans(store, year)
    owed, debt = _debt(store, loans)
    likely = likely_outturn(store, year, stage, receipts, spending)
    made = Baseline(
        lines, owed, pensions, reform=reform, payroll=paid and paid.payroll.bill,
        ledger=loans.due if loans else Ledger(), likely=likely and likely.less_budget,
    )  # fmt: skip
    words = {"original": "original estimate", "revised": "revised estimate"}[stage]
    grows = (f"Salaries after {year} grow from the payroll: {paid.words}.",) if paid else ()
    notes = (
        f"Baseline: the {words} of {year}; the balance carried over is no receipt.", said,
        *grows, *debt, *((f"Likely year-end of {year}: {likely.words}.",) if likely else ()),
    )  # fmt: skip
    mine = (receipts["fiscal_year"] == year) & (receipts["stage"] == stage) & (receipts["line"] == "")
    carried = float(receipts[mine]["amount"].sum())
    return Base(made, year, stage, _spread(receipts, spending), notes, carried, paid, loans, likely)


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
    sectors = _lines("sector")
    table["line"] = [
        _development(kind, sectors.get(sector, "adp_other"))
        if kind.startswith("development")
        else _line(kind, code[:3], by)
        for kind, code, sector in zip(table["class"], table["code"], table["sector"], strict=True)
    ]
    return table


def _lines(side: str) -> dict[str, str]:
    rows = [row for row in parameter.table("budget_lines") if row["side"] == side]
    return {code: row["line"] for row in rows for code in row["match"].split()}


def _development(kind: str, sector: str) -> str:
    """The line of a class of development spending and, of the own programme, its sector's."""
    return "foreign_projects" if "foreign" in kind else "federal_projects" if "federal" in kind else sector


def _line(kind: str, major: str, by: dict[str, str]) -> str:
    """The line of a class and major object of spending."""
    if kind.startswith("current capital"):
        return "repayment" if by.get(major) == "repayment" else "other_capital"
    if kind == "unexplained":
        return "unexplained"
    return by.get(major, "operations")


def _budgeted(receipts: pd.DataFrame, spending: pd.DataFrame, year: str) -> bool:
    """Whether a year was first estimated on both sides."""
    return all(((of["fiscal_year"] == year) & (of["stage"] == "original")).any() for of in (receipts, spending))


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


def _debt(store: Store, loans: YearsOfLoans | None) -> tuple[float, tuple[str, ...]]:
    """Foreign loans outstanding at the start: of the ledger, else as published; and who says so."""
    if loans:
        return loans.owed, loans.notes
    debt = parameter.table("provincial_debt", currency=store.government.currency)
    return sum(float(row["value"]) for row in debt), tuple(f"Debt: {row['source']}." for row in debt)


def _pensions(store: Store) -> tuple[tuple[float, ...], tuple[float, ...], str]:
    """Growth of pension payments by year, of the open group, in %, and the part that the reform saves of them."""
    now = valued(store)
    if now is None:
        return (), (), "Pensions grow by 10 % a year: there is no census to value."
    paid = open_group(now, YEARS + 1).payments.sum(axis=0)
    then = now.moved(replace(now.basis, rules=pension_rules.rules(REFORM)))
    saved = 1 - open_group(then, YEARS + 1).payments.sum(axis=0)[1:YEARS] / paid[1:YEARS]
    growth = tuple(float(one) for one in (paid[1:YEARS] / paid[: YEARS - 1] - 1) * 100)
    return (
        growth,
        tuple(map(float, saved)),
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
