"""The store: one government's figures, read-only, one immutable DuckDB file a version."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from data_loaders.vintages import Vintages, read_vintages

SQL = Path(__file__).parent / "sql"
ROLLED_UP = ("spending_month", "receipt_month")  # made from entry at every publish; all other marts keep their rows
COMPUTED = ("forecast", "forecast_year", "forecast_error", "forecast_weight", "forecast_basis")  # by a refresh
FLAGS = ("flag", "flag_entry", "flag_rule")  # by a refresh too: what looks wrong of what was paid
OUTTURN = ("outturn", "outturn_year", "outturn_record", "outturn_weight", "outturn_basis")  # likewise: spending
BASIS = """
    select md5(coalesce(string_agg(concat_ws('|', head, parent, month, amount), ';' order by head, month), '')) as basis
    from (
        select coalesce(line.head, '') as head, coalesce(named.parent, '') as parent, line.month, sum(amount) as amount
        from receipt_month as line left join head as named on named.code = line.head
        where line.flow = 'receipt' and line.stage = 'actual' and line.month is not null
        group by all
    )
"""
PAYMENTS = """
    select md5(string_agg(concat_ws('|', load_id, lines, amount), ';' order by load_id)) as basis
    from (
        select load_id, count(*) as lines, sum(amount) as amount from entry
        where side = 'payment' and stage = 'actual' and flow = 'expenditure' and counted
        group by load_id
    )
"""
SPENDING = """
    select md5(string_agg(concat_ws('|', fiscal_year, month, stage, department, object, amount),
        ';' order by fiscal_year, month, stage, department, object)) as basis
    from (
        select fiscal_year, coalesce(cast(month as varchar), '') as month, stage,
            coalesce(department, '') as department, coalesce(object_minor, '') as object, sum(amount) as amount
        from spending_month where flow = 'expenditure' and stage <> 'committed'
        group by all
    )
"""
RESTS = (  # a mart of what each group was computed from, how to see whether that is still so, and the group
    ("forecast_basis", BASIS, COMPUTED),
    ("flag_rule", PAYMENTS, FLAGS),
    ("outturn_basis", SPENDING, OUTTURN),
)
HARDENED = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": "384MB",
    "threads": 2,
    "python_enable_replacements": False,
    "lock_configuration": True,
}


class NoStore(LookupError):
    """There is no store yet: the sentence says how to make one."""


@dataclass(frozen=True)
class Government:
    """Whose figures a store holds, and how that government counts its years."""

    name: str = "Unnamed government"
    currency: str = "PKR"
    first_month: int = 7
    chart: str = "NAM"
    invented: bool = False
    note: str = ""


def home_of(home: str | Path | None = None) -> Path:
    """The folder of the store: as given, else KHAZANA_HOME, else var/."""
    return Path(home or os.environ.get("KHAZANA_HOME") or "var")


def current(home: str | Path | None = None) -> str:
    """Name of the DuckDB file that CURRENT points at."""
    pointer = home_of(home) / "CURRENT"
    if not pointer.exists():
        raise NoStore(
            f"There is no store in {home_of(home)} yet. Make one with: python -m data_loaders publish YOUR-FILES, "
            "or with invented figures: python -m data_loaders demo"
        )
    return pointer.read_text(encoding="utf-8").strip()


class Store:
    """Questions go in as SQL with named values, frames come out; nothing can be written."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, version: str, home: Path | None = None):
        self._connection = connection
        self.version = version
        self.home = home  # the folder it lies in; None: in memory
        rows = connection.cursor().execute("select name, currency, first_month, chart, invented, note from government")
        row = rows.fetchone()
        self.government = Government(*row) if row else Government()

    @classmethod
    def open(cls, home: str | Path | None = None, version: str | None = None) -> Store:
        """The current version of the store in a folder, or the version named."""
        name = version or current(home)
        if not (home_of(home) / name).exists():
            raise NoStore(f"CURRENT in {home_of(home)} names {name}, which is not there: restore it, or publish again.")
        try:
            connection = duckdb.connect(str(home_of(home) / name), read_only=True, config=HARDENED)
        except duckdb.Error as error:
            raise NoStore(
                f"{name} in {home_of(home)} cannot be opened ({str(error).splitlines()[0]}): "
                "restore it from a copy, or publish all files into a new folder."
            ) from None
        return cls(connection, name.removesuffix(".duckdb"), home_of(home))

    @classmethod
    def of(cls, **marts: pd.DataFrame) -> Store:
        """A store in memory made of a few rows: what is not given is empty, what can be rolled up is.

        >>> rows = pd.DataFrame({"side": ["payment"], "counted": [True], "amount": [5]})
        >>> str(Store.of(entry=rows).ask("select sum(amount) as amount from spending_month").amount[0])
        '5.00'
        """
        connection = duckdb.connect(":memory:")
        create_marts(connection)
        for mart, frame in marts.items():
            if mart in ROLLED_UP:
                connection.execute(f"delete from {mart}")
            connection.register("given", frame)
            connection.execute(f"insert into {mart} by name select * from given")
            connection.unregister("given")
            if mart == "entry":
                roll_up(connection)
        return cls(connection, "memory")

    def ask(self, sql: str, **values) -> pd.DataFrame:
        """The rows of one SELECT; `$name` in the text stands for `values[name]`. Decimals stay exact."""
        with self._connection.cursor() as cursor:
            return cursor.sql(sql, params=values or None).to_arrow_table().to_pandas(types_mapper=pd.ArrowDtype)

    def holds(self, mart: str) -> bool:
        """Whether a mart has rows: what a refresh computes may be empty, or not there in an older version."""
        with self._connection.cursor() as cursor:
            there = cursor.execute("select 1 from duckdb_tables() where table_name = $1", [mart]).fetchall()
            return bool(there and cursor.execute("select 1 from query_table($1) limit 1", [mart]).fetchall())

    def basis(self) -> str:
        """Checksum of the receipts by month and head: what is computed from them holds as long as it stays."""
        return self.ask(BASIS)["basis"].iloc[0]

    def payments_basis(self) -> str:
        """Checksum of the payments by file: what looks wrong among them holds as long as it stays; "" without any."""
        found = self.ask(PAYMENTS)["basis"].iloc[0]
        return "" if pd.isna(found) else found

    def spending_basis(self) -> str:
        """Checksum of spending by month, department and object: its year-end holds while it stays; "" without any."""
        found = self.ask(SPENDING)["basis"].iloc[0]
        return "" if pd.isna(found) else found

    def vintages(self) -> Vintages:
        """Every forecast ever made for this government in this folder, the oldest first: the track record."""
        return read_vintages(self.home, self.government.name)

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()


def run(connection: duckdb.DuckDBPyConnection, folder: str, name: str, **values) -> None:
    """One SQL file; the values go to those statements that name them."""
    for statement in connection.extract_statements((SQL / folder / f"{name}.sql").read_text(encoding="utf-8")):
        named = {key: value for key, value in values.items() if key in statement.named_parameters}
        connection.execute(statement, named or None)


def create_marts(connection: duckdb.DuckDBPyConnection) -> None:
    """Every mart that is not there yet, empty, with its comments."""
    _make(connection, sorted((SQL / "marts").glob("*.sql"), key=lambda path: (path.stem in ROLLED_UP, path.stem)))


def roll_up(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the marts of months anew from the ledger; what was computed from other figures goes."""
    _make(connection, [SQL / "marts" / f"{mart}.sql" for mart in ROLLED_UP])
    for mart in stale(connection):
        connection.execute(f"delete from {mart}")


def stale(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The computed marts that rest on other receipts than these, or on other spending."""
    old = []
    for mart, sql, marts in RESTS:
        now = connection.execute(sql).fetchone()[0]
        if any(basis != now for (basis,) in connection.execute(f"select distinct basis from {mart}").fetchall()):
            old += marts
    return tuple(old)


def _make(connection: duckdb.DuckDBPyConnection, files: Iterable[Path]) -> None:
    """All statements in one transaction: a hundred comments are not a hundred writes to the disk."""
    connection.begin()
    for path in files:
        connection.execute(path.read_text(encoding="utf-8"))
    connection.commit()
