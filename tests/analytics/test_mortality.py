"""Mortality tables that can be chosen: each is valued as a plain reference says, and the default stays what it was."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from analytics import mortality, pension_liability
from analytics.pension_valued import valued
from models.life_table import LifeTable
from models.pension.assumptions import Assumptions
from models.pension.basis import Basis
from models.pension.members import Employees, Pensioners
from models.pension.valuation import Census, Valuation
from models.pension_rules import rules
from models.published_table import mortality as published
from tests.models.pension.plain import Plain

CHOICES = range(len(mortality.CHOICES))
NOBODY = Pensioners(*(np.zeros(0, np.int64) for _ in range(3)), *(np.zeros(0) for _ in range(2)), np.zeros(0, np.int64))


@pytest.mark.parametrize("choice", CHOICES)
def test_members_are_owed_what_a_plain_reference_says_under_each_table(choice):
    rng = np.random.default_rng(choice)
    age = rng.integers(300, 716, 12)
    people = Employees(
        rng.integers(0, 2, 12).astype(np.int8), age, np.minimum(age - 240, 300), rng.integers(20_000, 90_000, 12) * 1.0
    )
    by, assumed, tables = rules("Sindh"), Assumptions(), mortality.tables(choice)
    plain = Plain(by, assumed, tables, 0)
    want = [
        plain.employee(("female", "male")[people.sex[at]], int(age[at]), int(people.service[at]), people.pay[at])[1]
        for at in range(12)
    ]
    got = Valuation(Census(people, NOBODY, date(2026, 6, 30)), Basis(by, assumed, tables)).of_members[0]
    assert got == pytest.approx(want, rel=1e-9)


def test_the_first_choice_is_the_law_that_was_used_before():
    tables = mortality.tables(0)
    assert (
        tables["male"].rates.tolist()
        == LifeTable.of_makeham(0.0007, 0.00005, 10**0.04, first=15, last=110).rates.tolist()
    )
    assert mortality.tables(0) is tables


def test_working_lives_are_followed_by_the_retired_of_each_sex():
    tables = mortality.tables(4)
    for sex, code in (("female", "3399"), ("male", "3400")):
        life, working, retired = tables[sex], published("2694"), published(code)
        assert life.rates[59 - life.first] == working.rates[59 - working.first]
        assert life.rates[60 - life.first] == retired.rates[60 - retired.first]


def test_a_chosen_table_moves_the_liability_and_is_named_everywhere(invented):
    start, chosen = valued(invented), (("mortality_table", 2.0),)
    then = valued(invented, assumed=chosen)
    basis = replace(start.basis, tables=mortality.tables(2))
    assert then.total == pytest.approx(Valuation(start.census, basis).total, rel=1e-12) and then.total != start.total
    owed = pension_liability.owed(invented, assumed=chosen)
    assert "IALM 2006-08" in owed.filters["assumptions moved"] and any("IRDA" in note for note in owed.notes)
    effect = pension_liability.effects(invented, assumed=chosen).table
    assert effect["name"].tolist() == ["Mortality table", "Together"]
    assert float(effect["amount"].iloc[0]) == pytest.approx(then.total - start.total, abs=0.01)
    row = pension_liability.assumptions(invented, assumed=chosen).table.iloc[0]
    assert (row["unit"], row["value"]) == ("IALM 2006-08 assured lives", 2.0)
