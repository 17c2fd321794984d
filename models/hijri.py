"""Hijri: the tabular Islamic calendar, and the part of each civil month that falls into one of its months.

Source: Reingold and Dershowitz, Calendrical Calculations, ch. 7 (the arithmetic calendar, 11 leap years in 30). The
sighted moon may differ by a day or two.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

EPOCH = 227015  # proleptic ordinal of 1 Muharram of the year 1: 16 July 622 (Julian)
RAMADAN, SHAWWAL, ZILHAJ = 9, 10, 12


def first_day(year: int, month: int) -> date:
    """The civil day on which a month of the Islamic year begins.

    >>> first_day(1445, RAMADAN)
    datetime.date(2024, 3, 11)
    """
    days = 29 * (month - 1) + month // 2 + 354 * (year - 1) + (3 + 11 * year) // 30
    return date.fromordinal(EPOCH + days)


def of(day: date) -> tuple[int, int, int]:
    """Year, month and day of the Islamic calendar.

    >>> of(date(1996, 2, 25))
    (1416, 10, 5)
    """
    year = (30 * (day.toordinal() - EPOCH) + 10646) // 10631
    month = max(number for number in range(1, 13) if first_day(year, number) <= day)
    return year, month, (day - first_day(year, month)).days + 1


def part_of(month: int, civil: np.ndarray) -> np.ndarray:
    """The part, 0 to 1, of each civil month (datetime64[M]) whose days fall into a month of the Islamic year.

    >>> part_of(RAMADAN, np.array(["2024-03", "2024-04", "2024-05"], dtype="datetime64[M]")).round(3).tolist()
    [0.677, 0.3, 0.0]
    """
    return np.array([np.mean([of(day)[1] == month for day in _days(start)]) for start in civil.astype("datetime64[M]")])


def _days(month: np.datetime64) -> list[date]:
    """Every day of a civil month."""
    first = month.astype("datetime64[D]").item()
    following = (month + 1).astype("datetime64[D]").item()
    return [first + timedelta(days=at) for at in range((following - first).days)]
