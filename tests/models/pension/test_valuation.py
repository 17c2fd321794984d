"""The engine beside a plain reference, and laws that hold whatever the rules and assumptions are."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.pension.assumptions import Assumptions
from models.pension.basis import Basis
from models.pension.chances import SEXES
from models.pension.floor import by_member
from models.pension.members import Employees, Pensioners
from models.pension.reform import differences, savings
from models.pension.valuation import Census, Valuation
from models.pension_rules import PLAIN, names, rules
from tests.models.pension.conftest import employees, life_tables, pensioners
from tests.models.pension.plain import Plain

ON = date(2026, 6, 30)
LIVELY = Assumptions(withdrawal=3, disability=20, improvement=0.5, early=8, commuting=80, minimum_growth=2)
NOBODY = Pensioners(*(np.zeros(0, kind) for kind in (np.int8, int, np.int8, float, float, int)))
NONE = Employees(np.zeros(0, np.int8), np.zeros(0, int), np.zeros(0, int), np.zeros(0))


def near(one, other, exact):
    """Equal but for a part of the larger."""
    one, other = np.asarray(one), np.asarray(other)
    return (np.abs(one - other) <= exact * np.maximum(np.abs(one), np.abs(other)) + 1e-6).all()


@pytest.mark.parametrize(("name", "offset"), [(name, (0, 5)[at % 2]) for at, name in enumerate(names())])
def test_members_are_owed_what_a_plain_reference_says(name, offset, tables):
    """300 members under every rule set, decrements on, some under the minimum and some past superannuation."""
    people = employees(300, 7, phases=(offset + 2,))
    basis = Basis(rules(name), LIVELY, tables, offset)
    valuation = Valuation(Census(people, NOBODY, ON), replace(basis, rules=changed(basis.rules, scheme_since=0)))
    scale, lines = valuation.scale, valuation.lines
    plain = Plain(basis.rules, LIVELY, tables, offset)
    want = np.array([
        plain.employee(SEXES[people.sex[at]], int(people.age[at]), int(people.service[at]), float(people.pay[at]))
        for at in range(len(people))
    ])  # fmt: skip
    got = np.array([each.reshape(-1)[lines.place] for each in (scale.benefits, scale.obligation, scale.service_cost)])
    assert near(got * people.pay + by_member(valuation.by_pay, valuation.scale, (0, 1, 2)), want.T, 1e-9)
    assert near(valuation.of_members[0], want[:, 1], 1e-9)


@pytest.mark.parametrize("name", ["Sindh", "Sindh from 6 August 2025"])
def test_pensioners_are_owed_what_a_plain_reference_says(name, tables):
    people, basis = pensioners(60, 3), Basis(rules(name), LIVELY, tables, 5)
    plain = Plain(basis.rules, LIVELY, tables, 5)
    got = Valuation(Census(NONE, people, ON), basis).of_members[1]
    for at in range(len(people)):
        sex, age = SEXES[people.sex[at]], int(people.age[at])
        if people.kind[at] == 0:
            want = plain.paid(sex, age, 0, people.pension[at], people.commuted[at], int(people.months_left[at]))
        elif people.kind[at] == 1:
            alone = replace(LIVELY, married_men=0, married_women=0)
            want = Plain(basis.rules, alone, tables, 5).paid(sex, age, 0, people.pension[at])
        else:
            want = people.pension[at] * plain.later(sex, age, 0)
        assert got[at] == pytest.approx(want, rel=1e-9)


def changed(by, **values):
    """Rules with other values."""
    plain = dict(by.plain)
    for name, value in values.items():
        plain[name] = replace(plain[name], value=Decimal(value))
    return replace(by, plain=plain)


assumed = st.fixed_dictionaries({
    each.name: st.sampled_from(
        [each.metadata["low"], each.default, (each.default + min(each.metadata["high"], each.default * 2 + 1)) / 2]
    )
    for each in fields(Assumptions) if each.name not in ("discount", "mortality")
})  # fmt: skip


@settings(max_examples=12, deadline=None)
@given(assumed, st.sampled_from(names()), st.integers(0, 11), st.integers(0, 10**6), st.sampled_from([4.0, 9.5, 14.0]))
def test_laws_of_a_valuation(values, name, offset, seed, discount):
    """What is owed and its cost to come are the benefits; members add up; payments are worth what is owed."""
    tables = life_tables()
    basis = Basis(rules(name), Assumptions(**values, discount=discount), tables, offset)
    people = employees(40, seed, oldest=719)
    census = Census(people, pensioners(30, seed), ON)
    now = Valuation(census, basis)
    scale, x, pay = now.scale, now.scale.exits, now.lines.pay
    to_come, year = np.zeros(pay.shape), basis.month**12 * (1 + basis.assumed.pay_award / 100)
    alive = x.left * x.scale
    for years in range(60):
        ahead = np.zeros(pay.shape)
        wide = pay.shape[1] - 12 * years
        if wide <= 0:
            break
        ahead[:, :wide] = (scale.service_cost * alive)[:, 12 * years :]
        to_come += year**years * np.divide(ahead, alive, out=np.zeros(pay.shape), where=alive > 0)
    in_service = slice(0, x.retire)
    assert near((scale.obligation + to_come)[:, in_service], scale.benefits[:, in_service], 1e-9)
    each, drawn = now.of_members
    assert near(each.sum(), now.obligation["employees"], 1e-9)
    assert near(drawn.sum(), now.total - now.obligation["employees"], 1e-9)
    worth, beyond = now.accrued.value(basis.month).sum(), max(values["pension_increase"], values["pay_award"])
    assert worth <= now.total * (1 + 1e-9)  # what falls due after 80 years is not among the payments
    assert discount <= beyond or near(worth, now.total, 5e-3)
    dearer = now.moved(replace(basis, assumed=replace(basis.assumed, discount=discount + 1)))
    assert dearer.total < now.total
    assert near(dearer.total, Valuation(census, dearer.basis).total, 1e-12)


def test_payments_of_short_lives_are_worth_exactly_what_is_owed(tables):
    """Nobody of them is paid after 80 years, so that no payment is cut off."""
    people = employees(50, 4, phases=(3,))
    old = people.where(people.age > 500)
    now = Valuation(Census(old, pensioners(50, 4), ON), Basis(rules("Sindh"), LIVELY, tables, 5))
    assert near(now.accrued.value(now.basis.month).sum(), now.total, 1e-11)
    assert near(now.flow.value(now.basis.month).sum(), now.benefits + now.total - now.obligation["employees"], 1e-11)
    assert now.flow.monthly.min() >= -1e-6


def test_both_methods_agree_at_retirement(tables):
    """With thirty years served nothing is left to earn: projected unit credit and entry-age normal are the benefits."""
    served = Employees(np.zeros(3, np.int8), np.array([720, 730, 750]), np.array([372, 400, 500]), np.full(3, 50_000.0))
    now = Valuation(Census(served, NOBODY, ON), Basis(rules("Sindh"), Assumptions(), tables))
    assert near(now.entry_age, now.obligation["employees"], 1e-12)
    assert near(now.benefits, now.obligation["employees"], 1e-12)
    assert now.service_cost == pytest.approx(0)


def test_a_rule_for_officers_saves_nothing_when_all_have_left(tables):
    now = Valuation(Census(NONE, pensioners(40, 1), ON), Basis(rules("Sindh"), Assumptions(), tables))
    punjab = savings(now, rules("Punjab from 2 December 2024"))
    assert (punjab.names, punjab.total, punjab.stacked) == (("pay_months",), 0.0, (0.0,))
    assert savings(now, rules("Sindh")).total == 0.0


def test_savings_by_rule_add_up_in_any_order(tables):
    now = Valuation(Census(employees(200, 2), pensioners(40, 2), ON), Basis(rules("Sindh"), LIVELY, tables))
    new = rules("Sindh from 6 August 2025")
    one, other = savings(now, new), savings(now, new, tuple(reversed(differences(now.basis.rules, new))))
    whole = now.total - now.moved(replace(now.basis, rules=new)).total
    for each in (one, other):
        assert near(sum(each.stacked), whole, 1e-9)
        assert near(sum(each.share), whole, 1e-9)
    assert dict(zip(one.names, one.share, strict=True)) == pytest.approx(
        dict(zip(other.names, other.share, strict=True))
    )
    assert one.stacked[::-1] != pytest.approx(other.stacked)


def test_every_rule_moves_what_is_owed_or_paid(tables):
    """A parameter that silently did nothing would be worse than a missing one."""
    by = changed(rules("Sindh"), leavers=1)
    census = Census(employees(400, 9), pensioners(100, 9), ON)
    now = Valuation(census, Basis(by, LIVELY, tables))
    others = {
        "accrual_numerator": 8, "accrual_denominator": 310, "most_service": 25, "rounding_months": 3, "pay_months": 24,
        "least_service_pension": 12, "least_service_gratuity": 6, "superannuation": 59, "early_age": 56,
        "early_service": 20, "early_reduction": 4, "commuted_share": 25, "restored": 0, "family_share": 50,
        "minimum_pension": 15000, "minimum_family": 9000, "compounding": 0, "gratuity_months": 2, "medical_share": 25,
        "leavers": 0, "scheme_since": 20200101,
    }  # fmt: skip
    for name, value in others.items():
        assert now.moved(replace(now.basis, rules=changed(by, **{name: value}))).total != now.total, name
    schemes = [changed(by, scheme_since=20200101, scheme_employer=rate) for rate in (10, 12)]
    ten, twelve = (now.moved(replace(now.basis, rules=each)).flow.yearly[5, 0] for each in schemes)
    assert twelve == pytest.approx(1.2 * ten)
    assert set(others) | {"scheme_employer"} == set(PLAIN)


def test_contributions_are_the_rate_of_expected_pay(tables):
    """One officer of the scheme whom only death takes out of service: the first year worked month by month."""
    calm = Assumptions(withdrawal=0, disability=0, early=0, increment=0, pay_award=10)
    one = Employees(np.array([1], np.int8), np.array([300]), np.array([12]), np.array([1000.0]))
    by = changed(rules("Sindh"), scheme_since=20200101, scheme_employer=12)
    paid = Valuation(Census(one, NOBODY, ON), Basis(by, calm, tables)).flow.yearly
    alive, total = 1.0, 0.0
    for _ in range(12):
        total += alive * 1100 * 0.12  # the award of 1 July is in every month
        alive *= 1 - float(1 - (1 - tables["male"].rates[5]) ** (1 / 12))
    assert paid[5, 0] == pytest.approx(total, rel=1e-12)
    assert paid[:5].sum() == 0


def test_an_assumption_outside_its_limits_is_refused():
    with pytest.raises(ValueError, match="Pay award on 1 July is 40 % a year; it must lie between 0 and 25"):
        Assumptions(pay_award=40)


@pytest.mark.parametrize("name", ["Sindh", "Punjab from 2 December 2024"])
@pytest.mark.parametrize("assumption", [each.name for each in fields(Assumptions)])
def test_what_is_read_again_after_an_assumption_has_moved_is_what_a_new_valuation_counts(name, assumption, tables):
    census = Census(employees(60, 3), pensioners(40, 3), date(2026, 6, 30))
    now = Valuation(census, Basis(rules(name), LIVELY, tables, 5))
    _ = now.total, now.flow, now.accrued, now.benefits
    moved = replace(LIVELY, **{assumption: getattr(LIVELY, assumption) + 1})
    again = now.moved(Basis(rules(name), moved, tables, 5))
    fresh = Valuation(census, Basis(rules(name), moved, tables, 5))
    for of in ("total", "benefits", "service_cost", "entry_age"):
        assert getattr(again, of) == pytest.approx(getattr(fresh, of), rel=1e-12)
    for of in ("flow", "accrued"):
        np.testing.assert_allclose(getattr(again, of).yearly, getattr(fresh, of).yearly, rtol=1e-10, atol=1e-3)
