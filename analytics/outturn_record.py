"""Outturn record: how near did the year-end of spending come in earlier years, and how is it reckoned?"""

from __future__ import annotations

from analytics import fiscal_year as fy
from analytics import wording
from analytics.answer import Answer
from analytics.outturn_basis import answer, basis, earlier, not_yet
from analytics.spent_series import KINDS, LEVELS
from data_loaders.store import Store

ERRORS = ("error", "run_rate_error", "last_year_error")
RECORD = ("fiscal_year", "actual", "expected", *ERRORS, "held")
WEIGHTS = ("reckoning", *KINDS)
TRIED = """
select fiscal_year, series, actual, expected, error, run_rate_error, last_year_error, held
from outturn_record where level = $level order by fiscal_year
"""
COUNTED = "select reckoning, kind, weight * 100 as share from outturn_weight order by reckoning, kind"
UNTRIED = "There is no earlier year to try it out on: no limits and no chances are known."


def of_years(store: Store, by: str = "both") -> Answer:
    """How near the method came in earlier years, as of the same month, beside the run rate and last year's share.

    fiscal_year, actual, expected, error (absolute errors of what the year is split `by`, in % of what was spent),
    run_rate_error, last_year_error; held: in how many of 100 cases the limits of 80 held.
    """
    rests = basis(store)
    if rests is None:
        return not_yet(store, "Record of the year-end", RECORD)
    found = store.ask(TRIED, level=LEVELS[by])
    means = found[list(ERRORS)].mean()
    said = UNTRIED
    if len(found):
        many = int(found["series"].max())
        whose = "error of the total" if many == 1 else f"errors of {wording.count(many, 'year-end', 'year-ends')}"
        said = (
            f"As of the same month of {earlier(len(found))} the {whose} came to {means['error']:.1f} % of "
            f"what was spent; the run rate's to {means['run_rate_error']:.1f} %, last year's share's to "
            f"{means['last_year_error']:.1f} %."
        )
    units = {"actual": "money", "expected": "money"} | dict.fromkeys((*ERRORS, "held"), "%")
    return answer(
        store, "Record of the year-end", found[list(RECORD)], units, as_of=fy.last_day(rests["cut_off"]), sentence=said
    )


def weights(store: Store) -> Answer:
    """What each reckoning counts for (%) in each kind of spending, by the errors it made in earlier years.

    No row where there was no earlier year to try them out on.
    """
    rests = basis(store)
    if rests is None:
        return not_yet(store, "How it is reckoned", WEIGHTS)
    table = store.ask(COUNTED).pivot(index="reckoning", columns="kind", values="share")
    table = (
        table.sort_values(list(KINDS), ascending=False)
        .reset_index()[list(WEIGHTS)]
        .head(len(table) if rests["tried"] else 0)
    )
    said = f"Each reckoning counts by how near it came in {earlier(rests['tried'])}, for each kind of spending."
    return answer(
        store, "How it is reckoned", table, dict.fromkeys(KINDS, "%"), as_of=fy.last_day(rests["cut_off"]),
        sentence=said if rests["tried"] else "Without an earlier year to try them out on, the reckonings count alike.",
        notes=("A kind is told by how the money of an object went by month in earlier years.",),
    )  # fmt: skip
