"""Assessment: every dimension of PEFA that the store can answer, with the figures of its years and its letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction

import pandas as pd

from analytics import fiscal_year as fy
from analytics import original_budget, wording
from data_loaders.desk import Declaration, Desk
from data_loaders.store import Store
from models import parameter, pefa
from models.pefa import Band, Outturn

UPDATED = "cash forecast brought up to date"
OVERDUE = 30  # days after which an unpaid bill is in arrears where no local rule says otherwise (pefa.org/node/4829)
BILLS = """
select
    cast(coalesce(sum(case when billed_on < $before and unpaid > 0 then unpaid else 0 end), 0) as decimal(20, 2))
        as arrears,
    cast(coalesce(sum(bills), 0) as bigint) as bills
from (
    select sum(amount) as unpaid, min(case when kind = 'bill' then posted_on end) as billed_on,
        sum(case when kind = 'bill' and posted_on >= $begin then 1 else 0 end) as bills
    from entry
    where stage = 'committed' and side = 'payment' and counted and kind in ('bill', 'payment') and posted_on <= $end
    group by document, bill
) as claim
"""


@dataclass(frozen=True)
class Dimension:
    """One dimension of the framework: what it is called, how a letter is found, and its bands, best first."""

    code: str
    name: str
    indicator: str
    indicator_name: str
    method: str  # M1 or M2
    measure: str  # ratio, composition, part or updates
    rule: str
    bands: tuple[Band, ...]
    source: str


@dataclass(frozen=True)
class Assessed:
    """A dimension with the figure of each year in per cent, the heads behind it, its letter, and why; "": no letter."""

    dimension: Dimension
    letter: str
    why: str
    values: Mapping[str, Fraction] = field(default_factory=dict)
    years: Mapping[str, Outturn] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def dimensions() -> tuple[Dimension, ...]:
    """Every dimension, in the order of the framework."""
    bands: dict[str, list[Band]] = {}
    for row in parameter.table("pefa_band"):
        band = Band(row["letter"], Fraction(row["least"]), Fraction(row["most"]), row["most_counts"] == "yes")
        bands.setdefault(row["dimension"], []).append(band)
    said = ("id", "name", "indicator", "indicator_name", "method", "measure", "rule")
    return tuple(
        Dimension(*(row[name] for name in said), tuple(bands.get(row["id"], ())), row["source"])
        for row in parameter.table("pefa_dimension")
    )


def of_all(store: Store, desk: Desk | None, by: str, contingency: tuple[str, ...]) -> tuple[Assessed, ...]:
    """Every dimension assessed, or why it is not."""
    spent, received = original_budget.years(store, "payment"), original_budget.years(store, "receipt")
    heads = original_budget.spending(store, by, contingency, spent)
    objects = original_budget.spending(store, "object", contingency, spent)
    revenue = original_budget.receipts(store, received)
    inner = {
        "PI-1": lambda of: _ratios(of, heads, spent, ()),
        "PI-2.1": lambda of: _compositions(of, heads, spent, ("interest", "contingency")),
        "PI-2.2": lambda of: _compositions(of, objects, spent, ("contingency",)),
        "PI-2.3": lambda of: _contingency(of, objects, spent, _knows(store, contingency)),
        "PI-3.1": lambda of: _ratios(of, revenue, received, ("financing",)),
        "PI-3.2": lambda of: _compositions(of, revenue, received, ("financing",)),
        "PI-21.2": lambda of: _cash_forecast(of, store, desk, spent),
        "PI-22.1": lambda of: _arrears(of, store, objects, spent),
    }
    return tuple(inner[dimension.code](dimension) for dimension in dimensions())


def outturns(rows: pd.DataFrame, years: tuple[str, ...], without: tuple[str, ...]) -> dict[str, Outturn]:
    """Budget and actual by code in each year, without the kinds that are left out."""
    kept = (
        rows[~rows["kind"].isin(without)].groupby(["fiscal_year", "code"], as_index=False)[["budget", "actual"]].sum()
    )
    found: dict[str, dict] = {year: {} for year in years}
    for row in kept.itertuples():
        found[row.fiscal_year][row.code] = (Fraction(row.budget), Fraction(row.actual))
    return {year: Outturn(heads) for year, heads in found.items()}


def too_few(years: tuple[str, ...] | list[str], of: str = "the original estimate and actual figures") -> str:
    """Why three years are not there.

    >>> too_few(["2024-25"])
    'one whole year with the original estimate and actual figures (2024-25), three are needed'
    """
    number = ("no", "one", "two")[len(years)]
    said = f" ({wording.listed(list(years))})" if years else ""
    return f"{number} whole {'year' if len(years) == 1 else 'years'} with {of}{said}, three are needed"


def _ratios(of: Dimension, rows: pd.DataFrame, years: tuple[str, ...], without: tuple[str, ...]) -> Assessed:
    found = outturns(rows, years, without)
    return _by_years(of, {year: each.ratio() for year, each in found.items()}, found, rows)


def _compositions(of: Dimension, rows: pd.DataFrame, years: tuple[str, ...], without: tuple[str, ...]) -> Assessed:
    found = outturns(rows, years, without)
    if of.code == "PI-2.1":  # the framework pools administrative heads alone
        found = {year: each.pooled() for year, each in found.items()}
    return _by_years(of, {year: each.variance() for year, each in found.items()}, found, rows)


def _by_years(of: Dimension, values: dict, found: dict[str, Outturn], rows: pd.DataFrame) -> Assessed:
    """The letter that two of three years have; none where a year has no figure."""
    values = {year: value for year, value in values.items() if value is not None}
    names = dict(zip(rows["code"], rows["name"], strict=True)) | {pefa.POOLED: pefa.POOLED}
    if len(values) < original_budget.LATEST:
        return Assessed(of, "", too_few(list(values)), values, found, names)
    letter = pefa.letter_of_years(list(values.values()), of.bands)
    return Assessed(of, letter, _reached(of, letter, list(values.values())), values, found, names)


def _reached(of: Dimension, letter: str, values: list[Fraction]) -> str:
    """How many years lie in the band of a letter."""
    band = next((band for band in of.bands if band.letter == letter), of.bands[-1])
    inside = sum(band.holds(value) for value in values)
    return f"{inside} of {len(values)} years {within(band)}"


def within(band: Band) -> str:
    """A band in words.

    >>> within(Band("A", 95, 105)), within(Band("A", 0, 5, False)), within(Band("B", 0, 6))
    ('within 95 to 105 %', 'below 5 %', 'at most 6 %')
    """
    if band.least:
        return f"within {float(band.least):g} to {float(band.most):g} %"
    return f"{'at most' if band.most_counts else 'below'} {float(band.most):g} %"


def _knows(store: Store, contingency: tuple[str, ...]) -> bool:
    return bool(contingency or original_budget.outside(store, "object", "contingency"))


def _contingency(of: Dimension, rows: pd.DataFrame, years: tuple[str, ...], known: bool) -> Assessed:
    if not known:
        return Assessed(of, "", "no object is known to be the contingency; choose it where the budget has one")
    whole = outturns(rows, years, ())
    spent = outturns(rows, years, ("", "interest"))
    found = {year: Outturn({"": (whole[year].budget, spent[year].actual)}) for year in years}
    values = {year: each.ratio() for year, each in found.items() if each.budget > 0}
    if len(values) < original_budget.LATEST:
        return Assessed(of, "", too_few(list(values)), values)
    average = sum(values.values()) / len(values)
    return Assessed(
        of, pefa.letter(average, of.bands), f"on average {float(average):.1f} % of the original budget", values, found
    )


def _cash_forecast(of: Dimension, store: Store, desk: Desk | None, years: tuple[str, ...]) -> Assessed:
    of_us = {"government": store.government.name, "what": UPDATED}
    days = [] if desk is None else sorted(desk.rows(Declaration, **of_us)["day"])
    if not days or not years:
        why = "nobody has declared when the cash forecast was brought up to date" if years else too_few(years)
        return Assessed(of, "", why)
    first_month = store.government.first_month
    inside = [day for day in days if fy.label(day, first_month) == years[-1]]
    months = {fy.fiscal_month(day, first_month) for day in inside}
    said = f"declared up to date in {wording.count(len(months), 'month', 'months')} of {years[-1]}"
    return Assessed(of, pefa.letter_of_updates(months), said)


def _arrears(of: Dimension, store: Store, rows: pd.DataFrame, years: tuple[str, ...]) -> Assessed:
    spent, found = outturns(rows, years, ()), {}
    for year in years:
        months = fy.months(year, store.government.first_month)
        end = fy.last_day(months[-1])
        asked = store.ask(BILLS, begin=months[0], end=end, before=end - timedelta(days=OVERDUE)).iloc[0]
        if asked.bills and spent[year].actual > 0:
            found[year] = Outturn({"": (spent[year].actual, Fraction(asked.arrears))})
    if not found:
        return Assessed(of, "", "no bills are submitted with the commitments" if years else too_few(years))
    values = {year: each.ratio() for year, each in found.items()}
    if len(found) < original_budget.LATEST:
        return Assessed(of, "", too_few(list(found), "bills and actual figures"), values, found)
    letter = pefa.letter_of_years(list(values.values()), of.bands)
    return Assessed(of, letter, _reached(of, letter, list(values.values())), values, found)
