"""Contribution: which groups, heads or agencies made receipts grow, in percentage points that add up."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics import alike, change, elapsed, receipts, wording
from analytics.answer import Answer
from analytics.elapsed import Elapsed
from analytics.receipts import Selection
from data_loaders.store import Store

COLUMNS = ("rank", "code", "name", "amount", "last_year", "change", "growth", "contribution")


def to_growth(
    store: Store, fiscal_year: str | None = None, *, split: str = "group", heads: tuple[str, ...] = (),
    agencies: tuple[str, ...] = (), groups: tuple[str, ...] = (), top: int = 8,
) -> Answer:  # fmt: skip
    """Contribution of each code to the growth of the year so far against the same months of last year.

    contribution = (amount - last year) / total of last year, in percentage points; they add up to the total's growth,
    the last row. A code that has figures in one of the two years alone contributes what it brought or took away, and
    has no growth. amount, last_year, change (money), growth (%).
    """
    so_far = elapsed.under_way(store, ("receipt",), fiscal_year)
    selection, title = Selection((), heads, agencies, groups), f"Contributions to growth by {split}"
    if so_far is None:
        return receipts.answer(store, title, pd.DataFrame(columns=list(COLUMNS)), {}, selection)
    reach = replace(selection, years=(so_far.last_year, so_far.fiscal_year))
    rows = receipts.amounts(store, split, reach)
    why = _unlike(rows if split == "group" else receipts.amounts(store, "group", reach), so_far)
    if why or rows.empty:
        said = f"{so_far.fiscal_year} is not compared: {why}." if why and len(rows) else ""
        return receipts.answer(store, title, pd.DataFrame(columns=list(COLUMNS)), {}, selection, sentence=said)
    now, before = (set(numbers) for numbers in (so_far.now, so_far.comparable("receipt")))
    this_year = rows["fiscal_year"] == so_far.fiscal_year
    rows = rows[(this_year & rows["fiscal_month"].isin(now)) | (~this_year & rows["fiscal_month"].isin(before))]
    table = elapsed.two_years(receipts.largest(rows, top), so_far, "receipt", ["rank", "code", "name"])
    table = _with_total(table.sort_values("rank", ignore_index=True))
    units = dict.fromkeys(("amount", "last_year", "change"), "money") | {
        "growth": "%", "contribution": "percentage points",
    }  # fmt: skip
    return receipts.answer(
        store, title, table[list(COLUMNS)], units, selection, as_of=so_far.as_of,
        filters={"fiscal year": so_far.fiscal_year}, sentence=_said(table, so_far.same), notes=(
            "Contribution = (amount - last year) / all receipts of last year, over the same months; "
            "the contributions add up to the growth of the total.",
            f"{wording.capital(so_far.words)} against {so_far.words_before}.", *_one_sided(table),
        ),
    )  # fmt: skip


def _unlike(groups: pd.DataFrame, so_far: Elapsed) -> str:
    """Why the two years are not to be compared; empty where they are."""
    before = so_far.comparable("receipt")
    if not before:
        return so_far.lacking("receipt")
    return alike.breaks(groups, [(so_far.fiscal_year, so_far.now, before)]).get(so_far.fiscal_year, "")


def _with_total(table: pd.DataFrame) -> pd.DataFrame:
    """The rows with change, growth and contribution, and last their total."""
    sums = table[["amount", "last_year"]].sum(min_count=1)
    total = pd.DataFrame([{"rank": len(table) + 1, "code": "", "name": "Total"} | sums.to_dict()])
    money = dict.fromkeys(("amount", "last_year"), change.MONEY)
    table = pd.concat([table.astype(money), total.astype(money)], ignore_index=True)
    table["change"] = (table["amount"].fillna(0) - table["last_year"].fillna(0)).astype(change.MONEY)
    table["growth"] = change.growth(table["amount"], table["last_year"])
    whole = pd.Series(sums["last_year"], index=table.index, dtype=change.MONEY)
    table["contribution"] = change.share(table["change"], whole)
    return table


def _one_sided(table: pd.DataFrame) -> tuple[str, ...]:
    """Which codes have figures in one of the two years alone."""
    new, gone = (table[table[column].isna()]["name"].tolist() for column in ("last_year", "amount"))
    return (
        *((f"Figures this year alone: {wording.listed(new)}.",) if new else ()),
        *((f"Figures last year alone: {wording.listed(gone)}.",) if gone else ()),
    )


def _said(table: pd.DataFrame, than: str) -> str:
    """How the total grew and who moved it most."""
    total, parts = table.iloc[-1], table.iloc[:-1]
    if pd.isna(total.growth):
        return ""
    most = parts.loc[parts["contribution"].abs().idxmax()]
    way = "brought" if most.contribution >= 0 else "took"
    return (
        f"Receipts are {wording.compared(total.growth)} {than}; {most['name']} {way} most, "
        f"{abs(most.contribution):.1f} percentage points."
    )
