"""Remedy: which head broke the next better letter of a PEFA dimension, and the smallest amount that keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from analytics.assessment import Assessed
from models import pefa
from models.pefa import Band, Outturn


@dataclass(frozen=True)
class Remedy:
    """What one year would have needed: a change of one head alone, or a sum moved between heads; None: not possible."""

    would_be: str
    year: str
    value: Fraction
    head: str = ""
    change: Fraction | None = None
    becomes: Fraction | None = None
    moved: Fraction | None = None

    @property
    def size(self) -> tuple[bool, Fraction]:
        """How much it takes, the impossible last."""
        least = self.moved if self.change is None else abs(self.change)
        return (least is None, least or Fraction(0))


def remedies(each: Assessed) -> list[Remedy]:
    """What would have brought a dimension to its next better letter, in the years that need least."""
    bands = each.dimension.bands
    at = next((at for at, band in enumerate(bands) if band.letter == each.letter), len(bands))
    if not each.letter or not bands or at == 0:
        return []
    band = bands[at - 1]
    if each.dimension.rule == "average":
        found, needed = [_on_average(each, year, band) for year in each.years], 1
    else:
        outside = [year for year, value in each.values.items() if not band.holds(value)]
        found = [_of_year(each, year, band) for year in outside]
        needed = pefa.ENOUGH - (len(each.values) - len(outside))
    chosen = sorted(found, key=lambda remedy: remedy.size)[:needed]
    return sorted(chosen, key=lambda remedy: remedy.year)


def _of_year(each: Assessed, year: str, band: Band) -> Remedy:
    outturn, value, measure = each.years[year], each.values[year], each.dimension.measure
    if measure == "part":
        return _lower(each, year, band, band)
    if measure == "ratio":
        change = outturn.to_ratio(band)
        head = _furthest(outturn, change)
        return Remedy(band.letter, year, value, each.names[head], change, outturn.changed(head, change).ratio())
    found, moved = outturn.of_one_head(band), outturn.to_move(band)
    if found is None:
        return Remedy(band.letter, year, value, moved=moved)
    return Remedy(band.letter, year, value, each.names[found[0]], found[1], outturn.changed(*found).variance(), moved)


def _on_average(each: Assessed, year: str, band: Band) -> Remedy:
    """What the year must be for the average of all years to lie in the band."""
    others = sum(value for other, value in each.values.items() if other != year)
    return _lower(
        each, year, band, Band(band.letter, Fraction(0), len(each.values) * band.most - others, band.most_counts)
    )


def _lower(each: Assessed, year: str, band: Band, needed: Band) -> Remedy:
    """How much less the part of the whole must be; it cannot be less than nothing."""
    ((head, (whole, part)),) = each.years[year].heads.items()
    less = pefa.to_lower(part, whole, needed)
    if less > part:
        return Remedy(band.letter, year, each.values[year])
    return Remedy(
        band.letter, year, each.values[year], each.names.get(head, each.dimension.name), -less,
        each.years[year].changed(head, -less).ratio(),
    )  # fmt: skip


def _furthest(outturn: Outturn, change: Fraction) -> str:
    """The head furthest from its own budget on the side on which the total is."""
    sign = 1 if change > 0 else -1
    return max(sorted(outturn.heads), key=lambda head: sign * (outturn.heads[head][0] - outturn.heads[head][1]))
