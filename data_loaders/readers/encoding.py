"""Encoding: in which letters a text file is written, as declared or as found."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from data_loaders.readers.sheet import Unreadable

PIECE = 8 << 20  # bytes that are held at a time
OPENING_BYTES = 1 << 16
GUESSES = ("utf-8-sig", "cp1252", "latin-1")  # tried in this order; the last takes any byte
UTF_8 = re.compile(  # what no text in another encoding holds: é and °, ī in a word, two letters of Urdu, ’ – € ₹ ™
    rb"[\xc2\xc3][\x80-\xbf]|(?<=[a-z])[\xc4-\xdf][\x80-\xbf]|(?:[\xd0-\xdf][\x80-\xbf]){2}"
    rb"|\xe2[\x80-\x84][\x80-\xbf]|(?:[\xe0-\xef][\x80-\xbf]{2}){2}"
)
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def encoding_of(path: Path, declared: str = "auto", whole: bool = True) -> str:
    """The encoding in which the file, or its opening, is text, as declared or else as found; a sentence if none."""
    for encoding in _candidates(path, declared):
        if _is_text(path, encoding, whole):
            if whole and declared == "auto" and encoding in GUESSES[1:]:
                _not_spoilt(path)
            return encoding
    raise Unreadable(f"The file is not text in the encoding {declared}; declare another one, or 'auto'.")


def _not_spoilt(path: Path) -> None:
    """A file that is UTF-8 but for a byte or two is refused: read in another encoding, its accents would be spoilt."""
    first, wrong, spoilt, rest, end = 1, 0, False, b"", b""
    with path.open("rb") as file:
        while part := file.read(PIECE):
            end = end or (b"\n" if b"\n" in part else b"\r")  # as lines end in this file
            data, rest = (rest + part).rpartition(end)[::2]
            spoilt = spoilt or UTF_8.search(data + rest) is not None
            wrong = wrong or _not_utf_8(data, first, end)
            first += data.count(end) + 1
    if spoilt:
        line = wrong or _not_utf_8(rest, first, end)
        raise Unreadable(
            f"Line {line:,} holds a byte that is not UTF-8, while other lines are written "
            "in it, so the letters cannot be told: save the file again as UTF-8, or declare its encoding in a profile."
        )


def _not_utf_8(data: bytes, first: int, end: bytes) -> int:
    """The number of the first line that is not UTF-8; 0 if all are. `first` is the number of the first one."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return first + data.count(end, 0, error.start)
    return 0


def _is_text(path: Path, encoding: str, whole: bool) -> bool:
    parts = decoded(path, encoding, PIECE) if whole else islice(decoded(path, encoding, OPENING_BYTES), 1)
    try:
        binary = any("\0" in characters for characters in parts)
    except UnicodeError:
        return False
    if binary:
        raise Unreadable("The file holds NUL characters, so it is not text; is it a workbook or an image?")
    return True


def _candidates(path: Path, declared: str) -> tuple[str, ...]:
    with path.open("rb") as file:
        opening = file.read(4)
    for mark, encoding in MARKS:
        if opening.startswith(mark) and (declared == "auto" or declared.lower().startswith(encoding[:5])):
            return (encoding,)
    if declared == "auto":
        return GUESSES
    try:
        "x".encode(declared)
    except LookupError:
        raise Unreadable(f"The encoding {declared!r} is not known; use for example utf-8, latin-1 or utf-16.") from None
    return (declared,)


def decoded(path: Path, encoding: str, size: int) -> Iterator[str]:
    """The characters of a file, about so many bytes at a time; UnicodeError where they are not of the encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while part := file.read(size):
            yield decoder.decode(part)
    yield decoder.decode(b"", final=True)
