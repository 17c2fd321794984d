"""The peer of the scenario figures: the framework's model in plain pandas, a frame for each block of paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from models.budget.framework import BUOYANCY, FOREIGN, INDEXED, SHOCKS, YEARS, Baseline
from models.budget.levers import BY_NAME, settings
from models.budget.lines import ADP, LINES

CODES = [line.code for line in LINES]
TAXES = {"services_tax": "services_rate", "cess": "cess_rate", "property": "property_rate", "other_tax": None}


def blocks(base: Baseline, moved: Mapping, drawn: Mapping[str, np.ndarray], size: int) -> Iterator[list[pd.DataFrame]]:
    """Blocks of paths, each a frame of lines and debt by year."""
    many = len(drawn["growth"])
    for start in range(0, many, size):
        yield block(base, moved, {name: drawn[name][start : start + size] for name in SHOCKS})


def block(base: Baseline, moved: Mapping, drawn: Mapping[str, np.ndarray]) -> list[pd.DataFrame]:
    """The years of one block: a frame each, a row a path."""
    a, made = settings(moved), []
    line = pd.DataFrame({code: float(base.lines.get(code, 0)) for code in CODES}, index=range(len(drawn["growth"])))
    owed = pd.Series(float(base.debt), index=line.index)
    for year in range(YEARS):
        s = pd.DataFrame({name: drawn[name][:, year] for name in SHOCKS})
        fall = a["depreciation"] / 100 + s["depreciation"] if year else 0.0
        if year:
            line = grown(base, a, s, line, year)
        shown = policy(a, s, line, year)
        if year:
            first = min(base.debt * base.loan_rate / 100, base.lines["interest"])
            new = a["interest_rate"] / 100 * shown["foreign_loans"] / 2
            shown["interest"] = line["interest"] - first + base.loan_rate / 100 * owed + new
            shown["repayment"] = owed / base.loan_life
        shown = shown.round().astype("int64")
        owed = owed * (1 + fall) + shown["foreign_loans"] - shown["repayment"]
        shown["debt"] = owed.round().astype("int64")
        made.append(shown)
    return made


def grown(base: Baseline, a: Mapping, s: pd.DataFrame, last: pd.DataFrame, year: int) -> pd.DataFrame:
    """Lines of a year from those of the year before."""
    line = last.copy()
    prices = 1 + a["inflation"] / 100 + s["inflation"]
    nominal = (1 + a["growth"] / 100 + s["growth"]) * prices - 1
    for code, buoyancy in BUOYANCY.items():
        line[code] = line[code] * (1 + buoyancy * nominal)
    for code in INDEXED:
        line[code] = line[code] * prices
    line["operations"] = line["operations"] * (1 + a["operations_growth"] / 100)
    line["salaries"] = line["salaries"] * (1 + a["pay_award"] / 100) * (1 + a["hiring"] / 100)
    path = base.pensions[year - 1] if len(base.pensions) >= year else 10.0
    more = (1 + a["pension_award"] / 100) / (1 + BY_NAME["pension_award"].start / 100)
    line["pensions"] = line["pensions"] * (1 + path / 100) * more
    for code in FOREIGN:
        line[code] = line[code] * (1 + a["depreciation"] / 100 + s["depreciation"])
    for code in (*ADP, "federal_projects"):
        line[code] = line[code] * (1 + base.adp_growth / 100)
    return line


def policy(a: Mapping, s: pd.DataFrame, line: pd.DataFrame, year: int) -> pd.DataFrame:
    """What policy and shocks make of the lines of a year."""
    shown, on, own = line.copy(), 1.0 if year else 0.0, 1 + s["own"]
    effort = 1 + on * a["pool_effort"] / 100
    shown["pool"] = shown["pool"] * (1 + s["pool"]) * effort
    shown["pool"] = shown["pool"] * (1 + on * (a["nfc_share"] / BY_NAME["nfc_share"].start - 1))
    shown["ozt"] = shown["ozt"] * effort
    flood = 1 - (a["flood"] / 100 if year == 1 else 0.0)
    for code, rate in TAXES.items():
        yields = (1 + on * a["compliance"] / 100) * (1 + on * a[rate] / 100 if rate else 1.0)
        shown[code] = shown[code] * own * flood * yields
    shown["non_tax"] = shown["non_tax"] * own * flood
    for code in ("operations", "transfers"):
        shown[code] = shown[code] * (1 + s["spending"])
    shown["transfers"] = shown["transfers"] + on * a["subsidy"] * 1e9 + (a["relief"] * 1e9 if year == 1 else 0.0)
    for code in ADP:
        shown[code] = shown[code] * (1 + on * a["adp"] / 100) * (1 + on * a[code] / 100)
    for code in FOREIGN:
        shown[code] = shown[code] * (1 + on * a["foreign_adp"] / 100)
    shown["foreign_loans"] = shown["foreign_loans"] + on * a["new_loan"] * 1e9
    return shown
