"""The browser's Back: one press, the view before."""

import pytest


@pytest.fixture
def follow(page, settled):
    """follow(name) opens a page by its link in the menu and returns where that is."""

    def click(name: str) -> str:
        page.get_by_role("link", name=name, exact=True).click()
        return path(settled())

    return click


def path(page) -> str:
    """The address behind the server's."""
    return page.url.split("/", 3)[3]


def test_back_goes_through_the_views_that_the_reader_saw_and_through_no_other(page, address, settled, follow):
    page.goto(f"{address}/revenue?revenue_by=Year&unit=Rs+crore")
    seen = [path(settled()), follow("Revenue drivers"), follow("Revenue trends"), follow("Expenditure")]
    assert seen[1:] == ["revenue_drivers?unit=Rs+crore", "revenue?unit=Rs+crore&revenue_by=Year",
                        "expenditure?unit=Rs+crore"]  # fmt: skip
    for before in reversed(seen[:-1]):
        page.go_back()
        assert path(settled()) == before
    assert "Rs crore" in page.locator(".key").first.inner_text()
    assert page.get_by_text("Receipts by year").count()
    page.go_forward()
    assert path(settled()) == seen[1]
