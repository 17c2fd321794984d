"""Refresh: forecasts, year-ends and flags of a whole version, computed and published as the marts of the next one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from analytics import anomaly_marts, outturn_marts, wording
from analytics import computed_marts as marts
from analytics.booked import Booked, booked
from analytics.computation import Made, Progress, compute, horizon_years
from data_loaders.publish import Refused, publish_computed
from data_loaders.store import Store

GRADES = ("quick", "full")
ENOUGH = 6  # months below which there is nothing to forecast from


def refresh(
    home: str | Path | None = None, grade: str = "quick", seed: int = 0, progress: Progress = lambda *said: None
) -> dict:
    """Compute forecasts and year-ends of the current version and what looks wrong in it; what was done, in facts.

    Refused, with a sentence, where there is neither enough history nor a payment, or other files were published
    meanwhile; a KeyboardInterrupt leaves the store as it was. The same figures, grade and seed give the same marts.
    """
    if grade not in GRADES:
        raise Refused(f"There is no grade {grade}. Grades: {', '.join(GRADES)}.")
    now = datetime.now(UTC).replace(tzinfo=None)
    store = Store.open(home)
    try:
        past, basis, whose = booked(store), store.basis(), store.government
        targets = marts.targets(store, horizon_years(past, whose.first_month)) if past else None
        found = outturn_marts.marts(store, now, progress) | anomaly_marts.marts(store, now, seed, progress)
    finally:
        store.close()
    if past is None or past.history.values.shape[1] < ENOUGH:
        return _unforecast(0 if past is None else past.history.values.shape[1], found, home)
    made = compute(past, whose.first_month, grade, seed, progress)
    stamp = marts.Stamp(whose.name, f"{now:%Y%m%dT%H%M%S%fZ}", now, past.cut_off, seed, basis)
    tables, vintage = marts.tables(past, made, stamp, whose.first_month, targets)
    progress("Publishing", 0, 0)
    report = publish_computed(tables | found, vintage, home)
    facts = _facts(past, made, stamp, report.version)
    return facts | {**_of_spending(found), "sentence": f"{facts['sentence']} {_said(found)}".strip()}


def _unforecast(months: int, found: dict, home: str | Path | None) -> dict:
    """What is said of spending, published without forecasts of receipts; Refused where there is nothing at all."""
    why = f"receipts of {months} months are booked, and a forecast needs {ENOUGH} at least."
    if not found:
        raise Refused(f"Nothing was computed: {why} Publish more months of receipts first.")
    report = publish_computed(found, None, home)
    sentence = f"Published {report.version}: no receipts are forecast, as {why} {_said(found)}"
    return {"version": report.version, **_of_spending(found), "sentence": sentence}


def _of_spending(found: dict) -> dict:
    """How many flags were raised, and how many year-ends of spending are known."""
    return {"flags": len(found.get("flag", ())), "year_ends": len(found.get("outturn_year", ()))}


def _said(found: dict) -> str:
    """The same in words."""
    many = _of_spending(found)
    said = [f"{wording.count(many['year_ends'], 'year-end', 'year-ends')} of spending."] if many["year_ends"] else []
    said += [f"{wording.count(many['flags'], 'flag', 'flags')} raised among the payments."] if "flag" in found else []
    return " ".join(said)


def _facts(past: Booked, made: Made, stamp: marts.Stamp, version: str | None) -> dict:
    """What was done, for the report."""
    ended = [code for (level, code), flags in zip(past.levels, made.outlook.flags, strict=True)
             if level == "head" and any("ended" in flag for flag in flags)]  # fmt: skip
    until = made.outlook.months[-1].astype(object)
    cover = {level: made.errors.coverage(level) for level in (80, 95)} if len(made.errors.table) else {}
    heads = sum(level == "head" for level, _ in past.levels)
    return {
        "version": version, "vintage": stamp.vintage, "grade": made.grade, "tried": made.tried, "seed": stamp.seed,
        "heads": heads, "series": len(past.levels), "months": past.history.values.shape[1],
        "cut_off": past.cut_off, "until": until, "origins": made.origins, "ended": ended,
        "coverage": {str(level): round(share * 100, 1) for level, share in cover.items() if share == share},
        "sentence": f"Published {version}: {heads:,} heads forecast to {until:%B %Y}.",
    }  # fmt: skip
