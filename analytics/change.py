"""Change: per cent and percentage points, never on a base that cannot bear them."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

PER_CENT = pd.ArrowDtype(pa.float64())
MONEY = pd.ArrowDtype(pa.decimal128(20, 2))


def growth(now: pd.Series, before: pd.Series) -> pd.Series:
    """Growth in per cent; missing where the base is missing, zero or negative.

    >>> growth(pd.Series([110.0, 5.0]), pd.Series([100.0, 0.0])).tolist()
    [10.0, <NA>]
    """
    base = _bearing(before)
    return (now.astype(PER_CENT) - base) / base * 100


def share(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Part of a whole in per cent; missing where the whole is missing, zero or negative.

    >>> share(pd.Series([1.0, 1.0]), pd.Series([4.0, None])).tolist()
    [25.0, <NA>]
    """
    return part.astype(PER_CENT) / _bearing(whole) * 100


def _bearing(base: pd.Series) -> pd.Series:
    """The bases that can bear a per cent: those above zero."""
    base = base.astype(PER_CENT)
    return base.where(base > 0)


def difference(now: pd.Series, before: pd.Series) -> pd.Series:
    """Now less before, exact; missing where either is."""
    return (now.astype(MONEY) - before.astype(MONEY)).astype(MONEY)
