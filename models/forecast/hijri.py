"""Hijri: how much of a month is Ramadan or Eid, by the tabular Islamic calendar.

The tabular calendar was within a day of the days sighted in Pakistan in 2023-25, which moves a month's share little.
Reingold & Dershowitz, Calendrical Calculations, 4th ed., chapter 7 (civil epoch, 16 July 622).
"""

from __future__ import annotations

import numpy as np

EPOCH = 227_015  # day 1 of the Hijri calendar, counted from 1 January of the year 1
UNIX = 719_163  # 1 January 1970, counted alike


def hijri(days: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Year, month and day of each date.

    >>> [int(part) for part in hijri(np.datetime64("2024-04-10"))]  # Eid al-Fitr
    [1445, 10, 1]
    """
    count = np.asarray(days, "datetime64[D]").astype(np.int64) + UNIX
    year = (30 * (count - EPOCH) + 10_646) // 10_631
    within = count - _begins(year, 1)
    month = (11 * within + 330) // 325
    return year, month, count - _begins(year, month) + 1


def _begins(year: np.ndarray, month: np.ndarray | int) -> np.ndarray:
    """The first day of a Hijri month."""
    return EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2


def holidays(months: np.ndarray) -> np.ndarray:
    """The shares of each calendar month that are Ramadan, and that are either Eid (three days each); (months, 2).

    >>> holidays(np.array(["2025-03"], "datetime64[M]")).round(2)
    array([[0.97, 0.03]])
    """
    shares = np.empty((len(months), 2))
    for row, month in enumerate(months.astype("datetime64[M]")):
        _, moon, day = hijri(np.arange(month.astype("datetime64[D]"), (month + 1).astype("datetime64[D]")))
        fitr, adha = (moon == 10) & (day <= 3), (moon == 12) & (day >= 10) & (day <= 12)
        shares[row] = (moon == 9).mean(), (fitr | adha).mean()
    return shares
