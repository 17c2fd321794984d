"""Revenue: what comes in, from which heads, and is it more than last year?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from analytics import alike, change, elapsed, periods, receipts, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.composition import drill, share
from analytics.periods import Submitted
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
    shown = _shown(store, by, split, selection, stage=stage, top=top)
    return receipts.answer(
        store, _title("Receipts", by, split), shown.table.drop(columns=["last_year", "growth"]), {"amount": "money"},
        selection, as_of=shown.as_of, filters={} if stage == "actual" else {"stage": stage},
        notes=shown.notes, sentence=" ".join(filter(None, (shown.sentence, shown.lacking))),
    )  # fmt: skip


def growth(
    store: Store, by: str = "month", split: str = "total", *, years: tuple[str, ...] = (), heads: tuple[str, ...] = (),
    agencies: tuple[str, ...] = (), groups: tuple[str, ...] = (), top: int = 8,
) -> Answer:  # fmt: skip
    """Growth of receipts against the same months of last year; a part of a year only against the same part.

    Columns of `trend` and last_year (money), growth (%); both missing where last year has not all of the same months.
    """
    selection = Selection(years, heads, agencies, groups)
    shown = _shown(store, by, split, selection, stage="actual", top=top)
    return receipts.answer(
        store, _title("Growth of receipts", by, split), shown.table,
        {"amount": "money", "last_year": "money", "growth": "%"}, selection, as_of=shown.as_of,
        notes=("Growth is against the same months of last year.", *shown.notes), sentence=shown.sentence,
    )  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """Receipts by period with the same months of last year, and what must be said of them."""

    table: pd.DataFrame
    as_of: date | None
    notes: tuple[str, ...]
    sentence: str
    lacking: str  # which periods still lack months


def _shown(store: Store, by: str, split: str, selection: Selection, *, stage: str, top: int) -> Shown:
    """Receipts by period and code; the growth of totals is missing where the two years have not the same groups."""
    found, ahead = _not_ahead(store, stage, selection)
    first_month = store.government.first_month
    reach = replace(selection, years=tuple(sorted({*selection.years, *map(fy.previous, selection.years)})))
    rows = receipts.amounts(store, split, reach, (stage,))
    chosen = rows[rows["fiscal_year"].isin(selection.years)] if selection.years else rows
    ranked = receipts.largest(rows[rows["code"].isin(chosen["code"])], top, ranked_by=chosen)
    table = periods.summed(ranked, periods.between(found, by, first_month, selection.years))
    groups = rows if split == "group" else receipts.amounts(store, "group", reach, (stage,))
    every = periods.between(found, "year", first_month, selection.years)
    unlike = alike.breaks(groups, [(year.fiscal_year, year.now, year.before) for year in every])
    table["growth"] = change.growth(table["amount"], table["last_year"])
    if split == "total":
        table["growth"] = table["growth"].where(~table["fiscal_year"].isin(list(unlike)))
    months = [month for month in periods.between(found, "month", first_month, selection.years) if month.now]
    return Shown(
        table, fy.last_day(months[-1].start) if months and stage == "actual" else None,
        (
            *_not_split(chosen, by),
            *ahead,
            *(f"{year} is not compared: {why}." for year, why in list(unlike.items())[-3:]),
        ),
        _growth_said(table, by, stage, unlike) or ("" if len(table) else receipts.by_year_only(chosen)),
        _lacking(table),
    )  # fmt: skip


def _not_ahead(store: Store, stage: str, selection: Selection) -> tuple[Submitted, tuple[str, ...]]:
    """The months with figures, and what is said of the years left out: those dated ahead, unless they are chosen."""
    found = periods.submitted(store, "receipt", stage)
    ahead = {year for side, year in elapsed.ahead(store) if side == "receipt"}
    out = sorted(year for year in found if year in ahead) if stage == "actual" and not selection.years else []
    if not out or len(out) == len(found):
        return found, ()
    said = f"{wording.listed(out)}: left out, as dated ahead of the day the file was taken in; choose the year to see."
    return {year: months for year, months in found.items() if year not in ahead}, (said,)


def _title(what: str, by: str, split: str) -> str:
    """The title of a trend."""
    return f"{what} by {by}" + ("" if split == "total" else f" and {split}")


def _not_split(rows: pd.DataFrame, by: str) -> tuple[str, ...]:
    """Which years have figures that cannot stand in months or quarters."""
    years = sorted(set(rows[rows["fiscal_month"] == 0]["fiscal_year"])) if by != "year" else []
    return (f"Figures without a month ({wording.listed(years)}) are shown by year only.",) if years else ()


def _lacking(table: pd.DataFrame) -> str:
    """Which periods still lack months."""
    lacking = table[~table["complete"] & table["amount"].notna()]["period"].unique()
    return f"Not all months of {wording.listed(lacking)} are in." if len(lacking) else ""


def _growth_said(table: pd.DataFrame, by: str, stage: str, unlike: dict[str, str]) -> str:
    """Growth of the last period that has figures in both years, or why it is not said."""
    total = table.groupby(["start", "period", "fiscal_year"], as_index=False)[["amount", "last_year"]].sum(min_count=1)
    total["growth"] = change.growth(total["amount"], total["last_year"])
    total = total[total["growth"].notna()]
    if total.empty:
        return ""
    last = total.iloc[-1]
    if last.fiscal_year in unlike:
        return f"{last.fiscal_year} is not compared: {unlike[last.fiscal_year]}."
    whole = bool(table[table["period"] == last.period]["complete"].all())
    than = {"month": "the same month of last year", "year": "the year before"}.get(by) if whole else None
    compared = f"{wording.compared(last.growth)} {than or 'the same months of last year'}"
    if stage != "actual":
        return f"The {stage} estimate of {last.period} is {compared}."
    return f"Receipts of {last.period}{'' if whole else ' so far'} are {compared}."
