"""Sources: what came when, what was refused, and what does not add up?"""

from __future__ import annotations

import pandas as pd

from analytics import wording
from analytics.answer import Answer
from data_loaders.store import Store

LOADS = """
select file_name, source as profile, period, lines_read, kept, refused, ignored, stated_total, computed_total,
    cast(computed_total - stated_total as decimal(20, 2)) as difference, loaded_at, live, load_id
from load
order by loaded_at desc, file_name, load_id
"""
REJECTS = """
select load.file_name, reject.sheet, reject.line, reject."column", reject.reason, reject.masked, reject.load_id
from reject
left join load on load.load_id = reject.load_id
where $load_id is null or reject.load_id = $load_id
order by load.file_name, reject.load_id, reject.sheet, reject.line, reject."column"
limit $limit
"""
REFUSED = """
select count(*) as refusals, count(distinct load_id) as files
from reject
where $load_id is null or load_id = $load_id
order by refusals
"""
REASONS = """
select reject.reason, reject."column", count(*) as refusals, count(distinct reject.load_id) as files
from reject
where $load_id is null or reject.load_id = $load_id
group by reject.reason, reject."column"
order by refusals desc, reject.reason, reject."column"
"""
FINDINGS = """
select finding.rule, load.file_name, finding.what, finding.amount, finding.load_id
from finding
left join load on load.load_id = finding.load_id
where $rule is null or finding.rule = $rule
order by abs(finding.amount) desc nulls last, finding.rule, finding.what
limit $limit
"""
FOUND = """
select count(*) as findings, count(distinct rule) as rules
from finding
where $rule is null or rule = $rule
order by findings
"""
DICTIONARY = """
select columns.table_name as mart, columns.column_name as "column",
    lower(columns.data_type) as type, columns.comment as meaning
from duckdb_columns() as columns
where not columns.internal
order by columns.table_name, columns.column_index
"""
FRESHNESS = """
select source as profile, count(*) as files, max(loaded_at) as last_loaded,
    max(regexp_extract(period, '.*([0-9]{4}-[0-9]{2})', 1)) as last_month, sum(kept) as lines
from load
where live
group by source
order by profile
"""
DEPARTMENTS_BY_MONTH = """
select coalesce(line.department, '') as code, coalesce(min(department.name), line.department, 'Not stated') as name,
    line.month, sum(line.lines) as lines, cast(sum(line.amount) as decimal(20, 2)) as amount
from spending_month as line
left join department on department.code = line.department
where line.stage = 'actual' and line.flow = 'expenditure' and line.month is not null
    and ($fiscal_year is null or line.fiscal_year = $fiscal_year)
group by line.department, line.month
order by name, code, line.month
"""


def loads(store: Store) -> Answer:
    """Every file taken in, newest first: its lines read, kept, refused and ignored, and its totals."""
    table = store.ask(LOADS)
    money = dict.fromkeys(("stated_total", "computed_total", "difference"), store.government.currency)
    counts = dict.fromkeys(("lines_read", "kept", "refused", "ignored"), "lines")
    said = "No file has been taken in yet; upload one, or publish a folder from the command line."
    if len(table):
        read, refused = int(table["lines_read"].sum()), int(table["refused"].sum())
        files = wording.count(len(table), "file", "files")
        said = f"{files} taken in: {wording.count(read, 'line', 'lines')} read, {refused:,} refused."
    return _answer(store, "Files taken in", table, counts | money, ("load",), sentence=said)


def rejects(store: Store, load_id: str | None = None, limit: int = 1000) -> Answer:
    """Lines and cells refused: file_name, sheet, line, column, reason, masked (the shape of the value)."""
    table = store.ask(REJECTS, load_id=load_id, limit=limit)
    every = int(store.ask(REFUSED, load_id=load_id)["refusals"].iloc[0])
    said = f"{wording.count(every, 'line or cell was', 'lines and cells were')} refused"
    said += f"; the first {limit:,} are shown." if every > len(table) else "."
    filters = {"file": str(table["file_name"].iloc[0])} if load_id and len(table) else {}
    return _answer(store, "Refused lines and cells", table, {}, ("reject", "load"), sentence=said, filters=filters)


def reasons(store: Store, load_id: str | None = None) -> Answer:
    """Why lines and cells were refused, most frequent first: reason, column, refusals, files."""
    table = store.ask(REASONS, load_id=load_id)
    return _answer(store, "Reasons of refusal", table, {"refusals": "refusals", "files": "files"}, ("reject",))


def findings(store: Store, rule: str | None = None, limit: int = 1000) -> Answer:
    """What does not add up, largest first: rule, file_name, what, amount, load_id."""
    table = store.ask(FINDINGS, rule=rule, limit=limit)
    table["rule"] = [wording.rule(rule) for rule in table["rule"]]
    table["what"] = [wording.grouped(what) for what in table["what"]]
    found = store.ask(FOUND, rule=rule).iloc[0]
    said = "Everything adds up: no rule found anything."
    if found.findings:
        said = f"{wording.count(int(found.findings), 'thing does', 'things do')} not add up"
        said += f", by {wording.count(int(found.rules), 'rule', 'rules')}."
    return _answer(
        store, "What does not add up", table, {"amount": store.government.currency}, ("finding", "load"), sentence=said
    )


def dictionary(store: Store) -> Answer:
    """What every column of the marts means: mart, column, type, meaning."""
    return _answer(store, "Data dictionary", store.ask(DICTIONARY), {}, ())


def freshness(store: Store) -> Answer:
    """How far each source reaches: profile, files, last_loaded, last_month (as "2025-10"), lines, months_behind."""
    table = store.ask(FRESHNESS)
    months = table["last_month"].fillna("").tolist()
    behind = [_behind(month, max(months)) for month in months]
    table["months_behind"] = pd.array(behind, dtype="int64[pyarrow]")
    return _answer(
        store,
        "How far each source reaches",
        table,
        {"files": "files", "lines": "lines", "months_behind": "months"},
        ("load",),
    )


def departments_by_month(store: Store, fiscal_year: str | None = None) -> Answer:
    """Which department has booked spending in which month: code, name, month, lines, amount."""
    table = store.ask(DEPARTMENTS_BY_MONTH, fiscal_year=fiscal_year)
    units = {"lines": "lines", "amount": store.government.currency}
    return _answer(store, "Departments by month", table, units, ("spending_month", "department"))


def _behind(month: str, latest: str) -> int | None:
    """Months from one month to another, both as "2025-10".

    >>> _behind("2025-10", "2026-01"), _behind("", "2026-01")
    (3, None)
    """
    if not month:
        return None
    (year, number), (last_year, last_number) = (map(int, text.split("-")) for text in (month, latest))
    return (last_year - year) * 12 + last_number - number


def _answer(store: Store, title: str, table, units: dict[str, str], sources: tuple[str, ...], **more) -> Answer:
    """An Answer with the fields that every question of this subject shares."""
    return Answer(title, table, units, sources, version=store.version, ribbon=store.government.note, **more)
