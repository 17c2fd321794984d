"""Posts and pay of six lines: by grade, beside the ledger, and what they make of a year's salaries, worked by hand."""

from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from analytics import budget_baseline, budget_beside, budget_origin, exports, payroll, scenarios
from data_loaders.store import Store

RUPEES = pd.DataFrame([("A province", "PKR", 7, "NAM")], columns=["name", "currency", "first_month", "chart"])
JUNE, SEPTEMBER, OCTOBER = date(2026, 6, 1), date(2026, 9, 1), date(2026, 10, 1)
LIST = [  # month, fiscal year, department, grade, sanctioned, filled, pay, allowances, total
    (JUNE, "2025-26", "D1", 5, 12, 10, "150000.00", "250000.50", "400000.50"),
    (SEPTEMBER, "2026-27", "D1", 5, 12, 10, "200000.00", "300000.00", "500000.00"),
    (SEPTEMBER, "2026-27", "D1", 17, 4, 2, "150000.00", "50000.00", "200000.00"),
    (OCTOBER, "2026-27", "D1", 5, 12, 6, "100000.00", "200000.00", "300000.00"),
    (OCTOBER, "2026-27", "D1", 17, 4, 4, "280000.00", "120000.00", "400000.00"),
    (OCTOBER, "2026-27", "D2", 5, None, 1, "20000.00", "30000.00", "50000.00"),
]
HEADINGS = ["month", "fiscal_year", "department", "grade", "sanctioned", "filled", "pay", "allowances", "total"]
REGULAR = {"class": "current revenue"}
BUDGET = [
    ("receipt", "2026-27", None, "R01", "30000000.00", "original"),
    ("payment", "2026-27", None, "D1", "20000000.00", "original", {"object": "A01", "object_minor": "A011"}),
]
SPENT = [  # side, fiscal year, month, department, amount, stage, more
    ("payment", "2025-26", "2026-06", "D1", "400000.50", "actual", {"object_minor": "A011", **REGULAR}),
    ("payment", "2026-27", "2026-09", "D1", "700000.00", "actual", {"object_minor": "A012", **REGULAR}),
    ("payment", "2026-27", "2026-09", "D1", "90000.00", "actual", {"object_minor": "A011", "class": "development"}),
    ("payment", "2026-27", "2026-09", "D1", "33.00", "actual", {"object_minor": "A033", **REGULAR}),
]  # fmt: skip


def listed(rows=LIST) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=HEADINGS).assign(load_id="f1", sheet=1, line=range(2, len(rows) + 2))
    for name in ("pay", "allowances", "total"):
        table[name] = table[name].map(Decimal)
    return table.astype({"sanctioned": "Int64"})


@pytest.fixture(scope="module")
def store(ledger):
    named = pd.DataFrame({"code": ["D1"], "name": ["Health"], "level": ["department"]})
    return Store.of(government=RUPEES, payroll_month=listed(), entry=ledger(*SPENT, *BUDGET), department=named)


def test_posts_and_pay_by_grade_of_the_last_month(store, column):
    """What one department does not say of posts sanctioned is missing from the grade and from the whole, not zero."""
    answer = payroll.posts(store)
    names = ["grade", "sanctioned", "filled", "vacant", "pay", "allowances", "total", "average_a_month_in_full"]
    assert column(answer, *names) == [
        ("BPS 05", None, 7, None, 120000, 230000, 350000, 50000),
        ("BPS 17", 4, 4, 0, 280000, 120000, 400000, 100000),
        ("All grades", None, 11, None, 400000, 350000, 750000, 68182),  # 750,000 / 11 = 68,181.8
    ]
    assert answer.title == "Posts and pay by grade, October 2026" and answer.as_of == date(2026, 10, 31)
    said = "In October 2026 11 posts are filled; a filled post costs PKR 68,182 a month on average."
    assert answer.sentence == said


def test_posts_of_one_department(store, column):
    answer = payroll.posts(store, department="D1")
    assert column(answer, "grade", "sanctioned", "filled", "vacant", "vacant_share") == [
        ("BPS 05", 12, 6, 6, 50.0), ("BPS 17", 4, 4, 0, 0.0), ("All grades", 16, 10, 6, 37.5),
    ]  # fmt: skip
    assert answer.filters == {"department": "Health"} and "37.5 % are vacant" in answer.sentence
    assert payroll.posts(store, department="D9").sentence == "D9 is not on the payroll list of October 2026."
    assert column(payroll.departments(store), "code", "name") == [("D2", "D2"), ("D1", "Health")]


def test_the_payroll_beside_the_ledger_with_the_difference_as_a_row(store):
    """September: 700,000 on the list and in the ledger, 90,000 more for projects; October is not booked yet."""
    answer = payroll.reconciled(store)
    table = answer.table.set_index("name")
    assert table["2025-26"].tolist() == [Decimal(each) for each in
        ("150000", "250000.5", "400000.5", "400000.5", "0", "400000.5", "0")]  # fmt: skip
    assert table["2026-27"].tolist() == [350000, 350000, 700000, 700000, 90000, 790000, 90000]
    assert table.index[-1] == "Difference: ledger less payroll"
    said = "In 2026-27 the ledger has PKR 90,000 more than the payroll: the salaries of development projects,"
    assert answer.sentence == f"{said} to the rupee."
    assert answer.notes[0] == "Months compared: 1 of 2025-26, 1 of 2026-27."
    assert answer.notes[-1] == "Not in the ledger yet, and left out: October 2026."


def test_a_difference_that_projects_do_not_explain_is_said(ledger):
    less = [(*SPENT[1][:4], "600000.00", *SPENT[1][5:]), SPENT[2]]
    said = payroll.reconciled(Store.of(government=RUPEES, payroll_month=listed(), entry=ledger(*less))).sentence
    assert said == (
        "In 2026-27 the ledger has PKR 10,000 less than the payroll; PKR -100,000 of it are not salaries of "
        "development projects."
    )


def test_a_year_of_the_posts_filled_in_october_at_the_pay_of_the_year_so_far(store):
    """BPS 5: 850,000 for 17 posts a month is 50,000; BPS 17: 600,000 for 6 is 100,000; 7 and 4 posts for 12 months."""
    made = payroll.year_of_pay(store, "2026-27")
    assert made.payroll.filled.tolist() == [7, 4]
    assert made.payroll.pay.tolist() == [12 * 50000, 12 * 100000]
    assert made.payroll.bill == 7 * 600000 + 4 * 1200000
    said = "11 posts filled in October 2026 × pay by grade × 12, on average of the months of 2026-27"
    assert made.words == f"{said} (payroll_month, memory)"


def test_a_year_before_and_two_years_after(store):
    """Ten posts at 40,000.05 in June; two years on, 8 % more pay and 1 % more posts each."""
    assert payroll.year_of_pay(store, "2025-26").payroll.bill == pytest.approx(12 * 400000.50)
    later = payroll.year_of_pay(store, "2028-29")
    assert later.payroll.bill == pytest.approx(9_000_000 * 1.08**2 * 1.01**2)
    assert "carried on 2 years at award 8 %, posts 1 % (payroll_month" in later.words
    assert payroll.year_of_pay(store, "2024-25") is None


def test_later_salaries_grow_from_the_payroll_and_the_budget_stays_as_voted(store):
    base = budget_baseline.base(store)
    assert base.baseline.payroll == 9_000_000 and base.baseline.lines["salaries"] == 20_000_000
    made = scenarios.table(store).table.set_index("name").loc["Salaries"].iloc[1:].astype(float)
    grown = 9_000_000 * (1.08 * 1.01) ** np.arange(1, 6)
    assert made.tolist() == pytest.approx([20_000_000, *grown], abs=0.5)
    award = scenarios.table(store, moved=(("pay_award", 10.0),)).table.set_index("name").loc["Salaries"]
    assert award["2026-27"] == 20_000_000 and award["2027-28"] == round(9_000_000 * 1.10 * 1.01)
    assert any(note.startswith("Salaries after 2026-27 grow from the payroll: 11 posts") for note in base.notes)


def test_no_lever_moved_is_the_baseline_with_a_payroll_too(store):
    assert (scenarios.measures(store).table["difference"] == 0).all()
    assert scenarios.why(store).table.empty


def test_the_line_says_its_mart_month_version_and_assumption(store):
    line = budget_origin.origins(store).table.set_index("name").loc["Salaries"]
    assert line["table"] == "spending_month, payroll_month" and line["version"] == store.version
    assert line["model"] == "payroll by grade, award and posts"
    assert line["assumption"].startswith("award 8 %, posts 1 %; 11 posts filled in October 2026 × pay by grade × 12")


def test_the_payroll_beside_the_budget(store, column):
    answer = budget_beside.salaries(store)
    assert column(answer, "name", "amount") == [
        ("Payroll: posts filled in October 2026, paid for a year", 9_000_000),
        ("Budget: salaries of 2026-27", 20_000_000), ("Difference: budget less payroll", 11_000_000),
    ]  # fmt: skip
    assert answer.sentence.endswith("for salaries is 122.2 % above what the posts filled cost in a year.")


def test_without_a_payroll_salaries_grow_from_the_budget(ledger):
    bare = Store.of(government=RUPEES, entry=ledger(*SPENT, *BUDGET))
    assert budget_baseline.base(bare).baseline.payroll is None
    assert not any("payroll" in note for note in budget_baseline.base(bare).notes)
    made = scenarios.table(bare).table.set_index("name").loc["Salaries", "2027-28"]
    assert made == round(20_000_000 * 1.08 * 1.01)
    line = budget_origin.origins(bare).table.set_index("name").loc["Salaries"]
    assert (line["table"], line["model"]) == ("spending_month", "base, award and posts")
    for question in (payroll.posts, payroll.reconciled, budget_beside.salaries):
        answer = question(bare)
        assert answer.table.empty and "a template, payroll.csv" in answer.sentence


@pytest.mark.parametrize("question", [payroll.posts, payroll.reconciled, budget_beside.salaries])
def test_every_answer_can_be_taken_away(store, question):
    assert exports.xlsx(question(store))[:2] == b"PK"


def test_a_list_that_pays_nobody_is_no_payroll():
    nobody = [(*LIST[3][:5], 0, "0", "0", "0")]
    bare = Store.of(government=RUPEES, payroll_month=listed(nobody))
    assert payroll.year_of_pay(bare, "2026-27") is None
    assert payroll.posts(bare).table["average_a_month_in_full"].isna().all()
