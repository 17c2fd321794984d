"""Original budget: what was estimated before a year began beside what came of it, by head, over whole years."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pandas as pd

from analytics import elapsed
from data_loaders.store import Store
from models import parameter

LATEST = 3  # years
NOT_STATED = ""
SPENDING = """
select fiscal_year, code, kind, min(name) as name,
    cast(sum(case when stage = 'original' then amount else 0 end) as decimal(20, 2)) as budget,
    cast(sum(case when stage = 'actual' then amount else 0 end) as decimal(20, 2)) as actual
from (
    select
        line.fiscal_year, line.stage, line.amount,
        case when list_contains(cast($contingency as varchar[]), line.object_minor) then 'contingency'
            when list_contains(cast($interest as varchar[]), line.object_minor)
                or list_contains(cast($interest as varchar[]), minor.parent) then 'interest'
            else '' end as kind,
        case $split
            when 'department' then coalesce(line.department, '')
            when 'function' then coalesce(line.function_major, '')
            else coalesce(major.code, line.object_minor, '') end as code,
        case $split
            when 'department' then coalesce(department.name, line.department, 'Department not stated')
            when 'function' then coalesce(function.name, line.function_major, 'Function not stated')
            else coalesce(major.name, minor.name, line.object_minor, 'Object not stated') end as name
    from spending_month as line
    left join department on department.code = line.department
    left join function on function.code = line.function_major
    left join head as minor on minor.code = line.object_minor
    left join head as major on major.code = minor.parent and minor.level = 'minor'
    where line.flow = 'expenditure' and line.stage in ('original', 'actual')
        and list_contains(cast($years as varchar[]), line.fiscal_year)
) as spent
group by fiscal_year, code, kind
order by fiscal_year, code, kind
"""
RECEIPTS = """
select fiscal_year, code, kind, min(name) as name,
    cast(sum(case when stage = 'original' then amount else 0 end) as decimal(20, 2)) as budget,
    cast(sum(case when stage = 'actual' then amount else 0 end) as decimal(20, 2)) as actual
from (
    select
        line.fiscal_year, line.stage, line.amount, coalesce(line.head, '') as code,
        coalesce(head.name, line.head, 'Head not stated') as name,
        case when list_contains(cast($groups as varchar[]), head.parent)
            or list_contains(cast($heads as varchar[]), left(line.head, 3)) then 'financing' else '' end as kind
    from receipt_month as line left join head on head.code = line.head
    where line.flow = 'receipt' and line.stage in ('original', 'actual')
        and list_contains(cast($years as varchar[]), line.fiscal_year)
) as received
group by fiscal_year, code, kind
order by fiscal_year, code, kind
"""
SPLIT_BY = """
select cast(count(department) as bigint) as departments
from spending_month where flow = 'expenditure' and stage = 'original'
"""
OBJECTS = """
select line.object_minor as code, coalesce(min(head.name), line.object_minor) as name
from spending_month as line left join head on head.code = line.object_minor
where line.flow = 'expenditure' and line.stage in ('original', 'actual') and line.object_minor is not null
group by line.object_minor
order by line.object_minor
"""
SPLITS = ("department", "function", "object")


def years(store: Store, side: str) -> tuple[str, ...]:
    """The three latest whole fiscal years with an original estimate and actual figures; side receipt or payment."""
    found, in_part = elapsed.parts(store), elapsed.part_years(store)
    there = {year for on, stage, year in found if (on, stage) == (side, "original") and year}
    whole = [
        year
        for year in sorted(there)
        if elapsed.is_whole(found.get((side, "actual", year), ())) and (side, year) not in in_part
    ]
    return tuple(whole[-LATEST:])


def outside(store: Store, field: str, kind: str) -> list[str]:
    """Codes of a field (object, head or group) that are of a kind, by the government's chart of accounts."""
    rows = parameter.table("pefa_outside")
    return [
        row["code"]
        for row in rows
        if (row["chart"], row["field"], row["kind"]) == (store.government.chart, field, kind)
    ]


def basis(store: Store, by: str) -> str:
    """The split that the store can bear: the one asked for, or by function where no department is stated."""
    stated = store.ask(SPLIT_BY)["departments"].iloc[0]
    return "function" if by == "department" and not stated else by


def spending(store: Store, split: str, contingency: tuple[str, ...], of: tuple[str, ...]) -> pd.DataFrame:
    """One row per year, code of the split and kind (interest, contingency or ""): name, budget, actual."""
    if split not in SPLITS:
        raise ValueError(f"Spending cannot be split by '{split}'; choose one of {', '.join(SPLITS)}.")
    known = [*outside(store, "object", "contingency"), *contingency]
    interest = outside(store, "object", "interest")
    return store.ask(SPENDING, split=split, contingency=known, interest=interest, years=list(of))


def receipts(store: Store, of: tuple[str, ...]) -> pd.DataFrame:
    """One row per year, revenue head and kind (financing or ""): name, budget, actual."""
    groups, heads = outside(store, "group", "financing"), outside(store, "head", "financing")
    return store.ask(RECEIPTS, groups=groups, heads=heads, years=list(of))


def objects(store: Store) -> pd.DataFrame:
    """The minor objects that anything was budgeted or spent under: code and name."""
    return store.ask(OBJECTS)


def exact(amount: Fraction) -> Decimal:
    """An amount of money to the hundredth.

    >>> exact(Fraction(-100, 3))
    Decimal('-33.33')
    """
    return (Decimal(amount.numerator) / amount.denominator).quantize(Decimal("0.01"))
