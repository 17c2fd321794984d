"""Composition: what receipts are made of, as shares and down from group to head to month."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics import alike, change, elapsed, receipts, target, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.elapsed import Elapsed
from analytics.receipts import Selection
from data_loaders.store import Store

SHARE = ("rank", "code", "name", "amount", "share", "last_share", "change")
DRILL = ("level", "code", "name", "month", "actual", "last_year", "growth", "target", "share_of_target", "lines")
BARELY = 0.05  # percentage points that are printed as none


def share(
    store: Store, fiscal_year: str | None = None, *, split: str = "group", heads: tuple[str, ...] = (),
    agencies: tuple[str, ...] = (), groups: tuple[str, ...] = (), top: int = 8,
) -> Answer:  # fmt: skip
    """Share of each group, head or agency in receipts so far, and its change against the same months of last year.

    Last year's shares are among what has a figure this year. Largest first, others last: rank, code, name, amount,
    share (%), last_share (%), change (percentage points).
    """
    so_far = elapsed.under_way(store, ("receipt",), fiscal_year)
    selection = Selection((), heads, agencies, groups)
    if so_far is None:
        return receipts.answer(
            store, f"Shares of receipts by {split}", pd.DataFrame(columns=list(SHARE)), {}, selection
        )
    rows = _of(store, split, selection, so_far)
    now = rows[(rows["fiscal_year"] == so_far.fiscal_year) & rows["fiscal_month"].isin(so_far.now)]
    ranked = receipts.largest(rows, top, ranked_by=now)
    table = elapsed.two_years(ranked, so_far, "receipt", ["rank", "code", "name"])
    table = table[table["amount"].notna()].sort_values("rank", ignore_index=True)
    for column, amount in (("share", "amount"), ("last_share", "last_year")):
        whole = pd.Series(table[amount].sum(min_count=1), index=table.index, dtype=change.MONEY)
        table[column] = change.share(table[amount], whole)
    table["change"] = table["share"] - table["last_share"]
    units = {"amount": "money", "share": "%", "last_share": "%", "change": "percentage points"}
    return receipts.answer(
        store, f"Shares of receipts by {split}", table[list(SHARE)], units, selection,
        as_of=so_far.as_of, filters={"fiscal year": so_far.fiscal_year},
        notes=(_compared(so_far), *_not_in_yet(rows, so_far)), sentence=_share_said(table, so_far),
    )  # fmt: skip


def drill(
    store: Store, *, group: str | None = None, head: str | None = None, fiscal_year: str | None = None,
    agencies: tuple[str, ...] = (),
) -> Answer:  # fmt: skip
    """From groups to heads (of `group`) to months (of `head`), each level adding up to the one above.

    level ("group", "head", "month"; "total" is the last row), code, name, month, actual, last_year (the same months),
    growth (%), target (the year's; missing for months), share_of_target (%), lines (of the ledger).
    """
    so_far = elapsed.under_way(store, ("receipt",), fiscal_year)
    level = "month" if head is not None else "head" if group is not None else "group"
    selection = Selection((), _one(head), agencies, _one(group) if head is None else ())
    if so_far is None:
        return receipts.answer(store, f"Receipts by {level}", pd.DataFrame(columns=list(DRILL)), {}, selection)
    rows = _of(store, "group" if level == "group" else "head", selection, so_far)
    keys = ["fiscal_month"] if level == "month" else ["code", "name"]
    table = elapsed.two_years(rows, so_far, "receipt", keys).rename(columns={"amount": "actual"})
    table = _with_months(table, so_far) if level == "month" else _with_targets(table, store, so_far, selection, level)
    table = _with_total(table.assign(level=level))
    compared = [(so_far.fiscal_year, so_far.now, so_far.comparable("receipt"))] if level == "group" else []
    unlike = alike.breaks(rows, compared).get(so_far.fiscal_year, "")
    grows = (table["level"] != "total") | (not unlike)
    table["growth"] = change.growth(table["actual"], table["last_year"]).where(grows)
    table["share_of_target"] = change.share(table["actual"], table["target"])
    units = dict.fromkeys(("actual", "last_year", "target"), "money")
    units |= {"growth": "%", "share_of_target": "%", "lines": "lines"}
    notes = (f"{so_far.fiscal_year} is not compared: {unlike}.",) if unlike else ()
    notes += (_compared(so_far), *_left_out(rows, so_far), *(_not_in_yet(rows, so_far) if level != "month" else ()))
    return receipts.answer(
        store, f"Receipts by {level}", table[list(DRILL)], units, selection, as_of=so_far.as_of, notes=notes,
        filters={"fiscal year": so_far.fiscal_year}, sentence=_drill_said(table, so_far),
    )  # fmt: skip


def _of(store: Store, split: str, selection: Selection, so_far: Elapsed) -> pd.DataFrame:
    """Actual receipts of this fiscal year and last."""
    return receipts.amounts(store, split, replace(selection, years=(so_far.last_year, so_far.fiscal_year)))


def _one(code: str | None) -> tuple[str, ...]:
    """A choice of one code, or of all."""
    return () if code is None else (code,)


def _with_months(table: pd.DataFrame, so_far: Elapsed) -> pd.DataFrame:
    """Every month that is compared, named; a figure that has no month is a row of its own."""
    numbers = sorted({*so_far.now, *table["fiscal_month"]} - ({0} - {*table["fiscal_month"]})) if len(table) else []
    table = pd.DataFrame({"fiscal_month": numbers}, dtype="int64[pyarrow]").merge(table, on="fiscal_month", how="left")
    months = fy.months(so_far.fiscal_year, so_far.first_month)
    table["month"] = [months[number - 1] if number else None for number in table["fiscal_month"]]
    table["code"] = ["" if month is None else month.isoformat() for month in table["month"]]
    table["name"] = ["Without a month" if month is None else f"{month:%B %Y}" for month in table["month"]]
    return table.assign(target=pd.Series(pd.NA, index=table.index, dtype=change.MONEY))


def _with_targets(table: pd.DataFrame, store: Store, so_far: Elapsed, selection: Selection, level: str) -> pd.DataFrame:
    """Each group's or head's target of the year; one that has only a target is a row too."""
    targets, _ = target.of_heads(store, so_far.fiscal_year, selection, level)
    targets = targets.rename(columns={"amount": "target"})
    table = table.merge(targets, on="code", how="outer", suffixes=("", "_aimed"))
    table["name"] = table["name"].fillna(table["name_aimed"])
    table = table.sort_values(["actual", "last_year", "target", "code"], ascending=[False, False, False, True])
    return table.drop(columns="name_aimed").assign(month=None).reset_index(drop=True)


def _with_total(table: pd.DataFrame) -> pd.DataFrame:
    """The rows and, last, their total."""
    if table.empty:
        return table
    sums = table[["actual", "last_year", "target", "lines"]].sum(min_count=1)
    total = pd.DataFrame([{"level": "total", "code": "", "name": "Total", "month": None} | sums.to_dict()])
    money = dict.fromkeys(("actual", "last_year", "target"), change.MONEY)
    return pd.concat([table.astype(money), total.astype(money)], ignore_index=True)


def _drill_said(table: pd.DataFrame, so_far: Elapsed) -> str:
    """How the total of a level compares with last year's."""
    growth = table["growth"].iloc[-1] if len(table) else pd.NA
    return "" if pd.isna(growth) else f"Together {wording.compared(growth)} {so_far.same}."


def _compared(so_far: Elapsed) -> str:
    """Which months are compared with which."""
    if so_far.comparable("receipt"):
        return f"{wording.capital(so_far.words)} against {so_far.words_before}."
    return f"{wording.capital(so_far.words)}; no comparison, as {so_far.lacking('receipt')}."


def _left_out(rows: pd.DataFrame, so_far: Elapsed) -> tuple[str, ...]:
    """Which years have figures without a month that the comparison leaves out."""
    spans = {so_far.fiscal_year: so_far.now, so_far.last_year: so_far.comparable("receipt")}
    years = [year for year, numbers in spans.items() if 0 not in numbers and _without_month(rows, year)]
    return (f"Left out: figures of {wording.listed(years)} that have no month.",) if years else ()


def _not_in_yet(rows: pd.DataFrame, so_far: Elapsed) -> tuple[str, ...]:
    """What has no figure for the last month but had one a year before: perhaps it is only late."""
    if not so_far.comparable("receipt") or not so_far.months:
        return ()
    last = rows[rows["fiscal_month"] == so_far.months[-1]]
    now = last[last["fiscal_year"] == so_far.fiscal_year]["code"]
    before = last[(last["fiscal_year"] == so_far.last_year) & ~last["code"].isin(now)]
    names = before["name"].tolist()
    return (
        (f"No figure yet for {so_far.as_of:%B %Y}, but one a year before: {wording.listed(names)}.",) if names else ()
    )


def _without_month(rows: pd.DataFrame, year: str) -> bool:
    """Whether a year has figures without a month."""
    return bool(((rows["fiscal_year"] == year) & (rows["fiscal_month"] == 0)).any())


def _share_said(table: pd.DataFrame, so_far: Elapsed) -> str:
    """Which is the largest, and whose share moved most."""
    if table.empty or pd.isna(table["share"].iloc[0]):
        return ""
    said = f"Largest: {table['name'].iloc[0]} with {table['share'].iloc[0]:.1f} % of receipts"
    moved = table[table["change"].notna() & (table["code"] != receipts.OTHERS)]
    if moved.empty:
        return f"{said}."
    most = moved.loc[moved["change"].abs().idxmax()]
    if abs(most.change) < BARELY:
        return f"{said}."
    way = "gained" if most.change > 0 else "lost"
    return f"{said}; {most['name']} {way} most, {abs(most.change):.1f} percentage points."
