"""Money: how an amount is written, in the unit that the reader chose."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

DASH = "–"  # missing is not zero
MINUS = "\N{MINUS SIGN}"
SIGNS = {"PKR": "Rs", "INR": "Rs", "GBP": "£", "USD": "$", "EUR": "€"}


@dataclass(frozen=True)
class Unit:
    """A size in which amounts are said."""

    name: str
    size: int
    decimals: int  # in tables


UNITS = {
    unit.name: unit
    for unit in (
        Unit("units", 1, 2),
        Unit("million", 10**6, 3),
        Unit("crore", 10**7, 4),
        Unit("billion", 10**9, 3),
        Unit("arab", 10**9, 3),
        Unit("lakh crore", 10**12, 5),
    )
}


def missing(amount) -> bool:
    """True for what was not submitted; zero is a figure."""
    return amount is None or bool(pd.isna(amount))


def scaled(amount, unit: Unit) -> float | None:
    """The amount in the unit, for a chart to draw; nothing where it is missing.

    >>> scaled(Decimal("1250000"), UNITS["million"]), scaled(None, UNITS["million"])
    (1.25, None)
    """
    return None if missing(amount) else float(Decimal(str(amount)) / unit.size)


def three_figures(number: float) -> str:
    """Three significant digits, with a real minus sign.

    >>> three_figures(1234.5), three_figures(-3.14159), three_figures(0.0456), three_figures(0)
    ('1,234', '−3.14', '0.0456', '0')
    """
    size = abs(number)
    if size >= 100 or size == 0:
        text = f"{size:,.0f}"
    else:
        places = next((places for places, least in ((1, 10), (2, 1), (3, 0.1)) if size >= least), 4)
        text = f"{size:,.{places}f}"
    return (MINUS if number < 0 and text.strip("0.,") else "") + text


def short(amount, unit: Unit) -> str:
    """An amount as charts and headlines print it.

    >>> short(Decimal("2149400000000"), UNITS["billion"]), short(None, UNITS["billion"])
    ('2,149', '–')
    """
    return DASH if missing(amount) else three_figures(scaled(amount, unit))


def full(amount, unit: Unit) -> str:
    """An amount as tables print it, exact to the unit's decimals.

    >>> full(Decimal("-264528000"), UNITS["million"]), full(Decimal("0"), UNITS["units"])
    ('−264.528', '0.00')
    >>> full(Decimal("-90000"), UNITS["billion"])
    '−<0.001'
    """
    if missing(amount):
        return DASH
    text = f"{abs(Decimal(str(amount)) / unit.size):,.{unit.decimals}f}"
    if amount and not text.strip("0.,"):
        text = f"<{10**-unit.decimals:.{unit.decimals}f}"  # too small for the unit, but not nothing
    return (MINUS if amount < 0 else "") + text


def percent(number, signed: bool = False) -> str:
    """A percentage with one decimal.

    >>> percent(12.345), percent(-0.04), percent(3.0, signed=True), percent(None)
    ('12.3 %', '0.0 %', '+3.0 %', '–')
    """
    if missing(number):
        return DASH
    text = f"{abs(float(number)):,.1f}"
    sign = "" if text == "0.0" else MINUS if number < 0 else "+" if signed else ""
    return f"{sign}{text} %"


def said(unit: Unit, currency: str) -> str:
    """The unit in words, as printed beside a title.

    >>> said(UNITS["million"], "PKR"), said(UNITS["units"], "GBP"), said(UNITS["billion"], "XOF")
    ('Rs million', '£', 'XOF billion')
    """
    sign = SIGNS.get(currency, currency)
    return sign if unit.size == 1 else f"{sign} {unit.name}"


def fitting(largest) -> str:
    """The unit in which the largest amount of a page is best read.

    >>> fitting(Decimal("3452000000000")), fitting(Decimal("86000000")), fitting(Decimal("-2601")), fitting(None)
    ('billion', 'million', 'units', 'million')
    """
    if missing(largest):
        return "million"
    return "billion" if abs(largest) >= 10**10 else "million" if abs(largest) >= 10**6 else "units"
