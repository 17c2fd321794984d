"""Budgets of other countries: kept beside the ledger and never in it; what is wrong is refused with its line."""

import os
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from analytics import peers
from data_loaders.store import Store

pytest_plugins = "tests.data_loaders.place"

REAL = Path(os.environ.get("KHAZANA_REAL_DATA") or "no folder is named") / "worldbank_boost"
HEADINGS = "country,year,line,approved,executed\n"
LINES = "Elsewhere,2020,Total,200,150.50\nElsewhere,2021,Total,300,n/a\nNearby,2021.0,Total,100,120\n,2021,Total,1,1\n"
KEPT = "select country, year, budget_line, approved, executed from peer_execution order by country, year"


def test_lines_are_kept_or_refused_and_none_is_spending(place):
    place.publish(place.file("peers.csv", HEADINGS + LINES))
    assert place.ask(KEPT) == [
        ("Elsewhere", 2020, "Total", Decimal("200.00"), Decimal("150.50")),
        ("Nearby", 2021, "Total", Decimal("100.00"), Decimal("120.00")),
    ]
    assert place.ask("select reason, line from reject order by line") == [
        ("expected a number such as 1234.56 in column executed", 3), ("expected a country in column country", 5),
    ]  # fmt: skip
    assert place.ask("select lines_read - kept - refused - ignored, kept, refused from load") == [(0, 2, 2)]
    assert place.ask("select count(*) from entry") == [(0,)]


def test_what_comes_later_takes_the_place_of_what_was_there(place):
    place.publish(place.file("peers.csv", HEADINGS + "Elsewhere,2020,Total,200,150\nNearby,2020,Total,9,9\n"))
    place.publish(place.file("again.csv", HEADINGS + "Elsewhere,2020,Total,200,160\n"))
    assert [row[-1] for row in place.ask(KEPT)] == [160, 9]


@pytest.mark.skipif(not REAL.is_dir(), reason="KHAZANA_REAL_DATA does not name the folder of real files")
def test_the_ratios_of_pakistan_are_those_of_the_file(place):
    path = REAL / "boost_budget_execution.parquet"
    place.publish(path)
    stated = pq.read_table(path).to_pandas()
    stated = stated[stated["country_name"] == "Pakistan"]
    store = Store.open(place.home)
    assert len(stated) == 264 and stated["year"].min() == 2011 and stated["year"].max() == 2021
    for line, of in stated.groupby("budget_line"):
        table = peers.execution_elsewhere(store, ("Pakistan",), line).table
        worked = table[table["name"] == "Pakistan"].set_index("start")["ratio"]
        expected = of.set_index("year")["execution_ratio"]
        assert worked.to_dict() == pytest.approx({int(year): value for year, value in expected.items()}, rel=1e-9)
    store.close()
