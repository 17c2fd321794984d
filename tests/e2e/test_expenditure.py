"""The pages of spending in a real browser: from the year to the vouchers and back."""

import pytest

ROW = {"x": 14, "y": 54}  # the box of the first row of a table


def test_from_the_year_to_its_vouchers_and_back(page, address, settled):
    page.goto(f"{address}/expenditure")
    settled()
    page.locator("[data-testid=stDataFrame]").first.click(position=ROW)
    settled()
    page.wait_for_url("**spending_department=**")
    assert page.get_by_text("Spending by class").count()
    page.get_by_role("radio", name="Actual", exact=True).click()
    page.get_by_text("Sum of these lines").wait_for()
    page.get_by_role("button", name="Close these lines").click()
    page.get_by_text("Sum of these lines").wait_for(state="hidden")
    page.get_by_role("button", name="Reset").click()
    settled()
    assert page.get_by_text("Spending by department").count()
    assert "spending_department" not in page.url


def test_the_execution_report_is_taken_away_as_workbook_and_pdf(page, address, settled):
    page.goto(f"{address}/execution_report")
    settled()
    for name, start in (("Workbook (XLSX)", b"PK"), ("Printed (PDF)", b"%PDF-")):
        with page.expect_download() as taken:
            page.get_by_role("button", name=name).click()
        assert taken.value.path().read_bytes().startswith(start)


@pytest.mark.parametrize(
    "screen", ["commitments", "budget_changes?changes_year=2025-26", "year_end_rush", "pefa", "unusual"]
)
def test_a_page_of_spending_is_drawn(page, address, settled, screen):
    page.goto(f"{address}/{screen}")
    settled()
    assert not page.locator("[data-testid=stException]").count()
    assert not page.get_by_text("could not be shown").count()
