"""Damaged and random files: every reader ends with rows or with a sentence, and soon."""

import io
import json
import zipfile
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.detection import detect, sheets
from data_loaders.preview import preview
from data_loaders.readers.sheet import Unreadable
from data_loaders.shelf import shipped
from tests.data_loaders.place import counted

pytest_plugins = "tests.data_loaders.place"

KNOWN = shipped()
MOST = 10_000  # milliseconds a file may take
CSV = ("month,office,amount\n" + '2026-07-01,"A, B",5\n' * 30).encode()
LIST = b"Fiscal year 2026 Period 001-002\n---\n| |DDO|Object|Description|Final Budget|Released|Expenditure|\n---\n" + (
    b"| |HB1|A01|x|1.00|2.00|3.00-|\n" * 20
)
JSON = json.dumps([{"month": "2026-07-01", "amount": n} for n in range(30)]).encode()


def xlsx() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for line in range(30):
            sheet.write_row(line, 0, ["month", "amount"] if line == 0 else [f"2026-07-{line:02}", line])
    return stream.getvalue()


def parquet() -> bytes:
    stream = io.BytesIO()
    months = [date(2026, 7, 1 + n) for n in range(30)]
    pq.write_table(pa.table({"month": months, "amount": list(range(30)), "office": ["A"] * 30}), stream)
    return stream.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WIDE = CSV.decode().encode("utf-16")
SOUND = {"csv": CSV, "list": LIST, "json": JSON, "xlsx": xlsx(), "parquet": parquet(), "utf-16": WIDE}
STARTS = st.sampled_from([b"", b"PAR1", b"PK\x03\x04", OLD, b"[{", b"\xff\xfe", b"| |A|B|\n", CSV[:40]])
PIECES = (b"<v>", b'r="A0"', b'r="ZZ9"', b"</row>", b't="s"', b"<v>-1</v>", b"\xff", b'"', b"<c>")


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """A file with these bytes through one reader: lines counted, or the sentence."""
    path = tmp_path_factory.mktemp("damage") / "file"

    def attempt(content: bytes, profile="ledger"):
        path.write_bytes(content)
        try:
            return counted(sheets(path, "file", KNOWN[profile]))
        except Unreadable as error:
            assert len(str(error)) > 20 and "\n" not in str(error)
            return str(error)

    attempt.path = path
    return attempt


@pytest.mark.parametrize("profile", ["ledger", "fmis_ddo_list", "hp_expenditure_report"])
@settings(max_examples=150, deadline=MOST)
@given(st.binary(max_size=400), STARTS)
def test_random_bytes(read, profile, content, start):
    assert read(start + content, profile) is not None


@pytest.mark.parametrize("kind", SOUND)
@settings(max_examples=120, deadline=MOST)
@given(data=st.data())
def test_flipped_and_missing_bytes(read, kind, data):
    content = bytearray(SOUND[kind])
    for position in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[position] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        content = content[: data.draw(st.integers(1, len(content)))]
    found = read(bytes(content), "fmis_ddo_list" if kind == "list" else "ledger")
    if kind in ("csv", "list") and isinstance(found, int) and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        assert found == content.count(b"\n") + (content[-1:] != b"\n")


@settings(max_examples=150, deadline=MOST)
@given(data=st.data())
def test_damage_inside_a_workbook(read, data):
    with zipfile.ZipFile(io.BytesIO(SOUND["xlsx"])) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    name = data.draw(st.sampled_from([name for name in parts if "xl/" in name and "theme" not in name]))
    for _ in range(data.draw(st.integers(1, 4))):
        at, cut = data.draw(st.integers(0, len(parts[name]))), data.draw(st.integers(0, 30))
        parts[name] = parts[name][:at] + data.draw(st.sampled_from(PIECES)) + parts[name][at + cut :]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as book:
        for part, content in parts.items():
            book.writestr(part, content)
    assert read(stream.getvalue()) is not None


@pytest.mark.parametrize("kind", SOUND)
def test_the_sound_ones_are_read(read, kind):
    assert read(SOUND[kind], "fmis_ddo_list" if kind == "list" else "ledger") >= 20


@settings(max_examples=60, deadline=MOST)
@given(data=st.data())
def test_detection_ends_with_a_profile_or_a_sentence(read, data):
    content = bytearray(SOUND[data.draw(st.sampled_from(sorted(SOUND)))])
    for position in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[position] = data.draw(st.integers(0, 255))
    read.path.write_bytes(content)
    try:
        profile = detect(read.path, "file", KNOWN.values())
        assert sum(len(sheet.lines) for sheet in sheets(read.path, "file", profile)) >= 0
    except Unreadable as error:
        assert len(str(error)) > 20


@settings(max_examples=40, deadline=MOST)
@given(data=st.data())
def test_a_preview_ends_with_a_sentence(read, data):
    content = bytearray(data.draw(st.one_of(st.sampled_from(sorted(SOUND.values())), st.binary(max_size=99))))
    for position in data.draw(st.lists(st.integers(0, max(len(content) - 1, 0)), max_size=6)):
        content[position : position + 1] = bytes([data.draw(st.integers(0, 255))])
    read.path.write_bytes(content)
    seen = preview(read.path, "file", read.path.parent / "no store")
    assert len(seen["sentence"]) > 20 and isinstance(seen["rows"], list)
    assert seen["lines_read"] == seen["kept"] + seen["refused"] + seen["ignored"]


ODD = [pa.array([[1], [2]]), pa.array([b"\xff", b"x"]), pa.nulls(2), pa.array([b"ab", b"cd"], pa.binary(2))]


@pytest.mark.parametrize("odd", ODD, ids=lambda column: str(column.type))
def test_parquet_with_odd_columns_ends_in_rows_or_a_sentence(read, odd):
    stream = io.BytesIO()
    pq.write_table(pa.table({"month": ["2026-07-01", "x"], "amount": [1, 2], "odd": odd}), stream)
    found = read(stream.getvalue())
    assert found == 2 or "odd" in found or "damaged" in found
