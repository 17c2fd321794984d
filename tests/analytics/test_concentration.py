"""Concentration: by hand, and against the same months of last year alone."""

import pytest

from analytics import concentration
from data_loaders.store import Store


def test_shares_and_herfindahl_by_hand(by_months, column):
    store = Store.of(entry=by_months(A=[60] * 12 + [30] * 12, B=[30] * 24, C=[10] * 12 + [40] * 12))
    answer = concentration.of_receipts(store)
    assert column(answer, "parts", "herfindahl", "largest_1", "largest_3") == [
        (3, pytest.approx(0.36 + 0.09 + 0.01), pytest.approx(60), pytest.approx(100)),
        (3, pytest.approx(0.09 + 0.09 + 0.16), pytest.approx(40), pytest.approx(100)),
    ]
    assert column(answer, "herfindahl_change", "largest_1_change") == [
        (None, None), (pytest.approx(-0.12), pytest.approx(-20)),
    ]  # fmt: skip
    assert answer.sentence == "The largest 3 of 3 heads bring 100.0 % of receipts of 2016-17, as in the year before."


def test_a_part_of_a_year_changes_against_the_same_months(by_months, column):
    store = Store.of(entry=by_months(A=[50, *[100] * 11, 80], B=[50, *[1] * 11, 20], C=[1] * 13, D=[1] * 13))
    answer = concentration.of_receipts(store)
    assert column(answer, "largest_1_change")[1] == (pytest.approx(100 * (80 - 50) / 102),)
    assert "2016-17 so far" in answer.sentence and "same months of last year" in answer.sentence


def test_a_refund_is_left_out(by_months, column):
    answer = concentration.of_receipts(Store.of(entry=by_months(A=[5], B=[-1])))
    assert column(answer, "parts", "herfindahl") == [(1, 1)]
    assert answer.sentence == "All receipts of 2015-16 so far stand under one head."


def test_receipts_without_agencies_are_not_called_concentrated(by_months):
    answer = concentration.of_receipts(Store.of(entry=by_months(A=[5])), "agency")
    assert answer.sentence == "No agency is stated for these receipts, so nothing can be said of their concentration."
