"""A pension fund: instalments clear what is not funded, by hand and by law."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.pension.fund import Fund, FundRefused

BY_HAND = [  # assets, obligation, rate, growth, years, first instalment
    (0, 100, 0.0, 0.0, 4, 25.0),
    (40, 100, 0.10, 0.0, 2, 60 / (1 + 1 / 1.1)),
    (0, 210, 0.05, 0.05, 3, 70.0),  # pay grows as fast as the fund earns
    (120, 100, 0.0, 0.0, 2, -10.0),  # a surplus is given back
]


@pytest.mark.parametrize(("assets", "obligation", "rate", "growth", "years", "first"), BY_HAND)
def test_the_first_instalment(assets, obligation, rate, growth, years, first):
    assert Fund(assets, obligation, 5, rate, growth).instalment(years) == pytest.approx(first)


@given(
    st.floats(0, 1e13), st.floats(1, 1e13), st.floats(0, 0.2), st.floats(0, 0.15), st.integers(1, 60)
)  # fmt: skip
def test_the_last_instalment_leaves_nothing_unfunded(assets, obligation, rate, growth, years):
    fund = Fund(assets, obligation, 1.0, rate, growth)
    path = fund.path(years)
    assert path[-1][0] == pytest.approx(0, abs=max(assets, obligation) * 1e-9 * (1 + rate) ** years)
    worth = sum(paid / (1 + rate) ** year for year, (_, paid) in enumerate(path))
    assert worth == pytest.approx(fund.unfunded, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("wrong", [{"assets": -1}, {"obligation": -1}, {"rate": -1.0}])
def test_a_fund_that_cannot_be_is_refused(wrong):
    with pytest.raises(FundRefused, match="not below zero"):
        Fund(**{"assets": 0, "obligation": 1, "service_cost": 1, "rate": 0.1} | wrong)


def test_no_years_is_no_plan():
    with pytest.raises(FundRefused, match="one year or more"):
        Fund(0, 1, 1, 0.1).instalment(0)
    assert Fund(0, 0, 0, 0.1).funded is None
