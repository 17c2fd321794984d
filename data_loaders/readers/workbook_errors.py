"""Cells of a workbook that hold an error (#DIV/0!, #REF!): they must not pass for empty ones."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

PART = 1 << 20  # bytes of a sheet that are looked through at a time
MARK = "#ERROR!"  # what stands in the cell's place
SHEET = re.compile(rb'<sheet\b[^>]*\br:id="([^"]+)"')
TARGET = re.compile(rb"<Relationship\b[^>]*>")
ATTRIBUTE = re.compile(rb'\b(Id|Target)="([^"]+)"')
ERROR = re.compile(rb'<c\b[^>]*\bt="e"[^>]*>')
PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')


def errors(path: Path) -> dict[int, set[tuple[int, int]]]:
    """Row and column (from 0) of every error, by the number of the sheet (from 1); nothing for old XLS."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        try:
            sheets = SHEET.findall(archive.read("xl/workbook.xml"))
            targets = dict(_targets(archive.read("xl/_rels/workbook.xml.rels")))
        except KeyError:
            return {}
        parts = {number: targets.get(sheet) for number, sheet in enumerate(sheets, start=1)}
        names = set(archive.namelist())
        return {number: set(_places(archive, part)) for number, part in parts.items() if part in names}


def _targets(relations: bytes) -> Iterator[tuple[bytes, str]]:
    for tag in TARGET.findall(relations):
        said = dict(ATTRIBUTE.findall(tag))
        target = said.get(b"Target", b"").decode("utf-8", "replace")
        yield said.get(b"Id", b""), target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _places(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[int, int]]:
    rest = b""
    with archive.open(part) as file:
        while piece := file.read(PART):
            text = rest + piece
            for tag in ERROR.findall(text) if b't="e"' in text else ():
                letters, row = PLACE.search(tag).groups() if PLACE.search(tag) else (b"A", b"1")
                yield int(row) - 1, _column(letters)
            rest = text[text.rfind(b"<") :] if b"<" in text else b""


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column - 1
