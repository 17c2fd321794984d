"""Assumptions: what a valuation takes for granted, each with its label, unit, limits and source."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

OWN = "assumption of this tool, no published rate for Sindh; unverified"


def _assumed(start: float, label: str, unit: str, limits: tuple[float, float, float], source: str):
    low, high, step = limits
    return field(
        default=start,
        metadata={"label": label, "unit": unit, "low": low, "high": high, "step": step, "source": source},
    )


@dataclass(frozen=True)
class Assumptions:
    """What the future is taken to be; rates in % as an officer says them.

    >>> Assumptions(discount=99)
    Traceback (most recent call last):
    ...
    ValueError: Discount rate is 99 % a year; it must lie between 0 and 30.
    """

    discount: float = _assumed(
        12.0, "Discount rate", "% a year", (0, 30, 0.25), "about the yield of long government bonds; unverified"
    )
    pay_award: float = _assumed(8.0, "Pay award on 1 July", "% a year", (0, 25, 0.25), OWN)
    increment: float = _assumed(2.0, "Increments within the grade", "% a year", (0, 10, 0.25), OWN)
    pension_increase: float = _assumed(
        7.0, "Increase of pensions on 1 July", "% a year", (0, 25, 0.25), "past increases 5 to 17.5 % (PENSION_RULES)"
    )
    minimum_growth: float = _assumed(
        0.0, "Growth of the minimum pensions", "% a year", (0, 25, 0.25), "changed by order, last seen in 2018"
    )
    mortality: float = _assumed(100.0, "Mortality", "% of the table", (50, 200, 5), "the table itself is 100 %")
    improvement: float = _assumed(0.0, "Mortality falls by, after the table", "% a year", (0, 3, 0.25), OWN)
    improved_years: float = _assumed(10, "Years of improvement counted", "years", (0, 40, 1), OWN)
    disability: float = _assumed(10.0, "Disability", "% of the rate of death", (0, 100, 5), OWN)
    withdrawal: float = _assumed(1.0, "Leaving in the first year of service", "% a year", (0, 20, 0.25), OWN)
    withdrawal_years: float = _assumed(10, "Years of service until nobody leaves", "years", (1, 30, 1), OWN)
    early: float = _assumed(5.0, "Early retirement among those who may", "% a year", (0, 60, 1), OWN)
    commuting: float = _assumed(100.0, "Retiring officers who commute", "%", (0, 100, 5), OWN)
    married_men: float = _assumed(85.0, "Men with a wife at death", "%", (0, 100, 5), OWN)
    married_women: float = _assumed(50.0, "Women with a husband at death", "%", (0, 100, 5), OWN)
    wife_younger: float = _assumed(4, "Wife younger by", "years", (-5, 15, 1), OWN)

    def __post_init__(self):
        for each in fields(self):
            value, said = getattr(self, each.name), each.metadata
            if not said["low"] <= value <= said["high"]:
                raise ValueError(
                    f"{said['label']} is {value:g} {said['unit']}; it must lie between {said['low']:g} and "
                    f"{said['high']:g}."
                )


START = Assumptions()
