"""Submissions: who is late, and what does not add up."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from analytics import position
from data_loaders.store import Store


def rows(answer) -> list[tuple]:
    """The table as tuples, None where a value is missing."""
    return [tuple(None if pd.isna(value) else value for value in row) for row in answer.table.itertuples(index=False)]


def test_who_has_not_sent_the_latest_month_is_late(ledger):
    store = Store.of(
        entry=ledger(
            ("payment", "2025-26", "2025-10", "Health", 1),
            ("payment", "2025-26", "2025-08", "Police", 1),
            ("payment", "2025-26", None, "Roads", 9, "original"),
            ("payment", "2015-16", "2015-07", "Abolished", 9),
        ),
        load=pd.DataFrame(
            {
                "source": ["ledger", "book", "closed", "stamps"],
                "period": ["2025-08-01 to 2025-10-01", None, "2015-07-01 to 2016-06-01", "2025-07-01 to 2025-09-01"],
                "live": True,
            }
        ),
    )
    answer = position.late(store)
    assert rows(answer) == [
        ("department", "Roads", "Roads", None, None),
        ("department", "Police", "Police", date(2025, 8, 1), 2),
        ("source", "stamps", "stamps", date(2025, 9, 1), 1),
    ]
    assert (
        answer.sentence
        == "2 of 3 departments and 1 source have nothing yet for October 2025, the latest month in the store."
    )


def test_what_does_not_add_up_is_counted_by_rule():
    found = {"rule": ["totals_agree", "totals_agree", "no_doubles"], "what": ["a", "b", "c"], "amount": [5, 7, None]}
    answer = position.unexplained(Store.of(finding=pd.DataFrame(found)))
    assert rows(answer) == [("totals agree", 2, Decimal("12.00"), "a"), ("no doubles", 1, None, "c")]
    assert answer.sentence == "3 things do not add up."


def test_money_in_an_example_has_separators():
    said = "sheet 1, line 1027: the total says 26520792.00, its lines add to -9.50"
    answer = position.unexplained(Store.of(finding=pd.DataFrame({"rule": ["r"], "what": [said], "amount": [1]})))
    assert answer.table.example[0] == "sheet 1, line 1027: the total says 26,520,792.00, its lines add to -9.50"


@pytest.mark.parametrize("ask", [position.late, position.unexplained])
def test_an_empty_store_has_nothing_late_and_nothing_unexplained(ask):
    assert ask(Store.of()).table.empty
