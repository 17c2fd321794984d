"""The page of ceilings: rules, what is asked, locked and protected, the envelope, and the page of debt beside it."""

import pandas as pd
import pytest

from analytics.ceilings import DIFFERENCE, RULES, ceilings
from data_loaders.store import Store
from models.budget import ceilings as by_rule

PAGE = "pages/planning/ceilings.py"
MILLION = 10**6


@pytest.fixture(scope="module")
def budgeted(small_province, homes) -> str:
    homes["budgeted"] = small_province
    return "budgeted"


@pytest.fixture(scope="module")
def start(small_province) -> pd.DataFrame:
    """The ceilings in proportion, by name."""
    store = Store.open(small_province)
    table = ceilings(store).table.set_index("name")
    store.close()
    return table


def shown(visit) -> pd.Series:
    """The ceilings of the page's table, by name, in rupees."""
    assert not visit.exception
    return visit.dataframe[-1].value.set_index("name")["ceiling"].astype(float)


def two(start) -> tuple[str, str]:
    """The names of the two departments with the largest budgets."""
    rows = start[start["how"] == "shared"].sort_values("budget", ascending=False)
    return tuple(rows.index[:2])


def code(start, name: str) -> str:
    return start.loc[name, "code"]


def test_each_rule_of_the_model_can_be_chosen():
    assert tuple(RULES) == by_rule.RULES


def test_a_lock_holds_the_others_share_and_reset_brings_all_back(at, budgeted, start):
    visit = at(budgeted, PAGE).run()
    before = shown(visit)
    assert before.equals(start["ceiling"].astype(float))
    one, other = two(start)
    visit.multiselect(key="ceilings_locked").set_value([code(start, one)]).run()
    assert shown(visit)[one] == pytest.approx(float(start.loc[one, "budget"]), abs=1)  # this year's budget at first
    visit.number_input(key=f"ceilings_locked_{code(start, one)}").set_value(1000.0).run()
    after = shown(visit)
    assert after[one] == 1000 * MILLION and after[other] > before[other]
    assert after["Envelope"] == before["Envelope"] and after[DIFFERENCE] == 0
    visit.button(key="reset").click().run()
    assert shown(visit).equals(before)


def test_who_asks_for_twice_as_much_gets_more(at, budgeted, start):
    visit = at(budgeted, PAGE).run()
    before, (one, other) = shown(visit), two(start)
    visit.multiselect(key="ceilings_asked").set_value([code(start, one)]).run()
    assert shown(visit).sub(before).abs().max() <= 1  # this year's budget is what was asked before
    twice = float(start.loc[one, "budget"]) * 2 / MILLION
    visit.number_input(key=f"ceilings_asked_{code(start, one)}").set_value(twice).run()
    after = shown(visit)
    assert after[one] > before[one] and after[other] < before[other] and after[DIFFERENCE] == 0
    assert after[one] / after[other] == pytest.approx(2 * before[one] / before[other], rel=1e-9)


def test_an_envelope_of_ones_own_and_its_difference(at, words, budgeted, start):
    """Everybody locked at more than 100 million: the difference is a row, a tile and a sentence."""
    visit = at(budgeted, PAGE).run()
    visit.number_input(key="ceilings_envelope").set_value(100.0).run()
    assert shown(visit)["Envelope"] == 100 * MILLION
    one, _ = two(start)
    visit.multiselect(key="ceilings_locked").set_value([code(start, one)]).run()
    made = shown(visit)
    assert made[DIFFERENCE] == made["Envelope"] - made.drop(["Envelope", DIFFERENCE]).sum() < 0
    assert "short of its ceilings" in words(visit) and "More than the envelope holds" in words(visit)


def test_the_protected_get_what_they_ask(at, budgeted, start):
    visit = at(budgeted, PAGE).run()
    visit.selectbox(key="ceilings_rule").set_value("protected").run()
    one, other = two(start)
    visit.multiselect(key="ceilings_protected").set_value([code(start, one)]).run()
    made = shown(visit)
    assert made[one] == float(start.loc[one, "budget"]) and made[other] != float(start.loc[other, "budget"])


def test_who_is_named_first_is_served_first(at, budgeted, start):
    """An envelope that holds the first of two and half of the second, after what is locked by itself."""
    visit = at(budgeted, PAGE).run()
    visit.selectbox(key="ceilings_rule").set_value("priority").run()
    one, other = two(start)
    kept = float(start.loc[start["how"] == "locked", "ceiling"].astype(float).sum())
    budget = start["budget"].astype(float)
    visit.multiselect(key="ceilings_first").set_value([code(start, other), code(start, one)]).run()
    visit.number_input(key="ceilings_envelope").set_value((kept + budget[other] + budget[one] / 2) / MILLION).run()
    made = shown(visit)
    assert made[other] == budget[other] and made[one] == pytest.approx(budget[one] / 2, abs=1)


def test_a_formula_needs_a_weight_and_shares_by_it(at, words, budgeted, start):
    visit = at(budgeted, PAGE).run()
    visit.selectbox(key="ceilings_rule").set_value("formula").run()
    assert not visit.exception and "at least one that is not locked" in words(visit) and not visit.dataframe
    one, other = two(start)
    visit.multiselect(key="ceilings_weighed").set_value([code(start, one), code(start, other)]).run()
    visit.number_input(key=f"ceilings_weight_{code(start, one)}").set_value(3.0).run()
    made = shown(visit)
    assert made[one] == pytest.approx(3 * made[other], abs=3) and made[DIFFERENCE] == 0
    visit.multiselect(key="ceilings_locked").set_value([code(start, one), code(start, other)]).run()
    assert "at least one that is not locked" in words(visit) and not visit.dataframe


def test_nothing_to_spend_is_an_envelope_too(at, budgeted):
    """All that is shared then is what the figures below zero, locked as they are, set free."""
    visit = at(budgeted, PAGE).run()
    visit.number_input(key="ceilings_envelope").set_value(0.0).run()
    made = shown(visit)
    assert made["Envelope"] == 0 and made[DIFFERENCE] == 0
    assert made.drop(["Envelope", DIFFERENCE]).sum() == 0


def test_the_envelope_follows_the_levers_of_the_page_of_scenarios(at, budgeted, start):
    visit = at(budgeted, PAGE)
    visit.session_state["scenario_relief"] = 50.0
    assert shown(visit.run())["Envelope"] == float(start.loc["Envelope", "ceiling"]) + 50_000 * MILLION


def test_without_a_budget_the_page_says_what_is_missing(at, words):
    visit = at("actuals alone", PAGE).run()
    assert not visit.exception
    assert "needs the budget of a year" in words(visit)


def test_debt_is_rolled_forward_on_its_page_and_in_the_unit_of_the_reader(at, words, budgeted):
    visit = at(budgeted, "pages/obligations/debt.py").run()
    assert not visit.exception
    told = words(visit)
    assert "2023-24 comes to PKR 1,340.35 bn, 0.65 bn below the published 1,341.00 bn." in told
    assert "Interest and repayment take" in told
    assert ">1,340.350<" in told
    visit.selectbox(key="unit").set_value("million").run()
    assert not visit.exception
    assert ">1,340,350.000<" in words(visit)
