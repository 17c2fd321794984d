"""Pension fund: what is set aside beside what is owed, and what must be paid in to close the gap?"""

from __future__ import annotations

import pandas as pd

from analytics.answer import Answer
from analytics.pension_valued import MONEY, Chosen, answer, nothing, valued
from data_loaders.store import Store
from models.pension.fund import Fund
from models.pension_rules import BASE

YEARS = ("5", "10", "15", "20", "30", "40")  # over which what is unfunded may be paid off
COLUMNS = ["name", "amount", "share"]


def contribution(store: Store, *, assets: float, years: int, rules: str = BASE, assumed: Chosen = ()) -> Answer:
    """Assets of the fund beside the obligation, and what would fund it: name, amount, share (% of yearly pay)."""
    now, title = valued(store, rules, assumed), "What would fund the pensions"
    if now is None:
        return nothing(store, title, COLUMNS)
    fund, pay = _fund(now, assets), float(now.members.total_pay.sum()) * 12
    normal, gap = round(fund.service_cost, 2), round(fund.instalment(years), 2)  # so that what is shown foots
    rows = [
        ("Obligation", fund.obligation, None), ("Assets of the fund", fund.assets, None),
        ("Not funded", fund.unfunded, None), ("Service cost of the coming year", normal, normal / pay * 100),
        (f"First of {years} instalments for what is not funded", gap, gap / pay * 100),
        ("Together in the coming year", normal + gap, (normal + gap) / pay * 100),
    ]  # fmt: skip
    covered = (
        "nothing is owed" if fund.funded is None
        else f"{fund.funded:.1%} of what is owed is set aside" if assets
        else "no assets are typed, so nothing is taken to be set aside"
    )  # fmt: skip
    said = f"{covered[0].upper()}{covered[1:]}; {rows[-1][2]:.1f} % of pay a year would fund it in {years} years."
    notes = (
        f"Instalments at each year's start, rising with pay by {fund.growth:.1%} a year; the fund earns the discount "
        "rate. What pensioners and service to date are owed is in the obligation; the service cost funds service to "
        "come.",
    )
    units = {"amount": MONEY, "share": "%"}
    return answer(store, title, pd.DataFrame(rows, columns=COLUMNS), units, now, sentence=said, notes=notes)


def path(store: Store, *, assets: float, years: int, rules: str = BASE, assumed: Chosen = ()) -> Answer:
    """What is not funded at each year's start, and the instalment: year (1 is the coming one), unfunded, instalment."""
    now, title = valued(store, rules, assumed), "Until the pensions are funded"
    if now is None:
        return nothing(store, title, ["year", "unfunded", "instalment"])
    rows = [(str(year), *row) for year, row in enumerate(_fund(now, assets).path(years), start=1)]
    table = pd.DataFrame(rows, columns=["year", "unfunded", "instalment"])
    return answer(store, title, table, {"unfunded": MONEY, "instalment": MONEY}, now)


def _fund(now, assets: float) -> Fund:
    """The fund beside a valuation."""
    a = now.basis.assumed
    return Fund(assets, now.total, now.service_cost, a.discount / 100, a.pay_award / 100)
