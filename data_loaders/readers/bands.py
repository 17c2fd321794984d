"""Bands of years, as an analyst types them: "25 - 29", "<1", "40+"; and the middle of each."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from data_loaders.readers.label import tidy
from data_loaders.readers.sheet import Unreadable

TYPED = (  # below 25; 25-29; 40 and over; 40
    re.compile(r"(?:<|under|below) ?(?P<high>\d{1,3})", re.IGNORECASE),
    re.compile(r"(?P<low>\d{1,3}) ?(?:-|to) ?(?P<last>\d{1,3})", re.IGNORECASE),
    re.compile(r"(?P<low>\d{1,3}) ?(?:\+|and (?:over|above)|or more)", re.IGNORECASE),
    re.compile(r"(?P<only>\d{1,3})"),
)


@dataclass(frozen=True)
class Band:
    """Years from `low` up to but without `high`; None where the band is open."""

    text: str
    low: int | None
    high: int | None

    @classmethod
    def of(cls, cell: str | None) -> Band | None:
        """The band that is typed in a cell, if any.

        >>> Band.of('"1-4"'), Band.of("< 25"), Band.of("Total")
        (Band(text='1-4', low=1, high=5), Band(text='< 25', low=None, high=25), None)
        """
        text = (tidy(cell) or "").strip("\"' ")
        found = next((found for shape in TYPED if (found := shape.fullmatch(text))), None)
        if found is None:
            return None
        said = {name: int(digits) for name, digits in found.groupdict().items() if digits}
        low, high = said.get("low", said.get("only")), said.get("high")
        if "last" in said or "only" in said:
            high = said.get("last", low) + 1
        return cls(text, low, high) if low is None or high is None or low < high else None


def middles(bands: Sequence[Band], what: str) -> dict[Band, int]:
    """The middle of each band in months; an open band is taken to be as wide as its neighbour, and never below 0.

    >>> list(middles([Band.of("<1"), Band.of("1-4"), Band.of("5+")], "service").values())
    [6, 36, 84]
    """
    for one, other in pairwise(bands):
        if one.high is None or other.low is None or one.high > other.low:
            raise Unreadable(
                f"The bands of {what} {one.text!r} and {other.text!r} do not follow each other: "
                "type each from its first to its last whole year, rising, as in 25-29, 30-34."
            )
    widths = [band.high - band.low for band in bands if band.low is not None and band.high is not None]
    if not widths:
        raise Unreadable(f"No band of {what} says from which to which year it goes, as in 25-29.")
    return {band: _middle(band, widths[0], widths[-1]) for band in bands}


def _middle(band: Band, first: int, last: int) -> int:
    low = max(0, band.high - first) if band.low is None else band.low
    high = low + last if band.high is None else band.high
    return 6 * (low + high)


def before(day: date, months: int) -> date:
    """The day so many months earlier; the last of the month where that has no such day.

    >>> before(date(2026, 8, 31), 6)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
