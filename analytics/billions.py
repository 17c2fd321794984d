"""Billions: amounts as they are said in documents that are handed round."""

from __future__ import annotations

import pandas as pd

BILLION = 10**9


def said(amount, places: int = 1, signed: bool = False) -> str:
    """An amount in billions, missing as a dash; what is too small for the places is not said to be nothing.

    >>> said(-552_145_720_801), said(5_304_937_177, 3), said(None), said(0), said(-4_000_000), said(7e9, signed=True)
    ('−552.1', '5.305', '–', '0.0', '−<0.1', '+7.0')
    """
    if pd.isna(amount):
        return "–"
    text = f"{abs(float(amount)) / BILLION:,.{places}f}"
    if amount and not text.strip("0.,"):
        text = f"<{10**-places:.{places}f}"
    return ("−" if amount < 0 else "+" if signed and amount > 0 else "") + text
