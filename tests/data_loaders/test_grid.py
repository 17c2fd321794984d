"""Grids: a column of typed cells is the same text whether its cells are turned into text together or one by one."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.readers.grid import of_rows

AMOUNTS = st.integers(-(10**17), 10**17).map(lambda paisa: paisa / 100)
FLOATS = st.floats() | AMOUNTS | st.integers(-(10**16), 10**16).map(float)


def column(cells: list) -> list:
    """The cells under one heading, as text; the rows are kept by their number beside them."""
    sheet = of_rows([[cell, "x"] for cell in cells], range(1, len(cells) + 1), ["cell", "filled"], {})
    return sheet.table["cell"].to_pylist()


@given(st.lists(FLOATS, min_size=1))
def test_numbers_are_written_with_the_15_digits_that_a_workbook_keeps(numbers):
    assert column(numbers) == [f"{number:.15g}" for number in numbers]


COLUMNS = {
    "amounts": ([5.0, 0.1 + 0.2, "", -1234567.89, 1e15], ["5", "0.3", None, "-1234567.89", "1e+15"]),
    "large and small": ([2e14, -1e15, 5e-5, 1e-4], ["200000000000000", "-1e+15", "5e-05", "0.0001"]),
    "days": ([date(2026, 7, 1), "", date(1900, 1, 31)], ["2026-07-01", None, "1900-01-31"]),
    "moments": ([datetime(2026, 7, 1, 9), datetime(2026, 7, 1)], ["2026-07-01 09:00:00", "2026-07-01"]),
    "words": (["a ", "", " ", None, "\u00a0b"], ["a", None, None, None, "b"]),
    "numbers and words": ([7.0, "n/a", True, date(2026, 7, 1)], ["7", "n/a", "true", "2026-07-01"]),
    "whole numbers of any size": ([10**20, 5], ["100000000000000000000", "5"]),
    "nothing": (["", None, ""], [None, None, None]),
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_a_column_as_text(kind):
    cells, texts = COLUMNS[kind]
    assert column(cells) == texts
