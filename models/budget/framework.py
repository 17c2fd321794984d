"""Framework: the lines of the year in progress and the next five, for any number of paths at once.

All is relative to a baseline: a lever at its start changes nothing, to the last bit. Money is in whole rupees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from models.budget.levers import BY_NAME, settings
from models.budget.lines import ADP, LINES, OWN, PLACE, TOTALS, of_part

YEARS = 6  # the year in progress and the next five
BUOYANCY = {"pool": 1.1, "services_tax": 1.2, "cess": 1.0, "property": 1.0, "other_tax": 0.9, "non_tax": 0.8}
INDEXED = ("straight", "ozt", "operations", "transfers")  # grow with prices
FOREIGN = ("foreign_projects", "foreign_loans")  # are in dollars
SHOCKS = ("growth", "inflation", "depreciation", "pool", "own", "spending")  # what paths may differ in, a year each


@dataclass(frozen=True)
class Ledger:
    """Foreign loans of a ledger, at the exchange rates of the start: owed, and due in each year; none: all zero."""

    owed: float = 0.0  # of the debt at the start, by loans with terms
    interest: tuple[float, ...] = (0.0,) * YEARS
    repayment: tuple[float, ...] = (0.0,) * YEARS

    def at_end(self, year: int) -> float:
        """What is owed at a year's end, -1 the start.

        >>> Ledger(10.0, repayment=(4.0, 6.0)).at_end(-1), Ledger(10.0, repayment=(4.0, 6.0)).at_end(0)
        (10.0, 6.0)
        """
        return self.owed - sum(self.repayment[: year + 1])


@dataclass(frozen=True)
class Baseline:
    """Where the framework starts: rupees of each line in the year in progress, debt, and the path of pensions."""

    lines: Mapping[str, float]
    debt: float  # foreign loans outstanding at the start
    pensions: tuple[float, ...] = ()  # growth of pension payments in each later year, %, at the lever's start
    loan_rate: float = 2.0  # % a year on what is outstanding and on no ledger
    loan_life: float = 25.0  # years over which that is repaid
    adp_growth: float = 8.0  # % a year
    reform: tuple[float, ...] = ()  # part of pension payments that reforms would save in each later year
    payroll: float | None = None  # a year's pay of the posts filled, that later salaries grow from; none: the budget
    fixed: Mapping[tuple[str, int], float] | None = None  # figures put in the place of computed ones: (line, year)
    ledger: Ledger = Ledger()  # what is due on loans of which the terms are known
    likely: Mapping[str, float] | None = None  # by line, how the year in progress is likely to end, less the budget


@dataclass(frozen=True)
class Result:
    """Whole rupees by path, year and line, and the debt at each year's end."""

    lines: np.ndarray  # (paths, YEARS, lines), int64
    debt: np.ndarray  # (paths, YEARS), int64

    def line(self, code: str) -> np.ndarray:
        """One line; shape (paths, YEARS)."""
        return self.lines[:, :, PLACE[code]]

    def total(self, name: str) -> np.ndarray:
        """One of TOTALS; shape (paths, YEARS)."""
        plus, minus = TOTALS[name]
        return self.lines[:, :, of_part(*plus)].sum(axis=2) - self.lines[:, :, of_part(*minus)].sum(axis=2)

    @property
    def cash(self) -> np.ndarray:
        """What the balance and the loans leave in the bank, or take from it."""
        return self.total("Balance") + self.total("Loans")

    @property
    def own(self) -> np.ndarray:
        """Own revenue."""
        return self.lines[:, :, OWN].sum(axis=2)

    def primary(self) -> np.ndarray:
        """The balance without interest."""
        return self.total("Balance") + self.line("interest")


@dataclass(frozen=True)
class Step:
    """One year before it is rounded: by line, shape (paths,) or one for all."""

    carried: Mapping[str, np.ndarray]  # what the next year grows from
    computed: Mapping[str, np.ndarray]  # with policy, shocks and debt
    shown: Mapping[str, np.ndarray]  # with the figures that are put in the place of computed ones
    owed: np.ndarray  # at the year's end


def rupees(amount: np.ndarray) -> np.ndarray:
    """Whole rupees, halves to the even."""
    return np.rint(amount).astype(np.int64)


def framework(
    base: Baseline,
    moved: Mapping[str, float | np.ndarray] | None = None,
    shocks: Mapping[str, np.ndarray] | None = None,
) -> Result:
    """The framework under levers and shocks.

    `moved`: a value or one a path, by lever; `shocks`: parts by which growth, inflation, depreciation, the pool, own
    revenue and spending differ, shape (paths, YEARS), by SHOCKS.
    """
    many = _values(moved or {}, shocks or {})[1]
    made, debt = np.zeros((YEARS, len(LINES), many), np.int64), np.zeros((YEARS, many), np.int64)
    for year, step in enumerate(steps(base, moved, shocks)):
        for code, place in PLACE.items():
            made[year, place] = rupees(step.shown[code])
        debt[year] = rupees(step.owed)
    return Result(made.transpose(2, 0, 1), debt.T)  # a path after another is read seldom, a line of all paths often


def steps(
    base: Baseline,
    moved: Mapping[str, float | np.ndarray] | None = None,
    shocks: Mapping[str, np.ndarray] | None = None,
) -> Iterator[Step]:
    """The years of the framework one after another, before rounding."""
    at, many = _values(moved or {}, shocks or {})
    none = np.zeros((many, YEARS))
    shock = {name: (shocks or {}).get(name, none) for name in SHOCKS}
    likely, way = base.likely or {}, at["outturn"] / 100
    state = {code: np.full(many, float(base.lines.get(code, 0.0))) + way * likely.get(code, 0.0) for code in PLACE}
    owed, price = np.full(many, float(base.debt)), np.ones(many)  # of foreign money, against the start
    for year in range(YEARS):
        state = dict(state) if year == 0 else _grown(state, at, shock, year, base)
        computed = _policy(state, at, shock, year)
        if 0 < year <= len(base.reform):
            computed["pensions"] = state["pensions"] * (1 - at["pension_reform"] / 100 * base.reform[year - 1])
        fall = _fall(at, shock, year) if year else 0.0
        free = owed - base.ledger.at_end(year - 1) * price  # of the terms of any ledger
        price = price * (1 + fall)
        computed |= _debt(computed, (free, price), at, year, base)
        put = {code: np.full(many, float(value)) for (code, when), value in (base.fixed or {}).items() if when == year}
        shown = computed | put
        owed = owed * (1 + fall) + rupees(shown["foreign_loans"]) - rupees(shown["repayment"])
        yield Step(state, computed, shown, owed)


def _values(moved: Mapping, shocks: Mapping) -> tuple[dict, int]:
    """Every lever's value, one or one a path, and the number of paths."""
    for edge in (np.min, np.max):
        settings({name: float(edge(value)) for name, value in moved.items()})
    many = max([1, *(np.size(value) for value in moved.values()), *(len(each) for each in shocks.values())])
    at = dict(settings())
    for name, value in moved.items():
        at[name] = float(np.ravel(value)[0]) if np.size(value) == 1 else np.asarray(value, float)
    return at, many


def _start(name: str) -> float:
    return BY_NAME[name].start


def _nominal(at: Mapping, shock: Mapping, year: int) -> np.ndarray:
    real = at["growth"] / 100 + shock["growth"][:, year]
    return (1 + real) * (1 + at["inflation"] / 100 + shock["inflation"][:, year]) - 1


def _fall(at: Mapping, shock: Mapping, year: int) -> np.ndarray:
    return at["depreciation"] / 100 + shock["depreciation"][:, year]


def _grown(state: Mapping, at: Mapping, shock: Mapping, year: int, base: Baseline) -> dict[str, np.ndarray]:
    """The lines of a year from those of the year before, before what policy adds to them."""
    nominal, prices = _nominal(at, shock, year), 1 + at["inflation"] / 100 + shock["inflation"][:, year]
    grown = dict(state)
    for code, buoyancy in BUOYANCY.items():
        grown[code] = state[code] * (1 + buoyancy * nominal)
    for code in INDEXED:
        grown[code] = state[code] * prices
    grown["operations"] = grown["operations"] * (1 + at["operations_growth"] / 100)
    paid = state["salaries"] if year > 1 or base.payroll is None else base.payroll
    grown["salaries"] = paid * (1 + at["pay_award"] / 100) * (1 + at["hiring"] / 100)
    path = base.pensions[year - 1] if len(base.pensions) >= year else 10.0
    more = (1 + at["pension_award"] / 100) / (1 + _start("pension_award") / 100)
    grown["pensions"] = state["pensions"] * (1 + path / 100) * more
    for code in FOREIGN:
        grown[code] = state[code] * (1 + _fall(at, shock, year))
    for code in (*ADP, "federal_projects"):
        grown[code] = state[code] * (1 + base.adp_growth / 100)
    return grown


def _policy(amounts: Mapping, at: Mapping, shock: Mapping, year: int) -> dict[str, np.ndarray]:
    """What policy and shocks make of the lines of a year; in the year in progress only shocks do."""
    shown = dict(amounts)
    own, pool = 1 + shock["own"][:, year], 1 + shock["pool"][:, year]
    later = 1.0 if year else 0.0
    shown["pool"] = amounts["pool"] * pool * (1 + later * at["pool_effort"] / 100)
    shown["pool"] = shown["pool"] * (1 + later * (at["nfc_share"] / _start("nfc_share") - 1))
    shown["ozt"] = amounts["ozt"] * (1 + later * at["pool_effort"] / 100)
    flood = 1 - (at["flood"] / 100 if year == 1 else 0.0)
    compliance = 1 + later * at["compliance"] / 100
    for code, rate in (("services_tax", "services_rate"), ("cess", "cess_rate"), ("property", "property_rate")):
        shown[code] = amounts[code] * own * flood * compliance * (1 + later * at[rate] / 100)
    shown["other_tax"] = amounts["other_tax"] * own * flood * compliance
    shown["non_tax"] = amounts["non_tax"] * own * flood
    for code in ("operations", "transfers"):
        shown[code] = amounts[code] * (1 + shock["spending"][:, year])
    shown["transfers"] = shown["transfers"] + later * at["subsidy"] * 1e9 + (at["relief"] * 1e9 if year == 1 else 0.0)
    for code in ADP:
        shown[code] = amounts[code] * (1 + later * at["adp"] / 100) * (1 + later * at[code] / 100)
    for code in FOREIGN:
        shown[code] = amounts[code] * (1 + later * at["foreign_adp"] / 100)
    shown["foreign_loans"] = shown["foreign_loans"] + later * at["new_loan"] * 1e9
    return shown


def _debt(shown: Mapping, owed: tuple, at: Mapping, year: int, base: Baseline) -> dict[str, np.ndarray]:
    """Interest and repayment of the ledger and of the rest of what is owed; in the year in progress as budgeted."""
    if not year:
        return {}
    (rest, price), due = owed, base.ledger  # of what is on no ledger; of foreign money
    domestic = shown["interest"] - _first(base)
    rate = base.loan_rate / 100 * rest + at["interest_rate"] / 100 * shown["foreign_loans"] / 2
    return {
        "interest": domestic + (due.interest[year] * price + rate),
        "repayment": due.repayment[year] * price + rest / base.loan_life,
    }


def _first(base: Baseline) -> float:
    """The part of the budgeted interest that is on foreign loans."""
    rest = (base.debt - base.ledger.owed) * base.loan_rate / 100
    return min(base.ledger.interest[0] + rest, float(base.lines.get("interest", 0.0)))
