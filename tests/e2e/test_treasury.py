"""A real state treasury in a real browser: from the year to one voucher and back; March stands out."""

import os
from pathlib import Path

import pytest

from data_loaders.publish import publish

REAL = Path(os.environ.get("KHAZANA_REAL_DATA") or "no folder is named") / "hp_treasury"
ROW = {"x": 14, "y": 54}  # the box of the first row of a table

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="KHAZANA_REAL_DATA does not name the folder of real files")


@pytest.fixture(scope="module")
def treasury(serve, tmp_path_factory):
    """The app over 1.24 million vouchers."""
    home = tmp_path_factory.mktemp("treasury")
    publish(sorted(REAL.glob("*_tidy.parquet")), home)
    return serve(home)


def test_from_the_year_to_one_voucher_and_back(page, treasury, settled):
    """The list names no departments, so that spending opens by function; no head from 8000 on is among it."""
    page.goto(f"{treasury}/expenditure?spending_year=2017-18")
    settled()
    assert page.get_by_text("Spending by function").count()
    page.locator("[data-testid=stDataFrame]").first.click(position=ROW)
    settled()
    page.wait_for_url("**spending_function=**")
    page.get_by_role("radio", name="Actual").click()
    page.get_by_text("Sum of these lines").wait_for()
    settled()
    page.get_by_role("button", name="Close these lines").click()
    page.get_by_text("Sum of these lines").wait_for(state="hidden")
    page.get_by_role("button", name="Reset").click()
    settled()
    assert "spending_function" not in page.url
    assert page.get_by_text("Spending by function").count()


def test_march_stands_out(page, treasury, settled):
    page.goto(f"{treasury}/year_end_rush?rush_year=2017-18")
    settled()
    assert not page.get_by_text("could not be shown").count()
    assert page.get_by_text("17.4 %").count()  # 42,306,453,646 of 243 billion in March 2018, majors 2 to 5


def test_no_head_of_deposits_is_spending(page, treasury, settled):
    for screen in ("expenditure?spending_year=2017-18&spending_by=function", "year_end_rush?rush_year=2017-18"):
        page.goto(f"{treasury}/{screen}")
        settled()
        assert not page.get_by_text("could not be shown").count()
        assert not page.locator("text=/^8[0-9]{3}\\b/").count()
