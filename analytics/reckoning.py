"""Reckoning: the official figure, the run rate and the model side by side, each with the errors it made before."""

from __future__ import annotations

import pandas as pd

from analytics import change, estimate, wording, year_figures
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.year_figures import NOT_YET, YEARS, answer, money
from data_loaders.store import Store

PAST = (
    "Past errors are of the same part of earlier years, and of the same years for all; the model's are those of its "
    "back-test, before a year in progress and other heads moved it."
)


def side_by_side(store: Store, level: str = "total", code: str = "total", fiscal_year: str | None = None) -> Answer:
    """The official figure, the run rate and the model side by side, with their past errors, and a combination.

    source, figure, past_error (%, the middle size of its errors in the years that all were made for), years (their
    number). The combination is recommended where there is a track record, weighed as it teaches; without one the row
    is not there. Its past errors are of weights learnt from the years before each.
    """
    columns = ["source", "figure", "past_error", "years"]
    rows = store.ask(YEARS, level=level, code=code, fiscal_year=fiscal_year) if store.holds("forecast_year") else ()
    if not len(rows):
        return answer(store, "Side by side", pd.DataFrame(columns=columns), {}, sentence=NOT_YET)
    row, first_month = rows.iloc[0], store.government.first_month
    booked, year = int(row["months_booked"]), row["fiscal_year"]
    years = year_figures.whole_years(year_figures.months(store, level, code), first_month)
    stages = {stage: year_figures.official(store, level, code, stage) for stage in estimate.STAGES}
    stage = next((stage for stage in ("revised", "original") if year in stages[stage]), "original")
    said = {
        "official": {year: float(amount) for year, amount in stages[stage].items() if amount},
        "run rate": year_figures.run_rate(years, booked),
        "model": year_figures.model(store, level, code, years, booked),
    }
    past = year_figures.past(said, years)
    errors, weight = year_figures.past_errors(past, booked), None
    figures = {
        "official": stages[stage].get(year),
        "run rate": row["booked"] * 12 / booked if booked else None,
        "model": row["total"],
    }
    there = {name: figure for name, figure in figures.items() if figure is not None}
    if len(errors) and {"official", "model"} <= set(there) <= set(errors):
        taught = year_figures.weighing(past, booked)
        there["combination"], weight = taught.combined(float(there["official"]), float(there["model"])), taught.weight
    middle = {name: errors[name].abs().median() if name in errors and len(errors) else None for name in there}
    table = pd.DataFrame({"source": list(there), "figure": money(there.values())})
    table["past_error"] = pd.Series([middle[name] for name in there], dtype=change.PER_CENT)
    table["years"] = [len(errors) if middle[name] is not None else 0 for name in there]
    return answer(
        store, f"Side by side {year}", table, {"past_error": "%"}, filters={"fiscal year": year},
        notes=(PAST,), as_of=fy.last_day(row["cut_off"]), sentence=_recommended(table, booked, stage, weight),
    )  # fmt: skip


def _recommended(table: pd.DataFrame, booked: int, stage: str, weight: float | None) -> str:
    """Which figure is recommended, how it is weighed, and how near each was in earlier years."""
    if weight is None:
        return "There is no track record yet of all of them at this time of the year; none is recommended."
    best = table.sort_values(["past_error", "source"]).iloc[0]
    error = table[table["source"] == "combination"]["past_error"].iloc[0]
    return (
        f"The combination is recommended, {100 * weight:.0f} % of the model and the rest of the official figure: with "
        f"{wording.count(booked, 'month', 'months')} booked its middle error over "
        f"{wording.count(int(best['years']), 'year', 'years')} was {error:.1f} %; the smallest was that of the "
        f"{best['source']}, {best['past_error']:.1f} %. Official is the {stage} estimate."
    )
