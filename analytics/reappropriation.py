"""Re-appropriation: from what to what was money moved within the year, and what was added or given back?"""

from __future__ import annotations

import pandas as pd

from analytics import change, stages, wording
from analytics.answer import Answer
from analytics.execution import answer
from analytics.stages import Scope
from data_loaders.store import Store

MOVED = """
with line as (
    select
        document, coalesce(kind, '') as kind, amount,
        case $by
            when 'department' then coalesce(department, '') when 'class' then coalesce(class, '')
            when 'function' then coalesce(function_major, '') when 'district' then coalesce(district, '')
            when 'minor object' then coalesce(object_minor, '')
            else coalesce(left(object_minor, $major), '') end as code
    from entry
    where side = 'payment' and counted and flow = 'expenditure' and stage = 'reappropriation'
        and fiscal_year = $fiscal_year and ($department is null or coalesce(department, '') = $department)
), given as (
    select document, code, kind, amount, sum(amount) over (partition by document) as whole
    from line where amount > 0
), pairs as (
    select
        taken.code as from_code, given.code as to_code, given.kind,
        -taken.amount * given.amount / given.whole as amount, taken.document
    from line as taken
    join given on given.document = taken.document
    where taken.amount < 0
), named as (
    select code, min(name) as name
    from (
        select code, name from department where $by = 'department'
        union all select code, name from district where $by = 'district'
        union all select code, name from function where $by = 'function'
        union all select code, name from head where $by in ('major object', 'minor object')
    ) as known
    group by code
)
select
    from_code, coalesce(min(loser.name), nullif(from_code, ''), 'Not stated') as from_name,
    to_code, coalesce(min(winner.name), nullif(to_code, ''), 'Not stated') as to_name, kind,
    cast(sum(amount) as decimal(20, 2)) as amount, count(distinct document) as orders
from pairs
left join named as loser on loser.code = from_code
left join named as winner on winner.code = to_code
group by from_code, to_code, kind
order by amount desc, from_code, to_code, kind
"""
CHANGES = """
select
    stage, coalesce(kind, '') as kind, count(*) as lines,
    count(distinct coalesce(document, load_id || sheet || line)) as orders,
    cast(sum(case when amount > 0 then amount end) as decimal(20, 2)) as added,
    cast(sum(case when amount < 0 then amount end) as decimal(20, 2)) as taken,
    cast(sum(amount) as decimal(20, 2)) as amount
from entry
where side = 'payment' and counted and flow = 'expenditure' and fiscal_year = $fiscal_year
    and stage in ('supplementary', 'reappropriation', 'surrender')
    and ($department is null or coalesce(department, '') = $department)
group by stage, kind
order by stage, kind
"""
VOTED = """
select cast(sum(amount) as decimal(20, 2)) as amount
from spending_month
where flow = 'expenditure' and stage = 'original' and fiscal_year = $fiscal_year
    and ($department is null or coalesce(department, '') = $department)
order by amount
"""
BY = ("major object", "class", "minor object", "function", "department", "district")
COLUMNS = ("from_code", "from_name", "to_code", "to_name", "kind", "amount", "share", "orders")
SIZED = {"amount": "money", "share": "%", "orders": "orders"}


def matrix(store: Store, fiscal_year: str | None, by: str = "major object", *, department: str | None = None) -> Answer:
    """What re-appropriations took and where they gave it, the largest first.

    from_code, from_name, to_code, to_name, kind (as the source types it, "" where it does not), amount, share (% of
    all that was moved), orders. An order of several lines is spread over those that win by what each wins.
    """
    if by not in BY:
        raise ValueError(f"Re-appropriations cannot be shown by '{by}'; choose one of {', '.join(BY)}.")
    title = f"Re-appropriations by {by}"
    table = store.ask(MOVED, by=by, fiscal_year=fiscal_year, department=department, major=stages.major(store))
    if table.empty:
        return answer(store, title, pd.DataFrame(columns=list(COLUMNS)), {}, sentence=_none(fiscal_year))
    table["share"] = change.share(table["amount"], pd.Series(table["amount"].sum(), index=table.index))
    within = table[table["from_code"] == table["to_code"]]["share"].sum()
    most = table.iloc[0]
    where = f"within {most.from_name}" if most.from_code == most.to_code else f"{most.from_name} to {most.to_name}"
    said = f"{within:.1f} % of what was moved stayed within its {by}; the largest move was {where}."
    return answer(
        store, title, table[list(COLUMNS)], SIZED, filters=_filters(store, fiscal_year, department), sentence=said
    )


def changes(store: Store, fiscal_year: str | None, *, department: str | None = None) -> Answer:
    """What changed the budget after it was voted, by stage and type: change, kind, orders, added, taken, amount, share.

    change: supplementary, reappropriation or surrender; share: what was added, else taken, in % of the original budget.
    """
    table = store.ask(CHANGES, fiscal_year=fiscal_year, department=department).rename(columns={"stage": "change"})
    columns = ["change", "kind", "orders", "added", "taken", "amount", "share", "lines"]
    title = "Changes of the budget within the year"
    if table.empty:
        return answer(store, title, pd.DataFrame(columns=columns), {}, sentence=_none(fiscal_year))
    voted = store.ask(VOTED, fiscal_year=fiscal_year, department=department)["amount"].iloc[0]
    size = table["added"].fillna(table["taken"].abs())
    table["share"] = change.share(size, pd.Series([voted] * len(table), dtype=change.MONEY))
    units = dict.fromkeys(("added", "taken", "amount"), "money") | {"share": "%", "orders": "orders", "lines": "lines"}
    return answer(
        store, title, table[columns], units, filters=_filters(store, fiscal_year, department), sentence=_said(table)
    )


def _said(table: pd.DataFrame) -> str:
    """How much was moved, added and given back, in per cent of the original budget."""
    verbs = {"supplementary": "added by supplementary grants", "reappropriation": "moved", "surrender": "given back"}
    sizes = table.groupby("change")["share"].sum(min_count=1)
    told = [f"{sizes[stage]:.1f} % {verb}" for stage, verb in verbs.items() if not pd.isna(sizes.get(stage))]
    return f"Of the original budget {wording.listed(told)}." if told else ""


def _none(fiscal_year: str | None) -> str:
    """Why there is nothing to show."""
    return f"No change of the budget of {fiscal_year} was submitted." if fiscal_year else "There is no spending yet."


def _filters(store: Store, fiscal_year: str, department: str | None) -> dict[str, str]:
    """What was chosen, in words."""
    return {"fiscal year": fiscal_year, **stages.words(store, Scope(department=department))}
