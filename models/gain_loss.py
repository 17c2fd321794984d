"""Gain and loss: why an obligation is not what it was a year ago, source by source."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import isnan

Amount = float | Decimal
OPENING, UNEXPLAINED, CLOSING = "opening", "unexplained", "closing"
EXPECTED = ("service cost", "interest", "benefits paid")  # would have come had everything gone as assumed


def roll_forward(opening: Amount, sources: Sequence[tuple[str, Amount]], closing: Amount) -> list[tuple[str, Amount]]:
    """From the opening to the closing obligation, one line a source, then what none of them explains.

    What raises the obligation is positive, benefits paid are negative. The unexplained line is what is left over; it is
    not a source that anybody may give, so that it cannot be made up.

    >>> roll_forward(100, [("interest", 10), ("benefits paid", -30), ("pay", 2)], 83)[-2:]
    [('unexplained', 1), ('closing', 83)]
    """
    names = [name for name, _ in sources]
    for name in (OPENING, UNEXPLAINED, CLOSING):
        if name in names:
            raise ValueError(f"The {name} line is worked out or given by itself; it is no source.")
    twice = next((name for at, name in enumerate(names) if name in names[:at]), None)
    if twice is not None:
        raise ValueError(f"The source {twice} is given twice; add its amounts first.")
    missing = next((name for name, amount in sources if amount is None or isnan(amount)), None)
    if missing is not None:
        raise ValueError(f"The source {missing} has no amount; leave it out, and what it did stays unexplained.")
    explained = sum(amount for _, amount in sources)
    return [(OPENING, opening), *sources, (UNEXPLAINED, closing - opening - explained), (CLOSING, closing)]


def experience(lines: Sequence[tuple[str, Amount]]) -> Amount:
    """The loss (a gain if negative) of a roll-forward: every line but the ends and what was expected.

    >>> experience([("opening", 100), ("interest", 10), ("pay", 2), ("unexplained", 1), ("closing", 113)])
    3
    """
    return sum(amount for name, amount in lines if name not in (OPENING, CLOSING, *EXPECTED))
