"""Levers: what a workshop may move, each with its unit, limits, source, the lines it touches and its first year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.budget.lines import ADP, LIKELY, PLACE

OWN = "assumption of this tool; unverified"


class LeverRefused(ValueError):
    """A lever that does not exist, or a value outside its limits: the sentence says which."""


@dataclass(frozen=True)
class Lever:
    """One thing that may be moved; at `start` nothing changes, `spread` is its own past, one standard deviation."""

    name: str
    label: str
    unit: str
    low: float
    high: float
    step: float
    start: float
    lines: tuple[str, ...]
    source: str = OWN
    group: str = "Policy"
    spread: float | None = None  # in its unit; none where it has no past of its own
    first: int = 1  # the first year of the framework that it moves; 0 is the year in progress

    def __post_init__(self):
        unknown = [line for line in self.lines if line not in PLACE]
        if unknown or not self.low <= self.start <= self.high:
            raise ValueError(
                f"The lever {self.name} touches {unknown or 'nothing wrong'}; its start must lie in its limits."
            )


ECONOMY = "Economy"


def distinct(levers: tuple[Lever, ...]) -> tuple[Lever, ...]:
    """The levers, if no two have one name or look alike; otherwise the sentence says which do."""
    seen: dict[str, Lever] = {}
    for lever in levers:
        for word in {lever.name, "".join(filter(str.isalnum, lever.label.casefold()))}:
            if word in seen:
                raise ValueError(f"The levers {seen[word].name} and {lever.name} look alike: {lever.label}.")
            seen[word] = lever
    return levers


LEVERS = distinct((
    Lever("outturn", "Start from the likely year-end", "% of the way", 0, 100, 25, 0.0, LIKELY,
          "forecasts of receipts and spending that the store holds", ECONOMY, first=0),
    Lever("growth", "Real growth", "% a year", -5, 10, 0.25, 3.5, (
        "pool", "services_tax", "cess", "property", "other_tax", "non_tax",
    ), "about the growth of the 2020s; unverified", ECONOMY, 2.4),
    Lever("inflation", "Inflation", "% a year", 0, 30, 0.5, 7.0, (
        "pool", "straight", "ozt", "services_tax", "cess", "property", "other_tax", "non_tax", "operations",
        "transfers",
    ), "about what the federal budget assumes; unverified", ECONOMY, 6.0),
    Lever("depreciation", "Rupee falls against the dollar by", "% a year", -10, 40, 1, 5.0, (
        "foreign_loans", "foreign_projects", "repayment", "interest",
    ), OWN, ECONOMY, 9.0),
    Lever("interest_rate", "Interest on new loans", "% a year", 0, 25, 0.25, 3.0, ("interest",), OWN, ECONOMY, 1.0),
    Lever("pool_effort", "Federal collection against trend", "%", -20, 20, 1, 0.0, ("pool", "ozt"), OWN, ECONOMY, 5.0),
    Lever("nfc_share", "Share of the provinces' part", "%", 20, 30, 0.05, 24.55, ("pool",), "NFC award 2010 (7th)"),
    Lever("services_rate", "Yield of services tax by rate and base", "%", -50, 100, 5, 0.0, ("services_tax",)),
    Lever("cess_rate", "Yield of the cess by rate and base", "%", -100, 100, 5, 0.0, ("cess",)),
    Lever("property_rate", "Yield of property taxes by rate and base", "%", -50, 200, 5, 0.0, ("property",)),
    Lever("compliance", "Compliance with own taxes", "% of what is paid", -30, 50, 1, 0.0, (
        "services_tax", "cess", "property", "other_tax",
    )),
    Lever("pay_award", "Pay award", "% a year", 0, 40, 1, 8.0, ("salaries",), "12 and 10 % in 2025-26, 7 % in 2026-27"),
    Lever("hiring", "Posts filled", "% a year", -5, 10, 0.5, 1.0, ("salaries",)),
    Lever("pension_award", "Increase of pensions", "% a year", 0, 25, 0.5, 7.0, ("pensions",), "8 % in 2025-26"),
    Lever("pension_reform", "Pension reforms of the study of 2021", "% of what they save", 0, 100, 25, 0.0, (
        "pensions",
    ), "cabinet of Sindh, June 2021; saved as the census of the store is valued"),
    Lever("operations_growth", "Operations beyond inflation", "% a year", -20, 20, 1, 0.0, ("operations",)),
    Lever("subsidy", "More grants and subsidies", "bn a year", -200, 500, 5, 0.0, ("transfers",)),
    Lever("adp", "Own development programme", "% of the baseline", -60, 60, 5, 0.0, ADP),
    Lever("adp_economy", "Own development: economic affairs", "% of the baseline", -60, 100, 5, 0.0, ("adp_economy",)),
    Lever("adp_housing", "Own development: housing, amenity", "% of the baseline", -60, 100, 5, 0.0, ("adp_housing",)),
    Lever("adp_health", "Own development: health", "% of the baseline", -60, 100, 5, 0.0, ("adp_health",)),
    Lever("adp_education", "Own development: education", "% of the baseline", -60, 100, 5, 0.0, ("adp_education",)),
    Lever("adp_other", "Own development: other sectors", "% of the baseline", -60, 100, 5, 0.0, ("adp_other",)),
    Lever("foreign_adp", "Foreign projects", "% of the baseline", -80, 80, 5, 0.0, (
        "foreign_projects", "foreign_loans",
    )),
    Lever("new_loan", "A new foreign loan", "bn a year", 0, 500, 5, 0.0, ("foreign_loans", "interest", "repayment")),
    Lever("flood", "A flood in the first year: own revenue lost", "%", 0, 60, 5, 0.0, (
        "services_tax", "cess", "property", "other_tax", "non_tax",
    ), "30 % in the story of a flood year"),
    Lever("relief", "Relief and repair in that year", "bn", 0, 500, 5, 0.0, ("transfers",)),
))  # fmt: skip
BY_NAME = {lever.name: lever for lever in LEVERS}


def settings(moved: Mapping[str, float] | None = None) -> dict[str, float]:
    """Every lever's value: those named as moved, the others at their start; a lever or a value that cannot be, refused.

    >>> settings({"pay_award": 10})["pay_award"], settings()["pay_award"]
    (10.0, 8.0)
    """
    values = {lever.name: float(lever.start) for lever in LEVERS}
    for name, value in (moved or {}).items():
        if name not in BY_NAME:
            raise LeverRefused(f"There is no lever {name!r}; there are {', '.join(BY_NAME)}.")
        lever = BY_NAME[name]
        if not lever.low <= value <= lever.high:
            raise LeverRefused(
                f"{lever.label} is {value:g} {lever.unit}; it must lie between {lever.low:g} and {lever.high:g}."
            )
        values[name] = float(value)
    return values
