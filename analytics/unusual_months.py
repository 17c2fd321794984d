"""Unusual months: which months of which heads are unlike their other years?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import change, monthly, receipts, wording
from analytics.answer import Answer
from analytics.monthly import Monthly
from analytics.receipts import Selection
from data_loaders.store import Store
from models import unusual_month

COLUMNS = ("rank", "code", "name", "fiscal_year", "month", "amount", "usual", "difference", "distance", "score", "said")


def of_months(
    store: Store, split: str = "head", *, years: tuple[str, ...] = (), heads: tuple[str, ...] = (),
    agencies: tuple[str, ...] = (), groups: tuple[str, ...] = (), top: int = 20, seed: int = 0,
) -> Answer:  # fmt: skip
    """The strangest months of the heads chosen, the strangest first, with a sentence each; `years` are those shown.

    usual (money): what the same month of other years was, at the level of the months around; difference (money),
    distance (robust standard deviations), score (0 to 1, isolation forest), said. An unusual month is a question to
    ask, not an error: arrears, a refund, a late posting or a wrong entry look alike.
    """
    selection, title = Selection(years, heads, agencies, groups), f"Unusual months by {split}"
    found = monthly.series(store, split, Selection((), heads, agencies, groups))
    judged = int((np.sum(~np.isnan(found.values), axis=1) >= unusual_month.LEAST_MONTHS).sum()) if found.names else 0
    if not judged:
        said = (
            f"Unusual months take {unusual_month.LEAST_MONTHS} months of figures of a {split}; the longest has "
            f"{int(np.sum(~np.isnan(found.values), axis=1).max())}." if found.names else ""
        )  # fmt: skip
        return receipts.answer(store, title, pd.DataFrame(columns=list(COLUMNS)), {}, selection, sentence=said)
    odd = unusual_month.found(found.values, seed=seed)
    places = [(at, month) for at, month in np.argwhere(odd.odd) if not years or found.fiscal[month][0] in years]
    places.sort(key=lambda place: (-odd.score[place], -abs(odd.distance[place]), place))
    table = _table(found, odd, places[:top])
    units = dict.fromkeys(("amount", "usual", "difference"), "money")
    return receipts.answer(
        store, title, table[list(COLUMNS)], units | {"distance": "standard deviations", "score": "0 to 1"}, selection,
        as_of=found.as_of, sentence=_said(table, len(places), judged), notes=(
            "Usual: the median of the other years' same month, each as a part of the level of the months around it. "
            f"Unusual: at least {unusual_month.FAR} robust standard deviations away (Iglewicz and Hoaglin 1993) and "
            "among the 2 % of months that an isolation forest (Liu et al. 2008) sets apart first.",
            f"Judged: {judged} of {len(found.names)} with at least {unusual_month.LEAST_MONTHS} months. An unusual "
            "month is a question, not an error.",
        ),
    )  # fmt: skip


def _table(found: Monthly, odd: unusual_month.UnusualMonths, places: list[tuple[int, int]]) -> pd.DataFrame:
    """A row for each place (code, month), in their order."""
    codes = list(found.names)
    table = pd.DataFrame(
        [(rank, codes[at], found.names[codes[at]], found.fiscal[month][0], found.months[month],
          found.amounts.iloc[month, at], f"{odd.usual[at, month]:.2f}", odd.distance[at, month], odd.score[at, month])
         for rank, (at, month) in enumerate(places, start=1)],
        columns=[name for name in COLUMNS if name not in ("difference", "said")],
    )  # fmt: skip
    money, numbers = dict.fromkeys(("amount", "usual"), change.MONEY), ("distance", "score")
    table = table.astype(money | dict.fromkeys(numbers, change.PER_CENT))
    table["difference"] = change.difference(table["amount"], table["usual"])
    return table.assign(said=[_one_said(row) for row in table.itertuples()])


def _one_said(row) -> str:
    """What is unusual about one month."""
    what = f"{row.month:%B %Y} of {row.name}"
    if row.amount <= 0:
        return f"{what} is zero." if row.amount == 0 else f"{what} is negative: more went back than came in."
    if row.usual <= 0:
        return f"{what} has receipts, and this month usually has none."
    times = float(row.amount) / float(row.usual)
    way = f"{times:.1f} times what is usual" if times >= 2 else f"{wording.compared((times - 1) * 100)} what is usual"
    return f"{what} is {way} for the month."


def _said(table: pd.DataFrame, many: int, judged: int) -> str:
    """How many unusual months there are, and the strangest."""
    if table.empty:
        return f"No month is unusual in the {judged} series judged."
    return f"{wording.count(many, 'month is', 'months are')} unusual; the strangest: {table['said'].iloc[0]}"
