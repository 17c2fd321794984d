"""The year-end of spending: choosing a department, putting one's own figure in its place, taking it back."""

import pytest

from analytics.refresh import refresh

PAGE = "pages/spending/year_end.py"


@pytest.fixture
def refreshed(four_months, homes) -> str:
    """The name of the store of four months, its year-end computed."""
    refresh(homes[four_months])
    return four_months


def test_before_a_refresh_the_page_says_what_to_do(at, words, four_months):
    visit = at(four_months, PAGE).run()
    assert not visit.exception
    assert "python -m analytics refresh" in words(visit)
    assert not visit.get("number_input")


def test_an_officer_puts_a_figure_and_takes_it_back(at, words, refreshed):
    visit = at(refreshed, PAGE).run()
    assert not visit.exception
    visit.number_input(key="override_figure").set_value(1.5)
    visit.text_input(key="override_who").set_value("Asma")
    visit.button(key="override_put").click().run()
    assert "needs a reason" in visit.error[0].value
    assert "Asma put" not in words(visit)
    visit.number_input(key="override_figure").set_value(1.5)
    visit.text_input(key="override_who").set_value("Asma")
    visit.text_input(key="override_why").set_value("a hospital opens")
    visit.button(key="override_put").click().run()
    assert not visit.exception
    assert "Asma put" in words(visit)
    assert "Overridden by Asma" in words(visit)
    visit.text_input(key="override_who").set_value("Bilal")
    visit.text_input(key="override_why").set_value("it does not")
    visit.button(key="override_back").click().run()
    assert "Asma put" not in words(visit)


def test_an_officers_figure_is_of_what_was_chosen_alone(at, words, refreshed):
    visit = at(refreshed, PAGE).run()
    visit.selectbox(key="yearend_department").select("HEALTH").run()
    visit.number_input(key="override_figure").set_value(1.5)
    visit.text_input(key="override_who").set_value("Asma")
    visit.text_input(key="override_why").set_value("a hospital opens")
    visit.button(key="override_put").click().run()
    assert "Overridden by Asma" in words(visit)
    visit.selectbox(key="yearend_department").select("EDU").run()
    assert "Overridden by Asma" not in words(visit)
    visit.selectbox(key="yearend_department").select("HEALTH").run()
    assert "Overridden by Asma" in words(visit)


def test_a_department_and_an_object_are_chosen_and_let_go(at, words, refreshed):
    visit = at(refreshed, PAGE).run()
    assert "Year-end of spending by department" in words(visit)
    visit.selectbox(key="yearend_department").select("EDU").run()
    assert not visit.exception
    assert "Education\\: 4 months are booked" in words(visit)
    visit.selectbox(key="yearend_object").select("A011").run()
    assert not visit.exception
    assert "Year-end of spending by object" in words(visit)
    visit.button(key="reset").click().run()
    assert "Year-end of spending by department" in words(visit)
    assert "**4 months are booked" in words(visit)


def test_a_reader_puts_no_figure(at, refreshed):
    visit = at(refreshed, PAGE, roles="reader").run()
    assert not visit.exception
    assert not visit.get("number_input")
