"""The page of debt: a part is chosen, a country comes in and goes again, and without a list it says what to load."""

import pytest

from data_loaders.publish import publish
from pages.ui.handover import LOANS

PAGE = "pages/obligations/debt.py"
STATEMENT = (
    "End of Period,Loan Number,Country,Loan Status,Interest Rate,Original Principal Amount,Cancelled Amount,"
    "Undisbursed Amount,Disbursed Amount,Repaid to IBRD,Due to IBRD,First Repayment Date,Last Repayment Date\n"
    "06/30/2026 12:00:00 AM,IBRD1,Nowhere,Repaying,0.00,900,0,0,900,400,500,05/15/2020 12:00:00 AM,"
    "05/15/2031 12:00:00 AM\n"
)


@pytest.fixture(scope="module")
def budgeted(small_province, homes) -> str:
    homes["budgeted"] = small_province
    return "budgeted"


@pytest.fixture(scope="module")
def abroad(homes, tmp_path_factory) -> str:
    """The name of a store of one loan of the government's own, in the template's columns, and a lender's statement."""
    folder = tmp_path_factory.mktemp("loans")
    filled = "L1,2026-06-30,Bank,Roads,USD,2.5,1000,0,200,800,300,500,2024-01-01,2034-01-01\n"
    for name, text in (("loans.csv", LOANS + filled), ("statement.csv", STATEMENT)):
        (folder / name).write_text(text, encoding="utf-8")
    publish([folder / "loans.csv", folder / "statement.csv"], folder / "home")
    homes["abroad"] = folder / "home"
    return "abroad"


PARTS = [
    ("By lender", "What is owed, by lender and currency"), ("By currency", "Interest and repayment by currency"),
    ("Loan by loan", "Loans one by one"), ("Beside the budget", "A year of the loan ledger beside the budget, 2026-27"),
]  # fmt: skip


def test_one_part_after_another_and_another_unit_and_back(at, words, budgeted):
    visit = at(budgeted, PAGE).run()
    assert not visit.exception
    before = words(visit)
    assert "On 30 June 2026 PKR 1,302.448 bn is owed on 21 loans." in before
    assert "<span>1,302</span>" in before and "<span>214</span>" in before  # 214.424 undisbursed
    for part, title in PARTS:
        visit.segmented_control(key="debt_show").set_value(part).run()
        assert not visit.exception
        assert [other for _, other in PARTS if other in words(visit)] == [title]
    assert "Difference: budget less ledger" in words(visit)
    visit.segmented_control(key="debt_show").set_value("By lender").run()
    assert words(visit) == before
    visit.selectbox(key="unit").select("lakh crore").run()
    assert "<span>1.30</span>" in words(visit)
    visit.button(key="reset").click().run()
    assert words(visit) == before


def test_each_loan_stands_with_the_line_of_its_file(at, budgeted):
    visit = at(budgeted, PAGE).run()
    visit.segmented_control(key="debt_show").set_value("Loan by loan").run()
    tables = [each.value for each in visit.dataframe if "number" in each.value]
    (listed,) = tables
    row = listed[listed["number"] == "IDA-70030"].iloc[0]
    assert (row["file_name"], row["line"], row["terms"]) == ("loans-2026-06-30.parquet", 3, "scheduled")
    assert "load_id" not in listed


def test_the_loans_of_a_country_come_in_and_go_again(at, words, abroad):
    visit = at(abroad, PAGE).run()
    assert not visit.exception
    before = words(visit)
    assert "is owed on 1 loan." in before and "World Bank (IBRD)" not in before
    visit.selectbox(key="debt_country").set_value("Nowhere").run()
    assert not visit.exception
    assert "is owed on 2 loans." in words(visit) and "World Bank (IBRD)" in words(visit)
    assert "country Nowhere" in words(visit)
    visit.button(key="reset").click().run()
    assert words(visit) == before


def test_a_loan_without_a_rate_comes_into_the_schedule_at_the_one_that_is_typed(at, words, abroad):
    """500 dollars in ten half-years of 50: at 8 % 20 and 18 of interest in the first year, 10,640 rupees more."""
    visit = at(abroad, PAGE).run()
    assert not [each for each in visit.number_input if each.key == "debt_rate"]
    visit.selectbox(key="debt_country").set_value("Nowhere")
    visit.selectbox(key="unit").select("units").run()
    before = words(visit)
    assert "Interest 3,391," in before  # 500 and 468.75 dollars at 1.25 % a half-year, 280 rupees each
    visit.number_input(key="debt_rate").set_value(8.0).run()
    assert not visit.exception and "Interest 14,031," in words(visit)
    visit.number_input(key="debt_rate").set_value(None).run()
    assert words(visit) == before


def test_without_a_budget_the_part_beside_it_says_so(at, words, abroad):
    visit = at(abroad, PAGE).run()
    visit.segmented_control(key="debt_show").set_value("Beside the budget").run()
    assert not visit.exception and "needs the budget of a year" in words(visit)


def test_without_a_list_it_says_once_what_to_load_and_shows_the_rest(at, words):
    visit = at("invented", PAGE).run()
    assert not visit.exception
    assert words(visit).count("a template, loans.csv") == 1
    assert "Debt from one year" in words(visit)
    assert not [each for each in visit.get("segmented_control") if each.key == "debt_show"]
