"""A loan's schedule beside an independent implementation, cases by hand, and laws of repayment."""

import json
import os
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.loan import ANNUITY, EQUAL_PRINCIPAL, Loan, LoanRefused, RollForward, service

REAL = Path(os.environ.get("KHAZANA_REAL_DATA") or "no folder is named")
real = pytest.mark.skipif(not REAL.is_dir(), reason="KHAZANA_REAL_DATA does not name the folder of real files")
loans = st.builds(
    Loan, st.just("USD"), st.floats(1, 1e10), st.floats(0, 0.25), st.integers(1, 80), st.integers(0, 20),
    st.sampled_from([1, 2, 12]), st.sampled_from([EQUAL_PRINCIPAL, ANNUITY]),
)  # fmt: skip


def test_equal_principal_after_grace_by_hand():
    """100 at 10 % a year, one year of grace, two yearly instalments of 50."""
    loan = Loan("USD", 100, 0.10, instalments=2, grace=1, a_year=1)
    assert loan.principal().tolist() == [0, 50, 50]
    assert loan.interest() == pytest.approx([10, 10, 5])
    assert loan.balance().tolist() == [100, 50, 0]


def test_an_annuity_of_a_textbook():
    """210 at 10 % in two years: 121 a year."""
    loan = Loan("PKR", 210, 0.10, instalments=2, a_year=1, kind=ANNUITY)
    assert loan.principal() + loan.interest() == pytest.approx([121, 121])


@given(loans)
def test_the_last_instalment_clears_the_loan(loan):
    assert loan.principal().sum() == pytest.approx(loan.outstanding, rel=1e-9)
    before = np.concatenate([[loan.outstanding], loan.balance()[:-1]])
    assert before - loan.principal() == pytest.approx(loan.balance(), abs=loan.outstanding * 1e-9)
    paid = (loan.principal() + loan.interest()) / (1 + loan.rate / loan.a_year) ** np.arange(1, len(before) + 1)
    assert paid.sum() == pytest.approx(loan.outstanding, rel=1e-7)  # worth at its own rate


def test_years_of_a_ledger_in_rupees_by_hand():
    """In dollars 100 at 4 %, in two half-years; the dollar at 280, then 300. In rupees 1,000 free of interest."""
    ledger = [Loan("USD", 100, 0.04, instalments=4), Loan("PKR", 1000, 0, instalments=2, a_year=1)]
    made = service(ledger, 3, {"USD": np.array([280, 300, 300]), "PKR": np.ones(3)})
    assert made["principal"] == pytest.approx([50 * 280 + 500, 50 * 300 + 500, 0])
    assert made["interest"] == pytest.approx([(2 + 1.5) * 280, (1 + 0.5) * 300, 0])
    assert made["stock"] == pytest.approx([50 * 280 + 500, 0, 0])


def test_terms_that_no_loan_has_are_refused():
    with pytest.raises(LoanRefused, match="not by 'bullet'"):
        Loan("USD", 1, 0.1, 1, kind="bullet")
    with pytest.raises(LoanRefused, match="0 instalments"):
        Loan("USD", 1, 0.1, 0)
    with pytest.raises(LoanRefused, match="no exchange rate for JPY; there are USD"):
        service([Loan("JPY", 1, 0, 1)], 1, {"USD": np.ones(1)})


@real
def test_a_schedule_is_that_of_an_independent_implementation():
    oracle = json.loads((REAL / "pfm/amort/annuity_oracle.json").read_text())
    loan = Loan("USD", 2500, 0.0824, instalments=12, a_year=12, kind=ANNUITY)
    made = np.column_stack([loan.principal(), loan.interest(), loan.balance()])
    assert made == pytest.approx(np.array(oracle["annuity_1y_2500_8.24pct"])[:, 1:], abs=1e-6)
    published = oracle["published"]["numpy ppmt(0.085/12,1,144,100000)"]
    assert Loan("USD", 100_000, 0.085, 144, a_year=12, kind=ANNUITY).principal()[0] == pytest.approx(-published)


@real
def test_debt_of_2023_24_rolls_forward_to_what_was_published_but_for_its_gap():
    told = json.loads((REAL / "pfm/sindh/sindh_debt_stock.json").read_text(), parse_float=Decimal, parse_int=Decimal)
    year = told["fy2023_24"]
    made = RollForward(*(year[name] for name in ("opening_total", "new_borrowing", "repaid_total", "closing_total")))
    assert made.closing == Decimal("1340.35") and made.gap == Decimal("0.65")
