"""Sources: every line of every file is accounted for, and what was refused is only shown by its shape."""

from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import pytest

from analytics import sources
from data_loaders.store import Store

LOADS = [  # load_id, source, file_name, period, lines_read, kept, refused, ignored, stated, computed, loaded_at
    ("a1", "ledger", "july.csv", "2025-07-01 to 2025-07-01", 10, 7, 1, 2, "70.00", "69.50", datetime(2025, 8, 3, 9)),
    ("b2", "ledger", "august.csv", "2025-08-01 to 2025-08-01", 5, 5, 0, 0, None, "50.00", datetime(2025, 9, 3, 9)),
    ("c3", "receipts", "old.csv", "2024-07-01 to 2025-06-01", 3, 3, 0, 0, None, "9.00", datetime(2025, 7, 3, 9)),
    ("d4", "book", "book.xlsx", None, 4, 4, 0, 0, None, "9.00", datetime(2025, 6, 3, 9)),
]


@pytest.fixture(scope="module")
def store(ledger) -> Store:
    columns = ["load_id", "source", "file_name", "period", "lines_read", "kept", "refused", "ignored"]
    columns += ["stated_total", "computed_total", "loaded_at"]
    return Store.of(
        load=pd.DataFrame(LOADS, columns=columns).assign(live=True),
        reject=pd.DataFrame({
            "load_id": ["a1", "a1"], "sheet": 1, "line": [4, 9], "column": ["amount", None],
            "reason": ["is not a number as 1,234.56", "has too few columns"], "masked": ["9.999,99-", None],
        }),
        finding=pd.DataFrame({
            "rule": ["totals_agree", "no_doubles"], "load_id": ["a1", None], "what": ["Grand Total", "twice"],
            "amount": ["-0.50", "8.00"],
        }),
        entry=ledger(("payment", "2025-26", "2025-07", "Health", 3), ("payment", "2025-26", "2025-08", None, 4)),
    )  # fmt: skip


def test_files_come_newest_first_with_what_became_of_their_lines(store):
    answer = sources.loads(store)
    assert answer.table["file_name"].tolist() == ["august.csv", "july.csv", "old.csv", "book.xlsx"]
    assert answer.table.loc[1, ["lines_read", "kept", "refused", "ignored"]].tolist() == [10, 7, 1, 2]
    assert answer.sentence == "4 files taken in: 22 lines read, 1 refused."


def test_a_stated_total_stands_beside_the_computed(store):
    july = sources.loads(store).table.iloc[1]
    assert (july.stated_total, july.computed_total, july.difference) == (
        Decimal("70.00"),
        Decimal("69.50"),
        Decimal("-0.50"),
    )


def test_refusals_say_where_and_why_and_only_the_shape(store):
    table = sources.rejects(store).table
    assert table[["file_name", "line", "reason", "masked"]].iloc[0].tolist() == [
        "july.csv", 4, "is not a number as 1,234.56", "9.999,99-",
    ]  # fmt: skip
    assert pd.isna(table["column"][1])


def test_refusals_of_one_file(store):
    assert len(sources.rejects(store, "a1").table) == 2
    assert sources.rejects(store, "b2").sentence == "0 lines and cells were refused."
    assert sources.rejects(store, limit=1).sentence == "2 lines and cells were refused; the first 1 are shown."


def test_reasons_are_counted(store):
    assert sources.reasons(store).table["refusals"].tolist() == [1, 1]


def test_the_largest_finding_comes_first(store):
    answer = sources.findings(store)
    assert answer.table["what"].tolist() == ["twice", "Grand Total"]
    assert answer.table["rule"].tolist() == ["no doubles", "totals agree"]
    assert answer.sentence == "2 things do not add up, by 2 rules."
    assert sources.findings(store, rule="totals_agree").table["what"].tolist() == ["Grand Total"]


def test_every_column_of_every_mart_is_in_the_dictionary(store):
    table = sources.dictionary(store).table
    assert {"entry", "receipt_month", "load", "finding"} <= set(table["mart"])
    assert table["meaning"].notna().all()


def test_a_source_that_ends_early_is_behind(store):
    table = sources.freshness(store).table.set_index("profile")
    assert table.loc["ledger", ["files", "last_month", "months_behind"]].tolist() == [2, "2025-08", 0]
    assert table.loc["receipts", "months_behind"] == 2
    assert pd.isna(table.loc["book", "months_behind"])


def test_departments_by_month(store):
    table = sources.departments_by_month(store, "2025-26").table
    assert table[["name", "month", "lines"]].values.tolist() == [
        ["Health", date(2025, 7, 1), 1],
        ["Not stated", date(2025, 8, 1), 1],
    ]


ASKED = [
    sources.loads,
    sources.rejects,
    sources.reasons,
    sources.findings,
    sources.freshness,
    sources.departments_by_month,
]


@pytest.mark.parametrize("ask", ASKED)
def test_an_empty_store_is_answered(ask):
    assert ask(Store.of()).table.empty
