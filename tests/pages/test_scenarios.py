"""The page of scenarios: a lever moves the figures, a target is sought, reset brings the baseline back."""

import json

import pytest

from data_loaders.desk import Decision, Desk, KeptScenario
from pages.ui import ask

PAGE = "pages/planning/scenarios.py"


@pytest.fixture(scope="module")
def budgeted(small_province, homes) -> str:
    homes["budgeted"] = small_province
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
    visit.segmented_control(key="scenario_show").set_value("Seek a target").run()
    visit.selectbox(key="scenario_lever").set_value("adp").run()
    assert "The lever that reaches the target" not in words(visit)
    visit.number_input(key="scenario_target").set_value(-450.0).run()
    assert not visit.exception
    assert "Own development programme" in words(visit) and "The lever that reaches the target" in words(visit)


@pytest.mark.parametrize(
    ("part", "title"),
    [
        ("Framework", "Medium-term fiscal framework"), ("What is likely", "what is likely, of 10,000 paths"),
        ("What moves it most", "What moves the balance most"), ("Stress tests", "what becomes of the balance"),
    ],
)  # fmt: skip
def test_each_part_is_shown_alone(at, words, budgeted, part, title):
    visit = at(budgeted, PAGE).run()
    visit.segmented_control(key="scenario_show").set_value(part).run()
    assert not visit.exception and title in words(visit)


def posts(at, words, store: str) -> tuple:
    """The part of posts and pay, and what is written on it."""
    visit = at(store, PAGE).run()
    visit.segmented_control(key="scenario_show").set_value("Posts and pay").run()
    assert not visit.exception
    return visit, words(visit)


def test_posts_and_pay_are_shown_beside_ledger_and_budget_and_for_one_department(at, words, budgeted):
    visit, said = posts(at, words, budgeted)
    for title in ("Posts and pay by grade, October 2026", "A year of the payroll beside the budget, 2026-27"):
        assert title in said
    assert "The payroll beside the ledger" in said and "Difference: ledger less payroll" in said
    department = next(box for box in visit.selectbox if box.key == "scenario_department")
    department.set_value("D38").run()
    assert not visit.exception
    assert "In October 2026 174,200 posts are filled" in words(visit) and "In October 2026 494,457" not in words(visit)
    visit.selectbox(key="scenario_department").set_value(None).run()
    assert words(visit) == said


def test_without_a_payroll_list_the_part_says_once_what_to_load(at, words, homes):
    """A store with a budget on both sides and no list."""
    _, said = posts(at, words, "invented")
    assert said.count("a template, payroll.csv") == 1
    assert "The payroll beside the ledger" not in said


def test_without_forecasts_the_year_in_progress_says_what_to_compute(at, words, budgeted):
    visit = at(budgeted, PAGE).run()
    visit.segmented_control(key="scenario_show").set_value("Year in progress").run()
    assert not visit.exception and "The store holds no forecast of the year" in words(visit)
    visit.slider(key="scenario_outturn").set_value(100.0).run()
    assert not visit.exception and "Start from the likely year-end 100 % of the way" in words(visit)


def test_without_a_budget_the_page_says_what_is_missing(at, words):
    visit = at("actuals alone", PAGE).run()
    assert not visit.exception
    assert "needs the budget of a year" in words(visit)


def kept(visit, name: str, why: str = "for the workshop", who: str = "Ayesha"):
    """Keep what stands under a name."""
    visit.text_input(key="keep_name").set_value(name)
    visit.text_input(key="keep_who").set_value(who)
    visit.text_input(key="keep_why").set_value(why)
    visit.button(key="keep_fork").click().run()
    assert not visit.exception
    return visit


def saved(visit, button: str, why: str = "another look", who: str = "Bilal"):
    """Press a button of the form, with a name and a reason."""
    visit.text_input(key="keep_who").set_value(who)
    visit.text_input(key="keep_why").set_value(why)
    visit.button(key=button).click().run()
    assert not visit.exception
    return visit


@pytest.fixture
def award(at, budgeted, monkeypatch, tmp_path):
    """A visitor who has kept a pay award of 12 % on an empty desk."""
    monkeypatch.setenv("KHAZANA_DESK", f"sqlite:///{tmp_path / 'desk.sqlite'}")
    ask._desk.cache_clear()
    visit = at(budgeted, PAGE).run()
    visit.slider(key="scenario_pay_award").set_value(12.0).run()
    yield kept(visit, "Pay award")
    ask._desk.cache_clear()


def test_a_scenario_is_kept_and_opened_by_somebody_else(award, at, words):
    assert "Pay award is draft as it stands" in words(award)
    assert award.selectbox(key="scenario_open").value == "Pay award"
    other = at("budgeted", PAGE).run()
    assert other.slider(key="scenario_pay_award").value == 8.0
    other.selectbox(key="scenario_open").set_value("Pay award").run()
    assert not other.exception
    assert other.slider(key="scenario_pay_award").value == 12.0
    assert "kept by Ayesha" in words(other) and "for the workshop" in words(other)


def test_a_link_that_names_a_scenario_opens_it(award, at):
    other = at("budgeted", PAGE)
    other.query_params["scenario_open"] = "Pay award"
    assert other.run().slider(key="scenario_pay_award").value == 12.0


def test_a_scenario_is_kept_again_undone_and_its_history_stays(award):
    award.slider(key="scenario_pay_award").set_value(15.0).run()
    saved(award, "keep_put")
    award.slider(key="scenario_pay_award").set_value(20.0).run()
    saved(award, "keep_undo")
    assert award.slider(key="scenario_pay_award").value == 12.0  # as it was before the last saving
    rows = Desk.open().rows(KeptScenario)
    assert [json.loads(moved)["pay_award"] for moved in rows["moved"]] == [12.0, 15.0, 12.0]


def test_what_somebody_kept_meanwhile_is_not_written_over(award, at, words):
    other = at("budgeted", PAGE).run()
    other.selectbox(key="scenario_open").set_value("Pay award").run()
    other.slider(key="scenario_pay_award").set_value(15.0).run()
    saved(award, "keep_put", why="mine")
    saved(other, "keep_put", why="theirs")
    assert "kept this scenario meanwhile" in words(other)
    assert Desk.open().rows(KeptScenario)["why"].tolist() == ["for the workshop", "mine"]


def test_an_approved_scenario_is_locked_and_can_be_forked(award, words):
    saved(award, "keep_turn", who="The secretary", why="agreed")
    assert award.button(key="keep_put").disabled
    award.slider(key="scenario_adp").set_value(-10.0).run()
    kept(award, "Pay award, less development")
    rows = Desk.open().rows(KeptScenario)
    assert rows["state"].tolist() == ["draft", "approved", "draft"]
    assert rows["origin"].tolist() == ["", "", "Pay award"]
    assert not award.button(key="keep_put").disabled


def test_another_scenario_is_laid_over_what_stands(award):
    award.button(key="reset").click().run()
    award.slider(key="scenario_pay_award").set_value(9.0).run()
    award.slider(key="scenario_adp").set_value(-10.0).run()
    kept(award, "Less development")
    award.selectbox(key="keep_over").set_value("Pay award").run()
    award.button(key="keep_lay").click().run()
    assert not award.exception
    assert award.slider(key="scenario_pay_award").value == 12.0
    assert award.slider(key="scenario_adp").value == -10.0


def test_a_figure_of_ones_own_needs_a_reason_and_can_be_taken_back(at, words, budgeted):
    visit = at(budgeted, PAGE).run()
    before = words(visit)
    visit.selectbox(key="put_line").set_value("pool")
    visit.selectbox(key="put_year").set_value("2027-28")
    visit.number_input(key="put_amount").set_value(2000.0)
    visit.button(key="put_put").click().run()
    assert "needs an amount and a reason" in words(visit)
    visit.number_input(key="put_amount").set_value(2000.0)
    visit.text_input(key="put_why").set_value("as the federal budget says")
    visit.button(key="put_put").click().run()
    assert not visit.exception
    assert "Share of the divisible pool, 2027-28" in words(visit) and "as the federal budget says" in words(visit)
    visit.button(key="put_back_0").click().run()
    assert words(visit) == before


def test_a_reader_keeps_nothing(at, budgeted):
    visit = at(budgeted, PAGE, roles="reader").run()
    assert not visit.exception
    assert not [button for button in visit.button if str(button.key).startswith("keep_")]


def test_scenarios_are_compared_commented_on_and_agreed_about(award, at, words):
    visit = at("budgeted", "pages/planning/kept_scenarios.py").run()
    assert not visit.exception
    assert "Scenarios side by side" in words(visit) and "Pay award" in words(visit)
    visit.selectbox(key="comment_line").set_value("salaries")
    visit.text_input(key="comment_who").set_value("Dua")
    visit.text_input(key="comment_said").set_value("Too much.")
    visit.button(key="comment_put").click().run()
    assert "Comments on Pay award" in words(visit)
    visit.text_input(key="agree_asked").set_value("What does 12 % cost?")
    visit.selectbox(key="agree_scenario").set_value("Pay award")
    visit.text_input(key="agree_agreed").set_value(" ")
    visit.text_input(key="agree_who").set_value("Dua")
    visit.button(key="agree_put").click().run()
    assert "needs what was agreed" in words(visit) and Desk.open().rows(Decision).empty
    visit.text_input(key="agree_asked").set_value("What does 12 % cost?")
    visit.selectbox(key="agree_scenario").set_value("Pay award")
    visit.text_input(key="agree_agreed").set_value("Ten it is")
    visit.text_input(key="agree_who").set_value("Dua")
    visit.button(key="agree_put").click().run()
    assert not visit.exception and "What was asked, shown and agreed" in words(visit)
    assert Desk.open().rows(Decision)[["shown", "agreed"]].values.tolist() == [[1, "Ten it is"]]


def test_without_a_kept_scenario_the_page_says_how_to_keep_one(at, words, budgeted, monkeypatch, tmp_path):
    monkeypatch.setenv("KHAZANA_DESK", f"sqlite:///{tmp_path / 'empty.sqlite'}")
    ask._desk.cache_clear()
    visit = at(budgeted, "pages/planning/kept_scenarios.py").run()
    ask._desk.cache_clear()
    assert not visit.exception
    assert "No scenario is kept yet" in words(visit)
