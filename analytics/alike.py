"""Alike: whether two years have the same heads or departments, so that their totals may be compared."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics import fiscal_year as fy
from analytics import wording

MOST = Decimal("0.10")  # of a total may stand under codes that the other year has not


def breaks(rows: pd.DataFrame, year: str, now: tuple[int, ...], before: tuple[int, ...]) -> str:
    """Why the totals of a year and of the year before are not to be compared; nothing where they may be.

    `rows` has fiscal_year, fiscal_month, code, name, amount; `now` and `before` are the numbers of the months.
    """
    this = rows[(rows["fiscal_year"] == year) & rows["fiscal_month"].isin(now)]
    last = rows[(rows["fiscal_year"] == fy.previous(year)) & rows["fiscal_month"].isin(before)]
    if this.empty or last.empty or "" in set(this["code"]) | set(last["code"]):
        return ""
    gone, new = _alone(last, this), _alone(this, last)
    if gone:
        return f"no figures in {year}, but in the year before: {wording.listed(gone)}"
    return f"figures in {year}, but none in the year before: {wording.listed(new)}" if new else ""


def _alone(here: pd.DataFrame, there: pd.DataFrame) -> list[str]:
    """Names of what stands here and not there, the largest first, if together it is too much to pass over."""
    size = here.assign(amount=here["amount"].abs()).groupby(["code", "name"], as_index=False)["amount"].sum()
    alone = size[~size["code"].isin(there["code"])].sort_values(["amount", "code"], ascending=[False, True])
    return alone["name"].tolist() if alone["amount"].sum() > MOST * size["amount"].sum() else []
