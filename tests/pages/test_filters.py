"""Filters: what a store has can be chosen."""

import pandas as pd

from pages.ui import filters


def spans(*years: tuple[str, str]) -> pd.DataFrame:
    """Heads with the first and the last year of each."""
    return pd.DataFrame(years, columns=["first_year", "last_year"])


def test_a_year_in_which_no_head_begins_or_ends_can_be_chosen():
    assert filters.years(spans(("1998-99", "2001-02"), ("2000-01", "2001-02"))) == [
        "2001-02", "2000-01", "1999-00", "1998-99",
    ]  # fmt: skip


def test_a_store_without_receipts_has_no_year_to_choose():
    assert filters.years(spans()) == []
