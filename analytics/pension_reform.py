"""Pension reform: what other rules would save from a day on, by rule, year and age; and the study of 2021 as told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd

from analytics import census_arrays, change, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.pension_valued import MONEY, Chosen, answer, nothing, valued
from data_loaders.store import Store
from models import pension_rules
from models.pension.reform import Reformed, savings
from models.pension_rules import PLAIN, Rules, RulesRefused, decided_by

BASE = pension_rules.BASE
WORDS = {
    "accrual_numerator": "Accrual, of 300ths of pay a year", "accrual_denominator": "Accrual, parts of pay",
    "most_service": "Service that counts at most", "rounding_months": "Months that count as a year",
    "pay_months": "Months of pay averaged", "least_service_pension": "Service for a pension",
    "least_service_gratuity": "Service for a gratuity", "superannuation": "Superannuation",
    "early_age": "Earliest age of retirement", "early_service": "Service for early retirement",
    "early_reduction": "Reduction for a year early", "commuted_share": "Share commuted",
    "restored": "Commuted part restored", "family_share": "Family pension", "minimum_pension": "Minimum pension",
    "minimum_family": "Minimum family pension", "compounding": "Increases compound",
    "gratuity_months": "Gratuity a year of service", "medical_share": "Medical allowance",
    "leavers": "Leavers keep their right", "scheme_since": "Contribution scheme for entrants from",
    "scheme_employer": "Employer's contribution", "early_reduction_at": "Reduction by age of retirement",
    "years_purchase": "Table of commutation",
}  # fmt: skip
STUDY = (  # cabinet of Sindh, June 2021 (pakobserver.net sindh-cabinet-okays-pension-reforms), Rs bn
    ("Early retirement reduced", Decimal("433.3"), "early_reduction"),
    ("Average of three years' pay", Decimal("348.8"), "pay_months"),
    ("Family pension", Decimal("112.2"), None),
)
FIRST = "Sindh from 6 August 2025"  # the reform that a page opens on
LATEST = 20  # years from the valuation to the latest reform
STACKED = (
    "Stacked: one rule after another, as listed. Saved: the average over every order, which adds up whatever the order "
    "(Shapley)."
)
SCOPE = (
    "Who leaves before {day} keeps for good what leaving settles (accrual, pay that counts, commutation, family share, "
    "minimum at the award), and so do today's pensioners; the increases of pensions and the medical allowance change "
    "from that day for all who are paid."
)
Edits = tuple[tuple[str, float], ...]
Dated = tuple[Reformed, date]  # a reform and the day it applies from


def edited(name: str, edits: Iterable[tuple[str, float]] = ()) -> Rules:
    """A rule set with some of its parameters typed anew; an unknown one is refused."""
    by = pension_rules.rules(name)
    plain = dict(by.plain)
    for parameter, value in edits:
        if parameter not in PLAIN:
            raise RulesRefused(f"{parameter!r} is no parameter of pension rules.")
        if Decimal(str(value)) != plain[parameter].value:
            plain[parameter] = replace(plain[parameter], value=Decimal(str(value)), source="typed by the reader")
    return replace(by, plain=plain)


def rules_of(store: Store, *, name: str = BASE, edits: Edits = ()) -> Answer:
    """A rule set in words: code, name, value, unit, decided by the day of (leaving, payment, entry), source, since."""
    by = edited(name, edits)
    rows = [
        (code, WORDS[code], float(rule.value), rule.unit, decided_by(code), rule.source, rule.since.isoformat())
        for code, rule in by.plain.items()
    ]
    table = pd.DataFrame(rows, columns=["code", "name", "value", "unit", "decided", "source", "since"])
    return answer(store, f"Rules: {name}", table, {}, None)


def starts(store: Store) -> Answer:
    """From when a reform may apply: name (the day of valuation, then fiscal years), day, months from the valuation."""
    there = census_arrays.days(store)
    rows = [("The valuation", None, 0)]
    if there:
        on, month = there[-1], store.government.first_month
        rows = [(f"{on:%-d %B %Y} (valuation)", on, 0)]
        offset = (month - 1 - on.month) % 12
        year = on.year + (on.month + offset) // 12
        for at in range(LATEST + 1):
            if 0 < offset + 12 * at <= 12 * LATEST:
                day = date(year + at, month, 1)
                rows.append((fy.label(day, month), day, offset + 12 * at))
    table = pd.DataFrame(rows, columns=["name", "day", "months"])
    return answer(store, "From when a reform may apply", table, {}, None)


def _reformed(store: Store, old: str, new: Rules, assumed: Chosen, since: str) -> Dated | None:
    """The valuation under new rules from a start on, and the day of that; the valuation's where none is named."""
    now = valued(store, old, assumed)
    if now is None:
        return None
    table = starts(store).table
    found = table[table["name"] == since] if since else table.head(1)
    if found.empty:
        raise RulesRefused(
            f"A reform cannot apply from {since!r}: choose {table['name'].iloc[0]} or a fiscal year from "
            f"{table['name'].iloc[1]} to {table['name'].iloc[-1]}."
        )
    return Reformed(now, new, int(found["months"].iloc[0])), found["day"].iloc[0]


def _answer(store: Store, title: str, table: pd.DataFrame, units: dict[str, str], dated: Dated, **more) -> Answer:
    """An answer about a reform: from which day it applies is among what it is filtered by."""
    of, day = dated
    made = answer(store, title, table, units, of.now, **more)
    return replace(made, filters=made.filters | {"applies from": f"{day:%-d %B %Y}"})


def by_rule(
    store: Store, *, old: str = BASE, new: str, edits: Edits = (), assumed: Chosen = (), since: str = ""
) -> Answer:  # fmt: skip
    """What new rules save of the obligation: name, before, after, stacked (in this order), saved (order-free), part.

    `since`: a name of `starts`; from the day of valuation on where none is given.
    """
    dated, title = _reformed(store, old, edited(new, edits), assumed, since), "What the reform saves, rule by rule"
    columns = ["name", "before", "after", "stacked", "saved", "part"]
    if dated is None:
        return nothing(store, title, columns)
    of, day = dated
    now, rules = of.now, of.rules
    made = savings(now, rules, months=of.months)
    rows = []
    for name, stacked, share in zip(made.names, made.stacked, made.share, strict=True):
        values = [f"{float(each[name]):g}" if name in PLAIN else "table" for each in (now.basis.rules, rules)]
        rows.append((WORDS[name], *values, stacked, share, share / made.total * 100 if made.total else None))
    rows.append(("All rules together", "", "", made.total, made.total, 100.0 if made.total else None))
    table = pd.DataFrame(rows, columns=columns)
    table["part"] = table["part"].astype(change.PER_CENT)
    from_ = f" from {since} on" if of.months else ""
    said = (
        f"The reform{from_} changes what is owed by {wording.change(-made.total / now.total * 100)}." if made.names
        else "The two rule sets are the same: nothing is saved."
    )  # fmt: skip
    units = {"stacked": MONEY, "saved": MONEY, "part": "%"}
    notes = (STACKED, SCOPE.format(day=f"{day:%-d %B %Y}"))
    return _answer(store, title, table, units, dated, sentence=said, notes=notes)


def by_year(
    store: Store, *, old: str = BASE, new: str, edits: Edits = (), assumed: Chosen = (), years: int = 30,
    since: str = "",
) -> Answer:  # fmt: skip
    """Payments of each year under both rule sets: fiscal_year, before, after, saved."""
    dated, title = _reformed(store, old, edited(new, edits), assumed, since), "Payments before and after the reform"
    if dated is None:
        return nothing(store, title, ["fiscal_year", "before", "after", "saved"])
    of, _ = dated
    month, on = store.government.first_month, of.now.census.on
    start = on.year + (on.month >= month)
    before, after = (each.flow.yearly[:, :years].sum(axis=0) for each in (of.now, of))
    names = [fy.label(date(start + at, month, 1), month) for at in range(years)]
    table = pd.DataFrame({"fiscal_year": names, "before": before, "after": after, "saved": before - after})
    first = next((name for name, saved in zip(names, before - after, strict=True) if saved > 0.005 * max(before)), "")
    said = f"Savings pass half a per cent of the largest year's payments in {first}." if first else ""
    return _answer(store, title, table, dict.fromkeys(("before", "after", "saved"), MONEY), dated, sentence=said)


def by_cohort(
    store: Store, *, old: str = BASE, new: str, edits: Edits = (), assumed: Chosen = (), since: str = ""
) -> Answer:  # fmt: skip
    """What is saved of the obligation to employees by age today: name, before, after, saved, share (% of before)."""
    title = "What the reform takes, by age of employees"
    dated = _reformed(store, old, edited(new, edits), assumed, since)
    columns = ["name", "before", "after", "saved", "share"]
    if dated is None:
        return nothing(store, title, columns)
    of, _ = dated
    ages = of.now.census.employees.age // 60 * 5
    sums = [np.bincount(ages, each.of_members[0], 80) for each in (of.now, of)]
    rows = [
        (f"{age}-{age + 4}", sums[0][age], sums[1][age]) for age in range(15, 75, 5) if sums[0][age] or sums[1][age]
    ]
    table = pd.DataFrame(rows, columns=["name", "before", "after"])
    table["saved"] = table["before"] - table["after"]
    table["share"] = change.share(table["saved"], table["before"])
    units = {"before": MONEY, "after": MONEY, "saved": MONEY, "share": "%"}
    return _answer(store, title, table, units, dated)


def study(store: Store, *, assumed: Chosen = ()) -> Answer:
    """The cabinet study of 2021 beside ours for today: name, published, ours; its family reform is not valued."""
    now, title = valued(store, "Sindh before the study of 2021", assumed), "The cabinet study of 2021 beside ours"
    if now is None:
        return nothing(store, title, ["name", "published", "ours"])
    made = savings(now, pension_rules.rules("Cabinet study of 2021"))
    ours = dict(zip(made.names, made.share, strict=True))
    rows = [(name, float(amount) * 1e9, ours.get(rule) if rule else None) for name, amount, rule in STUDY]
    rows.append(("All together", float(sum(amount for _, amount, _ in STUDY)) * 1e9, None))
    table = pd.DataFrame(rows, columns=["name", "published", "ours"])
    notes = (
        "Published: saving of accrued liability, or of ten years (sources differ), Rs bn 433.3, 348.8 and 112.2, for "
        "the staff of 2021.",
        "Ours: for the census of this store at its pay and assumptions, order-free shares; the family reform changed "
        "which children are paid, which this valuation does not model.",
    )
    return answer(store, title, table, {"published": MONEY, "ours": MONEY}, now, notes=notes)
