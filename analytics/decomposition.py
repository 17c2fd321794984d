"""Decomposition: what trend, season, holidays and policy make of monthly receipts, and where their level broke."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import change, monthly, receipts, wording
from analytics.answer import Answer
from analytics.receipts import Selection
from data_loaders.store import Store
from models import decomposition as model
from models import parameter, structural_break

PARTS = ("fiscal_year", "month", "amount", "trend", "season", "holiday", "policy", "rest")
BREAKS = ("test", "what", "month", "effect", "low", "high", "statistic", "p_value", "months")
FORMULA = (
    "Amount = trend x season x holiday x policy x rest, month by month. Trend and season: STL on logarithms "
    "(Cleveland et al. 1990); holiday and policy: regression on logarithms with robust errors (Newey and West 1987)."
)
Dated = tuple[tuple[str, str], ...]  # ("2024-07", "rate from 13 to 15 %"), typed by the reader


@dataclass(frozen=True)
class History:
    """One series from its first figure to its last, and what is dated in it."""

    fiscal_years: tuple[str, ...]
    months: np.ndarray
    amounts: pd.Series
    dated: tuple[tuple[np.datetime64, str, str], ...]  # month, what, source
    as_of: object

    @property
    def figures(self) -> np.ndarray:
        """The amounts as floats, NaN where there is none."""
        return self.amounts.to_numpy(dtype=float, na_value=np.nan)

    @property
    def enough(self) -> bool:
        """Whether there is a history, and one that can be taken apart."""
        return bool(len(self.months)) and not model.lacking(self.figures)

    def lacking(self, undone: str) -> str:
        """What cannot be done and why; "" where there is no history at all."""
        return f"{undone}: {model.lacking(self.figures)}." if len(self.months) else ""


def parts(
    store: Store, *, heads: tuple[str, ...] = (), groups: tuple[str, ...] = (), agencies: tuple[str, ...] = (),
    interventions: Dated = (),
) -> Answer:  # fmt: skip
    """Components of the chosen receipts together, a row a month; they multiply back to the amount.

    fiscal_year, month, amount and trend (money), season, holiday, policy, rest (factors around 1; rest is missing
    where there is no figure). `interventions` are months and words of the reader's own, beside the dated parameters.
    """
    selection = Selection((), heads, agencies, groups)
    history = _history(store, selection, interventions)
    if not history.enough:
        said = history.lacking("Receipts cannot be taken apart")
        return _answer(store, "Receipts taken apart", pd.DataFrame(columns=list(PARTS)), selection, history, said)
    found = model.taken_apart(history.figures, history.months, [month for month, *_ in history.dated])
    table = pd.DataFrame(
        {"fiscal_year": history.fiscal_years, "month": history.months.astype("datetime64[D]").tolist()}
    )
    table["amount"] = history.amounts.to_numpy()
    table["amount"] = table["amount"].astype(change.MONEY)
    table["trend"] = pd.Series([f"{value:.2f}" for value in found.trend]).astype(change.MONEY)
    for name in ("season", "holiday", "policy", "rest"):
        table[name] = pd.Series(getattr(found, name)).astype(change.PER_CENT)
    notes = (FORMULA, *_holiday_said(found.holiday_p), *_dated_said(history, found.effects))
    return _answer(store, "Receipts taken apart", table, selection, history, _said(table), notes)


def breaks(
    store: Store, *, heads: tuple[str, ...] = (), groups: tuple[str, ...] = (), agencies: tuple[str, ...] = (),
    interventions: Dated = (), seed: int = 0,
) -> Answer:  # fmt: skip
    """Tests whether the level of the chosen receipts changed for good: at any month, steadily, and at dated ones.

    test, what, month, effect, low, high (% on the level; the interval only where the month was known beforehand),
    statistic, p_value, months (how many were judged).
    """
    selection = Selection((), heads, agencies, groups)
    history = _history(store, selection, interventions)
    if not history.enough:
        said = history.lacking("Breaks cannot be tested")
        return _answer(store, "Breaks in receipts", pd.DataFrame(columns=list(BREAKS)), selection, history, said)
    found = model.taken_apart(history.figures, history.months, [month for month, *_ in history.dated])
    controls, size = model.rhythm(history.months, bent=False), int(np.sum(history.figures > 0))
    step = structural_break.level(found.logs, controls, seed)
    residual = found.logs - controls @ np.linalg.lstsq(controls, found.logs, rcond=None)[0]
    drift, drift_p = structural_break.cusum(residual, controls.shape[1])
    what = {month: said for month, said, _ in history.dated}
    rows = [
        ("largest step", "a change of level in any month", history.months[step.at].item(), np.expm1(step.effect) * 100,
         None, None, step.statistic, step.p_value),
        ("CUSUM", "a level that drifts away from one trend and season", None, None, None, None, drift, drift_p),
        *(("dated step", what[each.month], each.month.item(), each.per_cent, each.low, each.high, None, each.p_value)
          for each in found.effects),
    ]  # fmt: skip
    table = pd.DataFrame([(*row, size) for row in rows], columns=list(BREAKS))
    notes = (
        "Largest step: sup-F over the middle 70 % of the months (Andrews 1993), p value from 499 series drawn without "
        "a break and with the same correlation from month to month. CUSUM: Ploberger and Krämer (1992); it takes "
        "months as unrelated and so finds breaks too easily. Dated steps: regression with robust errors.",
        *_dated_said(history, found.effects),
    )
    return _answer(store, "Breaks in receipts", table, selection, history, _break_said(table), notes)


def _history(store: Store, selection: Selection, typed: Dated) -> History:
    """The chosen receipts together, from their first figure to their last."""
    found = monthly.series(store, "total", selection)
    there = found.amounts["total"].notna().to_numpy() if len(found.names) else np.zeros(0, dtype=bool)
    places = np.flatnonzero(there)
    span = slice(places[0], places[-1] + 1) if len(places) else slice(0, 0)
    known = parameter.table("interventions", store.government.currency) if len(selection.heads) == 1 else ()
    dated = [(np.datetime64(row["month"], "M"), row["what"], row["source"]) for row in known
             if row["head"] == selection.heads[0]]  # fmt: skip
    dated += [(np.datetime64(month, "M"), what, "typed by the reader") for month, what in typed]
    months = found.calendar()[span]
    amounts = found.amounts["total"].iloc[span] if len(places) else pd.Series(dtype=change.MONEY)
    as_of = (
        (months[-1] + 1).astype("datetime64[D]").item() - pd.Timedelta(days=1).to_pytimedelta() if len(months) else None
    )
    return History(tuple(year for year, _ in found.fiscal[span]), months, amounts, tuple(dated), as_of)


def _answer(store: Store, title: str, table: pd.DataFrame, selection: Selection, history: History, *said) -> Answer:
    """The answer of either question: sentence, then notes."""
    units = {"amount": "money", "trend": "money", **dict.fromkeys(("season", "holiday", "policy", "rest"), "times")}
    if title == "Breaks in receipts":
        units = dict.fromkeys(("effect", "low", "high"), "%") | {
            "statistic": "F or CUSUM",
            "p_value": "probability",
            "months": "months",
        }
    sentence, notes = (*said, ())[:2]
    return receipts.answer(
        store, title, table, units if len(table) else {}, selection, as_of=history.as_of, sentence=sentence, notes=notes
    )


def _holiday_said(p_value: float) -> tuple[str, ...]:
    """Whether holidays could be told from the season."""
    if np.isnan(p_value):
        return (f"Holidays are not told from the season: that takes {model.LEAST_MONTHS_FOR_HOLIDAYS} months.",)
    if p_value < model.SIGNIFICANT:
        return (f"Ramadan, Shawwal and Zilhaj (tabular calendar) move receipts (p = {p_value:.3f}).",)
    return (f"No effect of Ramadan, Shawwal or Zilhaj can be shown (p = {p_value:.2f}); holiday is 1.",)


def _dated_said(history: History, effects: Sequence[model.Effect]) -> tuple[str, ...]:
    """What each dated intervention came with, or why that is not known."""
    measured = {effect.month: effect for effect in effects}
    said = []
    for month, what, source in history.dated:
        effect, when = measured.get(month), f"{month.item():%b %Y}"
        came = f"no effect measured, as fewer than {model.LEAST_MONTHS_EACH_SIDE} months stand on one side"
        if effect:
            interval = f"95 % interval {effect.low:.1f} to {effect.high:.1f} %"
            came = f"the level after it is {wording.compared(effect.per_cent)} the level before ({interval})"
            came += "" if effect.p_value < model.SIGNIFICANT else ", so no change can be shown"
        said.append(f"{when}, {what}: {came}. Source: {source}.")
    return tuple(said)


def _said(table: pd.DataFrame) -> str:
    """How the trend moves, which months the season lifts and lowers most, and how much is left."""
    trend, last_year = table["trend"], table["season"].iloc[-12:]
    last, high, low = table["month"].iloc[-1], last_year.idxmax(), last_year.idxmin()
    growth = float(trend.iloc[-1] / trend.iloc[-13] - 1) * 100
    left = (table["rest"].dropna() - 1).abs().median() * 100
    return (
        f"The trend of {last:%b %Y} is {wording.compared(growth)} a year before; the season lifts "
        f"{table['month'][high]:%B} most ({last_year[high]:.2f} times the trend) and lowers "
        f"{table['month'][low]:%B} most ({last_year[low]:.2f} times); half of all months are within {left:.1f} % of "
        f"what the components explain ({wording.count(len(table), 'month', 'months')})."
    )


def _break_said(table: pd.DataFrame) -> str:
    """Whether a break can be shown, and where."""
    step = table.iloc[0]
    judged = f"p = {step.p_value:.3f}, {step.months} months"
    if step.p_value >= model.SIGNIFICANT:
        return f"No lasting change of level can be shown ({judged})."
    way = "rose" if step.effect > 0 else "fell"
    return (
        f"The level {way} most in {step.month:%B %Y}, by {abs(step.effect):.1f} % beside one straight trend ({judged})."
    )
