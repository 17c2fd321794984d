"""Computed marts: what was computed, in the columns that the store keeps, money to the hundredth and adding up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics import estimate, hundredths, receipts
from analytics import fiscal_year as fy
from analytics.booked import Booked, Level
from analytics.computation import Made
from analytics.hundredths import LIMITS
from analytics.receipts import Selection
from data_loaders.store import Store
from models.forecast.combination import VOTES

DAY = "datetime64[D]"
Targets = dict[tuple[str, Level], Decimal]  # by fiscal year, level and code


@dataclass(frozen=True)
class Stamp:
    """Whose forecasts these are, when and from what they were made."""

    government: str
    vintage: str
    made_at: datetime  # UTC
    cut_off: date
    seed: int
    basis: str


def targets(store: Store, years: tuple[str, ...]) -> Targets:
    """The budget of each year for the total, the groups and the heads, as it stands now."""
    found: Targets = {}
    for year in years:
        for split in ("total", "group", "head"):
            rows, which = estimate.chosen(receipts.amounts(store, split, Selection((year,)), estimate.STAGES))
            if which:
                found |= {(year, (split, row.code)): row.amount for row in rows.itertuples()}
    return found


def tables(
    past: Booked, made: Made, stamp: Stamp, first_month: int, official: Targets
) -> tuple[dict[str, pa.Table], pa.Table]:
    """The computed marts by name, and the vintage: forecasts of months and of years in one table."""
    months = _months(past, made)
    years = _years(past, made, first_month)
    same = {"cut_off": stamp.cut_off, "vintage": stamp.vintage}
    basis = pd.DataFrame(
        [{"grade": made.grade, "seed": stamp.seed, "origins": made.origins, "basis": stamp.basis,
          "made_at": stamp.made_at, **same}]
    )  # fmt: skip
    marts = {
        "forecast": months.assign(grade=made.grade, **same),
        "forecast_year": years.assign(**same),
        "forecast_error": _errors(made),
        "forecast_weight": _weights(past, made),
        "forecast_basis": basis,
    }
    made_tables = {name: hundredths.table(frame) for name, frame in marts.items()}
    return made_tables, _vintage(months, years, made, stamp, official)


def _months(past: Booked, made: Made) -> pd.DataFrame:
    """Every month to come of every level; the sums of groups and total are those of the heads as rounded."""
    outlook, months = made.outlook, made.outlook.months
    mean = past.up(hundredths.rounded(outlook.mean[_heads(past)]))
    limits = {name: hundredths.rounded(getattr(outlook, name)) for name in LIMITS}
    figures = {"mean": mean} | hundredths.enclosing(mean, limits)
    frame = _named(past.levels, len(months)).assign(month=np.tile(months.astype(DAY), len(past.levels)))
    return frame.assign(**{name: values.ravel() for name, values in figures.items()})


def _years(past: Booked, made: Made, first_month: int) -> pd.DataFrame:
    """The year in progress and the next of every level, booked and remaining, exact sums of the heads."""
    frames = []
    for table in made.years:
        begins = table["year"].iloc[0].to_numpy().astype("datetime64[M]")
        of_year = (past.history.months >= begins) & (past.history.months < begins + 12)
        known = past.hundredths[:, of_year].sum(axis=1)
        remaining = past.up(_remaining(past, made, table, begins))
        shift = known + remaining - hundredths.rounded(table["total"].to_numpy())
        limits = {name: hundredths.rounded(table[name].to_numpy()) + shift for name in LIMITS}
        figures = {"booked": known, "remaining": remaining, "total": known + remaining}
        year = {
            "fiscal_year": fy.label(begins.astype(DAY).astype(object), first_month),
            "months_booked": int(of_year.sum()),
        }
        ends = hundredths.enclosing(known + remaining, limits)
        frames.append(_named(past.levels, 1).assign(**year, **figures, **ends))
    return pd.concat(frames, ignore_index=True)


def _remaining(past: Booked, made: Made, table: pd.DataFrame, begins: np.datetime64) -> np.ndarray:
    """What remains of a year for each head: its months as rounded, and an estimate of those not submitted."""
    of_year = (made.outlook.months >= begins) & (made.outlook.months < begins + 12)
    mean = made.outlook.mean[_heads(past)][:, of_year]
    unsubmitted = table["remaining"].to_numpy()[_heads(past)] - mean.sum(axis=1)
    return hundredths.rounded(mean).sum(axis=1) + hundredths.rounded(unsubmitted)


def _errors(made: Made) -> pd.DataFrame:
    table = made.errors.table
    level = table["series"].astype(str).str.split(":", n=1, expand=True).reindex(columns=[0, 1])
    figures = {name: hundredths.rounded(table[name].to_numpy(float)) for name in ("mean", "actual")}
    days = {name: table[name].to_numpy("datetime64[s]").astype(DAY) for name in ("origin", "month")}
    plain = {"horizon": table["horizon"].to_numpy(int), "scale": table["scale"].to_numpy(float), "grade": made.tried}
    return pd.DataFrame({"level": level[0], "code": level[1]}).assign(**days, **figures, **plain)


def _weights(past: Booked, made: Made) -> pd.DataFrame:
    rows = [
        (*level, member, VOTES.get(member, 1) / sum(VOTES.get(one, 1) for one in members), "; ".join(flags))
        for level, members, flags in zip(past.levels, made.outlook.members, made.outlook.flags, strict=True)
        for member in members
    ]
    return pd.DataFrame(rows, columns=["level", "code", "member", "weight", "flags"])


def _vintage(months: pd.DataFrame, years: pd.DataFrame, made: Made, stamp: Stamp, official: Targets) -> pa.Table:
    """What is kept for ever: every month and every year as it was forecast, beside the year's target then."""
    keys = zip(years["fiscal_year"], zip(years["level"], years["code"], strict=True), strict=True)
    aims = [official.get(key, pd.NA) for key in keys]
    whole = years.drop(columns=["remaining", "months_booked"]).rename(columns={"total": "mean"})
    exact = pd.Series([None if pd.isna(aim) else int(aim.scaleb(2)) for aim in aims], dtype=object)
    whole = whole.astype({"booked": object}).assign(official=exact, month=None)
    both = pd.concat([months.astype({"month": object}).assign(fiscal_year=None), whole], ignore_index=True)
    same = {"government": stamp.government, "vintage": stamp.vintage, "made_at": stamp.made_at}
    return hundredths.table(both.assign(**same, cut_off=stamp.cut_off, grade=made.grade), VINTAGE)


VINTAGE = (
    "government", "vintage", "made_at", "cut_off", "grade", "level", "code", "fiscal_year", "month", "mean", *LIMITS,
    "booked", "official",
)  # fmt: skip


def _heads(past: Booked) -> list[int]:
    return [at for at, (level, _) in enumerate(past.levels) if level == "head"]


def _named(levels: tuple[Level, ...], times: int) -> pd.DataFrame:
    return pd.DataFrame([level for level in levels for _ in range(times)], columns=["level", "code"])
