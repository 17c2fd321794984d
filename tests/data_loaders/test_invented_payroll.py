"""The payroll of the invented province is its ledger's salaries to the rupee, and its census by grade."""

import csv
from collections import Counter
from decimal import Decimal

import pytest

from data_loaders.store import Store


@pytest.fixture(scope="module")
def province(small_province):
    store = Store.open(small_province)
    yield store
    store.close()


def rows(answer) -> dict:
    """The last column by the others."""
    return {tuple(map(str, row[:-1])): row[-1] for row in answer.itertuples(index=False)}


def test_salaries_of_each_month_and_department_are_the_vouchers_to_the_rupee(province):
    paid = province.ask("""
        select month, department, sum(amount) as amount from entry
        where stage = 'actual' and class = 'current revenue' and object like 'A01%' and month >= '2025-07-01'
        group by all order by all
    """)  # fmt: skip
    listed = province.ask("select month, department, sum(total) as total from payroll_month group by all order by all")
    assert len(listed) == 16 * 49
    assert rows(listed) == rows(paid)


def test_posts_filled_in_june_are_the_employees_of_the_census_by_department_and_grade(province):
    """The small census is a hundredth; where it has nobody of a department, its posts stand in grade 14 alone."""
    census = province.ask("""
        select department, grade, cast(sum(members) as bigint) * 100 as posts from employee where as_of = '2026-06-30'
        group by all order by all
    """)  # fmt: skip
    filled = province.ask("""
        select department, grade, cast(filled as bigint) as posts from payroll_month
        where month = '2026-06-01' and filled > 0 order by all
    """)  # fmt: skip
    known = set(census["department"])
    theirs = filled["department"].isin(known)
    assert rows(filled[theirs]) == rows(census) and len(known) > 40
    assert set(filled[~theirs]["grade"]) == {14} and filled["posts"].sum() == pytest.approx(493_000, rel=0.01)


def test_the_marts_totals_are_those_of_the_files_read_plainly(province, small_province):
    """The originals as they were kept, added line by line."""
    files = province.ask("select sha256, kept, computed_total from load where source = 'payroll' order by file_name")
    assert len(files) == 2
    pay, posts = Counter(), Counter()
    for sha256, kept, total in files.itertuples(index=False):
        with open(small_province / "files" / sha256, encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
        assert len(lines) == kept and sum(Decimal(line["total"]) for line in lines) == total
        for line in lines:
            pay[line["grade"][-2:]] += Decimal(line["basic_pay"]) + Decimal(line["allowances"])
            posts[line["grade"][-2:]] += int(line["posts_filled"])
    mart = province.ask("""
        select lpad(cast(grade as varchar), 2, '0') as grade, sum(total) as total, cast(sum(filled) as bigint) as filled
        from payroll_month group by all order by all
    """)  # fmt: skip
    assert dict(zip(mart["grade"], mart["total"], strict=True)) == pay
    assert dict(zip(mart["grade"], mart["filled"], strict=True)) == posts
