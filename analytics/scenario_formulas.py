"""Scenario formulas: the framework's arithmetic as a spreadsheet has it, in the order of models/budget/framework.py.

Assumptions are named cells; a line's own cells are given as places. Nothing is rounded but by `whole`.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.budget.framework import BUOYANCY, FOREIGN, INDEXED
from models.budget.lines import ADP, LINES, TOTALS

NOMINAL = "(1+lever_growth/100)*(1+lever_inflation/100)-1"
FALL = "(1+lever_depreciation/100)"
OWN_TAX = "*(1+lever_compliance/100)"
AWARD = "((1+lever_pension_award/100)/(1+start_pension_award/100))"
BILLIONS = "*10^9"
SUMS = (*TOTALS, "Cash left, or taken", "Own revenue", "Primary balance")  # as the framework shows them
GROWTH = (
    {code: f"*(1+buoyancy_{code}*nominal_growth)" for code in BUOYANCY}
    | dict.fromkeys(INDEXED, "*(1+lever_inflation/100)")
    | {
        "operations": "*(1+lever_inflation/100)*(1+lever_operations_growth/100)",
        "salaries": "*(1+lever_pay_award/100)*(1+lever_hiring/100)",
    }
    | dict.fromkeys(FOREIGN, f"*{FALL}")
    | dict.fromkeys((*ADP, "federal_projects"), "*(1+adp_growth/100)")
)
POLICY = {  # what a later year adds to what is carried on; {flood} is of the first of them alone
    "pool": "*(1+lever_pool_effort/100)*(1+(lever_nfc_share/start_nfc_share-1))",
    "ozt": "*(1+lever_pool_effort/100)",
    "services_tax": "{flood}" + OWN_TAX + "*(1+lever_services_rate/100)",
    "cess": "{flood}" + OWN_TAX + "*(1+lever_cess_rate/100)",
    "property": "{flood}" + OWN_TAX + "*(1+lever_property_rate/100)",
    "other_tax": "{flood}" + OWN_TAX,
    "non_tax": "{flood}",
    "pensions": "*(1-lever_pension_reform/100*pension_reform_{year})",
    "transfers": "+lever_subsidy" + BILLIONS + "{relief}",
    "foreign_projects": "*(1+lever_foreign_adp/100)",
    "foreign_loans": "*(1+lever_foreign_adp/100)+lever_new_loan" + BILLIONS,
} | {code: f"*(1+lever_adp/100)*(1+lever_{code}/100)" for code in ADP}


def carried(code: str, year: int, before: str) -> str:
    """What a line is grown to from its cell of the year before, or of the payroll, without policy.

    >>> carried("salaries", 1, "C5"), carried("grants", 1, "C5")
    ('=C5*(1+lever_pay_award/100)*(1+lever_hiring/100)', '=C5')
    """
    if code == "pensions":
        return f"={before}*(1+pension_growth_{year}/100)*{AWARD}"
    return f"={before}{GROWTH.get(code, '')}"


def computed(code: str, year: int, now: str, loans: str, owed: str, *, ledger: bool = False) -> str:
    """What policy and debt make of a line: its carried cell, that of computed foreign loans, and what was owed.

    With a loan ledger, what is due on its loans comes to what the rest of the debt bears.

    >>> computed("non_tax", 1, "D9", "D40", "C60"), computed("non_tax", 2, "E9", "E40", "D60")
    ('=D9*(1-lever_flood/100)', '=E9')
    >>> computed("repayment", 2, "E9", "E40", "D60")
    '=D60/loan_life'
    >>> print(computed("repayment", 2, "E9", "E40", "D60", ledger=True))
    =ledger_repayment_2*(1+lever_depreciation/100)^2+(D60-ledger_owed_1*(1+lever_depreciation/100)^1)/loan_life
    """
    due = f"ledger_{code}_{year}*{FALL}^{year}+" if ledger else ""
    rest = f"({owed}-ledger_owed_{year - 1}*{FALL}^{year - 1})" if ledger else owed
    if code == "interest" and year:
        return f"={now}-foreign_interest+({due}loan_rate/100*{rest}+lever_interest_rate/100*{loans}/2)"
    if code == "repayment" and year:
        return f"={due}{rest}/loan_life"
    first = {"flood": "*(1-lever_flood/100)", "relief": f"+lever_relief{BILLIONS}"}
    words = first if year == 1 else dict.fromkeys(first, "")
    return f"={now}{POLICY[code].format(year=year, **words)}" if year and code in POLICY else f"={now}"


def owed(year: int, before: str, loans: str, repaid: str) -> str:
    """What is owed at a year's end, from the whole rupees borrowed and repaid.

    >>> owed(0, "debt_at_start", "C9", "C8"), owed(1, "C30", "D9", "D8")
    ('=debt_at_start+C9-C8', '=C30*(1+lever_depreciation/100)+D9-D8')
    """
    return f"={before}{'*' + FALL if year else ''}+{loans}-{repaid}"


def whole(cell: str) -> str:
    """Whole rupees of a cell, halves to the even.

    >>> whole("D9")
    '=IF(ABS(D9-TRUNC(D9))=0.5,2*ROUND(D9/2,0),ROUND(D9,0))'
    """
    return f"=IF(ABS({cell}-TRUNC({cell}))=0.5,2*ROUND({cell}/2,0),ROUND({cell},0))"


def totals(cell: Mapping[str, str]) -> dict[str, str]:
    """Every total of a year by name, from the cells of its lines and of the totals that others stand on.

    >>> made = totals({name: name for name in (*TOTALS, *(line.code for line in LINES))})
    >>> made["Revenue balance"][-62:], made["Primary balance"]
    ('-(salaries+pensions+operations+transfers+interest+unexplained)', '=Balance+interest')
    """
    made = {}
    for name, (plus, minus) in TOTALS.items():
        less = f"-({_added(cell, minus)})" if minus else ""
        made[name] = f"={_added(cell, plus)}{less}"
    cash, own, primary = SUMS[len(TOTALS) :]
    return made | {
        cash: f"={cell['Balance']}+{cell['Loans']}",
        own: f"={'+'.join(cell[line.code] for line in LINES if line.own)}",
        primary: f"={cell['Balance']}+{cell['interest']}",
    }


def _added(cell: Mapping[str, str], parts: tuple[str, ...]) -> str:
    """The lines of some parts, added."""
    return "+".join(cell[line.code] for line in LINES if line.part in parts)
