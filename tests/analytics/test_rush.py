"""The rush at the year's end, releases beside a level pattern, and what lapses."""

from datetime import date
from decimal import Decimal

import pytest

from analytics import release, rush
from data_loaders.store import Store

MONTHS = [f"{2024 + (number > 5)}-{(number + 6) % 12 + 1:02}" for number in range(12)]


@pytest.fixture(scope="module")
def year(ledger) -> Store:
    """2024-25: ten a month of Health, 40 in June (30 of it on the 25th); Works pays 5 a month alike."""
    rows = [("payment", "2024-25", month, "Health", 10, "actual") for month in MONTHS[:11]]
    late = {"posted_on": date(2025, 6, 25)}
    early = {"posted_on": date(2025, 6, 23)}
    rows += [("payment", "2024-25", MONTHS[11], "Health", 30, "actual", late)]
    rows += [("payment", "2024-25", MONTHS[11], "Health", 10, "actual", early)]
    rows += [("payment", "2024-25", month, "Works", 5, "actual") for month in MONTHS]
    rows += [
        ("payment", "2024-25", None, "Health", 200, "original"),
        ("payment", "2024-25", None, "Works", 60, "original"),
    ]
    rows += [("payment", "2024-25", MONTHS[at], "Health", 40, "released") for at in (0, 3, 6, 9)]
    rows += [("payment", "2025-26", "2025-07", "Health", 8, "actual")]
    return Store.of(entry=ledger(*rows))


def test_the_last_month_and_the_last_seven_days_of_a_whole_year(year):
    answer = rush.years(year)
    (only,) = answer.table.itertuples()
    assert (only.fiscal_year, only.amount, only.last_month, only.last_week) == ("2024-25", 210, 45, 30)
    assert only.share == pytest.approx(45 / 210 * 100)
    assert only.times == pytest.approx(45 / 15)
    assert "3.0 times an average month" in answer.sentence


def test_the_office_with_the_largest_excess_comes_first(year):
    table = rush.places(year, "2024-25", "department").table
    assert table["code"].tolist() == ["Health", "Works"]
    assert table["excess"].tolist() == [Decimal(30), Decimal(0)]


def test_a_year_that_is_not_over_has_no_rush(year):
    answer = rush.places(year, "2025-26")
    assert answer.table.empty
    assert answer.sentence == "2025-26 has no payments in all twelve months. Whole years: 2024-25."


def test_releases_are_added_up_beside_a_twelfth_a_month(year):
    table = release.releases(year, "2024-25", department="Health").table
    assert table["released"].tolist() == [40] * 3 + [80] * 3 + [120] * 3 + [160] * 3
    assert table["released_share"].iloc[-1] == pytest.approx(80)
    assert table["level_share"].iloc[5] == pytest.approx(50)
    assert table["spent_share"].iloc[-1] == pytest.approx(75)


def test_without_a_release_it_says_so(year):
    assert release.releases(year, "2024-25", department="Works").sentence == "No release of 2024-25 was submitted."
    assert release.releases(year, "2025-26").sentence == "No budget of 2025-26 was submitted."


def test_what_lapses_is_the_budget_less_what_was_spent(year):
    answer = release.unspent(year, "2024-25")
    assert answer.table["lapsed"].tolist() == [50, 0, 50]
    assert answer.table["name"].tolist()[-1] == "Total"
    assert answer.table["not_released"].isna().tolist() == [False, True, False]
