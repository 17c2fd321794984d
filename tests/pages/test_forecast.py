"""The pages of forecasts: what is computed is shown, and an officer may put a figure in its place and take it back."""

import pytest

PAGE, QUALITY = "pages/resources/revenue_forecast.py", "pages/resources/forecast_quality.py"


@pytest.fixture
def over(at, forecast_home, homes, monkeypatch):
    """A visitor at a page over the store that has forecasts."""

    def visit(file: str, roles: str | None = None):
        monkeypatch.setitem(homes, "forecast", forecast_home)
        return at("forecast", file, roles).run()

    return visit


def test_without_forecasts_the_page_says_how_to_get_them(at, words):
    said = words(at("invented", PAGE).run())
    assert "python -m analytics refresh" in said


def test_the_year_end_is_booked_and_expected_beside_the_target(over, words):
    said = words(over(PAGE))
    assert "Booked of 2026-27" in said
    assert "10 months are booked" in said
    assert "in 80 of 100 cases" in said
    assert "run rate" in said


def test_one_head_can_be_chosen(over):
    visit = over(PAGE)
    whole = visit.markdown[0].value
    visit.selectbox(key="forecast_of").select("A").run()
    assert not visit.exception
    assert any("Outlook" in each.value and "Expenditure" in each.value for each in visit.markdown)  # A in the chart
    assert visit.markdown[0].value != whole


def test_an_override_needs_a_reason_stands_and_can_be_taken_back(over, words):
    visit = over(PAGE)
    visit.number_input(key="override_figure").set_value(25.0)
    visit.text_input(key="override_who").set_value("Asma")
    visit.button(key="override_put").click().run()
    assert "needs a reason" in visit.error[0].value
    visit.number_input(key="override_figure").set_value(25.0)
    visit.text_input(key="override_who").set_value("Asma")
    visit.text_input(key="override_why").set_value("A new cess from May")
    visit.button(key="override_put").click().run()
    assert "Asma put 25.0 in the place of" in visit.info[0].value
    assert "Overridden by Asma" in words(visit)
    assert not visit.warning  # nothing has moved under it
    visit.text_input(key="override_who").set_value("Bilal")
    visit.text_input(key="override_why").set_value("The cess was put off")
    visit.button(key="override_back").click().run()
    assert not visit.info
    assert "Overridden by" not in words(visit)


def test_a_reader_may_not_override(over):
    visit = over(PAGE, "reader")
    assert not visit.exception
    assert not visit.get("number_input")


def test_how_good_forecasts_were_is_said_with_what_they_are_held_against(over, words):
    visit = over(QUALITY)
    assert not visit.exception
    said = words(visit)
    assert "of what came" in said
    assert "the track record grows with every refresh" in said
