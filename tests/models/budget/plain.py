"""A plain reference: one path, year by year, in Python's own numbers."""

from models.budget.framework import BUOYANCY
from models.budget.levers import settings

CODES = (
    "pool straight ozt services_tax cess property other_tax non_tax grants other_receipts salaries pensions operations "
    "transfers interest repayment other_capital adp_economy adp_housing adp_health adp_education adp_other "
    "foreign_projects federal_projects unexplained foreign_loans domestic_loans"
).split()
SECTORS = [code for code in CODES if code.startswith("adp_")]


def plain(base, moved, shock):
    """shock(name, year) -> part; returns a list of dictionaries of rupees and the debt at each year's end."""
    a, years, owed, debts = settings(moved), [], base.debt, []
    line = {code: float(base.lines.get(code, 0)) + a["outturn"] / 100 * base.likely.get(code, 0) for code in CODES}
    due, left, price = base.ledger, base.ledger.owed, 1.0  # left: what the ledger's loans owe, at the first prices
    foreign = due.interest[0] + (base.debt - left) * base.loan_rate / 100
    domestic = line["interest"] - min(foreign, line["interest"])
    for year in range(6):
        s = {name: shock(name, year) for name in ("growth", "inflation", "depreciation", "pool", "own", "spending")}
        prices, fall = 1 + a["inflation"] / 100 + s["inflation"], a["depreciation"] / 100 + s["depreciation"]
        if year:
            nominal = (1 + a["growth"] / 100 + s["growth"]) * prices - 1
            for code, buoyancy in BUOYANCY.items():
                line[code] *= 1 + buoyancy * nominal
            for code in ("straight", "ozt", "operations", "transfers"):
                line[code] *= prices
            line["operations"] *= 1 + a["operations_growth"] / 100
            line["salaries"] = base.payroll if year == 1 and base.payroll is not None else line["salaries"]
            line["salaries"] *= (1 + a["pay_award"] / 100) * (1 + a["hiring"] / 100)
            path = base.pensions[year - 1] if len(base.pensions) >= year else 10.0
            line["pensions"] *= (1 + path / 100) * (1 + a["pension_award"] / 100) / 1.07
            for code in ("foreign_projects", "foreign_loans"):
                line[code] *= 1 + fall
            for code in (*SECTORS, "federal_projects"):
                line[code] *= 1 + base.adp_growth / 100
        shown, on = dict(line), 1 if year else 0
        flood = 1 - (a["flood"] / 100 if year == 1 else 0)
        shown["pool"] *= (1 + s["pool"]) * (1 + on * a["pool_effort"] / 100) * (1 + on * (a["nfc_share"] / 24.55 - 1))
        shown["ozt"] *= 1 + on * a["pool_effort"] / 100
        for code, rate in (
            ("services_tax", "services_rate"),
            ("cess", "cess_rate"),
            ("property", "property_rate"),
            ("other_tax", None),
        ):
            shown[code] *= (
                (1 + s["own"]) * flood * (1 + on * a["compliance"] / 100) * (1 + on * a[rate] / 100 if rate else 1)
            )
        shown["non_tax"] *= (1 + s["own"]) * flood
        saved = dict(enumerate(base.reform, 1)).get(year, 0)
        shown["pensions"] *= 1 - a["pension_reform"] / 100 * saved
        shown["operations"] *= 1 + s["spending"]
        shown["transfers"] = (
            shown["transfers"] * (1 + s["spending"]) + on * a["subsidy"] * 1e9 + (a["relief"] * 1e9 if year == 1 else 0)
        )
        shown |= {code: shown[code] * (1 + on * a["adp"] / 100) * (1 + on * a[code] / 100) for code in SECTORS}
        for code in ("foreign_projects", "foreign_loans"):
            shown[code] *= 1 + on * a["foreign_adp"] / 100
        shown["foreign_loans"] += on * a["new_loan"] * 1e9
        others = owed - left * price
        price *= 1 + fall if year else 1
        if year:
            new = a["interest_rate"] / 100 * shown["foreign_loans"] / 2
            shown["interest"] = domestic + due.interest[year] * price + base.loan_rate / 100 * others + new
            shown["repayment"] = due.repayment[year] * price + others / base.loan_life
        left -= due.repayment[year]
        years.append(shown)
        owed = owed * (1 + fall if year else 1) + round(shown["foreign_loans"]) - round(shown["repayment"])
        debts.append(owed)
    return years, debts
