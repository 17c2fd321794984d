"""Debt: what is owed in the coming years, and what do interest and repayment take of receipts?"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics import budget_baseline, change
from analytics.answer import Answer
from analytics.budget_baseline import NO_BUDGET
from data_loaders.store import Store
from models.budget.framework import framework
from models.budget.levers import settings

SOURCES = ("receipt_month", "spending_month")
COLUMNS = ["fiscal_year", "borrowed", "repayment", "interest", "service", "share_of_receipts", "debt"]


def ahead(store: Store, *, moved: tuple[tuple[str, float], ...] = ()) -> Answer:
    """Each year of the framework: foreign loans taken, repayment, interest, both and their part of receipts, debt."""
    base, title = budget_baseline.base(store), "Interest and repayment in the coming years"
    if base is None:
        return Answer(title, pd.DataFrame(columns=COLUMNS), {}, SOURCES, version=store.version, sentence=NO_BUDGET)
    made = framework(base.baseline, settings(dict(moved)))
    amounts = {name: made.line(code)[0] for name, code in (
        ("borrowed", "foreign_loans"), ("repayment", "repayment"), ("interest", "interest"),
    )}  # fmt: skip
    amounts |= {"service": amounts["repayment"] + amounts["interest"], "debt": made.debt[0]}
    frame = pd.DataFrame({name: [Decimal(int(one)) for one in each] for name, each in amounts.items()})
    frame = frame.astype(change.MONEY)
    receipts = pd.Series([Decimal(int(one)) for one in made.total("Receipts")[0]]).astype(change.MONEY)
    frame["share_of_receipts"] = change.share(frame["service"], receipts)
    frame["fiscal_year"] = budget_baseline.years(base)
    first, last = frame.iloc[0], frame.iloc[-1]
    said = (
        f"Interest and repayment take {first['share_of_receipts']:.1f} % of receipts in {first['fiscal_year']} "
        f"and {last['share_of_receipts']:.1f} % in {last['fiscal_year']}."
    )
    units = dict.fromkeys(COLUMNS[1:], store.government.currency) | {"share_of_receipts": "%"}
    notes = (
        "Debt: foreign loans at the year's end. Repayment is that of all loans in the year in progress, later that of "
        "foreign loans; interest is that of the budget and of foreign loans taken since.",
        *(note for note in base.notes if note.startswith(("Baseline", "Debt"))),
        *(base.loans.details if base.loans else ()),
    )
    sources = (*SOURCES, "loan") if base.loans else SOURCES
    return Answer(
        title, frame[COLUMNS], units, sources, version=store.version, notes=notes, sentence=said,
        ribbon=store.government.note,
    )  # fmt: skip
