"""National pool: the published shares of the 7th award, and back from a share to the pool."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import parameter
from models.national_pool import Award, horizontal

ROWS = parameter.table("nfc_award")
SHARES = {row["place"]: float(row["value"]) for row in ROWS if row["part"] == "share"}
WEIGHTS = {row["place"]: float(row["value"]) for row in ROWS if row["part"] == "weight"}
AWARD = Award(1, 1, 57.5, SHARES)


def test_weights_and_shares_are_wholes():
    assert sum(WEIGHTS.values()) == pytest.approx(100)
    assert sum(SHARES.values()) == pytest.approx(100)


@pytest.mark.parametrize(("place", "share"), [
    ("Punjab", 51.74), ("Sindh", 24.55), ("Khyber Pakhtunkhwa", 14.62), ("Balochistan", 9.09),
])  # fmt: skip
def test_the_indicators_give_the_published_shares(place, share):
    has = {row["part"]: float(row["value"]) for row in ROWS if row["place"] == place and row["part"] in WEIGHTS}
    assert round(horizontal(WEIGHTS, has), 2) == pytest.approx(share, abs=0.0051)


def test_a_hundred_of_shared_taxes_step_by_step():
    steps = AWARD.steps(100, "Sindh")
    assert list(steps) == ["gross", "collection_charge", "set_aside", "net", "provinces", "province"]
    assert list(steps.values()) == pytest.approx([100, -1, -0.99, 98.01, 56.35575, 13.8353], abs=1e-4)


@given(st.floats(1, 1e14), st.sampled_from(sorted(SHARES)))
def test_backwards_from_a_share_is_the_pool(gross, province):
    assert AWARD.gross_behind(AWARD.steps(gross, province)["province"], province) == pytest.approx(gross)
    assert sum(AWARD.steps(gross, each)["province"] for each in SHARES) == pytest.approx(
        AWARD.steps(gross, province)["provinces"]
    )
