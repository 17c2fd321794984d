"""Hundredths: money of a model as whole hundredths of the currency's unit, so that sums are exact, and its tables."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa

MONEY = pa.decimal128(20, 2)
LIMITS = ("lo80", "hi80", "lo95", "hi95")
AMOUNTS = {
    "mean", *LIMITS, "booked", "remaining", "total", "actual", "official", "expected",
}  # fmt: skip
TEXT = {
    "level", "code", "department", "object", "fiscal_year", "grade", "vintage", "government", "member", "flags",
    "basis", "pattern", "kind", "reckoning",
}  # fmt: skip
KINDS = {"month": pa.date32(), "origin": pa.date32(), "cut_off": pa.date32(), "made_at": pa.timestamp("us")}


def rounded(figures: np.ndarray) -> np.ndarray:
    """Money as whole hundredths."""
    return np.round(figures * 100).astype(np.int64)


def enclosing(middle: np.ndarray, limits: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Limits that still enclose the middle after rounding and adding up; not a number stays so."""
    lo80, hi80 = np.minimum(limits["lo80"], middle), np.maximum(limits["hi80"], middle)
    return {
        "lo80": lo80,
        "hi80": hi80,
        "lo95": np.minimum(limits["lo95"], lo80),
        "hi95": np.maximum(limits["hi95"], hi80),
    }


def table(frame: pd.DataFrame, columns: tuple[str, ...] = ()) -> pa.Table:
    """A frame as Arrow; hundredths become exact money."""
    names = columns or tuple(frame.columns)
    return pa.table([_column(name, frame[name]) for name in names], names=list(names))


def _column(name: str, values: pd.Series) -> pa.Array:
    if name in AMOUNTS:
        return pa.array([None if pd.isna(value) else Decimal(int(value)).scaleb(-2) for value in values], MONEY)
    kind = pa.string() if name in TEXT else KINDS.get(name)
    plain = [None if pd.isna(value) else value for value in values] if kind else values
    return pa.array(plain, kind)
