"""Presenting: a scenario lever by lever, the lever live, two scenarios side by side."""

import pytest

from pages.ui import ask

PAGE = "pages/planning/presenting.py"


@pytest.fixture
def visit(at, homes, small_province, monkeypatch, tmp_path):
    """A presenter before two kept scenarios."""
    homes["presented"] = small_province
    monkeypatch.setenv("KHAZANA_DESK", f"sqlite:///{tmp_path / 'desk.sqlite'}")
    ask._desk.cache_clear()
    keeper = at("presented", "pages/planning/scenarios.py").run()
    for name, moved in (("Both", {"pay_award": 12.0, "adp": -10.0}), ("Award", {"pay_award": 12.0, "adp": 0.0})):
        for lever, value in moved.items():
            keeper.slider(key=f"scenario_{lever}").set_value(value)
        keeper.text_input(key="keep_name").set_value(name)
        keeper.text_input(key="keep_who").set_value("Ayesha")
        keeper.text_input(key="keep_why").set_value("to present")
        keeper.button(key="keep_fork").click().run()
    yield at("presented", PAGE).run()
    ask._desk.cache_clear()


def test_each_step_moves_one_lever_and_says_what_it_changed(visit, words):
    assert not visit.exception
    visit.multiselect(key="present").set_value(["Both"]).run()
    assert "a deficit of" in words(visit) and not visit.slider
    visit.button(key="present_next").click().run()
    assert "1 of 2" in words(visit) and "Pay award 12 instead of 8 % a year: the balance falls by" in words(visit)
    visit.button(key="present_next").click().run()
    assert "2 of 2" in words(visit) and "development falls by" in words(visit)
    assert visit.button(key="present_next").disabled
    visit.button(key="present_back").click().run()
    assert "1 of 2" in words(visit)
    assert "invented detail" in words(visit)


def test_the_lever_of_a_step_answers_at_once_and_is_taken_along(visit, words):
    visit.multiselect(key="present").set_value(["Both"]).run()
    visit.button(key="present_next").click().run()
    visit.slider(key="present_Both_pay_award").set_value(20.0).run()
    assert not visit.exception and "Pay award 20 instead of 8" in words(visit)
    visit.slider(key="present_Both_pay_award").set_value(8.0).run()
    assert "Pay award: as in the baseline" in words(visit) and words(visit).count("unchanged") == 4
    visit.button(key="present_next").click().run()
    assert not visit.exception and "2 of 2" in words(visit) and "development falls by" in words(visit)


def test_what_is_shown_can_be_taken_away_by_whom_may(visit, at, words):
    visit.multiselect(key="present").set_value(["Both"]).run()
    visit.button(key="present_next").click().run()
    assert [each.proto.label for each in visit.get("download_button")] == [
        "Slides (PPTX)", "Printed (PDF)", "Workbook (XLSX)",
    ]  # fmt: skip
    visit.multiselect(key="present").set_value(["Both", "Award"]).run()
    assert not visit.exception and len(visit.get("download_button")) == 6
    trainee = at("presented", PAGE, roles="trainee").run()
    assert not trainee.exception and not trainee.get("download_button")


def test_another_scenario_starts_at_its_first_step(visit, words):
    visit.multiselect(key="present").set_value(["Both"]).run()
    visit.button(key="present_next").click().run()
    visit.multiselect(key="present").set_value(["Award"]).run()
    assert not visit.exception and "1 of" not in words(visit)
    visit.button(key="present_next").click().run()
    assert "1 of 1" in words(visit)


def test_two_scenarios_stand_side_by_side_with_urdu_words(visit, words):
    visit.multiselect(key="present").set_value(["Both", "Award"]).run()
    assert not visit.exception
    assert "Side by side" in words(visit) and words(visit).count("Own revenue") == 2 and "قرضہ" not in words(visit)
    visit.toggle(key="present_urdu").set_value(True).run()
    assert words(visit).count("قرضہ") == 2


def test_without_a_budget_the_page_says_what_is_missing(at, words):
    visit = at("actuals alone", PAGE).run()
    assert not visit.exception and "needs the budget of a year" in words(visit)
