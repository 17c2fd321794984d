"""The liability of a small census: what adds up, what is set aside, what moves it, and why it changed in a year."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics import (
    census_arrays,
    pension_flow,
    pension_fund,
    pension_liability,
    pension_movement,
    pension_note,
    pension_reform,
)
from analytics.pension_valued import valued
from data_loaders.store import Store
from models.pension_rules import RulesRefused

DAYS = (date(2025, 6, 30), date(2026, 6, 30))


def staff(day: date, count: int = 30) -> pd.DataFrame:
    """Officers aged 25 to 54, in two departments; in the second list all are a year on and two are others."""
    rows = [
        {
            "employee_id": f"e{at if day == DAYS[0] or at > 1 else at + 100}", "load_id": str(day), "sheet": 1,
            "line": at + 2, "as_of": day, "born": date(1971 + at, 3, 15),
            "joined": date(1971 + at + 22, 9, 1) if at < 28 or day == DAYS[0] else date(1971 + at + 23, 9, 1),
            "sex": ("female", "male")[at % 2], "grade": 16, "department": ("D01", "D02")[at % 2], "district": "DS01",
            "pay": 30_000 + 1_500 * at + (2_500 if day == DAYS[1] else 0), "gross": None, "members": 1,
        }
        for at in range(count)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def roll(day: date, count: int = 12) -> pd.DataFrame:
    """Pensioners of 61 to 72, every fourth a widow; a part of each own pension is given up."""
    rows = [
        {
            "pensioner_id": f"p{at}", "load_id": f"r{day}", "sheet": 1, "line": at + 2, "as_of": day,
            "kind": "family" if at % 4 == 3 else "own", "born": date(1953 + at, 5, 10),
            "sex": ("male", "female")[at % 2],
            "grade": 16, "department": "D01", "district": "DS01", "retired_on": date(2013 + at, 5, 9), "service": 30,
            "pension": 40_000 * (1.08 if day == DAYS[1] else 1) + at, "commuted": None if at % 4 == 3 else 10_000,
            "restored_on": None if at % 4 == 3 else date(2025 + at, 9, 20), "baseline": None, "members": 1,
        }
        for at in range(count)
    ]  # fmt: skip
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def store():
    return Store.of(
        employee=pd.concat([staff(day) for day in DAYS]), pensioner=pd.concat([roll(day) for day in DAYS]),
        department=pd.DataFrame({"code": ["D01", "D02"], "name": ["Health", "Police"]}),
    )  # fmt: skip


def total(store) -> float:
    return valued(store).total


def test_whom_it_is_owed_to_adds_up(store):
    answer = pension_liability.owed(store)
    assert float(answer.table["obligation"].sum()) == pytest.approx(total(store), abs=0.05)
    assert answer.table["members"].tolist() == [30, 9, 3, 0]
    assert answer.as_of == DAYS[1]


@pytest.mark.parametrize("level", pension_liability.BY)
def test_every_level_adds_to_the_whole(store, level):
    table = pension_liability.by(store, level=level).table
    assert float(table["obligation"].sum()) == pytest.approx(total(store), abs=0.5)
    assert table["members"].sum() == 42
    assert (table["employees"] + table["pensioners"] - table["obligation"]).abs().max() < 0.02


def test_ages_stand_in_their_order(store):
    ages = [int(name.split("-")[0]) for name in pension_liability.by(store, level="age").table["name"]]
    assert ages == sorted(ages)


def test_members_behind_a_department(store):
    table = pension_liability.members(store, level="department", code="D02").table
    assert len(table) == 15 and set(table["kind"]) == {"employee"}
    behind = pension_liability.by(store).table.set_index("code").loc["D02", "obligation"]
    assert float(table["obligation"].sum()) == pytest.approx(float(behind), abs=0.2)
    assert table["person"].iloc[0] == "e1" or table["person"].str.startswith("e").all()


def test_payments_and_maturity_are_worth_what_is_owed(store):
    table = pension_flow.maturity(store).table
    assert float(table["worth"].sum()) == pytest.approx(total(store), abs=0.1)
    due = pension_flow.due(store)
    kinds = [column for column in due.table if column not in ("fiscal_year", "amount", "share")]
    assert (due.table[kinds].astype(float).sum(axis=1) - due.table["amount"].astype(float)).abs().max() < 0.05
    assert due.table["fiscal_year"].iloc[0] == "2026-27"
    assert due.table["share"].isna().all()  # no receipts in the store


def test_who_cannot_be_valued_is_set_aside_with_the_reason():
    people = staff(DAYS[1], 8)
    people.loc[0, "born"], people.loc[1, "joined"] = None, date(2030, 1, 1)
    people.loc[2, "joined"], people.loc[3, "born"] = date(1974, 1, 1), date(1940, 1, 1)
    people.loc[5, "employee_id"] = people.loc[4, "employee_id"]
    old = roll(DAYS[1], 4)
    old.loc[0, "born"] = date(1900, 1, 1)
    table = pension_liability.aside(Store.of(employee=people, pensioner=old)).table
    assert table[["who", "reason", "members"]].values.tolist() == [
        ["employees", "birth or entry not known", 1],
        ["employees", "entered before the age of 15, or after the census", 2],
        ["employees", "past 75 and in service", 1],
        ["employees", "listed a second time", 1],
        ["pensioners", "born after the census, or over 110", 1],
    ]


def test_ages_are_whole_months():
    """Born 15 March 1971: 55 years and 3 months on 30 June 2026; entered 1 September 1993: 32 years and 9 months."""
    listed = census_arrays.listed(Store.of(employee=staff(DAYS[1], 1), pensioner=roll(DAYS[1], 1)), DAYS[1])
    assert (listed.census.employees.age.tolist(), listed.census.employees.service.tolist()) == ([663], [393])
    assert listed.census.pensioners.months_left.tolist() == [0]  # 20 September 2025 is over


def test_a_part_given_up_of_which_no_list_says_when_comes_back_after_the_years_purchased():
    people = roll(DAYS[1], 2)
    people["restored_on"] = None
    store = Store.of(pensioner=people.assign(retired_on=date(2024, 6, 30)))
    left = valued(store).census.pensioners.months_left
    assert left.tolist() == [148 - 24, 148 - 24]  # 12.3719 x 12 = 148.46 months


def test_assumptions_that_are_moved_say_what_they_did(store):
    moved = (("discount", 11.0), ("pay_award", 9.0))
    table = pension_liability.effects(store, assumed=moved).table
    before, after = total(store), valued(store, assumed=moved).total
    assert float(table["amount"].iloc[-1]) == pytest.approx(after - before, abs=0.1)
    assert float(table["amount"].iloc[:-1].sum()) == pytest.approx(after - before, abs=0.1)
    assert pension_liability.effects(store).table.empty


def test_sensitivities_are_valued_anew(store):
    table = pension_liability.sensitivity(store).table
    lower = table[(table["name"] == "Discount rate") & (table["moved"] == -1)].iloc[0]
    assert float(lower["obligation"]) == pytest.approx(valued(store, assumed=(("discount", 11.0),)).total, abs=0.02)
    assert table[table["name"] == "Discount rate"]["difference"].tolist() != sorted(table["difference"])


def test_a_movement_adds_up_and_shows_what_is_unexplained(store):
    """Two officers are new and two have gone, pay rose by 2,500, an entry was corrected, pensions rose by 8 %."""
    table = pension_movement.movement(store).table.set_index("name")["amount"].astype(float)
    assert table.iloc[:-1].sum() == pytest.approx(table["Obligation at the end"], abs=0.5)
    assert table["Obligation at the start"] == pytest.approx(valued(store, day=DAYS[0]).total, abs=0.02)
    assert table["New employees"] > 0 and table["Exits from service"] < 0
    assert table["Dates corrected"] < 0 < table["Increases of pensions"]
    assert abs(table["Unexplained"]) < 1  # everybody is in both lists, new, or gone


def test_what_appears_from_nowhere_is_unexplained():
    """A pensioner who was in no list before is no new family and no retired officer: the rupees stay unexplained."""
    stranger = roll(DAYS[1], 1).assign(pensioner_id="stranger", line=99)
    store = Store.of(
        employee=pd.concat([staff(day) for day in DAYS]), pensioner=pd.concat([*(roll(day) for day in DAYS), stranger])
    )
    table = pension_movement.movement(store).table.set_index("name")["amount"].astype(float)
    alone = valued(Store.of(pensioner=stranger)).total
    assert table["Unexplained"] == pytest.approx(alone, rel=1e-6)


def test_one_list_has_no_movement():
    answer = pension_movement.movement(Store.of(employee=staff(DAYS[0])))
    assert answer.table.empty and "the store has 30 June 2025" in answer.sentence


def test_savings_by_rule_by_year_and_by_age(store):
    new = {"new": "Sindh from 6 August 2025"}
    rules, years = pension_reform.by_rule(store, **new).table, pension_reform.by_year(store, **new).table
    assert float(rules["saved"].iloc[:-1].sum()) == pytest.approx(float(rules["saved"].iloc[-1]), abs=0.1)
    assert float(rules["stacked"].iloc[:-1].sum()) == pytest.approx(float(rules["saved"].iloc[-1]), abs=0.1)
    assert (years["before"] - years["after"] - years["saved"]).abs().max() <= 0.02
    ages = pension_reform.by_cohort(store, **new).table
    assert float(ages["before"].sum()) == pytest.approx(valued(store).obligation["employees"], abs=0.5)
    assert pension_reform.by_rule(store, new="Sindh").sentence == "The two rule sets are the same: nothing is saved."


def test_a_reform_may_apply_from_a_later_year(store):
    """The list is of 30 June: the years to come begin the day after, and one year, two years ... later."""
    starts = pension_reform.starts(store).table
    assert starts["name"].tolist()[:3] == ["30 June 2026 (valuation)", "2027-28", "2028-29"]
    assert (starts["name"].iloc[-1], starts["months"].iloc[-1]) == ("2046-47", 240)
    asked = {"new": "Sindh from 6 August 2025"}
    saved = {}
    for since in ("", "2029-30", "2046-47"):
        rules = pension_reform.by_rule(store, since=since, **asked)
        assert float(rules.table["saved"].iloc[:-1].sum()) == pytest.approx(float(rules.table["saved"].iloc[-1]), abs=1)
        saved[since] = float(rules.table["saved"].iloc[-1])
    assert saved[""] > saved["2029-30"] > saved["2046-47"] > 0
    rules = pension_reform.by_rule(store, since="2029-30", **asked)
    assert rules.filters["applies from"] == "1 July 2029" and "Who leaves before 1 July 2029" in rules.notes[1]
    assert rules.sentence.startswith("The reform from 2029-30 on changes what is owed by −")
    years = pension_reform.by_year(store, since="2029-30", **asked).table.set_index("fiscal_year")["saved"]
    assert (years[:"2028-29"].abs() < 0.01).all() and years["2030-31"] > 0
    ages = pension_reform.by_cohort(store, since="2029-30", **asked).table
    drawn = valued(store).total - valued(store).obligation["employees"]
    assert 0 < float(ages["saved"].sum()) < saved["2029-30"] < float(ages["saved"].sum()) + drawn


def test_a_reform_from_a_year_that_cannot_be_is_refused(store):
    with pytest.raises(RulesRefused, match=r"from '2025-26': choose 30 June 2026 .* or a fiscal year from 2027-28"):
        pension_reform.by_rule(store, new="Sindh", since="2025-26")


def test_a_list_of_the_winter_starts_with_the_next_fiscal_year():
    """On 31 January 2026 the next fiscal year, 2026-27, is five months away."""
    winter = staff(DAYS[1], 3).assign(as_of=date(2026, 1, 31))
    starts = pension_reform.starts(Store.of(employee=winter)).table
    assert starts[["name", "months"]].values.tolist()[:2] == [["31 January 2026 (valuation)", 0], ["2026-27", 5]]
    assert starts["day"].iloc[1] == date(2026, 7, 1) and starts["months"].iloc[-1] == 233
    assert pension_reform.starts(Store.of()).table["name"].tolist() == ["The valuation"]


def test_rules_can_be_typed_and_unknown_ones_are_refused(store):
    typed = pension_reform.by_rule(store, new="Sindh", edits=(("superannuation", 58.0),)).table
    assert typed["name"].tolist() == ["Superannuation", "All rules together"]
    assert typed["after"].iloc[0] == "58"
    with pytest.raises(RulesRefused, match="'retirement' is no parameter"):
        pension_reform.edited("Sindh", (("retirement", 58.0),))


def test_the_study_of_2021_stands_beside_ours(store):
    table = pension_reform.study(store).table
    assert [float(value) / 1e9 for value in table["published"]] == pytest.approx([433.3, 348.8, 112.2, 894.3])
    assert table["ours"].notna().tolist() == [True, True, False, False]


def test_the_note_has_its_tables(store):
    tables = pension_note.tables(store)
    assert [table.title.split(" (IPSAS")[0] for table in tables] == [
        "Figures of the valuation", "Pension liability by whom it is owed to", "Why the pension liability changed",
        "Assumptions", "Sensitivity of the obligation", "When the obligation falls due",
    ]  # fmt: skip
    assert all(len(table.table) for table in tables)


@pytest.mark.parametrize(
    "question",
    [pension_liability.owed, pension_liability.figures, pension_liability.by, pension_liability.sensitivity,
     pension_liability.aside, pension_liability.effects, pension_flow.due, pension_flow.maturity,
     pension_movement.movement, pension_reform.study],
)  # fmt: skip
def test_without_a_census_it_is_said_what_is_missing(question):
    answer = question(Store.of())
    assert answer.table.empty
    assert "needs a list of employees and of pensioners" in answer.sentence


def test_lines_that_stand_for_many_count_as_many():
    """A cell of ten officers is owed ten times what one is."""
    one, many = staff(DAYS[1], 3), staff(DAYS[1], 3).assign(members=10)
    single, ten = (valued(Store.of(employee=each, pensioner=roll(DAYS[1]).head(0))).total for each in (one, many))
    assert ten == pytest.approx(10 * single, rel=1e-12)
    assert np.isfinite(single) and single > 0


def test_what_would_fund_it_adds_up(store):
    owed = valued(store).total
    table = pension_fund.contribution(store, assets=owed / 4, years=10).table.set_index("name")
    assert float(table.amount["Not funded"]) == pytest.approx(owed * 3 / 4, abs=0.01)
    cost, gap = (
        table.amount["Service cost of the coming year"],
        table.amount["First of 10 instalments for what is not funded"],
    )
    assert table.amount["Together in the coming year"] == cost + gap
    assert float(table.share["Together in the coming year"]) == pytest.approx(
        float(cost + gap) / float(staff(DAYS[1])["pay"].sum() * 12) * 100
    )
    assert "25.0% of what is owed" in pension_fund.contribution(store, assets=owed / 4, years=10).sentence
    rows = pension_fund.path(store, assets=owed / 4, years=10).table
    assert len(rows) == 11 and float(rows.unfunded.iloc[-1]) == pytest.approx(0, abs=0.01 * len(rows))


def test_a_store_without_a_census_says_what_would_fund_nothing():
    assert pension_fund.contribution(Store.of(), assets=0.0, years=10).table.empty
