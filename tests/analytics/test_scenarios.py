"""Scenarios over the invented province: the budget is re-created, everything foots, and three worked stories."""

import pandas as pd
import pytest

from analytics import budget_baseline, scenarios
from data_loaders.demo import demo
from data_loaders.store import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    home = tmp_path_factory.mktemp("scenarios")
    demo(home, scale=0.01)
    store = Store.open(home)
    yield store
    store.close()


def row(answer, name) -> pd.Series:
    return answer.table.set_index("name").loc[name].drop("part", errors="ignore").astype(float)


def test_the_budget_of_the_year_is_re_created_with_its_published_gap(store):
    """2026-27: outlay 3,560, current revenue 2,560, capital 281.7, development 720.39 bn (fiscal_totals.csv); their sum
    misses the outlay by 2.09 bn, a line of its own."""
    answer = scenarios.table(store)
    year = answer.table.columns[2]
    assert year == "2026-27"
    published = {"Spending": 3560, "Current capital spending": 281.7, "Development": 720.39}
    for name, billions in published.items():
        assert row(answer, name)[year] == billions * 1e9
    assert row(answer, "Not explained in the budget")[year] == pytest.approx(-2.09e9)
    assert row(answer, "Current revenue spending")[year] == pytest.approx(2560e9 - 2.09e9)


def test_totals_are_the_sum_of_the_lines_shown(store):
    table = scenarios.table(store, moved=(("pay_award", 12.0), ("flood", 30.0))).table
    years = list(table.columns[2:])
    for part, total in (
        ("receipts", "Receipts"),
        ("current", "Current revenue spending"),
        ("development", "Development"),
    ):
        assert (table[table["part"] == part][years].sum() == table[table["name"] == total][years].iloc[0]).all()


def test_pensions_follow_the_census(store):
    base = budget_baseline.base(store)
    assert len(base.baseline.pensions) == 5 and all(2 < growth < 15 for growth in base.baseline.pensions)
    assert any("census of 30 June 2026" in note for note in base.notes)


def test_no_lever_moved_is_said_and_changes_nothing(store):
    answer = scenarios.measures(store)
    assert answer.sentence == "No lever is moved: this is the baseline."
    assert (answer.table["difference"].astype(float) == 0).all()
    assert scenarios.why(store).table.empty


def test_what_the_levers_did_adds_to_the_difference(store):
    moved = (("services_rate", 20.0), ("adp", -10.0), ("hiring", 0.0))
    answer = scenarios.why(store, moved=moved)
    gap = row(scenarios.measures(store, moved=moved), "Balance")["difference"]
    assert float(answer.table["amount"].iloc[-1]) == pytest.approx(gap, abs=1)
    assert float(answer.table["amount"].iloc[:-1].sum()) == pytest.approx(gap, abs=1)


def test_a_fan_has_its_limits_in_order_and_the_same_twice(store):
    one, other = scenarios.fan(store).table, scenarios.fan(store).table
    assert one.equals(other)
    limits = one[["lo95", "lo80", "middle", "hi80", "hi95"]].astype(float)
    assert (limits.diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    assert one["chance"].between(0, 100).all() and (one["reserve"].astype(float) >= 0).all()


def test_a_target_is_reached_or_said_to_be_out_of_reach(store):
    now = row(scenarios.measures(store), "Balance")["amount"]
    found = scenarios.goal(store, lever="adp", target=now + 20e9)
    assert "reaches it" in found.sentence
    assert -60 < float(found.table["value"].iloc[0]) < 0
    assert "Out of reach" in scenarios.goal(store, lever="adp", target=5e12).sentence


def test_a_store_without_a_budget_says_what_is_missing():
    for question in (
        scenarios.table,
        scenarios.measures,
        scenarios.fan,
        scenarios.tornado,
        scenarios.why,
        scenarios.stress,
    ):
        answer = question(Store.of())
        assert answer.table.empty and "needs the budget of a year" in answer.sentence


def test_story_a_pay_award_of_ten_per_cent(store):
    """Two points over the baseline's eight: salaries times 1.10 / 1.08, and the balance that much less."""
    before, after = scenarios.table(store), scenarios.table(store, moved=(("pay_award", 10.0),))
    salaries = row(before, "Salaries")["2027-28"]
    assert row(after, "Salaries")["2027-28"] == pytest.approx(salaries * 1.10 / 1.08, abs=1)
    cost = row(after, "Salaries")["2027-28"] - salaries
    assert row(after, "Balance")["2027-28"] == row(before, "Balance")["2027-28"] - cost


def test_story_a_flood_year(store):
    """Own revenue 30 % lower in the coming year alone; relief of 50 bn; the years after stand on what was not lost."""
    moved = (("flood", 30.0), ("relief", 50.0))
    before, after = scenarios.table(store), scenarios.table(store, moved=moved)
    own = row(before, "Own revenue")["2027-28"]
    assert row(after, "Own revenue")["2027-28"] == pytest.approx(0.7 * own, abs=5)
    assert row(after, "Own revenue")["2028-29"] == row(before, "Own revenue")["2028-29"]
    gap = row(after, "Balance")["2027-28"] - row(before, "Balance")["2027-28"]
    assert gap == pytest.approx(-0.3 * own - 50e9, abs=6)


def test_story_the_pension_reforms_of_2021(store):
    """A tenth less in pensions each year, as a lower increase of pensions: what is saved grows year by year."""
    before, after = scenarios.table(store), scenarios.table(store, moved=(("pension_award", 4.0),))
    saved = row(before, "Pensions and commutation") - row(after, "Pensions and commutation")
    assert saved["2026-27"] == 0
    assert saved.iloc[1:].is_monotonic_increasing and saved.iloc[1] > 0
    assert saved["2027-28"] == pytest.approx(
        row(before, "Pensions and commutation")["2027-28"] * (1 - 1.04 / 1.07), abs=1
    )


def test_every_rupee_of_the_budget_is_in_a_line(store):
    """Receipts but for the balance carried over, and all spending, are the store's own sums."""
    sums = store.ask("""
        select (select sum(amount) from receipt_month where fiscal_year = '2026-27' and stage = 'original'
                and head <> 'R35') as receipts,
            (select sum(amount) from spending_month where fiscal_year = '2026-27' and stage = 'original') as spending
    """).iloc[0].astype(float)  # fmt: skip
    answer = scenarios.table(store)
    loans = row(answer, "Loans")["2026-27"]
    assert row(answer, "Receipts")["2026-27"] + loans == pytest.approx(sums["receipts"], abs=30)
    assert row(answer, "Spending")["2026-27"] == pytest.approx(sums["spending"], abs=30)
