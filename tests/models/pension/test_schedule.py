"""The schedule by member and year beside a plain reference, and its sums beside the flow of the engine."""

from dataclasses import replace

import numpy as np
import pytest

from models.pension import flow, paid, schedule
from models.pension.assumptions import Assumptions
from models.pension.basis import Basis
from models.pension.chances import SEXES
from models.pension.floor import ByPay, floor
from models.pension.members import Employees, Lines, Spell
from models.pension.turned import Turned
from models.pension.value import Scale
from models.pension_rules import names, rules
from tests.models.pension.conftest import employees, pensioners
from tests.models.pension.plain import Plain

LIVELY = Assumptions(withdrawal=3, disability=20, improvement=0.5, early=8, commuting=80, minimum_growth=2)
YEARS = schedule.YEARS


def scale_of(people, basis):
    return Scale(Lines.of(people, basis.superannuation), basis)


def whole(blocks, many, years=YEARS):
    """The blocks as one matrix, each member once."""
    made = np.full((many, years), np.nan)
    for block in blocks:
        assert np.isnan(made[block.members]).all()
        made[block.members] = block.paid
    assert not np.isnan(made).any()
    return made


@pytest.fixture
def hundred_years(monkeypatch):
    """The flow of the engine over as many years as the schedule has."""
    for module in (flow, paid):
        monkeypatch.setattr(module, "MONTHS", 12 * YEARS)
    monkeypatch.setattr(paid, "YEARS", YEARS)


@pytest.mark.parametrize("name", ["Sindh", "Sindh from 6 August 2025"])
def test_each_employee_is_paid_what_a_plain_reference_says(name, tables):
    """Low pay under both minimums, high pay, one young enough for a gratuity, one past superannuation; offset 5."""
    people = Employees(
        np.array([1, 0, 1, 0, 1], np.int8), np.array([695, 640, 716, 722, 560]), np.array([260, 400, 100, 300, 125]),
        np.array([15_000.0, 90_000.0, 20_000.0, 9_000.0, 12_000.0]),
    )  # fmt: skip
    basis = Basis(rules(name), LIVELY, tables, 5)
    got = whole(schedule.of_employees(people, scale_of(people, basis), size=2), len(people))
    plain = Plain(basis.rules, LIVELY, tables, 5)
    for at in range(len(people)):
        want = plain.payments(
            SEXES[people.sex[at]], int(people.age[at]), int(people.service[at]), people.pay[at], YEARS
        )
        assert got[at] == pytest.approx(want, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("name", ["Sindh", "Sindh from 6 August 2025"])
def test_each_pensioner_is_paid_what_a_plain_reference_says(name, tables):
    people, basis = pensioners(30, 3), Basis(rules(name), LIVELY, tables, 5)
    plain = Plain(basis.rules, LIVELY, tables, 5)
    alone = Plain(basis.rules, replace(LIVELY, married_men=0, married_women=0), tables, 5)
    got = whole(schedule.of_pensioners(people, basis, size=7), len(people))
    for at in range(len(people)):
        sex, age, kind, want = SEXES[people.sex[at]], int(people.age[at]), people.kind[at], np.zeros(YEARS + 100)

        def see(month, amount, want=want):
            want[(month - 1) // 12] += amount

        if kind == 0:
            plain.paid(sex, age, 0, people.pension[at], people.commuted[at], int(people.months_left[at]), sees=see)
        elif kind == 1:
            alone.paid(sex, age, 0, people.pension[at], sees=see)
        else:
            plain.pays("later", sex, age, 0, people.pension[at], see)
        assert got[at] == pytest.approx(want[:YEARS], rel=1e-9, abs=1e-6)


@pytest.mark.usefixtures("hundred_years")
@pytest.mark.parametrize(
    ("name", "offset", "growth"), [(each, at, (12.0, 0.0)[at % 2]) for at, each in enumerate(names())]
)
def test_the_blocks_add_up_to_the_flow(name, offset, growth, tables):
    """Ages of all months, places that stand for several, minimums that rise more slowly or faster than pay."""
    people, drawn = employees(600, 11), pensioners(300, 11)
    many = np.random.default_rng(1).integers(1, 4, 600)
    people = Employees(people.sex, people.age, people.service, people.pay, many)
    basis = Basis(rules(name), replace(LIVELY, minimum_growth=growth), tables, offset)
    scale = scale_of(people, basis)
    want = flow.of_employees(scale, floor=floor(ByPay.of(people, scale.lines), scale)).yearly.sum(axis=0)
    made = list(schedule.of_employees(people, scale, size=250))
    assert [len(block.members) for block in made] == [250, 250, 100]
    assert whole(made, 600).sum(axis=0) == pytest.approx(want, rel=1e-9, abs=1e-4)
    roll = flow.Roll.of(drawn)
    want = flow.of_pensioners(roll, basis).yearly.sum(axis=0)
    assert whole(schedule.of_pensioners(drawn, basis, size=70), 300).sum(axis=0) == pytest.approx(want, 1e-9, 1e-4)


def test_fewer_years_are_the_first_of_more(tables):
    people, drawn, basis = employees(80, 5), pensioners(80, 5), Basis(rules("Sindh"), LIVELY, tables, 3)
    scale = scale_of(people, basis)
    for made in (
        lambda years: whole(schedule.of_employees(people, scale, years), 80, years),
        lambda years: whole(schedule.of_pensioners(drawn, basis, years), 80, years),
    ):
        assert made(3) == pytest.approx(made(YEARS)[:, :3], rel=1e-12)


def test_nobody_has_no_block_and_a_block_has_somebody(tables):
    basis, nobody, none = Basis(rules("Sindh"), LIVELY, tables), employees(0, 1), pensioners(0, 1)
    scale = scale_of(nobody, basis)
    assert list(schedule.of_employees(nobody, scale)) == list(schedule.of_pensioners(none, basis)) == []
    with pytest.raises(ValueError, match="at least one member"):
        list(schedule.of_employees(nobody, scale, size=0))


def test_a_reform_from_a_later_day_has_no_schedule(tables):
    basis = Basis(rules("Sindh"), LIVELY, tables)
    turned = Turned(basis.rules, LIVELY, tables, 0, then=basis, turn=12)
    with pytest.raises(ValueError, match="one set of rules"):
        schedule.of_pensioners(pensioners(3, 3), turned)
    people = employees(5, 3)
    until = Scale(Lines.of(people, basis.superannuation), basis, Spell(until=12))
    with pytest.raises(ValueError, match="one set of rules"):
        schedule.of_employees(people, until)
