"""Detection: which profile fits a file."""

from __future__ import annotations

import csv
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
from python_calamine import CalamineError, PasswordError, WorksheetNotFound, XmlError, ZipError

from data_loaders.profile import Profile
from data_loaders.profile_parts import Layout
from data_loaders.readers import age_service_table, alv_list, table, treasury_report
from data_loaders.readers.grid import joined
from data_loaders.readers.label import heading
from data_loaders.readers.sheet import Sheet, Unreadable

DAMAGED = (zipfile.BadZipFile, zlib.error, pa.ArrowException, CalamineError, XmlError, ZipError, WorksheetNotFound,
    PasswordError, UnicodeError, csv.Error, EOFError, OverflowError)  # fmt: skip
BY_LINES = {"treasury_report": treasury_report, "alv_list": alv_list, "age_service_table": age_service_table}
READERS = {"table": table} | BY_LINES


def sheets(path: Path, name: str, profile: Profile) -> Iterator[Sheet]:
    """The file as its profile's reader sees it."""
    try:
        if profile.reader == "table":
            yield from table.read(path, name, profile.layout, profile.needed())
        elif profile.reader == "age_service_table":
            yield from age_service_table.read(path, name, profile.layout, profile.columns["as_of"].value)
        else:
            yield from READERS[profile.reader].read(path, name, profile.layout)
    except DAMAGED:
        raise Unreadable("The file is damaged or cut off; export it again.") from None


def detect(path: Path, name: str, profiles: Iterable[Profile]) -> Profile:
    """The profile that knows most of the file's headings, of several the one that needs most of them.

    A sentence if none fits, or several fit alike.
    """
    seen: dict = {}
    scores = [((_score(path, profile, seen), len(profile.needed())), profile) for profile in profiles]
    best = max((score for score, _ in scores), default=(0, 0))
    fits = [profile for score, profile in scores if score == best and score[0] > 0]
    if not fits:
        _say_why(path)
        raise Unreadable(
            "No profile fits this file: none knows its headings. Name one with --profile, "
            "or describe the file in a profile of its own (python -m data_loaders profiles lists those that are there)."
        )
    if len(fits) > 1:
        raise Unreadable(f"Several profiles fit alike: {', '.join(p.name for p in fits)}. Name one with --profile.")
    return fits[0]


def _say_why(path: Path) -> None:
    """Raise what keeps the file from being a list at all, if anything does."""
    try:
        table.openings(path, Layout())
    except DAMAGED:
        raise Unreadable("The file is damaged or cut off; export it again.") from None


def _score(path: Path, profile: Profile, seen: dict) -> int:
    """How many of the profile's headings stand in the file; 0 where a needed one is missing."""
    key = (profile.reader, profile.layout)
    if key not in seen:
        try:
            seen[key] = [row for sheet in _openings(path, profile) for row in sheet]
        except (Unreadable, *DAMAGED):
            seen[key] = []
    best = 0
    for row in seen[key]:
        names = {heading(cell) for cell in row}
        there = [bool({heading(one) for one in alternatives} & names) for alternatives in profile.headings()]
        needed = all({heading(one) for one in alternatives} & names for alternatives in profile.needed())
        best = max(best, sum(there) if needed else 0)
    return best


def _openings(path: Path, profile: Profile) -> list[list[list[str]]]:
    """Rows that may be the heading; a reader of lists knows it."""
    if profile.reader == "table":
        return _table_openings(path, profile.layout)
    if table.kind(path) != "text":
        return []
    return [[BY_LINES[profile.reader].headings(path, profile.layout)]]


def _table_openings(path: Path, layout: Layout) -> list[list[list[str]]]:
    sheets = table.openings(path, layout)
    if layout.header_rows == 1:
        return sheets
    return [[joined(rows[n : n + 2]) for n in range(len(rows))] for rows in sheets]
