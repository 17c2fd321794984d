"""Smaller real files: their sums as plain libraries add them, their own printed totals, and their known faults."""

import csv
import json
import os
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from data_loaders.publish import publish
from data_loaders.store import Store
from data_loaders.verify import verify

pytest_plugins = "tests.data_loaders.place"

REAL = Path(os.environ.get("KHAZANA_REAL_DATA") or "no folder is named")
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="KHAZANA_REAL_DATA does not name the folder of real files")
LAKH = 100_000


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The report and the answers of one folder's store."""

    def load(*patterns):
        home = tmp_path_factory.mktemp("real")
        report = publish([REAL / pattern for pattern in patterns], home)
        assert verify(home) == []
        store = Store.open(home)
        return report, lambda sql: [tuple(row) for row in store.ask(sql).itertuples(index=False)]

    return load


@pytest.fixture(scope="module")
def texas(published):
    return published("texas_monthly_revenue/*.json")


@pytest.fixture(scope="module")
def karnataka(published):
    return published("karnataka_afs/*.xlsx")


@pytest.fixture(scope="module")
def leeds(published):
    return published("leeds_council_spend/*.csv")


def test_texas_tax_of_one_fiscal_year_is_the_published_one(texas):
    thousand = json.loads((REAL / "EXPECTED_TOTALS.json").read_text())["texas"]["total_tax_fy2024_thousand_usd"]
    tax = "select sum(amount) as amount from receipt_month where class = 'tax' and fiscal_year = '2023-24'"
    assert texas[1](tax) == [(Decimal(str(thousand)) * 1000,)]


def test_texas_lines_are_the_lines_without_the_totals(texas):
    path = next((REAL / "texas_monthly_revenue").glob("*.json"))
    records = json.loads(path.read_text(), parse_float=Decimal, parse_int=Decimal)
    totals = {"Total Tax Collections", "Tax Collections", "Total Net Revenue"}
    plain = sum(record["value"] * 1000 for record in records if record["category"] not in totals and record["value"])
    ((amount,),) = texas[1]("select sum(amount) as amount from entry where counted")
    assert abs(amount - plain) < len(records)  # the source prints fractions of a cent
    differing = [f["what"] for f in texas[0].findings if f["rule"].startswith("a_stated_total")]
    assert all("by the rounding of the file" in what for what in differing)


def test_the_mislabelled_newest_months_of_texas_are_the_next_fiscal_year(texas):
    months = "select distinct month::varchar as m from receipt_month where fiscal_year = '2025-26' order by m"
    assert [month for (month,) in texas[1](months)] == [f"2025-{number:02}-01" for number in (9, 10, 11, 12)]
    twice = """
        select month, head from receipt_month where head <> 'Other Revenue Sources'
        group by month, head having sum(lines) > 1 order by month, head
    """
    assert len(texas[1](twice)) == 0


def workbook_lines():
    """Side, year, stage and rupees of every figure, as another library reads the workbook."""
    book = openpyxl.load_workbook(next((REAL / "karnataka_afs").glob("*.xlsx")), read_only=True, data_only=True)
    for sheet, side in (("Receipts", "receipt"), ("Expenditure", "payment")):
        names, *rows = [row[2:] for row in book[sheet].iter_rows(values_only=True) if row and any(row[2:])]
        for row in rows:
            line = dict(zip(names, row, strict=True))
            figures = zip(("original", "revised", "actual"), (line[name] for name in names[4:7]), strict=True)
            yield from ((side, line["Year"], stage, figure) for stage, figure in figures if figure is not None)


def workbook_sums() -> dict:
    sums: dict = {}
    for *key, figure in workbook_lines():
        sums[tuple(key)] = sums.get(tuple(key), 0) + Decimal(format(figure, ".15g")) * LAKH
    return sums


def test_karnataka_is_the_sum_of_its_lines(karnataka):
    found = karnataka[1]("select side, fiscal_year, stage, sum(amount) as amount from entry group by all order by all")
    assert {row[:3]: row[3] for row in found} == workbook_sums()


def test_karnataka_suspense_is_the_pivot_tables_and_no_spending(karnataka):
    sql = """
        select sum(amount) as amount from spending_month
        where stage = '{}' and flow = 'remittance' and function_major = 'SUSPENSE AND MISCELLANEOUS'
    """
    assert karnataka[1](sql.format("original")) == [(156_616_491 * LAKH,)]
    assert karnataka[1](sql.format("actual")) == [(Decimal("490832309.24") * LAKH,)]


def test_karnataka_labels_have_plain_spaces_and_hyphens(karnataka):
    names = [name for (name,) in karnataka[1]("select distinct coalesce(name, code) as n from head order by n")]
    assert not [name for name in names if {"\u00a0", "\u2010"} & set(name) or name != name.strip()]
    assert any(name.startswith("GRANTS-IN-AID") for name in names)


@pytest.mark.parametrize(("name", "column"), [("2010-12.csv", "Net amount"), ("2012-11.csv", "NetAmount")])
def test_both_schemas_of_leeds_are_the_sums_of_their_files(leeds, name, column):
    with (REAL / "leeds_council_spend" / name).open(encoding="cp1252", newline="") as file:
        lines = [{key.strip(): cell for key, cell in line.items() if key} for line in csv.DictReader(file)]
    amounts = [line[column].strip().replace(",", "") for line in lines if line[column] and line[column].strip()]
    ((total, kept, refused),) = leeds[1](f"select computed_total, kept, refused from load where file_name = '{name}'")
    assert (total, kept, refused) == (sum(map(Decimal, amounts)), len(amounts), 0)
