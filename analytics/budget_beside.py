"""Budget beside: a year's budget beside the payroll, the loan ledger and the likely year-end; differences are rows."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics import billions, budget_baseline, change, wording
from analytics.answer import Answer
from analytics.budget_baseline import NO_BUDGET, Base
from analytics.likely_outturn import NOT_COMPUTED
from analytics.loans import NO_LOANS
from analytics.payroll import NO_PAYROLL
from data_loaders.store import Store
from models.budget.framework import framework
from models.budget.levers import BY_NAME
from models.budget.lines import LINES

SOURCES = ("receipt_month", "spending_month")


def salaries(store: Store) -> Answer:
    """A year's pay of the posts filled beside the salaries of the budget, the difference a row: name, amount."""
    base, title = budget_baseline.base(store), "A year of the payroll beside the budget"
    if base is None or base.pay is None:
        said = NO_BUDGET if base is None else NO_PAYROLL
        return _nothing(store, title, ["name", "amount"], said)
    paid, budget = round(base.baseline.payroll), round(base.baseline.lines["salaries"])
    rows = [
        (f"Payroll: posts filled in {base.pay.month:%B %Y}, paid for a year", paid),
        (f"Budget: salaries of {base.fiscal_year}", budget),
        ("Difference: budget less payroll", budget - paid),
    ]
    frame = pd.DataFrame(rows, columns=["name", "amount"])
    frame["amount"] = frame["amount"].map(Decimal).astype(change.MONEY)
    more = wording.compared((budget / paid - 1) * 100)
    said = f"The budget of {base.fiscal_year} for salaries is {more} what the posts filled cost in a year."
    return Answer(
        f"{title}, {base.fiscal_year}", frame, {"amount": store.government.currency}, (*SOURCES[1:], "payroll_month"),
        version=store.version, sentence=said, notes=base.notes,
        ribbon=store.government.note,
    )  # fmt: skip


def loans(store: Store) -> Answer:
    """What the loan ledger has as due in the year beside the budget, the difference a row: name, interest, repayment.

    The year in progress stays as budgeted; the rest of its interest is carried on, that of its repayment is not.
    """
    base, title = budget_baseline.base(store), "A year of the loan ledger beside the budget"
    if base is None or base.loans is None:
        said = NO_BUDGET if base is None else _no_list(store, base)
        return _nothing(store, title, ["name", "interest", "repayment"], said)
    names = ("interest", "repayment")
    due = [round(getattr(base.loans.due, name)[0]) for name in names]
    budget = [round(base.baseline.lines[name]) for name in names]
    rows = [
        (wording.capital(base.loans.words), *due), (f"Budget of {base.fiscal_year}", *budget),
        ("Difference: budget less ledger", *(voted - of for voted, of in zip(budget, due, strict=True))),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["name", *names])
    frame = frame.assign(**{name: frame[name].map(Decimal).astype(change.MONEY) for name in names})
    told = "Of the ledger, loans in foreign money alone; the budget has domestic loans too, and what the year draws."
    more = wording.compared((sum(budget) / sum(due) - 1) * 100) if sum(due) else ""
    said = f"The budget of {base.fiscal_year} for interest and repayment is {more} what is due on loans of the ledger."
    return Answer(
        f"{title}, {base.fiscal_year}", frame, dict.fromkeys(names, store.government.currency),
        (*SOURCES[1:], "loan"), version=store.version, sentence=said if more else "",
        notes=(told, *base.notes, *base.loans.details), ribbon=store.government.note,
    )  # fmt: skip


def likely(store: Store) -> Answer:
    """The budget of the year in progress beside its likely end: name, budget, likely, difference; the balance last."""
    base, title = budget_baseline.base(store), "The budget beside the likely year-end"
    columns = ["name", "budget", "likely", "difference"]
    if base is None or base.likely is None:
        return _nothing(store, title, columns, NO_BUDGET if base is None else NOT_COMPUTED)
    made = [framework(base.baseline, {"outturn": way}) for way in (0.0, 100.0)]
    rows = [(line.name, *(int(each.line(line.code)[0, 0]) for each in made)) for line in LINES
            if line.code in base.likely.less_budget]  # fmt: skip
    rows += [(name, *(int(each.total(name)[0, 0]) for each in made)) for name in ("Receipts", "Spending", "Balance")]
    frame = pd.DataFrame(rows, columns=columns[:3])
    frame["difference"] = frame["likely"] - frame["budget"]
    for column in columns[1:]:
        frame[column] = frame[column].map(Decimal).astype(change.MONEY)
    gone = frame["difference"].iloc[-1]
    home = store.government.currency
    said = (
        f"{base.fiscal_year} is likely to end {home} {billions.said(abs(gone), 1)} bn "
        f'{"better" if gone > 0 else "worse"} than budgeted; the lever "{BY_NAME["outturn"].label}" starts there.'
    )
    notes = (
        f"{wording.capital(base.likely.words)}.",
        "An object of spending is forecast for all its classes together and shared among its lines as they were "
        "budgeted. Interest, repayment, loans, receipts of no other line and what no line explains stay as they are.",
    )
    return Answer(
        f"{title}, {base.fiscal_year}", frame, dict.fromkeys(columns[1:], home),
        (*SOURCES, "forecast_year", "outturn_year"), version=store.version, sentence=said, notes=notes,
        ribbon=store.government.note,
    )  # fmt: skip


def _no_list(store: Store, base: Base) -> str:
    """Why a baseline has no loan ledger."""
    if not store.holds("loan"):
        return NO_LOANS
    return f"No list of loans has the government's own in foreign money by the start of {base.fiscal_year}."


def _nothing(store: Store, title: str, columns: list[str], said: str) -> Answer:
    return Answer(title, pd.DataFrame(columns=columns), {}, SOURCES, version=store.version, sentence=said)
