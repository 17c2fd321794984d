"""Revenue trends in a real browser."""

import pytest


@pytest.fixture
def choose(page, settled):
    """choose(key, option) picks from the filter with that key."""

    def pick(key: str, option: str):
        field = page.locator(f".st-key-{key} input")
        field.scroll_into_view_if_needed()
        field.click()
        field.fill(option)
        page.get_by_role("option", name=option, exact=True).first.wait_for()
        field.press("Enter")
        settled()

    return pick


def test_filters_live_in_the_address_and_a_copied_link_opens_the_same_view(page, address, settled, choose):
    page.goto(f"{address}/revenue")
    settled()
    choose("unit", "Rs crore")
    choose("revenue_by", "Year")
    copied = page.url
    assert "unit=Rs+crore" in copied
    assert "revenue_by=Year" in copied
    page.goto("about:blank")
    page.goto(copied)
    settled()
    assert "Rs crore" in page.locator(".key").first.inner_text()
    assert page.get_by_text("Receipts by year").count()


def test_the_unit_stays_on_the_next_page_and_reset_undoes_it(page, address, settled, choose):
    page.goto(f"{address}/revenue")
    settled()
    choose("unit", "Rs crore")
    page.get_by_role("link", name="Position").click()
    settled()
    assert "Rs crore" in page.locator(".key").first.inner_text()
    page.get_by_role("button", name="Reset").click()
    settled()
    assert "Rs million" in page.locator(".key").first.inner_text()
    assert "unit" not in page.url


def test_the_way_down_ends_at_lines_that_add_up_to_the_month(page, address, settled, choose):
    page.goto(f"{address}/revenue")
    settled()
    choose("revenue_group", "Provincial tax")
    choose("revenue_head", "Sales tax on services")
    choose("revenue_month", "August 2026")
    assert "Sum of these lines: Rs 14,000,000.00" in page.locator("[class*='st-key-ledger']").inner_text()


def test_a_row_ticked_goes_one_step_down(page, address, settled):
    page.goto(f"{address}/revenue")
    settled()
    grid = page.locator("[data-testid=stDataFrame] canvas").first
    grid.scroll_into_view_if_needed()
    grid.click(position={"x": 16, "y": 52}, force=True)
    settled()
    page.get_by_text("Receipts by head").first.wait_for()
    assert "revenue_group=Federal+transfers" in page.url  # the largest group is the first row


def test_a_point_clicked_shows_its_lines(page, address, settled):
    page.goto(f"{address}/revenue?revenue_years=2026-27")
    settled()
    page.locator("[data-testid=stVegaLiteChart] svg .mark-symbol path").nth(1).click()
    settled()
    assert "Sum of these lines: Rs 77,000,000.00" in page.locator("[class*='st-key-ledger']").inner_text()
