"""Payroll: which posts are filled, what do they cost, and is that what the ledger has?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

import pandas as pd

from analytics import change, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from data_loaders.store import Store
from models.budget.levers import BY_NAME
from models.budget.payroll import Payroll

BY_GRADE = """
select cast(grade as integer) as grade,
    cast(case when count(sanctioned) = count(*) then sum(sanctioned) end as bigint) as sanctioned,
    cast(sum(filled) as bigint) as filled, cast(sum(pay) as decimal(20, 2)) as pay,
    cast(sum(allowances) as decimal(20, 2)) as allowances, cast(sum(total) as decimal(20, 2)) as total
from payroll_month
where month = cast($month as date) and ($department is null or department = $department)
group by grade
order by grade
"""
DEPARTMENTS = """
select line.department as code, coalesce(min(department.name), line.department) as name
from payroll_month as line left join department on department.code = line.department
group by line.department
order by name, code
"""
LAST = """
select max(month) as month, max(fiscal_year) as fiscal_year from payroll_month
where $fiscal_year is null or fiscal_year <= $fiscal_year
"""
OF_YEAR = """
select cast(grade as integer) as grade,
    cast(sum(case when month = cast($month as date) then filled else 0 end) as bigint) as filled,
    cast(sum(filled) as bigint) as paid_for, cast(sum(total) as decimal(20, 2)) as total
from payroll_month
where fiscal_year = $fiscal_year
group by grade
order by grade
"""
RECONCILED = """
select listed.fiscal_year, count(*) as months, cast(sum(pay) as decimal(20, 2)) as pay,
    cast(sum(allowances) as decimal(20, 2)) as allowances, cast(sum(total) as decimal(20, 2)) as total,
    cast(sum(regular) as decimal(20, 2)) as regular, cast(sum(projects) as decimal(20, 2)) as projects,
    cast(sum(regular) + sum(projects) as decimal(20, 2)) as booked,
    cast(sum(regular) + sum(projects) - sum(total) as decimal(20, 2)) as difference, max(listed.month) as until
from (
    select month, fiscal_year, sum(pay) as pay, sum(allowances) as allowances, sum(total) as total
    from payroll_month group by month, fiscal_year
) as listed
join (
    select month, sum(case when class like 'development%' then 0 else amount end) as regular,
        sum(case when class like 'development%' then amount else 0 end) as projects
    from spending_month
    where stage = 'actual' and flow = 'expenditure' and object_minor like 'A01%'
    group by month
) as booked on booked.month = listed.month
group by listed.fiscal_year
order by listed.fiscal_year
"""
NOT_BOOKED = """
select distinct month from payroll_month
where month not in (
    select month from spending_month
    where stage = 'actual' and flow = 'expenditure' and object_minor like 'A01%' and month is not null
)
order by month
"""
NO_PAYROLL = (
    "Posts and pay by grade need a monthly payroll list (month, department, grade, posts sanctioned and filled, basic "
    "pay, allowances, total), which the store does not hold: the page Sources has a template, payroll.csv."
)
SOURCES = ("payroll_month",)
COLUMNS = [
    "grade", "sanctioned", "filled", "vacant", "vacant_share", "pay", "allowances", "total", "average_a_month_in_full",
]  # fmt: skip
LISTED = ("pay", "allowances", "total")
NAMES = {
    "pay": "Payroll: basic pay", "allowances": "Payroll: allowances", "total": "Payroll",
    "regular": "Ledger: employee-related expenses (A01), current",
    "projects": "Ledger: employee-related expenses (A01), development",
    "booked": "Ledger", "difference": "Difference: ledger less payroll",
}  # fmt: skip
ALL = "All grades"


@dataclass(frozen=True)
class YearOfPay:
    """Posts filled in the last month of a list with their pay in a fiscal year, and where that is from, in words."""

    payroll: Payroll
    month: date
    words: str


def departments(store: Store) -> Answer:
    """The departments of the payroll: code, name."""
    return _answer(store, "Departments of the payroll", store.ask(DEPARTMENTS), {})


def posts(store: Store, *, department: str | None = None) -> Answer:
    """Posts and pay of the last month listed, a row a grade and the total last.

    grade, sanctioned, filled, vacant, vacant_share (% of sanctioned), pay, allowances, total (of the month),
    average_a_month_in_full (total by filled post). What a list does not say of posts sanctioned is missing.
    """
    title, month = "Posts and pay by grade", _last(store)[0]
    named = {row.code: row.name for row in store.ask(DEPARTMENTS).itertuples()}.get(department, department)
    table = pd.DataFrame() if month is None else store.ask(BY_GRADE, month=month, department=department)
    if table.empty:
        said = NO_PAYROLL if month is None else f"{named} is not on the payroll list of {month:%B %Y}."
        return _answer(store, title, pd.DataFrame(columns=COLUMNS), {}, sentence=said)
    table["grade"] = [f"BPS {grade:02d}" for grade in table["grade"]]
    total = {name: table[name].sum(skipna=name != "sanctioned") for name in table.columns[1:]}
    table = pd.concat([table, pd.DataFrame([{"grade": ALL} | total])], ignore_index=True)
    table = table.astype({"sanctioned": "Int64", "filled": "Int64"} | dict.fromkeys(LISTED, change.MONEY))
    table["vacant"] = table["sanctioned"] - table["filled"]
    table["vacant_share"] = change.share(table["vacant"], table["sanctioned"])
    table["average_a_month_in_full"] = [
        None if not filled else _whole(paid / filled)
        for paid, filled in zip(table["total"], table["filled"], strict=True)
    ]
    currency = store.government.currency
    units = dict.fromkeys(("sanctioned", "filled", "vacant"), "posts") | {"vacant_share": "%"}
    units |= dict.fromkeys(LISTED, currency) | {"average_a_month_in_full": f"{currency} a month"}
    return _answer(
        store, f"{title}, {month:%B %Y}", table[COLUMNS], units, sentence=_said(table.iloc[-1], currency, month),
        as_of=fy.last_day(month), filters={"department": named} if named else {},
    )  # fmt: skip


def reconciled(store: Store) -> Answer:
    """The payroll beside the ledger's employee-related expenses of the same months: name, a column a fiscal year.

    The difference is a row. Months that the ledger does not have yet are left out on both sides, and named.
    """
    title = "The payroll beside the ledger"
    if not store.holds("payroll_month"):
        return _answer(store, title, pd.DataFrame(columns=["name"]), {}, sentence=NO_PAYROLL)
    left = [f"{month:%B %Y}" for month in store.ask(NOT_BOOKED)["month"]]
    notes = (f"Not in the ledger yet, and left out: {wording.listed(left, 12)}.",) if left else ()
    sums = store.ask(RECONCILED).set_index("fiscal_year")
    if sums.empty:
        said = "The ledger has no employee-related expenses (A01) in the months of the payroll."
        return _answer(store, title, pd.DataFrame(columns=["name"]), {}, sentence=said, notes=notes)
    table = pd.DataFrame({year: sums.loc[year, list(NAMES)].tolist() for year in sums.index}).astype(change.MONEY)
    table.insert(0, "name", list(NAMES.values()))
    notes = (
        "Months compared: " + ", ".join(f"{many} of {year}" for year, many in sums["months"].items()) + ".",
        "Salaries of development projects are in the ledger and, as a rule, on no payroll list.", *notes,
    )  # fmt: skip
    currency = store.government.currency
    return _answer(
        store, title, table, dict.fromkeys(sums.index, currency), sentence=_differs(sums, currency), notes=notes,
        sources=("payroll_month", "spending_month"), as_of=fy.last_day(_day(sums["until"].iloc[-1])),
    )  # fmt: skip


def year_of_pay(store: Store, fiscal_year: str) -> YearOfPay | None:
    """The posts filled in the last month of the lists up to a fiscal year, paid for that year; None without a list.

    Pay of a post is the average of its grade over the months listed of that month's fiscal year, times twelve. From an
    earlier year it is carried on with award and posts as the levers start.
    """
    month, listed = _last(store, fiscal_year)
    if month is None:
        return None
    rows = store.ask(OF_YEAR, month=month, fiscal_year=listed)
    rows = rows[rows["paid_for"] > 0]
    pay = [12 * float(total / posts) for total, posts in zip(rows["total"], rows["paid_for"], strict=True)]
    payroll = Payroll(rows["grade"].to_numpy(int), rows["filled"].to_numpy(float), pd.Series(pay).to_numpy(float))
    if payroll.bill <= 0:
        return None
    award, hiring = BY_NAME["pay_award"].start, BY_NAME["hiring"].start
    years = fy.first_year(fiscal_year) - fy.first_year(listed)
    filled = int(payroll.filled.sum())
    for _ in range(years):
        more = {int(grade): each * hiring / 100 for grade, each in zip(payroll.grade, payroll.filled, strict=True)}
        payroll = payroll.year(award, new=more)
    on = f", carried on {wording.count(years, 'year', 'years')} at award {award:g} %, posts {hiring:g} %" * (years > 0)
    said = (
        f"{filled:,} posts filled in {month:%B %Y} × pay by grade × 12, on average of the months of {listed}{on} "
        f"(payroll_month, {store.version})"
    )
    return YearOfPay(payroll, month, said)


def _last(store: Store, fiscal_year: str | None = None) -> tuple[date | None, str]:
    """The last month listed, up to a fiscal year, and the fiscal year it is of."""
    row = store.ask(LAST, fiscal_year=fiscal_year).iloc[0]
    return (None, "") if pd.isna(row["month"]) else (_day(row["month"]), row["fiscal_year"])


def _said(total: pd.Series, currency: str, month: date) -> str:
    """How many posts are filled and vacant, and what one costs."""
    filled, most = int(total["filled"]), total["sanctioned"]
    said = f"In {month:%B %Y} {wording.count(filled, 'post is', 'posts are')} filled"
    if not pd.isna(most):
        said += f" of {int(most):,} sanctioned"
        said += "" if pd.isna(total["vacant_share"]) else f": {float(total['vacant_share']):.1f} % are vacant"
    if pd.isna(total["average_a_month_in_full"]):
        return f"{said}."
    return f"{said}; a filled post costs {currency} {int(total['average_a_month_in_full']):,} a month on average."


def _differs(sums: pd.DataFrame, currency: str) -> str:
    """What the latest year's difference is, and how much of it development explains."""
    year, last = sums.index[-1], sums.iloc[-1]
    gap, rest = last["difference"], last["difference"] - last["projects"]
    said = f"In {year} the ledger has {currency} {abs(gap):,.0f} {'more' if gap >= 0 else 'less'} than the payroll"
    if not gap:
        return f"In {year} the ledger has as much as the payroll."
    if not rest:
        return f"{said}: the salaries of development projects, to the rupee."
    return f"{said}; {currency} {rest:,.0f} of it are not salaries of development projects."


def _whole(amount: Decimal) -> Decimal:
    return Decimal(amount).quantize(Decimal(1), ROUND_HALF_EVEN)


def _day(day) -> date:
    return day.date() if hasattr(day, "date") else day


def _answer(store: Store, title: str, table: pd.DataFrame, units: dict[str, str], **more) -> Answer:
    more = {"sources": SOURCES} | more
    return Answer(title, table, units, version=store.version, ribbon=store.government.note, **more)
