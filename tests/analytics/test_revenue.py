"""Revenue: every level adds up to the one above, and a part of a year only meets the same part."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import fiscal_year as fy
from analytics import revenue
from data_loaders.store import Store

FEW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_heads_can_be_chosen_by_name_group_and_agency(two_years, column):
    assert column(revenue.choices(two_years), "code", "name", "group_name", "agency", "first_year", "last_year") == [
        ("F1", "Fines", "Fees", "Police", "2025-26", "2025-26"),
        ("T2", "Services", "Tax", "Revenue Board", "2024-25", "2025-26"),
        ("T1", "Stamps", "Tax", "Board of Revenue", "2024-25", "2025-26"),
        ("X9", "X9", "X9", "", "2025-26", "2025-26"),
    ]


def test_months_from_the_first_to_the_last_and_a_gap_where_nothing_was_submitted(two_years, column):
    answer = revenue.trend(two_years)
    amounts = dict(column(answer, "period", "amount"))
    assert len(amounts) == 14
    assert (amounts["Jul 2024"], amounts["Oct 2024"], amounts["Aug 2025"]) == (150, None, 80)
    assert answer.as_of == date(2025, 8, 31)


def test_a_quarter_that_lacks_months_is_not_complete(two_years):
    quarters = revenue.trend(two_years, by="quarter").table.set_index("period")
    assert quarters.loc["2024-25 Q1", ["amount", "complete"]].tolist() == [Decimal("370.00"), True]
    assert quarters.loc["2025-26 Q1", ["amount", "complete"]].tolist() == [Decimal("200.00"), False]


def test_groups_come_by_size_and_the_others_last(two_years, column):
    answer = revenue.trend(two_years, by="year", split="head", top=3, years=("2025-26",))
    assert column(answer, "rank", "name", "amount") == [(1, "Stamps", 120), (2, "Services", 60), (3, "Others", 20)]


def test_two_heads_of_one_name_are_told_apart(ledger, column):
    twins = pd.DataFrame({"code": ["B1", "B2"], "name": ["Miscellaneous"] * 2})
    rows = ledger(("receipt", "2025-26", "2025-07", "B1", 2), ("receipt", "2025-26", "2025-07", "B2", 1))
    answer = revenue.trend(Store.of(entry=rows, head=twins), split="head")
    assert column(answer, "name") == [("Miscellaneous (B1)",), ("Miscellaneous (B2)",)]


def test_only_what_is_chosen_is_added(two_years, column):
    by_agency = revenue.trend(two_years, by="year", agencies=("Police", "Revenue Board"), years=("2025-26",))
    assert column(by_agency, "amount") == [(65,)]
    assert column(revenue.trend(two_years, by="year", groups=("T",), heads=("X9",)), "amount") == [(370,), (195,)]
    assert by_agency.filters == {"fiscal years": "2025-26", "agencies": "Police, Revenue Board"}


def test_a_choice_that_finds_nothing_says_which(two_years):
    answer = revenue.trend(two_years, heads=("B7",))
    assert answer.table.empty
    assert answer.sentence == "No receipts for heads B7; widen the choice."


def test_a_part_of_a_year_grows_against_the_same_months(two_years, column):
    answer = revenue.growth(two_years, by="year")
    assert column(answer, "period", "amount", "last_year", "growth") == [
        ("2024-25", 370, None, None),
        ("2025-26", 200, 300, pytest.approx(-100 / 3)),
    ]
    assert answer.sentence == "Receipts of 2025-26 so far are 33.3 % below the same months of last year."


SAID = [  # by, stage, sentence
    ("month", "actual", "Receipts of Aug 2025 are 20.0 % below the same month of last year."),
    ("quarter", "actual", "Receipts of 2025-26 Q1 so far are 33.3 % below the same months of last year. "
     "Not all months of 2024-25 Q1, 2024-25 Q2 and 2025-26 Q1 are in."),
    ("year", "original", "The original estimate of 2025-26 is 50.0 % above the year before."),
]  # fmt: skip


@pytest.mark.parametrize(("by", "stage", "sentence"), SAID)
def test_a_trend_says_how_its_last_period_compares(ledger, by, stage, sentence):
    rows = ledger(
        ("receipt", "2024-25", "2024-07", "T1", 200),
        ("receipt", "2024-25", "2024-08", "T1", 100),
        ("receipt", "2024-25", "2024-10", "T1", 1),
        ("receipt", "2025-26", "2025-07", "T1", 120),
        ("receipt", "2025-26", "2025-08", "T1", 80),
        ("receipt", "2024-25", None, "T1", 100, "original"),
        ("receipt", "2025-26", None, "T1", 150, "original"),
    )
    assert revenue.trend(Store.of(entry=rows), by=by, stage=stage).sentence == sentence


def test_a_month_grows_against_the_month_a_year_before(two_years, column):
    months = revenue.growth(two_years, heads=("T2",), years=("2025-26",))
    assert column(months, "period", "amount", "last_year", "growth") == [
        ("Jul 2025", None, 50, None),
        ("Aug 2025", 60, 50, pytest.approx(20)),
    ]


def test_there_is_no_growth_on_a_base_of_zero_or_below(ledger, column):
    store = Store.of(
        entry=ledger(
            ("receipt", "2024-25", "2024-07", "T1", 0),
            ("receipt", "2024-25", "2024-08", "T1", -264),
            ("receipt", "2025-26", "2025-07", "T1", 10),
            ("receipt", "2025-26", "2025-08", "T1", 10),
        )
    )
    assert column(revenue.growth(store, years=("2025-26",)), "last_year", "growth") == [(0, None), (-264, None)]


def test_whole_years_have_no_months_and_the_answer_says_so(ledger):
    answer = revenue.trend(Store.of(entry=ledger(("receipt", "2024-25", None, "T1", 90))))
    assert answer.table.empty
    assert answer.sentence == "These receipts are stated by year only; choose years instead of months."


def test_a_year_of_which_half_the_groups_are_not_in_is_not_compared(ledger, heads, column):
    store = Store.of(
        head=heads,
        entry=ledger(
            ("receipt", "2024-25", "2024-07", "T1", 60),
            ("receipt", "2024-25", "2024-07", "F1", 40),
            ("receipt", "2025-26", "2025-07", "T1", 66),
        ),
    )
    why = "2025-26 is not compared: no figures in 2025-26, but in the year before: Fees."
    total = revenue.growth(store, by="year", years=("2025-26",))
    assert column(total, "amount", "last_year", "growth") == [(66, 100, None)]
    assert (total.sentence, total.notes[-1], revenue.drill(store).notes[0]) == (why, why, why)
    assert column(revenue.drill(store), "name", "growth") == [
        ("Tax", pytest.approx(10)),
        ("Fees", None),
        ("Total", None),
    ]
    assert column(revenue.growth(store, by="year", split="group"), "growth")[1] == (pytest.approx(10),)


def test_what_has_no_month_is_left_out_of_a_comparison_and_said(ledger, heads, column):
    rows = ledger(
        ("receipt", "2024-25", "2024-07", "T1", 10),
        ("receipt", "2025-26", "2025-07", "T1", 12),
        ("receipt", "2025-26", None, "T2", 400),
    )
    store = Store.of(entry=rows, head=heads)
    answer = revenue.drill(store)
    assert column(answer, "actual") == [(12,), (12,)]
    assert answer.notes[-1] == "Left out: figures of 2025-26 that have no month."
    assert column(revenue.trend(store, by="year"), "amount") == [(10,), (412,)]
    assert revenue.trend(store).notes == ("Figures without a month (2025-26) are shown by year only.",)


def test_a_figure_of_several_months_is_no_complete_year(ledger, column):
    rows = ledger(("receipt", "2025-26", None, "T1", 40, "actual", {"cumulative": True}))
    assert column(revenue.trend(Store.of(entry=rows), by="year"), "amount", "complete") == [(40, False)]


def test_budgets_by_year_are_complete(two_years, column):
    answer = revenue.trend(two_years, by="year", stage="original")
    assert column(answer, "period", "amount", "complete") == [("2025-26", 1200, True)]
    assert (answer.filters, answer.as_of) == ({"stage": "original"}, None)


ASKED = [revenue.trend, revenue.growth, revenue.against_target, revenue.share, revenue.drill, revenue.choices]


@pytest.mark.parametrize("ask", ASKED)
def test_an_empty_store_says_what_to_do(ask):
    answer = ask(Store.of())
    assert answer.table.empty
    assert answer.sentence.startswith("There are no receipts in the store yet; load a file")


@pytest.mark.parametrize("ask", ASKED)
def test_a_store_of_spending_alone_says_so(ask, ledger):
    answer = ask(Store.of(entry=ledger(("payment", "2025-26", "2025-07", "Health", 6))))
    assert answer.table.empty
    assert answer.sentence.startswith("There are no receipts in the store yet; load a file")


@pytest.mark.parametrize("ask", ASKED)
def test_a_store_of_budgets_alone_is_answered(ask, ledger):
    assert ask(Store.of(entry=ledger(("receipt", "2026-27", None, "T1", 500, "original")))).notes is not None


def test_another_period_or_split_is_refused_in_a_sentence(two_years):
    with pytest.raises(ValueError, match="Periods are month, quarter or year, not 'week'"):
        revenue.trend(two_years, by="week")
    with pytest.raises(ValueError, match="Receipts cannot be split by 'colour'"):
        revenue.trend(two_years, split="colour")


LINES = st.lists(
    st.tuples(
        st.dates(date(2023, 7, 1), date(2026, 6, 30)),
        st.sampled_from(["T1", "T2", "F1", "X9", "T", None]),
        st.decimals(-(10**12), 10**12, places=2),
    ),
    min_size=1,
    max_size=30,
)


@FEW
@given(LINES)
def test_months_add_up_to_their_year_to_the_paisa(ledger, lines):
    rows = [("receipt", fy.label(day, 7), f"{day:%Y-%m}", code, amount) for day, code, amount in lines]
    store, sums = Store.of(entry=ledger(*rows)), Counter()
    for _, year, _, _, amount in rows:
        sums[year] += amount
    for by in ("month", "quarter", "year"):
        added = revenue.trend(store, by=by, split="head", top=3).table.groupby("fiscal_year")["amount"].sum()
        assert {year: amount for year, amount in added.items() if year in sums} == dict(sums)


@FEW
@given(LINES)
def test_growth_is_a_number_or_missing(ledger, lines):
    rows = [("receipt", fy.label(day, 7), f"{day:%Y-%m}", code, amount) for day, code, amount in lines]
    store = Store.of(entry=ledger(*rows))
    for by in ("month", "quarter", "year"):
        growth = revenue.growth(store, by=by, split="head").table
        assert growth["growth"].dropna().abs().lt(float("inf")).all()
        assert growth[growth["growth"].notna()]["last_year"].gt(0).all()
