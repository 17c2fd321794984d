"""A payroll list: posts and pay by month, department and grade, every line accounted for, each contract broken once."""

import csv
from collections import Counter
from decimal import Decimal
from io import StringIO

import pytest

from data_loaders.store import SQL, Government
from pages.ui.handover import PAYROLL

pytest_plugins = "tests.data_loaders.place"

GOOD = [  # two departments in two months; the second department has one grade alone
    "2026-09-01,D1,BPS-05,12,10,150000.00,250000.50,400000.50",
    "2026-09-01,D1,BPS-17,4,3,180000.00,120000.00,300000.00",
    "2026-09-01,D2,17,,2,120000.00,80000.00,200000.00",
    "2026-10-01,D1,BPS-05,12,10,150000.00,250000.50,400000.50",
    "2026-10-01,D1,BPS-17,4,0,0,0,0",
    "2026-10-01,D2,17,,2,120000.00,80000.00,200000.00",
]


def listed(*lines: str) -> str:
    return PAYROLL + "".join(f"{line}\n" for line in lines)


def changed(at: int, old: str, new: str) -> list[str]:
    """The good lines with a part of one in other words."""
    assert GOOD[at].count(old) == 1
    return [line.replace(old, new) if place == at else line for place, line in enumerate(GOOD)]


def findings(place, *lines: str) -> list[tuple]:
    report = place.publish(place.file("payroll.csv", listed(*lines)))
    return [(found["rule"], found["what"], found["amount"]) for found in report.findings]


def test_a_list_reaches_the_mart_line_by_line(place):
    """Every cell and both totals as a plain reading of the same text has them; a department without a word on posts
    sanctioned has none, not zero."""
    text = listed(*GOOD)
    assert findings(place, *GOOD) == []
    read = list(csv.DictReader(StringIO(text)))
    assert place.ask("""
        select cast(month as varchar), fiscal_year, department, grade, sanctioned, filled, pay, allowances, total, line
        from payroll_month order by line
    """) == [
        (row["month"], "2026-27", row["department"], int(row["grade"][-2:]),
         int(row["posts_sanctioned"]) if row["posts_sanctioned"] else None, int(row["posts_filled"]),
         *(Decimal(row[name]) for name in ("basic_pay", "allowances", "total")), at)
        for at, row in enumerate(read, start=2)
    ]  # fmt: skip
    by_month = Counter()
    for row in read:
        by_month[row["month"]] += Decimal(row["total"])
    sums = "select cast(month as varchar), sum(total) from payroll_month group by all order by all"
    assert place.ask(sums) == sorted(by_month.items())
    load = "select source, period, lines_read, kept, refused, ignored, computed_total from load where live"
    assert place.ask(load) == [("payroll", "2026-09 to 2026-10", 7, 6, 0, 1, sum(by_month.values()))]


BROKEN = [  # the contract; the line that breaks it, what was there and what is now; what the finding says; its amount
    ("filled_posts_are_sanctioned", 0, ",12,10,", ",7,10,", "10 posts filled and 7 sanctioned, 3 too", "400000.50"),
    ("pay_and_allowances_are_the_total", 1, ",300000.00", ",300001.00", "are not the total 300001.00", "1"),
    ("every_grade_of_the_payroll_is_known", 2, ",17,", ",23,", "grade 23 is not on the pay scale", "200000"),
    ("pay_goes_to_filled_posts_alone", 4, ",4,0,0,0,0", ",4,0,0,5,5", "no post is filled, yet pay is 0.00", "5"),
    ("pay_goes_to_filled_posts_alone", 4, ",4,0,0,0,0", ",4,1,0,5,5", "1 posts are filled, yet pay is 0.00", "5"),
    ("a_grade_of_a_department_is_listed_once_a_month", 1, ",BPS-17,", ",5,", "stands on 2 lines of 1 file", "300000"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "at", "old", "new", "says", "amount"), BROKEN)
def test_a_contract_that_is_broken_is_found_with_its_line(place, rule, at, old, new, says, amount):
    found = [each for each in findings(place, *changed(at, old, new)) if each[0] == rule]
    assert [(rule, Decimal(str(amount)))] == [(each[0], Decimal(str(each[2]))) for each in found]
    assert says in found[0][1] and str(at + 2) in found[0][1]


def test_every_contract_is_broken_here():
    contracts = {path.stem for path in (SQL / "checks" / "of_the_payroll").glob("*.sql")}
    assert contracts == {rule for rule, *_ in BROKEN} | {NO_MONTH, UNKNOWN}


def test_half_a_rupee_is_rounding(place):
    assert findings(place, *changed(1, ",300000.00", ",300000.99")) == []


NO_MONTH, UNKNOWN = "no_month_of_the_payroll_is_missing", "every_department_of_the_payroll_is_known"


def test_months_that_are_missing_are_found(place):
    later = [line.replace("2026-10", "2026-12") for line in GOOD[3:]]
    said = "2 department(s) listed for 2026-09 and next for 2026-12, months are missing: D1, D2"
    assert findings(place, *GOOD[:3], *later) == [(NO_MONTH, said, None)]


def test_a_department_that_is_missing_from_the_last_month_is_found(place):
    said = "1 department(s) listed for 2026-09 and not since, months are missing: D2"
    assert findings(place, *GOOD[:5]) == [(NO_MONTH, said, None)]


def test_a_department_nobody_knows_is_found_and_one_in_words_gets_its_code(place):
    place.publish(place.file("departments.csv", "dept_id,department\nD1,Health\nD2,Police\n"))
    named = [line.replace(",D1,", ",health,") for line in changed(2, ",D2,", ",Polic,")]
    found = findings(place, *named)
    assert [(rule, amount) for rule, _, amount in found if rule != NO_MONTH] == [(UNKNOWN, Decimal(200000))]
    assert place.ask("select distinct department from payroll_month order by 1") == [("D1",), ("D2",), ("Polic",)]


def test_a_list_that_came_before_the_departments_gets_their_codes(place):
    place.publish(place.file("payroll.csv", listed(*[line.replace(",D1,", ",Health,") for line in GOOD])))
    place.publish(place.file("departments.csv", "dept_id,department\nD1,Health\nD2,Police\n"))
    assert place.ask("select distinct department from payroll_month order by 1") == [("D1",), ("D2",)]


REFUSED = [  # what was there, what is now, the reason
    ("2026-09-01,", "Sept 2026,", "expected a month such as yyyy-mm-dd or yyyy-mm in column month"),
    (",D1,", ",,", "the line has nothing in column department"),
    (",BPS-17,", ",Fixed pay,", "expected a grade such as BPS-17 in column grade"),
    (",4,3,", ",4.5,3,", "expected a whole number of posts in column posts_sanctioned"),
    (",4,3,", ",4,,", "the line has nothing in column posts_filled"),
    ("180000.00", "n/a", "expected a number such as 1234.50 or -1234.50 in column basic_pay"),
]


@pytest.mark.parametrize(("old", "new", "reason"), REFUSED)
def test_a_line_that_cannot_be_read_is_refused_with_its_reason(place, old, new, reason):
    place.publish(place.file("payroll.csv", listed(*changed(1, old, new))))
    assert place.ask("select line, reason from reject") == [(3, reason)]
    counts = place.counts("payroll.csv")
    assert counts == {"lines_read": 7, "kept": 5, "refused": 1, "ignored": 1}
    assert place.ask("select count(*) from payroll_month") == [(5,)]


def test_a_stated_total_is_compared_in_money_and_in_posts(place):
    """400,000.50 and 300,000 and 200,000 are 900,000.50, of 15 posts."""
    good = [*GOOD[:3], "Total,,,,15,450000.00,450000.50,900000.50"]
    assert findings(place, *good) == []
    assert place.ask("select stated_total, computed_total, kept, ignored from load where live") == [
        (Decimal("900000.50"), Decimal("900000.50"), 3, 2)
    ]
    rule = "a_stated_total_of_payroll_is_the_sum_of_its_lines"
    money = "sheet 1, line 5: the total says 900001.50, its lines add to 900000.50; 15 posts filled, its lines have 15"
    assert findings(place, *GOOD[:3], good[3].replace(",900000.50", ",900001.50")) == [(rule, money, Decimal(1))]
    assert [each[2] for each in findings(place, *GOOD[:3], good[3].replace(",15,", ",16,"))] == [Decimal(0)]


def test_a_corrected_list_of_the_same_months_takes_the_place_of_the_first(place):
    findings(place, *GOOD)
    place.publish(place.file("corrected.csv", listed(*changed(0, "150000.00,250000.50,400000.50", "1,2,3"))))
    assert place.ask("select total from payroll_month where line = 2") == [(Decimal(3),)]
    assert place.ask("select count(*) from payroll_month") == [(6,)]


def test_a_workbook_is_read_as_the_list_in_text_is(place, write_xlsx):
    rows = [line.split(",") for line in listed(*GOOD).splitlines()]
    numbers = [[*row[:3], *(float(cell) if cell else None for cell in row[3:])] for row in rows[1:]]
    place.publish(write_xlsx("payroll.xlsx", {"October": [rows[0], *numbers]}))
    assert place.ask("select sum(total), sum(filled), count(sanctioned) from payroll_month") == [
        (Decimal("1500001.00"), 27, 4)
    ]


def test_a_government_of_another_currency_has_no_scale_to_know_a_grade_by(place):
    text = listed(*changed(2, ",17,", ",23,"))
    report = place.publish(place.file("payroll.csv", text), government=Government("Elsewhere", "USD", 7, "own"))
    assert report.findings == []
