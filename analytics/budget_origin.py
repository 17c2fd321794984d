"""Budget origin: which model, data and assumption each line of the framework is from, and what a year changed."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics import budget_baseline, change
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.budget_baseline import NO_BUDGET, Base, Put
from data_loaders.store import Store
from models.budget.framework import BUOYANCY, FOREIGN, INDEXED, framework
from models.budget.levers import BY_NAME, LEVERS
from models.budget.lines import ADP, LINES, RECEIPTS, TOTALS, Line

SOURCES = ("receipt_month", "spending_month")
GROWTH = "{:g} times nominal growth ({:g} % real, prices {:g} %)"


def origins(store: Store, *, put: Put = ()) -> Answer:
    """Where each line is from: name, part, amount, table (mart), model, assumption, levers, version (of the store)."""
    base, title = budget_baseline.base(store, put=put), "Where each line is from"
    columns = ["name", "part", "amount", "table", "model", "assumption", "levers", "version"]
    if base is None:
        return _nothing(store, title, columns)
    rows = [
        (line.name, line.part, Decimal(round(base.baseline.lines[line.code])), _mart(line, base),
         *_grows(line.code, base), ", ".join(one.label for one in LEVERS if line.code in one.lines), store.version)
        for line in LINES
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns)
    frame["amount"] = frame["amount"].astype(change.MONEY)
    notes = (*base.notes, *(base.loans.details if base.loans else ()))
    return Answer(
        title, frame, {"amount": store.government.currency}, SOURCES, version=store.version, notes=notes,
        ribbon=store.government.note,
    )  # fmt: skip


def since_last(store: Store) -> Answer:
    """Last year's baseline beside this year's budget: name, expected, budget, difference; models are the same."""
    base, title = budget_baseline.base(store), "What the new budget changed in the baseline"
    columns = ["name", "expected", "budget", "difference"]
    then = base and budget_baseline.base(store, fy.previous(base.fiscal_year))
    if base is None or then is None:
        said = NO_BUDGET if base is None else "The store holds no estimates of the year before."
        return _nothing(store, title, columns, said)
    old, new = framework(then.baseline), framework(base.baseline)
    rows = [(line.name, int(old.line(line.code)[0, 1]), int(new.line(line.code)[0, 0])) for line in LINES]
    rows += [(name, int(old.total(name)[0, 1]), int(new.total(name)[0, 0])) for name in TOTALS]
    frame = pd.DataFrame(rows, columns=columns[:3])
    frame["difference"] = frame["budget"] - frame["expected"]
    for column in columns[1:]:
        frame[column] = frame[column].map(Decimal).astype(change.MONEY)
    notes = (
        f"Expected: what the baseline of {then.fiscal_year} made of {base.fiscal_year} by the same models and "
        "assumptions; all of the difference is new data.",
    )
    units = dict.fromkeys(columns[1:], store.government.currency)
    return Answer(
        f"{title}, {base.fiscal_year}", frame, units, SOURCES, version=store.version, notes=notes,
        ribbon=store.government.note,
    )  # fmt: skip


def _grows(code: str, base: Base) -> tuple[str, str]:
    """The model of a line and its assumption, in words."""
    start = {name: lever.start for name, lever in BY_NAME.items()}
    if code in BUOYANCY:
        return "base, buoyancy", GROWTH.format(BUOYANCY[code], start["growth"], start["inflation"])
    if code in INDEXED:
        return "base, prices", f"prices {start['inflation']:g} %"
    if code in FOREIGN:
        return "base in dollars", f"the rupee falls by {start['depreciation']:g} % a year"
    if code == "pensions":
        by_year = ", ".join(f"{each:.1f}" for each in base.baseline.pensions)
        return ("open group of the census", f"{by_year} % a year") if by_year else ("base, growth", "10 % a year")
    more = f"award {start['pay_award']:g} %, posts {start['hiring']:g} %"
    words = (
        {
            "salaries": ("payroll by grade, award and posts", f"{more}; {base.pay.words}")
            if base.pay
            else ("base, award and posts", more),
        }
        | _debt(base)
        | dict.fromkeys((*ADP, "federal_projects"), ("base, growth", f"{base.baseline.adp_growth:g} % a year"))
    )
    return words.get(code, ("base", "as budgeted, unchanged"))


def _debt(base: Base) -> dict[str, tuple[str, str]]:
    """Interest and repayment: of the loan ledger where there is one, of the rest of the debt by rate and life."""
    rate, life = f"{base.baseline.loan_rate:g} %", f"a {base.baseline.loan_life:g}th"
    if base.loans is None:
        return {
            "interest": ("stock of debt", f"{rate} on foreign loans, the rest as budgeted"),
            "repayment": ("stock of debt", f"{life} of foreign loans a year"),
        }
    return {
        "interest": (
            "loans by their terms",
            f"{base.loans.words}; {rate} on other foreign loans, the rest as budgeted",
        ),
        "repayment": ("loans by their terms", f"{base.loans.words}; {life} of other foreign loans a year"),
    }


def _mart(line: Line, base: Base) -> str:
    if line.code == "salaries" and base.pay:
        return "spending_month, payroll_month"
    if line.code in ("interest", "repayment") and base.loans:
        return "spending_month, loan"
    return "receipt_month" if line.part == RECEIPTS or line.code.endswith("_loans") else "spending_month"


def _nothing(store: Store, title: str, columns: list[str], said: str = NO_BUDGET) -> Answer:
    return Answer(title, pd.DataFrame(columns=columns), {}, SOURCES, version=store.version, sentence=said)
