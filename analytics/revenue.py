"""Revenue: what comes in, from which heads, and is it more than last year?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from analytics import change, periods, receipts, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.composition import drill, share
from analytics.receipts import Selection
from analytics.target import against_target
from data_loaders.store import Store

__all__ = ["against_target", "choices", "drill", "growth", "share", "trend"]


def choices(store: Store) -> Answer:
    """What can be chosen: code, name, group_code, group_name, agency ("": not stated), first_year and last_year."""
    return receipts.answer(store, "Revenue heads", store.ask(receipts.HEADS), {}, Selection())


def trend(
    store: Store, by: str = "month", split: str = "total", *, years: tuple[str, ...] = (), heads: tuple[str, ...] = (),
    agencies: tuple[str, ...] = (), groups: tuple[str, ...] = (), stage: str = "actual", top: int = 8,
) -> Answer:  # fmt: skip
    """Receipts by month, quarter or year; the `top` largest of the split, the others together and last.

    One row per code and period: rank, code, name, fiscal_year, bucket (number of the month or quarter in its year),
    period ("Jul 2025", "2025-26 Q1", "2025-26"), start (its first day), amount (missing: nothing submitted),
    complete (False: not all of its months are there yet).
    """
    selection = Selection(years, heads, agencies, groups)
    table, rows = _periods(store, by, split, selection, stage=stage, top=top)
    unlike = _unlike(store, selection, stage)
    return receipts.answer(
        store, _title("Receipts", by, split), table.drop(columns="last_year"), {"amount": "money"}, selection,
        as_of=_as_of(store, stage, years), filters={} if stage == "actual" else {"stage": stage},
        notes=_not_split(rows, by), sentence=_trend_said(table, by, stage),
    )  # fmt: skip


def growth(
    store: Store, by: str = "month", split: str = "total", *, years: tuple[str, ...] = (), heads: tuple[str, ...] = (),
    agencies: tuple[str, ...] = (), groups: tuple[str, ...] = (), top: int = 8,
) -> Answer:  # fmt: skip
    """Growth of receipts against the same months of last year; a part of a year only against the same part.

    Columns of `trend` and last_year (money), growth (%); both missing where last year has not all of the same months.
    """
    selection = Selection(years, heads, agencies, groups)
    table, rows = _periods(store, by, split, selection, stage="actual", top=top)
    table["growth"] = change.growth(table["amount"], table["last_year"])
    return receipts.answer(
        store, _title("Growth of receipts", by, split), table, {"amount": "money", "last_year": "money", "growth": "%"},
        selection, as_of=_as_of(store, "actual", years), sentence=_growth_said(table, by, "actual"),
        notes=("Growth is against the same months of last year.", *_not_split(rows, by)),
    )  # fmt: skip


def _periods(store: Store, by: str, split: str, selection: Selection, *, stage: str, top: int):
    """The table of periods and codes with the same months of last year, and the rows it is made of."""
    reach = replace(selection, years=tuple(sorted({*selection.years, *map(fy.previous, selection.years)})))
    rows = receipts.amounts(store, split, reach, (stage,))
    shown = rows[rows["fiscal_year"].isin(selection.years)] if selection.years else rows
    codes = receipts.largest(rows[rows["code"].isin(shown["code"])], top, ranked_by=shown)
    return periods.summed(codes, periods.of_receipts(store, by, stage, selection.years)), shown


def _title(what: str, by: str, split: str) -> str:
    """The title of a trend."""
    return f"{what} by {by}" + ("" if split == "total" else f" and {split}")


def _as_of(store: Store, stage: str, years: tuple[str, ...]) -> date | None:
    """The last day of the last month with figures; none for estimates."""
    reached = [period for period in periods.of_receipts(store, "month", stage, years) if period.now]
    return fy.last_day(reached[-1].start) if reached and stage == "actual" else None


def _not_split(rows: pd.DataFrame, by: str) -> tuple[str, ...]:
    """Which years have figures that cannot stand in months or quarters."""
    years = sorted(set(rows[rows["fiscal_month"] == 0]["fiscal_year"])) if by != "year" else []
    return (f"Figures without a month ({wording.listed(years)}) are shown by year only.",) if years else ()


def _trend_said(table: pd.DataFrame, by: str, stage: str) -> str:
    """Growth of the last period, and which period still lacks months."""
    lacking = table[~table["complete"] & table["amount"].notna()]["period"].unique()
    said = [_growth_said(table, by, stage)]
    said += [f"Not all months of {wording.listed(lacking)} are in."] if len(lacking) else []
    return " ".join(part for part in said if part)


def _growth_said(table: pd.DataFrame, by: str, stage: str) -> str:
    """Growth of the last period that has one."""
    total = table.groupby(["start", "period"], as_index=False)[["amount", "last_year"]].sum(min_count=1)
    total["growth"] = change.growth(total["amount"], total["last_year"])
    total = total[total["growth"].notna()]
    if total.empty:
        return ""
    last = total.iloc[-1]
    whole = bool(table[table["period"] == last.period]["complete"].all())
    than = {"month": "the same month of last year", "year": "the year before"}.get(by) if whole else None
    compared = f"{wording.compared(last.growth)} {than or 'the same months of last year'}"
    if stage != "actual":
        return f"The {stage} estimate of {last.period} is {compared}."
    return f"Receipts of {last.period}{'' if whole else ' so far'} are {compared}."
