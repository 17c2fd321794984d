"""Peers: how much of their budgets do other countries execute?"""

from __future__ import annotations

import pandas as pd

from analytics import change, original_budget, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from data_loaders.store import Store

MEDIAN = "Median of all countries"
WHOLE = ("Spending: Total Expenditures", "Total")  # lines that are a whole budget, as known sources name them
COLUMNS = ("name", "period", "start", "rank", "complete", "approved", "executed", "ratio")
EXECUTED = """
select country as name, year, approved, executed, cast(executed as double) / cast(approved as double) * 100 as ratio
from peer_execution
where budget_line = $budget_line and approved > 0
order by country, year
"""
LINES = """
select budget_line as code, budget_line as name, cast(count(distinct country) as bigint) as countries
from peer_execution
group by budget_line
order by countries desc, budget_line
"""
COUNTRIES = "select distinct country as code, country as name from peer_execution order by code"


def execution_elsewhere(store: Store, countries: tuple[str, ...] = (), budget_line: str | None = None) -> Answer:
    """Executed as per cent of approved (ratio) by year: the countries named, the median of all, and this government.

    approved and executed are in each country's own currency. Without `budget_line` the whole budget, beside which
    stands this government's actual spending against its original estimate, in the calendar year its year ends in.
    """
    lines = _lines(store)
    line = (
        budget_line
        if budget_line in lines
        else next((name for name in WHOLE if name in lines), next(iter(lines), None))
    )
    rows = store.ask(EXECUTED, budget_line=line) if line else pd.DataFrame(columns=["name", "year", "ratio"])
    found = [rows[rows["name"].isin(countries)]]
    if len(rows):
        middle = rows.groupby("year", as_index=False)["ratio"].median().assign(name=MEDIAN)
        found = [_own(store) if line in WHOLE else rows.iloc[:0], *found, middle]
    table = pd.concat([each for each in found if len(each)] or [rows], ignore_index=True)
    table["rank"] = pd.factorize(table["name"])[0] + 1
    table = table.assign(period=table["year"].astype(str), start=table["year"], complete=True).reindex(columns=COLUMNS)
    table = table.astype({"ratio": change.PER_CENT, "approved": change.MONEY, "executed": change.MONEY})
    table = table.sort_values(["rank", "start"], ignore_index=True)
    said = _said(table, line, rows) if len(table) else "There are no budgets of other countries in the store."
    return Answer(
        "Execution elsewhere", table, {"approved": "own currency", "executed": "own currency", "ratio": "%"},
        ("peer_execution", "spending_month"), version=store.version, ribbon=store.government.note, sentence=said,
        filters={"Line": line} if line else {}, notes=(
            "Executed as per cent of approved; lines hold one another and are never added up.",
            "Approved is the original estimate here, and elsewhere what each country reports as such.",
        ),
    )  # fmt: skip


def choices(store: Store) -> Answer:
    """The countries that can be named."""
    there = store.holds("peer_execution")
    table = store.ask(COUNTRIES) if there else pd.DataFrame(columns=["code", "name"])
    return Answer("Countries", table, {}, ("peer_execution",), version=store.version)


def budget_lines(store: Store) -> Answer:
    """The lines of a budget that can be compared, those that most countries have first."""
    table = pd.DataFrame({"code": _lines(store)})
    return Answer("Lines of the budget", table, {}, ("peer_execution",), version=store.version)


def _lines(store: Store) -> list[str]:
    return store.ask(LINES)["code"].tolist() if store.holds("peer_execution") else []


def _own(store: Store) -> pd.DataFrame:
    """This government's actual spending against its original estimate in its latest whole years."""
    years = original_budget.years(store, "payment")
    rows = original_budget.spending(store, "function", (), years).groupby("fiscal_year", as_index=False)
    rows = rows[["budget", "actual"]].sum()
    ends = [fy.last_day(fy.months(year, store.government.first_month)[-1]).year for year in rows["fiscal_year"]]
    ratio = change.share(rows["actual"], rows["budget"])
    own = {"name": store.government.name, "year": ends, "approved": rows["budget"], "executed": rows["actual"]}
    return pd.DataFrame(own | {"ratio": ratio})


def _said(table: pd.DataFrame, line: str, rows: pd.DataFrame) -> str:
    """The last figure of each line of the chart."""
    last = table.groupby("name", sort=False).tail(1)
    each = zip(last["name"], last["ratio"], last["period"], strict=True)
    told = [f"{name} {ratio:.1f} % ({period})" for name, ratio, period in each]
    return f"{wording.listed(told, 6)}; {rows['name'].nunique()} countries report {line}."
