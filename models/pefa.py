"""PEFA: how near a year ended to its original budget, in per cent and in letters from A to D.

The framework of 2016 (pefa.org/node/4762 to 4771 and 4829): a letter needs two of the three last years in its band. A
figure is exact as long as money is, so that a letter never hangs on the rounding of a machine.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

WORST = "D"
ENOUGH = 2  # years of three that must be in the band
KEPT = 20  # heads that stand for themselves; the others are pooled
POOLED = "Other heads"
CENT = Fraction(1, 100)  # the smallest amount of money


@dataclass(frozen=True)
class Band:
    """Where a figure in per cent lies for a letter: from `least` to below `most`, or up to it where `most_counts`."""

    letter: str
    least: Fraction
    most: Fraction
    most_counts: bool = True

    def holds(self, value: Fraction) -> bool:
        """Whether a figure lies in it.

        >>> Band("A", 0, 5, False).holds(5), Band("A", 95, 105).holds(105)
        (False, True)
        """
        return self.least <= value and (value <= self.most if self.most_counts else value < self.most)


def letter(value: Fraction, bands: Sequence[Band]) -> str:
    """The letter of one figure; the bands stand best first.

    >>> letter(7, [Band("A", 0, 5, False), Band("B", 0, 10, False)]), letter(10, [Band("B", 0, 10, False)])
    ('B', 'D')
    """
    return next((band.letter for band in bands if band.holds(value)), WORST)


def letter_of_years(values: Sequence[Fraction], bands: Sequence[Band]) -> str:
    """The best letter whose band holds the figures of two of three years: one year may stand out.

    >>> letter_of_years([96, 60, 104], [Band("A", 95, 105), Band("B", 90, 110)])
    'A'
    """
    reached = (band.letter for band in bands if sum(band.holds(value) for value in values) >= ENOUGH)
    return next(reached, WORST)


def weakest_link(letters: Sequence[str]) -> str:
    """M1: the worst letter, with a plus where another dimension is better; what was not rated ("") is left out.

    >>> weakest_link(["C", "C", "A"]), weakest_link(["C", "D", ""]), weakest_link(["B", "B"]), weakest_link([""])
    ('C+', 'D+', 'B', '')
    """
    rated = [each for each in letters if each]
    worst = max(rated, default="")
    return worst + ("+" if any(each < worst for each in rated) else "")


def averaged(letters: Sequence[str], conversion: Mapping[str, str]) -> str:
    """M2: the letter that the conversion table gives, worst letter first; what was not rated ("") is left out.

    >>> averaged(["B", "C"], {"CB": "C+"}), averaged(["", "C"], {}), averaged([], {})
    ('C+', 'C', '')
    """
    rated = "".join(sorted(filter(None, letters), reverse=True))
    return conversion[rated] if len(rated) > 1 else rated


def letter_of_updates(months: Collection[int]) -> str:
    """The letter of a cash forecast (PI-21.2) by the months of the fiscal year, 1 to 12, with an update.

    >>> letter_of_updates(range(1, 13)), letter_of_updates([1, 4, 8, 12]), letter_of_updates([1]), letter_of_updates([])
    ('A', 'B', 'C', 'D')
    """
    quarters = {(month + 2) // 3 for month in months}
    return "A" if len(set(months)) == 12 else "B" if len(quarters) == 4 else "C" if quarters else WORST


def to_lower(part: Fraction, whole: Fraction, band: Band) -> Fraction:
    """The smallest amount, to the hundredth, by which a part of a whole must be less to lie in the band.

    >>> float(to_lower(7, 100, Band("B", 0, 6))), float(to_lower(7, 100, Band("A", 0, 3, False)))
    (1.0, 4.01)
    """
    excess = Fraction(part) - Fraction(band.most) * whole / 100
    return math.ceil(excess / CENT) * CENT if band.most_counts else _beyond(excess)


@dataclass(frozen=True)
class Outturn:
    """The original budget and the actual figure of each head in one year, in one unit of money."""

    heads: Mapping[str, tuple[Fraction, Fraction]]

    @property
    def budget(self) -> Fraction:
        """The original budget of all heads."""
        return sum((Fraction(budget) for budget, _ in self.heads.values()), Fraction(0))

    @property
    def actual(self) -> Fraction:
        """What was booked under all heads."""
        return sum((Fraction(actual) for _, actual in self.heads.values()), Fraction(0))

    def ratio(self) -> Fraction | None:
        """Actual as per cent of the budget; None without a budget.

        >>> float(Outturn({"Health": (40, 30), "Roads": (60, 60)}).ratio())
        90.0
        """
        return self.actual / self.budget * 100 if self.budget > 0 else None

    def adjusted(self) -> dict[str, Fraction]:
        """The budget of each head if all had moved as the total did: budget x total actual / total budget.

        >>> [float(each) for each in Outturn({"Health": (40, 30), "Roads": (60, 60)}).adjusted().values()]
        [36.0, 54.0]
        """
        return {head: Fraction(budget) * self.actual / self.budget for head, (budget, _) in self.heads.items()}

    def deviations(self) -> dict[str, Fraction]:
        """Actual less adjusted budget of each head; they add up to zero."""
        adjusted = self.adjusted()
        return {head: Fraction(actual) - adjusted[head] for head, (_, actual) in self.heads.items()}

    def variance(self) -> Fraction | None:
        """Composition variance: deviations without sign, as per cent of the adjusted budgets; None without both.

        >>> round(float(Outturn({"Health": (40, 30), "Roads": (60, 60)}).variance()), 2)
        13.33
        """
        if self.budget <= 0 or self.actual <= 0:
            return None
        return sum(map(abs, self.deviations().values())) / self.actual * 100

    def pooled(self, kept: int = KEPT) -> Outturn:
        """The heads with the largest budgets for themselves, all others as one.

        >>> dict(Outturn({"a": (1, 2), "b": (9, 8), "c": (3, 4)}).pooled(kept=1).heads)
        {'b': (9, 8), 'Other heads': (4, 6)}
        """
        if len(self.heads) <= kept:
            return self
        ranked = sorted(self.heads.items(), key=lambda head: (-head[1][0], head[0]))
        rest = tuple(sum(pair[at] for _, pair in ranked[kept:]) for at in (0, 1))
        return Outturn(dict(ranked[:kept]) | {POOLED: rest})

    def changed(self, head: str, amount: Fraction) -> Outturn:
        """The same year with so much more booked under one head."""
        budget, actual = self.heads[head]
        return Outturn(dict(self.heads) | {head: (budget, Fraction(actual) + amount)})

    def to_ratio(self, band: Band) -> Fraction:
        """The smallest amount more (less: negative), to the hundredth, that would have kept the ratio in the band.

        >>> float(Outturn({"All": (300, 250)}).to_ratio(Band("B", 90, 110)))
        20.0
        """
        short, over = (limit * self.budget / 100 - self.actual for limit in (band.least, band.most))
        if short > 0:
            return math.ceil(short / CENT) * CENT
        return math.floor(over / CENT) * CENT if over < 0 else Fraction(0)

    def to_move(self, band: Band) -> Fraction:
        """The smallest sum that, booked under heads below instead of above their adjusted budgets, keeps the band.

        Each unit moved takes two off the deviations, whichever heads they are, as long as none passes its own.

        >>> float(Outturn({"Health": (50, 60), "Roads": (50, 40)}).to_move(Band("B", 0, 10, False)))
        5.01
        """
        excess = self.actual * (self.variance() - band.most) / 200
        return _beyond(excess) if excess >= 0 else Fraction(0)

    def of_one_head(self, band: Band) -> tuple[str, Fraction] | None:
        """The head that breaks the band: the smallest change of one head alone that keeps it, to the hundredth.

        None where no head can do it alone. Of 40 and 50 against equal budgets, 10 - x falls below a tenth of 90 + x:

        >>> head, amount = Outturn({"Health": (50, 40), "Roads": (50, 50)}).of_one_head(Band("B", 0, 10, False))
        >>> head, float(amount)
        ('Health', 0.91)
        """
        limit, deviations = band.most / Fraction(100), self.deviations()
        found = []
        for head in self.heads:
            for sign in (1, -1):
                least = self._least(head, sign, limit, deviations)
                if least is not None:
                    found.append((_beyond(least), head, sign * _beyond(least)))
        kept = (each[1:] for each in sorted(found) if band.holds(self.changed(*each[1:]).variance() or Fraction(0)))
        return next(kept, None)

    def _least(self, head: str, sign: int, limit: Fraction, deviations: Mapping[str, Fraction]) -> Fraction | None:
        """From which change of one head on the variance is at its limit; None where it never gets there.

        deviations without sign - limit x total, as a function of the change, is convex and made of straight pieces:
        each deviation changes at its own constant rate and bends where it passes zero.
        """
        total = self.budget
        rates = {each: sign * ((each == head) - Fraction(budget) / total) for each, (budget, _) in self.heads.items()}
        pairs = [(off, rates[each]) for each, off in deviations.items()]
        height = sum(map(abs, deviations.values())) - limit * self.actual
        slope = sum(rate * (1 if off > 0 else -1) if off else abs(rate) for off, rate in pairs) - sign * limit
        bends = sorted((-off / rate, 2 * abs(rate)) for off, rate in pairs if off * rate < 0)
        at, end = Fraction(0), Fraction(self.heads[head][1]) if sign < 0 else None  # nobody spends less than nothing
        for place, more in [*bends, (None, 0)]:
            if slope >= 0:
                return None
            reached = at + height / -slope
            if place is None or reached <= place:
                return reached if end is None or reached < end else None
            height, slope, at = height + slope * (place - at), slope + more, place
        return None


def _beyond(amount: Fraction) -> Fraction:
    """The next hundredth above an amount.

    >>> float(_beyond(Fraction(5))), float(_beyond(Fraction(1, 3)))
    (5.01, 0.34)
    """
    return (math.floor(amount / CENT) + 1) * CENT
