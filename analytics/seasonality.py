"""Seasonality: which part of the year each month brings, and how far on the year is by that measure."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import change, elapsed, monthly, receipts, target, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.elapsed import Elapsed
from analytics.monthly import Monthly
from analytics.receipts import Selection
from data_loaders.store import Store

MONTHS = ("rank", "code", "name", "fiscal_month", "month", "average", "lowest", "highest", "years")
PACE = (
    "rank", "code", "name", "to_date", "last_year", "usual", "lowest", "highest", "years", "year_end",
    "year_end_low", "year_end_high", "target", "share_of_target",
)  # fmt: skip
YEARS_OF_PACE = 5
NO_YEAR = "No year has a figure in all twelve months, so no season can be shown."


def by_month(
    store: Store, split: str = "head", *, heads: tuple[str, ...] = (), agencies: tuple[str, ...] = (),
    groups: tuple[str, ...] = (),
) -> Answer:  # fmt: skip
    """Share of the year that each fiscal month brings, over the complete years of each code; twelve rows a code.

    average, lowest, highest (% of the year's receipts; the averages of a code add up to 100), years (how many). A year
    counts where the code has a figure in all twelve months and a total above zero.
    """
    selection, title = Selection((), heads, agencies, groups), f"Seasonality by {split}"
    found = monthly.series(store, split, selection)
    shares = {code: _shares(found, at) for at, code in enumerate(found.names)}
    having = {code: years for code, years in shares.items() if len(years)}
    rows = [
        (rank, code, found.names[code], number + 1, f"{fy.months('2000-01', store.government.first_month)[number]:%B}",
         years[:, number].mean(), years[:, number].min(), years[:, number].max(), len(years))
        for rank, (code, years) in enumerate(having.items(), start=1) for number in range(12)
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(MONTHS))
    table = table.astype(dict.fromkeys(("average", "lowest", "highest"), change.PER_CENT))
    without = [found.names[code] for code in found.names if code not in having]
    said = _season_said(table) or (NO_YEAR if found.names else "")
    return receipts.answer(
        store, title, table, dict.fromkeys(("average", "lowest", "highest"), "%") | {"years": "years"}, selection,
        as_of=found.as_of, sentence=said, notes=(
            "Share of a month = its receipts / receipts of its year, over years with figures in all twelve months.",
            *((f"Without such a year: {wording.listed(without)}.",) if without and having else ()),
        ),
    )  # fmt: skip


def pace(
    store: Store, fiscal_year: str | None = None, *, split: str = "head", heads: tuple[str, ...] = (),
    agencies: tuple[str, ...] = (), groups: tuple[str, ...] = (),
) -> Answer:  # fmt: skip
    """How far the year is: receipts to date, the part of a year that has usually come by now, and what that leads to.

    to_date, last_year (money, the same months), usual, lowest, highest (% of a year that came by this month in up to
    five complete years before), year_end = to_date / usual, year_end_low and year_end_high (at the highest and lowest
    share; a range of past years, not an interval), target, share_of_target (%). Heads and groups alone have a target.
    """
    so_far = elapsed.under_way(store, ("receipt",), fiscal_year)
    selection, title = Selection((), heads, agencies, groups), f"Pace of the year by {split}"
    months = so_far.months if so_far else ()
    if so_far is None or so_far.several or months != tuple(range(1, len(months) + 1)) or not months:
        said = f"The pace of {so_far.fiscal_year} is not known: not all of its months so far are in." if months else ""
        return receipts.answer(store, title, pd.DataFrame(columns=list(PACE)), {}, selection, sentence=said)
    found = monthly.series(store, split, selection)
    rows = receipts.amounts(store, split, selection)
    table = elapsed.two_years(rows, so_far, "receipt", ["code", "name"]).rename(columns={"amount": "to_date"})
    table = table[table["to_date"].notna()].reset_index(drop=True)
    if table.empty:
        return receipts.answer(store, title, pd.DataFrame(columns=list(PACE)), {}, selection)
    table = _with_usual(table, found, so_far)
    table = _with_target(store, table, so_far, selection, split)
    units = dict.fromkeys(("to_date", "last_year", "year_end", "year_end_low", "year_end_high", "target"), "money")
    units |= dict.fromkeys(("usual", "lowest", "highest", "share_of_target"), "%") | {"years": "years"}
    return receipts.answer(
        store, title, table[list(PACE)], units, selection, as_of=so_far.as_of,
        filters={"fiscal year": so_far.fiscal_year}, sentence=_pace_said(table, so_far), notes=(
            f"{wording.capital(so_far.words)}. Usual: part of a year that came by this month in up to {YEARS_OF_PACE} "
            "complete years before. Year end = to date / usual; its ends are those of past years, not an interval.",
        ),
    )  # fmt: skip


def _shares(found: Monthly, at: int, before: str | None = None) -> np.ndarray:
    """Shares of the months in each complete year of one code, in %, shape (years, 12); years before one alone."""
    values = found.values[at]
    whole = [year for year in found.complete_years() if before is None or year < before]
    years = [values[[place for place, (of, _) in enumerate(found.fiscal) if of == year]] for year in whole]
    return np.array([100 * year / year.sum() for year in years if year.sum() > 0]).reshape(-1, 12)


def _with_usual(table: pd.DataFrame, found: Monthly, so_far: Elapsed) -> pd.DataFrame:
    """The usual part of the year by now, and the year end that it leads to."""
    places = {code: at for at, code in enumerate(found.names)}
    last, usual = so_far.months[-1], []
    for code in table["code"]:
        shares = _shares(found, places[code], so_far.fiscal_year)[-YEARS_OF_PACE:] if code in places else []
        came = shares[:, :last].sum(axis=1) if len(shares) else np.array([])
        bears = len(came) and came.min() > 0
        usual.append((came.mean(), came.min(), came.max(), len(came)) if bears else (None, None, None, len(came)))
    names = ["usual", "lowest", "highest"]
    table[[*names, "years"]] = pd.DataFrame(usual, index=table.index)
    table = table.astype(dict.fromkeys(names, change.PER_CENT) | {"years": "int64"})
    for column, by in (("year_end", "usual"), ("year_end_low", "highest"), ("year_end_high", "lowest")):
        ends = table["to_date"].astype(change.PER_CENT) / table[by] * 100
        texts = [None if pd.isna(end) else f"{end:.2f}" for end in ends]
        table[column] = pd.Series(texts, index=table.index).astype(change.MONEY)
    return table.assign(rank=range(1, len(table) + 1))


def _with_target(store: Store, table: pd.DataFrame, so_far: Elapsed, selection: Selection, split: str) -> pd.DataFrame:
    """The year's target of each head or group, and how much of it has come."""
    aims = pd.DataFrame({"code": [], "amount": []})
    if split in ("head", "group"):
        aims, _ = target.of_heads(store, so_far.fiscal_year, selection, split)
    by_code = dict(zip(aims["code"], aims["amount"], strict=True))
    table["target"] = pd.Series([by_code.get(code) for code in table["code"]], dtype=change.MONEY)
    table["share_of_target"] = change.share(table["to_date"], table["target"])
    return table


def _season_said(table: pd.DataFrame) -> str:
    """The strongest month of the largest code."""
    if table.empty:
        return ""
    first = table[table["rank"] == 1]
    most = first.loc[first["average"].idxmax()]
    many = wording.count(int(most.years), "complete year", "complete years")
    span = f"between {most.lowest:.1f} and {most.highest:.1f} % over " if most.years > 1 else "in "
    return f"{most['name']}: {most.month} brings most, {most.average:.1f} % of the year ({span}{many})."


def _pace_said(table: pd.DataFrame, so_far: Elapsed) -> str:
    """How much of a year has usually come by now for the largest code."""
    known = table[table["usual"].notna()]
    if known.empty:
        return "No complete year with figures in all months is there to compare the pace with."
    if so_far.whole:
        return f"{so_far.fiscal_year} is complete."
    first = known.iloc[0]
    came = (
        f"has usually come, {first.lowest:.1f} to {first.highest:.1f} % in {int(first.years)} years"
        if first.years > 1 else "had come in the one complete year there is"
    )  # fmt: skip
    said = f"By the end of {so_far.as_of:%B}, {first.usual:.1f} % of a year's {first['name']} {came}"
    aimed = "" if pd.isna(first.share_of_target) else f"; {first.share_of_target:.1f} % of this year's target has"
    return f"{said}{aimed}."
