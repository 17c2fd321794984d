"""The pages of forecasts and of what drives revenue, in a real browser."""

import pytest


@pytest.fixture(scope="session")
def forecasts(serve, forecast_home):
    """The app over a store whose forecasts are computed."""
    return serve(forecast_home)


def test_an_officer_puts_a_figure_in_the_place_of_the_forecast_and_takes_it_back(page, forecasts, settled):
    page.goto(f"{forecasts}/revenue_forecast")
    settled()
    assert page.get_by_text("booked to April 2027").count()
    page.get_by_text("Put your own figure in its place").click()
    page.get_by_label("Your figure of 2026-27").fill("0.025")
    page.get_by_label("Your name").fill("Asma")
    page.get_by_label("Why").fill("A new cess from May")
    page.get_by_role("button", name="Override", exact=True).click()
    page.get_by_text("Overridden by Asma").first.wait_for()
    page.reload()
    settled()
    assert page.get_by_text("Overridden by Asma").count()  # it is on the desk, not in the visit
    page.get_by_text("Put your own figure in its place").click()
    page.get_by_label("Your name").fill("Bilal")
    page.get_by_label("Why").fill("The cess was put off")
    page.get_by_role("button", name="Take the override back").click()
    page.get_by_text("Overridden by Asma").first.wait_for(state="hidden")


def test_a_link_opens_a_view_of_what_drives_revenue_and_a_bar_leads_to_its_lines(page, address, settled):
    page.goto(f"{address}/revenue_drivers?drivers_show=Season")
    settled()
    assert page.get_by_role("heading", name="Seasonality by total").count()
    page.get_by_text("What changed", exact=True).click()
    settled()
    page.locator(".mark-rect path, .mark-bar path").first.click()
    page.get_by_text("Sum of these lines").wait_for()


@pytest.mark.parametrize("screen", ["revenue_capacity", "forecast_quality"])
def test_a_page_is_drawn(page, forecasts, settled, screen):
    page.goto(f"{forecasts}/{screen}")
    settled()
    assert page.locator("[class*=st-key-figure_]").count()
    assert not page.locator("[data-testid=stException]").count()
