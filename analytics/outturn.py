"""Outturn: where will spending of the year in progress end, and what is still needed?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import change, execution, overridden, spent_series, stages, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.spent_series import Series
from analytics.stages import Scope
from data_loaders.desk import Desk
from data_loaders.store import Store
from models import outturn as model

BY = {"total": "total", "department": "department", "object": "minor object"}  # what it is by, and as `stages` says it
LEVELS = {"total": "all spending", "department": "department", "object": "object of spending"}  # as the desk knows it
LIMITS = ("lo80", "hi80", "lo95", "hi95")
END = (
    "level", "code", "name", "fiscal_year", "months_booked", "cut_off", "booked", "remaining", "total", *LIMITS,
    "budget", "chance", "over", "pattern", "before", "after", "who", "why", "moved", "figure",
)  # fmt: skip
MONEY = ("booked", "remaining", "total", *LIMITS, "budget", "over", "before", "after", "figure")
MONTHS = ("month", "booked", "forecast", *LIMITS)
RECORD = ("fiscal_year", "actual", "expected", "error", "run_rate_error", "last_year_error", "held")
NONE = "No year of spending is in progress with a whole year before it, so nothing can be said of where it will end."


def year_end(store: Store, desk: Desk | None = None, by: str = "department", code: str | None = None) -> Answer:
    """Where the year in progress will end, by department, object or in total; the last row is the total.

    booked and remaining are the total (an estimate); lo80 ... hi95 its limits; budget (revised where the year has it,
    else original with its changes), chance (%) that it is overrun, over (total less budget: below zero lapses),
    pattern (steady, uneven, at the year's end), before, after, who, why, moved of an officer's own figure; figure is
    what counts: the officer's, else the total. `code`: that row alone.
    """
    if by not in BY:
        raise ValueError(f"The year's end is known by {', '.join(BY)}, not by '{by}'.")
    series = spent_series.of(store)
    if series is None:
        return _answer(store, "Year-end of spending", pd.DataFrame(columns=list(END)), {}, sentence=NONE)
    table = _rows(store, desk, series, by)
    if by != "total":
        total = _rows(store, desk, series, "total").assign(name="Total")
        table = pd.concat([table.sort_values(["total", "code"], ascending=[False, True]), total], ignore_index=True)
    if code is not None:
        table = table[(table["code"] == code) & (table["level"] == LEVELS[by])].reset_index(drop=True)
    standing = table[table["after"].notna()]
    notes = [f"The books end with {series.cut_off:%B %Y}; tried out on {len(model.tried(series.spent))} earlier years."]
    notes += [f"{row.who} put a figure in the place of that of {row.name}: {row.why}." for row in standing.itertuples()]
    return _answer(
        store, f"Year-end of spending by {by}", table[list(END)], dict.fromkeys(MONEY, "money") | {"chance": "%"},
        as_of=fy.last_day(series.cut_off), filters={"fiscal year": series.year}, notes=tuple(notes),
        sentence=_said(table, by),
    )  # fmt: skip


def by_month(store: Store, by: str = "total", code: str = "total") -> Answer:
    """Months booked, and what is needed in those to come, with limits: month, booked, forecast, lo80 ... hi95."""
    series = spent_series.of(store)
    if series is None:
        return _answer(store, "Funds needed by month", pd.DataFrame(columns=list(MONTHS)), {}, sentence=NONE)
    numbers, found = series.groups(by)
    chosen = numbers == found.index(code) if code in found else np.zeros(len(numbers), bool)
    first, booked = series.first_month, series.spent.month
    rest = model.outturn(series.spent).remaining[chosen].sum(axis=0)
    ends = model.limits(series.spent, numbers)[found.index(code)] if chosen.any() else np.full(4, np.nan)
    start = series.spent.booked[chosen].sum()
    spread = (ends - start) / rest.sum() if rest.sum() else np.full(4, np.nan)  # of the rest, alike in all its months
    rows = [
        (month, series.spent.amounts[chosen, -1, at].sum(), None, *[None] * 4)
        for at, month in enumerate(fy.months(series.year, first)[:booked])
    ]
    rows += [
        (month, None, rest[at], *(spread * rest[at])) for at, month in enumerate(fy.months(series.year, first)[booked:])
    ]
    table = pd.DataFrame(rows, columns=list(MONTHS))
    table = table.assign(**{name: _money(table[name]) for name in MONTHS[1:]})
    return _answer(
        store, "Funds needed by month", table, dict.fromkeys(MONTHS[1:], "money"), as_of=fy.last_day(series.cut_off),
        filters={"fiscal year": series.year} | ({} if by == "total" else {by: code}),
        sentence=f"{12 - booked} months are to come, {_share(rest.sum(), rest.sum() + start)} of the year's money.",
        notes=("The limits of months are those of the year's total, in proportion; a single month errs more.",),
    )  # fmt: skip


def record(store: Store) -> Answer:
    """How near the method came in earlier years, as of the same month, beside the run rate and last year's share.

    fiscal_year, actual, expected, error (% of the total), run_rate_error, last_year_error: absolute errors of all
    departments and objects, in % of what was spent; held: in how many of 100 cases the limits of 80 held.
    """
    series = spent_series.of(store)
    tried = list(model.tried(series.spent)) if series else []
    if not tried:
        return _answer(store, "Record of the year-end", pd.DataFrame(columns=list(RECORD)), {}, sentence=NONE)
    groups = np.arange(len(series.codes))
    table = pd.DataFrame([_tried(series, year, groups) for year in tried], columns=list(RECORD))
    table = table.assign(actual=_money(table["actual"]), expected=_money(table["expected"]))
    units = {"actual": "money", "expected": "money", "held": "%"}
    units |= dict.fromkeys(("error", "run_rate_error", "last_year_error"), "%")
    means = table[["error", "run_rate_error", "last_year_error"]].mean()
    said = (
        f"As of the same month of {wording.count(len(table), 'earlier year', 'earlier years')} the errors of all "
        f"departments and objects came to {means['error']:.1f} % of what was spent; the run rate's to "
        f"{means['run_rate_error']:.1f} %, last year's share to {means['last_year_error']:.1f} %."
    )
    return _answer(store, "Record of the year-end", table, units, as_of=fy.last_day(series.cut_off), sentence=said)


def _rows(store: Store, desk: Desk | None, series: Series, by: str) -> pd.DataFrame:
    """The year-ends of one level, footing: every sum is of the cells."""
    numbers, found = series.groups(by)
    spent = series.spent
    cells = pd.DataFrame({"booked": _money(spent.booked), "remaining": _money(model.outturn(spent).rest)})
    sums = cells.groupby(numbers).sum().reset_index(drop=True)
    plans = stages.beside(store, BY[by], series.year, Scope(), tuple(range(1, spent.month + 1)))
    plans = plans[plans["level"] == BY[by]] if by != "total" else plans[plans["level"] == "total"].assign(code="total")
    named = dict(zip(plans["code"], plans["name"], strict=True)) | {"": "Not stated", "total": "All spending"}
    budget = dict(zip(plans["code"], plans["budget"], strict=True))
    aims = np.array([np.nan if pd.isna(budget.get(code)) else float(budget[code]) for code in found])
    table = sums.astype(change.MONEY).assign(code=found)
    table["total"] = (table["booked"] + table["remaining"]).astype(change.MONEY)
    ends = model.limits(spent, numbers)
    table = table.assign(**{name: _money(ends[:, at]) for at, name in enumerate(LIMITS)})
    table = table.assign(
        level=LEVELS[by], name=[named.get(code) or code for code in found], fiscal_year=series.year,
        months_booked=spent.month, cut_off=series.cut_off, budget=_money([budget.get(code) for code in found]),
        chance=pd.Series(model.chance_above(aims, spent, numbers)).astype(change.PER_CENT),
        pattern=[spent_series.pattern(spent.earlier[numbers == at]) for at in range(len(found))],
    )  # fmt: skip
    table["over"] = change.difference(table["total"], table["budget"])
    told = [overridden.standing(desk, store, LEVELS[by], code, series.year) for code in found]
    return table.assign(**overridden.columns(table, told))


def _tried(series: Series, year: int, groups: np.ndarray) -> tuple:
    """One earlier year as of the same month: what was expected and what came."""
    then = series.spent.until(year)
    actual, booked = then.amounts[:, -1].sum(axis=1), then.booked
    before = then.amounts[:, -2, : then.month].sum(axis=1) / np.where(
        (whole := then.amounts[:, -2].sum(axis=1)) != 0, whole, np.nan
    )
    straight = booked * 12 / then.month
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(before > model.LEAST, booked / before, straight)
    expected, size = booked + model.outturn(then).rest, np.abs(actual).sum()
    ends = model.limits(then, groups)
    there = (actual != 0) & ~np.isnan(ends[:, 0])
    held = ((actual >= ends[:, 0]) & (actual <= ends[:, 1]))[there].mean() * 100 if there.any() else None
    errors = [np.abs(made - actual).sum() / size * 100 for made in (expected, straight, share)]
    return series.years[year], actual.sum(), expected.sum(), *errors, held


def _said(table: pd.DataFrame, by: str) -> str:
    """How the year ends against its budget, and who is furthest from it."""
    if table.empty:
        return "Nothing is known of this choice."
    total = table.iloc[-1]
    share = _share(total["booked"], total["total"])
    first = (
        f"{wording.count(int(total['months_booked']), 'month is', 'months are')} booked, {share} of what is expected"
    )
    if pd.isna(total["over"]) or not total["budget"]:
        return f"{first}; no budget of the year was submitted."
    gap = float(total["over"]) / float(total["budget"]) * 100
    against = f"{first}; the year is expected to end {wording.compared(gap)} the budget"
    rows = table[(table["level"] == LEVELS[by]) & table["chance"].notna()] if by != "total" else table.iloc[:0]
    over = rows[rows["chance"] >= 50]
    more = f"; {len(over)} of {len(rows)} are likely to overrun theirs" if len(rows) else ""
    return f"{against}{more}."


def _share(part, whole) -> str:
    return f"{float(part) / float(whole) * 100:.1f} %" if whole else "none"


def _money(values) -> pd.Series:
    """Amounts of a model as money, to the paisa; missing stays missing."""
    return pd.Series(
        [None if pd.isna(value) else f"{float(value):.2f}" for value in values], dtype="string[pyarrow]"
    ).astype(change.MONEY)


def _answer(store: Store, title: str, table: pd.DataFrame, units: dict[str, str], **more) -> Answer:
    return execution.answer(store, title, table, units, **more)
