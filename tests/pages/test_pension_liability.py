"""The pages of the pension liability and of reforms: assumptions move figures, rules are edited, and back."""

import pytest

from data_loaders.publish import publish
from data_loaders.store import Government

LIABILITY, REFORM = "pages/obligations/pension_liability.py", "pages/obligations/pension_reform.py"
STAFF = "employee_id,as_of,born,joined,sex,grade,department,pay\n"
ROLL = "pensioner_id,as_of,kind,born,sex,retired_on,service,pension,commuted,restored_on\n"


@pytest.fixture(scope="module")
def census(tmp_path_factory, homes) -> str:
    """The name of a store that holds two lists of each kind and nothing else."""
    folder = tmp_path_factory.mktemp("lists")
    files = []
    for year in (2025, 2026):
        staff = [
            f"{at},{year}-06-30,{1970 + at}-02-03,{1994 + at}-01-01,f,16,D01,{40_000 + at * 500}\n" for at in range(20)
        ]
        roll = [
            f"9{at},{year}-06-30,own,{1955 + at}-02-03,m,{2015 + at}-02-03,30,50000,20000,{2027 + at}-06-20\n"
            for at in range(8)
        ]
        for name, text in (
            (f"employees-{year}.csv", STAFF + "".join(staff)),
            (f"pensioners-{year}.csv", ROLL + "".join(roll)),
        ):
            (folder / name).write_text(text, encoding="utf-8")
            files.append(folder / name)
    publish(files, folder / "home", government=Government())
    homes["census"] = folder / "home"
    return "census"


def test_an_assumption_moves_the_figures_and_reset_takes_it_back(at, words, census):
    visit = at(census, LIABILITY).run()
    assert not visit.exception
    before = words(visit)
    assert "What the moved assumptions do" not in before and "So far the figure is a floor." in before
    visit.slider(key="liability_discount").set_value(10.0).run()
    assert not visit.exception
    after = words(visit)
    assert "What the moved assumptions do" in after and after != before
    visit.button(key="reset").click().run()
    assert not visit.exception
    assert words(visit) == before


def test_why_it_changed_and_members_are_shown_when_asked(at, words, census):
    visit = at(census, LIABILITY).run()
    assert "Unexplained" not in words(visit)
    visit.toggle(key="liability_movement").set_value(True).run()
    assert not visit.exception
    assert "Unexplained" in words(visit)
    visit.selectbox(key="liability_members").set_value("D01").run()
    assert not visit.exception


def test_a_store_without_a_census_says_what_is_missing(at, words):
    for page in (LIABILITY, REFORM):
        visit = at("invented", page).run()
        assert not visit.exception
        assert "needs a list of employees" in words(visit)


def test_rules_are_chosen_and_edited(at, words, census):
    visit = at(census, REFORM).run()
    assert not visit.exception
    first = words(visit)
    assert "The reform changes what is owed by −" in first
    visit.selectbox(key="reform_new").set_value("Sindh").run()
    assert "The two rule sets are the same" in words(visit)
    visit.number_input(key="reform_rule0_superannuation").set_value(58.0).run()
    assert not visit.exception
    assert "The reform changes what is owed by" in words(visit)
    visit.button(key="reset").click().run()
    assert words(visit) == first


def test_a_reform_that_applies_later_saves_less_and_reset_takes_it_back(at, words, census):
    visit = at(census, REFORM).run()
    first = words(visit)
    assert "Who leaves before 30 June 2026" in first
    visit.selectbox(key="reform_since").set_value("2031-32").run()
    assert not visit.exception
    later = words(visit)
    assert "The reform from 2031-32 on changes what is owed by" in later and "Who leaves before 1 July 2031" in later
    visit.button(key="reset").click().run()
    assert not visit.exception and words(visit) == first


def test_assets_typed_change_what_would_fund_it(at, words, census):
    visit = at(census, LIABILITY).run()
    assert "What would fund the pensions" not in words(visit)
    visit.toggle(key="liability_fund").set_value(True).run()
    assert not visit.exception
    assert "What would fund the pensions" in words(visit) and "No assets are typed" in words(visit)
    visit.number_input(key="liability_assets").set_value(1.0).run()
    assert not visit.exception
    assert "No assets are typed" not in words(visit) and "of what is owed is set aside" in words(visit)
    visit.selectbox(key="liability_years").set_value("5").run()
    assert not visit.exception and "First of 5 instalments" in words(visit)


def test_a_cell_is_followed_step_by_step(at, words, census):
    visit = at(census, LIABILITY).run()
    visit.toggle(key="liability_steps").set_value(True).run()
    assert not visit.exception and "No member of this sex" in words(visit)  # all in this list are women
    visit.selectbox(key="liability_cell_sex").set_value("female").run()
    assert not visit.exception and "The obligation step by step" in words(visit)
    first = words(visit)
    visit.number_input(key="liability_cell_age").set_value(38.0).run()
    assert not visit.exception and words(visit) != first


def test_another_mortality_table_moves_the_figures_and_reset_takes_it_back(at, words, census):
    visit = at(census, LIABILITY).run()
    before = words(visit)
    visit.selectbox(key="liability_mortality_table").set_value("IALM 2006-08 assured lives").run()
    assert not visit.exception
    assert "What the moved assumptions do" in words(visit) and words(visit) != before
    visit.button(key="reset").click().run()
    assert not visit.exception and words(visit) == before
