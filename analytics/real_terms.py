"""Real terms: what receipts would be in prices of one year, and how they grew beyond prices."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics import change, price_index, receipts, revenue, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.price_index import PriceIndex
from analytics.receipts import Selection
from data_loaders.store import Store

COLUMNS = (
    "rank", "code", "name", "fiscal_year", "complete", "amount", "price_index", "real", "growth", "inflation",
    "real_growth",
)  # fmt: skip


def by_year(
    store: Store, split: str = "total", *, base_year: str | None = None, index: price_index.Typed = (),
    years: tuple[str, ...] = (), heads: tuple[str, ...] = (), agencies: tuple[str, ...] = (),
    groups: tuple[str, ...] = (), top: int = 8,
) -> Answer:  # fmt: skip
    """Receipts by year in prices of `base_year`, by an index of the parameters or the reader's own (year, value).

    real = amount x index of the base year / index of the year; real growth = (1 + growth) / (1 + inflation) - 1.
    amount and real (money), price_index (points), growth, inflation, real_growth (%); missing where there is no index.
    A part of a year grows against the same months of last year, at the two years' average prices.
    """
    shown = revenue.growth(store, "year", split, years=years, heads=heads, agencies=agencies, groups=groups, top=top)
    selection, title = Selection(years, heads, agencies, groups), "Receipts in real terms"
    prices = price_index.of(store, base_year, index)
    if shown.table.empty or prices is None:
        said = "" if shown.table.empty else (
            f"There is no price index for {store.government.currency} in the parameters; type one, a figure a year."
        )  # fmt: skip
        return receipts.answer(store, title, pd.DataFrame(columns=list(COLUMNS)), {}, selection, sentence=said)
    table = _deflated(shown.table, prices)
    lacking = sorted(set(table["fiscal_year"]) - set(prices.values))
    notes = (
        f"Real: in prices of {prices.base_year} = amount x index of {prices.base_year} / index of the year. "
        "Real growth = (1 + growth) / (1 + inflation) - 1.",
        f"Price index: {prices.words}.",
        *((f"No price index for {wording.listed(lacking)}.",) if lacking else ()),
        *(() if table["complete"].all() else ("A part of a year is taken at the average prices of its whole year.",)),
        *shown.notes,
    )
    units = {
        "amount": "money", "real": "money", "price_index": "index points", "growth": "%", "inflation": "%",
        "real_growth": "%",
    }  # fmt: skip
    return receipts.answer(
        store, title, table[list(COLUMNS)], units, selection, as_of=shown.as_of, notes=notes,
        filters={"prices of": prices.base_year}, sentence=_said(table, prices, split),
    )  # fmt: skip


def _deflated(table: pd.DataFrame, prices: PriceIndex) -> pd.DataFrame:
    """The table with index, real amount, inflation and real growth of each row."""
    years, table = table["fiscal_year"].tolist(), table.copy()
    factors = [prices.factor(year) for year in years]
    paisa = Decimal("0.01")
    table["real"] = pd.Series(
        [None if factor is None or pd.isna(amount) else (amount * factor).quantize(paisa)
         for amount, factor in zip(table["amount"], factors, strict=True)], index=table.index, dtype=change.MONEY,
    )  # fmt: skip
    rises = [prices.inflation(year, fy.previous(year)) for year in years]
    for column, values in (("price_index", [prices.values.get(year) for year in years]), ("inflation", rises)):
        found = [None if value is None else float(value) for value in values]
        table[column] = pd.Series(found, index=table.index, dtype=change.PER_CENT)
    table["real_growth"] = ((1 + table["growth"] / 100) / (1 + table["inflation"] / 100) - 1) * 100
    return table


def _said(table: pd.DataFrame, prices: PriceIndex, split: str) -> str:
    """Real growth of the last year that has one, beside growth and prices."""
    rows = table[table["real_growth"].notna() & (split == "total")]
    if rows.empty:
        return ""
    last = rows.iloc[-1]
    against = "the year before" if last.complete else "the same months of the year before"
    return (
        f"Receipts of {last.fiscal_year}{'' if last.complete else ' so far'} are {wording.compared(last.growth)} "
        f"{against} and, with prices {last.inflation:.1f} % higher, in real terms {wording.compared(last.real_growth)}."
        if last.inflation >= 0 else
        f"Receipts of {last.fiscal_year} are in real terms {wording.compared(last.real_growth)} {against}."
    )  # fmt: skip
