"""Transfers: shares that sum to a hundred, and the national pool forwards and backwards."""

import pandas as pd
import pytest

from analytics import transfers
from data_loaders.store import Store

GROUPS = [("R01", "Divisible pool", "Federal transfers"), ("R18", "Sales tax", "Provincial tax"),
          ("R21", "Police", "Provincial non-tax"), ("R32", "Loans", "Capital")]  # fmt: skip
HEADS = pd.DataFrame([(*group, "head") for group in GROUPS], columns=["code", "name", "parent", "level"])


@pytest.fixture(scope="module")
def two_years(by_months):
    months = by_months(R01=[70] * 12 + [66] * 12, R18=[20] * 12 + [30] * 12, R21=[5] * 24, R32=[5] * 12 + [9] * 12)
    return Store.of(entry=months, head=HEADS)


def test_a_store_in_another_currency_has_no_award():
    whose = pd.DataFrame(
        [{"name": "P", "currency": "INR", "first_month": 4, "chart": "own", "invented": False, "note": ""}]
    )
    for question in (transfers.national_pool, transfers.shares_of_award):
        answer = question(Store.of(government=whose))
        assert answer.table.empty
        assert answer.sentence == "The award divides the taxes of Pakistan, and this store is in INR."


def test_shares_of_transfers_and_own_revenue_by_hand(two_years, column):
    answer = transfers.against_own(two_years)
    assert column(answer, "kind", "amount", "share")[:3] == [
        ("federal", 840, pytest.approx(70)), ("own", 300, pytest.approx(25)), ("other", 60, pytest.approx(5)),
    ]  # fmt: skip
    assert answer.table.groupby("fiscal_year")["share"].sum().tolist() == pytest.approx([100, 100])
    changes = [change for (change,) in column(answer, "share_change")[3:]]
    assert changes == pytest.approx([60 - 70, 420 / 13.2 - 25, 108 / 13.2 - 5])
    assert answer.sentence == (
        "Federal transfers are 60.0 % of receipts of 2016-17 and own revenue 31.8 %; "
        "transfers are 5.7 % below and own revenue 40.0 % above the year before."
    )


def test_groups_may_be_chosen_and_otherwise_it_is_not_guessed(by_months):
    store = Store.of(entry=by_months(A=[3], B=[1]))
    assert transfers.against_own(store).sentence == (
        "It is not known which groups are federal transfers and which own revenue: choose them."
    )
    assert transfers.against_own(store, federal=("A",), own=("B",)).sentence == (
        "Federal transfers are 75.0 % of receipts of 2015-16 so far and own revenue 25.0 %."
    )


def test_from_the_pool_to_the_province(column):
    answer = transfers.national_pool(Store.of(), 10_000.0)
    amounts = [float(amount) for (amount,) in column(answer, "amount")]
    assert amounts == pytest.approx([10_000, -100, -99, 9801, 5635.575, 1383.534], abs=0.006)
    assert column(answer, "rate") == [(None,), (1,), (1,), (None,), (57.5,), (24.55,)]
    assert answer.sentence == "Sindh gets 13.84 of each 100 of shared taxes by the 7th award."


def test_backwards_from_what_the_province_received(two_years, column):
    answer = transfers.national_pool(two_years)
    assert column(answer, "amount")[-1] == (792,)
    assert float(column(answer, "amount")[0][0]) == pytest.approx(792 / 0.138353, rel=1e-5)
    assert answer.notes[0] == "Worked backwards from the actual figure of 2016-17 under R01."


def test_a_store_of_another_currency_and_a_province_without_a_share():
    india = pd.DataFrame([{"name": "Elsewhere", "currency": "INR", "first_month": 4}])
    assert transfers.national_pool(Store.of(government=india), 100.0).table.empty
    with pytest.raises(ValueError, match="no share for Goa; it has Balochistan, Khyber Pakhtunkhwa, Punjab and Sindh"):
        transfers.national_pool(Store.of(), 100.0, province="Goa")


def test_the_award_is_made_up_of_its_indicators():
    table = transfers.shares_of_award(Store.of()).table.set_index("province")
    assert table.loc["Sindh", "award"] == 24.55
    assert (table["worked"] - table["award"]).abs().max() < 0.005
    assert table["award"].sum() == pytest.approx(100)
