"""The printed receipts framework: its leaves are kept, and each total that does not foot is a finding."""

import os
from decimal import Decimal
from pathlib import Path

import pytest

pytest_plugins = "tests.data_loaders.place"

REAL = Path(os.environ.get("KHAZANA_REAL_DATA") or "no folder is named")
FILE = REAL / "pfm/sindh/sindh_fiscal_framework_abs2019_20.csv"
MILLION = 10**6
LINES, CLASSES = (
    "a_stated_total_of_a_month_is_the_sum_of_its_lines",
    "a_stated_total_is_the_sum_of_the_totals_of_its_classes",
)
PRINTED = """head,accounts_2017_18,budget_2018_19,revised_2018_19,budget_2019_20,unit
TOTAL REVENUE (A=B+C),99,130,125,140,PKR million
Federal Transfers (B),60,80,75,90,PKR million
Revenue Assignment,40,50,50,60,PKR million
Straight Transfers,20,30,25,30,PKR million
Provincial Revenue (C),40,50,50,50,PKR million
Sales Tax on Services,10,20,20,20,PKR million
Other Tax Receipts,15,20,20,25,PKR million
"""
NON_TAX = "Non-Tax Receipts,15,10,10,5,PKR million\n"


def differences(report) -> dict[tuple[str, str], Decimal]:
    """Millions of each finding, by its rule and what it begins with."""
    found = {}
    for finding in report.findings:
        head = finding["what"].split(": ")[1].split(" says ")[0]
        assert (finding["rule"], head) not in found
        found[finding["rule"], head] = finding["amount"] / MILLION
    return found


def test_the_leaves_are_kept_and_each_total_that_does_not_foot_is_found(place):
    """Non-tax receipts are not printed: 15, 10, 10 and 5 are missing; 60 and 40 are not the 99 that is printed."""
    report = place.publish(place.file("framework.csv", PRINTED), government=None)
    assert differences(report) == {
        (CLASSES, "TOTAL REVENUE (A=B+C) of 2017-18 (actual)"): -1,
        (LINES, "TOTAL REVENUE (A=B+C) of 2017-18 (actual)"): 14,
        (LINES, "TOTAL REVENUE (A=B+C) of 2018-19 (original)"): 10,
        (LINES, "TOTAL REVENUE (A=B+C) of 2018-19 (revised)"): 10,
        (LINES, "TOTAL REVENUE (A=B+C) of 2019-20 (original)"): 5,
        (LINES, "Provincial Revenue (C) of 2017-18 (actual)"): 15,
        (LINES, "Provincial Revenue (C) of 2018-19 (original)"): 10,
        (LINES, "Provincial Revenue (C) of 2018-19 (revised)"): 10,
        (LINES, "Provincial Revenue (C) of 2019-20 (original)"): 5,
    }
    kept = place.ask(
        "select fiscal_year, stage, class, sum(amount) / 1000000 as amount from receipt_month group by all order by all"
    )
    assert kept == [
        ("2017-18", "actual", "federal transfers", 60), ("2017-18", "actual", "provincial revenue", 25),
        ("2018-19", "original", "federal transfers", 80), ("2018-19", "original", "provincial revenue", 40),
        ("2018-19", "revised", "federal transfers", 75), ("2018-19", "revised", "provincial revenue", 40),
        ("2019-20", "original", "federal transfers", 90), ("2019-20", "original", "provincial revenue", 45),
    ]  # fmt: skip
    assert place.counts("framework.csv") == {"lines_read": 8, "kept": 4, "refused": 0, "ignored": 4}


def test_with_the_missing_line_all_foots(place):
    report = place.publish(place.file("framework.csv", PRINTED.replace(",99,", ",100,") + NON_TAX), government=None)
    assert report.findings == []


def test_a_line_in_another_unit_is_refused(place):
    text = PRINTED.replace("20,20,20,PKR million", "20,20,20,PKR billion")
    place.publish(place.file("framework.csv", text), government=None)
    assert place.counts("framework.csv")["refused"] == 1
    ((line, reason),) = place.ask("select distinct line, reason from reject")
    assert line == 7 and "the word in column unit is none of" in reason


@pytest.mark.skipif(not REAL.is_dir(), reason="KHAZANA_REAL_DATA does not name the folder of real files")
def test_the_receipts_framework_of_2017_18_to_2019_20(place):
    """Worked from the printed figures: what provincial revenue has over its two printed lines, and a million of A."""
    report = place.publish(FILE, government=None)
    missing = {
        "2017-18 (actual)": 190770 - 99083 - 76218,
        "2018-19 (original)": 243083 - 110000 - 113268,
        "2018-19 (revised)": 240747 - 110000 - 111544,
        "2019-20 (original)": 288709 - 135000 - 131517,
    }
    gap = 783251 - 592482 - 190770
    expected = {(LINES, f"Provincial Revenue (C) of {year}"): amount for year, amount in missing.items()}
    expected |= {(LINES, f"TOTAL REVENUE (A=B+C) of {year}"): amount for year, amount in missing.items()}
    expected[LINES, "TOTAL REVENUE (A=B+C) of 2017-18 (actual)"] += gap
    expected[CLASSES, "TOTAL REVENUE (A=B+C) of 2017-18 (actual)"] = gap
    assert gap == -1 and differences(report) == expected
    ((federal,),) = place.ask(
        "select sum(amount) as amount from receipt_month where class = 'federal transfers' and fiscal_year = '2019-20'"
    )
    assert federal == 840265 * MILLION
