"""The desk: what people write. Rows are added and never changed, and no publish ever touches them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.schema import CreateTable

from data_loaders.declaration import Declaration
from data_loaders.desk_row import DeskRow, every, newest
from data_loaders.desk_tables import AUDIT, OVERRIDE, TABLES, DeskRefused
from data_loaders.flag_answers import FlagAnswer
from data_loaders.kept_scenario import Decision, KeptScenario, Remark
from data_loaders.store import home_of

PATIENCE = 10  # seconds that a writer waits for another
LARGEST = Decimal(10) ** 18

KINDS = {
    "answer": FlagAnswer, "declaration": Declaration, "scenario": KeptScenario, "comment": Remark,
    "decision": Decision,
}  # fmt: skip
MAKE = [CreateTable(table, if_not_exists=True) for table in TABLES.sorted_tables]
ADD_OVERRIDE = OVERRIDE.insert()
ADD_AUDIT = AUDIT.insert()
TURN = sa.select(sa.func.pg_advisory_xact_lock(sa.literal(20260701)))
REVISION = sa.select(sa.func.count()).select_from(AUDIT)
OVERRIDES = every(OVERRIDE)
TRAIL = every(AUDIT)
KEY = ("government", "level", "code", "fiscal_year")
NEWEST = newest(OVERRIDE, KEY)


@dataclass(frozen=True)
class Override:
    """A figure of a year that somebody put in the place of the computed one."""

    government: str
    level: str
    code: str
    fiscal_year: str
    who: str
    why: str
    before: Decimal | None
    after: Decimal | None
    version: str
    cut_off: date | None = None
    booked: Decimal | None = None
    at: datetime | None = None  # UTC
    id: int = 0
    follows: int = 0

    @property
    def about(self) -> str:
        """What it concerns, in words."""
        return f"{self.level} {self.code}, {self.fiscal_year}"


class Desk:
    """What people write and the trail of it, in a database that several processes write to."""

    def __init__(self, engine: sa.Engine):
        self._engine = engine

    @classmethod
    def open(cls, home: str | Path | None = None, url: str | None = None, patience: float = PATIENCE) -> Desk:
        """The desk of a store's folder (desk.sqlite), or of the database that `url` or KHAZANA_DESK names."""
        url = url or os.environ.get("KHAZANA_DESK")
        try:
            engine = _engine(url, home_of(home), patience)
        except (sa.exc.ArgumentError, ImportError, OSError) as error:
            raise DeskRefused(f"The desk cannot be opened: {error}") from None
        desk = cls(engine)
        with desk._begun(writes=True) as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(TURN)  # of two who make the tables, one waits
            for statement in MAKE:
                connection.execute(statement)
        return desk

    def revision(self) -> int:
        """A number that grows with everything written: part of the key of what is remembered."""
        with self._begun() as connection:
            return connection.execute(REVISION).scalar_one()

    def override(self, made: Override) -> Override:
        """Put a figure in the place of a computed one; returns it with its number and time."""
        if made.after is None:
            raise DeskRefused("An override needs a figure; to take one back, undo it.")
        return self._added("overridden", _sound(made), None)

    def undo(self, standing: Override, who: str, why: str) -> Override:
        """Take an override back by a row of its own; refused when it no longer stands."""
        undone = Override(**vars(standing) | {"who": who, "why": why, "before": standing.after, "after": None})
        return self._added("undone", _sound(undone), standing.id)

    def standing(self, government: str, level: str, code: str, fiscal_year: str) -> Override | None:
        """The override that counts: the newest of its head and year, unless that is an undoing."""
        with self._begun() as connection:
            last = _newest(connection, (government, level, code, fiscal_year))
        return last if last and last.after is not None else None

    def write(self, row: DeskRow) -> DeskRow:
        """Write a row; refused when somebody wrote about the same thing since `row.follows`. Returns it numbered."""
        made = replace(row.sound(), at=_now())
        values = {name: value for name, value in vars(made).items() if name != "id"}
        what, about = made.trail
        with self._begun(writes=True) as connection:
            if made.SAME:
                same = {name: values[name] for name in made.SAME}
                made.after(connection.execute(newest(made.TABLE, made.SAME), same).mappings().first())
            number = connection.execute(made.TABLE.insert(), values).inserted_primary_key[0]
            connection.execute(ADD_AUDIT, {"at": made.at, "who": made.who, "what": what, "about": about})
        return replace(made, id=number)

    def rows(self, kind: type[DeskRow], **of: str) -> pd.DataFrame:
        """Every row of a kind ever written, in order; of some alone, by column: government="Sindh"."""
        same = [kind.TABLE.c[name] == sa.bindparam(name) for name in of]
        return self._frame(every(kind.TABLE).where(*same), of)

    def overrides(self) -> pd.DataFrame:
        """Every row ever written, in order: the columns of Override."""
        return self._frame(OVERRIDES)

    def trail(self) -> pd.DataFrame:
        """Who did what when: id, at, who, what, about."""
        return self._frame(TRAIL)

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    def _frame(self, statement: sa.Select, values: dict | None = None) -> pd.DataFrame:
        with self._begun() as connection:
            rows = connection.execute(statement, values or {})
            return pd.DataFrame(rows.mappings().all(), columns=list(rows.keys()), dtype=object)

    def _added(self, what: str, made: Override, stands: int | None) -> Override:
        made = replace(made, at=_now())
        values = {name: value for name, value in vars(made).items() if name != "id"}
        with self._begun(writes=True) as connection:
            last = _newest(connection, [getattr(made, name) for name in KEY])
            follows = last.id if last else 0
            if stands not in (None, follows):
                raise DeskRefused(f"The override of {made.about} no longer stands; look again before undoing it.")
            number = connection.execute(ADD_OVERRIDE, values | {"follows": follows}).inserted_primary_key[0]
            connection.execute(ADD_AUDIT, {"at": made.at, "who": made.who, "what": what, "about": made.about})
        return Override(**vars(made) | {"id": number, "follows": follows})

    @contextmanager
    def _begun(self, writes: bool = False):
        """One transaction; what the database refuses is said in a sentence."""
        try:
            with self._engine.connect().execution_options(writes=writes) as connection, connection.begin():
                yield connection
        except (sa.exc.DBAPIError, sqlite3.Error) as error:
            said = str(getattr(error, "orig", error))
            if isinstance(error, sa.exc.IntegrityError) or "locked" in said:
                raise DeskRefused("The desk is being written to by somebody else; try again in a moment.") from None
            raise DeskRefused(
                f"The desk cannot be used ({said.splitlines()[0]}). Nothing was changed; it is never made anew: "
                "free the disk, allow writing to it, or restore it from a copy."
            ) from None


def _newest(connection: sa.Connection, key: Sequence[str]) -> Override | None:
    row = connection.execute(NEWEST, dict(zip(KEY, key, strict=True))).mappings().first()
    return Override(**row) if row else None


def _now() -> datetime:
    """The moment, in UTC, as a database keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def _sound(made: Override) -> Override:
    """The override with its words trimmed and its money to the hundredth; refused where something is lacking."""
    for name, asked in (("who", "who makes it"), ("why", "a reason"), ("code", "a code"), ("fiscal_year", "a year")):
        if not getattr(made, name).strip():
            raise DeskRefused(f"An override needs {asked}.")
    money = {name: _exact(getattr(made, name)) for name in ("before", "after", "booked")}
    return Override(**vars(made) | money | {"who": made.who.strip(), "why": made.why.strip()})


def _exact(value) -> Decimal | None:
    if value is None:
        return None
    try:
        amount = Decimal(str(value))
        if amount.is_finite() and abs(amount) < LARGEST:
            return amount.quantize(Decimal("0.01"))
    except InvalidOperation:
        pass
    raise DeskRefused(f"{value} is not an amount of money.")


def _engine(url: str | None, home: Path, patience: float) -> sa.Engine:
    """The database named, else SQLite in the folder of the store: readers never wait, writers wait for each other."""
    if not url:
        home.mkdir(parents=True, exist_ok=True)
    where = sa.make_url(url) if url else sa.URL.create("sqlite", database=str(home / "desk.sqlite"))
    if where.get_backend_name() != "sqlite":
        return sa.create_engine(where)
    engine = sa.create_engine(where, connect_args={"timeout": patience})

    @sa.event.listens_for(engine, "connect")
    def _connected(connection, record) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        connection.execute("pragma journal_mode = wal")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("begin immediate" if writes else "begin")

    return engine
