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

WHOLE_YEAR = [f"{month:%Y-%m}" for month in fy.months("2024-25", 7)]
FEW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def store(ledger, heads) -> Store:
    """Stamps and Services by month; Fines only in 2025-26; an entry whose head nobody has named."""
    return Store.of(
        head=heads,
        entry=ledger(
            ("receipt", "2024-25", "2024-07", "T1", "100.00"),
            ("receipt", "2024-25", "2024-08", "T1", "100.00"),
            ("receipt", "2024-25", "2024-07", "T2", "50.00"),
            ("receipt", "2024-25", "2024-08", "T2", "50.00"),
            ("receipt", "2024-25", "2024-09", "T2", "70.00"),
            ("receipt", "2025-26", "2025-07", "T1", "120.00"),
            ("receipt", "2025-26", "2025-08", "T2", "60.00"),
            ("receipt", "2025-26", "2025-08", "F1", "5.00"),
            ("receipt", "2025-26", "2025-08", "X9", "15.00"),
            ("receipt", "2025-26", None, "T1", "1000.00", "original"),
            ("receipt", "2025-26", None, "F1", "200.00", "original"),
        ),
    )


def column(answer, *names) -> list[tuple]:
    """Columns of the table as tuples, None where a value is missing."""
    values = answer.table[list(names)].itertuples(index=False)
    return [tuple(None if pd.isna(value) else value for value in row) for row in values]


def test_heads_can_be_chosen_by_name_group_and_agency(store):
    assert column(revenue.choices(store), "code", "name", "group_name", "agency", "first_year", "last_year") == [
        ("F1", "Fines", "Fees", "Police", "2025-26", "2025-26"),
        ("T2", "Services", "Tax", "Revenue Board", "2024-25", "2025-26"),
        ("T1", "Stamps", "Tax", "Board of Revenue", "2024-25", "2025-26"),
        ("X9", "X9", "X9", "", "2025-26", "2025-26"),
    ]


def test_months_from_the_first_to_the_last_and_a_gap_where_nothing_was_submitted(store):
    answer = revenue.trend(store)
    amounts = dict(column(answer, "period", "amount"))
    assert len(amounts) == 14
    assert (amounts["Jul 2024"], amounts["Oct 2024"], amounts["Aug 2025"]) == (150, None, 80)
    assert answer.as_of == date(2025, 8, 31)


def test_a_quarter_that_lacks_months_is_not_complete(store):
    quarters = revenue.trend(store, by="quarter").table.set_index("period")
    assert quarters.loc["2024-25 Q1", ["amount", "complete"]].tolist() == [Decimal("370.00"), True]
    assert quarters.loc["2025-26 Q1", ["amount", "complete"]].tolist() == [Decimal("200.00"), False]


def test_groups_come_by_size_and_the_others_last(store):
    answer = revenue.trend(store, by="year", split="head", top=3, years=("2025-26",))
    assert column(answer, "rank", "name", "amount") == [(1, "Stamps", 120), (2, "Services", 60), (3, "Others", 20)]


def test_two_heads_of_one_name_are_told_apart(ledger):
    twins = pd.DataFrame({"code": ["B1", "B2"], "name": ["Miscellaneous"] * 2})
    rows = ledger(("receipt", "2025-26", "2025-07", "B1", 2), ("receipt", "2025-26", "2025-07", "B2", 1))
    answer = revenue.trend(Store.of(entry=rows, head=twins), split="head")
    assert column(answer, "name") == [("Miscellaneous (B1)",), ("Miscellaneous (B2)",)]


def test_only_what_is_chosen_is_added(store):
    by_agency = revenue.trend(store, by="year", agencies=("Police", "Revenue Board"), years=("2025-26",))
    assert column(by_agency, "amount") == [(65,)]
    assert column(revenue.trend(store, by="year", groups=("T",), heads=("X9",)), "amount") == [(370,), (195,)]
    assert by_agency.filters == {"fiscal years": "2025-26", "agencies": "Police, Revenue Board"}


def test_a_choice_that_finds_nothing_says_which(store):
    answer = revenue.trend(store, heads=("B7",))
    assert answer.table.empty
    assert answer.sentence == "No receipts for heads B7; widen the choice."


def test_a_part_of_a_year_grows_against_the_same_months(store):
    answer = revenue.growth(store, by="year")
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


def test_what_had_a_figure_a_year_before_may_only_be_late(store):
    notes = revenue.drill(store, group="T").notes
    assert notes[-1] == "No figure yet for August 2025, but one a year before: Stamps."


def test_a_month_grows_against_the_month_a_year_before(store):
    months = revenue.growth(store, heads=("T2",), years=("2025-26",))
    assert column(months, "period", "amount", "last_year", "growth") == [
        ("Jul 2025", None, 50, None),
        ("Aug 2025", 60, 50, pytest.approx(20)),
    ]


def test_there_is_no_growth_on_a_base_of_zero_or_below(ledger):
    store = Store.of(
        entry=ledger(
            ("receipt", "2024-25", "2024-07", "T1", 0),
            ("receipt", "2024-25", "2024-08", "T1", -264),
            ("receipt", "2025-26", "2025-07", "T1", 10),
            ("receipt", "2025-26", "2025-08", "T1", 10),
        )
    )
    assert column(revenue.growth(store, years=("2025-26",)), "last_year", "growth") == [(0, None), (-264, None)]


def test_the_target_is_spread_as_earlier_whole_years_were(ledger):
    months = [("receipt", "2024-25", month, "T1", 40 if month == "2025-06" else 20) for month in WHOLE_YEAR]
    store = Store.of(
        entry=ledger(
            *months,
            ("receipt", "2025-26", "2025-07", "T1", 30),
            ("receipt", "2025-26", "2025-08", "T1", 18),
            ("receipt", "2025-26", None, "T1", 520, "original"),
            ("receipt", "2025-26", None, "T1", 260, "revised"),
        )
    )
    answer = revenue.against_target(store)
    assert column(answer, "actual", "last_year", "target", "gap")[:3] == [
        (30, 20, 20, 10),
        (48, 40, 40, 8),
        (None, 60, 60, None),
    ]
    assert column(answer, "target")[-1] == (260,)
    assert answer.notes == ("Target: revised estimate, spread by month as in 2024-25.",)
    assert answer.sentence == "Receipts are 20.0 % ahead of their target with 10 months to go."


def test_without_a_whole_year_the_target_is_a_straight_line(store):
    answer = revenue.against_target(store)
    assert column(answer, "target")[::11] == [(100,), (1200,)]
    assert answer.notes == ("Target: original estimate, a twelfth a month, for want of a whole year by month.",)


def test_without_a_target_there_is_no_gap(part_year):
    answer = revenue.against_target(part_year, "2024-25")
    assert column(answer, "actual", "target", "gap")[0] == (10, None, None)
    assert answer.notes == ("There is no target for this year in the store.",)


def test_shares_change_in_percentage_points(store):
    answer = revenue.share(store)
    assert column(answer, "name", "share", "last_share", "change") == [
        ("Tax", pytest.approx(90), pytest.approx(100), pytest.approx(-10)),
        ("X9", pytest.approx(7.5), None, None),
        ("Fees", pytest.approx(2.5), None, None),
    ]
    assert answer.sentence == "Largest: Tax with 90.0 % of receipts; Tax lost most, 10.0 percentage points."


def test_the_others_come_last_however_large(ledger):
    rows = [("receipt", "2025-26", "2025-07", f"B{number}", 10 - number % 2) for number in range(5)]
    answer = revenue.share(Store.of(entry=ledger(*rows)), top=3)
    assert column(answer, "name", "amount") == [("B0", 10), ("B2", 10), ("Others", 28)]


def test_from_group_to_head_to_month(store):
    groups = revenue.drill(store)
    assert column(groups, "level", "name", "actual", "last_year", "target") == [
        ("group", "Tax", 180, 300, 1000),
        ("group", "X9", 15, None, None),
        ("group", "Fees", 5, None, 200),
        ("total", "Total", 200, 300, 1200),
    ]
    assert column(revenue.drill(store, group="T"), "code", "actual", "last_year", "growth", "target") == [
        ("T1", 120, 200, pytest.approx(-40), 1000),
        ("T2", 60, 100, pytest.approx(-40), None),
        ("", 180, 300, pytest.approx(-40), 1000),
    ]
    assert groups.sentence == "Together 33.3 % below the same months of last year."
    assert column(revenue.drill(store, head="T2"), "name", "month", "actual", "last_year") == [
        ("July 2025", date(2025, 7, 1), None, 50),
        ("August 2025", date(2025, 8, 1), 60, 50),
        ("Total", None, 60, 100),
    ]


def test_a_head_that_has_only_a_target_is_shown(ledger, heads):
    rows = ledger(("receipt", "2025-26", "2025-07", "T1", 10), ("receipt", "2025-26", None, "F1", 7, "original"))
    drilled = revenue.drill(Store.of(entry=rows, head=heads))
    assert column(drilled, "name", "actual", "target") == [("Tax", 10, None), ("Fees", None, 7), ("Total", 10, 7)]


def test_what_has_no_month_is_left_out_of_a_comparison_and_said(ledger, heads):
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


def test_a_figure_of_several_months_is_no_complete_year(ledger):
    rows = ledger(("receipt", "2025-26", None, "T1", 40, "actual", {"cumulative": True}))
    assert column(revenue.trend(Store.of(entry=rows), by="year"), "amount", "complete") == [(40, False)]


def test_budgets_by_year_are_complete(store):
    answer = revenue.trend(store, by="year", stage="original")
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


def test_another_period_or_split_is_refused_in_a_sentence(store):
    with pytest.raises(ValueError, match="Periods are month, quarter or year, not 'week'"):
        revenue.trend(store, by="week")
    with pytest.raises(ValueError, match="Receipts cannot be split by 'colour'"):
        revenue.trend(store, split="colour")


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
def test_every_level_adds_up_to_the_one_above(ledger, heads, lines):
    rows = [("receipt", fy.label(day, 7), f"{day:%Y-%m}", code, amount) for day, code, amount in lines]
    store = Store.of(entry=ledger(*rows), head=heads)
    groups = revenue.drill(store).table
    for group in groups[groups["level"] == "group"].itertuples():
        inside = revenue.drill(store, group=group.code).table
        assert_same(inside.iloc[-1], group)
        for head in inside[inside["level"] == "head"].itertuples():
            assert_same(revenue.drill(store, head=head.code).table.iloc[-1], head)


def assert_same(total, parent) -> None:
    """A level's total is what its parent says, missing where it is missing."""
    for name in ("actual", "last_year"):
        one, other = getattr(total, name), getattr(parent, name)
        assert (pd.isna(one) and pd.isna(other)) or one == other


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
