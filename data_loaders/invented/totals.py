"""The totals of every fiscal year and stage: published where they are, else carried on by growth."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from data_loaders.invented.published import BILLION, MILLION, of_heads, published
from data_loaders.invented.reference import LAST_YEAR, YEARS, by
from data_loaders.invented.tree import UNEXPLAINED, Tree

ABOLISHED = {"R11": "2025-26", "R14": "2025-26", "R16": "2025-26"}  # head -> the first year without it
LEAF = {  # a published item that is one head
    "revenue_assignment": "R01",
    "straight_transfers": "R02",
    "ozt_grant": "R03",
    "development_grants": "R04",
    "sales_tax_on_services": "R18",
    "workers_welfare_fund": "R19",
    "current_capital_receipts": "R32",
    "foreign_project_assistance": "R33",
    "foreign_project_assistance_and_budget_support": "R33",
    "foreign_grants": "R34",
    "carry_over": "R35",
    "psdp_grants": "R04 apart",
    "other_federal_grants": "R04 apart",
    "other_receipts": "other_transfers",
    "current_revenue_receipts": "total_revenue",
}
OUTLAY = {"total_expenditure": "total_outlay", "non_development": "current_revenue_expenditure"}
SPENDING = {
    "total_outlay": ("current_revenue_expenditure", "current_capital_expenditure", "development_expenditure"),
    "development_expenditure": ("adp_provincial", "adp_district", "foreign_project_assistance", "psdp_grants"),
}
FEDERAL = ("R01", "R02", "R03")
LAND, EXCISE = ("R05", "R06", "R07", "R08", "R09"), ("R10", "R11", "R12", "R13", "R14", "R15", "R16", "R17")
NON_TAX = tuple(f"R{number}" for number in range(21, 32))
SERVICES_OF_ALL = 0.94  # share of the services tax in what the Revenue Board collects, where only the sum is published

Amounts = dict[tuple[str, str], int]  # (parent, leaf) -> rupees


def receipts_tree(fiscal_year: str, items: dict[str, int]) -> dict[str, tuple[str, ...]]:
    """The parts of receipts as the year's source prints them: grants within federal transfers or apart."""
    grants = "development_grants" in items
    farms_apart = "sales_tax_on_services_and_agri_tax" in items
    excise = tuple(head for head in EXCISE if fiscal_year < ABOLISHED.get(head, "9999"))
    return {
        "total_receipts": ("total_revenue", "R32", "other_transfers", "R35"),
        "total_revenue": ("federal_transfers", "provincial_own_receipts"),
        "federal_transfers": (*FEDERAL, "R04") if grants else FEDERAL,
        "provincial_own_receipts": ("R18", *(("R05",) if farms_apart else ()), "other_tax", "non_tax"),
        "other_tax": ("board_of_revenue_taxes", "excise_taxes", "R19", "R20"),
        "board_of_revenue_taxes": LAND[1:] if farms_apart else LAND,
        "excise_taxes": excise,
        "non_tax": NON_TAX,
        "other_transfers": ("R33", "R34") if grants else ("R33", "R34", "R04 apart"),
    }


def receipts_known(items: dict[str, int], heads: dict[str, int]) -> dict[str, int]:
    """What is published of receipts by node of the tree; a sum of two heads tells the second."""
    known = dict(heads)
    for item, amount in items.items():
        if not (item == "psdp_grants" and "other_federal_grants" in items):
            known[LEAF.get(item, item)] = amount
    if "srb_total_collection" in items:
        collected = items["srb_total_collection"]
        known.setdefault("R18", round(collected * SERVICES_OF_ALL / MILLION) * MILLION)
        known["R19"] = collected - known["R18"]
    if "sales_tax_on_services_and_agri_tax" in items:
        known["R05"] = items["sales_tax_on_services_and_agri_tax"] - known["R18"]
    return known


def spending_known(items: dict[str, int]) -> dict[str, int]:
    """What is published of spending by node of the tree."""
    return {OUTLAY.get(item, item): amount for item, amount in items.items()}


def carried(points: dict[int, float], year: int, growth: float) -> float:
    """An estimate between two published years by their own growth, beyond them by the given growth a year.

    >>> carried({2015: 100.0, 2017: 400.0}, 2016, 0.10), carried({2015: 100.0}, 2014, 0.25)
    (200.0, 80.0)
    """
    known = sorted(points)
    inside = float(np.exp(np.interp(year, known, np.log([points[at] for at in known]))))
    return round(inside * (1 + growth) ** (year - min(max(year, known[0]), known[-1])), 6)


def originals(year: int) -> dict[str, float]:
    """What the original estimate of each leaf may have been, in rupees."""
    points = defaultdict(dict)
    for item, row in by("invented_items", "item").items():
        if row["original_2019_20_mn"]:
            points[item][2019] = float(row["original_2019_20_mn"]) * MILLION
    for (label, stage), items in published().items():
        if stage == "original":
            for node, amount in (receipts_known(items, {}) | spending_known(items)).items():
                points[node][int(label[:4])] = amount
            if "development_grants" in items:
                points["R04"][int(label[:4])] = items["development_grants"]
            elif "psdp_grants" in items:
                points["R04"][int(label[:4])] = items.get("other_federal_grants", items["psdp_grants"])
    for head, amount in of_heads()["original"].items():
        points[head].setdefault(2019, amount)
    growth = {item: float(row["growth"]) / 100 for item, row in by("invented_items", "item").items()}
    guess = {item: carried(points[item], year, growth[item]) for item in growth}
    return guess | {"R04 apart": guess["R04"]}


def later(stage: str, original: Amounts, rng: np.random.Generator) -> dict[str, float]:
    """What a revised estimate or an actual may be, from the original by its usual ratio."""
    column = {"revised": "revised_to_original", "actual": "actual_to_original"}[stage]
    rates = {item: float(row[column]) for item, row in by("invented_items", "item").items()}
    guess = dict.fromkeys(rates, float(MILLION))
    for (parent, leaf), amount in original.items():
        if leaf != UNEXPLAINED:
            guess[leaf.split()[0]] = max(amount, MILLION) * rates[leaf.split()[0]]
        elif parent == "total_receipts" and amount > BILLION:
            guess["R35"] += amount  # money the source does not explain is taken to lie in the balances
    guess = {leaf: amount * rng.uniform(0.98, 1.02) for leaf, amount in guess.items()}
    return guess | {"R04 apart": guess["R04"]}


def totals(rng: np.random.Generator) -> dict[tuple[str, str, str], Amounts]:
    """Rupees of every leaf of every year: (side, fiscal year, stage) -> (parent, leaf) -> amount."""
    found, share = {}, 1.0
    for year, label in enumerate(YEARS, start=LAST_YEAR - len(YEARS) + 1):
        for stage in ("original", "revised", "actual"):
            if stage == "revised" and label == YEARS[-1]:
                continue  # the year under way is not revised before its last quarter
            items = published().get((label, stage), {})
            heads = of_heads()[stage] if label == "2019-20" else {}
            spent_guess = received_guess = originals(year)
            if stage != "original":
                spent_guess = later(stage, found["payment", label, "original"], rng)
                received_guess = later(stage, found["receipt", label, "original"], rng)
            known = spending_known(items)
            spending = Tree(SPENDING, known, spent_guess)
            found["payment", label, stage] = spending.settled("total_outlay", known.get("total_outlay"))
            outlay = sum(found["payment", label, stage].values())
            receipts = Tree(receipts_tree(label, items), receipts_known(items, heads), received_guess)
            total = items.get("total_receipts")
            if stage == "original":
                share = total / outlay if total else share
                total = total or round(outlay * share / BILLION) * BILLION
            found["receipt", label, stage] = receipts.settled("total_receipts", total)
    return found
