"""Anomaly scan: every payment held against every rule, for a refresh to publish."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import anomaly_rules as rules
from analytics import anomaly_words as words
from analytics import fiscal_year as fy
from analytics.anomaly_limits import Limits, limits
from data_loaders.store import Store
from models import irregular

MOST = 200  # flags of a rule: the largest; how many are left out is said
NEEDS = {  # columns without which a rule has nothing to look at, and what they are called
    "duplicate": ("document", "posted_on"),
    "split": ("payee", "office", "posted_on"),
    "round": (),
    "weekend": ("office", "posted_on"),
    "late": ("office", "posted_on", "month"),
    "new_payee": ("payee", "posted_on"),
    "reversed": (),
    "offices": ("payee", "office", "month"),
    "benford": ("office",),
    "profile": ("office", "month"),
}
CALLED = {"posted_on": "day of posting"}
TEXTS = {  # the SQL of a rule whose flags are payments, and its limits that the SQL takes
    "duplicate": (rules.DUPLICATE, ("least", "days", "near", "most")),
    "round": (rules.ROUND, ("least", "unit", "share", "lines")),
    "late": (rules.LATE, ("days", "year_days")),
    "new_payee": (rules.NEW_PAYEE, ("days", "history", "large")),
    "reversed": (rules.REVERSED, ("share",)),
    "offices": (rules.OFFICES, ("least", "times", "far", "history")),
}
PLACE = ["load_id", "sheet", "line", "cell"]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Scan:
    """What looks wrong: a row a flag, a row a payment of a flag, a row a rule."""

    flags: list[dict]
    entries: list[dict]
    rules: list[dict]


def scan(store: Store, seed: int = 0, progress: Progress = lambda *said: None) -> Scan:
    """Every rule applied to what was paid of spending; a rule that cannot be applied says why."""
    known = limits(store.government.currency)
    late = known.of("late")
    there = store.ask(rules.THERE, days=list(known.rest_days()) or [0], late=late["days"]).iloc[0]
    flags, entries, told = [], [], []
    for number, rule in enumerate(words.TITLES):
        progress("Looking for what is wrong", number, len(words.TITLES))
        why_not = cannot(rule, there, known)
        found = [] if why_not else list(_found(rule, store, there, known, seed))
        found.sort(key=lambda one: (-one[0]["amount"], one[0]["flag"]))
        for rank, (flag, rows) in enumerate(found[:MOST], start=1):
            flags.append(flag | {"rank": rank})
            entries += [{"flag": flag["flag"], **row} for row in rows]
        told.append({
            "rule": rule, "ran": not why_not, "why_not": why_not, "lines": int(there.lines),
            "flags": min(len(found), MOST),
            "left_out": max(len(found) - MOST, 0), "limits": known.said(rule), "source": known.source(rule),
        })  # fmt: skip
    return Scan(flags, entries, told)


def cannot(rule: str, there: pd.Series, known: Limits) -> str:
    """Why a rule cannot be applied to this store; empty: it can."""
    if not there["lines"]:
        return "there are no payments in this store"
    missing = [CALLED.get(name, name) for name in NEEDS[rule] if not there[name]]
    if missing:
        return f"no {' and no '.join(missing)} in this store"
    if rule == "duplicate" and not there["payee"] and not there["bill"]:
        return "neither payee nor bill in this store"
    if lacking := known.lacking(rule):
        return lacking
    own = known.of(rule)
    often = {"weekend": "resting", "late": "late"}.get(rule)
    if often and there[often] > float(own["share"]) * there["lines"]:
        return f"{there[often] / there['lines']:.0%} of all payments are like that: here it is usual"
    days = {"new_payee": own.get("history", 0), "offices": 30 * own.get("history", 0)}.get(rule, 0)
    if days and (there.ends - there.begins).days < days:
        return f"payments of {(there.ends - there.begins).days} days; {days} are needed to say what is usual"
    return ""


def _found(rule: str, store: Store, there: pd.Series, known: Limits, seed: int) -> Iterator[tuple[dict, list[dict]]]:
    """The flags of a rule, each with its payments."""
    own, currency = known.of(rule), known.currency
    if rule == "benford":
        yield from _digits(store, own)
    elif rule == "profile":
        yield from _profiles(store, own, currency, seed)
    elif rule == "split":
        for sanction, meaning in known.sanctions():
            asked = {name: own[name] for name in ("share", "days", "least")}
            yield from _flags(rule, store.ask(rules.SPLIT, sanction=sanction, **asked), currency, {"meaning": meaning})
    elif rule == "weekend":
        usual = words.share(int(there.resting), int(there.lines), "on a day of rest")
        yield from _flags(rule, store.ask(rules.WEEKEND, days=list(known.rest_days())), currency, {"usual": usual})
    else:
        text, names = TEXTS[rule]
        first = {"first_month": store.government.first_month} if rule == "late" else {}
        usual = words.share(int(there.late), int(there.lines), "in a month that had been closed")
        rows = store.ask(text, **{name: own[name] for name in names}, **first)
        yield from _flags(rule, rows, currency, own | {"usual": usual})


def _flags(rule: str, rows: pd.DataFrame, currency: str, own: dict) -> Iterator[tuple[dict, list[dict]]]:
    """Rows of payments as flags, those that stand together in one."""
    for _, group in rows.groupby("together", sort=False):
        places = group[PLACE].to_dict("records")
        reason, comparison = words.said(rule, group, currency, own)
        first, total = group.iloc[0], abs(group["amount"].sum())
        at_stake = total - abs(first["amount"]) if rule == "duplicate" else total
        identity = sorted("-".join(map(str, place.values())) for place in places)
        yield {
            "flag": key(rule, *identity), "rule": rule, "office": _one(group["office"]),
            "department": _one(group["department"]), "fiscal_year": first["fiscal_year"],
            "month": _stated(first["month"]), "payee": _one(group["payee"]), "lines": len(group), "amount": at_stake,
            "reason": reason, "comparison": comparison,
        }, places  # fmt: skip


def _digits(store: Store, own: dict) -> Iterator[tuple[dict, list[dict]]]:
    """Years of offices whose first digits are off the law, and farther than the other offices'."""
    rows = store.ask(rules.DIGITS, lines=own["lines"], orders=own["orders"])
    judged = []
    for (office, year), group in rows.groupby(["office", "fiscal_year"], sort=False):
        counts = group.set_index("digit")["lines"].reindex(range(1, 10), fill_value=0).to_numpy(float)
        judged.append((office, year, group, irregular.first_digits(counts)))
    far = irregular.far_from_usual(np.array([one[3].deviation for one in judged])) if judged else []
    for (office, year, group, digits), distance in zip(judged, far, strict=True):
        if digits.deviation > own["deviation"] and digits.chance < 0.001 and distance > own["far"]:
            lines = int(group["lines"].sum())
            row = {"office": office, "fiscal_year": year, "month": None, "department": group["department"].iloc[0]}
            at_stake = group.loc[group["digit"] == digits.digit, "amount"].sum()
            told = words.of_digits(row | {"lines": lines}, digits.digit, digits.deviation, own["deviation"])
            yield _of_office("benford", row | {"lines": lines, "amount": at_stake}, told), []


def _profiles(store: Store, own: dict, currency: str, seed: int) -> Iterator[tuple[dict, list[dict]]]:
    """Months of offices that the forest sets apart first, and that are far above the office's own months."""
    rows = store.ask(rules.PROFILE)
    figures = rows[["lines", "amount", "largest", "busiest"]].astype(float).clip(lower=0).to_numpy()
    office = pd.factorize(rows["office"])[0]
    season = np.array([month.month - 1 for month in rows["month"]], int)
    found = irregular.profiles(np.log1p(figures), office, season, own["months"], seed)
    above = np.where(np.isnan(found.distance), -np.inf, found.distance)
    first = np.argsort(-np.nan_to_num(found.score), kind="stable")[: int(len(rows) * own["share"]) + 1]
    strange = [at for at in first if above[at].max() >= own["far"]][: own["most"]]
    for at in strange:
        row, figure = rows.iloc[at].to_dict(), int(above[at].argmax())
        row["fiscal_year"] = fy.label(row["month"], store.government.first_month)
        usual = float(np.expm1(found.usual[at, figure]))
        told = words.of_profile(row, figure, (figures[at, figure], usual), currency)
        yield _of_office("profile", row, told), []


def _of_office(rule: str, row: dict, told: tuple[str, str]) -> dict:
    """A flag of a month or a year of an office."""
    named = {name: _stated(row[name]) for name in ("office", "department", "fiscal_year", "month")}
    when = str(row["month"] or row["fiscal_year"])
    return named | {
        "flag": key(rule, row["office"], when), "rule": rule, "payee": None, "lines": int(row["lines"]),
        "amount": abs(row["amount"]), "reason": told[0], "comparison": told[1],
    }  # fmt: skip


def key(rule: str, *identity: str) -> str:
    """The name of a flag: the same in every version in which it is found again.

    >>> key("round", "a-1-2-3") == key("round", "a-1-2-3") != key("late", "a-1-2-3")
    True
    """
    return hashlib.sha256("|".join((rule, *identity)).encode()).hexdigest()[:16]


def _one(values: pd.Series):
    """What all rows have; None where they differ or nothing is stated."""
    return _stated(values.iloc[0]) if values.nunique(dropna=False) == 1 else None


def _stated(value):
    """The value, or None where the source does not state one."""
    return None if pd.isna(value) else value
