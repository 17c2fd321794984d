"""Service tables by hand, by a plain integral, and by the laws that always hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.service_table import ServiceTable

CAUSES = ("death", "withdrawal", "disability", "early", "normal")
RATE = st.floats(0, 1)
ALONE = st.lists(st.tuples(*(RATE for _ in CAUSES)), min_size=1, max_size=20)


def table(rows) -> ServiceTable:
    """Rates of each cause alone by age, and one last age at which everybody left retires."""
    rates = {cause: [row[at] for row in rows] + [0.0] for at, cause in enumerate(CAUSES)}
    rates["normal"][-1] = 1.0
    return ServiceTable.of_independent(rates, first=20)


def test_a_table_worked_by_hand():
    served = ServiceTable({"death": [0.1, 0.1, 0.25], "withdrawal": [0.3, 0.15, 0.75]}, first=58)
    assert served.in_service == pytest.approx([1, 0.6, 0.45])
    assert served.leaving["death"] == pytest.approx([0.1, 0.06, 0.1125])
    assert served.leaving["withdrawal"] == pytest.approx([0.3, 0.09, 0.3375])
    assert served.ends(59)["death"] == pytest.approx([0.1, 0.1875])
    assert served.service(59).annuity(0.0) == pytest.approx(1.75)


def test_three_causes_share_the_year_as_the_integral_says():
    rates = {"death": [0.1, 0.0], "withdrawal": [0.2, 0.0], "normal": [0.4, 1.0]}
    found = ServiceTable.of_independent(rates).rates
    moments = (np.arange(100_000) + 0.5) / 100_000
    for cause, (rate, _) in rates.items():
        others = np.prod([1 - moments * other[0] for name, other in rates.items() if name != cause], axis=0)
        assert found[cause][0] == pytest.approx(rate * others.mean(), rel=1e-8)


@settings(max_examples=100, deadline=None)
@given(ALONE)
def test_who_left_and_who_stays_are_the_entrants(rows):
    served = table(rows)
    gone = sum(served.leaving.values())
    assert gone.sum() == pytest.approx(1, abs=1e-9)
    assert served.in_service[1:] == pytest.approx(1 - np.cumsum(gone)[:-1], abs=1e-9)
    alone = np.prod([1 - np.array(row) for row in rows], axis=1)
    assert served.in_service[1:] == pytest.approx(np.cumprod(alone), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(ALONE, st.integers(0, 19))
def test_the_chances_of_leaving_add_to_one_from_any_age(rows, at):
    age = 20 + min(at, len(rows))
    served = table(rows)
    if served.in_service[age - 20] > 0:
        assert sum(chances.sum() for chances in served.ends(age).values()) == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ({"death": [0.6, 0.5], "normal": [0.5, 0.5]}, "all causes together at age 30 is 1.1"),
        ({"death": [-0.1, 0.0], "normal": [0.5, 1.0]}, "of death at age 30 is -0.1"),
        ({"death": [0.1, 0.0], "normal": [0.5, 0.9]}, "last age, 31, everybody must leave; 0.9 do"),
        ({"death": [0.1], "normal": [0.5, 1.0]}, "one list of rates"),
        ({}, "one list of rates"),
    ],
)
def test_a_service_table_that_cannot_be_is_refused_in_a_sentence(rates, said):
    with pytest.raises(ValueError, match=said):
        ServiceTable(rates, first=30)


def test_an_age_outside_the_table_is_refused():
    with pytest.raises(ValueError, match="from age 30 to 30; 31 is not in it"):
        ServiceTable({"normal": [1.0]}, first=30).service(31)
