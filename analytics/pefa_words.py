"""PEFA words: what the letters of an assessment say, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics import original_budget, wording
from analytics.assessment import Assessed
from data_loaders.store import Store
from models import parameter

NOT_ASSESSED = "not assessed"


def scored(table: pd.DataFrame) -> str:
    """The letters of the budget's indicators, in one sentence."""
    letters = dict(zip(table["dimension"], table["letter"], strict=True))
    rated = [f"{code} {letter}" for code, letter in letters.items() if "." not in code and letter != NOT_ASSESSED]
    years = [name for name in table.columns if name[:4].isdigit()]
    return f"Over {wording.listed(years)}: {wording.listed(rated, 9)}." if rated else ""


def nothing(found: Sequence[Assessed]) -> str:
    """Why no letter can be given."""
    return f"There is nothing to score yet: {found[0].why}." if found and not found[0].letter else ""


def steady(table: pd.DataFrame) -> str:
    """How many figures lie in the band of an A, and which is furthest from it."""
    if table.empty:
        return ""
    best, worst = (table["letter"] == "A").sum(), (table["letter"] == "D").sum()
    figures = wording.count(len(table), "yearly figure", "yearly figures")
    return f"Of {figures} {wording.count(best, 'lies', 'lie')} in the band of an A and {worst} in that of a D."


def nearest(table: pd.DataFrame) -> str:
    """The letter that the smallest change would have kept."""
    known = table.dropna(subset=["change"])
    alone = known[~known["dimension"].isin(table["dimension"][table["dimension"].duplicated()])]
    if table.empty:
        return ""
    if alone.empty:
        count = wording.count(table["dimension"].nunique(), "dimension needs", "dimensions need")
        return f"{count} more than one change of one head in one year for a better letter."
    row = alone.loc[alone["change"].abs().idxmin()]
    less = "less" if row["change"] < 0 else "more"
    return (
        f"Nearest is {row['dimension']}: {row['head']} alone, {less} in {row['fiscal_year']}, "
        f"would have made it {row['would_be']} instead of {row['stands']}."
    )


def largest(table: pd.DataFrame, each: Assessed, year: str) -> str:
    """The head that deviates most."""
    row = table.iloc[0]
    way = "above" if row["deviation"] > 0 else "below"
    return (
        f"{row['name']} is furthest {way} its adjusted budget of {year}: {row['share']:.0f} % of all deviations, which "
        f"are {float(each.values[year]):.1f} % of what was booked."
    )


def notes(store: Store, by: str, contingency: tuple[str, ...]) -> tuple[str, ...]:
    """What is counted, what is left out and what is not known."""
    interest = original_budget.outside(store, "object", "interest")
    known = [*original_budget.outside(store, "object", "contingency"), *contingency]
    lent = original_budget.outside(store, "group", "financing")
    left = [
        f"interest ({wording.listed(interest)}) from PI-2.1" if interest else "",
        f"the contingency ({wording.listed(known)}) from PI-2.1 and PI-2.2" if known else "",
        f"{wording.listed(lent)} from PI-3" if lent else "",
    ]
    table_of_two = tuple(row for row in parameter.table("pefa_conversion") if len(row["letters"]) == 2)
    unknown = [name for name, codes in (("interest", interest), ("the contingency", known)) if not codes]
    return tuple(filter(None, (
        f"Original estimate, never the supplementary one, against actual figures of whole years; PI-2.1 by {by}.",
        f"Left out: {'; '.join(filter(None, left))}." if any(left) else "",
        f"Not left out, for no code says which it is: {wording.listed(unknown)}." if unknown else "",
        "Rules: PEFA Framework 2016 (pefa.org/node/4762 to 4829).",
f"Averages (M2): {parameter.sources(table_of_two)}.",
    )))  # fmt: skip
