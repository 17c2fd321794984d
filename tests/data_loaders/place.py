"""A place of its own for each test of the loaders: small files, a store, and a key of pseudonyms."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter

from data_loaders.publish import publish
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
