"""Behind: from the row of an answer that was clicked to the lines of the ledger that it adds up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from analytics.answer import Answer

SIDES = {"Receipts": "receipt", "Spending": "payment"}
LENGTHS = {"month": 1, "quarter": 3, "year": 12}


def month(row) -> dict | None:
    """The lines of one month of receipts or spending."""
    return None if row is None else {"side": SIDES[row.measure], "month": f"{row.month:%Y-%m-%d}"}


def change(row, answer: Answer) -> dict | None:
    """The lines of this year, up to the month compared, behind what changed."""
    if row is None:
        return None
    return {"side": SIDES[row.measure], row.by: row.code} | _so_far(answer)


def part(row, split: str, answer: Answer) -> dict | None:
    """The lines of this year's receipts, up to the month compared, of one group or head."""
    return None if row is None else {"side": "receipt", split: row.code} | _so_far(answer)


def _so_far(answer: Answer) -> dict[str, str]:
    """The year of an answer, up to the month it compares."""
    return {"fiscal_year": answer.filters["fiscal year"], "to_month": f"{answer.as_of:%Y-%m-01}"}


def period(row, by: str, split: str, chosen: Mapping[str, tuple[str, ...]]) -> dict | None:
    """The lines of receipts of one month, quarter or year."""
    if row is None or row.code == "others":
        return None
    named = {} if split == "total" else {split: row.code}
    start = row.start
    until = _later(start, LENGTHS[by] - 1)
    return (
        {"side": "receipt", "from_month": f"{start:%Y-%m-%d}", "to_month": f"{until:%Y-%m-%d}"} | named | dict(chosen)
    )


def step(head: str | None, month: str | None) -> dict | None:
    """The lines of one month of one head, at the end of the way down."""
    return {"side": "receipt", "head": head, "month": month} if head is not None and month else None


def _later(day: date, months: int) -> date:
    """The first day of the month so many months later.

    >>> _later(date(2025, 11, 1), 2)
    datetime.date(2026, 1, 1)
    """
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)
