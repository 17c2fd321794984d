"""Published budget: the budget of a year from its detail, beside what was published of it; each gap a row."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics import budget_baseline, change
from analytics.answer import Answer
from analytics.budget_baseline import NO_BUDGET
from data_loaders.store import Store
from models import parameter
from models.budget.framework import framework
from models.budget.lines import LINES

SOURCES = ("receipt_month", "spending_month")
PARTS = ("Current revenue spending", "Current capital spending", "Development")
FIRST = 0  # the year in progress


def recreated(store: Store, *, year: str | None = None) -> Answer:
    """Totals from the detail beside the published ones: name, detail, published, difference (published less detail)."""
    base, title = budget_baseline.base(store, year), "The budget re-created from its detail"
    columns = ["name", "detail", "published", "difference"]
    if base is None:
        return Answer(title, pd.DataFrame(columns=columns), {}, SOURCES, version=store.version, sentence=NO_BUDGET)
    made, told = framework(base.baseline), _published(store, base.fiscal_year)
    amount = {name: int(made.total(name)[0, FIRST]) for name in (*PARTS, "Spending", "Receipts", "Loans")}
    unexplained = int(made.line("unexplained")[0, FIRST])
    receipts = amount["Receipts"] + amount["Loans"] + round(base.carried)
    rows = [(line.name, int(made.line(line.code)[0, FIRST])) for line in LINES if made.line(line.code)[0, FIRST]]
    rows += [("Balance carried over", round(base.carried))]
    rows += [("Receipts, loans and the balance carried over", receipts), ("Spending", amount["Spending"])]
    rows += [("Spending by the parts that were published", amount["Spending"] - unexplained)]
    rows += [("Deficit", amount["Spending"] - receipts)]
    published = {
        "Receipts, loans and the balance carried over": told.get("receipts"), "Spending": told.get("spending"),
        "Spending by the parts that were published": told.get("spending"), "Deficit": told.get("deficit"),
    }  # fmt: skip
    frame = pd.DataFrame(rows, columns=["name", "detail"])
    frame["detail"] = frame["detail"].map(Decimal).astype(change.MONEY)
    frame["published"] = frame["name"].map(published).astype(change.MONEY)
    frame["difference"] = frame["published"] - frame["detail"]
    units = dict.fromkeys(columns[1:], store.government.currency)
    notes = ("A gap is what the published figures leave unexplained; nothing is spread over the lines to close it.",)
    return Answer(
        f"{title}, {base.fiscal_year}", frame, units, SOURCES, version=store.version, notes=notes,
        ribbon=store.government.note,
    )  # fmt: skip


def _published(store: Store, year: str) -> dict[str, Decimal]:
    """What was published of a year, by item."""
    rows = parameter.table("published_budget", currency=store.government.currency)
    return {row["item"]: Decimal(row["value"]) for row in rows if row["fiscal_year"] == year}
