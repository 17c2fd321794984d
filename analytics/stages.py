"""Stages: spending of one fiscal year by whatever it is asked by, from the voted estimate to what was paid."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pandas as pd

from data_loaders.store import Store

AMOUNTS = """
with line as (
    select
        fiscal_year, month, stage, department, district, class, function_major, object_minor,
        null as office, null as object, null as function, null as fund, null as grant_number, null as project,
        amount, lines
    from spending_month where flow = 'expenditure' and not $ledger
    union all
    select
        fiscal_year, month, stage, department, district, class, function_major, object_minor,
        office, object, function, fund, grant_number, project, amount, 1 as lines
    from entry where flow = 'expenditure' and side = 'payment' and counted and $ledger
), chosen as (
    select
        case $by
            when 'department' then coalesce(department, '') when 'district' then coalesce(district, '')
            when 'class' then coalesce(class, '') when 'function' then coalesce(function_major, '')
            when 'major object' then coalesce(left(object_minor, $major), '')
            when 'minor object' then coalesce(object_minor, '') when 'object' then coalesce(object, '')
            when 'office' then coalesce(office, '') when 'fund' then coalesce(fund, '')
            when 'grant' then coalesce(grant_number, '') when 'project' then coalesce(project, '')
            when 'detailed function' then coalesce(function, '') else 'total' end as code,
        case when stage in ('released', 'committed', 'actual')
            then list_contains(cast($months as integer[]), case when month is null then 0
                else (extract(month from month) - $first_month + 12) % 12 + 1 end)
            else month is null or (extract(month from month) - $first_month + 12) % 12 + 1 <= $until end as inside,
        stage, amount, lines
    from line
    where fiscal_year = $fiscal_year
        and ($department is null or coalesce(department, '') = $department)
        and ($district is null or coalesce(district, '') = $district)
        and ($class is null or coalesce(class, '') = $class
            or ($class like '%*' and coalesce(class, '') like replace($class, '*', '%')))
        and ($function is null or coalesce(function_major, '') = $function)
        and ($major_object is null or coalesce(left(object_minor, $major), '') = $major_object)
        and ($minor_object is null or coalesce(object_minor, '') = $minor_object)
        and ($without is null or coalesce(left(object_minor, $major), '') <> $without)
        and ($object is null or coalesce(object, '') = $object)
        and ($office is null or coalesce(office, '') = $office)
        and ($fund is null or coalesce(fund, '') = $fund)
        and ($grant is null or coalesce(grant_number, '') = $grant)
        and ($project is null or coalesce(project, '') = $project)
        and ($detailed_function is null or coalesce(function, '') = $detailed_function)
), beside as (
    select
        code, grouping(code) as of_all, cast(sum(lines) as bigint) as lines,
        cast(sum(case when stage = 'original' then amount end) as decimal(20, 2)) as original,
        cast(sum(case when stage = 'supplementary' then amount end) as decimal(20, 2)) as supplementary,
        cast(sum(case when stage = 'reappropriation' then amount end) as decimal(20, 2)) as reappropriation,
        cast(sum(case when stage = 'surrender' then amount end) as decimal(20, 2)) as surrender,
        cast(sum(case when stage = 'revised' then amount end) as decimal(20, 2)) as revised,
        cast(sum(case when stage = 'released' then amount end) as decimal(20, 2)) as released,
        cast(sum(case when stage = 'committed' then amount end) as decimal(20, 2)) as committed,
        cast(sum(case when stage = 'actual' then amount end) as decimal(20, 2)) as actual,
        max(max(case when stage = 'revised' then 1 else 0 end)) over () as has_revised,
        max(max(case when stage = 'original' then 1 else 0 end)) over () as has_original
    from chosen
    where inside
    group by grouping sets ((code), ())
), changed as (
    select
        *,
        case when coalesce(original, supplementary, reappropriation, surrender) is not null then cast(
            coalesce(original, 0) + coalesce(supplementary, 0) + coalesce(reappropriation, 0) + coalesce(surrender, 0)
            as decimal(20, 2)) end as voted
    from beside
), named as (
    select code, min(name) as name
    from (
        select code, name from department where $by = 'department'
        union all select code, name from district where $by = 'district'
        union all select code, name from function where $by in ('function', 'detailed function')
        union all select code, name from head where $by in ('major object', 'minor object', 'object')
        union all select code, name from office where $by = 'office'
    ) as known
    group by code
)
select
    case when of_all = 1 then 'total' else $by end as level, coalesce(changed.code, '') as code,
    case when of_all = 1 then 'Total' when changed.code = '' then 'Not stated'
        else coalesce(named.name, changed.code) end as name,
    original, supplementary, reappropriation, surrender, revised,
    case when has_revised = 1 and has_original = 1 and coalesce(revised, voted) is not null
        then cast(coalesce(revised, 0) - coalesce(voted, 0) as decimal(20, 2)) end as unexplained,
    case when has_revised = 1 then revised else voted end as budget,
    released, committed, actual,
    cast(released - coalesce(committed, 0) - coalesce(actual, 0) as decimal(20, 2)) as available,
    lines
from changed
left join named on named.code = changed.code
where lines is not null
order by of_all, budget desc nulls last, actual desc nulls last, changed.code
"""
NAMED = """
select kind, code, min(name) as name
from (
    select 'department' as kind, code, name from department
    union all select 'district', code, name from district
    union all select 'function', code, name from function
    union all select 'object', code, name from head
    union all select 'office', code, name from office
) as known
where name is not null and list_contains(cast($codes as varchar[]), code)
group by kind, code
order by kind, code
"""
MAJOR = {"NAM": 3}  # letters and digits of a major object's code, by chart of accounts
WHOLE_CODE = 30
DEBT_PRINCIPAL = {"NAM": "A10"}  # the major object of repayments, which swamp totals where debt is rolled over
FROM_MART = ("total", "department", "class", "major object", "minor object", "function", "district")
FROM_LEDGER = ("office", "object", "detailed function", "grant", "fund", "project")
BY = (*FROM_MART, *FROM_LEDGER)
KIND = {"major object": "object", "minor object": "object", "detailed function": "function", "without": "object"}


@dataclass(frozen=True)
class Scope:
    """Which spending is asked for, by code: None means all, "" what the source does not state.

    A class may end in * for all that begin so: "development*".
    """

    department: str | None = None
    district: str | None = None
    class_: str | None = None
    function: str | None = None
    major_object: str | None = None
    minor_object: str | None = None
    office: str | None = None
    object: str | None = None
    detailed_function: str | None = None
    fund: str | None = None
    grant: str | None = None
    project: str | None = None
    without: str | None = None  # a major object that is left out

    def asked(self) -> dict[str, str | None]:
        """As SQL takes it."""
        return {field.name.rstrip("_"): getattr(self, field.name) for field in fields(self)}

    def chosen(self) -> dict[str, str]:
        """What was chosen, by what the figures are split by: "major object" -> "A01"."""
        return {name.replace("_", " "): code for name, code in self.asked().items() if code is not None}


def major(store: Store) -> int:
    """How much of a code is the major object's."""
    return MAJOR.get(store.government.chart, WHOLE_CODE)


def beside(store: Store, by: str, fiscal_year: str, scope: Scope, months: tuple[int, ...]) -> pd.DataFrame:
    """One row a code with its stages side by side and, last, the total: the columns of `execution.drill`.

    Estimates and their changes count up to the last of the months, with those of the whole year; what is released,
    committed and paid counts in the months alone (0: figures without a month). Missing: not submitted.
    """
    if by not in BY:
        raise ValueError(f"Spending cannot be split by '{by}'; choose one of {', '.join(BY)}.")
    return store.ask(
        AMOUNTS, by=by, fiscal_year=fiscal_year, first_month=store.government.first_month, months=list(months),
        until=max(months, default=12) or 12, major=major(store), **scope.asked(),
        ledger=any(name in FROM_LEDGER for name in (by, *scope.chosen())),
    )  # fmt: skip


def words(store: Store, scope: Scope) -> dict[str, str]:
    """What was chosen, in words."""
    chosen = scope.chosen()
    if not chosen:
        return {}
    known = store.ask(NAMED, codes=list(chosen.values()))
    names = {(row.kind, row.code): row.name for row in known.itertuples(index=False)}
    return {by: names.get((KIND.get(by, by), code)) or code or "not stated" for by, code in chosen.items()}
