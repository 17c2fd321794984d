"""Projected unit credit and entry-age normal against IAS 19, a plain loop, and the laws that always hold."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.attribution import FinalSalary
from models.service_table import ServiceTable

# IAS 19, paragraph 68: 1 % of final salary for each year of service, paid at the end of the fifth; salary 10,000
# rising by 7 %, discount 10 %. Year: opening obligation, interest, current service cost, closing obligation.
PARAGRAPH_68 = ((0, 0, 89, 89), (89, 9, 98, 196), (196, 20, 108, 324), (324, 33, 119, 476), (476, 48, 131, 655))
STAYING = ServiceTable({"normal": [0, 0, 0, 0, 1.0]}, first=55)
EXAMPLE = FinalSalary(STAYING, 10_000 * 1.07 ** np.arange(5), 0.01, {"normal": np.ones(5)}, 0.10)
real = pytest.mark.skipif(
    not os.environ.get("KHAZANA_REAL_DATA"), reason="KHAZANA_REAL_DATA does not name a folder of real files"
)


def rolled(example: FinalSalary) -> list[tuple[float, ...]]:
    opening, cost = example.unit_credit()
    at_end = cost * (1 + example.interest)
    interest = opening * example.interest
    return list(zip(opening, interest, at_end, opening + interest + at_end, strict=True))


@pytest.mark.parametrize(("year", "published"), list(enumerate(PARAGRAPH_68)))
def test_paragraph_68_of_ias_19(year, published):
    assert rolled(EXAMPLE)[year] == pytest.approx(published, abs=1)


@real
def test_paragraph_68_as_the_file_has_it():
    path = Path(os.environ["KHAZANA_REAL_DATA"]) / "pension" / "ias19_para68.csv"
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row, found in zip(csv.DictReader(file), rolled(EXAMPLE), strict=True):
            assert found == pytest.approx([float(value) for value in list(row.values())[1:]], abs=1)


def test_a_plain_loop_agrees_with_decrements_and_a_cap():
    table = ServiceTable({"death": [0.1, 0.2, 0.3, 0.4], "normal": [0.0, 0.1, 0.2, 0.6]}, first=40)
    pay, worth = [100.0, 110.0, 130.0, 150.0], {"death": [1.0, 1.5, 2.0, 2.5], "normal": [9.0, 8.0, 7.0, 6.0]}
    plan = FinalSalary(table, np.array(pay), 0.02, {k: np.array(v) for k, v in worth.items()}, 0.05, most=3)
    obligation, cost = plan.unit_credit()
    for served in range(4):
        still, owed, earned = 1.0, 0.0, 0.0
        for year in range(served, 4):
            whole = 0.02 * min(year + 1, 3) * pay[year] / 1.05 ** (year + 1 - served)
            for cause, values in worth.items():
                value = still * table.rates[cause][year] * whole * values[year]
                owed += value * min(served, 3) / min(year + 1, 3)
                earned += value / min(year + 1, 3) if served < 3 else 0.0
            still *= 1 - table.rates["death"][year] - table.rates["normal"][year]
        assert (obligation[served], cost[served]) == pytest.approx((owed, earned), rel=1e-12)


CHANCE = st.floats(0, 0.4)
PLANS = st.builds(
    lambda rows, pays, interest, most: FinalSalary(
        ServiceTable({"death": [row[0] for row in rows] + [0.0], "normal": [row[1] for row in rows] + [1.0]}),
        np.array(pays[: len(rows) + 1]),
        0.02,
        {"death": np.full(len(rows) + 1, 2.0), "normal": np.linspace(15, 10, len(rows) + 1)},
        interest,
        most,
    ),
    st.lists(st.tuples(CHANCE, CHANCE), min_size=1, max_size=30),
    st.lists(st.floats(1, 1000), min_size=31, max_size=31),
    st.floats(0, 0.2),
    st.none() | st.integers(1, 40),
)


@settings(max_examples=100, deadline=None)
@given(PLANS)
def test_what_is_owed_and_what_will_be_earned_is_what_was_promised(plan):
    for obligation, cost in (plan.unit_credit(), plan.entry_age()):
        for year in range(len(cost)):
            staying = plan.table.service(year).lasting * (1 + plan.interest) ** -np.arange(
                len(cost) - year, dtype=float
            )
            ahead = (cost[year:] * staying).sum()
            assert obligation[year] + ahead == pytest.approx(plan.benefits()[year], rel=1e-9)
        assert obligation[0] == pytest.approx(0, abs=1e-9 * plan.benefits()[0])


@settings(max_examples=60, deadline=None)
@given(PLANS)
def test_the_two_methods_agree_at_retirement(plan):
    plan = FinalSalary(plan.table, plan.pay, plan.accrual, plan.worth, plan.interest)  # the last year earns too
    (owed, cost), (level, normal) = plan.unit_credit(), plan.entry_age()
    assert owed[-1] + cost[-1] == pytest.approx(level[-1] + normal[-1], rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(PLANS)
def test_a_higher_discount_is_a_lower_obligation(plan):
    dearer = FinalSalary(plan.table, plan.pay, plan.accrual, plan.worth, plan.interest + 0.01, plan.most)
    assert (dearer.unit_credit()[0][1:] < plan.unit_credit()[0][1:]).all()


def test_a_cause_or_a_length_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="no cause disability"):
        FinalSalary(STAYING, np.ones(5), 0.01, {"disability": np.ones(5)}, 0.1)
    with pytest.raises(ValueError, match="list of pay must have one figure for each of the 5 years"):
        FinalSalary(STAYING, np.ones(4), 0.01, {"normal": np.ones(5)}, 0.1)
