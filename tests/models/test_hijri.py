"""Hijri: published dates of the tabular calendar, and parts that make up a month."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import hijri

PUBLISHED = [  # day number, and Islamic date: Reingold and Dershowitz, Calendrical Calculations, ch. 7 and appendix C
    (227015, (1, 1, 1)),
    (253427, (75, 7, 13)),
    (620667, (1111, 11, 11)),
    (728714, (1416, 10, 5)),
    (744313, (1460, 10, 12)),
]


@pytest.mark.parametrize(("day", "islamic"), PUBLISHED)
def test_a_day_of_the_tabular_calendar(day, islamic):
    assert hijri.of(date.fromordinal(day)) == islamic


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_the_first_day_of_its_month_leads_back_to_a_day(day):
    year, month, number = hijri.of(day)
    assert hijri.first_day(year, month) + (number - 1) == np.datetime64(day)
    assert 1 <= number <= 30


def test_the_parts_of_a_month_are_the_month():
    months = np.arange(np.datetime64("2015-07"), np.datetime64("2026-07"))
    parts = sum(hijri.part_of(month, months) for month in range(1, 13))
    np.testing.assert_allclose(parts, 1)
