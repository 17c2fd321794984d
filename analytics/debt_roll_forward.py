"""Debt roll-forward: does what was owed, with what was borrowed and repaid, come to what is published as owed?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pandas as pd

from analytics import change
from analytics.answer import Answer
from data_loaders.store import Store
from models import parameter
from models.loan import RollForward

ITEMS = ("opening", "borrowed", "repaid", "closing")
ALL, FOREIGN, DOMESTIC = "all", "foreign", "domestic"
LENDERS = {ALL: "All loans", FOREIGN: "Foreign loans", DOMESTIC: "Domestic loans"}
SOURCES = ("debt_year",)
COLUMNS = ["fiscal_year", "name", "opening", "borrowed", "repaid", "computed", "published", "unexplained", "growth"]
NOTHING = "No published figures of debt are known for this government; they are dated data in models/parameters."
Figures = dict[tuple[str, str, str], Decimal]  # by fiscal year, lender and item


def rolled(store: Store) -> Answer:
    """Each year and lender: opening, borrowed, repaid, the stock they come to, the published one, the rest.

    A stock is computed where all three are published; growth (%) is of the published stock over the opening.
    """
    figures, about = _figures(store)
    rows = [_row(figures, *key) for key in dict.fromkeys((year, lender) for year, lender, _ in figures)]
    frame = _money(pd.DataFrame(rows, columns=COLUMNS[:-1]), COLUMNS[2:-1])
    frame["growth"] = change.growth(frame["published"], frame["opening"])
    whole = frame[frame["name"] == LENDERS[ALL]].dropna(subset=["unexplained"])
    said = NOTHING if frame.empty else _said(whole.iloc[-1], store.government.currency) if len(whole) else ""
    notes = ("Revaluation by the exchange rate is in the difference: nothing published tells it apart.",)
    return _answer(store, "Debt from one year's end to the next", frame, notes, about, sentence=said)


def parts(store: Store) -> Answer:
    """Foreign and domestic loans of each year and item added, beside what is published of all, and what that leaves."""
    figures, about = _figures(store)
    rows = []
    for year, lender, item in figures:
        both = [figures.get((year, each, item)) for each in (FOREIGN, DOMESTIC)]
        if lender == ALL and None not in both:
            told = figures[year, ALL, item]
            rows.append((year, item.capitalize(), *both, sum(both), told, told - sum(both)))
    columns = ["fiscal_year", "name", "foreign", "domestic", "added", "published", "unexplained"]
    frame = _money(pd.DataFrame(rows, columns=columns), columns[2:])
    return _answer(store, "Foreign and domestic debt beside all of it", frame, (), about)


def _row(figures: Figures, year: str, lender: str) -> tuple:
    """A stock rolled forward as far as its figures are published."""
    opening, borrowed, repaid, published = (figures.get((year, lender, item)) for item in ITEMS)
    given = (opening, borrowed, repaid)
    if None in given:
        return (year, LENDERS[lender], *given, None, published, None)
    made = RollForward(*given, published or Decimal(0))
    return (year, LENDERS[lender], *given, made.closing, published, None if published is None else made.gap)


def _said(row, currency: str) -> str:
    """What the latest whole roll-forward says, in billions."""
    computed, published, gap = (row[name] / 10**9 for name in ("computed", "published", "unexplained"))
    beside = (
        "the published stock of" if not gap else f"{abs(gap):,.2f} bn {'below' if gap > 0 else 'above'} the published"
    )
    return f"{row['fiscal_year']} comes to {currency} {computed:,.2f} bn, {beside} {published:,.2f} bn."


def _figures(store: Store) -> tuple[Figures, tuple[dict[str, str], ...]]:
    """The published figures of a government that keeps this chart of accounts, and the rows behind them."""
    rows = parameter.table("debt_year", currency=store.government.currency)
    rows = tuple(row for row in rows if row["chart"] == store.government.chart)
    return {(row["fiscal_year"], row["lender"], row["item"]): Decimal(row["value"]) for row in rows}, rows


def _money(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return frame.astype(dict.fromkeys(columns, change.MONEY))


def _answer(store: Store, title: str, frame: pd.DataFrame, notes: tuple[str, ...], about: tuple, **more) -> Answer:
    measures = [name for name in frame.columns if name not in ("fiscal_year", "name")]
    units = {name: "%" if name == "growth" else store.government.currency for name in measures}
    about = tuple(row for row in about if row["fiscal_year"] in set(frame["fiscal_year"]))
    if about:
        notes = (*notes, f"Published: {parameter.sources(about)}.")
        more["as_of"] = max(date.fromisoformat(row["date"]) for row in about)
    return Answer(title, frame, units, SOURCES, notes=notes, version=store.version, **more)
