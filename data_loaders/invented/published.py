"""What is published of Sindh's budgets, and where in the ledger each published figure must be found again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from data_loaders.invented.reference import YEARS, by, rows, rupees

STAGES = {"BE": "original", "RE": "revised", "Actual": "actual", "Supplementary": "supplementary"}
BILLION, MILLION = 10**9, 10**6

OTHER_TAX = ("other tax", "Board of Revenue taxes", "excise taxes")
OWN = ("provincial own receipts", "non-tax receipts", *OTHER_TAX)
REVENUE = ("revenue receipts", "federal transfers", *OWN)

# Where a published item of receipts stands: column of the ledger -> how its text begins.
RECEIPTS: dict[str, dict[str, tuple[str, ...]]] = {
    "total_receipts": {},
    "total_revenue": {"class": REVENUE},
    "current_revenue_receipts": {"class": REVENUE},
    "federal_transfers": {"class": ("federal transfers",)},
    "revenue_assignment": {"object": ("R01",)},
    "straight_transfers": {"object": ("R02",)},
    "ozt_grant": {"object": ("R03",)},
    "development_grants": {"object": ("R04",), "class": ("federal transfers",)},
    "provincial_own_receipts": {"class": OWN},
    "sales_tax_on_services": {"object": ("R18",)},
    "sales_tax_on_services_and_agri_tax": {"object": ("R18", "R05")},
    "workers_welfare_fund": {"object": ("R19",)},
    "srb_total_collection": {"object": ("R18", "R19")},
    "other_tax": {"class": OTHER_TAX},
    "board_of_revenue_taxes": {"class": ("Board of Revenue taxes",)},
    "excise_taxes": {"class": ("excise taxes",)},
    "non_tax": {"class": ("non-tax receipts",)},
    "current_capital_receipts": {"object": ("R32",)},
    "other_receipts": {"class": ("other transfers",)},
    "other_transfers": {"class": ("other transfers",)},
    "foreign_project_assistance": {"object": ("R33",)},
    "foreign_project_assistance_and_budget_support": {"object": ("R33",)},
    "foreign_grants": {"object": ("R34",)},
    "other_federal_grants": {"object": ("R04",), "class": ("other transfers",)},
    "psdp_grants": {"object": ("R04",)},  # what comes in for PSDP projects goes out for them: also among the payments
    "carry_over": {"object": ("R35",)},
}

CURRENT, CAPITAL = ("current revenue",), ("current capital",)

# Where a published item of spending stands.
PAYMENTS: dict[str, dict[str, tuple[str, ...]]] = {
    "total_outlay": {},
    "total_expenditure": {},
    "current_revenue_expenditure": {"class": CURRENT},
    "non_development": {"class": CURRENT},  # 2017-18: what is left is as large as the current capital of 2018-19
    "current_capital_expenditure": {"class": CAPITAL},
    "development_expenditure": {"class": ("development",)},
    "adp_provincial": {"class": ("development, provincial ADP",)},
    "adp_district": {"class": ("development, district ADP",)},
    "foreign_project_assistance": {"class": ("development, foreign project assistance",)},
    "psdp_grants": {"class": ("development, federal grants (PSDP)",)},
    "education": {"function": ("09",)},
    "education_total": {"function": ("09",)},
    "education_current_revenue": {"function": ("09",), "class": CURRENT},
    "health_total": {"function": ("07",)},
    "health_current": {"function": ("07",), "class": CURRENT},
    "health_current_revenue": {"function": ("07",), "class": CURRENT},
    "finance_dept_current_revenue": {"department": ("D12",), "class": CURRENT},
    "local_government": {"department": ("D29",)},
    "social_protection": {"function": ("10",)},
    "law_and_order": {"function": ("03",)},
    "transport_communication": {"department": ("D46", "D49")},
    "irrigation": {"department": ("D24",)},
    "sanitation": {"department": ("D36",)},
    "salaries": {"object": ("A01",), "class": CURRENT},
    "pensions": {"object": ("A04",), "class": CURRENT},
    "salaries_and_pensions": {"object": ("A01", "A04"), "class": CURRENT},
    "non_salary_operations": {"object": ("A03",), "class": CURRENT},
    "subsidies": {"object": ("A051",), "class": CURRENT},
    "interest": {"object": ("A07",), "class": CURRENT},
    "investment_in_pension_fund": {"department": ("D12",), "object": ("A11",), "class": CAPITAL},
    "ppp_viability_gap_fund": {"department": ("D23",), "object": ("A11",), "class": CAPITAL},
    "supplementary_budget": {},  # at the stage "supplementary", whatever stage the source prints it under
}

# Published, but no line can carry it.
UNPLACED = {
    "deficit": "a difference of two totals, both of which hold; the printed one differs from it in most years",
    "grants_in_aid": "with salaries, pensions and operations of 2025-26 its 702 bn exceed current revenue expenditure",
}


@dataclass(frozen=True)
class Target:
    """A published figure and the lines that must add up to it: side, year, stage, and how their columns begin."""

    side: str
    fiscal_year: str
    stage: str
    item: str
    amount: int  # rupees
    where: Mapping[str, tuple[str, ...]]


@cache
def published() -> dict[tuple[str, str], dict[str, int]]:
    """Sindh's published figures in rupees: fiscal year and stage -> item -> amount, from 2014-15 on.

    Rows that conflict with another, part-year figures and the press before the budget are no figures of a stage.
    """
    found = defaultdict(dict)
    for row in rows("fiscal_totals"):
        if row["province"] == "Sindh" and row["stage"] in STAGES:
            stage = "supplementary" if row["item"] == "supplementary_budget" else STAGES[row["stage"]]
            found[row["fiscal_year"], stage][row["item"]] = rupees(row["value"], BILLION)
    return dict(found)


@cache
def of_heads() -> dict[str, dict[str, int]]:
    """What is published of single heads for 2019-20 in rupees: stage -> head -> amount."""
    columns = {"original": "be_2019_20_mn", "revised": "re_2019_20_mn", "actual": "actual_2019_20_mn"}
    heads = by("revenue_heads", "head_id")
    return {
        stage: {head: rupees(row[column], MILLION) for head, row in heads.items() if row[column]}
        for stage, column in columns.items()
    }


def targets() -> list[Target]:
    """Every published figure that the invented detail must add up to, to the rupee."""
    return [
        Target(side, year, stage, item, amount, where)
        for (year, stage), items in published().items()
        for item, amount in items.items()
        for side, where in places(item, items)
        if year in YEARS
    ]


def places(item: str, items: dict[str, int]) -> list[tuple[str, dict[str, tuple[str, ...]]]]:
    """On which side a published item stands, and where; none for an item that no line can carry."""
    if item == "psdp_grants" and "other_federal_grants" in items:
        return [("payment", PAYMENTS[item])]  # the receipts of the year are stated apart
    if item in UNPLACED:
        return []
    return [(side, where[item]) for side, where in (("payment", PAYMENTS), ("receipt", RECEIPTS)) if item in where]
