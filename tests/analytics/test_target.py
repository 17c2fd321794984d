"""Target: the year's budget is spread over its months as earlier years were."""

from analytics import fiscal_year as fy
from analytics import revenue
from data_loaders.store import Store

WHOLE_YEAR = [f"{month:%Y-%m}" for month in fy.months("2024-25", 7)]


def test_the_target_is_spread_as_earlier_whole_years_were(ledger, column):
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


def test_without_a_whole_year_the_target_is_a_straight_line(two_years, column):
    answer = revenue.against_target(two_years)
    assert column(answer, "target")[::11] == [(100,), (1200,)]
    assert answer.notes == ("Target: original estimate, a twelfth a month, for want of a whole year by month.",)


def test_without_a_target_there_is_no_gap(part_year, column):
    answer = revenue.against_target(part_year, "2024-25")
    assert column(answer, "actual", "target", "gap")[0] == (10, None, None)
    assert answer.notes == ("There is no target for this year in the store.",)


def test_a_whole_year_meets_its_target_at_the_end(ledger, column):
    rows = ledger(("receipt", "2024-25", None, "T1", 90), ("receipt", "2024-25", None, "T1", 100, "revised"))
    answer = revenue.against_target(Store.of(entry=rows))
    assert column(answer, "actual", "gap")[-2:] == [(None, None), (90, -10)]
    assert answer.sentence == "Receipts ended 10.0 % behind their target."
