"""Spending by year, month and department or function: the statement that questions about spending read."""

from __future__ import annotations

import pandas as pd

from data_loaders.store import Store

AMOUNTS = """
select fiscal_year, month, fiscal_month, stage, code, min(name) as name,
    cast(sum(amount) as decimal(20, 2)) as amount, cast(sum(lines) as bigint) as lines
from (
    select
        line.fiscal_year, line.month, line.stage, line.amount, line.lines,
        case when line.month is null then 0
            else (extract(month from line.month) - $first_month + 12) % 12 + 1 end as fiscal_month,
        case $split
            when 'total' then 'total'
            when 'department' then coalesce(line.department, '')
            else coalesce(line.function_major, '') end as code,
        case $split
            when 'total' then 'All spending'
            when 'department' then coalesce(department.name, line.department, 'Department not stated')
            else coalesce(function.name, line.function_major, 'Function not stated') end as name
    from spending_month as line
    left join department on department.code = line.department
    left join function on function.code = line.function_major
    where line.flow = 'expenditure'
        and list_contains(cast($stages as varchar[]), line.stage)
        and ($years is null or list_contains(cast($years as varchar[]), line.fiscal_year))
) as spent
group by fiscal_year, month, fiscal_month, stage, code
order by fiscal_year, fiscal_month, stage, code
"""
SPLITS = ("total", "department", "function")


def amounts(
    store: Store, split: str, years: tuple[str, ...] = (), stages: tuple[str, ...] = ("actual",)
) -> pd.DataFrame:
    """One row per fiscal year, month, stage and code of the split; fiscal_month 0 where the figure has no month."""
    if split not in SPLITS:
        raise ValueError(f"Spending cannot be split by '{split}'; choose one of {', '.join(SPLITS)}.")
    return store.ask(
        AMOUNTS, split=split, stages=list(stages), first_month=store.government.first_month, years=list(years) or None
    )
