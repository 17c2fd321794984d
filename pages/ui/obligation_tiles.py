"""Obligation tiles: the figures that open the pages of pensions, loans, scenarios and ceilings."""

from __future__ import annotations

from analytics.answer import Answer
from pages.ui import money
from pages.ui.headline import Tile


def of_liability(figures: Answer, due: Answer, unit: money.Unit, currency: str) -> list[Tile]:
    """What is owed, what the coming year adds to it and what falls due in it."""
    by, size = figures.table.set_index("code"), money.said(unit, currency)
    first, owed = due.table.iloc[0], money.short(by.amount["obligation"], unit)
    share = "" if money.missing(first.share) else f"{money.percent(first.share)} of receipts"
    ten = due.table.iloc[min(10, len(due.table) - 1)]
    later = "" if money.missing(ten.share) else f"{money.percent(ten.share)} of receipts"
    return [
        Tile(f"Obligation, {size}", owed, under=f"By entry-age normal {money.short(by.amount['entry_age'], unit)}"),
        Tile(f"Service cost, {size}", money.short(by.amount["service_cost"], unit), beside="Earned in the coming year"),
        Tile(f"Due in {first.fiscal_year}, {size}", money.short(first.amount, unit), beside=share),
        Tile(f"Due in {ten.fiscal_year}, {size}", money.short(ten.amount, unit), beside=later),
        Tile("Duration, years", f"{float(by.years['duration']):.1f}", beside="On average until it falls due"),
    ]


def of_loans(today: Answer, unit: money.Unit, currency: str) -> list[Tile]:
    """What is owed and can still be drawn, and what the coming year and the heaviest one take."""
    row, size = today.table.iloc[0], money.said(unit, currency)
    tiles = [
        Tile(f"Owed, {size}", money.short(row.owed, unit), beside=f"{int(row.loans):,} loans"),
        Tile(f"Undisbursed, {size}", money.short(row.undisbursed, unit), beside="Agreed and not drawn"),
    ]
    if money.missing(row.service):
        return tiles
    parts = f"Interest {money.short(row.interest, unit)}, repayment {money.short(row.repayment, unit)}"
    return [
        *tiles,
        Tile(f"Due in {row.fiscal_year}, {size}", money.short(row.service, unit), beside=parts),
        Tile(f"Most in a year, {size}", money.short(row.most, unit), beside=f"In {row.most_in}, of the loans of today"),
    ]


def of_scenario(measures: Answer, unit: money.Unit, currency: str) -> list[Tile]:
    """Each measure of the coming year beside the baseline."""
    size = money.said(unit, currency)
    return [
        Tile(
            f"{row.name}, {size}", money.short(row.amount, unit),
            ("+" if row.difference > 0 else "") + money.short(row.difference, unit) if row.difference else "",
            better=None if not row.difference else (row.difference > 0) == (row.name != "Debt"),
            beside="against the baseline" if row.difference else "as in the baseline",
        )
        for row in measures.table.itertuples() if row.name != "Revenue balance"
    ]  # fmt: skip


def of_ceilings(ceilings: Answer, unit: money.Unit, currency: str) -> list[Tile]:
    """The envelope, what is asked of it, the ceilings, and what they leave or lack."""
    left, whole, size = ceilings.table.iloc[-2].ceiling, ceilings.table.iloc[-1], money.said(unit, currency)
    over = "In nobody's ceiling" if left > 0 else "More than the envelope holds" if left else "The ceilings add to it"
    return [
        Tile(f"Envelope, {size}", money.short(whole.ceiling, unit)),
        Tile(f"Asked for, {size}", money.short(whole.asked, unit)),
        Tile(f"Ceilings, {size}", money.short(whole.ceiling - left, unit)),
        Tile(f"Difference, {size}", money.short(left, unit), beside=over),
    ]
