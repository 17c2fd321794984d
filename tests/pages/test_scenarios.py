"""The page of scenarios: a lever moves the figures, a target is sought, reset brings the baseline back."""

import pytest

from data_loaders.demo import demo

PAGE = "pages/planning/scenarios.py"


@pytest.fixture(scope="module")
def budgeted(tmp_path_factory, homes) -> str:
    homes["budgeted"] = tmp_path_factory.mktemp("budgeted")
    demo(homes["budgeted"], scale=0.01)
    return "budgeted"


def test_a_lever_moves_the_figures_and_reset_brings_them_back(at, words, budgeted):
    visit = at(budgeted, PAGE).run()
    assert not visit.exception
    before = words(visit)
    assert "No lever is moved" in before and "Which lever did what" not in before
    visit.slider(key="scenario_pay_award").set_value(12.0).run()
    assert not visit.exception
    assert "Pay award" in words(visit) and "Which lever did what to the balance" in words(visit)
    visit.button(key="reset").click().run()
    assert not visit.exception
    assert words(visit) == before


def test_a_target_is_sought(at, words, budgeted):
    visit = at(budgeted, PAGE).run()
    visit.selectbox(key="scenario_lever").set_value("adp").run()
    assert "The lever that reaches the target" not in words(visit)
    visit.number_input(key="scenario_target").set_value(-450.0).run()
    assert not visit.exception
    assert "Own development programme" in words(visit) and "The lever that reaches the target" in words(visit)


def test_without_a_budget_the_page_says_what_is_missing(at, words):
    visit = at("actuals alone", PAGE).run()
    assert not visit.exception
    assert "needs the budget of a year" in words(visit)
