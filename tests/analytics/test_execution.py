"""Execution: every stage foots, what is missing stays missing, and every cell leads to its lines."""

from datetime import date, timedelta
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import execution, lineage
from data_loaders.store import Store

STAGES = ("original", "supplementary", "reappropriation", "surrender", "revised", "released", "committed", "actual")
Y = "2025-26"


def pay(object_, **more) -> dict:
    return {"object": object_, "object_minor": object_[:4], **more}


@pytest.fixture(scope="module")
def health(ledger) -> Store:
    """Health has every stage, Works only a budget and payments."""
    return Store.of(
        entry=ledger(
            ("payment", Y, None, "Health", 100, "original", pay("A01151")),
            ("payment", Y, None, "Health", 20, "original", pay("A03303")),
            ("payment", Y, None, "Health", 10, "supplementary", pay("A01151")),
            ("payment", Y, "2025-08", "Health", -4, "reappropriation", pay("A01151", document="R1")),
            ("payment", Y, "2025-08", "Health", 4, "reappropriation", pay("A03303", document="R1")),
            ("payment", Y, "2025-11", "Health", -3, "surrender", pay("A03303")),
            ("payment", Y, "2025-07", "Health", 50, "released", pay("A01151")),
            ("payment", Y, "2025-07", "Health", 6, "committed", pay("A03303", document="O1")),
            ("payment", Y, "2025-08", "Health", -2, "committed", pay("A03303", document="O1")),
            ("payment", Y, "2025-07", "Health", 20, "actual", pay("A01151", document="V1", office="HB0001")),
            ("payment", Y, "2025-08", "Health", 11, "actual", pay("A01151", document="V2", office="HB0002")),
            ("payment", Y, None, "Works", 40, "original", pay("A12102")),
            ("payment", Y, "2025-08", "Works", 7, "actual", pay("A12102", document="V3", office="HB0003")),
            ("payment", "2024-25", None, "Health", 90, "original", pay("A01151")),
            ("payment", "2024-25", None, "Health", 95, "revised", pay("A01151")),
            ("receipt", Y, "2025-07", "T1", 999),
        )
    )


def row(answer, code: str) -> dict:
    found = answer.table[answer.table["code"] == code].iloc[0] if code else answer.table.iloc[-1]
    return {name: None if pd.isna(value) else value for name, value in found.items()}


def test_the_stages_of_a_department_stand_side_by_side(health):
    found = row(execution.drill(health, fiscal_year=Y), "Health")
    assert [found[stage] for stage in STAGES] == [120, 10, 0, None, None, 50, 4, 31]
    assert (found["budget"], found["available"]) == (130, 50 - 4 - 31)
    assert found["spent_share"] == pytest.approx(31 / 130 * 100)


def test_what_was_not_submitted_is_missing_and_never_zero(health):
    found = row(execution.drill(health, fiscal_year=Y), "Works")
    assert [found[stage] for stage in STAGES] == [40, None, None, None, None, None, None, 7]
    assert found["available"] is None


def test_a_surrender_counts_from_its_month_on(health):
    assert row(execution.drill(health, fiscal_year=Y, to_month=4), "Health")["surrender"] is None
    late = row(execution.drill(health, fiscal_year=Y, to_month=5), "Health")
    assert (late["surrender"], late["budget"]) == (-3, 127)


def test_one_month_alone_has_only_what_was_released_and_paid_in_it(health):
    found = row(execution.drill(health, fiscal_year=Y, to_month=2, alone=True), "Health")
    assert (found["released"], found["committed"], found["actual"], found["original"]) == (None, -2, 11, 120)
    assert "August 2025-26 alone" in " ".join(execution.drill(health, fiscal_year=Y, to_month=2, alone=True).notes)


def test_the_revised_estimate_is_the_budget_of_a_year_that_has_one(health):
    found = row(execution.drill(health, fiscal_year="2024-25"), "Health")
    assert (found["budget"], found["unexplained"]) == (95, 5)


def test_offices_and_objects_are_read_from_the_ledger_with_the_same_totals(health):
    by_month, by_line = (row(execution.drill(health, by, fiscal_year=Y), "") for by in ("department", "office"))
    assert {name: by_month[name] for name in STAGES} == {name: by_line[name] for name in STAGES}
    offices = execution.drill(health, "office", fiscal_year=Y).table["code"].tolist()
    assert {"HB0001", "HB0002", "HB0003", ""} <= set(offices)


def test_within_a_department_and_object_only_theirs_counts(health):
    answer = execution.drill(health, "minor object", fiscal_year=Y, department="Health", major_object="A01")
    assert answer.table["code"].tolist() == ["A011", ""]
    assert row(answer, "")["actual"] == 31


def test_the_lines_behind_a_cell_add_up_to_it(health):
    lines = execution.lines(health, "actual", fiscal_year=Y, department="Health").table
    assert sorted(lines["document"]) == ["V1", "V2"]
    assert lines["amount"].sum() == 31
    moved = execution.lines(health, "original", fiscal_year=Y, to_month=1, department="Health").table
    assert moved["amount"].sum() == 120


def test_the_columns_say_what_the_year_has(health):
    said = execution.drill(health, fiscal_year=Y)
    assert "Budget: the original estimate and its changes so far, of the whole year." in said.notes
    assert "Not submitted: surrender and revised." in said.notes
    assert "1 row has payments and no release of their own" in " ".join(said.notes)
    assert said.as_of == date(2025, 8, 31)


def test_only_spending_counts(ledger):
    rows = ledger(("payment", Y, "2025-07", "Health", 5), ("payment", Y, "2025-07", "Bank", 70))
    rows.loc[1, "flow"] = "remittance"
    assert row(execution.drill(Store.of(entry=rows), fiscal_year=Y), "")["actual"] == 5


def test_an_empty_store_says_what_to_do():
    answer = execution.drill(Store.of(), fiscal_year=None)
    assert answer.table.empty
    assert "load a ledger" in answer.sentence
    assert not len(execution.fiscal_years(Store.of()).table)


def test_a_split_that_is_not_known_is_refused(health):
    with pytest.raises(ValueError, match="cannot be split by 'moon'"):
        execution.drill(health, "moon", fiscal_year=Y)


LINE = st.tuples(
    st.sampled_from(STAGES), st.sampled_from(["D1", "D2", None]), st.sampled_from(["A01151", "A01202", "A03303"]),
    st.sampled_from(["O1", "O2", None]), st.integers(0, 12), st.integers(-10**12, 10**12),
)  # fmt: skip
BY = ("department", "major object", "minor object", "office", "object", "class", "district")


@settings(max_examples=15, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=30), st.integers(1, 12))
def test_each_level_adds_up_to_its_parent_and_each_identity_holds(lines, until):
    rows = pd.DataFrame(
        {
            "side": "payment", "flow": "expenditure", "counted": True, "load_id": "f", "sheet": 1, "cell": 1,
            "fiscal_year": Y, "stage": stage, "department": department, "object": code, "object_minor": code[:4],
            "office": office, "line": number, "amount": Decimal(paisa) / 100,
            "month": date(2025 + (month > 6), (month + 5) % 12 + 1, 1) if month else None,
        }
        for number, (stage, department, code, office, month, paisa) in enumerate(lines)
    )  # fmt: skip
    store = Store.of(entry=rows)
    totals = []
    for by in BY:
        table = execution.drill(store, by, fiscal_year=Y, to_month=until).table
        if table.empty:
            continue
        rows_, total = table.iloc[:-1], table.iloc[-1]
        for stage in (*STAGES, "budget", "unexplained", "lines"):
            parts = rows_[stage].dropna()
            assert (parts.sum() if len(parts) else None) == (None if pd.isna(total[stage]) else total[stage])
        totals.append([None if pd.isna(value) else value for value in total[list(STAGES)]])
        for _, found in table.iterrows():
            if not pd.isna(found["released"]):
                spent = [0 if pd.isna(found[stage]) else found[stage] for stage in ("committed", "actual")]
                assert found["available"] == found["released"] - sum(spent)
    assert all(one == totals[0] for one in totals)


def test_the_end_of_a_month_is_its_last_day(health):
    until = execution.drill(health, fiscal_year=Y, to_month=8).as_of
    assert (until + timedelta(days=1)).day == 1
    assert lineage.lines(health, side="payment", fiscal_year=Y).table["amount"].sum() == 38


def test_repayments_of_debt_can_be_left_out_and_the_lines_with_them(ledger):
    rows = ledger(
        ("payment", Y, "2025-07", "Finance", 900, "actual", pay("A10101")),
        ("payment", Y, "2025-07", "Finance", 5, "actual", pay("A01151")),
    )
    store = Store.of(entry=rows)
    answer = execution.drill(store, "major object", fiscal_year=Y, without="A10")
    assert answer.table["code"].tolist() == ["A01", ""]
    assert row(answer, "")["actual"] == 5
    assert "without" in answer.filters
    assert execution.lines(store, "actual", fiscal_year=Y, without="A10").table["amount"].tolist() == [5]


def test_names_that_stand_in_one_book_alone_are_listed(ledger):
    rows = ledger(
        ("payment", Y, None, "Health", 10, "original"),
        ("payment", Y, None, "Commerce and Textile", 10, "original"),
        ("payment", Y, None, "Health", 11, "revised", {"load_id": "file2"}),
        ("payment", Y, None, "Commerce", 11, "revised", {"load_id": "file2"}),
    )
    loads = pd.DataFrame({"load_id": ["file1", "file2"], "source": ["book 1", "book 2"], "live": True})
    answer = execution.unmatched(Store.of(entry=rows, load=loads))
    assert answer.table[["name", "only_in"]].to_numpy().tolist() == [
        ["Commerce and Textile", "book 1"], ["Commerce", "book 2"],
    ]  # fmt: skip
    assert answer.sentence.startswith("2 names stand in one budget book alone")


def test_what_two_books_say_of_one_estimate_stands_with_its_year():
    found = pd.DataFrame(
        {
            "rule": "two_sources_state_one_figure", "load_id": None, "amount": [732, 5],
            "what": [f"original estimates of {year} (payments): a says 1, b says 2" for year in (Y, "2024-25")],
        }
    )  # fmt: skip
    table = execution.doubts(Store.of(finding=found), Y).table
    assert table["amount"].tolist() == [732]
    assert execution.doubts(Store.of(), Y).table.empty
