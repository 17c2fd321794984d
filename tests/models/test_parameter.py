"""Parameters: every figure has its id, its source and its date."""

from datetime import date

import pytest

from models import parameter

TABLES = sorted(path.stem for path in parameter.FOLDER.glob("*.csv"))


@pytest.mark.parametrize("name", TABLES)
def test_every_row_says_where_it_comes_from_and_when(name):
    rows = parameter.table(name)
    assert rows and len({row["id"] for row in rows}) == len(rows)
    assert [row["id"] for row in rows if not row["source"].strip()] == []
    assert all(date.fromisoformat(row["date"]) for row in rows)


@pytest.mark.parametrize("name", ["price_index", "output"])
def test_a_series_has_one_figure_above_zero_a_year(name):
    rows = parameter.table(name, "PKR")
    years = [row["fiscal_year"] for row in rows]
    assert years == sorted(set(years))
    assert min(float(row["value"]) for row in rows) > 0
