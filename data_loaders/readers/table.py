"""Tables: CSV and TSV, workbooks, Parquet, and JSON arrays of objects; title rows and pivot sheets are passed over."""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from data_loaders.readers import delimited, json_array, parquet, text, workbook
from data_loaders.readers.encoding import encoding_of
from data_loaders.readers.grid import OPENING, strings
from data_loaders.readers.sheet import Sheet, Unreadable

OTHER = {
    b"\x89PNG": "a PNG image",
    b"%PDF": "a PDF",
    b"\xff\xd8\xff": "a JPEG image",
    b"\x1f\x8b": "a gzip archive",
    b"GIF8": "a GIF image",
    b"\x7fELF": "a program",
}
WEB = re.compile(
    r"\s*(?:mime-version:|<!--|<(?:!doctype|html|head|body|meta|title|style|script|link|base|div|center|font|p|table)\b)"
)
XML = re.compile(r"\s*<\?xml\b")


def kind(path: Path) -> str:
    """What the first bytes say the file is: parquet, workbook, json or text; a sentence if it is none of these."""
    with path.open("rb") as file:
        start = file.read(512)
    if not start:
        raise Unreadable("The file is empty (0 bytes); export it again.")
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
        return "workbook"
    for magic, what in OTHER.items():
        if start.startswith(magic):
            raise Unreadable(f"The file is {what}, whatever its name says; export the list as CSV or XLSX.")
    opening = _characters(start)
    for form, what in ((WEB, "a web page under the name of a list"), (XML, "XML and no list")):
        if form.match(opening):
            raise Unreadable(
                f"The file is {what}, as some systems export it: open it in a spreadsheet program and save it as XLSX."
            )
    return "json" if start.lstrip()[:1] == b"[" else "text"


def _characters(start: bytes) -> str:
    """The first characters in small letters, whatever they are written in."""
    wide = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return start.decode("utf-16" if wide else "utf-8-sig", "ignore").lower()


def read(path: Path, name: str, layout, headings: Iterable[tuple[str, ...]] = ()) -> Iterator[Sheet]:
    """The sheets of a file in pieces; `headings` must all stand in the heading row (each with its alternatives)."""
    context = text.context(layout, name, "")
    reader = {"parquet": parquet.read, "workbook": workbook.read, "json": json_array.read, "text": delimited.read}[
        kind(path)
    ]
    yield from reader(path, layout, list(headings), context)


def openings(path: Path, layout) -> list[list[list[str]]]:
    """The first rows of every sheet, in which a heading may stand."""
    what = kind(path)
    if what == "parquet":
        return [[parquet.schema_of(path).names]]
    if what == "workbook":
        book = workbook.open_book(path)
        return [strings(itertools.islice(book.get_sheet_by_name(n).iter_rows(), OPENING)) for n in book.sheet_names]
    if what == "json":
        return [[list(json_array.records(path)[0])]]
    lines = text.opening(path, encoding_of(path, layout.encoding, whole=False))[:OPENING]
    return [delimited.split(lines, delimiter) for delimiter in delimited.delimiters(layout)]
