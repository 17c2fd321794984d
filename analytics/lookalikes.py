"""Look-alikes: which heads have the same season and the same growth, so that one may stand in for another."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import change, monthly, receipts, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.monthly import Monthly
from analytics.receipts import Selection
from data_loaders.store import Store
from models import likeness

COLUMNS = ("cluster", "code", "name", "growth", "peak", "peak_share", "years", "nearest", "distance", "said")
LEAST_YEARS = 2
CLEAR, HARDLY = 0.5, 0.25
FEW = (
    f"Look-alikes take at least {likeness.LEAST_SERIES} {{split}} codes with figures in all months of {LEAST_YEARS} "
    "years in a row; here: {many}."
)
UNITS = {
    "growth": "% a year", "peak_share": "%", "years": "years",
    "distance": "0: the same, 2: as far as a typical head from the middle",
}  # fmt: skip


def of_heads(
    store: Store, split: str = "head", *, heads: tuple[str, ...] = (), agencies: tuple[str, ...] = (),
    groups: tuple[str, ...] = (), seed: int = 0,
) -> Answer:  # fmt: skip
    """Heads in clusters by the shape of their year and their growth, over complete years; cluster 1 is the largest.

    growth (% a year between the first and last complete year), peak (month that brings most) and peak_share (%), years,
    nearest (the most similar head), distance (to it: 0 is the same, 2 as far as a typical head is from the middle),
    said (a sentence each).
    """
    selection, title = Selection((), heads, agencies, groups), f"Look-alikes by {split}"
    found = monthly.series(store, split, selection)
    kept = _with_years(found)
    if len(kept) < likeness.LEAST_SERIES:
        said = FEW.format(split=split, many=len(kept)) if found.names else ""
        return receipts.answer(store, title, pd.DataFrame(columns=list(COLUMNS)), {}, selection, sentence=said)
    table, alike = _table(found, kept, store.government.first_month, seed)
    without = [found.names[code] for code in found.names if code not in kept]
    return receipts.answer(
        store, title, table, UNITS, selection, as_of=found.as_of, sentence=_said(table, alike.silhouette), notes=(
            "k-means on the twelve average shares of the year, and on growth a year at a third of their weight; "
            f"the number of clusters has the best silhouette, {alike.silhouette:.2f} "
            "(above 0.5: clear, below 0.25: hardly any; Kaufman and Rousseeuw 1990).",
            *((f"Left out for want of {LEAST_YEARS} complete years: {wording.listed(without)}.",) if without else ()),
        ),
    )  # fmt: skip


def _table(
    found: Monthly, kept: dict[str, np.ndarray], first_month: int, seed: int
) -> tuple[pd.DataFrame, likeness.Likeness]:
    """A row for each code that has years enough, by cluster; and how clear the clusters are."""
    shapes = np.array([(years / years.sum(axis=1, keepdims=True)).mean(axis=0) for years in kept.values()])
    growth = np.array([np.log(years[-1].sum() / years[0].sum()) / (len(years) - 1) for years in kept.values()])
    alike = likeness.clusters(shapes, growth, seed)
    months = [f"{month:%B}" for month in fy.months("2000", first_month)]
    names = [found.names[code] for code in kept]
    table = pd.DataFrame({
        "cluster": alike.cluster + 1, "code": list(kept), "name": names, "growth": np.expm1(growth) * 100,
        "peak": [months[at] for at in shapes.argmax(axis=1)], "peak_share": shapes.max(axis=1) * 100,
        "years": [len(years) for years in kept.values()], "nearest": [names[at] for at in alike.nearest],
        "distance": alike.distance,
    })  # fmt: skip
    table["said"] = [_one_said(row, table.iloc[at]) for row, at in zip(table.itertuples(), alike.nearest, strict=True)]
    table = table.astype(dict.fromkeys(("growth", "peak_share", "distance"), change.PER_CENT))
    return table.sort_values("cluster", kind="stable", ignore_index=True)[list(COLUMNS)], alike


def _with_years(found: Monthly) -> dict[str, np.ndarray]:
    """Code -> its last run of complete years, shape (years, 12); years that are not above zero end the run."""
    years = {year: [at for at, (of, _) in enumerate(found.fiscal) if of == year] for year in found.complete_years()}
    whole = {code: [found.values[at, months] for months in years.values()] for at, code in enumerate(found.names)}
    runs = {code: _last_run(parts) for code, parts in whole.items()}
    return {code: np.array(run) for code, run in runs.items() if len(run) >= LEAST_YEARS}


def _last_run(years: list[np.ndarray]) -> list[np.ndarray]:
    """The last years in a row whose twelve months add up to more than nothing."""
    good = [bool(year.sum() > 0) for year in years]
    if not any(good):
        return []
    last = len(good) - good[::-1].index(True)
    first = next((at + 1 for at in range(last - 1, -1, -1) if not good[at]), 0)
    return years[first:last]


def _one_said(row, other: pd.Series) -> str:
    """What a head shares with its nearest."""
    peak = f"both peak in {row.peak}" if row.peak == other.peak else f"it peaks in {row.peak}, that in {other.peak}"
    grown = f"they grew {row.growth:.1f} and {other.growth:.1f} % a year"
    return f"{row.name} is most like {other['name']}: {peak}, and {grown}."


def _said(table: pd.DataFrame, silhouette: float) -> str:
    """How many clusters, how clear they are, and who is in the largest."""
    many = int(table["cluster"].max())
    first = table[table["cluster"] == 1]
    how = "clearly apart" if silhouette > CLEAR else "hardly apart" if silhouette < HARDLY else "loosely apart"
    if many == 1:
        return f"All {len(table)} series are alike."
    return (
        f"{len(table)} series fall into {many} clusters that stand {how}; the largest has {len(first)}, among them "
        f"{wording.listed(first['name'].tolist(), 2)}."
    )
