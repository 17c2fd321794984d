"""Files that are no list: a sentence each, no traceback, and never a gigabyte of memory."""

import json
import random
import subprocess
import sys
import zipfile
from functools import partial
from pathlib import Path

import pytest

pytest_plugins = "tests.data_loaders.place"

ROOT = Path(__file__).parents[2]
HEADINGS = "month,office,amount"
GOOD = f"{HEADINGS}\n2026-07-01,A,5\n"
MOST = 1 << 30  # bytes of memory
APART = """
import pathlib, re, resource, sys
from data_loaders.__main__ import main
resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
code = main(["publish", *sys.argv[1:], "--json"])
peak = re.search(r"VmHWM:\\s+(\\d+) kB", pathlib.Path("/proc/self/status").read_text())  # ru_maxrss keeps the parent's
print(int(peak[1]) * 1024, file=sys.stderr)
sys.exit(code)
"""
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def workbook(path: Path, sheet) -> Path:
    """A workbook with this sheet, written as parts of bytes."""
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
            f'ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
            f'ContentType="{kind}.worksheet+xml"/></Types>',
        )
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{rels}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{rels}"><sheets>'
            '<sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{rels}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        with book.open("xl/worksheets/sheet1.xml", "w") as part:
            for piece in sheet:
                part.write(piece)
    return path


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return path


def locked(place) -> Path:
    """The beginning of an encrypted workbook: an OLE2 file whose streams tell of encryption."""
    names = "EncryptionInfo".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\x00\x03\x00\xfe\xff\x09\x00" + bytes(480)
    return place.file("locked.xlsx", head + b"\0".join(names) + bytes(4096))


def bombs_in_bombs(place) -> Path:
    inner = zipped(place.folder / "inner.zip", {"zeros.csv": bytes(200 << 20)})
    content = inner.read_bytes()
    inner.unlink()
    return zipped(place.folder / "bombs.zip", {f"{n}.zip": content for n in range(20)})


CELL = '<row r="{0}"><c r="{1}{0}" t="inlineStr"><is><t>x</t></is></c></row>'
FAR = {
    "a far corner": SHEET.format(CELL.format(1, "A") + CELL.format(1048576, "XFD")),
    "a far cell of a near row": SHEET.format(CELL.format(1, "A") + '<row r="2"><c r="B99999999999"><v>1</v></c></row>'),
    "a far corner in apostrophes": SHEET.format(CELL.format(1, "A") + CELL.format(1048576, "XFD").replace('"', "'")),
    "a far corner with a prefix": SHEET.format(CELL.format(1, "A") + CELL.format(1048576, "XFD"))
    .replace("xmlns=", "xmlns:x=")
    .replace("</", "</x:")
    .replace("<", "<x:")
    .replace("<x:/x:", "</x:"),
}


def far(place, name: str) -> Path:
    return workbook(place.folder / "far.xlsx", [FAR[name].encode()])


def pressed(place) -> Path:
    return workbook(place.folder / "pressed.xlsx", (b"<row/>" * 200_000 for _ in range(400)))


def many_cells(place) -> Path:
    row = "".join(f'<c t="n"><v>{n}</v></c>' for n in range(20))
    rows = (f'<row r="{n}">{row}</row>'.encode() for n in range(1, 250_000))
    return workbook(place.folder / "cells.xlsx", [b"<worksheet><sheetData>", *rows, b"</sheetData></worksheet>"])


RUBBISH = {
    "0 bytes": (lambda place: place.file("empty.csv", ""), "empty"),
    "blank lines": (lambda place: place.file("blank.csv", "\n" * 100_000), "empty"),
    "a renamed picture": (lambda place: place.file("list.csv", b"\x89PNG\r\n\x1a\n" + bytes(5000)), "PNG image"),
    "a renamed PDF": (lambda place: place.file("list.xlsx", b"%PDF-1.7 " + bytes(5000)), "PDF"),
    "NULs": (lambda place: place.file("nuls.csv", bytes(5 << 20)), "NUL"),
    "NULs below": (lambda place: place.file("nuls.csv", GOOD.encode() * 9000 + bytes(99)), "NUL"),
    "10,000 columns": (
        lambda place: place.file("wide.csv", f"{HEADINGS},{','.join(f'c{n}' for n in range(9997))}\n{'5,' * 9999}5\n"),
        "10,000 columns",
    ),
    "a line of 5 MB": (lambda place: place.file("long.csv", "x," * (5 << 19)), "longer|long"),
    "a line of 5 MB below": (lambda place: place.file("long.csv", GOOD + "x" * (5 << 20) + "\n5\n"), "longer|long"),
    "an encrypted workbook": (locked, "password"),
    "bombs in a bomb": (bombs_in_bombs, "bomb|workbook|archive"),
    "a pressed workbook": (pressed, "archive bomb"),
    **{name: (partial(far, name=name), "far outside|damaged|opened|No profile fits") for name in FAR},
    "nested JSON": (lambda place: place.file("deep.json", "[" * 2_000_000), "JSON"),
    "large JSON": (
        lambda place: place.file("large.json", "[" + ",".join(['{"month":"2026-07","n":1}'] * 2_500_000) + "]"),
        "",
    ),
    "cut-off Parquet": (lambda place: place.file("list.parquet", b"PAR1" + bytes(range(256)) * 9), "cut off"),
    "10,001 members": (
        lambda place: zipped(place.folder / "many.zip", {f"{n}.csv": b"5" for n in range(10_001)}),
        "10,001 files",
    ),
}


def publish_apart(place, *paths):
    """What a process of its own answers, and how much memory it had."""
    words = [sys.executable, "-c", APART, *map(str, paths), "--home", str(place.home)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=180)
    assert "Traceback" not in done.stderr, done.stderr[-2000:]
    assert done.returncode in (0, 1), (done.returncode, done.stderr[-500:])
    return done.returncode, json.loads(done.stdout), int(done.stderr.split()[-1])


@pytest.mark.parametrize("kind", RUBBISH)
def test_a_sentence_each_and_little_memory(place, kind):
    make, words = RUBBISH[kind]
    code, said, memory = publish_apart(place, make(place))
    assert code == 1 and said["version"] is None
    assert any(word in said["sentence"] for word in words.split("|")), said["sentence"]
    assert len(said["sentence"]) < 1000
    assert memory < MOST, f"{memory >> 20} MB"
    assert not (place.home / "CURRENT").exists()


def test_a_large_workbook_needs_little_memory(place):
    _, said, memory = publish_apart(place, many_cells(place))
    assert "No profile fits" in said["sentence"]
    assert memory < MOST, f"{memory >> 20} MB"


def test_a_folder_of_rubbish_beside_a_good_file(place):
    dice = random.Random(7)
    for ending in ("csv", "xlsx", "xls", "parquet", "txt", "json", "zip", "", "yaml", "gz"):
        for start in (
            b"",
            b"PK\x03\x04",
            b"PAR1",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"[",
            b"| |A|B|\n",
            b"\xff\xfe",
        ):
            place.file(f"{dice.random()}.{ending}", start + dice.randbytes(dice.choice([0, 1, 50, 5000])))
    place.file("good.csv", GOOD)
    code, said, memory = publish_apart(place, place.folder)
    assert code == 0 and memory < MOST
    assert {load["file"]: load["kept"] for load in said["loads"] if load["kept"] == 1} == {"good.csv": 1}
    refused = [load for load in said["loads"] if load["profile"] is None]
    assert [load["sentence"] for load in refused if not load["sentence"].endswith((".", "?", ")", "already"))] == []
    assert [load for load in refused if not load["sentence"][0].isupper() or load["kept"]] == []
    assert len(refused) >= 60
    assert place.total() == "5.00"
