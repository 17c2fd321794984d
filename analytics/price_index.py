"""Price index: what money of each year was worth, from the parameters or as typed by the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from analytics import wording
from data_loaders.store import Store
from models import parameter

Typed = tuple[tuple[str, float], ...]  # ("2023-24", 252.65), typed by the reader


@dataclass(frozen=True)
class PriceIndex:
    """The average of each fiscal year, the year whose prices are used, and where it all comes from."""

    values: Mapping[str, Decimal]
    base_year: str
    words: str

    def factor(self, year: str) -> Decimal | None:
        """What an amount of a year is multiplied by to be in prices of the base year; None: no index."""
        return self.values[self.base_year] / self.values[year] if year in self.values else None

    def inflation(self, year: str, before: str) -> Decimal | None:
        """The rise of prices from one year to another in per cent; None where either has no index."""
        if year not in self.values or before not in self.values:
            return None
        return (self.values[year] / self.values[before] - 1) * 100


def of(store: Store, base_year: str | None = None, typed: Typed = ()) -> PriceIndex | None:
    """The reader's own index if there is one, else that of the parameters for the store's currency; None: neither.

    The base year is the last of the index unless one is named. ValueError if it has no index, or an index is not
    above zero.
    """
    rows = () if typed else parameter.table("price_index", store.government.currency)
    values = {year: Decimal(str(value)) for year, value in typed} or {
        row["fiscal_year"]: Decimal(row["value"]) for row in rows
    }
    if not values:
        return None
    if min(values.values()) <= 0:
        raise ValueError("A price index is above zero in every year.")
    base_year = base_year or max(values)
    if base_year not in values:
        raise ValueError(f"The price index has no figure for {base_year}; it has {wording.listed(sorted(values))}.")
    words = f"{rows[0]['name']}; {parameter.sources(rows)}" if rows else "typed by the reader"
    return PriceIndex(values, base_year, words)
