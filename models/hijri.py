"""Hijri: the tabular Islamic calendar, and the part of each civil month that falls into one of its months.

Source: Reingold and Dershowitz, Calendrical Calculations, ch. 7 (the arithmetic calendar, 11 leap years in 30). The
sighted moon may differ by a day or two.
"""

from __future__ import annotations

import numpy as np

EPOCH = 227_015  # 1 Muharram of the year 1, 16 July 622 (Julian), counted from 1 January of the year 1
UNIX = 719_163  # 1 January 1970, counted alike
RAMADAN, SHAWWAL, ZILHAJ = 9, 10, 12


def first_day(year: np.ndarray | int, month: np.ndarray | int) -> np.ndarray:
    """The civil day (datetime64[D]) on which a month of the Islamic year begins.

    >>> first_day(1445, RAMADAN)
    np.datetime64('2024-03-11')
    """
    return np.datetime64(0, "D") + (_begins(year, month) - UNIX)


def of(days: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Year, month and day of the Islamic calendar, of one civil day or of many.

    >>> [int(part) for part in of(np.datetime64("1996-02-25"))]
    [1416, 10, 5]
    """
    count = np.asarray(days, "datetime64[D]").astype(np.int64) + UNIX
    year = (30 * (count - EPOCH) + 10_646) // 10_631
    month = (11 * (count - _begins(year, 1)) + 330) // 325
    return year, month, count - _begins(year, month) + 1


def part_of(month: int, civil: np.ndarray) -> np.ndarray:
    """The part, 0 to 1, of each civil month (datetime64[M]) whose days fall into a month of the Islamic year.

    >>> part_of(RAMADAN, np.array(["2024-03", "2024-04", "2024-05"], dtype="datetime64[M]")).round(3).tolist()
    [0.677, 0.3, 0.0]
    """
    return np.array([(moon == month).mean() for moon, _ in _days(civil)])


def holidays(civil: np.ndarray) -> np.ndarray:
    """The parts of each civil month that are Ramadan, and that are either Eid (three days each); (months, 2).

    >>> holidays(np.array(["2025-03"], "datetime64[M]")).round(2)
    array([[0.97, 0.03]])
    """
    shares = [((moon == RAMADAN).mean(), _eid(moon, day).mean()) for moon, day in _days(civil)]
    return np.array(shares).reshape(len(civil), 2)


def _eid(moon: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Which days are of Eid al-Fitr or Eid al-Adha."""
    return ((moon == SHAWWAL) & (day <= 3)) | ((moon == ZILHAJ) & (day >= 10) & (day <= 12))


def _days(civil: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Islamic month and day of every day of each civil month."""
    months = civil.astype("datetime64[M]")
    return [of(np.arange(month.astype("datetime64[D]"), (month + 1).astype("datetime64[D]")))[1:] for month in months]


def _begins(year: np.ndarray | int, month: np.ndarray | int) -> np.ndarray | int:
    """The first day of a month of the Islamic year, counted from 1 January of the year 1."""
    return EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
