"""Pension flow: what falls due in which year, by kind, and what part of receipts it will take."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from analytics import change
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.pension_valued import MONEY, Chosen, answer, nothing, valued
from data_loaders.store import Store
from models import pension_rules
from models.pension.paid import KINDS, YEARS

BASE = pension_rules.BASE
RECEIPTS = """
select fiscal_year, cast(sum(amount) as decimal(20, 2)) as amount
from receipt_month
where flow = 'receipt' and stage = 'actual' and month is not null
group by fiscal_year
having count(distinct month) = 12
order by fiscal_year desc
"""
ENDS = (0, 1, 2, 5, 10, 20, 40, YEARS)


def due(store: Store, *, rules: str = BASE, assumed: Chosen = (), growth: float = 10.0, years: int = 30) -> Answer:
    """What falls due: fiscal_year, a column a kind, amount, share (%) of receipts grown by `growth` % a year."""
    now, title = valued(store, rules, assumed), "Pension payments to come, for today's employees and pensioners"
    columns = ["fiscal_year", *KINDS, "amount", "share"]
    if now is None:
        return nothing(store, title, columns)
    month = store.government.first_month
    start = now.census.on.year + (now.census.on.month >= month)
    table = pd.DataFrame(now.flow.yearly[:, :years].T, columns=list(KINDS))
    table.insert(0, "fiscal_year", [fy.label(date(start + at, month, 1), month) for at in range(years)])
    table["amount"] = table[list(KINDS)].sum(axis=1)
    table = table.drop(columns=[kind for kind in KINDS if not table[kind].any()])
    found, notes, said = store.ask(RECEIPTS), [], ""
    table["share"] = None
    if len(found):
        year, base = found["fiscal_year"].iloc[0], float(found["amount"].iloc[0])
        table["share"] = [
            paid / (base * (1 + growth / 100) ** (start + at - fy.first_year(year))) * 100
            for at, paid in enumerate(table["amount"])
        ]
        ten = min(10, years - 1)
        said = (
            f"Payments take {table['share'].iloc[0]:.1f} % of receipts in {table['fiscal_year'].iloc[0]} and "
            f"{table['share'].iloc[ten]:.1f} % in {table['fiscal_year'].iloc[ten]}, those of later entrants apart."
        )
        notes.append(f"Receipts of {year}, grown by {growth:g} % a year.")
    table["share"] = table["share"].astype(change.PER_CENT)
    units = {column: MONEY for column in table.columns if column not in ("fiscal_year", "share")} | {"share": "%"}
    return answer(store, title, table, units, now, sentence=said, notes=tuple(notes))


def shown(due_: Answer) -> tuple[str, ...]:
    """The columns of `due` that a chart draws: the whole and its kinds, the largest first."""
    kinds = [column for column in due_.table.columns if column in KINDS]
    return ("amount", *sorted(kinds, key=lambda kind: -float(due_.table[kind].sum()))[:4])


def maturity(store: Store, *, rules: str = BASE, assumed: Chosen = ()) -> Answer:
    """When the obligation falls due: name (years from now), amount undiscounted, worth today, share of worth (%)."""
    now, title = valued(store, rules, assumed), "When the obligation falls due"
    if now is None:
        return nothing(store, title, ["name", "amount", "worth", "share"])
    monthly = now.accrued.monthly.sum(axis=0)
    worth = monthly * now.basis.month ** np.arange(1, len(monthly) + 1)
    rows = [
        (f"years {start + 1} to {end}" if end - start > 1 else f"year {end}", *(
            float(each[start * 12 : end * 12].sum()) for each in (monthly, worth)
        ))
        for start, end in pairwise(ENDS)
    ]  # fmt: skip
    rows.append(("later", None, now.total - float(worth.sum())))
    table = pd.DataFrame(rows, columns=["name", "amount", "worth"])
    table["share"] = change.share(table["worth"], pd.Series(now.total, index=table.index))
    years = now.accrued.duration(now.basis.month)
    said = f"On average the obligation falls due in {years:.1f} years, weighted by what it is worth today."
    return answer(store, title, table, {"amount": MONEY, "worth": MONEY, "share": "%"}, now, sentence=said)
