"""Elapsed: which part of a fiscal year has figures, so that like is compared with like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import pandas as pd

from analytics import change
from analytics import fiscal_year as fy
from data_loaders.store import Store

PARTS = """
select distinct
    side, stage, fiscal_year,
    case when month is null then 0 else (extract(month from month) - $first_month + 12) % 12 + 1 end as fiscal_month
from (
    select 'receipt' as side, stage, fiscal_year, month
    from receipt_month where flow = 'receipt' group by stage, fiscal_year, month
    union all
    select 'payment' as side, stage, fiscal_year, month
    from spending_month where flow = 'expenditure' group by stage, fiscal_year, month
) as line
order by side, stage, fiscal_year, fiscal_month
"""
SEVERAL_MONTHS = """
select distinct side, fiscal_year from entry
where cumulative and month is null and counted order by side, fiscal_year
"""
FIRST_TAKEN_IN = "select min(loaded_at) as taken_in from load order by taken_in"
AHEAD = """
select entry.side, entry.fiscal_year, max(load.loaded_at) as taken_in
from entry
join load on load.load_id = entry.load_id
where entry.stage = 'actual' and entry.counted and entry.fiscal_year > $then
group by entry.side, entry.fiscal_year
order by entry.side, entry.fiscal_year
"""
OPEN = 8  # versions of which the answers are kept
WHOLE = tuple(range(13))  # 0 stands for a figure that is not split by month


@dataclass(frozen=True)
class Elapsed:
    """The months of one fiscal year that have actual figures, as numbers 1 to 12; 0: a figure without a month.

    `now` are the numbers to add this year, `before` those to add last year, by side; empty where some are not there.
    `there` are all that last year has, by side.
    """

    fiscal_year: str
    first_month: int
    now: tuple[int, ...] = ()
    before: tuple[tuple[str, tuple[int, ...]], ...] = ()
    several: bool = False  # the only figure is of several months, which ones is not said
    there: tuple[tuple[str, tuple[int, ...]], ...] = ()

    @property
    def last_year(self) -> str:
        """The fiscal year before."""
        return fy.previous(self.fiscal_year)

    @property
    def months(self) -> tuple[int, ...]:
        """The numbers of the months covered; all twelve where a figure is of the whole year."""
        if self.whole:
            return WHOLE[1:]
        return tuple(number for number in self.now if number)

    @property
    def whole(self) -> bool:
        """Whether the whole year is covered."""
        return not self.several and is_whole(self.now)

    def comparable(self, side: str) -> tuple[int, ...]:
        """The numbers to add last year; empty: no comparison is honest."""
        return dict(self.before).get(side, ())

    def lacking(self, side: str) -> str:
        """What last year has in place of the months that are compared, in words.

        >>> Elapsed("2025-26", 7, (1, 2), there=(("receipt", (3, 4, 5)),)).lacking("receipt")
        '2024-25 has figures of September to November alone'
        >>> Elapsed("2025-26", 7, (1, 2), there=(("receipt", (0,)),)).lacking("receipt")
        '2024-25 has figures without months alone'
        >>> Elapsed("2025-26", 7, (1, 2)).lacking("receipt")
        '2024-25 has no figures'
        """
        numbers = dict(self.there).get(side, ())
        months = tuple(number for number in numbers if number)
        if self.several:
            return f"the months of {self.fiscal_year} are not said"
        if not numbers:
            return f"{self.last_year} has no figures"
        if not months:
            return f"{self.last_year} has figures without months alone"
        said = fy.span(months, self.last_year, self.first_month).removesuffix(f" {self.last_year}")
        return f"{self.last_year} has figures of {said} alone"

    @property
    def as_of(self) -> date | None:
        """The last day covered."""
        return fy.last_day(fy.months(self.fiscal_year, self.first_month)[self.months[-1] - 1]) if self.months else None

    @property
    def words(self) -> str:
        """The part of the year in words."""
        if self.several:
            return f"several months of {self.fiscal_year}"
        return fy.span(self.months, self.fiscal_year, self.first_month)

    @property
    def words_before(self) -> str:
        """The same part of the year before in words."""
        return fy.span(self.months, self.last_year, self.first_month)

    @property
    def same(self) -> str:
        """What it is compared with, in words."""
        return "the year before" if self.whole else "the same months of last year"


def is_whole(numbers: tuple[int, ...]) -> bool:
    """Whether the numbers cover a year: all twelve months, or a figure without a month and nothing else.

    >>> is_whole((0,)), is_whole(tuple(range(1, 13))), is_whole((0, 1, 2)), is_whole(())
    (True, True, False, False)
    """
    return numbers == (0,) or set(WHOLE[1:]) <= set(numbers)


@lru_cache(maxsize=OPEN)
def parts(store: Store) -> Mapping[tuple[str, str, str], tuple[int, ...]]:
    """(side, stage, fiscal year) -> the numbers of its months with figures; asked once of an open version."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for part in store.ask(PARTS, first_month=store.government.first_month).itertuples():
        found.setdefault((part.side, part.stage, part.fiscal_year), []).append(part.fiscal_month)
    return MappingProxyType({key: tuple(numbers) for key, numbers in found.items()})


@lru_cache(maxsize=OPEN)
def part_years(store: Store) -> frozenset[tuple[str, str]]:
    """(side, fiscal year) with a figure of several months that is not a whole year's."""
    return frozenset((row.side, row.fiscal_year) for row in store.ask(SEVERAL_MONTHS).itertuples())


@lru_cache(maxsize=OPEN)
def ahead(store: Store) -> frozenset[tuple[str, str]]:
    """(side, fiscal year) with actual figures that begins only after the day on which its files were taken in."""
    first, first_month = store.ask(FIRST_TAKEN_IN)["taken_in"].iloc[0], store.government.first_month
    if pd.isna(first):
        return frozenset()
    later = store.ask(AHEAD, then=fy.label(first.date(), first_month)).itertuples()
    return frozenset(
        (row.side, row.fiscal_year) for row in later if fy.label(row.taken_in.date(), first_month) < row.fiscal_year
    )


def under_way(store: Store, sides: Iterable[str], fiscal_year: str | None = None) -> Elapsed | None:
    """The fiscal year named, else the latest with actual figures, and the months of it that all sides have.

    A year that is ahead of the day on which its files were taken in is a slip of the pen until there is no other.
    """
    found, sides = parts(store), tuple(sides)
    year = fiscal_year or _latest(found, sides, ahead(store))
    if year is None:
        return None
    several = part_years(store)
    have = {side: _usable(found.get((side, "actual", year), ())) for side in sides}
    now = _in_all([numbers for numbers in have.values() if numbers])
    unclear = now == (0,) and any((side, year) in several for side in sides)
    elapsed = Elapsed(year, store.government.first_month, now, several=unclear)
    before = tuple(
        (
            side,
            _before(elapsed, found.get((side, "actual", elapsed.last_year), ()), (side, elapsed.last_year) in several),
        )
        for side in sides
    )
    there = tuple((side, found.get((side, "actual", elapsed.last_year), ())) for side in sides)
    return Elapsed(year, store.government.first_month, now, before, unclear, there)


def two_years(rows: pd.DataFrame, so_far: Elapsed, side: str, keys: list[str]) -> pd.DataFrame:
    """amount, last_year and lines of each key over the months that are compared; the largest amount first."""
    now = (rows["fiscal_year"] == so_far.fiscal_year) & rows["fiscal_month"].isin(so_far.now)
    last = (rows["fiscal_year"] == so_far.last_year) & rows["fiscal_month"].isin(so_far.comparable(side))
    parts = {
        "amount": rows["amount"].where(now),
        "last_year": rows["amount"].where(last),
        "lines": rows["lines"].where(now),
    }
    table = rows.assign(**parts)[now | last].groupby(keys, as_index=False)[list(parts)].sum(min_count=1)
    table = table.astype({"amount": change.MONEY, "last_year": change.MONEY})
    return table.sort_values(
        ["amount", "last_year", *keys], ascending=[False, False, *[True] * len(keys)], ignore_index=True
    )


def _latest(found: Mapping, sides: tuple[str, ...], ahead: frozenset[tuple[str, str]]) -> str | None:
    """The latest fiscal year with actual figures, else with other ones, else one that is ahead."""
    ranked = [(_rank(side, stage, year, ahead), year) for side, stage, year in found if side in sides and year]
    return max(ranked, default=(0, None))[1]


def _rank(side: str, stage: str, year: str, ahead: frozenset[tuple[str, str]]) -> int:
    """How much the figures of a year say that it is under way."""
    if stage != "actual":
        return 1
    return 0 if (side, year) in ahead else 2


def _usable(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Months where there are months; figures without a month join them only when the year is whole."""
    months = tuple(number for number in numbers if number)
    return WHOLE if months == WHOLE[1:] else months or numbers


def _in_all(lists: list[tuple[int, ...]]) -> tuple[int, ...]:
    """The numbers that every side has; a figure of the whole year stands for all of its months."""
    if not lists:
        return ()
    whole = [numbers in ((0,), WHOLE) for numbers in lists]
    if all(whole):
        return (0,) if all(numbers == (0,) for numbers in lists) else WHOLE
    split = [set(numbers) for numbers in lists if numbers != (0,)]
    common = set.intersection(*split) or split[0]
    return tuple(sorted(common))


def _before(elapsed: Elapsed, last: tuple[int, ...], several: bool) -> tuple[int, ...]:
    """What to add of the year before: the same months if it has them all, else nothing."""
    if elapsed.several or not elapsed.now:
        return ()
    if elapsed.whole:
        return WHOLE if is_whole(last) and not several else ()
    return elapsed.now if set(elapsed.now) <= set(last) else ()
