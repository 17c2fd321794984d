"""Rates that fall with the year, by hand: the base year's rate times what each year since has left of it."""

import numpy as np
import pytest

from models.generations import Generations

FALLS = [[[0.5, 0.1, 0.2]] * 3, [[0.0, 0.0, 0.0]] * 3]  # of women, then men; 2009, 2010, 2011
TABLE = Generations([[0.2, 0.4, 1.0], [0.1, 0.2, 1.0]], FALLS, base=2010, year=2009, first=50)


def test_a_table_follows_its_people_through_the_years():
    """At 50 in 2010 (0.2 + 0.1) / 2; at 51 in 2011 (0.4 x 0.8 + 0.2) / 2."""
    assert TABLE.life(50, 2010).rates == pytest.approx([0.15, 0.26, 1])
    assert TABLE.life(51, 2011).rates == pytest.approx([0.26, 1])


def test_after_the_last_year_its_part_goes_on():
    assert TABLE.life(50, 2013).rates[:2] == pytest.approx([(0.2 * 0.8**3 + 0.1) / 2, (0.4 * 0.8**4 + 0.2) / 2])


def test_before_the_base_year_more_died():
    """Into 2010 a tenth fell, into 2009 half of what was before."""
    assert TABLE.life(50, 2009).rates[:2] == pytest.approx([(0.2 / 0.9 + 0.1) / 2, (0.4 + 0.2) / 2])
    assert TABLE.life(50, 2008).rates[0] == pytest.approx((0.2 / 0.9 / 0.5 + 0.1) / 2)


@pytest.mark.parametrize(("age", "year"), [(49, 2010), (53, 2010), (50, 2007)])
def test_an_age_or_a_year_without_a_rate_is_refused(age, year):
    with pytest.raises(ValueError, match=f"from age 50 to 52 and from 2008 on; age {age} in {year} is not in them"):
        TABLE.life(age, year)


def test_falls_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="for the same of both"):
        Generations([[0.2, 1.0]], np.zeros((1, 3, 2)), base=2010, year=2009)
    with pytest.raises(ValueError, match="The falls begin in 2011; the rates are of 2009"):
        Generations([[0.2, 1.0]], np.zeros((1, 2, 2)), base=2009, year=2011)
