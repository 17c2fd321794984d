"""Stress: the tests of the debt framework, each sized by its own past, in the second and third year."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from models.budget.framework import SHOCKS, YEARS
from models.budget.levers import BY_NAME
from models.budget.paths import Spread

FIRST, LASTS = 1, 2  # from the second year of the framework, for two years (LIC-DSF guidance note, 2018)
FALL = 0.30  # by which the rupee falls once
TESTS = (  # name, the shocks and the standard deviations they are of; the interest on new loans is a lever
    ("Growth lower by its own past", {"growth": -1.0}),
    ("Prices higher by their own past", {"inflation": 1.0}),
    ("Federal pool lower by its own past", {"pool": -1.0}),
    ("Own revenue lower by its own past", {"own": -1.0}),
    ("Spending higher by its own past", {"spending": 1.0}),
    ("Interest on new loans higher by its own past", {"interest_rate": 1.0}),
)
FALLS, COMBINED = f"The rupee falls by {FALL * 100:.0f} % once", "All at half their size"
NAMES = (*(name for name, _ in TESTS), FALLS, COMBINED)


def tests(spread: Spread, at: Mapping[str, float]) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Shocks by name, shape (1 + tests, YEARS), the first without any; and the interest on new loans in each.

    A fall of the rupee that a scenario already has is not counted twice.
    """
    many, rows = len(NAMES) + 1, slice(FIRST, FIRST + LASTS)
    shocks = {name: np.zeros((many, YEARS)) for name in SHOCKS}
    interest, lever = np.full(many, float(at["interest_rate"])), BY_NAME["interest_rate"]
    size = dict(zip(SHOCKS, spread.size, strict=True)) | {"interest_rate": lever.spread}
    moves = [
        (place, name, times * size[name]) for place, (_, each) in enumerate(TESTS, 1) for name, times in each.items()
    ]
    for row, name, by in moves + [(many - 1, name, by / 2) for _, name, by in moves]:
        if name in shocks:
            shocks[name][row, rows] = by
        else:
            interest[row] = min(at[name] + by, lever.high)
    beyond = max(FALL - at["depreciation"] / 100, 0.0)
    shocks["depreciation"][many - 2, FIRST], shocks["depreciation"][many - 1, FIRST] = beyond, beyond / 2
    return shocks, interest
