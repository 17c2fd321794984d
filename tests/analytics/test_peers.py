"""Execution elsewhere: ratios by hand, the median of all, and this government beside them."""

import pandas as pd
import pytest

from analytics import exports, peers
from data_loaders.store import Store

ROWS = [("Elsewhere", 2021, "Total", 200, 150), ("Nearby", 2021, "Total", 100, 120), ("Far", 2021, "Total", 100, 90),
        ("Elsewhere", 2021, "Roads", 50, 10), ("Far", 2022, "Total", 0, 5)]  # fmt: skip


@pytest.fixture(scope="module")
def store(ledger):
    spent = ledger(("payment", "2020-21", None, "H", 400, "original"), ("payment", "2020-21", None, "H", 300))
    columns = ["country", "year", "budget_line", "approved", "executed"]
    return Store.of(entry=spent, peer_execution=pd.DataFrame(ROWS, columns=columns))


def test_ratios_beside_our_own(store, column):
    answer = peers.execution_elsewhere(store, ("Elsewhere",))
    assert column(answer, "name", "period", "ratio") == [
        ("Unnamed government", "2021", pytest.approx(75)), ("Elsewhere", "2021", pytest.approx(75)),
        (peers.MEDIAN, "2021", pytest.approx(90)),
    ]  # fmt: skip
    assert answer.sentence.endswith("; 3 countries report Total.")
    assert answer.title in exports.csv(answer).decode("utf-8-sig")


def test_a_part_of_the_budget_stands_without_our_own(store, column):
    answer = peers.execution_elsewhere(store, ("Elsewhere",), "Roads")
    assert column(answer, "name", "ratio") == [("Elsewhere", pytest.approx(20)), (peers.MEDIAN, pytest.approx(20))]


def test_without_a_file_it_says_so():
    answer = peers.execution_elsewhere(Store.of())
    assert answer.table.empty
    assert answer.sentence == "There are no budgets of other countries in the store."
    assert peers.choices(Store.of()).table.empty and peers.budget_lines(Store.of()).table.empty
