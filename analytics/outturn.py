"""Outturn: where will spending of the year in progress end, and what is still needed?"""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from analytics import change, overridden, stages, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.hundredths import LIMITS
from analytics.outturn_basis import answer, basis, earlier, not_yet
from analytics.spent_series import LEVELS
from analytics.stages import Scope
from data_loaders.desk import Desk
from data_loaders.store import Store
from models.outturn_limits import chance_above

# what it is by, and as `stages` says it
BY = {"total": "total", "department": "department", "object": "minor object", "both": "minor object"}
END = (
    "level", "code", "name", "fiscal_year", "months_booked", "cut_off", "booked", "remaining", "total", *LIMITS,
    "original", "revised", "budget", "released", "chance", "over", "pattern", "before", "after", "who", "why", "moved",
    "figure",
)  # fmt: skip
STAGES = ("original", "revised", "budget", "released")
MONEY = ("booked", "remaining", "total", *LIMITS, *STAGES, "over", "before", "after", "figure")
MONTHS = ("month", "booked", "forecast", *LIMITS)
CHOICES = """
with named as (
    select 'department' as kind, code, min(name) as name from department group by code
    union all
    select 'object of spending' as kind, code, min(name) as name from head group by code
)
select
    level as kind, outturn_year.code,
    coalesce(named.name, case when outturn_year.code = '' then 'Not stated' else outturn_year.code end) as name
from outturn_year
left join named on named.kind = outturn_year.level and named.code = outturn_year.code
where level in ('department', 'object of spending')
order by kind, name, outturn_year.code
"""
APART = "Officers' own figures, at one level alone"
DAY = pd.ArrowDtype(pa.date32())
ALONE = "A month's limits come from the errors of that month in earlier years: they do not add up to those of the year."
ENDS = """
select
    level, code, coalesce(object, department, 'total') as planned, fiscal_year, months_booked, booked, remaining, total,
    lo80, hi80, lo95, hi95, pattern
from outturn_year
where level = $level and ($code is null or code = $code) and ($within is null or department = $within)
order by total desc, code
"""
PLACE = "select department, object from outturn_year where level = $level and code = $code order by department, object"
TO_COME = """
select month, mean as forecast, lo80, hi80, lo95, hi95 from outturn
where level = $level and code = $code order by month
"""
PAID = """
select month, cast(sum(amount) as decimal(20, 2)) as booked
from spending_month, (select department, object from outturn_year where level = $level and code = $code) as chosen
where flow = 'expenditure' and stage = 'actual' and fiscal_year = $fiscal_year and month is not null
    and (chosen.department is null or coalesce(spending_month.department, '') = chosen.department)
    and (chosen.object is null or coalesce(spending_month.object_minor, '') = chosen.object)
group by month
order by month
"""


def year_end(
    store: Store, desk: Desk | None = None, by: str = "department", code: str | None = None, within: str | None = None
) -> Answer:
    """Where the year in progress will end, by department, object, both or in total; the last row is the total.

    booked and remaining are the total; lo80 ... hi95 its limits; original, revised, budget (revised where the year has
    it, else original with its changes), released so far, chance (%) that a budget above zero is overrun, over (total
    less budget: below zero is likely to lapse), pattern (steady, uneven, at the year's end) of earlier years; before,
    after, who, why, moved of an officer's own figure; figure is what counts: the officer's, else the total. `by` "both"
    takes the objects of the department `within`; `code`: that row alone.
    """
    _known(by, within)
    rests = basis(store)
    if rests is None:
        return not_yet(store, "Year-end of spending", END)
    table = _rows(store, desk, rests, by, code=code, within=within)
    if by != "total" and code is None:
        whole = _rows(store, desk, rests, "total" if within is None else "department", code=within)
        table = pd.concat([table, *_apart(table, whole), whole.assign(name="Total")], ignore_index=True)
    told = zip(table["name"], table["who"], table["why"], table["moved"], strict=True)
    notes = [f"The books end with {rests.cut_off:%B %Y}; tried out on {earlier(rests.tried)}."]
    notes += [
        f"{who} put a figure in the place of that of {name}: {why}." + (f" Since then {moved}." if moved else "")
        for name, who, why, moved in told
        if who
    ]
    return answer(
        store, _titled(table, by, code), table[list(END)],
        dict.fromkeys(MONEY, "money") | {"chance": "%"}, as_of=fy.last_day(rests.cut_off), notes=tuple(notes),
        filters={"fiscal year": rests.fiscal_year} | _within(store, within), sentence=_said(table, by, code),
    )  # fmt: skip


def by_month(store: Store, by: str = "total", code: str = "total") -> Answer:
    """Months booked, and what is needed in those to come, with limits: month, booked, forecast, lo80 ... hi95."""
    _known(by)
    rests = basis(store)
    if rests is None:
        return not_yet(store, "Funds needed by month", MONTHS)
    chosen = {"level": LEVELS[by], "code": code}
    ahead, paid = store.ask(TO_COME, **chosen), store.ask(PAID, **chosen, fiscal_year=rests.fiscal_year)
    year = pd.DataFrame({"month": pd.array(fy.months(rests.fiscal_year, store.government.first_month), DAY)})
    table = year.merge(paid, "left", "month").merge(ahead, "left", "month") if len(ahead) else year.iloc[:0]
    table = table.reindex(columns=list(MONTHS)).astype(dict.fromkeys(MONTHS[1:], change.MONEY))
    rest, start = table["forecast"].sum(), table["booked"].sum()
    peak = table.loc[table["forecast"].astype(change.PER_CENT).idxmax()] if rest else None
    many = wording.count(len(ahead), "month is", "months are")
    said = f"{many} to come, {_share(rest, rest + start)} of the year's money"
    said += f"; the most is needed in {peak.month:%B %Y}, {_share(peak.forecast, rest)} of it." if rest else "."
    return answer(
        store, "Funds needed by month", table, dict.fromkeys(MONTHS[1:], "money"), as_of=fy.last_day(rests.cut_off),
        filters={"fiscal year": rests.fiscal_year} | _named(store, by, code),
        sentence=said if len(table) else "Nothing is known of this choice.",
        notes=(ALONE,),
    )  # fmt: skip


def choices(store: Store) -> Answer:
    """The departments and objects whose year-end is known: kind, code, name."""
    columns = ["kind", "code", "name"]
    if basis(store) is None:
        return not_yet(store, "Departments and objects", columns)
    return answer(store, "Departments and objects", store.ask(CHOICES)[columns], {})


def place(department: str | None, goods: str | None) -> tuple[str, str]:
    """The level and code of the year-end of a department, an object, or both.

    >>> place(None, None), place("EDU", None), place(None, "A011"), place("EDU", "A011")
    (('total', 'total'), ('department', 'EDU'), ('object', 'A011'), ('both', 'EDU A011'))
    """
    if department is not None and goods is not None:
        return "both", f"{department} {goods}"
    if goods is not None:
        return "object", goods
    return ("total", "total") if department is None else ("department", department)


def _rows(
    store: Store, desk: Desk | None, rests: pd.Series, by: str, *, code: str | None = None, within: str | None = None
) -> pd.DataFrame:
    """The year-ends of one level beside its budget, with what officers put in their place."""
    table = store.ask(ENDS, level=LEVELS[by], code=code, within=within).assign(cut_off=rests.cut_off)
    months = tuple(range(1, int(rests.months) + 1))
    plans = stages.beside(store, BY[by], rests.fiscal_year, Scope(department=within), months)
    plans = plans[plans["level"] == BY[by]]
    plans = plans.assign(code="total").drop_duplicates("code") if by == "total" else plans
    table = table.merge(plans[["code", "name", *STAGES]].rename(columns={"code": "planned"}), "left", "planned")
    name = "All spending" if by == "total" else None
    table["name"] = [name or ("Not stated" if row.planned == "" else row.planned if pd.isna(row.name) else row.name)
                     for row in table[["planned", "name"]].itertuples(index=False)]  # fmt: skip
    table["over"] = change.difference(table["total"], table["budget"])
    aims = table["budget"].where((table["budget"] > 0).fillna(False).astype(bool))
    ends = (
        table.assign(budget=aims)[["budget", "total", *LIMITS]]
        .astype(change.PER_CENT)
        .to_numpy(float, na_value=float("nan"))
    )
    table["chance"] = pd.Series([chance_above(row[0], row[1], row[2:]) for row in ends]).astype(change.PER_CENT)
    told = [overridden.standing(desk, store, LEVELS[by], one, rests.fiscal_year) for one in table["code"]]
    return table.assign(**overridden.columns(table, told))


def _apart(rows: pd.DataFrame, whole: pd.DataFrame) -> list[pd.DataFrame]:
    """A row of what officers put into the rows alone, or into the total alone, so that the figures add up."""
    apart = whole["figure"].iloc[0] - rows["figure"].sum() if len(rows) and len(whole) else 0
    row = pd.DataFrame({"level": [""], "code": [""], "name": [APART], "figure": [apart]}).astype(
        {"figure": change.MONEY}
    )
    return [row.assign(pattern="", who="", why="", moved="")] if apart else []


def _titled(table: pd.DataFrame, by: str, code: str | None) -> str:
    """The question in few words."""
    if code is not None and len(table):
        return f"Year-end of {'all spending' if by == 'total' else table['name'].iloc[0]}"
    return f"Year-end of spending by {'object' if by == 'both' else by}"


def _said(table: pd.DataFrame, by: str, code: str | None) -> str:
    """How the year ends against its budget, who overruns, and how much of the budget is likely to lapse."""
    if table.empty:
        return "Nothing is known of this choice."
    total, rows = table.iloc[-1], table.iloc[:-1]
    share = _share(total["booked"], total["total"])
    months = wording.count(int(total["months_booked"]), "month is", "months are")
    first = "" if code is None or by == "total" else f"{total['name']}: "
    first += f"{months} booked, {share} of what is expected"
    if pd.isna(total["over"]) or not total["budget"]:
        return f"{first}; no budget of the year was submitted."
    gap = float(total["over"]) / float(total["budget"]) * 100
    said = f"{first}; the year is expected to end {wording.compared(gap)} the budget"
    known = rows[rows["chance"].notna()]
    if len(known):
        over = (known["chance"].astype(float) > 50).sum()
        lapsing = rows.loc[rows["over"].notna() & (rows["over"] < 0), "over"].sum()
        said += f"; {over} of {len(known)} are more likely than not to overrun theirs"
        if lapsing:
            said += f", and {_share(-lapsing, total['budget'])} of the budget is likely to lapse in the others"
    return f"{said}."


def _known(by: str, within: str | None = "") -> None:
    if by not in BY:
        raise ValueError(f"The year's end is known by {', '.join(BY)}, not by '{by}'.")
    if by == "both" and within is None:
        raise ValueError("Objects and departments together are asked for one department: name it with `within`.")


def _named(store: Store, by: str, code: str) -> dict[str, str]:
    """What was chosen, in words."""
    rows = store.ask(PLACE, level=LEVELS[by], code=code)
    department, goods = (None if pd.isna(part) else part for part in rows.iloc[0]) if len(rows) else (None, None)
    return stages.words(store, Scope(department=department, minor_object=goods))


def _within(store: Store, department: str | None) -> dict[str, str]:
    """The department chosen, in words."""
    return stages.words(store, Scope(department=department))


def _share(part, whole) -> str:
    return f"{float(part) / float(whole) * 100:.1f} %" if whole else "none"
