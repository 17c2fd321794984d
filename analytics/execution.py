"""Execution: what was voted, changed, released, committed and paid, and what is still available?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics import change, elapsed, lineage, stages, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.stages import Scope
from data_loaders.store import Store

STAGES = ("original", "supplementary", "reappropriation", "surrender", "revised", "released", "committed", "actual")
CHANGES = (*STAGES[:5], "unexplained")
SO_FAR = ("budget", *STAGES[5:], "available")
DRILL = ("level", "code", "name", *SO_FAR, "spent_share", "released_share", *CHANGES, "lines")
YEARS = """
select fiscal_year, max(case when stage = 'actual' then 1 else 0 end) as begun
from spending_month where flow = 'expenditure'
group by fiscal_year
order by fiscal_year desc
"""
CODES = """
select kind, codes.code, coalesce(min(named.name), codes.code) as name
from (
    select distinct 'department' as kind, department as code from spending_month where flow = 'expenditure'
    union all select distinct 'class', class from spending_month where flow = 'expenditure'
    union all select distinct 'district', district from spending_month where flow = 'expenditure'
    union all select distinct 'function', function_major from spending_month where flow = 'expenditure'
    union all select distinct 'major object', left(object_minor, $major) from spending_month where flow = 'expenditure'
    union all select distinct 'minor object', object_minor from spending_month where flow = 'expenditure'
) as codes
left join (
    select 'department' as of_kind, code, name from department
    union all select 'district', code, name from district
    union all select 'function', code, name from function
    union all select 'major object', code, name from head
    union all select 'minor object', code, name from head
) as named on named.of_kind = codes.kind and named.code = codes.code
where codes.code is not null
group by kind, codes.code
order by kind, name, codes.code
"""
DOUBTS = """
select rule, what, amount
from finding
where what like '%' || $fiscal_year || '%' and (what like '%(payment%' or rule like '%reappropriation%')
order by abs(amount) desc nulls last, what
"""
UNMATCHED = """
with books as (
    select distinct load.source, entry.department
    from entry join load on load.load_id = entry.load_id
    where entry.side = 'payment' and entry.flow = 'expenditure' and entry.department is not null
        and entry.stage in ('original', 'revised')
), every as (
    select count(distinct source) as sources from books
)
select
    coalesce(department.name, books.department) as name, min(books.source) as only_in,
    max(sources) - count(distinct books.source) as missing_in
from books
cross join every
left join department on department.code = books.department
group by books.department, department.name
having count(distinct books.source) < max(sources)
order by only_in, name
"""
LAST = """
select
    max(case when month is null then 0 else (extract(month from month) - $first_month + 12) % 12 + 1 end) as last_month
from spending_month where flow = 'expenditure' and stage = 'actual' and fiscal_year = $fiscal_year
order by last_month
"""
NOTHING = "There is no spending in the store yet; load a ledger, a budget or a list of payments on the Sources page."


def fiscal_years(store: Store) -> Answer:
    """The fiscal years with figures of spending, the latest first; begun: something is paid, not budgeted or ahead."""
    table, ahead = store.ask(YEARS), elapsed.ahead(store)
    paid = zip(table["fiscal_year"], table["begun"], strict=True)
    table["begun"] = [bool(begun) and ("payment", year) not in ahead for year, begun in paid]
    said = f"{wording.count(len(table), 'fiscal year has', 'fiscal years have')} figures of spending."
    return answer(store, "Fiscal years of spending", table, {}, sentence=said if len(table) else NOTHING)


def choices(store: Store) -> Answer:
    """What can be chosen: kind ("department", "class", "district", "function", "major object", ...), code, name."""
    table = store.ask(CODES, major=stages.major(store))
    return answer(store, "Departments, objects and functions", table, {})


def drill(
    store: Store, by: str = "department", *, fiscal_year: str | None, to_month: int | None = None, alone: bool = False,
    **scope: str | None,
) -> Answer:  # fmt: skip
    """Every stage of one year's spending by department, class, object, office, ...; the last row is the total.

    level (what it is split by; "total" in the last row), code, name, budget (revised where the year has it, else
    original and its changes so far), released, committed, actual, available (released - committed - actual),
    spent_share and released_share (% of the budget), original, supplementary, reappropriation, surrender, revised,
    unexplained (revised less original and its changes), lines. Missing: not submitted. `to_month` 1 to 12 of the fiscal
    year, by default the last with figures; `alone`: released, committed and paid in that month only. `scope` as in
    `stages.Scope`.
    """
    title = f"Spending by {by}"
    if fiscal_year is None:
        return answer(store, title, pd.DataFrame(columns=list(DRILL)), {}, sentence=NOTHING)
    within = Scope(**scope)
    months = months_to(store, fiscal_year, to_month, alone)
    table = stages.beside(store, by, fiscal_year, within, months)
    table["released_share"] = change.share(table["released"], table["budget"])
    table["spent_share"] = change.share(table["actual"], table["budget"])
    units = dict.fromkeys((*SO_FAR, *CHANGES), "money") | {"released_share": "%", "spent_share": "%", "lines": "lines"}
    when = in_words(store, fiscal_year, months)
    filters = {
        "fiscal year": fiscal_year,
        "months": _short(when, fiscal_year),
        **stages.words(store, within),
    }
    return answer(
        store, title, table[list(DRILL)], units, filters=filters, as_of=last_day(store, fiscal_year, months),
        notes=_notes(table, when, alone), sentence=_said(table, by, when, fiscal_year),
    )  # fmt: skip


def doubts(store: Store, fiscal_year: str | None) -> Answer:
    """What does not add up in the budget of a year: rule, what, amount."""
    table = store.ask(DOUBTS, fiscal_year=fiscal_year or "")
    table["rule"] = [wording.rule(rule) for rule in table["rule"]]
    table["what"] = [wording.grouped(what) for what in table["what"]]
    said = f"{wording.count(len(table), 'thing does', 'things do')} not add up in the budget of {fiscal_year}."
    return answer(
        store, "What does not add up in this budget", table, {"amount": "money"}, sentence=said if len(table) else ""
    )


def unmatched(store: Store) -> Answer:
    """Departments that stand in one budget book and not in another: name, only_in (a source), missing_in (how many)."""
    table = store.ask(UNMATCHED)
    count = wording.count(len(table), "name stands", "names stand")
    said = f"{count} in one budget book alone: perhaps an alias is missing."
    return answer(store, "Names without a match", table, {"missing_in": "books"}, sentence=said if len(table) else "")


def lines(
    store: Store, stage: str, *, fiscal_year: str, to_month: int | None = None, alone: bool = False,
    **scope: str | None,
) -> Answer:  # fmt: skip
    """The lines of the ledger behind one stage of a cell of `drill`; the columns of `lineage.lines`."""
    months = months_to(store, fiscal_year, to_month, alone)
    firsts = fy.months(fiscal_year, store.government.first_month)
    return lineage.lines(
        store, side="payment", stage=stage, fiscal_year=fiscal_year,
        from_month=firsts[max(months) - 1].isoformat() if alone else None,
        to_month=firsts[max(months) - 1].isoformat(), **scope,
    )  # fmt: skip


def months_to(store: Store, fiscal_year: str, to_month: int | None = None, alone: bool = False) -> tuple[int, ...]:
    """The numbers of the months asked for, 0 (figures without a month) among them where the year is whole."""
    last = store.ask(LAST, fiscal_year=fiscal_year, first_month=store.government.first_month)["last_month"].iloc[0]
    until = to_month or (12 if pd.isna(last) else int(last)) or 12
    if alone:
        return (until,)
    return tuple(range(0 if until == 12 else 1, until + 1))


def in_words(store: Store, fiscal_year: str, months: tuple[int, ...]) -> str:
    """Months of a fiscal year in words."""
    return fy.span(tuple(number for number in months if number), fiscal_year, store.government.first_month)


def _short(when: str, fiscal_year: str) -> str:
    """Months without their year.

    >>> _short("the whole of 2025-26", "2025-26"), _short("July 2025-26", "2025-26")
    ('all', 'July')
    """
    return "all" if when.startswith("the whole") else when.removesuffix(f" {fiscal_year}")


def last_day(store: Store, fiscal_year: str, months: tuple[int, ...]) -> date:
    """The last day of the months."""
    return fy.last_day(fy.months(fiscal_year, store.government.first_month)[max(months) - 1])


def _notes(table: pd.DataFrame, when: str, alone: bool) -> tuple[str, ...]:
    """What the budget is, which stages nobody submitted, and what does not follow from the changes."""
    if table.empty:
        return ()
    total, rows = table.iloc[-1], table.iloc[:-1]
    missing = [stage for stage in STAGES if pd.isna(total[stage])]
    which = "the original estimate and its changes so far" if pd.isna(total["revised"]) else "the revised estimate"
    said = [f"Budget: {which}, of the whole year." if not pd.isna(total["budget"]) else ""]
    said.append(f"Not submitted: {wording.listed(missing, 8)}." if missing else "")
    if total[["released", "committed", "actual"]].notna().any():
        said.append(f"Released, committed and actual: {when}{' alone' if alone else ''}.")
    if not pd.isna(total["unexplained"]) and total["unexplained"]:
        said.append("Unexplained: the revised estimate less the original one and the changes that were submitted.")
    without = rows[rows["released"].isna() & rows["actual"].notna()]
    if len(without) and not pd.isna(total["released"]):
        said.append(
            f"{wording.count(len(without), 'row has', 'rows have')} payments and no release of their own: what is "
            f"available of them is not stated, so the column adds up to {rows['available'].sum():,.2f}."
        )
    return tuple(filter(None, said))


def _said(table: pd.DataFrame, by: str, when: str, fiscal_year: str) -> str:
    """How far the year has come, and which of the large rows has come least far."""
    if table.empty:
        return f"There are no figures of spending of {fiscal_year} for this choice."
    total, rows = table.iloc[-1], table.iloc[:-1]
    if pd.isna(total["actual"]) and not pd.isna(total["budget"]):
        return f"{fiscal_year}: only estimates were submitted, nothing is paid yet."
    if pd.isna(total["spent_share"]):
        paid = "nothing is paid yet" if pd.isna(total["actual"]) else "no budget was submitted, only what was paid"
        return f"{wording.capital(when)}: {paid}."
    if by == "total":
        released = "" if pd.isna(total["released"]) else f", {total['released_share']:.1f} % released"
        return f"{wording.capital(when)}: {total['spent_share']:.1f} % of the year's budget is spent{released}."
    large = rows[(rows["budget"] >= total["budget"] / 50).fillna(False) & rows["spent_share"].notna()]
    if len(large) < 2:
        return f"{wording.capital(when)}: {total['spent_share']:.1f} % of the budget is spent."
    least, most = (large.loc[getattr(large["spent_share"], which)()] for which in ("idxmin", "idxmax"))
    return (
        f"Of the larger ones {least['name']} has spent least of its budget ({least['spent_share']:.1f} %), "
        f"{most['name']} most ({most['spent_share']:.1f} %)."
    )


def answer(store: Store, title: str, table: pd.DataFrame, units: dict[str, str], **more) -> Answer:
    """An Answer with the fields that every question about spending shares."""
    units = {column: store.government.currency if unit == "money" else unit for column, unit in units.items()}
    return Answer(
        title, table, units, ("spending_month", "entry"), version=store.version, ribbon=store.government.note, **more
    )
