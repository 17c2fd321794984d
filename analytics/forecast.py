"""Forecast: what is still to come in, where the year will end, and whether its target will be reached."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from analytics import change, estimate, overridden, receipts, wording, year_figures
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.receipts import Selection
from analytics.reckoning import side_by_side
from analytics.year_figures import LIMITS, NOT_YET, UNTRIED, YEARS, answer, money
from data_loaders.desk import Desk
from data_loaders.store import Store
from models.forecast import chance

OUTLOOK = """
select month, mean as forecast, lo80, hi80, lo95, hi95 from forecast
where level = $level and code = $code order by month
"""
MADE = """
select distinct weight.flags, basis.grade, basis.cut_off, basis.origins
from forecast_weight as weight cross join forecast_basis as basis
where weight.level = $level and weight.code = $code order by weight.flags
"""
__all__ = ["explained", "outlook", "side_by_side", "year_end"]

MONTHS = ("month", "fiscal_year", "booked", "forecast", *LIMITS)
YEAR_END = (
    "level", "code", "name", "fiscal_year", "months_booked", "booked", "remaining", "total", *LIMITS, "last_year",
    "growth", "target", "gap", "chance", "expected_a_month", "needed_a_month", "figure", "before", "after", "who",
    "why", "moved",
)  # fmt: skip


def outlook(store: Store, desk: Desk | None = None, level: str = "total", code: str = "total") -> Answer:
    """Months booked, then months forecast with the limits of 80 and of 95 cases in 100.

    month, fiscal_year, booked (missing where not booked), forecast and its limits lo80, hi80, lo95, hi95 (missing
    where booked). Notes say the grade, the month the books end with, what must be known of this forecast, overrides.
    """
    if not store.holds("forecast"):
        return answer(store, "Outlook", pd.DataFrame(columns=list(MONTHS)), {}, sentence=NOT_YET)
    ahead = store.ask(OUTLOOK, level=level, code=code)
    booked = year_figures.months(store, level, code).rename("booked").reset_index()
    table = pd.concat([booked, ahead], ignore_index=True).reindex(columns=["month", "booked", *MONTHS[3:]])
    first_month = store.government.first_month
    table.insert(1, "fiscal_year", [fy.label(month, first_month) for month in table["month"]])
    name = _names(store)[level].get(code, code)
    made = store.ask(MADE, level=level, code=code)
    standing = [
        overridden.standing(desk, store, level, code, year)
        for year in dict.fromkeys(table["fiscal_year"][len(booked) :])
    ]
    notes = (*_made(made), *(overridden.told(override, "") for override in standing if override))
    cut_off = made["cut_off"].iloc[0] if len(made) else None
    return answer(
        store, f"Outlook: {name}", table, {}, notes=notes, as_of=fy.last_day(cut_off) if cut_off else None,
        filters={} if level == "total" else {level: name}, sentence=UNTRIED if UNTRIED in notes else "",
    )  # fmt: skip


def year_end(
    store: Store, desk: Desk | None = None, level: str = "total", code: str | None = None,
    fiscal_year: str | None = None,
) -> Answer:  # fmt: skip
    """Where a fiscal year will end: the one in progress, or the one named; a row for each code of the level.

    booked and remaining are the total; lo80 ... hi95 its limits; last_year and growth (%) where last year is whole;
    target is the budget (revised where there is one), gap the total less it, chance (%) that it is reached,
    needed_a_month what would reach it beside expected_a_month; before, after, who, why of an override, moved: what
    has changed since; figure is what counts: the override, else the total. The sentence explains one code.
    """
    empty = pd.DataFrame(columns=list(YEAR_END))
    if not store.holds("forecast_year"):
        return answer(store, "Year-end", empty, {}, sentence=NOT_YET)
    rows = store.ask(YEARS, level=level, code=code, fiscal_year=fiscal_year)
    if rows.empty:
        return answer(store, "Year-end", empty, {}, sentence="Nothing is forecast for this choice; choose another.")
    year, names = rows["fiscal_year"].iloc[0], _names(store)[level]
    table = rows.assign(name=[names.get(one, one) for one in rows["code"]])
    table, which = _against(store, table, level, year)
    told = [overridden.standing(desk, store, level, one, year) for one in table["code"]]
    table = table.assign(**overridden.columns(table, told))[list(YEAR_END)]
    cut_off = rows["cut_off"].iloc[0]
    said = explained(table.iloc[0], which) if len(table) == 1 else ""
    untried = UNTRIED if rows["origins"].iloc[0] == 0 else ""
    notes = (
        f"Grade {rows['grade'].iloc[0]}; the books end with {cut_off:%B %Y}.",
        *filter(None, [untried]),
        f"Target: {which}." if which else "There is no target for this year in the store.",
        *(overridden.told(override, moved) for override, moved in zip(told, table["moved"], strict=True) if override),
    )
    return answer(
        store, f"Year-end {year}", table, {"growth": "%", "chance": "%"}, notes=notes, as_of=fy.last_day(cut_off),
        filters={"fiscal year": year}, sentence=" ".join(filter(None, [said, untried])),
    )  # fmt: skip


def explained(row: Mapping, which: str) -> str:
    """A year-end figure in two sentences, from its figures alone."""
    booked, total = int(row["months_booked"]), float(row["total"])
    if total <= 0:
        return "Nothing is expected in this year."
    reach = (float(row["hi80"]) - float(row["lo80"])) / 2 / total * 100
    share = f"{float(row['booked']) / total * 100:.1f} % of the total"
    done = f"{wording.count(booked, 'month is', 'months are')} booked, {share}"
    than = f", {wording.compared(row['growth'])} the year before" if pd.notna(row["growth"]) else ""
    first = f"{done} expected at the year's end{than}; in 80 of 100 cases within {reach:.1f} % of it."
    if pd.isna(row["target"]) or float(row["target"]) <= 0:
        return first
    gap = wording.compared((total / float(row["target"]) - 1) * 100)
    last = f"That is {gap} the target ({which}), which is reached in {float(row['chance']):.0f} of 100 cases"
    if pd.notna(row["needed_a_month"]) and float(row["expected_a_month"] or 0) > 0:
        more = (float(row["needed_a_month"]) / float(row["expected_a_month"]) - 1) * 100
        last += f" and takes {wording.compared(more, 'more', 'less', 'as much')} a month than expected"
    return f"{first} {last}."


def _against(store: Store, table: pd.DataFrame, level: str, year: str) -> tuple[pd.DataFrame, str]:
    """The year-ends with last year, the target and what it takes to reach it."""
    aims, which = estimate.chosen(receipts.amounts(store, level, Selection((year,)), estimate.STAGES))
    aims = dict(zip(aims["code"], aims["amount"], strict=True)) if which else {}
    last = receipts.amounts(store, level, Selection((fy.previous(year),)))
    whole = last["month"].nunique() == 12
    before = last.groupby("code")["amount"].sum() if whole else {}
    table = table.assign(
        last_year=money(before.get(one) for one in table["code"]),
        target=money(aims.get(one) for one in table["code"]),
    )
    table["growth"] = change.growth(table["total"], table["last_year"])
    table["gap"] = change.difference(table["total"], table["target"])
    floats = table[["total", "hi80", "hi95"]].astype(float)
    chances = [
        None if pd.isna(aim) else chance(floats.loc[at], float(aim)) * 100 for at, aim in table["target"].items()
    ]
    left = [12 - int(months) for months in table["months_booked"]]
    lacking = (table["target"] - table["booked"]).tolist()
    return table.assign(
        chance=pd.Series(chances, dtype=change.PER_CENT, index=table.index),
        expected_a_month=_spread(table["remaining"].tolist(), left),
        needed_a_month=_spread([None if pd.isna(more) else max(more, Decimal(0)) for more in lacking], left),
    ), which


def _spread(amounts: list, months: list[int]) -> pd.Series:
    return money(None if pd.isna(a) or not left else a / left for a, left in zip(amounts, months, strict=True))


def _made(made: pd.DataFrame) -> tuple[str, ...]:
    """How a forecast was made, in words."""
    if made.empty:
        return ("Nothing is forecast for this choice.",)
    row = made.iloc[0]
    flags = (f"{wording.capital(row['flags'])}.",) if row["flags"] else ()
    flags += (UNTRIED,) if row["origins"] == 0 else ()
    return (f"Grade {row['grade']}; the books end with {row['cut_off']:%B %Y}.", *flags)


def _names(store: Store) -> dict[str, dict[str, str]]:
    """The names of codes, by level."""
    heads = store.ask(receipts.HEADS)
    return {
        "total": {"total": "All receipts"},
        "group": dict(zip(heads["group_code"], heads["group_name"], strict=True)),
        "head": dict(zip(heads["code"], heads["name"], strict=True)),
    }
