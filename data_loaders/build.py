"""A build: files become rows of the next version's marts, file by file, profile by profile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from data_loaders.beside import Beside
from data_loaders.checks import check
from data_loaders.detection import sheets
from data_loaders.intake import File
from data_loaders.mapping import Mapping, Rows
from data_loaders.pay_scale import pay_scale
from data_loaders.profile import Profile
from data_loaders.raw import REFUSED, TABLES, dated, together
from data_loaders.readers.marks import SAID
from data_loaders.readers.sheet import Refused, Unreadable, whole
from data_loaders.stated_unit import in_its_unit
from data_loaders.store import SQL, Government, create_marts, roll_up, run

DIMENSIONS = ("department", "district", "function", "head", "office")
LIMITS = {
    "memory_limit": "2GB",
    "threads": 2,
    "checkpoint_threshold": "1TB",  # once, at the end: on the way it would pack what is about to be dropped
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
AT_ONCE = 200_000  # lines that are cast together
Progress = Callable[[str, int, int], None]  # what, lines so far, bytes of the file


def silent(what: str, done: int, total: int) -> None:
    """No progress is shown."""


class Build:
    """The next version while it is made: one DuckDB file, and a scratch file that goes when it ends."""

    def __init__(
        self, path: Path, scratch: Path | None, government: Government, key: bytes, progress: Progress = silent
    ):
        self.government, self.key, self.progress = government, key, progress
        self.now = datetime.now(UTC).replace(tzinfo=None)
        self.new: list[str] = []  # loads taken in by this build
        self.waiting: list[pa.Table] = []  # lines read and not yet cast
        self.beside = Beside()  # all that the reading hands over goes into DuckDB there
        self.connection = duckdb.connect(str(path), config=LIMITS)
        self.connection.execute("set python_enable_replacements = false")
        for name in ("raw", "staging"):  # in memory where that suffices: three times faster than a file
            place = scratch / f"{name}.duckdb" if scratch else ":memory:"
            self.connection.execute(f"attach {_quoted(place)} as {name}")
        create_marts(self.connection)
        self.run("staging", "macros")
        if not self.connection.execute("select 1 from government").fetchone():
            self.connection.execute("insert into government values (?, ?, ?, ?, ?, ?)", list(vars(government).values()))

    def run(self, folder: str, name: str, **values) -> None:
        """One SQL file; the values go to those statements that name them."""
        run(self.connection, folder, name, **values)

    def take_in(self, profile: Profile, files: list[File]) -> list[tuple[File, str]]:
        """All files of one profile: read, cast, checked, entered; returns those refused whole, with the sentence."""
        for name in ("loan", "name", "payroll", "peer", "person", "post", "refused", "source"):
            self.run("raw", name)
        self.connection.execute("drop table if exists staging.line")
        self.run("staging", "line_table")
        refused = []
        for file in files:
            try:
                self.read(profile, file)
            except Unreadable as error:
                self.beside.settle()
                self.forget(file)
                refused.append((file, str(error)))
        self.beside.do(self.cast, profile)
        self.beside.settle()
        self.enter(profile)
        return refused

    def read(self, profile: Profile, file: File) -> None:
        """One file into the raw tables."""
        lines = kept = refused = ignored = 0
        totals, context, first_cell = "above", {}, None
        for sheet in sheets(file.path, file.name, profile):
            context |= sheet.context
            in_its_unit(profile, sheet.context.get("title", ""))
            lines += len(sheet.lines) - sheet.several + sheet.ignored + whole(sheet.refused)
            ignored, totals = ignored + sheet.ignored, sheet.totals
            refused += whole(sheet.refused)
            self.beside.do(self.refuse, file, sheet.number, sheet.refused)
            if sheet.table.num_columns and len(sheet.lines):
                mapping = Mapping(sheet, profile, file.load_id, self.key)
                rows = mapping.rows()
                ignored, kept, refused = ignored + rows.ignored, kept + rows.kept, refused + whole(rows.refused)
                self.beside.do(self.refuse, file, sheet.number, rows.refused)
                if profile.amounts and first_cell is None:
                    first_cell = mapping.find(profile.amounts[0].column) + 1
                self.beside.do(self.insert, rows, profile)
            self.progress(f"Reading {file.name}", lines, 0)
        row = (file.load_id, profile.name, file.name, file.sha256, context.get("period"), lines, kept, refused, ignored)
        values = [*row, totals, first_cell, self.now]
        self.beside.do(self.connection.execute, f"insert into raw.source values ({', '.join('?' * 12)})", values)

    def refuse(self, file: File, sheet: int, refused: tuple[Refused, ...]) -> None:
        """Lines and cells that were refused before any cast."""
        if refused:
            rows = [(file.load_id, sheet, r.line, r.column, r.reason, r.value) for r in refused]
            self.append("refused", pa.table(list(map(list, zip(*rows, strict=True))), names=REFUSED))

    def insert(self, rows: Rows, profile: Profile) -> None:
        """A sheet's names, posts, peers and what it lists into the raw tables, its lines to those that wait."""
        for name in ("name", "post", "peer", *TABLES):
            if table := getattr(rows, name):
                self.append(name, table)
        for table in rows.lines:
            self.waiting.append(table)
            if sum(map(len, self.waiting)) >= AT_ONCE:
                self.cast(profile)

    def append(self, name: str, table: pa.Table) -> None:
        """Rows handed over as Arrow to a raw table of this fixed name."""
        self.connection.register("handed_over", table)
        self.connection.execute(
            {
                "loan": "insert into raw.loan by name select * from handed_over",
                "name": "insert into raw.name by name select * from handed_over",
                "payroll": "insert into raw.payroll by name select * from handed_over",
                "person": "insert into raw.person by name select * from handed_over",
                "peer": "insert into raw.peer by name select * from handed_over",
                "post": "insert into raw.post by name select * from handed_over",
                "refused": "insert into raw.refused by name select * from handed_over",
            }[name]
        )
        self.connection.unregister("handed_over")

    def cast(self, profile: Profile) -> None:
        """The lines that wait, from text to what the profile declares."""
        if not self.waiting:
            return
        lines = self.waiting[0] if len(self.waiting) == 1 else together(self.waiting)
        self.waiting = []
        for name, table in zip(("handed_over", "dates_handed_over"), dated(lines), strict=True):
            self.connection.register(name, table)
        self.run("raw", "line")
        whose = self.government
        self.run("staging", "line", **profile.declared(), first_month=whose.first_month, chart=whose.chart)
        self.connection.execute("drop view raw.line")
        self.connection.execute("drop view raw.date")
        for name in ("handed_over", "dates_handed_over"):
            self.connection.unregister(name)

    def forget(self, file: File) -> None:
        """Nothing of a file that turned out unreadable stays."""
        self.waiting = [table for table in self.waiting if table["load_id"][0].as_py() != file.load_id]
        self.run("fill", "forgotten", load_id=file.load_id)

    def enter(self, profile: Profile) -> None:
        """From raw to the marts: cast, names, ledger, refusals, loads, checks."""
        self.progress("Checking and entering", 0, 0)
        told = {row[0] for row in self.connection.execute("select distinct dimension from raw.name").fetchall()}
        for dimension in DIMENSIONS:
            if dimension in told:
                self.run("fill", dimension)
        if profile.amounts:
            self.run("fill", "entry", cumulative=profile.cumulative)
        first_month = self.government.first_month
        for name in TABLES:
            self.run("staging", name, **profile.declared(), census=profile.census, first_month=first_month)
        fields = [(field, value.column[0]) for field, value in profile.columns.items() if value.column]
        wanted = [
            "a day such as " + " or ".join(profile.days) if field != "fiscal_year" else "a fiscal year"
            for field, _ in fields
        ]
        said = {"example": profile.numbers.in_words(), "marks": list(SAID), "said": list(SAID.values())}
        said |= {"fields": [field for field, _ in fields], "headings": [heading for _, heading in fields]}
        said |= {"wanted": wanted, "days": " or ".join(profile.days)}
        self.run("fill", "reject", **said)
        asked = {"post": profile.posts, "peer_execution": profile.peers, profile.census: profile.census}
        asked |= {"loan": profile.debt, "load": True}
        asked |= {"payroll_month": profile.payroll}  # after the file has its row
        for name in filter(asked.get, asked):
            self.run("fill", name, **said)
        if profile.amounts or profile.census or profile.payroll:
            check(self.connection, "of_a_load", unit=profile.unit, months=profile.months())
        self.new += [row[0] for row in self.connection.execute("select load_id from raw.source").fetchall()]
        if profile.replaces:
            self.replace(profile)

    def check_all(self) -> None:
        """Every check of all loads together."""
        check(self.connection, "of_the_store")
        for folder in ("of_the_census", "of_the_payroll", "of_the_loans"):
            check(self.connection, folder, **pay_scale(self.government.currency))

    def replace(self, profile: Profile) -> None:
        """A file of the same scope as an older one takes its place."""
        by_name = profile.replaces == ("file_name", "period")
        sql = (SQL / "fill" / "replaced.sql").read_text(encoding="utf-8")
        asked = {"source": profile.name, "new": self.new, "by_name": by_name}
        for old, new in self.connection.execute(sql, asked).fetchall():
            self.connection.execute("update load set replaces_load_id = ? where load_id = ?", [old, new])
            self.withdraw(old)

    def withdraw(self, load_id: str) -> None:
        """A load that is no longer live leaves the ledger; what was refused in it stays on record."""
        self.connection.execute("update load set live = false where load_id = ?", [load_id])
        self.run("fill", "withdrawn", load_id=load_id)

    def refused_whole(self, name: str, sha256: str, lines: int, sentence: str) -> None:
        """A file of which nothing was taken in stays on record with its reason."""
        load_id = sha256[:16]
        self.connection.execute("delete from load where load_id = ? and not live", [load_id])
        self.connection.execute("delete from reject where load_id = ?", [load_id])
        self.connection.execute(
            "insert into load values (?, null, ?, ?, null, ?, 0, ?, 0, null, 0, ?, null, false, null)",
            [load_id, name, sha256, lines, lines, self.now],
        )
        self.connection.execute("insert into reject values (?, null, null, null, ?, null)", [load_id, sentence])

    def finish(self) -> None:
        """What depends on all loads together, then everything to the disk."""
        self.run("fill", "department_codes")
        if self.connection.execute("select 1 from entry where stated is not null limit 1").fetchone():
            self.run("fill", "cumulative")
        if self.connection.execute("select 1 from entry where restated limit 1").fetchone():
            self.run("fill", "counted")
        self.progress("Rolling up", 0, 0)
        roll_up(self.connection)
        self.progress("Checking the whole store", 0, 0)
        self.check_all()
        self.connection.execute("detach raw")
        self.connection.execute("detach staging")
        self.connection.execute("checkpoint")

    def close(self) -> None:
        """Let the files go."""
        self.beside.close()
        self.connection.close()


def _quoted(path: Path | str) -> str:
    return "'" + str(path).replace("'", "''") + "'"
