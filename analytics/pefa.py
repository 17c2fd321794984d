"""PEFA: which letters does the budget earn, what breaks them, and what would have kept them?"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd

from analytics import assessment, change, original_budget, pefa_words, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.assessment import UPDATED, Assessed
from analytics.remedy import Remedy, remedies
from data_loaders.desk import Desk
from data_loaders.store import Store
from models import parameter, pefa
from models.pefa import Outturn

NO_HEAD = "no head alone"
SOURCES = ("spending_month", "receipt_month", "entry", "head", "parameters: pefa")
LIMITS = ("least_a", "most_a", "least_b", "most_b", "least_c", "most_c")
BY_YEAR = ("dimension", "name", "measure", "fiscal_year", "value", "letter", *LIMITS)
KEEPING = ("dimension", "stands", "would_be", "fiscal_year", "value", "head", "change", "becomes", "moved")
HEADS = ("code", "name", "budget", "adjusted", "actual", "deviation", "share")
COMPOSED = ("PI-2.1", "PI-2.2", "PI-3.2")
__all__ = ["COMPOSED", "UPDATED", "by_year", "choices", "heads", "keeping", "scores", "years"]


def scores(
    store: Store, desk: Desk | None = None, *, by: str = "department", contingency: tuple[str, ...] = ()
) -> Answer:
    """Every indicator and dimension: the figure of each of three years (%), its letter, why, and what breaks it.

    `by`: department or function, for PI-2.1. `contingency`: minor objects that are the contingency. The desk has the
    days on which the cash forecast was declared up to date (PI-21.2).
    """
    by, found = _assessed(store, desk, by, contingency)
    years = sorted({year for each in found for year in each.values})
    rows = [row for each in found for row in _rows(each, found, years)] if any(each.letter for each in found) else []
    table = pd.DataFrame(rows, columns=["dimension", "name", *years, "letter", "why", "breaks"])
    table = table.astype(dict.fromkeys(years, change.PER_CENT))
    return _answer(
        store, "PEFA scores", table, dict.fromkeys(years, "%"), found,
        sentence=pefa_words.scored(table) or pefa_words.nothing(found),
        notes=pefa_words.notes(store, by, contingency),
    )  # fmt: skip


def by_year(store: Store, *, by: str = "department", contingency: tuple[str, ...] = ()) -> Answer:
    """The figure of each year of each dimension (value, %), the letter it has alone, and the bands' limits (%)."""
    by, found = _assessed(store, None, by, contingency)
    rows = [
        (each.dimension.code, each.dimension.name, each.dimension.measure, year, float(value),
         pefa.letter(value, each.dimension.bands), *_limits(each))
        for each in found for year, value in each.values.items()
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(BY_YEAR)).astype(dict.fromkeys(("value", *LIMITS), change.PER_CENT))
    return _answer(
        store, "Three years against the bands", table, dict.fromkeys(("value", *LIMITS), "%"), found,
        sentence=pefa_words.steady(table) or pefa_words.nothing(found), notes=pefa_words.notes(store, by, contingency),
    )  # fmt: skip


def keeping(store: Store, *, by: str = "department", contingency: tuple[str, ...] = ()) -> Answer:
    """What would have kept the next better letter of each dimension: the years that need least, and the amounts.

    change (money): so much more, or less, under the head alone, with which value becomes (%) that; moved (money): the
    sum that, booked under heads below instead of above their adjusted budgets, would have kept it too.
    """
    by, found = _assessed(store, None, by, contingency)
    both = [(each, remedy) for each in found for remedy in remedies(each)]
    table = pd.DataFrame([_kept(each, remedy) for each, remedy in both], columns=list(KEEPING))
    table = table.astype(dict.fromkeys(("value", "becomes"), change.PER_CENT))
    table = table.astype(dict.fromkeys(("change", "moved"), change.MONEY))
    units = {"value": "%", "change": "money", "becomes": "%", "moved": "money"}
    best = "Every dimension with figures has an A." if any(each.letter for each in found) else pefa_words.nothing(found)
    notes = ("Two of three years must lie in the band of a letter; the years named are those that need least.",
             "Change: more, or less, under that head alone. Moved: booked under heads below instead of above their "
             "adjusted budgets.", *pefa_words.notes(store, by, contingency))  # fmt: skip
    return _answer(
        store,
        "What would have kept a better letter",
        table,
        units,
        found,
        sentence=pefa_words.nearest(table) or best,
        notes=notes,
    )


def heads(
    store: Store, dimension: str = "PI-2.1", fiscal_year: str | None = None, *, by: str = "department",
    contingency: tuple[str, ...] = (),
) -> Answer:  # fmt: skip
    """Each head of one year of a composition: budget, adjusted, actual, deviation (money), share (%) of all deviations.

    deviation = actual less adjusted budget; the largest first. Without `fiscal_year` the latest year.
    """
    if dimension not in COMPOSED:
        raise ValueError(f"{dimension} is no composition; choose one of {wording.listed(COMPOSED)}.")
    by, found = _assessed(store, None, by, contingency)
    each = next(each for each in found if each.dimension.code == dimension)
    year = fiscal_year if fiscal_year in each.values else max(each.values, default=None)
    rows = _deviating(each, each.years[year]) if year else []
    money = ("budget", "adjusted", "actual", "deviation")
    table = pd.DataFrame(rows, columns=list(HEADS))
    table = table.astype(dict.fromkeys(money, change.MONEY) | {"share": change.PER_CENT})
    said = pefa_words.largest(table, each, year) if rows else f"There are no heads to compare: {each.why}."
    return _answer(
        store, "Heads that deviate", table, dict.fromkeys(money, "money") | {"share": "%"}, (each,), sentence=said,
        notes=("Adjusted: original budget x total actual / total budget. Deviation: actual less adjusted budget.",
               *pefa_words.notes(store, by, contingency)),
        filters={"Dimension": dimension} | ({"Fiscal year": year} if year else {}),
    )  # fmt: skip


def years(scored: Answer) -> tuple[str, ...]:
    """The years that were assessed, the latest first."""
    return tuple(sorted((name for name in scored.units), reverse=True))


def choices(store: Store) -> Answer:
    """What the contingency can be chosen from: code and name of each minor object."""
    return Answer("Objects", original_budget.objects(store), {}, ("spending_month", "head"), version=store.version)


def _assessed(
    store: Store, desk: Desk | None, by: str, contingency: tuple[str, ...]
) -> tuple[str, tuple[Assessed, ...]]:
    """What PI-2.1 is split by, and every dimension."""
    by = original_budget.basis(store, by)
    return by, assessment.of_all(store, desk, by, contingency)


def _answer(store: Store, title: str, table: pd.DataFrame, units: dict, found: Sequence[Assessed], **more) -> Answer:
    """An Answer with what every question about PEFA shares."""
    units = {column: store.government.currency if unit == "money" else unit for column, unit in units.items()}
    year = max((year for each in found for year in each.values), default=None)
    ends = fy.last_day(fy.months(year, store.government.first_month)[-1]) if year else None
    return Answer(title, table, units, SOURCES, version=store.version, ribbon=store.government.note, as_of=ends, **more)


def _rows(each: Assessed, found: Sequence[Assessed], years: list[str]) -> list[tuple]:
    """The row of a dimension; before the first of several of an indicator, the row of the indicator."""
    of = each.dimension
    figures = [float(each.values[year]) if year in each.values else None for year in years]
    breaks = "; ".join(f"{remedy.year}: {remedy.head or NO_HEAD}" for remedy in remedies(each))
    row = (of.code, of.name, *figures, each.letter or pefa_words.NOT_ASSESSED, each.why, breaks)
    together = [other for other in found if other.dimension.indicator == of.indicator]
    if len(together) == 1 or together[0] is not each:
        return [row]
    letters = [other.letter for other in together]
    left_out = [other.dimension.code for other in together if not other.letter]
    how = "the weakest dimension" if of.method == "M1" else "the average of the dimensions"
    without = f", without {wording.listed(left_out)}" if left_out and any(letters) else ""
    overall = _overall(of.method, letters) or pefa_words.NOT_ASSESSED
    return [(of.indicator, of.indicator_name, *[None] * len(years), overall, f"{how} ({of.method}){without}", ""), row]


def _overall(method: str, letters: list[str]) -> str:
    """The letter of an indicator, of those of its dimensions."""
    if method == "M1":
        return pefa.weakest_link(letters)
    return pefa.averaged(letters, {row["letters"]: row["overall"] for row in parameter.table("pefa_conversion")})


def _limits(each: Assessed) -> list[float]:
    """The limits of the bands of A, B and C."""
    return [float(limit) for band in each.dimension.bands for limit in (band.least, band.most)]


def _kept(each: Assessed, remedy: Remedy) -> tuple:
    """A remedy as a row of the table."""
    return (
        each.dimension.code, each.letter, remedy.would_be, remedy.year, float(remedy.value), remedy.head or NO_HEAD,
        _money(remedy.change), None if remedy.becomes is None else float(remedy.becomes), _money(remedy.moved),
    )  # fmt: skip


def _deviating(each: Assessed, outturn: Outturn) -> list[tuple]:
    """The heads of one year, the largest deviation first."""
    adjusted, deviations = outturn.adjusted(), outturn.deviations()
    whole = sum(map(abs, deviations.values())) or Fraction(1)
    ranked = sorted(outturn.heads, key=lambda code: (-abs(deviations[code]), code))
    return [
        (code, each.names[code], _money(outturn.heads[code][0]), _money(adjusted[code]), _money(outturn.heads[code][1]),
         _money(deviations[code]), float(abs(deviations[code]) / whole * 100))
        for code in ranked
    ]  # fmt: skip


def _money(amount: Fraction | None):
    """An amount to the hundredth, as the store has it."""
    return None if amount is None else original_budget.exact(amount)
