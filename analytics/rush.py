"""Rush: how much is spent in the last month and the last week of a year?"""

from __future__ import annotations

import pandas as pd

from analytics import change, elapsed, stages, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.execution import answer
from data_loaders.store import Store

SPENT = """
with line as (
    select
        fiscal_year, month, posted_on, amount,
        case $by
            when 'department' then coalesce(department, '') when 'office' then coalesce(office, '')
            when 'class' then coalesce(class, '') when 'function' then coalesce(function_major, '')
            when 'major object' then coalesce(left(object_minor, $major), '')
            when 'minor object' then coalesce(object_minor, '') else 'total' end as code
    from entry
    where side = 'payment' and counted and flow = 'expenditure' and stage = 'actual' and month is not null
        and list_contains(cast($years as varchar[]), fiscal_year)
), named as (
    select code, min(name) as name
    from (
        select code, name from department where $by = 'department'
        union all select code, name from office where $by = 'office'
        union all select code, name from function where $by = 'function'
        union all select code, name from head where $by in ('major object', 'minor object')
    ) as known
    group by code
)
select
    line.fiscal_year, line.code,
    case when $by = 'total' then 'All spending' else coalesce(min(named.name), nullif(line.code, ''), 'Not stated') end
        as name,
    cast(sum(amount) as decimal(20, 2)) as amount,
    cast(coalesce(sum(case when extract(month from month) = $last_month then amount end), 0) as decimal(20, 2))
        as last_month,
    cast(sum(case when extract(month from month) = $last_month and posted_on >= month + interval '1' month
        - interval '7' day then amount when posted_on is not null then 0 end) as decimal(20, 2)) as last_week
from line
left join named on named.code = line.code
group by line.fiscal_year, line.code
order by line.fiscal_year, amount desc, line.code
"""
BY = ("office", "department", "major object", "minor object", "class", "function")
YEARS = ("fiscal_year", "amount", "last_month", "share", "times", "last_week", "week_share")
PLACES = ("code", "name", "amount", "last_month", "share", "last_year_share", "change", "times", "week_share", "excess")
PARTLY = 100 / 12  # per cent of a year in one month, where spending is level


def years(store: Store) -> Answer:
    """Every whole year: what was spent, in its last month and in its last seven days.

    fiscal_year, amount, last_month, share (% of the year), times (the last month in average months of the rest),
    last_week (missing where days are not known), week_share (%).
    """
    whole = whole_years(store)
    title = "Spending in the last month of the year"
    table = _spent(store, "total", whole)
    if table.empty:
        return answer(store, title, pd.DataFrame(columns=list(YEARS)), {}, sentence=not_whole(None, []))
    table = _shares(table)
    units = dict.fromkeys(("amount", "last_month", "last_week"), "money") | {"share": "%", "week_share": "%"}
    last = table.iloc[-1]
    said = (
        f"In the last month of {last.fiscal_year} {last.share:.1f} % of the year was spent, {last.times:.1f} times an "
        f"average month; level spending would be {PARTLY:.1f} %."
    )
    return answer(store, title, table[list(YEARS)], units | {"times": "times"}, sentence=said, notes=_week(table))


def places(store: Store, fiscal_year: str | None, by: str = "office", top: int = 40) -> Answer:
    """Where the last month of a whole year weighed most, the largest excess over an average month first.

    code, name, amount (of the year), last_month, share (% of the year), last_year_share, change (percentage points),
    times, week_share, excess (the last month less the average of the others).
    """
    if by not in BY:
        raise ValueError(f"The year-end rush cannot be shown by '{by}'; choose one of {', '.join(BY)}.")
    whole, title = whole_years(store), f"Year-end rush by {by}"
    if fiscal_year not in whole:
        return answer(store, title, pd.DataFrame(columns=list(PLACES)), {}, sentence=not_whole(fiscal_year, whole))
    before = fy.previous(fiscal_year)
    rows = _shares(_spent(store, by, [year for year in whole if year in (before, fiscal_year)]))
    last = rows[rows["fiscal_year"] == before].set_index("code")["share"]
    table = rows[rows["fiscal_year"] == fiscal_year].copy()
    table["last_year_share"] = table["code"].map(last).astype(change.PER_CENT)
    table["change"] = table["share"] - table["last_year_share"]
    rest = (table["amount"] - table["last_month"]).astype(change.PER_CENT) / 11
    table["excess"] = (table["last_month"].astype(change.PER_CENT) - rest).round(2).astype(change.MONEY)
    table = table.sort_values(["excess", "code"], ascending=[False, True], ignore_index=True)
    units = dict.fromkeys(("amount", "last_month", "excess"), "money") | {
        "times": "times",
        "change": "percentage points",
    }
    units |= dict.fromkeys(("share", "last_year_share", "week_share"), "%")
    worst = table.iloc[0]
    said = (
        f"{worst['name']} spent most beyond an average month: {worst['share']:.1f} % of its year in the last month, "
        f"{worst['times']:.1f} times an average one."
    )
    shown = table.head(top)
    notes = (f"The {len(shown)} with the largest excess of {len(table):,}.",) if len(table) > top else ()
    return answer(
        store, title, shown[list(PLACES)], units, sentence=said, notes=(*notes, *_week(shown)),
        filters={"fiscal year": fiscal_year},
    )  # fmt: skip


def whole_years(store: Store) -> list[str]:
    """Fiscal years with payments in all twelve months."""
    found = elapsed.parts(store)
    twelve = set(range(1, 13))
    return sorted(
        year
        for (side, stage, year), months in found.items()
        if side == "payment" and stage == "actual" and twelve <= set(months)
    )


def _spent(store: Store, by: str, years: list[str]) -> pd.DataFrame:
    """Spending of whole years with the part of their last month and week."""
    first = store.government.first_month
    return store.ask(SPENT, by=by, years=years, last_month=(first + 10) % 12 + 1, major=stages.major(store))


def _shares(table: pd.DataFrame) -> pd.DataFrame:
    """Shares of the year, and the last month in average months of the rest."""
    rest = (table["amount"] - table["last_month"]).astype(change.PER_CENT) / 11
    return table.assign(
        share=change.share(table["last_month"], table["amount"]),
        week_share=change.share(table["last_week"], table["amount"]),
        times=table["last_month"].astype(change.PER_CENT) / rest.where(rest > 0),
    )


def _week(table: pd.DataFrame) -> tuple[str, ...]:
    """What is said of the last week."""
    known = table["week_share"].notna().any()
    return ("Last week: the last seven days of the year.",) if known else ("The days of payments are not known.",)


def not_whole(fiscal_year: str | None, whole: list[str]) -> str:
    """Why a year has no end yet."""
    there = f" Whole years: {wording.listed(whole, 12)}." if whole else ""
    return f"{fiscal_year or 'The store'} has no payments in all twelve months.{there}"
