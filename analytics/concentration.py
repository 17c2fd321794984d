"""Concentration: on how few heads do receipts rest, and more so than last year?"""

from __future__ import annotations

import pandas as pd

from analytics import change, periods, receipts
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.receipts import Selection
from data_loaders.store import Store
from models.concentration import Concentration

LARGEST = (1, 3, 5)
MEASURES = ("herfindahl", *(f"largest_{number}" for number in LARGEST))
COLUMNS = ("fiscal_year", "complete", "parts", "effective", *(x for m in MEASURES for x in (m, f"{m}_change")))
SEVERAL = {"head": "heads", "group": "groups", "agency": "agencies", "total": "totals"}
LEAST_CHANGE = 0.05  # percentage points that are printed as none


def of_receipts(
    store: Store, split: str = "head", *, years: tuple[str, ...] = (), heads: tuple[str, ...] = (),
    agencies: tuple[str, ...] = (), groups: tuple[str, ...] = (),
) -> Answer:  # fmt: skip
    """Herfindahl index and the share of the largest 1, 3 and 5 by year, each with its change.

    herfindahl: sum of squared shares, 0 to 1; effective: 1 / herfindahl, as many equal parts are as concentrated;
    largest_1, _3, _5 in %; changes (points, percentage points) are against the same months of last year. parts: how
    many codes have receipts above zero; others cannot be shares and are left out.
    """
    selection, title = Selection(years, heads, agencies, groups), f"Concentration of receipts by {split}"
    found = periods.submitted(store, "receipt", "actual")
    spans = periods.between(found, "year", store.government.first_month, years)
    rows = receipts.amounts(store, split, Selection((), heads, agencies, groups)).assign(rank=1)
    if rows.empty or not spans:
        return receipts.answer(store, title, pd.DataFrame(columns=list(COLUMNS)), {}, selection)
    sums, ends = periods.summed(rows, spans), [period.fiscal_year for period in spans]
    table = pd.DataFrame([_of_year(sums[sums["fiscal_year"] == year]) for year in ends])
    table = table[table["parts"] > 0].reset_index(drop=True)[list(COLUMNS)]
    measures = [name for name in COLUMNS if name not in ("fiscal_year", "complete", "parts")]
    table = table.astype(dict.fromkeys(measures, change.PER_CENT))
    units = {"parts": SEVERAL[split], "effective": "equal parts"}
    units |= {"herfindahl": "0 to 1", "herfindahl_change": "0 to 1"}
    for number in LARGEST:
        units |= {f"largest_{number}": "%", f"largest_{number}_change": "percentage points"}
    months = periods.between(found, "month", store.government.first_month, years)
    as_of = fy.last_day([month.start for month in months if month.now][-1]) if months else None
    return receipts.answer(
        store, title, table, units, selection, as_of=as_of, sentence=_said(table, split, rows["code"].max()), notes=(
            "Herfindahl = sum of squared shares (1: a single one, 1/n: n equal ones); effective = 1 / Herfindahl.",
            "Changes are against the same months of last year; figures that are not above zero are left out.",
        ),
    )  # fmt: skip


def _of_year(rows: pd.DataFrame) -> dict:
    """The measures of one year and their change."""
    now, before = (_measures(rows[column]) for column in ("amount", "last_year"))
    first = rows.iloc[0]
    row = {"fiscal_year": first.fiscal_year, "complete": first.complete, "parts": int((rows["amount"] > 0).sum())}
    row |= {"effective": 1 / now["herfindahl"]} if now else {}
    for name in MEASURES:
        row[name] = now.get(name)
        row[f"{name}_change"] = now[name] - before[name] if now and before else None
    return row


def _measures(amounts: pd.Series) -> dict[str, float]:
    """Herfindahl, and the shares of the largest in per cent; empty where nothing is above zero."""
    parts = Concentration.of(amounts.dropna().tolist())
    if not parts.parts:
        return {}
    return {"herfindahl": parts.herfindahl()} | {f"largest_{number}": 100 * parts.largest(number) for number in LARGEST}


def _said(table: pd.DataFrame, split: str, last_code: str) -> str:
    """How much the largest three hold in the last year."""
    if table.empty:
        return ""
    last, when = table.iloc[-1], "the year before" if table["complete"].iloc[-1] else "the same months of last year"
    year = f"{last.fiscal_year}{'' if last.complete else ' so far'}"
    if last_code == "":
        return f"No {split} is stated for these receipts, so nothing can be said of their concentration."
    if last.parts == 1:
        return f"All receipts of {year} stand under one {split}."
    said = f"The largest {min(3, last.parts)} of {last.parts} {SEVERAL[split]} bring {last.largest_3:.1f} % of receipts"
    moved = last.largest_3_change
    if pd.isna(moved):
        return f"{said} of {year}."
    if abs(moved) < LEAST_CHANGE:
        return f"{said} of {year}, as in {when}."
    return f"{said} of {year}, {abs(moved):.1f} percentage points {'more' if moved > 0 else 'less'} than in {when}."
