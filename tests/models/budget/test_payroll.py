"""A payroll's bill and what changed it, worked by hand, and that the parts add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.budget.payroll import Payroll, changed

STAFF = Payroll(np.array([7, 17]), np.array([10.0, 2.0]), np.array([100.0, 400.0]))
posts = st.lists(st.tuples(st.floats(1, 1e5), st.floats(1, 1e7)), min_size=1, max_size=6)


def test_a_year_of_award_increment_and_new_posts():
    """1,800 of pay by 1.10 and 1.02, and a post of grade 17 at 400 by the same: 2,200 x 1.122."""
    assert STAFF.year(award=10, increment=2, new={17: 1}).bill == pytest.approx(2200 * 1.122)


def test_price_number_and_mix_by_hand():
    """Two more of grade 7: mean pay 1,800/12 = 150 and 2,000/14 = 142.857; number 2 x 146.429, mix the rest."""
    made = changed(STAFF, STAFF.year(new={7: 2}))
    assert made.price == 0 and made.number == pytest.approx(292.857, abs=0.001)
    assert made.mix == pytest.approx(200 - 292.857, abs=0.001)
    assert changed(STAFF, STAFF.year(award=10)).price == pytest.approx(180)


@given(posts, posts)
def test_parts_add_to_the_change_and_turn_round_with_it(one, other):
    size = min(len(one), len(other))
    grade = np.arange(size)
    first, last = (Payroll(grade, *np.array(each[:size]).T) for each in (one, other))
    made, back = changed(first, last), changed(last, first)
    scale = first.bill + last.bill
    assert made.total == pytest.approx(last.bill - first.bill, abs=scale * 1e-9)
    assert [made.price, made.number, made.mix] == pytest.approx(
        [-back.price, -back.number, -back.mix], abs=scale * 1e-9
    )


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="Nobody fills a post of grade 22"):
        STAFF.year(new={22: 1})
    with pytest.raises(ValueError, match="More posts of grade 17 are abolished"):
        STAFF.year(new={17: -3})
    with pytest.raises(ValueError, match="each grade once"):
        Payroll(np.array([1, 1]), np.ones(2), np.ones(2))
    with pytest.raises(ValueError, match="different grades"):
        changed(STAFF, Payroll(np.array([7, 18]), np.ones(2), np.ones(2)))
