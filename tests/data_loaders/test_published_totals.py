"""Every published figure of Sindh stands in the invented lines, to the rupee; recomputed here the plain way."""

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from data_loaders.invented import published

REFERENCE = Path(published.__file__).parent.parent / "reference"
YEARS = [f"{year}-{year - 1999:02}" for year in range(2015, 2027)]
STAGES = {"BE": "original", "RE": "revised", "Actual": "actual"}
OUTLAY = ["total_outlay", "current_revenue_expenditure", "current_capital_expenditure", "development_expenditure"]
BILLION = 10**9
FEDERAL, OTHER_TAX = ["federal transfers"], ["other tax", "Board of Revenue taxes", "excise taxes"]
OWN = ["provincial own receipts", "non-tax receipts", *OTHER_TAX]
CURRENT, CAPITAL = ("payment", "class", ["current revenue"]), ("payment", "class", ["current capital"])


def money_in(column: str, *values: str):
    return [("receipt", column, list(values))]


def money_out(column: str, *values: str):
    return [("payment", column, list(values))]


PLAIN = {  # published item -> conditions on the lines: side, column, what its text begins with
    "total_outlay": [("payment", "class", [""])],
    "total_expenditure": [("payment", "class", [""])],
    "current_revenue_expenditure": [CURRENT],
    "non_development": [CURRENT],
    "current_capital_expenditure": [CAPITAL],
    "development_expenditure": money_out("class", "development"),
    "adp_provincial": money_out("class", "development, provincial"),
    "adp_district": money_out("class", "development, district"),
    "foreign_project_assistance": money_out("class", "development, foreign"),
    "psdp_grants": money_out("class", "development, federal"),
    "education": money_out("function", "09"),
    "education_total": money_out("function", "09"),
    "education_current_revenue": [CURRENT, *money_out("function", "09")],
    "health_total": money_out("function", "07"),
    "health_current": [CURRENT, *money_out("function", "07")],
    "health_current_revenue": [CURRENT, *money_out("function", "07")],
    "finance_dept_current_revenue": [CURRENT, *money_out("department", "D12")],
    "local_government": money_out("department", "D29"),
    "social_protection": money_out("function", "10"),
    "law_and_order": money_out("function", "03"),
    "transport_communication": money_out("department", "D46", "D49"),
    "irrigation": money_out("department", "D24"),
    "sanitation": money_out("department", "D36"),
    "salaries": [CURRENT, *money_out("object", "A01")],
    "pensions": [CURRENT, *money_out("object", "A04")],
    "salaries_and_pensions": [CURRENT, *money_out("object", "A01", "A04")],
    "non_salary_operations": [CURRENT, *money_out("object", "A03")],
    "subsidies": [CURRENT, *money_out("object", "A051")],
    "interest": [CURRENT, *money_out("object", "A07")],
    "investment_in_pension_fund": [CAPITAL, *money_out("object", "A11"), *money_out("department", "D12")],
    "ppp_viability_gap_fund": [CAPITAL, *money_out("object", "A11"), *money_out("department", "D23")],
    "total_receipts": money_in("class", ""),
    "total_revenue": money_in("class", "revenue receipts", *FEDERAL, *OWN),
    "current_revenue_receipts": money_in("class", "revenue receipts", *FEDERAL, *OWN),
    "federal_transfers": money_in("class", *FEDERAL),
    "revenue_assignment": money_in("object", "R01"),
    "straight_transfers": money_in("object", "R02"),
    "ozt_grant": money_in("object", "R03"),
    "development_grants": [*money_in("object", "R04"), *money_in("class", *FEDERAL)],
    "provincial_own_receipts": money_in("class", *OWN),
    "sales_tax_on_services": money_in("object", "R18"),
    "sales_tax_on_services_and_agri_tax": money_in("object", "R18", "R05"),
    "workers_welfare_fund": money_in("object", "R19"),
    "srb_total_collection": money_in("object", "R18", "R19"),
    "other_tax": money_in("class", *OTHER_TAX),
    "board_of_revenue_taxes": money_in("class", "Board of Revenue"),
    "excise_taxes": money_in("class", "excise"),
    "non_tax": money_in("class", "non-tax"),
    "current_capital_receipts": money_in("object", "R32"),
    "foreign_project_assistance_and_budget_support": money_in("object", "R33"),
    "foreign_grants": money_in("object", "R34"),
    "other_federal_grants": [*money_in("object", "R04"), *money_in("class", "other transfers")],
    "other_receipts": money_in("class", "other transfers"),
    "other_transfers": money_in("class", "other transfers"),
    "carry_over": money_in("object", "R35"),
}


@pytest.fixture(scope="module")
def sums(ask) -> dict:
    """Rupees by all that a published item may name: fiscal year and stage -> lines."""
    columns = "side, class, department, function, object"
    found = defaultdict(list)
    for year, stage, *line in ask(f"select fiscal_year, stage, {columns}, sum(amount) from line group by all"):
        found[year, stage].append(dict(zip([*columns.split(", "), "amount"], line, strict=True)))
    return found


def printed() -> list[dict[str, str]]:
    """The rows of the published table that are figures of a whole year and stage of Sindh."""
    with open(REFERENCE / "fiscal_totals.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["province"] == "Sindh"]
    return [row for row in rows if row["stage"] in STAGES and row["fiscal_year"] in YEARS]


def added(lines: list[dict], conditions: list) -> Decimal:
    """Line after line: all that meet every condition."""
    total = Decimal(0)
    for line in lines:
        if all(
            line["side"] == side and (line[column] or "").startswith(tuple(begins))
            for side, column, begins in conditions
        ):
            total += line["amount"]
    return total


def test_every_published_figure_holds_to_the_rupee(sums):
    misses = []
    for row in printed():
        if row["item"] in PLAIN:
            found = added(sums[row["fiscal_year"], STAGES[row["stage"]]], PLAIN[row["item"]])
            gap = found - Decimal(row["value"]) * BILLION
            misses += [(row["fiscal_year"], row["stage"], row["item"], gap)] if gap else []
    assert misses == []


def test_every_published_row_is_a_target_or_has_its_reason():
    left_out = {row["item"] for row in printed()} - set(PLAIN)
    assert left_out == {*published.UNPLACED, "supplementary_budget"}
    assert all(published.UNPLACED.values())


def test_the_targets_are_the_published_rows():
    known = {(target.fiscal_year, target.stage, target.item) for target in published.targets()}
    wanted = {(row["fiscal_year"], STAGES[row["stage"]], row["item"]) for row in printed() if row["item"] in PLAIN}
    assert known - wanted == {(year, "supplementary", "supplementary_budget") for year in ("2020-21", "2024-25")}
    assert wanted - known == set()


def test_no_fault_is_planted_where_something_is_published():
    assert not [target for target in published.targets() if (target.fiscal_year, target.stage) == ("2026-27", "actual")]


def test_foreign_project_money_comes_in_as_it_goes_out(sums):
    rows = [row for row in printed() if row["item"] == "foreign_project_assistance"]
    comes_in = [added(sums[row["fiscal_year"], "original"], money_in("object", "R33")) for row in rows]
    assert comes_in == [Decimal(row["value"]) * BILLION for row in rows]


@pytest.mark.parametrize(("year", "billions"), [("2020-21", "95.345"), ("2024-25", "156.069")])
def test_supplementary_grants_are_those_published(sums, year, billions):
    assert added(sums[year, "supplementary"], money_out("class", "")) == Decimal(billions) * BILLION


def test_a_total_that_its_items_miss_has_a_line_of_its_own(sums):
    figures = {(row["fiscal_year"], row["item"]): Decimal(row["value"]) for row in printed() if row["stage"] == "BE"}
    gaps = {}
    for year in YEARS:
        if all((year, item) in figures for item in OUTLAY):
            total, *items = (figures[year, item] for item in OUTLAY)
            gaps[year] = (total - sum(items)) * BILLION
    seen = {
        year: line["amount"]
        for (year, _), lines in sums.items()
        for line in lines
        if (line["class"], line["department"]) == ("unexplained", "D99")
    }
    assert len(gaps) == 7
    assert max(gaps.values()) == Decimal("2.47") * BILLION
    assert seen == gaps
