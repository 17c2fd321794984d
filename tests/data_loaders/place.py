"""A place of its own for each test of the loaders: small files, a store, and a key of pseudonyms."""

import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter

from data_loaders.profile_parts import Layout
from data_loaders.publish import publish
from data_loaders.readers import table
from data_loaders.store import Government, Store

PROVINCE = Government("Test Province", "PKR", 7, "own")


@dataclass(frozen=True)
class Place:
    """A folder with files and a store."""

    folder: Path
    home: Path

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def publish(self, *paths, **words):
        return publish(paths, self.home, **({"government": PROVINCE} | words))

    def ask(self, sql: str, **values) -> list[tuple]:
        """The rows of the current version; missing is None."""
        store = Store.open(self.home)
        try:
            frame = store.ask(sql, **values)
        finally:
            store.close()
        rows = frame.astype(object).where(frame.notna(), None)
        return [tuple(row) for row in rows.itertuples(index=False)]

    def total(self) -> str:
        return str(self.ask("select coalesce(sum(amount), 0) as amount from entry where counted")[0][0])

    def counts(self, file_name: str) -> dict:
        names = "lines_read", "kept", "refused", "ignored"
        (row,) = self.ask(f"select {', '.join(names)} from load where live and file_name = $name", name=file_name)
        return dict(zip(names, row, strict=True))

    def listing(self) -> set[str]:
        """Every file of the store with its size."""
        return {f"{path.relative_to(self.home)} {path.stat().st_size}" for path in self.home.rglob("*")}


STEPS = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "shutil.copyfile"}


def killed_before(step: int, home: Path) -> None:
    """End this process right before this step on the disk of the store."""
    left = [step]

    def watch(event: str, arguments: tuple) -> None:
        if event in STEPS and str(arguments[0]).startswith(str(home)):
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def publish_until(step: int, paths: list[Path], home: Path) -> None:
    """Publish, but be killed right before this step on the disk of the store."""
    killed_before(step, home)
    publish(paths, home, government=PROVINCE)


@pytest.fixture(scope="session", autouse=True)
def key_of_the_tests(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KHAZANA_KEY_FILE", str(tmp_path_factory.mktemp("key") / "key"))
        patch.delenv("KHAZANA_HOME", raising=False)
        yield


@pytest.fixture
def place(tmp_path) -> Place:
    (tmp_path / "files").mkdir()
    return Place(tmp_path / "files", tmp_path / "store")


@pytest.fixture
def write_xlsx(place):
    """Makes a workbook of sheets, each a list of rows from the first line."""

    def write(name: str, sheets: dict[str, list[list]], days: str = "yyyy-mm-dd") -> Path:
        path = place.folder / name
        with xlsxwriter.Workbook(path, {"default_date_format": days, "remove_timezone": True}) as book:
            for title, rows in sheets.items():
                sheet = book.add_worksheet(title)
                for line, row in enumerate(rows):
                    sheet.write_row(line, 0, row)
        return path

    return write


@pytest.fixture(scope="session")
def sheets_of(tmp_path_factory):
    """The sheets of a file, and that each of its lines is accounted for."""
    folder = tmp_path_factory.mktemp("table")

    def read(content: bytes | str | Path, *headings: str, **layout):
        path = content if isinstance(content, Path) else folder / "file"
        if not isinstance(content, Path):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        wanted = [(heading,) for heading in headings or ("month", "amount")]
        return list(table.read(path, "file", Layout(**layout), wanted))

    return read


def counted(sheets) -> int:
    whole = [sheet.ignored + len(sheet.lines) + sum(line.column is None for line in sheet.refused) for sheet in sheets]
    return sum(whole)


def rows(sheets) -> list[tuple]:
    """Line and cells of every row."""
    found = []
    for sheet in sheets:
        cells = zip(*(column.to_pylist() for column in sheet.table.columns), strict=True)
        found += [(line, *row) for line, row in zip(sheet.lines.to_pylist(), cells, strict=True)]
    return found


def refused(sheets) -> list[tuple]:
    return [(line.line, line.reason) for sheet in sheets for line in sheet.refused]
