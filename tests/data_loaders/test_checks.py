"""Each check finds one bad row under its own name, and nothing in good ones."""

from decimal import Decimal

import pytest

from data_loaders.store import SQL

pytest_plugins = "tests.data_loaders.place"

LINE = "month,office,document,posted_on,amount,deductions,net\n"
PARTS = (
    "category,fund,ministry_name,ID5,ID5_name,ID4,ID4_name,ID1,ID1_name,ID6,ID6_name,level,"
    "budget_2022,budget_2022_revised,posts_2022,posts_2022_revised\n"
    "Current,F,M,X1,Office,71101,Hospitals,7,HEALTH,71101-A01,PAY,1,80,100,,\n"
    "Current,F,M,X1,Office,71101,Hospitals,7,HEALTH,71101-A01,PAY,2,{0},{1},,\n"
    "Current,F,M,X1,Office,71101,Hospitals,7,HEALTH,71101-A01,PAY,2,30,40,,\n"
)
TEXAS = (
    "year,month,category,value\n2024,September,Franchise Tax,5\n2024,September,Sales Taxes,7\n"
    "2024,October,Sales Taxes,9\n2024,September,Total Tax Collections,{}\n"
)
FRAMEWORK = (
    "head,accounts_2017_18,budget_2018_19,revised_2018_19,budget_2019_20,unit\n"
    "TOTAL REVENUE (A=B+C),{},30,31,40,PKR million\nFederal Transfers (B),9,18,19,28,PKR million\n"
    "Revenue Assignment,9,18,19,28,PKR million\nProvincial Revenue (C),11,12,12,12,PKR million\n"
    "Other Tax Receipts,11,12,12,12,PKR million\n"
)
LIST = (
    "Fiscal year 2026   Period 001-{0:03}\n---------------------\n"
    "| |DDO   |Object|Description|Final Budget|Released|Expenditure|\n---------------------\n"
    "| |HB0380|A01151|Pay        |       10.00|    5.00|     {1}|\n"
    "| |HB0380|{2}|Power      |        4.00|    2.00|       1.00|\n"
)
BOOK = (
    "fund,ministry_name,ID5_name,ID1_name,ID6_name,budget_2023,budget_2022_revised,budget_2022\n"
    "F,M,Office,HEALTH,EMPLOYEES RELATED EXPENSES,120,110,{}\n"
)
STAFF = "employee_id,as_of,born,joined,grade,pay\n1,2026-06-30,{},{},16,{}\n"
GOOD = STAFF.format("1980-01-01", "2005-01-01", 28070)
DRAWS = "pensioner_id,as_of,born,pension\n{},2026-06-30,1960-01-01,30000\n"
LOAN = (
    "loan_number,as_of,lender,currency,rate,original,cancelled,undisbursed,disbursed,repaid,due,first_repayment,"
    "last_repayment,approved_on,agreed_on\n{}\n"
)
OWED = "L1,2026-06-30,B,PKR,2,100,10,30,60,20,40,2020-01-15,2030-01-15,2015-01-01,2015-02-01"
CASES = {  # the check: good files, bad files, what the bad ones are worth
    "a_member_has_possible_dates": ([GOOD], [STAFF.format("1980-01-01", "1985-01-01", 28070)], Decimal(28070)),
    "a_person_is_listed_once": ([GOOD], [GOOD + GOOD.split("\n")[1] + "\n"], Decimal(56140)),
    "nobody_draws_pay_and_pension": ([GOOD, DRAWS.format(2)], [GOOD, DRAWS.format(1)], Decimal(30000)),
    "nobody_is_paid_past_superannuation": (
        [GOOD], [STAFF.format("1960-01-01", "1990-01-01", 28070)], Decimal(28070)
    ),
    "pay_is_on_the_scale": ([GOOD], [STAFF.format("1980-01-01", "2005-01-01", 28071)], Decimal(28071)),
    "a_line_is_the_sum_of_its_parts": ([PARTS.format(50, 60)], [PARTS.format(50, 61)], Decimal(-1)),
    "a_stated_total_is_the_sum_of_its_lines": (
        ["month,office,amount\n2026-07-01,A,5\n2026-07-01,B,7\nTotal,,12\n"],
        ["month,office,amount\n2026-07-01,A,5\n2026-07-01,B,7\nTotal,,13\n"],
        Decimal(1),
    ),
    "a_stated_total_of_a_month_is_the_sum_of_its_lines": ([TEXAS.format(12)], [TEXAS.format(13)], Decimal(1000)),
    "a_stated_total_is_the_sum_of_the_totals_of_its_classes": (
        [FRAMEWORK.format(20)], [FRAMEWORK.format(21)], Decimal(1_000_000)
    ),
    "gross_is_deductions_and_net": (
        [LINE + "2026-07-01,A,,,10,1,9\n2026-07-01,A,,,10,,\n2026-07-01,A,,,-10,-1,-9\n"],
        [LINE + "2026-07-01,A,,,10,1,8\n"],
        Decimal(1),
    ),
    "no_line_stands_in_two_files": (
        [LINE + "2026-07-01,A,V1,2026-07-01,10,,\n", LINE + "2026-07-01,A,V1,2026-07-01,11,,\n2026-07-01,B,,,1,,\n"],
        [LINE + "2026-07-01,A,V1,2026-07-01,10,,\n", LINE + "2026-07-01,B,V2,2026-07-01,2,,\n"
         "2026-07-01,A,V1,2026-07-01,10,,\n"],
        Decimal(10),
    ),
    "no_actual_figure_is_dated_ahead": (
        [LINE + "2026-07-01,A,,,10,,\n", "month,stage,office,amount\n2999-07-01,original,A,5\n"],
        [LINE + "2026-07-01,A,,,10,,\n2999-07-01,A,,,7,,\n"],
        Decimal(7),
    ),
    "every_reappropriation_adds_to_zero": (
        ["month,stage,office,document,amount\n2026-07-01,reappropriation,A,R1,5\n2026-07-01,reappropriation,B,R1,-5\n"],
        ["month,stage,office,document,amount\n2026-07-01,reappropriation,A,R1,5\n2026-07-01,reappropriation,B,R1,-4\n"],
        Decimal(1),
    ),
    "every_department_is_known": (
        ["dept_id,department\nD1,Health\n", "month,department,amount\n2026-07-01,D1,5\n2026-07-01,health,5\n"],
        ["dept_id,department\nD1,Health\n", "month,department,amount\n2026-07-01,D1,5\n2026-07-01,Healt,6\n"],
        Decimal(6),
    ),
    "no_line_of_a_cumulative_list_vanishes": (
        [LIST.format(1, "5.00", "A03303"), LIST.format(2, "6.00", "A03303")],
        [LIST.format(1, "5.00", "A03303"), LIST.format(2, "6.00", "A03304")],
        Decimal(7),
    ),
    "no_list_is_taken_in_twice": (
        ["month,office,amount\n2026-07-01,A,5\n", "month,office,amount\n2026-08-01,A,5\n2026-07-01,B,5\n"],
        ["month,office,amount\n2026-07-01,A,5\n2026-07-01,C,9\n", "month,office,amount\n2026-07-01,A,50\n"],
        None,
    ),
    "what_is_due_of_a_loan_is_disbursed_less_repaid_and_sold": (
        [LOAN.format(OWED)], [LOAN.format(OWED.replace(",20,40,", ",20,43,"))], Decimal(3)
    ),
    "a_loan_is_disbursed_undisbursed_or_cancelled": (
        [LOAN.format(OWED)], [LOAN.format(OWED.replace(",100,10,", ",100,12,"))], Decimal(2)
    ),
    "a_loan_has_its_dates_in_order": (
        [LOAN.format(OWED)], [LOAN.format(OWED.replace("2015-02", "2014-02"))], Decimal(40)
    ),
    "a_loan_is_listed_once_a_day": (
        [LOAN.format(OWED + "\n" + OWED.replace("L1", "L2"))], [LOAN.format(OWED + "\n" + OWED)], Decimal(80)
    ),
    "what_is_due_of_a_loan_has_its_terms": (
        [LOAN.format(OWED)], [LOAN.format(OWED.replace("2030-01-15", "2026-01-15"))], Decimal(40)
    ),
    "no_amount_of_a_loan_is_below_zero": (
        [LOAN.format(OWED)], [LOAN.format(OWED.replace(",30,60,20,40,", ",-5,60,20,40,"))], Decimal(5)
    ),
    "two_sources_state_one_figure": (
        [PARTS.format(50, 60), BOOK.format(100)],
        [PARTS.format(50, 60), BOOK.format(90)],
        Decimal(10),
    ),
}  # fmt: skip


def findings(place, texts: list[str], check: str) -> list[dict]:
    files = [place.file(f"{number}.txt", text) for number, text in enumerate(texts)]
    of_another = {"government": None} if texts[0].startswith(("category", "year", "head")) else {}
    report = place.publish(*files, **of_another)
    assert {load["sentence"] for load in report.loads if load["profile"] is None} == set()
    return [finding for finding in report.findings if finding["rule"] == check]


@pytest.mark.parametrize("check", CASES)
def test_good_rows_pass(place, check):
    assert findings(place, CASES[check][0], check) == []


@pytest.mark.parametrize("check", CASES)
def test_a_bad_row_is_caught(place, check):
    found = findings(place, CASES[check][1], check)
    assert CASES[check][2] in (None, sum(finding["amount"] or 0 for finding in found))
    assert found and all(len(finding["what"]) > 30 for finding in found)


def test_no_check_is_without_its_case():
    elsewhere = {"a_stated_total_of_members_is_the_sum_of_its_cells"}  # test_age_service_table
    elsewhere |= {"a_stated_total_of_payroll_is_the_sum_of_its_lines"}  # test_payroll
    elsewhere |= {path.stem for path in (SQL / "checks" / "of_the_payroll").glob("*.sql")}  # test_payroll
    assert {path.stem for path in (SQL / "checks").rglob("*.sql")} == set(CASES) | elsewhere


def test_what_was_put_right_is_no_finding_any_more(place):
    check = "every_department_is_known"
    assert findings(place, CASES[check][1], check)
    report = place.publish(place.file("more.csv", "dept_id,department\nD2,Healt\n"))
    assert report.findings == []
