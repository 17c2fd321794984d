"""Effort: per head by hand, what is left out is said, and ranks carry their interval."""

from decimal import Decimal

import pandas as pd
import pytest

from analytics import effort
from data_loaders.store import Store

DISTRICTS = pd.DataFrame([("HB", "Hyderabad", 10), ("KE", "Karachi East", 100), ("TP", "Tharparkar", None)],
                         columns=["code", "name", "population"])  # fmt: skip
OF_AGENCY = {"T1": "Board", "T2": "Authority", "X": None}
HEADS = pd.DataFrame({"code": list(OF_AGENCY), "name": list(OF_AGENCY), "agency": list(OF_AGENCY.values())})


@pytest.fixture(scope="module")
def store(ledger):
    months = [f"2025-{number:02d}" for number in range(7, 13)]
    lines = [("HB", "T1", 30), ("KE", "T1", 50), ("KE", "T2", 150), ("TP", "T2", 9), (None, "X", 11)]
    rows = ledger(*(
        ("receipt", "2025-26", month, head, amount, "actual", {"district": place})
        for month in months for place, head, amount in lines
    ))  # fmt: skip
    return Store.of(entry=rows, head=HEADS, district=DISTRICTS)


def test_receipts_per_head_of_a_district_by_hand(store, column):
    answer = effort.by_district(store)
    assert column(answer, "rank", "best_rank", "worst_rank", "name", "amount", "per_head") == [
        (1, 1, 1, "Hyderabad", 180, 18), (2, 2, 2, "Karachi East", 1200, 12),
    ]  # fmt: skip
    assert answer.notes[1] == "Left out: 8.0 % of receipts (District not stated and Tharparkar)."
    assert (
        answer.sentence == "Hyderabad collects most per head of population over 6 months, first in nearly every draw."
    )


def test_the_heads_chosen_decide_the_ranks(store, column):
    answer = effort.by_district(store, heads=("T1",))
    assert column(answer, "name", "per_head") == [("Hyderabad", 18), ("Karachi East", 3)]


def test_receipts_per_head_of_an_agency_are_over_all_people(store, column):
    answer = effort.by_agency(store)
    assert column(answer, "name", "amount", "per_head") == [
        ("Authority", 954, Decimal("8.67")), ("Board", 480, Decimal("4.36")),
    ]  # fmt: skip
    assert answer.notes[1] == "Left out: 4.4 % of receipts (Agency not stated)."


REFUSED = [  # months, districts of the lines, what is said
    (5, ("HB", "KE"), "A ranking takes 6 months of receipts; there are 5."),
    (6, ("HB",), "A ranking takes two districts; there is one."),
    (6, (None,), "No district is stated for these receipts."),
    (6, ("TP",), "The population of the districts is not in the store, so there is nothing to divide by."),
]


@pytest.mark.parametrize(("months", "places", "said"), REFUSED)
def test_what_cannot_be_ranked_is_said(ledger, months, places, said):
    rows = ledger(*(
        ("receipt", "2025-26", f"2025-{number:02d}", "T1", 5, "actual", {"district": place})
        for number in range(7, 7 + months) for place in places
    ))  # fmt: skip
    answer = effort.by_district(Store.of(entry=rows, district=DISTRICTS))
    assert (len(answer.table), answer.sentence) == (0, said)
