"""A reform from a later day: beside a plain reference, and laws that hold whatever the rules are."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.pension.assumptions import Assumptions
from models.pension.basis import Basis
from models.pension.chances import SEXES
from models.pension.members import Employees
from models.pension.reform import Reformed, differences, mixed, savings
from models.pension.valuation import Census, Valuation
from models.pension_rules import PLAIN, decided_by, rules
from tests.models.pension.conftest import employees, life_tables, pensioners
from tests.models.pension.plain import PlainReform
from tests.models.pension.test_valuation import LIVELY, NOBODY, NONE, ON, changed, near

OLD = changed(rules("Sindh"), leavers=1)
NEW = changed(
    rules("Sindh from 6 August 2025"), accrual_numerator=6, most_service=28, rounding_months=3, superannuation=58,
    early_age=53, early_service=20, least_service_pension=12, least_service_gratuity=6, commuted_share=25,
    family_share=60, minimum_pension=12_000, minimum_family=8_000, gratuity_months=2, medical_share=10, leavers=1,
)  # fmt: skip


def later_in_life(by, age):
    """Rules with another age of superannuation, the table of commutation followed up to it."""
    table = dict(by.by_age["years_purchase"])
    for year in range(61, age + 1):
        table[year] = replace(table[60], value=table[60].value - Decimal(year - 60) / 2)
    return replace(changed(by, superannuation=age), by_age={**by.by_age, "years_purchase": table})


CASES = [  # old, new, months to the next increase, months until the reform
    (OLD, NEW, 0, 24),
    (OLD, NEW, 5, 5),
    (NEW, OLD, 5, 29),
    (OLD, changed(OLD, medical_share=35, family_share=50), 0, 36),
    (changed(OLD, compounding=0), changed(NEW, restored=0), 0, 12),
    (OLD, later_in_life(NEW, 62), 0, 24),
    (OLD, NEW, 0, 0),
]


@pytest.mark.parametrize(("old", "new", "offset", "months"), CASES)
def test_members_are_owed_what_a_plain_reference_says(old, new, offset, months, tables):
    """Members of every age under both rule sets, some past either superannuation, month by month."""
    some = employees(400, 11, phases=(offset + 2,))
    people = some.where(np.isin(np.arange(400), np.append(np.argsort(some.age)[::80], np.argsort(some.age)[-4:])))
    now = Valuation(Census(people, NOBODY, ON), Basis(old, LIVELY, tables, offset))
    made, plain = Reformed(now, new, months), PlainReform(old, new, LIVELY, tables, offset, months)
    want = np.array([
        plain.employee(SEXES[people.sex[at]], int(people.age[at]), int(people.service[at]), float(people.pay[at]))
        for at in range(len(people))
    ])  # fmt: skip
    assert near(made.of_members[0], want[:, 1], 1e-9)
    assert near(made.total, want[:, 1].sum(), 1e-9)
    assert near(made.before.benefits + made.after.benefits, want[:, 0].sum(), 1e-9)
    assert near(made.before.service_cost + made.after.service_cost, want[:, 2].sum(), 1e-9)


def test_who_is_past_the_new_superannuation_when_it_applies_leaves_at_once_with_the_minimum(tables):
    """Aged 58 years and 8 months when the reform makes it 58; on 15,000 a month their pension is under the minimum."""
    low = Employees(np.array([0, 1], np.int8), np.full(2, 680), np.array([250, 300]), np.array([15_000.0, 18_000.0]))
    now = Valuation(Census(low, NOBODY, ON), Basis(OLD, LIVELY, tables))
    plain = PlainReform(OLD, NEW, LIVELY, tables, 0, 24)
    want = [plain.employee(SEXES[at], 680, int(low.service[at]), float(low.pay[at]))[1] for at in (0, 1)]
    made = Reformed(now, NEW, 24)
    assert near(made.of_members[0], want, 1e-9) and near(made.total, sum(want), 1e-9)


@pytest.mark.parametrize(("old", "new", "offset", "months"), CASES[:5])
def test_pensioners_are_owed_what_a_plain_reference_says(old, new, offset, months, tables):
    """Only the rules of payment reach them, and those only from the day on."""
    people = pensioners(15, 3)
    now = Valuation(Census(NONE, people, ON), Basis(old, LIVELY, tables, offset))
    got = Reformed(now, new, months).of_members[1]
    plain = PlainReform(old, new, LIVELY, tables, offset, months)
    alone = PlainReform(old, new, replace(LIVELY, married_men=0, married_women=0), tables, offset, months)
    for at in range(len(people)):
        sex, age = SEXES[people.sex[at]], int(people.age[at])
        if people.kind[at] == 0:
            want = plain.paid(sex, age, 0, people.pension[at], people.commuted[at], int(people.months_left[at]))
        elif people.kind[at] == 1:
            want = alone.paid(sex, age, 0, people.pension[at])
        else:
            want = people.pension[at] * plain.later(sex, age, 0)
        assert got[at] == pytest.approx(want, rel=1e-9)


@pytest.mark.parametrize(("old", "new", "offset", "months"), CASES)
def test_payments_of_short_lives_are_worth_exactly_what_is_owed(old, new, offset, months, tables):
    people, drawing = employees(60, 4, phases=(3,)), pensioners(50, 4)
    drawing = drawing.where((drawing.kind < 2) | (drawing.age < 58 * 12))  # a leaver's pension is due later
    now = Valuation(Census(people.where(people.age > 500), drawing, ON), Basis(old, LIVELY, tables, offset))
    made = Reformed(now, new, months)
    drawn = made.before.total - made.before.obligation["employees"]
    worth = made.flow.value(now.basis.month).sum()
    assert near(worth, made.before.benefits + made.after.benefits + drawn, 1e-11)
    assert made.flow.monthly.min() >= -1e-6
    assert near(made.total, sum(each.sum() for each in made.of_members), 1e-11)


def test_contributions_begin_with_the_reform(tables):
    """One officer whom only death takes out of service enters the scheme after two years: worked month by month."""
    calm = Assumptions(withdrawal=0, disability=0, early=0, increment=0, pay_award=10)
    one = Employees(np.array([1], np.int8), np.array([300]), np.array([72]), np.array([1000.0]))
    now = Valuation(Census(one, NOBODY, ON), Basis(rules("Sindh"), calm, tables))
    made = Reformed(now, changed(rules("Sindh"), scheme_since=20200101, scheme_employer=12), 24)
    alive, paid = 1.0, [0.0, 0.0, 0.0]
    for month in range(36):
        year = month // 12
        paid[year] += (year == 2) * alive * 1000 * 1.1 ** (year + 1) * 0.12
        alive *= float((1 - tables["male"].rates[5 + year]) ** (1 / 12))  # the table begins at 20, the officer is 25
    assert made.flow.yearly[5, :3] == pytest.approx(paid, rel=1e-12)
    assert made.after.obligation["employees"] == 0 and made.before.obligation["employees"] > 0
    assert made.flow.yearly[:5, 2].sum() < now.flow.yearly[:5, 2].sum()


members = st.tuples(st.integers(0, 10**6), st.integers(0, 11))
lowered = st.fixed_dictionaries({}, optional={
    "accrual_numerator": st.sampled_from([5, 6]), "pay_months": st.sampled_from([12, 36]), "compounding": st.just(0),
    "early_reduction": st.sampled_from([3, 6]), "family_share": st.sampled_from([0, 50]), "medical_share": st.just(5),
    "restored": st.just(0), "gratuity_months": st.just(0), "minimum_pension": st.just(4_000), "leavers": st.just(0),
}).filter(bool)  # fmt: skip


def valued(seed, offset, by=OLD, oldest=719):
    census = Census(employees(40, seed, oldest=oldest), pensioners(20, seed), ON)
    return Valuation(census, Basis(by, LIVELY, life_tables(), offset))


@settings(max_examples=8, deadline=None)
@given(members, lowered)
def test_a_later_reform_that_lowers_pensions_saves_no_more(who, lower):
    now = valued(*who)
    owed = [now.total - Reformed(now, changed(OLD, **lower), who[1] + months).total for months in (0, 12, 120, 240)]
    assert owed[-1] >= -1e-9 * now.total
    assert all(later <= before + 1e-9 * now.total for before, later in pairwise(owed))


@settings(max_examples=8, deadline=None)
@given(members, st.sampled_from([name for name in PLAIN if decided_by(name) == "leaving"]))
def test_a_reform_of_leaving_from_after_everybody_has_left_changes_nothing(who, name):
    now = valued(*who)
    some = now.census.employees
    close = replace(now, census=replace(now.census, employees=some.where(some.age > 485)))
    new = changed(OLD, **{name: NEW[name] if NEW[name] != OLD[name] else {"pay_months": 24}.get(name, 1)})
    assert near(Reformed(close, new, 240).total, close.total, 1e-12)
    assert near(Reformed(close, new, 240).flow.monthly, close.flow.monthly, 1e-9)


@settings(max_examples=8, deadline=None)
@given(members, st.lists(st.sampled_from(differences(OLD, NEW)), min_size=1, unique=True))
def test_from_the_valuation_on_employees_are_as_under_the_new_rules(who, names):
    """Of those who have left before, the rules of payment alone are new."""
    now, new = valued(*who), mixed(OLD, NEW, names)
    made, whole = Reformed(now, new), now.moved(replace(now.basis, rules=new))
    assert near(made.after.obligation["employees"], whole.obligation["employees"], 1e-12)
    assert near(made.after.to_employees.monthly, whole.to_employees.monthly, 1e-9)
    assert made.before.obligation["employees"] == 0
    paid = mixed(OLD, NEW, [name for name in names if decided_by(name) == "payment"])
    drawn = now.moved(replace(now.basis, rules=paid))
    assert near(made.before.total, drawn.total - drawn.obligation["employees"], 1e-12)


@pytest.mark.parametrize("months", [0, 60])
def test_savings_by_rule_add_up_from_any_day(months, tables):
    now = Valuation(Census(employees(60, 2), pensioners(20, 2), ON), Basis(OLD, LIVELY, tables))
    new = mixed(OLD, NEW, ("accrual_numerator", "pay_months", "compounding"))
    made = savings(now, new, months=months)
    whole = now.total - Reformed(now, new, months).total
    assert whole > 0 and near([sum(made.stacked), sum(made.share), made.total], whole, 1e-9)
    other = savings(now, new, tuple(reversed(made.names)), months=months)
    assert dict(zip(made.names, made.share, strict=True)) == pytest.approx(
        dict(zip(other.names, other.share, strict=True))
    )


def test_a_part_of_a_reform_is_valued_anew_whole_when_the_discount_moves(tables):
    """What minimum pensions add within a spell is not read as if it were all of it."""
    people = employees(60, 3)
    now = Valuation(Census(replace(people, pay=people.pay / 4), NOBODY, ON), Basis(OLD, LIVELY, tables))
    made = Reformed(now, NEW, 24)
    for part in (made.before, made.after):
        moved = part.moved(replace(part.basis, assumed=replace(LIVELY, discount=9)))
        assert moved.total == pytest.approx(moved.of_members[0].sum(), rel=1e-11)
