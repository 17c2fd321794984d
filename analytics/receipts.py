"""Receipts by year, month and head: the one statement that every question about revenue reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analytics import elapsed
from analytics.answer import Answer
from data_loaders.store import Store

AMOUNTS = """
select fiscal_year, month, fiscal_month, stage, code, min(name) as name,
    cast(sum(amount) as decimal(20, 2)) as amount, sum(lines) as lines
from (
    select
        line.fiscal_year, line.month, line.stage, line.amount, line.lines,
        case when line.month is null then 0
            else (extract(month from line.month) - $first_month + 12) % 12 + 1 end as fiscal_month,
        case $split
            when 'total' then 'total'
            when 'group' then coalesce(named.parent, line.head, '')
            when 'agency' then coalesce(named.agency, '')
            else coalesce(line.head, '') end as code,
        case $split
            when 'total' then 'All receipts'
            when 'group' then coalesce(
                upper_head.name, case when named.parent is null then named.name end, named.parent, line.head,
                'Head not stated')
            when 'agency' then coalesce(named.agency, 'Agency not stated')
            else coalesce(named.name, line.head, 'Head not stated') end as name
    from receipt_month as line
    left join head as named on named.code = line.head
    left join head as upper_head on upper_head.code = named.parent
    where line.flow = 'receipt'
        and list_contains(cast($stages as varchar[]), line.stage)
        and ($years is null or list_contains(cast($years as varchar[]), line.fiscal_year))
        and (($heads is null and $groups is null)
            or coalesce(list_contains(cast($heads as varchar[]), coalesce(line.head, '')), false)
            or coalesce(list_contains(cast($groups as varchar[]), coalesce(named.parent, line.head, '')), false))
        and ($agencies is null or list_contains(cast($agencies as varchar[]), coalesce(named.agency, '')))
) as receipt
group by fiscal_year, month, fiscal_month, stage, code
order by fiscal_year, fiscal_month, stage, code
"""
HEADS = """
select
    coalesce(line.head, '') as code, coalesce(named.name, line.head, 'Head not stated') as name,
    coalesce(named.parent, line.head, '') as group_code,
    coalesce(upper_head.name, case when named.parent is null then named.name end, named.parent, line.head,
        'Head not stated') as group_name,
    coalesce(named.agency, '') as agency,
    min(line.fiscal_year) as first_year, max(line.fiscal_year) as last_year
from receipt_month as line
left join head as named on named.code = line.head
left join head as upper_head on upper_head.code = named.parent
where line.flow = 'receipt'
group by line.head, named.name, named.parent, named.agency, upper_head.name
order by group_name, group_code, name, code
"""
SPLITS = ("total", "group", "head", "agency")
OTHERS = "others"


@dataclass(frozen=True)
class Selection:
    """Which receipts are asked for: empty means all. With heads and groups, those of either."""

    years: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    def words(self) -> Mapping[str, str]:
        """What was chosen, in words."""
        chosen = {"fiscal years": self.years, "groups": self.groups, "heads": self.heads, "agencies": self.agencies}
        return {name: ", ".join(values) for name, values in chosen.items() if values}


def amounts(store: Store, split: str, selection: Selection, stages: tuple[str, ...] = ("actual",)) -> pd.DataFrame:
    """One row per fiscal year, month, stage and code of the split; fiscal_month 0 where the figure has no month."""
    if split not in SPLITS:
        raise ValueError(f"Receipts cannot be split by '{split}'; choose one of {', '.join(SPLITS)}.")
    return store.ask(
        AMOUNTS, split=split, stages=list(stages), first_month=store.government.first_month,
        years=_listed(selection.years), heads=_listed(selection.heads), agencies=_listed(selection.agencies),
        groups=_listed(selection.groups),
    )  # fmt: skip


def largest(table: pd.DataFrame, top: int, ranked_by: pd.DataFrame | None = None) -> pd.DataFrame:
    """The `top` codes with the largest sums keep their name and get their rank, the rest become "Others", last."""
    ranked = (table if ranked_by is None else ranked_by).groupby("code", as_index=False)["amount"].sum()
    ranked = ranked.sort_values(["amount", "code"], ascending=[False, True])["code"].tolist()
    kept = ranked if len(ranked) <= top else ranked[: max(top - 1, 1)]
    rank = {code: at + 1 for at, code in enumerate(kept)}
    here = table["code"].isin(kept)
    table = table.assign(name=_told_apart(table))
    return table.assign(
        rank=[rank.get(code, len(kept) + 1) for code in table["code"]],
        code=table["code"].where(here, OTHERS),
        name=table["name"].where(here, "Others"),
    )


def _told_apart(table: pd.DataFrame) -> pd.Series:
    """Names, with the code beside them where two codes have the same name."""
    names = table[["code", "name"]].drop_duplicates()
    twice = set(names[names["name"].duplicated(keep=False)]["name"]) | {"Others"}
    both = zip(table["name"], table["code"], strict=True)
    told = [f"{name} ({code})" if name in twice else name for name, code in both]
    return pd.Series(told, index=table.index, dtype=table["name"].dtype)


def answer(
    store: Store, title: str, table: pd.DataFrame, units: dict[str, str], selection: Selection, **more
) -> Answer:
    """An Answer with the fields that every question about revenue shares."""
    units = {column: store.government.currency if unit == "money" else unit for column, unit in units.items()}
    more["filters"] = dict(selection.words()) | more.get("filters", {})
    if table.empty and not more.get("sentence"):
        more["sentence"] = empty(store, selection)
    return Answer(
        title, table, units, ("receipt_month", "head"), version=store.version, ribbon=store.government.note, **more
    )


def by_year_only(rows: pd.DataFrame) -> str:
    """Why there is nothing to show by month or quarter, where there are figures of whole years."""
    return "" if rows.empty else "These receipts are stated by year only; choose years instead of months."


def empty(store: Store, selection: Selection) -> str:
    """Why there is nothing to show, and what to do."""
    if not any(side == "receipt" for side, _, _ in elapsed.parts(store)):
        return "There are no receipts in the store yet; load a file of receipts on the Sources page."
    if selection.words():
        chosen = "; ".join(f"{name} {said}" for name, said in selection.words().items())
        return f"No receipts for {chosen}; widen the choice."
    return "There are no receipts of this kind in the store; choose another stage or year."


def _listed(values: tuple[str, ...]) -> list[str] | None:
    """What SQL takes for a choice: None for all."""
    return list(values) or None
