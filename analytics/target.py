"""Target: what was to come in this year, month by month, and what has."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pandas as pd

from analytics import change, elapsed, estimate, periods, receipts, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.elapsed import Elapsed
from analytics.periods import Submitted
from analytics.receipts import Selection
from data_loaders.store import Store

TARGET = ("fiscal_month", "month", "actual", "last_year", "target", "gap")
YEARS_OF_PATTERN = 5


def against_target(
    store: Store, fiscal_year: str | None = None, *, heads: tuple[str, ...] = (), agencies: tuple[str, ...] = (),
    groups: tuple[str, ...] = (),
) -> Answer:  # fmt: skip
    """Receipts added up month by month against last year and against the year's target.

    Twelve rows: fiscal_month, month, actual, last_year, target (all cumulative, target spread by month), gap (actual
    less target). The target of month 12 is the year's budget; notes say how it is spread and which estimate it is.
    """
    so_far = elapsed.under_way(store, ("receipt",), fiscal_year)
    selection = Selection((), heads, agencies, groups)
    if so_far is None:
        return receipts.answer(store, "Receipts against target", pd.DataFrame(columns=list(TARGET)), {}, selection)
    rows = receipts.amounts(store, "total", selection)
    aim, which = _target(store, so_far.fiscal_year, selection)
    submitted = periods.submitted(store, "receipt", "actual")
    shares, how = pattern(rows, submitted, so_far.fiscal_year)
    table = pd.DataFrame({"fiscal_month": range(1, 13), "month": fy.months(so_far.fiscal_year, so_far.first_month)})
    table["actual"] = added_up(rows, so_far.fiscal_year, submitted)
    table["last_year"] = added_up(rows, so_far.last_year, submitted)
    table["target"] = _spread(aim, shares)
    table["gap"] = change.difference(table["actual"], table["target"])
    units = dict.fromkeys(("actual", "last_year", "target", "gap"), "money")
    return receipts.answer(
        store, "Receipts against target", table, units, selection, as_of=so_far.as_of,
        filters={"fiscal year": so_far.fiscal_year}, sentence=_target_said(table, so_far),
        notes=(f"Target: {which}, {how}.",) if which else ("There is no target for this year in the store.",),
    )  # fmt: skip


def of_heads(store: Store, fiscal_year: str, selection: Selection, split: str) -> tuple[pd.DataFrame, str]:
    """(code, name, amount) of a year's targets, and which estimate they are."""
    chosen = replace(selection, years=(fiscal_year,))
    heads, which = estimate.chosen(receipts.amounts(store, "head", chosen, estimate.STAGES))
    if split == "head":
        return heads[["code", "name", "amount"]], which
    groups = store.ask(receipts.HEADS)[["code", "group_code", "group_name"]]
    heads = heads[["code", "amount"]].merge(groups, on="code")
    heads = heads.drop(columns="code").rename(columns={"group_code": "code", "group_name": "name"})
    return heads.groupby(["code", "name"], as_index=False)["amount"].sum(min_count=1), which


def _target(store: Store, fiscal_year: str, selection: Selection) -> tuple[Decimal | None, str]:
    """The year's target of the receipts chosen, and which estimate it is."""
    targets, which = of_heads(store, fiscal_year, selection, "head")
    return (targets["amount"].sum() if which else None), which


def pattern(rows: pd.DataFrame, submitted: Submitted, fiscal_year: str) -> tuple[list[Decimal], str]:
    """The part of a year's receipts that comes by the end of each month, as in earlier whole years, and which."""
    years, year = [], fy.previous(fiscal_year)
    while len(years) < YEARS_OF_PATTERN and set(range(1, 13)) <= set(submitted.get(year, ())):
        years.append(year)
        year = fy.previous(year)
    added = [added_up(rows, year, submitted).tolist() for year in years]
    parts = [[up_to / sums[-1] for up_to in sums] for sums in added if pd.notna(sums[-1]) and sums[-1] > 0]
    if not parts:
        return [Decimal(number) / 12 for number in range(1, 13)], "a twelfth a month, for want of a whole year by month"
    how = f"by month as in {years[-1]} to {years[0]} on average" if len(years) > 1 else f"by month as in {years[0]}"
    return [sum(column) / len(parts) for column in zip(*parts, strict=True)], f"spread {how}"


def added_up(rows: pd.DataFrame, year: str, submitted: Submitted) -> pd.Series:
    """Receipts added up to each month, as far as every month before it was submitted; a whole year at its end."""
    amounts = rows[rows["fiscal_year"] == year].groupby("fiscal_month")["amount"].sum()
    if submitted.get(year) == (0,):
        return pd.Series([None] * 11 + [amounts.get(0)], dtype=change.MONEY)
    added, total = [], Decimal(0) if len(amounts) else None
    for number in range(1, 13):
        total = total + amounts.get(number, 0) if total is not None and number in submitted.get(year, ()) else None
        added.append(total)
    return pd.Series(added, dtype=change.MONEY)


def _spread(target: Decimal | None, shares: list[Decimal]) -> pd.Series:
    """The year's target up to each month, to the paisa; the last month is the target itself."""
    parts = [None if target is None else (target * share).quantize(Decimal("0.01")) for share in shares]
    return pd.Series(parts, dtype=change.MONEY)


def _target_said(table: pd.DataFrame, so_far: Elapsed) -> str:
    """How far ahead of or behind its target the year is, at the last month with figures."""
    reached = table[table["actual"].notna() & table["target"].notna()]
    if reached.empty or not so_far.months:
        return ""
    last, left = reached.iloc[-1], 12 - int(reached.iloc[-1].fiscal_month)
    ahead = change.growth(pd.Series([last.actual]), pd.Series([last.target])).iloc[0]
    if pd.isna(ahead):
        return ""
    said = wording.compared(ahead, "ahead of their target", "behind their target", "on their target")
    return (
        f"Receipts are {said} with {wording.count(left, 'month', 'months')} to go."
        if left
        else f"Receipts ended {said}."
    )
