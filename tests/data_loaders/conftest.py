"""The invented province as files, made once, and its lines as one table; how numbers and days are cast."""

from pathlib import Path

import duckdb
import pytest

from data_loaders.invented.province import invented_files
from data_loaders.store import SQL

LINES = """
    with payments as (
        select *, 'payment' as side, coalesce(posted_on, month) as day
        from read_parquet($payments, union_by_name = true)
    ), receipts as (
        select *, 'receipt' as side, posted_on as day, head as object
        from read_parquet($receipts, union_by_name = true)
    ), lines as (
        select * from payments union all by name select * from receipts
    )
    select * replace (coalesce(fiscal_year, year(day - interval 6 month) || '-'
        || right((year(day - interval 6 month) + 1)::varchar, 2)) as fiscal_year)
    from lines
"""


@pytest.fixture(scope="session", params=[0.01, 1], ids=["scale 0.01", "scale 1"])
def province(request, tmp_path_factory) -> Path:
    """The folder of the invented files."""
    folder = tmp_path_factory.mktemp("province")
    invented_files(folder, scale=request.param)
    return folder


@pytest.fixture(scope="session")
def ask(province):
    """Questions to the lines of the invented files, as they stand on the disk."""
    connection = duckdb.connect()
    others = ("receipt", "employees", "pensioners", "loans")
    payments = [str(path) for path in province.glob("*.parquet") if not path.name.startswith(others)]
    receipts = [str(path) for path in province.glob("receipt*.parquet")]
    connection.execute(f"create table line as {LINES}", {"payments": payments, "receipts": receipts})
    return lambda sql: connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def macros():
    """A connection that knows how numbers and days are cast."""
    connection = duckdb.connect()
    for statement in connection.extract_statements((SQL / "staging" / "macros.sql").read_text(encoding="utf-8")):
        connection.execute(statement)
    return connection
