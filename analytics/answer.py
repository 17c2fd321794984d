"""The Answer: what every question returns, and what is shown, exported, tested and cached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd


@dataclass(frozen=True)
class Answer:
    """A long tidy table with all that is needed to defend its figures."""

    title: str
    table: pd.DataFrame
    units: Mapping[str, str]  # measure column -> its unit: a currency code, "%", "percentage points", "lines"
    sources: tuple[str, ...]  # the marts behind it
    notes: tuple[str, ...] = ()
    as_of: date | None = None  # the last day the figures cover
    filters: Mapping[str, str] = field(default_factory=dict)  # what was left out, in words
    version: str = ""  # the store's version
    sentence: str = ""  # what the figures say, in one sentence
    ribbon: str = ""  # what must be printed on it: "invented detail, published totals"

    def _repr_html_(self) -> str:
        """In a notebook: the title, the table, its units and its sources."""
        units = ", ".join(f"{column}: {unit}" for column, unit in self.units.items())
        under = " · ".join(part for part in (units, f"from {', '.join(self.sources)}", self.ribbon) if part)
        return f"<h4>{self.title}</h4><p>{self.sentence}</p>{self.table.to_html(index=False)}<small>{under}</small>"
