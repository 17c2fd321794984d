"""Control: is there money left for the next order, at the level where it is controlled?"""

from __future__ import annotations

import pandas as pd

from analytics import change, stages
from analytics.answer import Answer
from analytics.execution import answer
from analytics.stages import Scope
from data_loaders.store import Store

CONTROL = """
with cell as (
    select
        coalesce(department, '') as department,
        case $level when 'major object' then coalesce(left(object_minor, $major), '') when 'department' then ''
            else coalesce(object_minor, '') end as object,
        cast(sum(case when stage = 'released' then amount end) as decimal(20, 2)) as released,
        cast(sum(case when stage = 'committed' then amount end) as decimal(20, 2)) as committed,
        cast(sum(case when stage = 'actual' then amount end) as decimal(20, 2)) as actual
    from spending_month
    where flow = 'expenditure' and fiscal_year = $fiscal_year and stage in ('released', 'committed', 'actual')
        and ($department is null or coalesce(department, '') = $department)
    group by all
)
select
    cell.department, coalesce(department.name, nullif(cell.department, ''), 'Not stated') as department_name,
    object, coalesce(head.name, nullif(object, ''), 'All objects') as object_name, released, committed, actual,
    cast(released - coalesce(committed, 0) - coalesce(actual, 0) as decimal(20, 2)) as available
from cell
left join department on department.code = cell.department
left join head on head.code = cell.object
order by cell.department, object
"""
LEVELS = ("minor object", "major object", "department")
ROOM = (
    "department", "department_name", "object", "object_name", "control", "available", "used_share", "released",
    "committed", "actual",
)  # fmt: skip


def room(
    store: Store, fiscal_year: str | None, *, level: str = "minor object", warn: float = 90.0, refuse: float = 100.0,
    department: str | None = None,
) -> Answer:  # fmt: skip
    """Whether there is money left at the level where it is controlled: available = released - committed - actual.

    department, department_name, object, object_name, control ("refuse" from `refuse` % used on, "warn" from `warn` %
    on, "free"; "not released" where money is used and none was released), available, used_share (% of what is
    released), released, committed, actual.
    """
    if level not in LEVELS:
        raise ValueError(f"Money is controlled by {', '.join(LEVELS)}, not by '{level}'.")
    title = f"Money left by {level}"
    asked = {"fiscal_year": fiscal_year, "department": department, "level": level, "major": stages.major(store)}
    table = store.ask(CONTROL, **asked) if fiscal_year else pd.DataFrame()
    if table.empty or table["released"].isna().all():
        said = f"No release of {fiscal_year} was submitted: nothing can be said of what is left."
        return answer(store, title, pd.DataFrame(columns=list(ROOM)), {}, sentence=said)
    used = table["committed"].fillna(0).astype(change.PER_CENT) + table["actual"].fillna(0).astype(change.PER_CENT)
    table["used_share"] = used / table["released"].where(table["released"] > 0).astype(change.PER_CENT) * 100
    table["control"] = [_control(share, warn, refuse) for share in table["used_share"]]
    rank = {"refuse": 0, "not released": 1, "warn": 2, "free": 3}
    table = table.assign(rank=table["control"].map(rank)).sort_values(
        ["rank", "used_share", "department", "object"], ascending=[True, False, True, True], ignore_index=True
    )
    counts = table["control"].value_counts()
    said = (
        f"{counts.get('refuse', 0)} of {len(table)} cells have used all that was released, {counts.get('warn', 0)} "
        f"more than {warn:g} %; {counts.get('not released', 0)} spend without a release of their own."
    )
    units = dict.fromkeys(("available", *ROOM[-3:]), "money") | {"used_share": "%"}
    return answer(
        store, title, table[list(ROOM)], units, sentence=said,
        filters={"fiscal year": fiscal_year, **stages.words(store, Scope(department))},
        notes=(f"Warned from {warn:g} % of the release on, refused from {refuse:g} % on.",),
    )  # fmt: skip


def _control(share, warn: float, refuse: float) -> str:
    """What the control says of a share that is used.

    >>> _control(50.0, 90, 100), _control(90.0, 90, 100), _control(100.0, 90, 100), _control(None, 90, 100)
    ('free', 'warn', 'refuse', 'not released')
    """
    if pd.isna(share):
        return "not released"
    return "refuse" if share >= refuse else "warn" if share >= warn else "free"
