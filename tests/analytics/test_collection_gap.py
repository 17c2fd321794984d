"""Collection gap: parts add up to the paisa, and what nobody typed is unexplained."""

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import collection_gap
from data_loaders.store import Store

AMOUNT = st.decimals(1, 10**9, places=2)
PER_CENT = st.floats(-50, 100)


def whole_year(ledger, **heads):
    """A year of actual receipts and its target for each head."""
    rows = [("receipt", "2024-25", None, head, actual) for head, (actual, _) in heads.items() if actual is not None]
    rows += [("receipt", "2024-25", None, head, aim, "original") for head, (_, aim) in heads.items() if aim is not None]
    return Store.of(entry=ledger(*rows))


def test_what_nobody_typed_is_unexplained_and_not_zero(ledger, column):
    answer = collection_gap.by_head(whole_year(ledger, A=(90, 100), B=(50, 40)))
    assert column(answer, "name", "gap", "base", "policy", "compliance", "unexplained") == [
        ("A", -10, None, None, None, -10), ("B", 10, None, None, None, 10), ("Total", 0, None, None, None, 0),
    ]  # fmt: skip
    assert "Base is not known, so it stands under unexplained together with compliance." in answer.notes
    assert answer.sentence.endswith("base and policy are not known, so all of the gap is unexplained.")


def test_base_and_policy_typed_leave_compliance(ledger, column):
    store = whole_year(ledger, A=("81", "100"))
    answer = collection_gap.by_head(store, base=(("", -10.0, 0.0),), policy=(("A", 5.0, 5.0),))
    # 81 = 100 x 0.9 x 1 x 0.9: base and compliance share the gap of 19 equally
    assert column(answer, "base", "policy", "compliance", "unexplained")[0] == (
        Decimal("-9.50"), 0, Decimal("-9.50"), None,
    )  # fmt: skip


def test_a_growth_of_one_head_says_nothing_of_another(ledger, column):
    store = whole_year(ledger, A=(90, 100), B=(80, 100))
    answer = collection_gap.by_head(store, base=(("A", 0.0, 5.0),))
    by_name = {name: (base, unexplained) for name, base, unexplained in column(answer, "name", "base", "unexplained")}
    assert by_name["B"] == (None, -20)
    assert by_name["A"][0] + by_name["A"][1] == -10


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(AMOUNT, AMOUNT), min_size=1, max_size=6), PER_CENT, PER_CENT, st.booleans())
def test_parts_add_up_to_the_gap_to_the_paisa(ledger, pairs, came, planned, with_policy):
    store = whole_year(ledger, **{f"H{at}": pair for at, pair in enumerate(pairs)})
    policy = (("", came, planned),) if with_policy else ()
    table = collection_gap.by_head(store, base=(("", came, planned),), policy=policy).table
    parts = table[["base", "policy", "compliance", "unexplained"]].sum(axis=1)
    assert (parts == table["gap"]).all()
    assert table["gap"].iloc[-1] == table["gap"].iloc[:-1].sum()


def test_a_part_of_a_year_meets_the_target_to_date(ledger, by_months, column):
    target = ("receipt", "2016-17", None, "T1", 200, "original")
    months = by_months(T1=[10] * 11 + [90, 15])
    store = Store.of(entry=pd.concat([months, ledger(target).assign(line=99)], ignore_index=True))
    answer = collection_gap.by_head(store)
    assert column(answer, "actual", "target", "gap")[0] == (15, 10, 5)  # July brought a twentieth of 2015-16
    assert "Target: original estimate, spread by month as in 2015-16." in answer.notes[1]


def test_heads_without_both_figures_are_named_and_left_out(ledger):
    answer = collection_gap.by_head(whole_year(ledger, A=(90, 100), B=(5, None), C=(None, 7)))
    assert "Left out, a target but no receipts: C." in answer.notes
    assert "Left out, receipts but no target: B." in answer.notes


@pytest.mark.parametrize("heads", [{"A": (90, None)}])
def test_without_a_target_there_is_no_gap(ledger, heads):
    answer = collection_gap.by_head(whole_year(ledger, **heads))
    assert answer.table.empty
    assert answer.sentence == "There is no target for the whole of 2024-25 in the store, so there is no gap to it."
