"""The framework beside a plain reference; identities to the rupee in every path; levers that do nothing do nothing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.budget import explained, paths
from models.budget.framework import SHOCKS, YEARS, Baseline, Ledger, framework
from models.budget.levers import LEVERS, Lever, LeverRefused, distinct
from models.budget.lines import LIKELY, LINES, PLACE, TOTALS
from tests.models.budget.plain import CODES, plain

BASE = Baseline(
    {
        "pool": 1967e9, "straight": 119e9, "ozt": 53e9, "services_tax": 387e9, "cess": 163e9, "property": 80e9,
        "other_tax": 93e9, "non_tax": 57e9, "grants": 88e9, "other_receipts": 3e9,
        "salaries": 952e9, "pensions": 348e9, "operations": 538e9,
        "transfers": 585e9, "interest": 37e9, "repayment": 192e9, "other_capital": 90e9,
        "adp_economy": 190e9, "adp_housing": 50e9, "adp_health": 40e9, "adp_education": 60e9, "adp_other": 67e9,
        "foreign_projects": 260e9, "federal_projects": 54e9, "unexplained": -2.09e9, "foreign_loans": 374e9,
        "domestic_loans": 34e9,
    },
    debt=1302.448e9, pensions=(8.0, 7.5, 7.0), reform=(0.001, 0.004, 0.01, 0.02, 0.03),
    likely={code: 1.5e9 * (at % 5 - 2.5) for at, code in enumerate(LIKELY)},
)  # fmt: skip
LISTED = replace(
    BASE, ledger=Ledger(1250e9, (23e9, 22e9, 21e9, 19e9, 18e9, 17e9), (44e9, 60e9, 70e9, 72e9, 73e9, 74e9)),
)  # fmt: skip
bases = pytest.mark.parametrize("base", [BASE, LISTED], ids=["stock of debt", "loan ledger"])
SPREAD = paths.Spread((0.024, 0.06, 0.09, 0.05, 0.08, 0.03))
moves = st.fixed_dictionaries(
    {}, optional={lever.name: st.floats(lever.low, lever.high).map(lambda x: round(x, 3)) for lever in LEVERS}
)


def test_every_line_is_named_once():
    assert [line.code for line in LINES] == CODES and len(PLACE) == len(LINES)


@bases
@settings(max_examples=40, deadline=None)
@given(moved=moves, seed=st.integers(0, 10**6))
def test_a_path_is_what_a_plain_reference_says(base, moved, seed):
    drawn = paths.draw(SPREAD, 6, seed)
    made = framework(base, moved, drawn)
    for path in range(6):
        years, debts = plain(base, moved, lambda name, year, path=path: float(drawn[name][path, year]))
        for year in range(YEARS):
            want = np.array([years[year][code] for code in CODES])
            assert np.abs(made.lines[path, year] - want).max() <= 0.5 + 1e-9 * np.abs(want).max()
            assert abs(made.debt[path, year] - debts[year]) <= 1 + 1e-9 * abs(debts[year])


@bases
@settings(max_examples=40, deadline=None)
@given(moved=moves)
def test_identities_hold_to_the_rupee_in_every_path(base, moved):
    made = framework(base, moved, paths.draw(SPREAD, 50))
    assert made.lines.dtype == np.int64
    current, capital, development = (made.total(name) for name in list(TOTALS)[1:4])
    assert (made.total("Spending") == current + capital + development).all()
    assert (made.total("Balance") == made.total("Receipts") - made.total("Spending")).all()
    assert (made.total("Revenue balance") - capital - development == made.total("Balance")).all()
    assert (made.cash == made.total("Balance") + made.total("Loans")).all()
    assert (made.primary() - made.line("interest") == made.total("Balance")).all()


@bases
def test_no_lever_moved_is_the_baseline_bit_for_bit(base):
    drawn = paths.draw(SPREAD, 200)
    still = framework(base, {}, drawn)
    named = framework(base, {lever.name: lever.start for lever in LEVERS}, drawn)
    assert (still.lines == named.lines).all() and (still.debt == named.debt).all()
    assert (framework(base).lines[0, 0] == [round(BASE.lines[code]) for code in CODES]).all()


@bases
@pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: lever.name)
def test_each_lever_touches_its_lines_alone_and_not_the_year_in_progress(base, lever):
    before = framework(base)
    moved = framework(base, {lever.name: lever.high if lever.high != lever.start else lever.low})
    touched = {LINES[at].code for at in np.flatnonzero((before.lines != moved.lines).any(axis=(0, 1)))}
    assert touched and touched <= set(lever.lines) | {"interest", "repayment"}
    changed = (before.lines != moved.lines).any(axis=(0, 2))
    assert not changed[: lever.first].any() and changed[lever.first]


@pytest.mark.parametrize("moved", [{}, {"pay_award": 12.0, "hiring": -1.0}])
def test_later_salaries_grow_from_a_years_pay_where_there_is_one(moved):
    paid = replace(BASE, payroll=840e9)
    made, (years, _) = framework(paid, moved), plain(paid, moved, lambda name, year: 0.0)
    assert made.line("salaries")[0].tolist() == pytest.approx([year["salaries"] for year in years], abs=0.51)
    assert made.line("salaries")[0, 0] == 952e9 and made.line("salaries")[0, 1] < 952e9
    others = [at for at, line in enumerate(LINES) if line.code != "salaries"]
    assert (made.lines[:, :, others] == framework(BASE, moved).lines[:, :, others]).all()
    still = framework(paid, {lever.name: lever.start for lever in LEVERS})
    assert (still.lines == framework(paid).lines).all()


def test_interest_and_repayment_of_a_ledger_by_hand():
    """100 owed, 80 of it on a ledger: 2 of interest and 10 of repayment in each year, as the budget has it.

    The rupee falls by 10 %. The ledger's 10 are 11 in the first year after and 12.1 in the second. On the other 20:
    2 % interest, a 10th repaid, so that 22 − 2 = 20 and again 2 are left at each end. 3 of the interest is at home.
    """
    lines, ten = {"interest": 5.4e9, "repayment": 10e9}, Ledger(80e9, (2e9,) * 6, (10e9,) * 6)
    base = Baseline(lines, debt=100e9, loan_life=10.0, ledger=ten)
    made = framework(base, {"depreciation": 10.0})
    assert made.line("interest")[0, :3] == pytest.approx([5.4e9, (3 + 2.2 + 0.4) * 1e9, (3 + 2.42 + 0.4) * 1e9], abs=1)
    assert made.line("repayment")[0, :3] == pytest.approx([10e9, (11 + 2) * 1e9, (12.1 + 2) * 1e9], abs=1)
    assert made.debt[0, :3] == pytest.approx([90e9, (90 * 1.1 - 13) * 1e9, (86 * 1.1 - 14.1) * 1e9], abs=2)


def test_a_ledger_moves_interest_and_repayment_alone():
    made, before = framework(LISTED, {"new_loan": 50.0}), framework(BASE, {"new_loan": 50.0})
    others = [at for at, line in enumerate(LINES) if line.code not in ("interest", "repayment")]
    assert (made.lines[:, :, others] == before.lines[:, :, others]).all()
    assert (made.lines[:, 0] == before.lines[:, 0]).all() and (made.lines[:, 1] != before.lines[:, 1]).any()


def test_no_two_levers_look_alike():
    assert len({lever.label for lever in LEVERS}) == len({lever.name for lever in LEVERS}) == len(LEVERS)
    with pytest.raises(ValueError, match="touches"):
        Lever("x", "x", "%", 0, 1, 1, 0, ("no such line",))


def test_levers_that_look_alike_are_refused():
    one = Lever("pay", "Pay award", "%", 0, 1, 1, 0, ("salaries",))
    with pytest.raises(ValueError, match="pay and award look alike: pay-award"):
        distinct((one, Lever("award", "pay-award", "%", 0, 1, 1, 0, ("salaries",))))


def test_what_cannot_be_is_refused():
    with pytest.raises(LeverRefused, match="There is no lever 'pay'"):
        framework(BASE, {"pay": 3})
    with pytest.raises(LeverRefused, match="Pay award is 99 % a year; it must lie between 0 and 40"):
        framework(BASE, {"pay_award": np.array([3.0, 99.0])})


def test_a_figure_put_in_the_place_of_a_computed_one_stands():
    fixed = Baseline(BASE.lines, BASE.debt, BASE.pensions, fixed={("salaries", 2): 1.0e12})
    made, before = framework(fixed), framework(BASE)
    assert made.line("salaries")[0, 2] == 10**12
    assert (made.line("salaries")[0, [0, 1, 3]] == before.line("salaries")[0, [0, 1, 3]]).all()


def balance(year):
    return lambda made: made.total("Balance")[:, year].astype(float)


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(st.sampled_from([lever.name for lever in LEVERS]), st.floats(0, 1), min_size=1, max_size=8))
def test_what_levers_did_adds_up_without_an_order(chosen):
    other = {}
    for name, part in chosen.items():
        lever = next(each for each in LEVERS if each.name == name)
        other[name] = lever.low + part * (lever.high - lever.low)
    made = explained.shares(BASE, {}, other, balance(3))
    whole = balance(3)(framework(BASE, other))[0] - balance(3)(framework(BASE))[0]
    assert sum(made.values()) == pytest.approx(whole, abs=1, rel=1e-9)
    assert set(made) == {name for name in other if other[name] != next(e for e in LEVERS if e.name == name).start}


def test_two_levers_share_what_they_do_together():
    """Shapley's definition by hand for two: half of alone and half of last."""
    other = {"services_rate": 20.0, "compliance": 10.0}
    worth = {
        some: balance(2)(framework(BASE, {name: other[name] for name in some}))[0]
        for some in ((), ("services_rate",), ("compliance",), ("services_rate", "compliance"))
    }
    first = (worth["services_rate",] - worth[()] + worth["services_rate", "compliance"] - worth["compliance",]) / 2
    assert explained.shares(BASE, {}, other, balance(2))["services_rate"] == pytest.approx(first, abs=1)


def test_a_goal_is_found_or_said_to_be_out_of_reach():
    asked = balance(3)
    target = asked(framework(BASE, {"adp": -22.0}))[0]
    found = explained.goal(BASE, {}, "adp", target, asked)
    assert found.reached and found.value == pytest.approx(-22, abs=0.01)
    assert abs(found.amount - target) <= 1e6
    out = explained.goal(BASE, {}, "adp", 10**15, asked)
    assert not out.reached and out.value == -60


def test_the_tornado_moves_each_lever_by_its_own_past():
    rows = explained.tornado(BASE, {}, balance(2))
    assert [row[0] for row in rows] != sorted(row[0] for row in rows)
    widths = [abs(high - low) for _, low, high in rows]
    assert widths == sorted(widths, reverse=True)
    low = balance(2)(framework(BASE, {"growth": 3.5 - 2.4}))[0]
    assert next(row for row in rows if row[0] == "growth")[1] == low


def test_paths_are_the_same_every_time_and_their_middle_is_the_baseline():
    one, other = paths.draw(SPREAD, 1000), paths.draw(SPREAD, 1000)
    assert all((one[name] == other[name]).all() for name in SHOCKS)
    assert max(abs(each.mean()) for each in one.values()) < 1e-12
    sizes = [float(one[name].std()) for name in SHOCKS]
    assert sizes == pytest.approx(SPREAD.size, rel=0.05)


def test_shocks_move_together_as_said():
    together = np.eye(6)
    together[3, 4] = together[4, 3] = 0.6
    drawn = paths.draw(paths.Spread(SPREAD.size, tuple(map(tuple, together))), 4000)
    assert np.corrcoef(drawn["pool"].ravel(), drawn["own"].ravel())[0, 1] == pytest.approx(0.6, abs=0.03)


def test_the_reserve_holds_the_balance_in_eight_of_ten():
    made = framework(BASE, {}, paths.draw(SPREAD, 2000)).total("Balance")
    least = float(np.median(made[:, 2]))
    aside = paths.reserve(made, least)[2]
    assert ((made[:, 2] + aside) >= least).mean() == pytest.approx(0.8, abs=0.002)
    assert paths.chance(made, least)[2] == pytest.approx(0.5, abs=0.001)
