"""Ingest: how many lines a second become a published version, beside what reads the same file without any care."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import duckdb
import openpyxl

from benchmarks import files
from benchmarks.figures import Measured, NotMeasured
from benchmarks.machine import medians
from data_loaders.publish import publish
from data_loaders.readers import table
from data_loaders.shelf import shipped

RUNS = 3
SAP_LINES = 1_000_000
LIST_LINES = 300_000  # each with three amounts
WORKBOOK_LINES = 50_000
PROFILES = Path(__file__).parent


def published(path: Path, profile: str | None = None) -> None:
    """The file as the first version of a new store, which goes at once."""
    with tempfile.TemporaryDirectory() as home:
        own = Path(home) / "profiles"
        own.mkdir()
        for known in PROFILES.glob("*.yaml"):
            shutil.copy(known, own)
        report = publish([path], home, profile=profile)
        if not report.loads[0]["kept"]:
            raise RuntimeError(f"Nothing of {path.name} was kept: {report.loads[0]}")


def copied(path: Path, reader: str, options: str = "") -> None:
    """The file read by DuckDB alone into a table on the disk, without casts, checks or marts."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(f"{folder}/copy.duckdb") as connection:
        connection.execute(f"create table copy as select * from {reader}('{path}'{options})")
        connection.execute("checkpoint")


def rates(lines: int, ours: Callable[[], object], theirs: Callable[[], object], note: str = "") -> Measured:
    """Lines a second of the two, taking turns."""
    our_seconds, their_seconds = medians(RUNS, ours, theirs)
    return Measured(lines / our_seconds, lines / their_seconds, note)


def vouchers() -> Measured:
    """A state treasury's payment vouchers."""
    folder = os.environ.get("KHAZANA_REAL_DATA")
    path = Path(folder or "nowhere", "hp_treasury", "expenditure_vouchers_tidy.parquet")
    if not path.exists():
        raise NotMeasured("KHAZANA_REAL_DATA does not name the folder of the real files")
    with duckdb.connect() as connection:
        lines = connection.execute("select count(*) from read_parquet($path)", {"path": str(path)}).fetchone()[0]
    return rates(lines, partial(published, path), partial(copied, path, "read_parquet"), f"{lines:,} vouchers")


def sap_csv() -> Measured:
    """An SAP list as CSV, whole: casts, refusals, checks and marts."""
    with tempfile.TemporaryDirectory() as folder:
        path = files.sap_csv(Path(folder) / "sap.csv", SAP_LINES)
        theirs = partial(copied, path, "read_csv", ", delim = ';', all_varchar = true")
        return rates(
            SAP_LINES, partial(published, path, "sap_list"), theirs, f"{SAP_LINES:,} lines, 1 in 1,000 refused"
        )


def sap_csv_read() -> Measured:
    """The same list, reading alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = files.sap_csv(Path(folder) / "sap.csv", SAP_LINES)
        theirs = partial(copied, path, "read_csv", ", delim = ';', all_varchar = true")
        return rates(SAP_LINES, partial(read, path), theirs, "reading alone")


def read(path: Path) -> None:
    """Every line handed over by the reader of tables, and dropped."""
    layout = shipped()["ledger"].layout
    if sum(len(sheet.lines) for sheet in table.read(path, path.name, layout, [("DDO",), ("Gross",)])) != SAP_LINES:
        raise RuntimeError("The reader did not hand over every line.")


def alv_list() -> Measured:
    """An SAP list saved as text, beside a clean CSV of the same lines through the same steps."""
    with tempfile.TemporaryDirectory() as folder:
        text = files.alv_list(Path(folder) / "list.txt", LIST_LINES)
        clean = files.ddo_csv(Path(folder) / "list.csv", LIST_LINES)
        ours, theirs = partial(published, text, "fmis_ddo_list"), partial(published, clean, "ddo_csv")
        return rates(LIST_LINES, ours, theirs, f"{LIST_LINES:,} lines of three amounts, both published")


def workbook() -> Measured:
    """An XLSX published, beside openpyxl which only reads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = files.workbook(Path(folder) / "ledger.xlsx", WORKBOOK_LINES)
        return rates(
            WORKBOOK_LINES, partial(published, path, "ledger"), partial(cells, path), f"{WORKBOOK_LINES:,} lines"
        )


def cells(path: Path) -> None:
    """Every cell, as openpyxl reads it fastest."""
    for row in openpyxl.load_workbook(path, read_only=True, data_only=True).active.iter_rows(values_only=True):
        len(row)
