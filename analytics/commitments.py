"""Commitments: what is ordered and not yet paid, and how long do bills wait?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics import change, execution, stages, wording
from analytics.answer import Answer
from analytics.stages import Scope
from data_loaders.store import Store

OPEN = """
with event as (
    select
        coalesce(document, load_id || '-' || sheet || '-' || line) as document, bill, kind, posted_on, amount,
        department, office, object_minor, payee
    from entry
    where side = 'payment' and counted and flow = 'expenditure' and stage = 'committed'
        and ($fiscal_year is null or fiscal_year = $fiscal_year)
        and (posted_on is null or posted_on <= cast($as_of as date))
        and ($department is null or coalesce(department, '') = $department)
        and ($office is null or coalesce(office, '') = $office)
), held as (
    select
        document, max(bill) as bill, min(department) as department, min(office) as office,
        min(object_minor) as object_minor, min(payee) as payee,
        coalesce(min(case when amount > 0 and kind <> 'bill' then kind end), min(case when amount > 0 then kind end),
            'not stated') as kind,
        min(posted_on) as reserved_on, min(case when kind = 'bill' and amount > 0 then posted_on end) as billed_on,
        cast(coalesce(sum(case when amount > 0 and kind is distinct from 'bill' then amount end),
            sum(case when amount > 0 then amount end)) as decimal(20, 2)) as reserved,
        cast(coalesce(sum(case when kind = 'payment' then -amount end), 0) as decimal(20, 2)) as paid,
        cast(coalesce(sum(case when kind = 'release' then -amount end), 0) as decimal(20, 2)) as let_go,
        cast(coalesce(sum(case when kind in ('bill', 'payment') then amount end), 0) as decimal(20, 2)) as billed,
        cast(sum(amount) as decimal(20, 2)) as outstanding
    from event
    group by document
)
select
    document, kind, bill, reserved_on, billed_on, held.department, held.office,
    coalesce(office.name, held.office) as office_name, object_minor, coalesce(head.name, object_minor) as object_name,
    payee, reserved, paid, let_go, outstanding,
    cast(least(greatest(billed, 0), greatest(outstanding, 0)) as decimal(20, 2)) as unpaid_bill,
    date_diff('day', billed_on, cast($as_of as date)) as days
from held
left join office on office.code = held.office
left join head on head.code = held.object_minor
order by outstanding desc, document
"""
LATEST = """
select max(posted_on) as latest
from entry where side = 'payment' and counted and stage in ('committed', 'actual') order by latest
"""
AGES = ((30, "up to 30 days"), (60, "31 to 60 days"), (90, "61 to 90 days"), (365, "91 to 365 days"))
OLDEST = "over a year"
ARREARS = 30  # days after the bill: what is older is in arrears (PEFA 2016, PI-22)
SIZES = ("outstanding", "unpaid_bill", "reserved", "paid", "let_go")
LEDGER = (
    "document", "kind", "state", "office_name", "object_name", *SIZES[:2], "days", *SIZES[2:], "reserved_on",
    "billed_on", "payee",
)  # fmt: skip
AGEING = ("age", "bills", "amount", "share", "arrears")
NOTHING = "No commitments were submitted: load a list of orders, contracts and bills (stage committed) on Sources."


def as_of(store: Store) -> date | None:
    """The last day with a commitment or payment; None without any."""
    latest = store.ask(LATEST)["latest"].iloc[0]
    return None if pd.isna(latest) else latest


def ledger(
    store: Store, fiscal_year: str | None = None, *, department: str | None = None, office: str | None = None,
    open_only: bool = True, top: int = 500,
) -> Answer:  # fmt: skip
    """Orders, contracts and bills with what became of each; the largest outstanding first, the others together last.

    document, kind, state (reserved, billed, part-paid, paid, released, overpaid), office_name, object_name, outstanding
    (= reserved - paid - let_go), unpaid_bill, days (since the bill), reserved, paid, let_go, reserved_on, billed_on,
    payee.
    """
    table, day = _open(store, fiscal_year, department, office)
    title = "Commitments" if not open_only else "Commitments not yet paid"
    if table.empty:
        return _answer(store, title, pd.DataFrame(columns=list(LEDGER)), day, sentence=NOTHING)
    table["state"] = [_state(row) for row in table.itertuples(index=False)]
    waits = table[table["outstanding"] != 0]
    shown = waits if open_only else table
    if len(shown) > top:
        shown = pd.concat([shown.head(top), _others(shown.iloc[top:])], ignore_index=True)
    return _answer(
        store, title, shown[list(LEDGER)].reset_index(drop=True), day, sentence=_said(waits),
        units=dict.fromkeys(SIZES, "money") | {"days": "days"},
        filters=_filters(store, fiscal_year, Scope(department=department, office=office)),
    )  # fmt: skip


def ageing(store: Store, fiscal_year: str | None = None, *, department: str | None = None) -> Answer:
    """Bills that are not paid by how long they wait; what waits longer than 30 days is in arrears. Last the total.

    age, bills, amount, share (%), arrears (True: older than 30 days; missing in the total).
    """
    table, day = _open(store, fiscal_year, department, None)
    bills = table[(table["unpaid_bill"] > 0) & table["days"].notna()] if len(table) else table
    title = "Unpaid bills by age"
    if bills.empty:
        said = (
            NOTHING if table.empty else "No bill is waiting to be paid, or the source does not tell bills from orders."
        )
        return _answer(store, title, pd.DataFrame(columns=list(AGEING)), day, sentence=said)
    ages = [_age(days) for days in bills["days"]]
    sums = bills.assign(age=ages).groupby("age").agg(bills=("document", "count"), amount=("unpaid_bill", "sum"))
    order = [name for _, name in AGES] + [OLDEST]
    sums = sums.reindex(order).fillna({"bills": 0, "amount": 0}).reset_index()
    total = pd.DataFrame({"age": ["Total"], "bills": [sums["bills"].sum()], "amount": [sums["amount"].sum()]})
    rows = pd.concat([sums, total], ignore_index=True).astype({"amount": change.MONEY, "bills": "int64[pyarrow]"})
    rows["share"] = change.share(rows["amount"], pd.Series([total["amount"].iloc[0]] * len(rows), dtype=change.MONEY))
    rows["arrears"] = [name != order[0] for name in order] + [None]
    late = rows[rows["arrears"].eq(True).fillna(False)]
    said = (
        f"{wording.count(int(late['bills'].sum()), 'bill is', 'bills are')} in arrears, longer than {ARREARS} days: "
        f"{late['share'].sum():.1f} % of the money that is billed and not paid."
    )
    return _answer(
        store, title, rows[list(AGEING)], day, sentence=said, filters=_filters(store, fiscal_year, Scope(department)),
        units={"amount": "money", "bills": "bills", "share": "%"},
        notes=("Arrears: unpaid 30 days after the bill (PEFA 2016, PI-22).",),
    )  # fmt: skip


def _open(store: Store, fiscal_year: str | None, department: str | None, office: str | None):
    """Every commitment with its balance on the last day with figures, and that day."""
    day = as_of(store)
    if day is None:
        return pd.DataFrame(), None
    table = store.ask(OPEN, fiscal_year=fiscal_year, as_of=day.isoformat(), department=department, office=office)
    return table, day


def _state(row) -> str:
    """What became of a commitment."""
    if row.outstanding < 0:
        return "overpaid"
    if row.outstanding == 0:
        return "paid" if row.paid > 0 else "released"
    if row.paid > 0:
        return "part-paid"
    return "billed" if row.unpaid_bill > 0 else "reserved"


def _age(days: int) -> str:
    """The age of a bill in words.

    >>> _age(30), _age(31), _age(400)
    ('up to 30 days', '31 to 60 days', 'over a year')
    """
    return next((name for most, name in AGES if days <= most), OLDEST)


def _others(rest: pd.DataFrame) -> pd.DataFrame:
    """The row that stands for the commitments that are not shown."""
    sums = {column: [rest[column].sum()] for column in SIZES}
    named = {"document": [wording.count(len(rest), "other", "others")], "kind": [""], "state": [""]}
    return pd.DataFrame(named | sums).astype(dict.fromkeys(sums, change.MONEY))


def _said(waits: pd.DataFrame) -> str:
    """How many commitments wait, and how much of the money is for bills."""
    whole, bills = waits["outstanding"].sum(), waits["unpaid_bill"].sum()
    billed = f"; {float(bills) / float(whole) * 100:.1f} % of the money is for bills that have come in" if whole else ""
    return f"{wording.count(len(waits), 'commitment is', 'commitments are')} not yet paid{billed}."


def _filters(store: Store, fiscal_year: str | None, scope: Scope) -> dict[str, str]:
    """What was chosen, in words."""
    return ({"fiscal year": fiscal_year} if fiscal_year else {}) | stages.words(store, scope)


def _answer(store: Store, title: str, table: pd.DataFrame, day: date | None, *, units=None, **more) -> Answer:
    """An Answer about spending, as of a day."""
    return execution.answer(store, title, table, units or {}, as_of=day, **more)
