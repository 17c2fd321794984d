"""Wording: what figures say, in sentences that never claim more than the figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd


def count(number: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> count(1, "file", "files"), count(1200, "file", "files")
    ('1 file', '1,200 files')
    """
    return f"{number:,} {one if number == 1 else many}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names in a row, the rest as a number.

    >>> listed(["Land", "Stamps"]), listed(["a", "b", "c", "d", "e"])
    ('Land and Stamps', 'a, b, c and 2 others')
    """
    names = list(names)
    if len(names) > most + 1:
        names = [*names[:most], f"{len(names) - most} others"]
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def compared(per_cent: float, more: str = "above", less: str = "below", even: str = "level with") -> str:
    """A growth in words, rounded to one decimal.

    >>> compared(9.04), compared(-3.0), compared(0.04)
    ('9.0 % above', '3.0 % below', 'level with')
    """
    if pd.isna(per_cent):
        return ""
    rounded = round(float(per_cent), 1)
    if rounded == 0:
        return even
    return f"{abs(rounded):,.1f} % {more if rounded > 0 else less}"


def grouped(text: str) -> str:
    """A sentence with its amounts of money in groups of three digits; years, codes and lines stay as they are.

    >>> grouped("line 1026563: gross -1325000.00 is not 600.00"), grouped("1234.567 of 2026-27")
    ('line 1026563: gross -1,325,000.00 is not 600.00', '1234.567 of 2026-27')
    """
    return re.sub(r"(?<![\w.,])([1-9]\d{3,})(?=\.\d\d(?!\d|[.,]\d))", lambda money: f"{int(money[0]):,}", text)


def plain(number: float) -> str:
    """A number as short as it is exact, with a real minus sign.

    >>> plain(8.0), plain(-10.0), plain(24.55)
    ('8', '−10', '24.55')
    """
    return f"{number:g}".replace("-", "−")


def change(per_cent: float) -> str:
    """A change in per cent with its sign, a real minus.

    >>> change(3.04), change(-12.5)
    ('+3.0 %', '−12.5 %')
    """
    return f"{per_cent:+.1f} %".replace("-", "−")


def rule(name: str) -> str:
    """The name of a check as the rule that it is.

    >>> rule("no_line_stands_in_two_files")
    'no line stands in two files'
    """
    return name.replace("_", " ")


def capital(text: str) -> str:
    """A sentence's first letter as a capital, the rest as it is.

    >>> capital("the whole of 2025-26")
    'The whole of 2025-26'
    """
    return text[:1].upper() + text[1:]
