"""Lineage: from a mark on a chart to the lines of the files behind it."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics import change, stages, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.stages import Scope
from data_loaders.store import Store

BEHIND = """
select
    load.file_name, entry.sheet, entry.line, entry.posted_on, entry.month, entry.fiscal_year,
    coalesce(office.name, entry.office) as office, coalesce(department.name, entry.department) as department,
    entry.object as head, coalesce(named.name, entry.object) as head_name, entry.document, entry.amount, entry.entry_id
from entry
left join load on load.load_id = entry.load_id
left join office on office.code = entry.office
left join department on department.code = entry.department
left join head as named on named.code = entry.object
where entry.counted
    and ($side is null or entry.side = $side)
    and ($flow is null or entry.flow = $flow)
    and ($stage is null or entry.stage = $stage)
    and ($fiscal_year is null or entry.fiscal_year = $fiscal_year)
    and ($month is null or coalesce(strftime(entry.month, '%Y-%m-%d'), '') = $month)
    and ($from_month is null or entry.month >= cast($from_month as date))
    and ($to_month is null or entry.month <= cast($to_month as date) or (entry.month is null
        and entry.stage in ('original', 'supplementary', 'reappropriation', 'surrender', 'revised')))
    and ($head is null or coalesce(entry.object, '') = $head)
    and ($group is null or coalesce(named.parent, entry.object, '') = $group)
    and ($agency is null or coalesce(named.agency, '') = $agency)
    and (($heads is null and $groups is null)
        or coalesce(list_contains(cast($heads as varchar[]), coalesce(entry.object, '')), false)
        or coalesce(list_contains(cast($groups as varchar[]), coalesce(named.parent, entry.object, '')), false))
    and ($agencies is null or list_contains(cast($agencies as varchar[]), coalesce(named.agency, '')))
    and ($department is null or coalesce(entry.department, '') = $department)
    and ($district is null or coalesce(entry.district, '') = $district)
    and ($class is null or coalesce(entry.class, '') = $class)
    and ($function is null or coalesce(entry.function_major, '') = $function)
    and ($detailed_function is null or coalesce(entry.function, '') = $detailed_function)
    and ($major_object is null or coalesce(left(entry.object_minor, $major), '') = $major_object)
    and ($minor_object is null or coalesce(entry.object_minor, '') = $minor_object)
    and ($without is null or coalesce(left(entry.object_minor, $major), '') <> $without)
    and ($object is null or coalesce(entry.object, '') = $object)
    and ($office is null or coalesce(entry.office, '') = $office)
    and ($fund is null or coalesce(entry.fund, '') = $fund)
    and ($grant is null or coalesce(entry.grant_number, '') = $grant)
    and ($project is null or coalesce(entry.project, '') = $project)
    and ($load_id is null or entry.load_id = $load_id)
order by abs(entry.amount) desc, entry.load_id, entry.sheet, entry.line, entry.cell
limit $limit
"""
ALL_BEHIND = """
select count(*) as lines, cast(sum(entry.amount) as decimal(20, 2)) as amount
from entry
left join head as named on named.code = entry.object
where entry.counted
    and ($side is null or entry.side = $side)
    and ($flow is null or entry.flow = $flow)
    and ($stage is null or entry.stage = $stage)
    and ($fiscal_year is null or entry.fiscal_year = $fiscal_year)
    and ($month is null or coalesce(strftime(entry.month, '%Y-%m-%d'), '') = $month)
    and ($from_month is null or entry.month >= cast($from_month as date))
    and ($to_month is null or entry.month <= cast($to_month as date) or (entry.month is null
        and entry.stage in ('original', 'supplementary', 'reappropriation', 'surrender', 'revised')))
    and ($head is null or coalesce(entry.object, '') = $head)
    and ($group is null or coalesce(named.parent, entry.object, '') = $group)
    and ($agency is null or coalesce(named.agency, '') = $agency)
    and (($heads is null and $groups is null)
        or coalesce(list_contains(cast($heads as varchar[]), coalesce(entry.object, '')), false)
        or coalesce(list_contains(cast($groups as varchar[]), coalesce(named.parent, entry.object, '')), false))
    and ($agencies is null or list_contains(cast($agencies as varchar[]), coalesce(named.agency, '')))
    and ($department is null or coalesce(entry.department, '') = $department)
    and ($district is null or coalesce(entry.district, '') = $district)
    and ($class is null or coalesce(entry.class, '') = $class)
    and ($function is null or coalesce(entry.function_major, '') = $function)
    and ($detailed_function is null or coalesce(entry.function, '') = $detailed_function)
    and ($major_object is null or coalesce(left(entry.object_minor, $major), '') = $major_object)
    and ($minor_object is null or coalesce(entry.object_minor, '') = $minor_object)
    and ($without is null or coalesce(left(entry.object_minor, $major), '') <> $without)
    and ($object is null or coalesce(entry.object, '') = $object)
    and ($office is null or coalesce(entry.office, '') = $office)
    and ($fund is null or coalesce(entry.fund, '') = $fund)
    and ($grant is null or coalesce(entry.grant_number, '') = $grant)
    and ($project is null or coalesce(entry.project, '') = $project)
    and ($load_id is null or entry.load_id = $load_id)
order by lines
"""
ENTRY = """
select entry.*, load.source as profile, load.file_name, load.loaded_at
from entry
left join load on load.load_id = entry.load_id
where entry.load_id = $load_id and entry.sheet = $sheet and entry.line = $line and entry.cell = $cell
order by entry.entry_id
"""
MEANINGS = """
select column_name, comment as meaning
from duckdb_columns()
where table_name = 'entry' and not internal
order by column_index
"""
FILES = """
select
    case entry.side when 'receipt' then 'receipt_month' else 'spending_month' end as mart,
    load.file_name, load.source as profile, load.period,
    count(*) as lines, min(entry.fiscal_year) as first_year, max(entry.fiscal_year) as last_year,
    load.loaded_at, entry.load_id
from entry
left join load on load.load_id = entry.load_id
where entry.counted
group by entry.side, load.file_name, load.source, load.period, load.loaded_at, entry.load_id
order by mart, load.file_name, entry.load_id
"""
LISTED = {  # the files of a list that is no ledger
    "loan": """
select 'loan' as mart, load.file_name, load.source as profile, load.period, count(*) as lines, load.loaded_at,
    loan.load_id
from loan left join load on load.load_id = loan.load_id
group by load.file_name, load.source, load.period, load.loaded_at, loan.load_id
order by load.file_name, loan.load_id
""",
    "payroll_month": """
select 'payroll_month' as mart, load.file_name, load.source as profile, load.period, count(*) as lines,
    min(listed.fiscal_year) as first_year, max(listed.fiscal_year) as last_year, load.loaded_at, listed.load_id
from payroll_month as listed left join load on load.load_id = listed.load_id
group by load.file_name, load.source, load.period, load.loaded_at, listed.load_id
order by load.file_name, listed.load_id
""",
}
MARTS = {"receipt_month": "receipt", "spending_month": "payment"}


def lines(
    store: Store, *, side: str | None = None, fiscal_year: str | None = None, month: str | None = None,
    from_month: str | None = None, to_month: str | None = None, head: str | None = None, group: str | None = None,
    agency: str | None = None, stage: str | None = "actual", flow: str | None = None, load_id: str | None = None,
    heads: tuple[str, ...] = (), agencies: tuple[str, ...] = (), groups: tuple[str, ...] = (), limit: int = 500,
    **scope: str | None,
) -> Answer:  # fmt: skip
    """The ledger lines behind a mark, largest first; what does not fit is the last row, so that the table adds up.

    file_name, sheet, line, posted_on, month, fiscal_year, office, department, head, head_name, document, amount,
    entry_id. None asks for all, "" for what the source does not state; a month is "2025-10-01". flow None: receipts
    or spending, as the side is. `scope`: department, office, object, ... as in `stages.Scope`.
    """
    within = Scope(**scope)
    asked = {
        "side": side, "flow": flow or {"receipt": "receipt", "payment": "expenditure"}.get(side or ""), "stage": stage,
        "month": month, "head": head, "group": group, "agency": agency, "load_id": load_id,
        "heads": list(heads) or None, "agencies": list(agencies) or None, "groups": list(groups) or None,
        **within.asked(), **_reach(store, fiscal_year, from_month, to_month),
    }  # fmt: skip
    every = store.ask(ALL_BEHIND, major=stages.major(store), **asked).iloc[0]
    table = store.ask(BEHIND, limit=limit, major=stages.major(store), **asked)
    rest = int(every.lines) - len(table)
    if rest:
        table = pd.concat([table, _rest(table, every.amount, rest)], ignore_index=True)
    return Answer(
        "Lines behind it", table, {"amount": store.government.currency}, ("entry", "load"), version=store.version,
        ribbon=store.government.note, filters=_words(asked), sentence=_said(int(every.lines), rest),
    )  # fmt: skip


def entry(store: Store, entry_id: str) -> Answer:
    """All that the store knows of one line: column, value, meaning."""
    load_id, *place = entry_id.rsplit("-", 3)
    known = pd.DataFrame()
    if len(place) == 3 and all(part.isdigit() for part in place):
        sheet, line, cell = map(int, place)
        known = store.ask(ENTRY, load_id=load_id, sheet=sheet, line=line, cell=cell)
    meanings = store.ask(MEANINGS).set_index("column_name")["meaning"]
    values = [(column, known[column].iloc[0]) for column in known.columns] if len(known) else []
    table = pd.DataFrame(
        [(column, str(value), meanings.get(column, "")) for column, value in values if pd.notna(value)],
        columns=["column", "value", "meaning"],
    )
    said = "" if len(known) else f"There is no line {entry_id} in this version of the store."
    return Answer(
        f"Line {entry_id}",
        table,
        {},
        ("entry", "load"),
        version=store.version,
        ribbon=store.government.note,
        sentence=said,
    )


def where_from(store: Store, sources: tuple[str, ...] = ()) -> Answer:
    """The files behind the marts named, or behind all: mart, file_name, profile, period, lines, loaded_at, load_id."""
    lists = [mart for mart in LISTED if mart in sources and store.holds(mart)]
    wanted = [mart for mart in sources if mart in MARTS] or ([] if lists else list(MARTS))
    table = store.ask(FILES)
    parts = [table[table["mart"].isin(wanted)], *(store.ask(LISTED[mart]) for mart in lists)]
    table = pd.concat(parts, ignore_index=True)
    files = int(table["load_id"].nunique())
    lines_in = int(table["lines"].sum()) if files else 0
    said = f"{wording.count(lines_in, 'line', 'lines')} of {wording.count(files, 'file', 'files')}."
    return Answer(
        "Where it is from", table, {"lines": "lines"}, ("entry", "load"), version=store.version,
        ribbon=store.government.note, sentence=said if files else "No file is behind it.",
    )  # fmt: skip


def _reach(
    store: Store, fiscal_year: str | None, from_month: str | None, to_month: str | None
) -> dict[str, str | None]:
    """From which month to which; all months of a year are the year, with its figures that have no month."""
    year = fiscal_year or (
        fy.label(date.fromisoformat(from_month), store.government.first_month) if from_month else None
    )
    if year and to_month:
        first, *_, last = (month.isoformat() for month in fy.months(year, store.government.first_month))
        if to_month == last and from_month in (None, first):
            return {"fiscal_year": year, "from_month": None, "to_month": None}
    return {"fiscal_year": fiscal_year, "from_month": from_month, "to_month": to_month}


def _words(asked: dict) -> dict[str, str]:
    """What was asked for, in words."""
    said = {name.replace("_", " "): value for name, value in asked.items() if value is not None and name != "flow"}
    return {
        name: ", ".join(value) if isinstance(value, list) else value or "not stated" for name, value in said.items()
    }


def _rest(table: pd.DataFrame, total, count: int) -> pd.DataFrame:
    """The row that stands for the lines that are not shown."""
    shown = table["amount"].sum() if len(table) else 0
    rest = pd.DataFrame({"file_name": [wording.count(count, "other line", "other lines")], "amount": [total - shown]})
    return rest.astype({"amount": change.MONEY})


def _said(every: int, rest: int) -> str:
    """How many lines there are, and how many of them are shown."""
    if not every:
        return "No line of the ledger is behind it."
    shown = f", the largest {every - rest:,} shown one by one" if rest else ""
    return f"{wording.capital(wording.count(every, 'line adds', 'lines add'))} up to this figure{shown}."
