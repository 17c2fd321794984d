"""Monthly: receipts as one series a code over consecutive months, as models take them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from analytics import fiscal_year as fy
from analytics import periods, receipts
from analytics.receipts import Selection
from data_loaders.store import Store


@dataclass(frozen=True)
class Monthly:
    """Figures of every month from the first submitted to the last; missing where a code has none."""

    amounts: pd.DataFrame  # a row a month (first days), a column a code, exact money
    names: dict[str, str]
    months: tuple[date, ...]
    fiscal: tuple[tuple[str, int], ...]  # fiscal year and number of the month in it
    submitted: tuple[bool, ...]  # whether anybody submitted a figure for the month

    @cached_property
    def values(self) -> np.ndarray:
        """The figures as floats, shape (codes, months), NaN where there is none."""
        return self.amounts.to_numpy(dtype=float, na_value=np.nan).T.reshape(len(self.names), len(self.months))

    def calendar(self) -> np.ndarray:
        """The months as datetime64[M]."""
        return np.array(self.months, dtype="datetime64[M]")

    @property
    def as_of(self) -> date | None:
        """The last day covered."""
        return fy.last_day(self.months[-1]) if self.months else None

    def complete_years(self) -> tuple[str, ...]:
        """Fiscal years with all twelve months submitted, the oldest first."""
        years = [year for (year, _), there in zip(self.fiscal, self.submitted, strict=True) if there]
        return tuple(year for year in dict.fromkeys(years) if years.count(year) == 12)


def series(store: Store, split: str, selection: Selection, stage: str = "actual") -> Monthly:
    """Receipts of each code of the split by month; the largest code first. Figures without a month are left out."""
    run = periods.between(periods.submitted(store, "receipt", stage), "month", store.government.first_month)
    rows = receipts.amounts(store, split, selection, (stage,))
    rows = rows[rows["month"].notna()]
    sizes = rows.groupby("code", as_index=False).agg({"name": "first", "amount": "sum"})
    sizes = sizes.sort_values(["amount", "code"], ascending=[False, True])
    months = tuple(period.start for period in run)
    table = rows.pivot_table(index="month", columns="code", values="amount", aggfunc="sum").reindex(
        index=list(months), columns=sizes["code"].tolist()
    )
    names = dict(zip(sizes["code"], sizes["name"], strict=True))
    fiscal = tuple((period.fiscal_year, period.bucket) for period in run)
    return Monthly(table, names, months, fiscal, tuple(bool(period.now) for period in run))
