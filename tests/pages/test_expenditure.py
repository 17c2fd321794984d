"""Spending pages: a row picked leads a step down, the address keeps the way, and the lines behind a cell add up."""

import pytest

PAGE = "pages/spending/expenditure.py"


def test_the_choice_of_a_department_is_kept_and_said(at, words):
    visit = at("invented", PAGE).run()
    visit.selectbox(key="spending_department").set_value("EDU").run()
    assert not visit.exception
    assert "department Education" in words(visit)


@pytest.mark.parametrize("by", ["class", "office", "minor object", "project"])
def test_every_split_can_be_chosen(at, words, by):
    visit = at("invented", PAGE).run()
    visit.selectbox(key="spending_by").set_value(by).run()
    assert not visit.exception
    assert f"Spending by {by}" in words(visit)


def test_lines_open_and_close(at, words):
    visit = at("invented", PAGE).run()
    visit.button_group(key="spending_lines").set_value("Actual").run()
    assert not visit.exception
    assert "Sum of these lines" in words(visit)
    visit.button(key="close_spending").click().run()
    assert "Sum of these lines" not in words(visit)


def test_a_typed_code_narrows_and_a_wrong_one_says_so(at, words):
    visit = at("invented", PAGE).run()
    visit.text_input(key="spending_office").set_value("XX9999'; drop table entry; --").run()
    assert not visit.exception
    assert "There are no figures of spending" in words(visit)
    visit.button(key="reset").click().run()
    assert visit.text_input(key="spending_office").value == ""
    assert "There are no figures of spending" not in words(visit)


def test_the_month_alone_is_said(at, words):
    visit = at("invented", PAGE).run()
    visit.selectbox(key="spending_until").set_value("2").run()
    visit.selectbox(key="spending_period").set_value("that month").run()
    assert not visit.exception
    assert "August" in words(visit)


@pytest.mark.parametrize(
    ("page", "key", "value"),
    [
        ("commitments", "commitments_of", "all years"),
        ("commitments", "commitments_level", "department"),
        ("budget_changes", "changes_by", "class"),
        ("year_end_rush", "rush_by", "department"),
    ],
)
def test_every_filter_of_the_other_pages_can_be_turned(at, page, key, value):
    visit = at("invented", f"pages/spending/{page}.py").run()
    visit.selectbox(key=key).set_value(value).run()
    assert not visit.exception
    assert not visit.error
