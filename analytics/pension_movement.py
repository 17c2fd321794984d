"""Pension movement: why the obligation of one census became that of the next, source by source, nothing plugged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import census_arrays, wording
from analytics.answer import Answer
from analytics.pension_valued import MONEY, Chosen, answer, nothing, valued
from data_loaders.store import Store
from models import pension_rules
from models.pension import flow
from models.pension.basis import Basis
from models.pension.members import Employees, Lines
from models.pension.valuation import Valuation
from models.pension.value import Scale, of_employees

BASE = pension_rules.BASE
LEAST = 11  # months between two lists that a movement is told for
ONE = "A movement needs the lists of two days a year apart; the store has {days}."


@dataclass(frozen=True)
class Matched:
    """Two valuations of the same rules and assumptions, and who is in both lists."""

    then: Valuation
    now: Valuation
    staff: tuple[pd.DataFrame, pd.DataFrame]
    roll: tuple[pd.DataFrame, pd.DataFrame]

    @property
    def basis(self) -> Basis:
        """The basis of both."""
        return self.now.basis


def movement(store: Store, *, rules: str = BASE, assumed: Chosen = ()) -> Answer:
    """From the obligation of the first day to that of the last: name, amount, group, explanation."""
    title, days = "Why the pension liability changed", census_arrays.days(store)
    columns = ["name", "amount", "share", "how"]
    if not days:
        return nothing(store, title, columns)
    if len(days) < 2 or (days[-1] - days[-2]).days < LEAST * 30:
        said = ONE.format(days=" and ".join(f"{day:%-d %B %Y}" for day in days))
        return answer(store, title, pd.DataFrame(columns=columns), {}, None, sentence=said)
    then, now = (valued(store, rules, assumed, day) for day in days[-2:])
    lists = [census_arrays.listed(store, day) for day in days[-2:]]
    matched = Matched(then, now, tuple(one.staff for one in lists), tuple(one.roll for one in lists))
    rows = [("Obligation at the start", then.total, f"on {days[-2]:%-d %B %Y}"), *_expected(then)]
    rows += [*_of_staff(matched), *_of_roll(matched)]
    explained = sum(amount for _, amount, _ in rows)
    rows.append(("Unexplained", now.total - explained, "what no source above accounts for; never plugged"))
    rows.append(("Obligation at the end", now.total, f"on {days[-1]:%-d %B %Y}"))
    table = pd.DataFrame(rows, columns=["name", "amount", "how"])
    table["share"] = (table["amount"] / then.total * 100).astype("double[pyarrow]")
    grown = (now.total / then.total - 1) * 100
    left = abs(now.total - explained) / now.total * 100
    said = f"The obligation changed by {wording.change(grown)} in the year; {left:.2f} % of it is unexplained."
    notes = ("Payments of the year are those expected: the lists do not say what was paid.",)
    return answer(store, title, table[columns], {"amount": MONEY, "share": "%"}, now, sentence=said, notes=notes)


def _expected(then: Valuation) -> list[tuple[str, float, str]]:
    """What a year brings if all goes as assumed."""
    rate, month = then.basis.assumed.discount / 100, then.basis.month
    paid = then.flow.monthly[:5, :12].sum(axis=0)
    at_end = float((paid * month ** -(12 - np.arange(1, 13))).sum())
    cost = then.service_cost
    interest = (then.total + cost) * rate - (at_end - float(paid.sum()))
    return [
        ("Current service cost", cost, "what the year's service adds, valued at its start"),
        ("Interest", interest, "on both, less on what is paid in the year"),
        ("Benefits paid", -float(paid.sum()), "as expected"),
    ]


def _of_staff(m: Matched) -> list[tuple[str, float, str]]:
    """Employees: who entered, what pay did, whose dates were corrected, who left otherwise than assumed."""
    before, after = m.staff
    at = _places(before["person"], after["person"])
    stays, new = np.flatnonzero(at >= 0), np.flatnonzero(at < 0)
    values = m.now.of_members[0]
    a = m.basis.assumed
    grown = before["pay"].to_numpy()[at[stays]] * (1 + a.pay_award / 100) * (1 + a.increment / 100)
    sex = before["sex"].to_numpy(np.int8)[at[stays]]
    age, service = (before[name].to_numpy(int)[at[stays]] + 12 for name in ("age", "service"))
    expected = _rolled(m, Employees(sex, age, service, grown))
    corrected = after["age"].to_numpy(int)[stays], after["service"].to_numpy(int)[stays]
    dated = _rolled(m, Employees(after["sex"].to_numpy(np.int8)[stays], *corrected, grown))
    actual = values[stays]
    due = _rolled_forward(m.then)
    gone = np.setdiff1d(np.arange(len(before)), at[stays])
    awarded = _from_service(m, before["person"].to_numpy()[gone])
    return [
        ("New employees", float(values[new].sum()), f"{len(new):,} who are not in the first list"),
        ("Pay other than assumed", float((actual - dated).sum()), f"of {len(stays):,} who are in both lists"),
        ("Dates corrected", float((dated - expected).sum()), "birth or entry differs between the lists"),
        ("Exits from service", float(expected.sum()) + awarded - due, f"{len(gone):,} left, not as assumed"),
    ]


def _rolled(m: Matched, people: Employees) -> np.ndarray:
    """The obligation at the end to employees as they then are."""
    lines = Lines.of(people, m.basis.superannuation)
    return of_employees(people, Scale(lines, m.basis).obligation, lines)


def _rolled_forward(then: Valuation) -> float:
    """What the obligation to the employees of the start comes to a year later, if all goes as assumed."""
    rate, month = then.basis.assumed.discount / 100, then.basis.month
    paid = _staff_flow(then)[:5, :12].sum(axis=0)
    at_end = float((paid * month ** -(12 - np.arange(1, 13))).sum())
    return (then.obligation["employees"] + then.service_cost) * (1 + rate) - at_end


def _from_service(m: Matched, gone: np.ndarray) -> float:
    """The obligation at the end to those who left service and now draw a pension."""
    before, after = m.roll
    own = (_places(before["person"], after["person"]) < 0) & after["person"].isin(set(gone)).to_numpy()
    return float(m.now.of_members[1][own].sum())


def _of_roll(m: Matched) -> list[tuple[str, float, str]]:
    """Pensioners: increases and deaths other than assumed."""
    before, after = m.roll
    at = _places(before["person"], after["person"])
    both = np.flatnonzero(at >= 0)
    start = m.then.of_members[1]
    rate, month = m.basis.assumed.discount / 100, m.basis.month
    paid = (m.then.flow.monthly - _staff_flow(m.then)).sum(axis=0)[:12]
    due = float(start.sum()) * (1 + rate) - float((paid * month ** -(12 - np.arange(1, 13))).sum())
    up = 1 + m.basis.assumed.pension_increase / 100
    drawn = m.now.of_members[1]
    pension = after["pension"].to_numpy(float)[both]
    expected = before["pension"].to_numpy(float)[at[both]] * up
    recent = (at < 0) & (after["kind"].to_numpy() == 1) & (after["since"].to_numpy(float) <= 12)
    families = float(drawn[recent].sum())
    kept = np.divide(drawn[both] * expected, pension, out=np.zeros(len(both)), where=pension > 0)
    return [
        ("Increases of pensions", float((drawn[both] - kept).sum()), "other than assumed, and parts that came back"),
        (
            "Deaths",
            float(kept.sum()) - due + families,
            "more or fewer than assumed; families new in the year are all here",
        ),
    ]


def _staff_flow(then: Valuation) -> np.ndarray:
    """Payments to the employees of the start, by kind and month."""
    return flow.of_employees(then.scale, floor=then.floor).monthly


def _places(before: pd.Series, after: pd.Series) -> np.ndarray:
    """Where each person of the second list stands in the first; -1 where it does not."""
    return pd.Index(before).get_indexer(after)
