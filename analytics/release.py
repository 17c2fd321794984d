"""Release: what was released against a level pattern, and what a year left unspent."""

from __future__ import annotations

import pandas as pd

from analytics import change, stages
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.execution import answer, months_to
from analytics.rush import PARTLY, not_whole, whole_years
from analytics.stages import Scope
from data_loaders.store import Store

RELEASED = """
with line as (
    select
        stage, (extract(month from month) - $first_month + 12) % 12 + 1 as fiscal_month, amount
    from spending_month
    where flow = 'expenditure' and fiscal_year = $fiscal_year and stage in ('released', 'actual')
        and month is not null and ($department is null or coalesce(department, '') = $department)
), added as (
    select
        fiscal_month,
        cast(sum(case when stage = 'released' then amount end) as decimal(20, 2)) as released,
        cast(sum(case when stage = 'actual' then amount end) as decimal(20, 2)) as actual
    from line group by fiscal_month
)
select
    fiscal_month,
    cast(sum(released) over (order by fiscal_month) as decimal(20, 2)) as released,
    cast(sum(actual) over (order by fiscal_month) as decimal(20, 2)) as actual,
    max(case when actual is not null then fiscal_month end) over () as last_month
from added
order by fiscal_month
"""
PATTERN = ("fiscal_month", "month", "released", "released_share", "level_share", "actual", "spent_share")
UNSPENT = ("code", "name", "budget", "released", "actual", "not_released", "not_spent", "lapsed", "share")


def releases(store: Store, fiscal_year: str | None, *, department: str | None = None) -> Answer:
    """What was released and spent by the end of each month, in per cent of the budget, beside a level release.

    fiscal_month, month, released (added up), released_share, level_share (a twelfth a month), actual (added up),
    spent_share. Missing where nothing was submitted for the month.
    """
    title = "Released and spent against a level pattern"
    if fiscal_year is None:
        return answer(store, title, pd.DataFrame(columns=list(PATTERN)), {}, sentence="There is no spending yet.")
    first = store.government.first_month
    rows = store.ask(RELEASED, fiscal_year=fiscal_year, department=department, first_month=first)
    scope = Scope(department=department)
    whole = stages.beside(store, "total", fiscal_year, scope, months_to(store, fiscal_year))
    budget = whole["budget"].iloc[-1] if len(whole) else None
    if pd.isna(budget) or rows["released"].isna().all():
        said = f"No {'budget' if pd.isna(budget) else 'release'} of {fiscal_year} was submitted."
        return answer(store, title, pd.DataFrame(columns=list(PATTERN)), {}, sentence=said)
    until = rows["last_month"].max()
    table = pd.DataFrame({"fiscal_month": range(1, 13), "month": fy.months(fiscal_year, first)})
    table = table.merge(rows.drop(columns="last_month"), on="fiscal_month", how="left")
    told = table["fiscal_month"] <= (0 if pd.isna(until) else until)
    for stage, share in (("released", "released_share"), ("actual", "spent_share")):
        table[stage] = table[stage].ffill().where(told)
        table[share] = change.share(table[stage], pd.Series([budget] * 12, dtype=change.MONEY))
    table["level_share"] = [number * PARTLY for number in table["fiscal_month"]]
    units = {"released": "money", "actual": "money", "released_share": "%", "spent_share": "%", "level_share": "%"}
    now = table.dropna(subset=["actual"])
    said = _pattern_said(now.iloc[-1]) if len(now) else "Nothing is spent yet."
    filters = {"fiscal year": fiscal_year, **stages.words(store, scope)}
    return answer(store, title, table[list(PATTERN)], units, sentence=said, filters=filters)


def unspent(store: Store, fiscal_year: str | None, by: str = "department") -> Answer:
    """What a whole year left: not released, released and not spent, and what lapses with the year; last the total.

    code, name, budget, released, actual, not_released (budget less released), not_spent (released less actual),
    lapsed (budget less actual), share (% of the budget).
    """
    whole, title = whole_years(store), f"Budget that was not spent, by {by}"
    if fiscal_year not in whole:
        return answer(store, title, pd.DataFrame(columns=list(UNSPENT)), {}, sentence=not_whole(fiscal_year, whole))
    table = stages.beside(store, by, fiscal_year, Scope(), tuple(range(13)))
    table["not_released"] = change.difference(table["budget"], table["released"])
    table["not_spent"] = change.difference(table["released"], table["actual"])
    table["lapsed"] = change.difference(table["budget"], table["actual"].fillna(0))
    table["share"] = change.share(table["lapsed"], table["budget"])
    total = table.iloc[-1]
    table = table[table["lapsed"].notna()]
    if table.empty:
        return answer(
            store, title, pd.DataFrame(columns=list(UNSPENT)), {}, sentence=f"No budget of {fiscal_year} was submitted."
        )
    table = pd.concat([table.iloc[:-1].sort_values(["lapsed", "code"], ascending=[False, True]), table.iloc[-1:]])
    units = dict.fromkeys(UNSPENT[2:-1], "money") | {"share": "%"}
    said = f"{total['share']:.1f} % of the budget of {fiscal_year} was not spent and lapsed."
    return answer(
        store, title, table[list(UNSPENT)].reset_index(drop=True), units, sentence=said,
        filters={"fiscal year": fiscal_year},
    )  # fmt: skip


def _pattern_said(now: pd.Series) -> str:
    """How the last month booked stands against a level release."""
    released = (
        "" if pd.isna(now["released_share"]) else f"{now['released_share']:.1f} % of the budget was released and "
    )
    return (
        f"By the end of {now['month']:%B %Y} {released}{now['spent_share']:.1f} % spent; "
        f"a level pattern would be {now['level_share']:.1f} %."
    )
