"""Position: like is compared with like, and what is missing stays missing."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from analytics import position
from data_loaders.store import Store


def rows(answer) -> list[tuple]:
    """The table as tuples, None where a value is missing."""
    return [tuple(None if pd.isna(value) else value for value in row) for row in answer.table.itertuples(index=False)]


def test_both_sides_stop_at_the_last_month_that_both_have(part_year):
    assert rows(position.headline(part_year)) == [
        ("Receipts", Decimal("30.00"), Decimal("25.00"), pytest.approx(20), Decimal("120.00"), pytest.approx(25)),
        ("Spending", Decimal("12.00"), Decimal("15.00"), pytest.approx(-20), Decimal("80.00"), pytest.approx(15)),
        ("Balance", Decimal("18.00"), Decimal("10.00"), None, Decimal("40.00"), None),
    ]


def test_the_months_and_the_estimates_are_said(part_year):
    answer = position.headline(part_year)
    assert answer.as_of == date(2025, 8, 31)
    assert answer.notes == (
        "Actual: July to August 2025-26; last year: July to August 2024-25.",
        "Budget of receipts for the whole year: original estimate.",
        "Budget of spending for the whole year: revised estimate.",
    )
    assert answer.sentence == (
        "July to August 2025-26 against the same months of last year: receipts 20.0 % higher, spending 20.0 % lower."
    )


def test_an_earlier_year_is_its_own_months(part_year):
    answer = position.headline(part_year, "2024-25")
    assert answer.table["actual"].tolist() == [Decimal("925.00"), Decimal("715.00"), Decimal("210.00")]
    assert answer.table["last_year"].isna().all()
    assert "Receipts: no growth, as 2023-24 has no figures." in answer.notes


def test_a_year_that_is_only_budgeted_has_not_begun(ledger):
    store = Store.of(
        entry=ledger(
            ("receipt", "2024-25", "2024-08", "T1", 15),
            ("payment", "2025-26", None, "Health", 20, "original"),
        )
    )
    answer = position.fiscal_years(store)
    assert rows(answer) == [("2025-26", False), ("2024-25", True)]
    assert answer.sentence == "2 fiscal years have figures."


def test_a_year_ahead_of_the_day_its_file_was_taken_in_is_not_the_one_under_way(ledger):
    store = Store.of(
        entry=ledger(
            ("receipt", "2025-26", "2025-07", "T1", 10),
            ("receipt", "2203-04", "2203-07", "T1", 20),  # a slip of the pen
            ("payment", "2025-26", "2025-07", "Health", 4),
            ("receipt", "2024-25", "2024-07", "T1", 5, "actual", {"load_id": "file2"}),
        ),
        load=pd.DataFrame(
            {"load_id": ["file1", "file2"], "loaded_at": pd.to_datetime(["2026-06-30 23:00", "2026-07-02 08:00"])}
        ),
    )
    assert position.headline(store).filters == {"fiscal year": "2025-26"}
    assert rows(position.fiscal_years(store)) == [("2203-04", False), ("2025-26", True), ("2024-25", True)]
    assert position.headline(store, "2203-04").table["actual"].iloc[0] == 20


def test_a_year_that_began_before_its_file_was_taken_in_is_under_way(ledger):
    store = Store.of(
        entry=ledger(("receipt", "2026-27", "2026-12", "T1", 10)),  # later than the file, in a year that has begun
        load=pd.DataFrame({"load_id": ["file1"], "loaded_at": pd.to_datetime(["2026-07-01 00:00"])}),
    )
    assert rows(position.fiscal_years(store)) == [("2026-27", True)]


def test_where_every_year_is_ahead_the_latest_is_shown(ledger):
    store = Store.of(
        entry=ledger(("receipt", "2026-27", "2026-12", "T1", 10)),
        load=pd.DataFrame({"load_id": ["file1"], "loaded_at": pd.to_datetime(["2026-06-30 23:59"])}),
    )
    assert position.headline(store).filters == {"fiscal year": "2026-27"}


def test_a_month_missing_last_year_forbids_the_comparison(ledger):
    store = Store.of(
        entry=ledger(
            ("receipt", "2024-25", "2024-08", "T1", 15),
            ("receipt", "2025-26", "2025-07", "T1", 10),
            ("receipt", "2025-26", "2025-08", "T1", 20),
        )
    )
    assert rows(position.headline(store)) == [
        ("Receipts", Decimal("30.00"), None, None, None, None),
        ("Spending", None, None, None, None, None),
        ("Balance", None, None, None, None, None),
    ]


def test_where_last_year_lacks_months_those_that_are_there_are_said(ledger):
    store = Store.of(
        entry=ledger(
            ("receipt", "2024-25", "2024-09", "T1", 15),
            ("receipt", "2024-25", "2024-10", "T1", 15),
            ("receipt", "2025-26", "2025-07", "T1", 10),
            ("payment", "2024-25", None, "Health", 70),
            ("payment", "2025-26", "2025-07", "Health", 6),
        )
    )
    receipts, spending = "figures of September to October alone", "figures without months alone"
    said = f"July 2025-26: no comparison, as receipts: 2024-25 has {receipts}; spending: 2024-25 has {spending}."
    assert position.movers(store).sentence == position.headline(store).sentence == said


def test_what_both_sides_lack_is_said_once(ledger):
    store = Store.of(
        entry=ledger(("receipt", "2025-26", "2025-07", "T1", 10), ("payment", "2025-26", "2025-07", "Health", 6))
    )
    assert position.movers(store).sentence == "July 2025-26: no comparison, as 2024-25 has no figures."


def test_years_of_other_heads_have_nothing_to_compare(ledger):
    store = Store.of(
        entry=ledger(("receipt", "2024-25", "2024-07", "T1", 10), ("receipt", "2025-26", "2025-07", "F1", 10))
    )
    assert position.movers(store).sentence == "July 2025-26: nothing has figures in both years."


def test_of_a_year_that_is_only_budgeted_nothing_is_booked(ledger):
    store = Store.of(entry=ledger(("receipt", "2025-26", None, "T1", 10, "original")))
    assert position.movers(store).sentence == "2025-26: nothing is booked yet."


def test_whole_years_are_compared_with_whole_years(ledger):
    store = Store.of(
        entry=ledger(
            ("receipt", "2023-24", None, "T1", 100),
            ("receipt", "2024-25", None, "T1", 110),
            ("payment", "2024-25", None, "Health", 90),
        )
    )
    answer = position.headline(store)
    assert rows(answer)[0][:4] == ("Receipts", Decimal("110.00"), Decimal("100.00"), pytest.approx(10))
    assert answer.notes[0].startswith("Actual: the whole of 2024-25; last year: the whole of 2023-24")
    assert answer.as_of == date(2025, 6, 30)


def test_a_year_without_months_is_never_beside_a_part_of_a_year(ledger):
    store = Store.of(entry=ledger(("receipt", "2023-24", None, "T1", 100), ("receipt", "2024-25", "2024-07", "T1", 10)))
    assert rows(position.headline(store))[0][:4] == ("Receipts", Decimal("10.00"), None, None)


def test_a_figure_of_several_months_is_not_taken_for_a_whole_year(ledger):
    store = Store.of(
        entry=ledger(
            ("payment", "2024-25", None, "Health", 100),
            ("payment", "2025-26", None, "Health", 40, "actual", {"cumulative": True}),
        )
    )
    answer = position.headline(store)
    assert rows(answer)[1][:4] == ("Spending", Decimal("40.00"), None, None)
    assert answer.notes[0].startswith("Actual: several months of 2025-26, which the source does not split")
    assert answer.as_of is None


def test_budgets_alone_are_shown_and_said(ledger):
    store = Store.of(entry=ledger(("payment", "2026-27", None, "Health", 500, "original")))
    answer = position.headline(store)
    assert rows(answer)[1] == ("Spending", None, None, None, Decimal("500.00"), None)
    assert answer.notes[0] == "No actual figures of 2026-27 yet."


def test_a_department_without_a_revised_estimate_keeps_its_original(ledger):
    store = Store.of(
        entry=ledger(
            ("payment", "2025-26", "2025-07", "Health", 10),
            ("payment", "2025-26", None, "Health", 100, "original"),
            ("payment", "2025-26", None, "Health", 80, "revised"),
            ("payment", "2025-26", None, "Police", 50, "original"),
        )
    )
    answer = position.headline(store)
    assert answer.table["budget"][1] == Decimal("130.00")
    assert "Budget of spending for the whole year: revised estimate for 1 of 2, original for the rest." in answer.notes


def test_where_no_department_is_stated_one_stage_is_the_budget(ledger):
    store = Store.of(
        entry=ledger(
            ("payment", "2025-26", None, "Health", 100, "original"),
            ("payment", "2025-26", None, None, 90, "revised"),
        )
    )
    assert position.headline(store).table["budget"][1] == Decimal("90.00")


def test_a_side_of_which_much_is_not_in_has_no_growth(ledger):
    store = Store.of(
        entry=ledger(
            ("payment", "2024-25", "2024-07", "Health", 80),
            ("payment", "2024-25", "2024-07", "Police", 20),
            ("payment", "2025-26", "2025-07", "Health", 88),
        )
    )
    answer = position.headline(store)
    assert rows(answer)[1][:4] == ("Spending", Decimal("88.00"), Decimal("100.00"), None)
    assert position.by_month(store).sentence == ""
    assert "spending not compared, as there are no figures in 2025-26, but in the year before: Police" in answer.notes
    assert answer.sentence == f"July 2025-26: {answer.notes[-1]}."


def test_a_small_new_department_does_not_forbid_the_comparison(ledger):
    store = Store.of(
        entry=ledger(
            ("payment", "2024-25", "2024-07", "Health", 100),
            ("payment", "2025-26", "2025-07", "Health", 90),
            ("payment", "2025-26", "2025-07", "Police", 10),
        )
    )
    assert rows(position.headline(store))[1][3] == pytest.approx(0)


def test_money_in_transit_is_neither_receipt_nor_spending(ledger):
    transit = {"flow": "remittance"}
    store = Store.of(
        entry=ledger(
            ("receipt", "2025-26", "2025-07", "T1", 10),
            ("receipt", "2025-26", "2025-07", "T1", 99, "actual", transit),
            ("payment", "2025-26", "2025-07", "Health", 4),
            ("payment", "2025-26", "2025-07", "Health", 77, "actual", transit),
        )
    )
    assert position.headline(store).table["actual"].tolist() == [Decimal("10.00"), Decimal("4.00"), Decimal("6.00")]


def test_months_stand_beside_those_of_last_year(part_year):
    table = position.by_month(part_year).table
    receipts = table[table["measure"] == "Receipts"]
    assert receipts["fiscal_month"].tolist() == [1, 2, 3, 1, 2]
    assert receipts["year"].tolist() == ["last year"] * 3 + ["this year"] * 2
    balance = table[table["measure"] == "Balance"]
    assert balance["amount"].tolist() == [
        Decimal("3.00"),
        Decimal("7.00"),
        Decimal("200.00"),
        Decimal("4.00"),
        Decimal("14.00"),
    ]


def test_the_last_month_is_compared_with_the_same_month(part_year):
    said = position.by_month(part_year).sentence
    assert said == "August 2025 against the same month of last year: receipts 33.3 % higher, spending 25.0 % lower."


def test_the_largest_change_comes_first(ledger, heads):
    store = Store.of(
        head=heads,
        entry=ledger(
            ("receipt", "2024-25", "2024-07", "T1", 10),
            ("receipt", "2025-26", "2025-07", "T1", 11),
            ("receipt", "2024-25", "2024-07", "F1", 50),
            ("receipt", "2025-26", "2025-07", "F1", 30),
            ("receipt", "2025-26", "2025-07", "T2", 5),
            ("payment", "2024-25", "2024-07", "Health", 10),
            ("payment", "2025-26", "2025-07", "Health", 12),
        ),
    )
    answer = position.movers(store)
    assert [row[:4] + row[6:] for row in rows(answer)] == [
        ("Receipts", "group", "F", "Fees", Decimal("-20.00"), pytest.approx(-40)),
        ("Receipts", "group", "T", "Tax", Decimal("6.00"), pytest.approx(60)),
        ("Spending", "department", "Health", "Health", Decimal("2.00"), pytest.approx(20)),
    ]
    assert answer.sentence == "Receipts of Fees fell by 40.0 % and spending of Health rose by 20.0 %."


def test_spending_without_departments_is_compared_by_function(ledger):
    health = {"function_major": "07"}
    store = Store.of(
        function=pd.DataFrame({"code": ["07"], "name": ["Health"]}),
        entry=ledger(
            ("payment", "2024-25", "2024-07", None, 10, "actual", health),
            ("payment", "2025-26", "2025-07", None, 12, "actual", health),
        ),
    )
    assert rows(position.movers(store))[0][:4] == ("Spending", "function", "07", "Health")


@pytest.mark.parametrize("ask", [position.headline, position.by_month, position.movers])
def test_an_empty_store_says_what_to_do(ask):
    answer = ask(Store.of())
    assert answer.table.empty
    assert answer.sentence == "There are no figures in the store yet; load a file on the Sources page."


def test_years_without_months_have_no_months_to_show(ledger):
    store = Store.of(entry=ledger(("receipt", "2024-25", None, "T1", 100), ("payment", "2024-25", None, "Health", 9)))
    assert position.by_month(store).table.empty
    assert position.by_month(store).sentence == "There are no actual figures of 2024-25 by month."
    assert position.movers(store).sentence == "The whole of 2024-25: no comparison, as 2023-24 has no figures."
    assert position.late(store).sentence == "No actual figures by month yet, so nothing can be late."
