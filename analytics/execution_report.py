"""Budget execution report: the eight tables that a province publishes, for any month, each with its total."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from analytics import change, execution, receipts, stages, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.receipts import Selection
from analytics.stages import Scope
from data_loaders.store import Store

RECURRENT = """
with line as (
    select
        coalesce(department, '') as department, coalesce(grant_number, '') as grant_number,
        coalesce(object_minor, '') as object, stage, amount,
        case when month is null then 0 else (extract(month from month) - $first_month + 12) % 12 + 1 end as fiscal_month
    from entry
    where side = 'payment' and counted and flow = 'expenditure'
        and fiscal_year = $fiscal_year
        and (class like 'current revenue%' or class like 'revenue account%')
), added as (
    select
        department, grant_number, object,
        cast(sum(case when stage = 'original' then amount end) as decimal(20, 2)) as original,
        cast(sum(case when stage = 'revised' then amount end) as decimal(20, 2)) as revised,
        cast(sum(case when stage = 'released' and list_contains(cast($months as integer[]), fiscal_month)
            then amount end) as decimal(20, 2)) as released,
        cast(sum(case when stage = 'actual' and list_contains(cast($months as integer[]), fiscal_month)
            then amount end) as decimal(20, 2)) as actual
    from line
    group by department, grant_number, object
)
select
    coalesce(department.name, nullif(added.department, ''), 'Not stated') as department,
    coalesce(nullif(grant_number, ''), 'Not stated') as grant_number,
    coalesce(nullif(object, ''), '') as code, coalesce(head.name, nullif(object, ''), 'Not stated') as name,
    original, revised, released, actual
from added
left join department on department.code = added.department
left join head on head.code = added.object
where coalesce(original, revised, released, actual) is not null
order by department, grant_number, code, name
"""
SIDES = """
select
    side, case when side = 'receipt' then coalesce(class, '') else
        case when class like 'development%' then 'Development'
            when class like 'current capital%' or class like 'capital account%' then 'Current capital'
            when class like 'current revenue%' or class like 'revenue account%' then 'Current revenue'
            else coalesce(class, '') end end as name,
    stage, fiscal_year,
    case when month is null then 0 else (extract(month from month) - $first_month + 12) % 12 + 1 end as fiscal_month,
    cast(sum(amount) as decimal(20, 2)) as amount
from (
    select 'receipt' as side, class, stage, fiscal_year, month, amount from receipt_month where flow = 'receipt'
    union all
    select 'payment' as side, class, stage, fiscal_year, month, amount from spending_month where flow = 'expenditure'
) as line
where stage in ('original', 'revised', 'actual') and fiscal_year in ($fiscal_year, $last_year)
group by all
order by all
"""
COLUMNS = ("code", "name", "original", "revised", "released", "actual", "share", "last_year", "growth")
RECEIPTS = ("code", "name", "original", "revised", "actual", "share", "last_year", "growth")
AMOUNTS = ("original", "revised", "released", "actual", "last_year")
TITLES = (
    "Table 1. Fiscal statement", "Table 2. Receipts by object", "Table 3. Receipts by department",
    "Table 4. Spending by department", "Table 5. Recurrent spending by department, grant and object",
    "Table 6. Development programme by sector", "Table 7. Development spending by scheme",
    "Table 8. Current capital spending",
)  # fmt: skip


def tables(store: Store, fiscal_year: str | None, to_month: int | None = None) -> tuple[Answer, ...]:
    """All eight tables up to a month of the fiscal year, by default the last one with figures."""
    return tuple(table(store, number, fiscal_year, to_month) for number in range(1, len(TITLES) + 1))


def table(store: Store, number: int, fiscal_year: str | None, to_month: int | None = None) -> Answer:
    """One table by its number, 1 to 8; the last row is the total.

    code, name, original, revised, released (not of receipts), actual (up to the month), share (% of the budget:
    revised where the year has it, else original), last_year (the same months), growth (%). Table 1 has side and no
    code and ends with the balance; table 5 has department and grant_number too, and no last year: grants are numbered
    anew each year.
    """
    if fiscal_year is None:
        return _answer(store, number, pd.DataFrame(columns=list(COLUMNS)), {}, sentence=execution.NOTHING)
    months = execution.months_to(store, fiscal_year, to_month)
    made: dict[int, Callable[[], pd.DataFrame]] = {
        1: partial(_statement, store, fiscal_year, months),
        2: partial(_received, store, "head", fiscal_year, months),
        3: partial(_received, store, "agency", fiscal_year, months),
        4: partial(_spent, store, "department", fiscal_year, months),
        5: partial(_recurrent, store, fiscal_year, months),
        6: partial(_spent, store, "function", fiscal_year, months, "development*"),
        7: partial(_spent, store, "project", fiscal_year, months, "development*"),
        8: partial(_spent, store, "minor object", fiscal_year, months, "current capital*"),
    }
    rows = made[number]()
    if not rows.empty:
        budget = rows["revised"] if rows["revised"].notna().any() else rows["original"]
        rows["share"] = change.share(rows["actual"], budget)
        if "last_year" in rows:
            rows["growth"] = change.growth(rows["actual"], rows["last_year"])
    when = execution.in_words(store, fiscal_year, months)
    return _answer(
        store, number, rows, {"fiscal year": fiscal_year, "months": wording.capital(when)},
        sentence=_said(rows, when, number), as_of=execution.last_day(store, fiscal_year, months),
        notes=("Actual and last year: the same months; original and revised: of the whole year.",),
    )  # fmt: skip


def _statement(store: Store, fiscal_year: str, months: tuple[int, ...]) -> pd.DataFrame:
    """Receipts by class, spending by class, and the balance."""
    rows = store.ask(
        SIDES, fiscal_year=fiscal_year, last_year=fy.previous(fiscal_year), first_month=store.government.first_month
    )
    parts = []
    for side, word in (("receipt", "Receipts"), ("payment", "Spending")):
        wide = _wide(rows[rows["side"] == side], "name", fiscal_year, months)
        wide["name"] = wide["name"].replace("", "Not classed")
        parts.append(_totalled(wide, f"Total {word.lower()}").assign(side=word))
    received, spent = (part.iloc[-1] if len(part) else None for part in parts)
    every = pd.concat(parts, ignore_index=True)
    if received is not None and spent is not None:
        balance = {name: received[name] - spent[name] for name in ("original", "revised", "actual", "last_year")}
        every = pd.concat([every, pd.DataFrame([{"side": "Balance", "name": "Balance"} | balance])], ignore_index=True)
    every = every.astype(dict.fromkeys(("original", "revised", "actual", "last_year"), change.MONEY))
    return every.reindex(columns=["side", "name", "original", "revised", "actual", "share", "last_year", "growth"])


def _received(store: Store, split: str, fiscal_year: str, months: tuple[int, ...]) -> pd.DataFrame:
    """Receipts by head or by who collects them."""
    years = (fy.previous(fiscal_year), fiscal_year)
    rows = receipts.amounts(store, split, Selection(years), ("original", "revised", "actual"))
    wide = _wide(rows, ["code", "name"], fiscal_year, months)
    return _totalled(wide, "Total receipts").reindex(columns=list(RECEIPTS))


def _spent(store: Store, by: str, fiscal_year: str, months: tuple[int, ...], class_: str | None = None) -> pd.DataFrame:
    """Spending by a split, with last year's beside it; what only last year had is a row too."""
    scope = Scope(class_=class_)
    now = stages.beside(store, by, fiscal_year, scope, months)
    if now.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    last = stages.beside(store, by, fy.previous(fiscal_year), scope, months)[["level", "code", "name", "actual"]]
    rows = now.merge(last.rename(columns={"actual": "last_year"}), on=["level", "code", "name"], how="outer")
    rows = rows.sort_values(
        ["level", "code"], key=lambda column: column.eq("total") if column.name == "level" else column,
    )  # fmt: skip
    total = rows["level"] == "total"
    rows["name"] = rows["name"].where(~total, "Total spending")
    return rows.reindex(columns=list(COLUMNS)).reset_index(drop=True)


def _recurrent(store: Store, fiscal_year: str, months: tuple[int, ...]) -> pd.DataFrame:
    """Recurrent spending by department, grant and object."""
    first = store.government.first_month
    rows = store.ask(RECURRENT, fiscal_year=fiscal_year, months=list(months), first_month=first)
    return _totalled(rows, "Total recurrent spending", column="department")


def _wide(rows: pd.DataFrame, keys, fiscal_year: str, months: tuple[int, ...]) -> pd.DataFrame:
    """Estimates of the year, actual of its months and of the same months of last year, a column each."""
    this = rows["fiscal_year"] == fiscal_year
    inside = (rows["stage"] == "actual") & rows["fiscal_month"].isin(months)
    parts = {
        "original": this & (rows["stage"] == "original"),
        "revised": this & (rows["stage"] == "revised"),
        "actual": this & inside,
        "last_year": ~this & inside,
    }
    columns = {name: rows["amount"].where(where) for name, where in parts.items()}
    wide = rows.assign(**columns)[parts["original"] | parts["revised"] | inside]
    wide = wide.groupby(keys, as_index=False)[list(parts)].sum(min_count=1)
    return wide.astype(dict.fromkeys(parts, change.MONEY))


def _totalled(rows: pd.DataFrame, name: str, column: str = "name") -> pd.DataFrame:
    """The rows and their total, last."""
    if rows.empty:
        return rows
    there = [amount for amount in AMOUNTS if amount in rows]
    total = pd.DataFrame([{column: name} | rows[there].sum(min_count=1).to_dict()])
    types = dict.fromkeys(there, change.MONEY)
    return pd.concat([rows.astype(types), total.astype(types)], ignore_index=True)


def _said(rows: pd.DataFrame, when: str, number: int) -> str:
    """How far the total has come."""
    if rows.empty:
        return f"There are no figures for {TITLES[number - 1].partition('. ')[2].lower()}."
    total = rows.iloc[-1]
    if number == 1 or pd.isna(total["share"]):
        return f"{wording.capital(when)} beside the estimates of the whole year."
    grown = (
        "" if pd.isna(total.get("growth")) else f", {wording.compared(total['growth'])} the same months of last year"
    )
    return f"{wording.capital(when)}: {total['share']:.1f} % of the year's estimate{grown}."


def _answer(store: Store, number: int, rows: pd.DataFrame, filters: dict[str, str], **more) -> Answer:
    """A table of the report as an Answer."""
    money = [name for name in AMOUNTS if name in rows]
    units = dict.fromkeys(money, "money") | {"share": "%", "growth": "%"}
    return execution.answer(store, TITLES[number - 1], rows, units, filters=filters, **more)
