"""Census: who is employed and who draws a pension on a day, what are they paid, and what cannot be right in it?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics import census_arrays, change, wording
from analytics.answer import Answer
from data_loaders.store import Store

BY = ("department", "district", "grade", "age", "service", "sex")
MEMBERS = """
with listed as (
    select
        as_of, born, department, district, grade, sex,
        (year(as_of) - year(joined)) * 12 + month(as_of) - month(joined)
            - case when day(joined) > day(as_of) then 1 else 0 end as served,
        members as employees, pay * members as pay, 0 as pensioners, 0 as pension, 0 as leavers
    from employee where as_of = $day
    union all
    select
        as_of, born, department, district, grade, sex, service * 12, 0, 0,
        case when kind = 'leaver' then 0 else members end, case when kind = 'leaver' then 0 else pension * members end,
        case when kind = 'leaver' then members else 0 end
    from pensioner where as_of = $day
), banded as (
    select *,
        cast(floor(((year(as_of) - year(born)) * 12 + month(as_of) - month(born)
            - case when day(born) > day(as_of) then 1 else 0 end) / 60) * 5 as integer) as age,
        cast(floor(served / 60) * 5 as integer) as service
    from listed
), told as (
    select *, case $by
        when 'department' then department when 'district' then district when 'grade' then cast(grade as varchar)
        when 'age' then cast(age as varchar) when 'service' then cast(service as varchar) else sex end as code
    from banded
)
select
    coalesce(told.code, '') as code, min(coalesce(department.name, district.name)) as name,
    cast(sum(employees) as bigint) as employees, cast(sum(pay) as decimal(20, 2)) as pay,
    cast(sum(pensioners) as bigint) as pensioners,
    cast(sum(pension) as decimal(20, 2)) as pension, cast(sum(leavers) as bigint) as leavers
from told
left join department on department.code = told.code and $by = 'department'
left join district on district.code = told.code and $by = 'district'
group by told.code
order by code
"""
PRESENT = """
with listed as (
    select as_of, 1 as place, 'employees' as who, load_id, members, pay as a_month,
        born, joined as began, sex, grade, department, district
    from employee
    union all
    select as_of,
        case kind when 'own' then 2 when 'family' then 3 else 4 end,
        case kind when 'own' then 'pensioners' when 'family' then 'family pensioners' else 'leavers' end,
        load_id, members, pension, born, retired_on, sex, grade, department, district
    from pensioner
)
select as_of, who, count(distinct load_id) as files, count(*) as lines, cast(sum(members) as bigint) as members,
    cast(sum(a_month * members) as decimal(20, 2)) as a_month,
    cast(sum(case when born is null then members else 0 end) as bigint) as no_birth,
    cast(sum(case when began is null then members else 0 end) as bigint) as no_start,
    cast(sum(case when sex is null then members else 0 end) as bigint) as no_sex,
    cast(sum(case when grade is null then members else 0 end) as bigint) as no_grade,
    cast(sum(case when department is null then members else 0 end) as bigint) as no_department,
    cast(sum(case when district is null then members else 0 end) as bigint) as no_district
from listed
group by as_of, place, who
order by as_of desc, place, who
"""
LACKING = {
    "no_birth": "the birth", "no_start": "the entry or retirement", "no_sex": "the sex", "no_grade": "the grade",
    "no_department": "the department", "no_district": "the district",
}  # fmt: skip
STATED = "a_stated_total_of_members_is_the_sum_of_its_cells"
FOUND = """
select finding.rule, load.file_name, finding.what, fault.lines, fault.members, finding.amount, finding.load_id
from finding
left join load on load.load_id = finding.load_id
left join (
    select rule, load_id, count(*) as lines, cast(sum(members) as bigint) as members
    from census_fault group by rule, load_id
) as fault on fault.rule = finding.rule and fault.load_id = finding.load_id
where fault.rule is not null or finding.rule = $stated
order by abs(finding.amount) desc nulls last, finding.rule, finding.what, finding.load_id
"""
FAULTS = """
select count(*) as lines, cast(sum(members) as bigint) as members from census_fault where rule = $rule
"""
LINES = """
select fault.person, coalesce(pensioner.kind, 'employee') as kind, coalesce(employee.as_of, pensioner.as_of) as as_of,
    coalesce(employee.born, pensioner.born) as born, employee.joined, pensioner.retired_on,
    coalesce(employee.grade, pensioner.grade) as grade,
    coalesce(employee.department, pensioner.department) as department,
    fault.members, fault.amount, load.file_name, fault.load_id, fault.sheet, fault.line
from census_fault as fault
left join load on load.load_id = fault.load_id
left join employee on employee.load_id = fault.load_id and employee.sheet = fault.sheet
    and employee.line = fault.line and employee.employee_id = fault.person
left join pensioner on pensioner.load_id = fault.load_id and pensioner.sheet = fault.sheet
    and pensioner.line = fault.line and pensioner.pensioner_id = fault.person
where fault.rule = $rule
order by fault.amount desc nulls last, fault.load_id, fault.sheet, fault.line, fault.person
limit $limit
"""
COUNTS = dict.fromkeys(("employees", "pensioners", "leavers"), "members")
MONEY = "money"
COLUMNS = {
    "members": "code name employees pay pensioners pension leavers",
    "present": "as_of who files lines members a_month",
    "findings": "rule code file_name what lines members amount load_id",
    "lines": "person kind as_of born joined retired_on grade department members amount file_name load_id sheet line",
}


def members(store: Store, by: str = "department", day: date | None = None) -> Answer:
    """Who is on the lists of a day (the newest if none is named), with what they are paid a month.

    `by` is department, district, grade, age or service (bands of five years), or sex. code, name, employees, pay,
    pensioners (own and family), pension, leavers (whose pension is not yet paid). Of pensioners service is as listed.
    """
    title = f"Employees and pensioners by {by}"
    if by not in BY:
        raise ValueError(f"{by!r} is nothing that members are told apart by; it is one of {', '.join(BY)}")
    days = census_arrays.days(store)
    if not days or (day and day not in days):
        there = wording.listed([f"{one:%-d %B %Y}" for one in reversed(days)])
        said = f"There is no census of {day:%-d %B %Y}; there is one of {there}." if days else None
        return _nothing(store, title, COLUMNS["members"], said)
    table = store.ask(MEMBERS, by=by, day=day or days[-1])
    table["name"] = [_name(by, code, name) for code, name in zip(table["code"], table["name"], strict=True)]
    if by in ("grade", "age", "service"):
        table = table.sort_values("code", key=lambda codes: [int(code or 999) for code in codes], ignore_index=True)
    units = COUNTS | {"pay": MONEY, "pension": MONEY}
    return _answer(
        store, title, table, units, sentence=_said(table, by), as_of=day or days[-1],
        notes=("Counted as listed: what the checks find is not taken out.",),
    )  # fmt: skip


def present(store: Store) -> Answer:
    """Which lists of a census there are, newest first, and what they lack.

    as_of, who, files, lines, members, a_month, and for how many members there is no_birth, no_start (entry, or
    retirement), no_sex, no_grade, no_department, no_district.
    """
    title = "Lists of the census"
    if not census_arrays.days(store):
        return _nothing(store, title, COLUMNS["present"])
    table = store.ask(PRESENT)
    units = {"files": "files", "lines": "lines", "members": "members", "a_month": MONEY}
    units |= dict.fromkeys(LACKING, "members")
    last = table[table["as_of"] == table["as_of"].iloc[0]]
    counted = [wording.count(int(row.members), row.who.removesuffix("s"), row.who) for row in last.itertuples()]
    lacks = [said for column, said in LACKING.items() if last[column].sum() > 0]
    drawn = set(last["who"]) - {"employees"}
    lacks += ["every list of employees"] if "employees" not in set(last["who"]) else []
    lacks += ["every list of pensioners"] if not drawn else []
    day = _day(table["as_of"].iloc[0])
    said = f"On {day:%-d %B %Y}: {wording.listed(counted, 4)}"
    said += f"; missing, at least in part: {wording.listed(lacks, len(lacks))}." if lacks else "; nothing is missing."
    return _answer(store, title, table, units, sentence=said, as_of=day)


def census_findings(store: Store) -> Answer:
    """What the checks of the census found, most rupees a month first.

    rule (in words), code (for `finding_lines`), file_name, what, lines, members, amount (a month), load_id.
    """
    title = "What cannot be right in the census"
    if not census_arrays.days(store):
        return _nothing(store, title, COLUMNS["findings"])
    table = store.ask(FOUND, stated=STATED)
    table.insert(1, "code", table["rule"])
    table["rule"] = [wording.rule(rule) for rule in table["rule"]]
    table["what"] = [wording.grouped(what) for what in table["what"]]
    found = wording.count(len(table), "finding", "findings")
    said = f"{found} in the lists of the census." if len(table) else "The checks of the census found nothing."
    units = {"lines": "lines", "members": "members", "amount": MONEY}
    notes = ("What a month is paid to the members of the lines found; a line may be found by several checks.",)
    return _answer(store, title, table, units, sentence=said, notes=notes, sources=("census_fault", "finding"))


def finding_lines(store: Store, rule: str, limit: int = 500) -> Answer:
    """The lines behind a finding of the census, the largest amount first; `rule` is a code of `census_findings`.

    person (keyed hash), kind, as_of, born, joined, retired_on, grade, department, members, amount, file_name, load_id,
    sheet, line.
    """
    title = f"Lines behind: {wording.rule(rule)}"
    if not census_arrays.days(store):
        return _nothing(store, title, COLUMNS["lines"])
    table = store.ask(LINES, rule=rule, limit=limit)
    every = store.ask(FAULTS, rule=rule).iloc[0]
    lines = int(every["lines"])
    said = "There is no line that this check found."
    if lines:
        many = wording.count(int(every["members"]), "member", "members")
        said = f"{wording.count(lines, 'line stands', 'lines stand')} for {many}"
        said += f"; the first {limit:,} are shown." if lines > len(table) else "."
    units = {"members": "members", "amount": MONEY}
    sources = ("census_fault", "employee", "pensioner")
    return _answer(store, title, table, units, sentence=said, sources=sources, filters={"rule": wording.rule(rule)})


def _name(by: str, code: str, name: str | None) -> str:
    """A code in words; an age or service below zero cannot be."""
    if not code:
        return "Not stated"
    if by == "grade":
        return f"BPS {int(code):02d}"
    if by in ("age", "service"):
        return f"{code}-{int(code) + 4}" if int(code) >= 0 else "Below zero"
    return code if pd.isna(name) else name


def _said(table: pd.DataFrame, by: str) -> str:
    """How many there are, and where most pay goes."""
    staff, drawing = (int(table[column].sum()) for column in ("employees", "pensioners"))
    said = f"{wording.count(staff, 'employee', 'employees')} and {wording.count(drawing, 'pensioner', 'pensioners')}"
    paid = table["pay"] if staff else table["pension"]
    shares = change.share(paid, pd.Series(paid.sum(), index=table.index))
    if shares.isna().all():
        return f"{said}."
    most = table.loc[shares.idxmax()]
    money = f"the largest part of {'pay' if staff else 'pension'}, {shares.max():.0f} %"
    return f"{said}; {money}, " + (f"goes to {most['name']}." if most["code"] else f"is without a {by}.")


def _day(day) -> date:
    return day.date() if hasattr(day, "date") else day


def _nothing(store: Store, title: str, columns: str, said: str | None = None) -> Answer:
    """The answer where the store holds no census, or none of the day."""
    return _answer(store, title, pd.DataFrame(columns=columns.split()), {}, sentence=said or census_arrays.NO_CENSUS)


def _answer(store: Store, title: str, table: pd.DataFrame, units: dict[str, str], **more) -> Answer:
    """An Answer with the fields that every question of this subject shares."""
    units = {column: store.government.currency if unit == MONEY else unit for column, unit in units.items()}
    more = {"sources": ("employee", "pensioner")} | more
    return Answer(title, table, units, version=store.version, ribbon=store.government.note, **more)
