"""Buoyancy: by how many per cent does each head grow when the economy grows by one?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from analytics import change, elapsed, receipts, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.receipts import Selection
from data_loaders.store import Store
from models import buoyancy as model
from models import parameter

COLUMNS = (
    "code", "name", "first_year", "last_year", "years", "buoyancy", "low", "high", "long_run", "long_run_low",
    "long_run_high", "long_run_years", "elasticity", "elasticity_low", "elasticity_high", "why",
)  # fmt: skip
METHOD = (
    "Buoyancy: slope of log receipts on log base, least squares, errors robust to correlation over time (Newey and "
    "West 1987), 95 % interval. Long run: ARDL(1, 1) on logs (Pesaran and Shin 1999). Elasticity: the slope with a "
    "step for each dated change of policy (Singer 1968); without one it cannot be told from buoyancy. Both series "
    "rise over time, so few years prove little: read the interval."
)
Typed = tuple[tuple[str, float], ...]  # ("2023-24", 105143), typed by the reader


@dataclass(frozen=True)
class Base:
    """What receipts are measured against: its figure in each fiscal year, its name and its source."""

    values: dict[str, float]
    name: str
    words: str


def by_head(
    store: Store, split: str = "head", *, base: Typed = (), base_name: str = "the base typed",
    heads: tuple[str, ...] = (), agencies: tuple[str, ...] = (), groups: tuple[str, ...] = (),
) -> Answer:  # fmt: skip
    """Buoyancy and elasticity of each code over its whole fiscal years, with 95 % intervals and the number of years.

    `base`: nominal GDP or GSDP by fiscal year typed by the reader, else GDP of the parameters. Columns buoyancy,
    long_run, elasticity (% for each % of the base) with their ends, years and long_run_years behind them, and why there
    is none: under 5 years, a year that is not above zero, or no dated change of policy are said, never filled.
    """
    selection, title = Selection((), heads, agencies, groups), f"Buoyancy by {split}"
    rows = receipts.amounts(store, split, selection)
    against = _base(store, base, base_name)
    if rows.empty or against is None:
        said = "" if rows.empty else (
            f"There is no GDP for {store.government.currency} in the parameters; type the base, a figure a year."
        )  # fmt: skip
        return receipts.answer(store, title, pd.DataFrame(columns=list(COLUMNS)), {}, selection, sentence=said)
    whole = [year for year in _whole_years(store) if year in against.values]
    sums = (
        rows[rows["fiscal_year"].isin(whole)].groupby(["code", "name", "fiscal_year"], as_index=False)["amount"].sum()
    )
    order = sums.groupby("code")["amount"].sum().sort_values(ascending=False).index
    by_code = dict(list(sums.groupby("code")))
    table = pd.DataFrame([_of(store, by_code[code], against, split) for code in order], columns=list(COLUMNS))
    measures = [name for name in COLUMNS[5:-1] if name != "long_run_years"]
    table = table.astype(dict.fromkeys(measures, change.PER_CENT) | dict.fromkeys(("years", "long_run_years"), "Int64"))
    years = dict.fromkeys(("years", "long_run_years"), "years")
    return receipts.answer(
        store, title, table, dict.fromkeys(measures, "% for each % of the base") | years, selection,
        as_of=_last_day(store, whole), notes=(METHOD, f"Base: {against.name}; {against.words}.", *_lacking(whole)),
        sentence=_said(table, against, len(whole)),
    )  # fmt: skip


def _base(store: Store, typed: Typed, name: str) -> Base | None:
    """The reader's own base if there is one, else GDP in the store's currency; None: neither."""
    if typed:
        if min(value for _, value in typed) <= 0:
            raise ValueError("A base is above zero in every year.")
        return Base(dict(typed), name, "typed by the reader")
    rows = parameter.table("output", store.government.currency)
    values = {row["fiscal_year"]: float(row["value"]) for row in rows}
    return Base(values, rows[0]["name"], parameter.sources(rows)) if rows else None


def _whole_years(store: Store) -> list[str]:
    """Fiscal years whose receipts are all there, in order."""
    several = elapsed.part_years(store)
    return sorted(
        year for (side, stage, year), numbers in elapsed.parts(store).items()
        if (side, stage) == ("receipt", "actual") and elapsed.is_whole(numbers) and ("receipt", year) not in several
    )  # fmt: skip


def _of(store: Store, rows: pd.DataFrame, against: Base, split: str) -> tuple:
    """One row of the answer: the estimates of one code, or why there are none."""
    rows = rows.sort_values("fiscal_year")
    years, code = rows["fiscal_year"].tolist(), rows["code"].iloc[0]
    head = (code, rows["name"].iloc[0], years[0], years[-1], len(years))
    figures = rows["amount"].to_numpy(dtype=float)
    if len(years) < model.LEAST_YEARS or min(figures) <= 0:
        few = (
            f"{wording.count(len(years), 'whole year', 'whole years')} with a base, and {model.LEAST_YEARS} are needed"
        )
        return (*head, *[None] * 10, few if len(years) < model.LEAST_YEARS else "a year is not above zero")
    base = np.array([against.values[year] for year in years])
    steps = _steps(store, code, years) if split == "head" else np.zeros((0, len(years)))
    found = model.over_base(figures, base)
    settled = model.long_run(figures, base) if _unbroken(years) else None
    enough = len(steps) > 0 and len(years) >= model.LEAST_YEARS + len(steps)
    net = model.over_base(figures, base, steps) if enough else None
    long_run = (settled.value, settled.low, settled.high, settled.years) if settled else (None,) * 4
    elastic = (net.value, net.low, net.high) if net else (None,) * 3
    return (*head, found.value, found.low, found.high, *long_run, *elastic, _why(settled, net))


def _steps(store: Store, code: str, years: Sequence[str]) -> np.ndarray:
    """A row of 0 and 1 for each dated change of policy of a head that falls between its years."""
    known = parameter.table("interventions", store.government.currency)
    firsts = [fy.months(year, store.government.first_month)[0].isoformat()[:7] for year in years]
    steps = [[float(first >= row["month"]) for first in firsts] for row in known if row["head"] == code]
    return np.array([step for step in steps if 0 < sum(step) < len(years)]).reshape(-1, len(years))


def _unbroken(years: Sequence[str]) -> bool:
    """Whether each year follows the one before."""
    return all(fy.previous(later) == earlier for earlier, later in pairwise(years))


def _why(settled: model.Slope | None, net: model.Slope | None) -> str:
    """Why a row has no long run or no elasticity."""
    unsettled = f"no long run: {model.LEAST_YEARS_FOR_LAGS} years in a row and receipts that settle are needed"
    undated = "no elasticity: no dated change of policy between enough years"
    return "; ".join(why for why, there in ((unsettled, settled), (undated, net)) if not there)


def _last_day(store: Store, whole: Sequence[str]):
    """The last day of the last year used."""
    return fy.last_day(fy.months(whole[-1], store.government.first_month)[-1]) if whole else None


def _lacking(whole: Sequence[str]) -> tuple[str, ...]:
    """Which years are used."""
    return (f"Whole years with receipts and a base: {wording.listed(whole, most=12)}.",) if whole else ()


def _said(table: pd.DataFrame, against: Base, years: int) -> str:
    """The buoyancy of the largest code that has one, with interval and number of years, or why there is none."""
    found = table[table["buoyancy"].notna()]
    if found.empty:
        return (
            f"Buoyancy takes {model.LEAST_YEARS} whole years of receipts together with their base; there "
            f"{'is' if years == 1 else 'are'} {years}."
            if years < model.LEAST_YEARS else "No receipts have enough whole years above zero for buoyancy."
        )  # fmt: skip
    first = found.iloc[0]
    unit = "more" if first.low > 1 else "less" if first.high < 1 else ""
    verdict = f"{unit} than the base" if unit else "not told apart from 1"
    return (
        f"{first['name']} grew {first.buoyancy:.2f} % for each 1 % of {against.name} (95 % interval {first.low:.2f} to "
        f"{first.high:.2f}, {first.years} years): {verdict}."
    )
