"""Outturn basis: what the year-end of spending rests on, and what its answers share."""

from __future__ import annotations

import pandas as pd

from analytics import execution, spent_series, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.year_figures import NOT_YET
from data_loaders.store import Store

YEAR = "select fiscal_year, cut_off, years, tried from outturn_basis order by fiscal_year"
NONE = "No year of spending is in progress with a whole year before it, so nothing can be said of where it will end."


def basis(store: Store) -> pd.Series | None:
    """fiscal_year, cut_off, years, tried and the number of months booked; None where it is not computed."""
    if not store.holds("outturn_basis"):
        return None
    row = store.ask(YEAR).iloc[0]
    return pd.concat([row, pd.Series({"months": fy.fiscal_month(row["cut_off"], store.government.first_month)})])


def not_yet(store: Store, title: str, columns: tuple[str, ...]) -> Answer:
    """Why nothing is known: no year is in progress, or a refresh has still to be made."""
    said = NOT_YET if spent_series.in_progress(store) else NONE
    return answer(store, title, pd.DataFrame(columns=list(columns)), {}, sentence=said)


def answer(store: Store, title: str, table: pd.DataFrame, units: dict[str, str], **more) -> Answer:
    """An answer about spending that rests on computed marts too."""
    return execution.answer(store, title, table, units, **more)


def earlier(many: int) -> str:
    """A number of years in words."""
    return wording.count(int(many), "earlier year", "earlier years")
