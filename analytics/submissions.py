"""Submissions: which departments and sources are late, and what does not add up?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics import fiscal_year as fy
from analytics import wording
from analytics.answer import Answer
from data_loaders.store import Store

BY_RULE = """
select rule, count(*) as findings, cast(sum(amount) as decimal(20, 2)) as amount, min(what) as example
from finding
group by rule
order by abs(sum(amount)) desc nulls last, rule
"""
DEPARTMENTS = """
select line.department as code, coalesce(min(department.name), line.department) as name,
    max(case when line.stage = 'actual' then line.month end) as last_month
from spending_month as line
left join department on department.code = line.department
where line.department is not null and line.flow = 'expenditure' and line.fiscal_year >= $since
    and coalesce(department.level, '') <> 'rounding'
group by line.department
order by code
"""
SOURCES = """
select source as code, max(regexp_extract(period, '.*([0-9]{4}-[0-9]{2})', 1)) as last_month
from load
where live
group by source
order by code
"""
LATEST = """
select max(month) as latest
from (
    select month from receipt_month where stage = 'actual' and flow = 'receipt'
    union all
    select month from spending_month where stage = 'actual' and flow = 'expenditure'
) as line
order by latest
"""
LATE = ["kind", "code", "name", "last_month"]
YEAR = 12  # months: a source that ended before is not late but closed


def unexplained(store: Store) -> Answer:
    """What does not add up, by rule, the largest sum first: rule, findings, amount, example."""
    table = store.ask(BY_RULE)
    table["rule"] = [wording.rule(rule) for rule in table["rule"]]
    table["example"] = [wording.grouped(example) for example in table["example"]]
    found = int(table["findings"].sum()) if len(table) else 0
    said = f"{wording.count(found, 'thing does', 'things do')} not add up." if found else "Everything adds up."
    units = {"findings": "findings", "amount": store.government.currency}
    return _answer(store, "What does not add up", table, units, sources=("finding",), sentence=said)


def late(store: Store) -> Answer:
    """Departments whose spending and sources whose files end before the latest month anyone submitted, latest first.

    Of departments those with a figure this fiscal year or last, of sources those that reached into the last twelve
    months. kind ("department", "source"), code, name, last_month (missing: none yet), months_late (missing: none yet).
    """
    latest = store.ask(LATEST)["latest"].iloc[0]
    if pd.isna(latest):
        said = "No actual figures by month yet, so nothing can be late."
        return _answer(store, "Missing or late", pd.DataFrame(columns=[*LATE, "months_late"]), {}, sentence=said)
    since = fy.previous(fy.label(latest, store.government.first_month))
    departments = store.ask(DEPARTMENTS, since=since).assign(kind="department")
    sources = store.ask(SOURCES).assign(kind="source")
    sources["name"] = sources["code"]
    sources["last_month"] = [_day(month) for month in sources["last_month"]]
    sources = sources[[month is not None and _months(month, latest) <= YEAR for month in sources["last_month"]]]
    table = pd.concat([departments[LATE].astype(object), sources[LATE].astype(object)], ignore_index=True)
    table["months_late"] = pd.array([_months(month, latest) for month in table["last_month"]], dtype="int64[pyarrow]")
    behind = table[(table["months_late"].isna()) | (table["months_late"] > 0)]
    behind = behind.sort_values(["kind", "months_late", "name"], ascending=[True, False, True], na_position="first")
    said = _late_said(len(departments), behind, latest)
    return _answer(store, "Missing or late", behind.reset_index(drop=True), {"months_late": "months"}, sentence=said)


def _late_said(departments: int, behind: pd.DataFrame, latest: date) -> str:
    """How many departments and sources have not sent the latest month."""
    if behind.empty:
        return f"Everything is in up to {latest:%B %Y}."
    missing = int((behind["kind"] == "department").sum())
    parts = [f"{missing} of {wording.count(departments, 'department', 'departments')}"] if missing else []
    sources = len(behind) - missing
    parts += [wording.count(sources, "source", "sources")] if sources else []
    verb = "has" if len(behind) == 1 else "have"
    who = wording.capital(wording.listed(parts))
    return f"{who} {verb} nothing yet for {latest:%B %Y}, the latest month in the store."


def _day(month: str | None) -> date | None:
    """The first day of a month written "2025-10"."""
    return date.fromisoformat(f"{month}-01") if pd.notna(month) and month else None


def _months(month: date | None, latest: date) -> int | None:
    """Months from a month to the latest."""
    return None if pd.isna(month) else (latest.year - month.year) * 12 + latest.month - month.month


def _answer(store: Store, title: str, table: pd.DataFrame, units: dict[str, str], **more) -> Answer:
    """An Answer with the fields that every question of this subject shares."""
    more = {"sources": ("spending_month", "load")} | more
    return Answer(title, table, units, version=store.version, ribbon=store.government.note, **more)
