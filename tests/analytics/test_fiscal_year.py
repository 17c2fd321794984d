"""Fiscal years: from July in Pakistan, April in India, September in Texas, January elsewhere."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import fiscal_year as fy

DAYS = st.dates(date(1901, 1, 1), date(2199, 12, 31))
STARTS = st.integers(1, 12)

KNOWN = [  # day, first month, label
    (date(2025, 6, 30), 7, "2024-25"),
    (date(2025, 7, 1), 7, "2025-26"),
    (date(2026, 3, 31), 4, "2025-26"),
    (date(2025, 9, 1), 9, "2025-26"),
    (date(1999, 12, 31), 7, "1999-00"),
    (date(2025, 12, 31), 1, "2025"),
]


@pytest.mark.parametrize(("day", "first_month", "label"), KNOWN)
def test_a_day_belongs_to_its_year(day, first_month, label):
    assert fy.label(day, first_month) == label


@given(DAYS, STARTS)
def test_a_day_is_in_the_months_of_its_year(day, first_month):
    months = fy.months(fy.label(day, first_month), first_month)
    assert months[fy.fiscal_month(day, first_month) - 1] == day.replace(day=1)


@given(DAYS, STARTS)
def test_the_year_before_ends_the_day_before_the_year_starts(day, first_month):
    label = fy.label(day, first_month)
    last = fy.months(fy.previous(label), first_month)[-1]
    assert (fy.months(label, first_month)[0] - fy.last_day(last)).days == 1


@given(DAYS, STARTS)
def test_a_quarter_has_three_months(day, first_month):
    months = fy.months(fy.label(day, first_month), first_month)
    assert [fy.quarter(month, first_month) for month in months] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]


def test_what_is_no_fiscal_year_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="'next year' is not a fiscal year; write it as 2025-26"):
        fy.previous("next year")
