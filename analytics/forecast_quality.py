"""Forecast quality: how good were we, against what came, against last year's months and against the budget office?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import change, receipts, wording, year_figures
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.booked import booked
from analytics.year_figures import NOT_YET, answer
from data_loaders.store import Store
from models.forecast import Errors, History

TRIED = """
select level, code, level || ':' || code as series, origin, month, horizon, cast(mean as double) as mean,
    cast(actual as double) as actual, scale
from forecast_error order by level, code, origin, month
"""
LEVELS = (80, 95)
SEASON = 12
NO_TRIAL = "The history is too short to try forecasts out as of earlier months; two years must lie before each."
NO_RECORD = "No year that was forecast has ended yet; the track record grows with every refresh."
SKILL = "Skill: by how much the errors together are smaller than those of last year's months; below zero: larger."


def by_horizon(store: Store, level: str = "head") -> Answer:
    """Errors by months ahead: horizon, error and naive_error (% of what came), skill (%), forecasts (their number).

    The error is the sum of the sizes of errors, of the sum of what came; naive is the same month of the last year
    known then. Made as of earlier months, nothing after them used.
    """
    return _tried(store, "Error by months ahead", ["horizon"], level, lambda table: _ahead_said(table))


def by_head(store: Store, level: str = "head") -> Answer:
    """Errors by head or group: code, name, error, naive_error (% of what came), skill (%), forecasts; worst first."""
    made = _tried(store, f"Error by {level}", ["code"], level, lambda table: _heads_said(table, level))
    names = _names(store, level)
    table = made.table.assign(name=[names.get(code, code) for code in made.table["code"]])
    order = table.sort_values(["skill", "code"], na_position="last", ignore_index=True)
    columns = ["code", "name", "error", "naive_error", "skill", "forecasts"]
    return Answer(**vars(made) | {"table": order[columns]})


def coverage(store: Store) -> Answer:
    """Of 100 figures, how many lay within the limits: promised, held (%), forecasts.

    Limits as of each earlier month are calibrated on the errors known by then alone.
    """
    table = pd.DataFrame(columns=["promised", "held", "forecasts"])
    tried = store.ask(TRIED) if store.holds("forecast_error") else None
    if tried is None:
        return answer(store, "Coverage", table, {}, sentence=_why(store))
    errors = _errors(tried)
    held = {level: errors.coverage(level) * 100 for level in LEVELS}
    table = pd.DataFrame({"promised": LEVELS, "held": [held[level] for level in LEVELS], "forecasts": len(tried)})
    table = table.astype({"promised": change.PER_CENT, "held": change.PER_CENT}).dropna(ignore_index=True)
    said = " and ".join(f"limits of {row.promised:.0f} % held {row.held:.1f} %" for row in table.itertuples())
    sentence = f"{wording.capital(said)} of what came." if said else NO_TRIAL
    return answer(store, "Coverage", table, {"promised": "%", "held": "%", "forecasts": "forecasts"}, sentence=sentence)


def track_record(store: Store, level: str = "total", code: str = "total") -> Answer:
    """Every year that ended, as it was forecast: a row a vintage; of several with the same last month, the newest.

    fiscal_year, cut_off, months_booked, forecast, official (its target then), actual; error and official_error (%),
    within80 and within95 (whether it came within the limits). Notes name vintages that are damaged.
    """
    found = store.vintages()
    made = found.table[(found.table["level"] == level) & (found.table["code"] == code) & found.table["month"].isna()]
    first_month = store.government.first_month
    years = year_figures.whole_years(year_figures.months(store, level, code), first_month)
    made = made[made["fiscal_year"].isin(list(years))].sort_values("vintage")
    made = made.drop_duplicates(["fiscal_year", "cut_off"], keep="last").sort_values(["fiscal_year", "cut_off"])
    actual = year_figures.money(years[year].sum() for year in made["fiscal_year"]).set_axis(made.index)
    table = pd.DataFrame({"fiscal_year": made["fiscal_year"], "cut_off": made["cut_off"]})
    table["months_booked"] = [
        fy.fiscal_month(day, first_month) if fy.label(day, first_month) == year else 0
        for year, day in zip(made["fiscal_year"], made["cut_off"], strict=True)
    ]
    table = table.assign(forecast=made["mean"], official=made["official"], actual=actual)
    table["error"] = change.growth(made["mean"], actual)
    table["official_error"] = change.growth(made["official"], actual)
    for limit in LEVELS:
        table[f"within{limit}"] = (made[f"lo{limit}"] <= actual) & (actual <= made[f"hi{limit}"])
    table = table.reset_index(drop=True)
    units = dict.fromkeys(("error", "official_error"), "%")
    return answer(
        store, "Track record", table, units, notes=found.damaged, sentence=_record_said(table),
        filters={} if level == "total" else {level: _names(store, level).get(code, code)},
    )  # fmt: skip


def against_official(store: Store, level: str = "total", code: str = "total") -> Answer:
    """Whole years as the model would have forecast them at earlier months, beside the original estimate of each.

    fiscal_year, months_booked, forecast, official, actual, error and official_error (%). The sentence says the skill:
    by how much the errors together are smaller than those of the official figure, also where they are larger.
    """
    columns = ["fiscal_year", "months_booked", "forecast", "official", "actual", "error", "official_error"]
    empty = pd.DataFrame(columns=columns)
    if not store.holds("forecast_error"):
        return answer(store, "Against the official figure", empty, {}, sentence=_why(store))
    first_month = store.government.first_month
    years = year_figures.whole_years(year_figures.months(store, level, code), first_month)
    aims = year_figures.official(store, level, code, "original")
    rows = [
        (year, count, said, aims[year], years[year].sum())
        for count in range(12)
        for year, said in year_figures.model(store, level, code, years, count).items()
        if year in aims
    ]
    table = pd.DataFrame(rows, columns=columns[:5]).sort_values(columns[:2], ignore_index=True)
    table = table.assign(**{name: year_figures.money(table[name]) for name in ("forecast", "official", "actual")})
    table["error"] = change.growth(table["forecast"], table["actual"])
    table["official_error"] = change.growth(table["official"], table["actual"])
    off = [(table[name] - table["actual"]).astype(float).abs().sum() for name in ("forecast", "official")]
    said = "There is no year with both."
    if len(table) and off[1] > 0:
        skill = (1 - off[0] / off[1]) * 100
        said = f"The errors together are {wording.compared(-skill, 'larger than', 'smaller than', 'as large as')}"
        said += f" those of the original estimates ({wording.count(len(table), 'forecast', 'forecasts')})."
    units = dict.fromkeys(("error", "official_error"), "%")
    return answer(store, "Against the official figure", table, units, sentence=said)


def _tried(store: Store, title: str, by: list[str], level: str, said) -> Answer:
    """Errors of the back-test and of last year's months over the same figures, by one thing."""
    columns = [*by, "error", "naive_error", "skill", "forecasts"]
    past = booked(store) if store.holds("forecast_error") else None
    if past is None:
        return answer(store, title, pd.DataFrame(columns=columns), {}, sentence=_why(store))
    tried = store.ask(TRIED)
    tried = tried[tried["level"] == level].reset_index(drop=True)
    tried["naive"] = naive(past.history, tried["series"], tried["origin"], tried["month"])
    tried = tried[tried["naive"].notna()]
    sizes = tried.assign(
        off=(tried["actual"] - tried["mean"]).abs(), naive_off=(tried["actual"] - tried["naive"]).abs(),
        came=tried["actual"].abs(),
    )  # fmt: skip
    sums = sizes.groupby(by, as_index=False).agg(
        off=("off", "sum"), naive_off=("naive_off", "sum"), came=("came", "sum"), forecasts=("off", "size")
    )
    table = sums[by].assign(
        error=change.share(sums["off"], sums["came"]), naive_error=change.share(sums["naive_off"], sums["came"]),
        skill=-change.growth(sums["off"], sums["naive_off"]), forecasts=sums["forecasts"],
    )  # fmt: skip
    units = {"error": "%", "naive_error": "%", "skill": "%", "forecasts": "forecasts"}
    return answer(store, title, table[columns], units, sentence=said(table), notes=(SKILL,), filters={"level": level})


def naive(history: History, series: pd.Series, origin: pd.Series, month: pd.Series) -> np.ndarray:
    """The seasonal naive forecast: the figure of the same month in the last year known at each origin."""
    row = pd.Index(history.series).get_indexer(series)
    at = (pd.to_datetime(month).to_numpy().astype("datetime64[M]") - history.first).astype(int)
    known = (pd.to_datetime(origin).to_numpy().astype("datetime64[M]") - history.first).astype(int)
    column = at - SEASON * -(-(at - known) // SEASON)
    usable = (row >= 0) & (column >= 0)
    figures = np.full(len(row), np.nan)
    figures[usable] = history.values[row[usable], column[usable]]
    return figures


def _errors(tried: pd.DataFrame) -> Errors:
    days = {name: pd.to_datetime(tried[name]).astype("datetime64[s]") for name in ("origin", "month")}
    plain = {name: tried[name].to_numpy(float) for name in ("mean", "actual", "scale")}
    horizon = tried["horizon"].to_numpy(int)
    return Errors(pd.DataFrame({"series": tried["series"].astype(object), **days, "horizon": horizon, **plain}))


def _why(store: Store) -> str:
    """Why nothing was tried out."""
    return NO_TRIAL if store.holds("forecast_basis") else NOT_YET


def _names(store: Store, level: str) -> dict[str, str]:
    """The names of codes of a level."""
    heads, kind = store.ask(receipts.HEADS), {"group": ("group_code", "group_name"), "head": ("code", "name")}
    return dict(zip(*(heads[name] for name in kind[level]), strict=True)) if level in kind else {}


def _ahead_said(table: pd.DataFrame) -> str:
    known = table[table["skill"].notna()]
    if known.empty:
        return NO_TRIAL
    first, last = known.iloc[0], known.iloc[-1]
    worse = int((known["skill"] < 0).sum())
    return (
        f"The error is {first['error']:.1f} % of what came one month ahead and {last['error']:.1f} % "
        f"{wording.count(int(last['horizon']), 'month', 'months')} ahead; last year's months did better in "
        f"{worse} of {wording.count(len(known), 'month', 'months')} ahead."
    )


def _heads_said(table: pd.DataFrame, level: str) -> str:
    known = table[table["skill"].notna()]
    worse = int((known["skill"] < 0).sum())
    return f"Last year's months did better for {worse} of {wording.count(len(known), level, level + 's')}."


def _record_said(table: pd.DataFrame) -> str:
    """How the forecasts of ended years compare with the official figures, also where they did worse."""
    known = table[table["error"].notna()]
    if known.empty:
        return NO_RECORD
    middle, forecasts = known["error"].abs().median(), wording.count(len(known), "forecast", "forecasts")
    said = f"The middle error of {forecasts} of years that have ended is {middle:.1f} %"
    both = known[known["official_error"].notna()]
    if both.empty:
        return f"{said}."
    better = int((both["error"].abs() < both["official_error"].abs()).sum())
    return f"{said}; {better} of {len(both)} were nearer than the official figure."
