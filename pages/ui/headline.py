"""Headline: three to five figures that open a page, each beside last year and beside the year's budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from analytics.answer import Answer
from pages.ui import money

MORE_IS_BETTER = {"Receipts": True, "Spending": False, "Balance": True}
ARROWS = {True: "▲", False: "▼"}


@dataclass(frozen=True)
class Tile:
    """One figure: how it changed, whether that is better, its months, and how far it has come."""

    label: str
    figure: str
    change: str = ""
    better: bool | None = None
    beside: str = ""  # what the change is against
    months: tuple[tuple[str, float], ...] = ()  # "this year" or "last year", amount
    share: float | None = None  # of the year's budget, per cent
    under: str = ""


def draw(tiles: Sequence[Tile]) -> None:
    """The tiles in a row."""
    st.html(f"<div class='tiles'>{''.join(_markup(tile) for tile in tiles)}</div>")


def of_position(answer: Answer, trend: Answer, unit: money.Unit, currency: str) -> list[Tile]:
    """Receipts, spending and balance so far."""
    return [
        Tile(
            label=f"{row.measure}, {money.said(unit, currency)}",
            figure=money.short(row.actual, unit),
            change=change(row, unit),
            better=_better(row),
            beside="on the same months of last year" if change(row, unit) else "No comparison with last year",
            months=_months(trend, row.measure, unit),
            share=None if money.missing(row.share_of_budget) else float(row.share_of_budget),
            under=_under(row, unit),
        )
        for row in answer.table.itertuples()
    ]


def of_revenue(years: Answer, target: Answer, unit: money.Unit, currency: str) -> list[Tile]:
    """Receipts of the year so far, how far ahead of or behind the target, and the target of the whole year."""
    if years.table.empty or target.table.empty:
        return []
    so_far, known, size = years.table.iloc[-1], target.table.dropna(subset=["gap"]), money.said(unit, currency)
    gap = known.gap.iloc[-1] if len(known) else None
    growth = "" if money.missing(so_far.growth) else money.percent(so_far.growth, signed=True)
    return [
        Tile(
            f"Receipts of {so_far.fiscal_year}, {size}",
            money.short(so_far.amount, unit),
            growth,
            better=None if not growth else bool(so_far.growth > 0),
            beside="on the same months of last year",
        ),
        Tile(
            f"Against the target to date, {size}",
            ("+" if gap and gap > 0 else "") + money.short(gap, unit),
            beside="No target in the store" if gap is None else "ahead of it" if gap >= 0 else "behind it",
        ),
        Tile(
            f"Target of the whole year, {size}",
            money.short(target.table.target.iloc[-1], unit),
            beside=(target.notes or ("",))[0].removeprefix("Target: "),
        ),
    ]


def of_spending(drill: Answer, unit: money.Unit, currency: str) -> list[Tile]:
    """The budget and what became of it: released, committed, spent, and what is still available."""
    if drill.table.empty:
        return []
    row, size = drill.table.iloc[-1], money.said(unit, currency)
    parts = {"Budget": row.budget, "Released": row.released, "Committed": row.committed, "Spent": row.actual}
    shares = {"Released": row.released_share, "Spent": row.spent_share}
    tiles = [
        Tile(
            f"{name}, {size}",
            money.short(amount, unit),
            beside="Not submitted" if money.missing(amount) else "",
            under="" if money.missing(shares.get(name)) else f"{money.percent(shares[name])} of the budget",
            share=None if money.missing(shares.get(name)) else float(shares[name]),
        )
        for name, amount in parts.items()
    ]
    said = "Not known without releases" if money.missing(row.available) else "Released less committed and spent"
    return [*tiles, Tile(f"Available, {size}", money.short(row.available, unit), beside=said)]


def of_year_end(end: Answer, unit: money.Unit, currency: str) -> list[Tile]:
    """Booked so far, the year's end with its limits, the target with its chance, and what a month must bring."""
    row, size = end.table.iloc[0], money.said(unit, currency)
    growth = "" if money.missing(row.growth) else money.percent(row.growth, signed=True)
    likely = f"{money.short(row.lo80, unit)} to {money.short(row.hi80, unit)} in 80 of 100 cases"
    chance = "" if money.missing(row.chance) else f"Reached in {float(row.chance):.0f} of 100 cases"
    over = "" if money.missing(row.after) else f"Overridden by {row.who}; computed: {money.short(row.total, unit)}"
    return [
        Tile(
            f"Booked of {row.fiscal_year}, {size}", money.short(row.booked, unit), beside=f"{row.months_booked} months"
        ),
        Tile(
            f"Expected at the year's end, {size}",
            money.short(row.figure, unit),
            growth,
            better=None if not growth else bool(row.growth > 0),
            beside="on last year" if growth else "",
            under=over or likely,
        ),
        Tile(f"Target of the year, {size}", money.short(row.target, unit), beside=chance or "No target in the store"),
        Tile(
            f"Needed a month to reach it, {size}",
            money.short(row.needed_a_month, unit),
            beside=f"Expected a month: {money.short(row.expected_a_month, unit)}",
        ),
    ]


def of_outturn(end: Answer, unit: money.Unit, currency: str) -> list[Tile]:
    """Spent so far, the year's end with its limits, the budget with the chance to overrun it, and what lapses."""
    row, size = end.table.iloc[0], money.said(unit, currency)
    likely = "" if money.missing(row.lo80) else f"{money.short(row.lo80, unit)} to {money.short(row.hi80, unit)}"
    likely = f"{likely} in 80 of 100 cases" if likely else "Too few earlier years to give limits"
    put = "" if money.missing(row.after) else f"Overridden by {row.who}; computed: {money.short(row.total, unit)}"
    chance = "" if money.missing(row.chance) else f"Overrun in {float(row.chance):.0f} of 100 cases"
    over = None if money.missing(row.budget) else row.figure - row.budget
    released = "Not submitted" if money.missing(row.released) else "By the month booked last"
    return [
        Tile(
            f"Spent of {row.fiscal_year}, {size}", money.short(row.booked, unit), beside=f"{row.months_booked} months"
        ),
        Tile(f"Expected at the year's end, {size}", money.short(row.figure, unit), under=put or likely),
        Tile(
            f"Budget of the year, {size}",
            money.short(row.budget, unit),
            beside="No budget in the store" if money.missing(row.budget) else chance,
        ),
        Tile(
            f"{'Over the budget' if over and over > 0 else 'Likely to lapse'}, {size}",
            money.short(None if over is None else abs(over), unit),
            beside="" if over is None else f"{money.percent(abs(over) / row.budget * 100)} of it" if row.budget else "",
        ),
        Tile(f"Released, {size}", money.short(row.released, unit), beside=released),
    ]


def change(row, unit: money.Unit) -> str:
    """Growth in per cent; for a balance, which has none, the difference in money; "" where last year is missing."""
    if not money.missing(row.growth):
        return money.percent(row.growth, signed=True)
    if row.measure != "Balance" or money.missing(row.actual) or money.missing(row.last_year):
        return ""
    difference = row.actual - row.last_year
    return ("+" if difference > 0 else "") + money.short(difference, unit)


def _better(row) -> bool | None:
    """Whether the change is for the better: more spending is not."""
    if money.missing(row.actual) or money.missing(row.last_year) or row.actual == row.last_year:
        return None
    return (row.actual > row.last_year) == MORE_IS_BETTER.get(row.measure, True)


def _under(row, unit: money.Unit) -> str:
    """What is said of the year's budget."""
    if money.missing(row.budget):
        return "No budget in the store"
    if money.missing(row.share_of_budget):
        return f"Budgeted for the year: {money.short(row.budget, unit)}"
    return f"{money.percent(row.share_of_budget)} of the year's budget of {money.short(row.budget, unit)}"


def _months(trend: Answer, measure: str, unit: money.Unit) -> tuple[tuple[str, float], ...]:
    """The months of last year and this one, in order."""
    if trend.table.empty:
        return ()
    table = trend.table[trend.table.measure == measure].sort_values("month")
    return tuple(
        (row.year, money.scaled(row.amount, unit)) for row in table.itertuples() if not money.missing(row.amount)
    )


def _markup(tile: Tile) -> str:
    """One tile as HTML."""
    colour = {True: "better", False: "worse", None: "even"}[tile.better]
    arrow = ARROWS.get(not tile.change.startswith(money.MINUS)) if tile.change else ""
    bold = f"<b class='{colour}'>{arrow} {escape(tile.change)}</b> " if tile.change else ""
    return (
        f"<div class='tile'><div class='label'>{escape(tile.label)}</div>"
        f"<div class='value'><span>{escape(tile.figure)}</span>{spark(tile.months)}</div>"
        f"<div class='change'>{bold}{escape(tile.beside)}</div>{_bullet(tile)}</div>"
    )


def _bullet(tile: Tile) -> str:
    """The year's budget as a hollow bar, filled as far as the year has come."""
    width = min(max(tile.share or 0, 0), 100)
    bar = (
        "" if tile.share is None else f"<div class='outline'><div class='fill' style='width:{width:.1f}%'></div></div>"
    )
    return f"<div class='bullet'>{bar}<span>{escape(tile.under)}</span></div>"


def spark(months: Sequence[tuple[str, float]]) -> str:
    """The months as small bars, last year's grey and this year's dark.

    >>> spark([("last year", 1.0)])
    ''
    """
    if len(months) < 2:
        return ""
    top, bottom = max(0, *(amount for _, amount in months)), min(0, *(amount for _, amount in months))
    size = (top - bottom) or 1
    bars = "".join(
        f"<i class='{'now' if year == 'this year' else 'then'}' "
        f"style='height:{abs(amount) / size:.0%};bottom:{(min(amount, 0) - bottom) / size:.0%}'></i>"
        for year, amount in months
    )
    return f"<span class='spark' aria-hidden='true'>{bars}</span>"
