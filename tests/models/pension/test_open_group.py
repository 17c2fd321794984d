"""The open group: a workforce as large as it should be, later entrants paid as one cohort moved by years."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from models.pension.assumptions import Assumptions
from models.pension.basis import Basis
from models.pension.members import Employees
from models.pension.open_group import open_group, profile
from models.pension.valuation import Census, Valuation
from models.pension_rules import rules
from tests.models.pension.conftest import employees, pensioners

ON = date(2026, 6, 30)


def valuation(tables, name="Sindh", **assumed):
    return Valuation(
        Census(employees(300, 8, oldest=719), pensioners(40, 8), ON), Basis(rules(name), Assumptions(**assumed), tables)
    )


@pytest.mark.parametrize("growth", [0.0, 1.5])
def test_the_workforce_is_as_large_as_it_should_be(tables, growth):
    made = open_group(valuation(tables), 30, growth)
    assert made.workforce == pytest.approx(300 * (1 + growth / 100) ** np.arange(1, 31), rel=1e-12)
    assert (made.entrants > 0).all()


def test_what_is_paid_to_members_of_today_is_the_closed_group(tables):
    now = valuation(tables)
    made = open_group(now, 30)
    assert made.payments - made.to_entrants == pytest.approx(now.flow.yearly[:, :30], rel=1e-12)
    assert made.to_entrants[:, 0].sum() == 0 and (made.to_entrants[0, -5:] > 0).all()


def test_later_entrants_are_worked_one_cohort_at_a_time(tables):
    """A plain reference: the entrants of each year valued as a census of their own at the pay of that year."""
    now = valuation(tables)
    made, total = open_group(now, 12), np.zeros((6, 12))
    entering = profile(now.census)
    for year in range(11):
        pay = entering.pay * 1.08 ** (year + 1)
        cohort = Employees(entering.sex, entering.age, entering.service, pay, entering.members * made.entrants[year])
        alone = Valuation(Census(cohort, pensioners(0, 1), ON), replace(now.basis, rules=now.basis.rules))
        total[:, year + 1 :] += (alone.flow.yearly - floors(alone))[:, : 11 - year]
    assert made.to_entrants == pytest.approx(total, rel=1e-9, abs=1e-3)


def floors(alone):
    """What minimum pensions add, which the profile leaves out: it moves with pay."""
    from models.pension import flow

    return alone.flow.yearly - flow.of_employees(alone.scale).yearly


def test_entrants_of_a_contribution_scheme_are_paid_contributions_and_no_pension(tables):
    made = open_group(valuation(tables, "KP from 7 June 2022"), 30)
    assert made.to_entrants[:5].sum() == 0 and (made.to_entrants[5, 1:] > 0).all()


def test_without_late_entrants_the_youngest_in_service_are_the_profile(tables):
    old = employees(200, 3)
    some = old.where(old.service > 60)
    assert float(profile(Census(some, pensioners(0, 1), ON)).members.sum()) == pytest.approx(1.0)
