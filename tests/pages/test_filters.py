"""Filters: what a store has can be chosen."""

import pandas as pd
import pytest

from analytics import change
from analytics.answer import Answer
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


@pytest.mark.parametrize(
    ("actual", "budget", "unit"),
    [("2601", None, "units"), ("2601000", None, "million"), (None, "26010", "units"), (None, None, "million")],
)
def test_the_unit_follows_the_figures_of_the_store(actual, budget, unit):
    amounts = {"actual": actual, "budget": budget}
    columns = {name: pd.Series([text], dtype=change.MONEY) for name, text in amounts.items()}
    assert filters._fitting(Answer("Where do we stand?", pd.DataFrame(columns), {}, ())) == unit
