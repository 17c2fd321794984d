"""Lapse: which budgets will be left unspent when the year ends, and which overrun?"""

from __future__ import annotations

import pandas as pd

from analytics import change, outturn, outturn_basis, wording
from analytics.answer import Answer
from data_loaders.desk import Desk
from data_loaders.store import Store

LAPSES = ("code", "name", "budget", "figure", "lapses", "overruns", "chance", "likely")
MONEY = LAPSES[2:6]
SURE = 80  # of 100 cases, from which on it is said which of the two
OTHERS = "Without a budget above zero"
NO_BUDGET = "No budget of the year was submitted, so nothing can lapse or be overrun."


def likely(store: Store, desk: Desk | None = None, by: str = "department", within: str | None = None) -> Answer:
    """What is likely to lapse and to be overrun, the largest first; the last row is the total, the sum of the rows.

    code, name, budget, figure (the officer's, else the year-end expected), lapses (budget less figure), overruns
    (figure less budget), chance (% that it is overrun), likely: lapses, overruns, or either where neither comes in 80
    of 100 cases. Spending without a budget above zero is a row of its own. `by` and `within` as in `outturn.year_end`.
    """
    ends = outturn.year_end(store, desk, by=by, within=within)
    rows = ends.table.iloc[:-1]
    rows = rows[rows["level"] != ""]  # what stands apart from the total is in the figures of the rows
    known = (rows["budget"] > 0).fillna(False).astype(bool)
    if not known.any():
        said = ends.sentence if ends.table.empty else NO_BUDGET
        return outturn_basis.answer(
            store, "Likely to lapse or to overrun", pd.DataFrame(columns=list(LAPSES)), {}, sentence=said
        )
    table = _beside(rows[known])
    table["likely"] = [_likely(row.chance, row.figure > row.budget) for row in table.itertuples()]
    size = (table["budget"] - table["figure"]).abs()
    table = table.assign(size=size).sort_values(["size", "code"], ascending=[False, True])
    parts = [table, *([_summed(rows[~known], OTHERS)] if (~known).any() else [])]
    every = pd.concat(parts, ignore_index=True)
    total = _summed(every, "Total").assign(lapses=every["lapses"].sum(), overruns=every["overruns"].sum())
    every = pd.concat([every, total.astype(dict.fromkeys(MONEY, change.MONEY))], ignore_index=True)[list(LAPSES)]
    return outturn_basis.answer(
        store, "Likely to lapse or to overrun", every, dict.fromkeys(MONEY, "money") | {"chance": "%"},
        as_of=ends.as_of, filters=ends.filters, notes=ends.notes, sentence=_said(every),
    )  # fmt: skip


def _beside(rows: pd.DataFrame) -> pd.DataFrame:
    """What lapses and what is overrun of each row; 0.00 of the one that does not come."""
    over = (rows["figure"] - rows["budget"].fillna(0)).astype(change.MONEY)
    nothing = over - over
    overruns, lapses = over.where(over > 0, nothing), (nothing - over).where(over < 0, nothing)
    return rows.assign(overruns=overruns.astype(change.MONEY), lapses=lapses.astype(change.MONEY))


def _summed(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """One row that is the sum of several."""
    sums = {column: [rows[column].sum() if rows[column].notna().any() else None] for column in ("budget", "figure")}
    table = pd.DataFrame(sums).astype(change.MONEY)
    table = table.assign(code="", name=name, likely="", chance=pd.Series([None], dtype=change.PER_CENT))
    return _beside(table)


def _likely(chance, over: bool) -> str:
    """Which of the two comes, in a word."""
    if pd.isna(chance):
        return "overruns" if over else "lapses"
    return "overruns" if chance >= SURE else "lapses" if chance <= 100 - SURE else "either"


def _said(table: pd.DataFrame) -> str:
    """How many lapse and overrun, how much of the budget that is, and which is the largest of each."""
    rows, total = table[table["likely"] != ""], table.iloc[-1]
    said = []
    for which, verb in (("lapses", "leave money unspent"), ("overruns", "overrun")):
        found = rows[(rows[which] > 0).fillna(False).astype(bool)]
        if len(found):
            share = float(found[which].sum()) / float(total["budget"]) * 100
            many = wording.count(len(found), "budget is", "budgets are")
            most = found.iloc[0]["name"]
            said.append(f"{many} expected to {verb}, {share:.1f} % of the whole budget, most of all {most}")
    return f"{'; '.join(said)}." if said else "Every budget is expected to be spent to the last."
