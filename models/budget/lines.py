"""Lines of the framework, as a provincial budget has them, and the totals that they add up to."""

from __future__ import annotations

from dataclasses import dataclass

RECEIPTS, CURRENT, CAPITAL, DEVELOPMENT, FINANCING = "receipts", "current", "capital", "development", "financing"


@dataclass(frozen=True)
class Line:
    """One line: its code, its name, and which total it belongs to."""

    code: str
    name: str
    part: str
    own: bool = False  # own revenue


LINES = (
    Line("pool", "Share of the divisible pool", RECEIPTS),
    Line("straight", "Straight transfers", RECEIPTS),
    Line("ozt", "Grant for the abolished octroi", RECEIPTS),
    Line("services_tax", "Sales tax on services", RECEIPTS, own=True),
    Line("cess", "Infrastructure cess", RECEIPTS, own=True),
    Line("property", "Stamp duties and taxes on property", RECEIPTS, own=True),
    Line("other_tax", "Other own taxes", RECEIPTS, own=True),
    Line("non_tax", "Own non-tax receipts", RECEIPTS, own=True),
    Line("grants", "Grants, federal and foreign", RECEIPTS),
    Line("other_receipts", "Receipts of no other line", RECEIPTS),
    Line("salaries", "Salaries", CURRENT),
    Line("pensions", "Pensions and commutation", CURRENT),
    Line("operations", "Operations", CURRENT),
    Line("transfers", "Grants and subsidies", CURRENT),
    Line("interest", "Interest", CURRENT),
    Line("repayment", "Repayment of loans", CAPITAL),
    Line("other_capital", "Other current capital", CAPITAL),
    Line("adp_economy", "Development, own: economic affairs", DEVELOPMENT),
    Line("adp_housing", "Development, own: housing and community amenities", DEVELOPMENT),
    Line("adp_health", "Development, own: health", DEVELOPMENT),
    Line("adp_education", "Development, own: education", DEVELOPMENT),
    Line("adp_other", "Development, own: other sectors", DEVELOPMENT),
    Line("foreign_projects", "Development, foreign projects", DEVELOPMENT),
    Line("federal_projects", "Development, federal grants", DEVELOPMENT),
    Line("unexplained", "Not explained in the budget", CURRENT),
    Line("foreign_loans", "Foreign loans", FINANCING),
    Line("domestic_loans", "Domestic loans and recoveries", FINANCING),
)
PLACE = {line.code: at for at, line in enumerate(LINES)}
TOTALS = {  # name: (the lines that are added, those that are taken away)
    "Receipts": ((RECEIPTS,), ()),
    "Current revenue spending": ((CURRENT,), ()),
    "Current capital spending": ((CAPITAL,), ()),
    "Development": ((DEVELOPMENT,), ()),
    "Spending": ((CURRENT, CAPITAL, DEVELOPMENT), ()),
    "Revenue balance": ((RECEIPTS,), (CURRENT,)),
    "Balance": ((RECEIPTS,), (CURRENT, CAPITAL, DEVELOPMENT)),
    "Loans": ((FINANCING,), ()),
}


def of_part(*parts: str) -> list[int]:
    """Places of the lines of some parts."""
    return [at for at, line in enumerate(LINES) if line.part in parts]


ADP = tuple(line.code for line in LINES if line.code.startswith("adp_"))  # the own programme, by sector
AS_BUDGETED = ("other_receipts", "interest", "unexplained")  # of the lines of these parts, whatever is forecast
LIKELY = tuple(
    line.code for line in LINES if line.part in (RECEIPTS, CURRENT, DEVELOPMENT) and line.code not in AS_BUDGETED
)
OWN = [at for at, line in enumerate(LINES) if line.own]
