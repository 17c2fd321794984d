"""The pay scale: what each grade may be paid, in the country whose currency it is in."""

from __future__ import annotations

import csv
from pathlib import Path

SCALE = Path(__file__).parent / "reference" / "pay_scale.csv"
CURRENCY = "PKR"


def pay_scale(currency: str) -> dict[str, list[int]]:
    """Grades with minimum, yearly increment and maximum, a list each; empty where there is no scale.

    >>> scale = pay_scale("PKR")
    >>> [scale[name][15] for name in ("grades", "minimums", "increments", "maximums")], pay_scale("USD")["grades"]
    ([16, 28070, 2260, 95870], [])
    """
    with SCALE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file)) if currency == CURRENCY else []
    return {f"{name}s": [int(row[name]) for row in rows] for name in ("grade", "minimum", "increment", "maximum")}
