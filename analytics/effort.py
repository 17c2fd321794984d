"""Effort: receipts per head of population by district and agency, and how sure the ranks are."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import change, elapsed, receipts, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.elapsed import Elapsed
from analytics.receipts import Selection
from data_loaders.store import Store
from models import ranking

DISTRICT_RECEIPTS = """
select coalesce(line.district, '') as code, min(coalesce(place.name, line.district, 'District not stated')) as name,
    max(place.population) as population, line.month, cast(sum(line.amount) as decimal(20, 2)) as amount
from receipt_month as line
left join head as named on named.code = line.head
left join district as place on place.code = line.district
where line.flow = 'receipt' and line.stage = 'actual' and line.fiscal_year = $year and line.month is not null
    and (($heads is null and $groups is null)
        or coalesce(list_contains(cast($heads as varchar[]), coalesce(line.head, '')), false)
        or coalesce(list_contains(cast($groups as varchar[]), coalesce(named.parent, line.head, '')), false))
group by coalesce(line.district, ''), line.month
order by code, line.month
"""
PEOPLE = "select cast(coalesce(sum(population), 0) as bigint) as people from district"
COLUMNS = (
    "rank", "best_rank", "worst_rank", "code", "name", "population", "amount", "per_head", "low", "high",
)  # fmt: skip
ACTUAL = ["receipt", "actual"]
LEAST_MONTHS = 6
METHOD = (
    "Per head = receipts / people at the last census; a month without a figure counts as nothing collected. Ranks and "
    "per-head figures have 95 % intervals from {draws:,} draws of the same months with replacement (bootstrap, Efron "
    "1979), the same months for all: they say how far the ranks hang on single months, not how large the tax base is."
)


def by_district(
    store: Store, fiscal_year: str | None = None, *, heads: tuple[str, ...] = (), groups: tuple[str, ...] = (),
    seed: int = 0,
) -> Answer:  # fmt: skip
    """Receipts of each district per head of its population over a year, ranked with the interval of ranks.

    Without `fiscal_year` it is the last one with all twelve months, else the one under way.
    population (people), amount (money), per_head with low and high (money a person), rank with best_rank and
    worst_rank (95 %). Lines without a district, and districts without a population, are left out and named.
    """
    so_far = elapsed.under_way(store, ("receipt",), fiscal_year or _last_whole_year(store))
    selection, title = Selection((), heads, (), groups), "Effort by district"
    rows = store.ask(
        DISTRICT_RECEIPTS, year=so_far.fiscal_year, heads=list(heads) or None, groups=list(groups) or None
    ) if so_far else pd.DataFrame()  # fmt: skip
    placed = rows[(rows["code"] != "") & rows["population"].gt(0).fillna(False)] if len(rows) else rows
    return _ranked(store, title, selection, so_far, rows=rows, placed=placed, seed=seed)


def by_agency(
    store: Store, fiscal_year: str | None = None, *, heads: tuple[str, ...] = (), groups: tuple[str, ...] = (),
    seed: int = 0,
) -> Answer:  # fmt: skip
    """Receipts of each agency per head of the whole population over a year, ranked with intervals.

    Columns of `by_district`; population is that of all districts, the same for every agency.
    """
    so_far = elapsed.under_way(store, ("receipt",), fiscal_year or _last_whole_year(store))
    selection, title = Selection((), heads, (), groups), "Effort by agency"
    chosen = Selection((so_far.fiscal_year,), heads, (), groups) if so_far else selection
    rows = receipts.amounts(store, "agency", chosen)
    rows = rows[rows["month"].notna()] if so_far else rows.iloc[:0]
    people = int(store.ask(PEOPLE)["people"].iloc[0])
    rows = rows.assign(population=people)
    placed = rows[(rows["code"] != "") & (rows["population"] > 0)]
    return _ranked(store, title, selection, so_far, rows=rows, placed=placed, seed=seed)


def _last_whole_year(store: Store) -> str | None:
    """The last fiscal year with receipts of all twelve months; None: there is none."""
    months = {year: set(numbers) for (*what, year), numbers in elapsed.parts(store).items() if what == ACTUAL}
    return max((year for year, numbers in months.items() if set(range(1, 13)) <= numbers), default=None)


def _ranked(
    store: Store, title: str, selection: Selection, so_far: Elapsed | None, *, rows: pd.DataFrame,
    placed: pd.DataFrame, seed: int,
) -> Answer:  # fmt: skip
    """The answer of either question."""
    months = sorted(set(placed["month"])) if len(placed) else []
    if len(months) < LEAST_MONTHS or placed["code"].nunique() < 2:
        said = _nothing(title.split()[-1], rows, placed, len(months)) if so_far and len(rows) else ""
        return receipts.answer(store, title, pd.DataFrame(columns=list(COLUMNS)), {}, selection, sentence=said)
    wide = placed.pivot_table(index="code", columns="month", values="amount", aggfunc="sum")
    who = placed.groupby("code").agg(name=("name", "first"), population=("population", "max")).loc[wide.index]
    found = ranking.by_head(
        np.nan_to_num(wide.to_numpy(dtype=float, na_value=np.nan)), who["population"].to_numpy(dtype=float), seed
    )
    table = who.reset_index().assign(
        rank=found.rank, best_rank=found.best, worst_rank=found.worst, per_head=found.per_head, low=found.low,
        high=found.high, amount=placed.groupby("code")["amount"].sum().loc[wide.index].to_numpy(),
    )  # fmt: skip
    money = {name: [f"{value:.2f}" for value in table[name]] for name in ("per_head", "low", "high")}
    table = table.assign(**money).astype(dict.fromkeys((*money, "amount"), change.MONEY))
    table = table.sort_values(["rank", "code"], ignore_index=True)[list(COLUMNS)]
    units = dict.fromkeys(("amount", "per_head", "low", "high"), "money") | {"population": "people"}
    return receipts.answer(
        store, title, table, units | dict.fromkeys(COLUMNS[:3], "rank"), selection, as_of=fy.last_day(months[-1]),
        filters={"fiscal year": so_far.fiscal_year}, sentence=_said(table, len(months)),
        notes=(METHOD.format(draws=ranking.DRAWS), *_left_out(rows, placed)),
    )  # fmt: skip


def _nothing(of: str, rows: pd.DataFrame, placed: pd.DataFrame, months: int) -> str:
    """Why there is no ranking."""
    several = {"district": "districts", "agency": "agencies"}[of]
    if placed.empty and (rows["code"] == "").all():
        return f"No {of} is stated for these receipts."
    if placed.empty:
        return "The population of the districts is not in the store, so there is nothing to divide by."
    if months < LEAST_MONTHS:
        return f"A ranking takes {LEAST_MONTHS} months of receipts; there {'is' if months == 1 else 'are'} {months}."
    return f"A ranking takes two {several}; there is one."


def _left_out(rows: pd.DataFrame, placed: pd.DataFrame) -> tuple[str, ...]:
    """What part of receipts the ranking leaves out, and whose."""
    whole, ranked = float(rows["amount"].sum()), float(placed["amount"].sum())
    names = sorted(set(rows[~rows["code"].isin(placed["code"])]["name"]))
    if not names or whole <= 0:
        return ()
    return (f"Left out: {(1 - ranked / whole) * 100:.1f} % of receipts ({wording.listed(names)}).",)


def _said(table: pd.DataFrame, months: int) -> str:
    """Who is first, and how many could be."""
    first, could = table.iloc[0], int((table["best_rank"] == 1).sum())
    sure = "first in nearly every draw" if could == 1 else f"one of {could} that could be first"
    over = wording.count(months, "month", "months")
    return f"{first['name']} collects most per head of population over {over}, {sure}."
