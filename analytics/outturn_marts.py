"""Outturn marts: where spending of the year in progress will end, in the columns that the store keeps, adding up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics import fiscal_year as fy
from analytics import hundredths, spent_series
from analytics.hundredths import LIMITS
from analytics.spent_series import KINDS, LEVELS, Series
from data_loaders.store import Store
from models import outturn as model
from models.outturn import Outturn, Progress, Spent
from models.outturn_limits import kinds_of, limits, of_month, of_year


def marts(store: Store, made_at: datetime, progress: Progress = lambda *said: None) -> dict[str, pa.Table]:
    """The marts of the year-end of spending by name; none where no year is in progress after a whole one."""
    series = spent_series.of(store)
    if series is None:
        return {}
    made = model.outturns(series.spent, progress)
    parts: dict[str, list[pd.DataFrame]] = {"outturn": [], "outturn_year": [], "outturn_record": []}
    for done, by in enumerate(LEVELS):
        progress("Adding up the year-end of spending", done, len(LEVELS))
        numbers, found = series.groups(by)
        named = found.assign(level=LEVELS[by])
        parts["outturn"].append(_months(series, made, numbers, named))
        parts["outturn_year"].append(_years(series, made, numbers, named))
        parts["outturn_record"].append(_record(series, made, numbers, LEVELS[by]))
    basis = {
        "fiscal_year": series.year, "cut_off": series.cut_off, "years": len(series.years) - 1, "tried": len(made) - 1,
        "basis": store.spending_basis(), "made_at": made_at,
    }  # fmt: skip
    frames = {name: pd.concat(rows, ignore_index=True) for name, rows in parts.items()}
    frames |= {"outturn_weight": _weights(series, made[-1]), "outturn_basis": pd.DataFrame([basis])}
    return {name: hundredths.table(frame) for name, frame in frames.items()}


def _months(series: Series, made: Sequence[Outturn], numbers: np.ndarray, named: pd.DataFrame) -> pd.DataFrame:
    """Every month to come of one level, sums of the months of departments and objects as rounded."""
    to_come = hundredths.rounded(made[-1].remaining)
    kinds = kinds_of(numbers, series.spent.kind)
    frames = []
    for at, month in enumerate(fy.months(series.year, series.first_month)[series.spent.month :]):
        ends = limits([of_month(year, at, numbers) for year in made], kinds)
        mean = _summed(to_come[:, at], numbers, len(named))
        frames.append(named[["level", "code"]].assign(month=month, mean=mean, **_ends(mean, ends)))
    return pd.concat(frames, ignore_index=True)


def _years(series: Series, made: Sequence[Outturn], numbers: np.ndarray, named: pd.DataFrame) -> pd.DataFrame:
    """The year-ends of one level: booked and remaining, exact sums of departments and objects."""
    spent = series.spent
    booked = _summed(hundredths.rounded(spent.amounts[:, -1, : spent.month]).sum(axis=1), numbers, len(named))
    remaining = _summed(hundredths.rounded(made[-1].remaining).sum(axis=1), numbers, len(named))
    ends = limits([of_year(year, numbers) for year in made], kinds_of(numbers, spent.kind))
    history = np.zeros((len(named), *spent.earlier.shape[1:]))
    np.add.at(history, numbers, spent.earlier)
    return named.assign(
        fiscal_year=series.year, months_booked=spent.month, booked=booked, remaining=remaining,
        total=booked + remaining, **_ends(booked + remaining, ends),
        pattern=[spent_series.pattern(history[[at]]) for at in range(len(named))],
    )  # fmt: skip


def _record(series: Series, made: Sequence[Outturn], numbers: np.ndarray, level: str) -> pd.DataFrame:
    """Each earlier year as of the same month: what was expected then, what came, and how near plain methods were."""
    rows = []
    for at, year in enumerate(model.tried(series.spent)):
        then, then_made = series.spent.until(year), made[: at + 1]
        kinds = kinds_of(numbers, then.kind)
        ends = limits([of_year(one, numbers) for one in then_made], kinds)
        actual = _summed(then.amounts[:, -1].sum(axis=1), numbers, len(ends))
        expected = of_year(then_made[-1], numbers).expected
        there = (actual != 0) & ~np.isnan(ends[:, 0])
        held = ((actual >= ends[:, 0]) & (actual <= ends[:, 1]))[there].mean() * 100 if there.any() else None
        size = np.abs(actual).sum()
        errors = [
            np.abs(figure - actual).sum() / size * 100 if size else None
            for figure in (expected, *_plain(then, numbers, len(ends)))
        ]
        sums = hundredths.rounded(np.array([actual.sum(), expected.sum()]))
        rows.append((level, series.years[year], len(ends), *sums, *errors, held))
    columns = [
        "level", "fiscal_year", "series", "actual", "expected", "error", "run_rate_error", "last_year_error", "held",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).astype({"held": float})


def _plain(spent: Spent, numbers: np.ndarray, many: int) -> tuple[np.ndarray, np.ndarray]:
    """The year so far taken on in a straight line, and by the share that it was of the year before."""
    booked = _summed(spent.booked, numbers, many)
    before = _summed(spent.amounts[:, -2, : spent.month].sum(axis=1), numbers, many)
    whole = _summed(spent.amounts[:, -2].sum(axis=1), numbers, many)
    share = np.divide(before, whole, out=np.zeros(many), where=whole > 0)
    straight = booked * 12 / spent.month
    return straight, np.divide(booked, share, out=straight.copy(), where=share > model.LEAST)


def _weights(series: Series, made: Outturn) -> pd.DataFrame:
    """What each reckoning counts for in each kind of spending."""
    names = model.named(series.spent, series.allotted)
    rows = [
        (kind, name, float(weight))
        for kind, of_kind in zip(KINDS, made.weights, strict=True)
        for name, weight in zip(names, of_kind, strict=True)
    ]
    return pd.DataFrame(rows, columns=["kind", "reckoning", "weight"])


def _ends(middle: np.ndarray, ends: np.ndarray) -> dict[str, np.ndarray]:
    """The limits of each row in hundredths, around the figure as rounded."""
    return hundredths.enclosing(middle, {name: np.round(ends[:, at] * 100) for at, name in enumerate(LIMITS)})


def _summed(values: np.ndarray, numbers: np.ndarray, many: int) -> np.ndarray:
    """One sum a group, exact where the values are whole numbers."""
    sums = np.zeros(many, values.dtype)
    np.add.at(sums, numbers, values)
    return sums
