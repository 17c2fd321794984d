"""Intake: files, folders, patterns and archives become files known by their bytes."""

import io
import zipfile
import zlib

import pytest

from data_loaders.intake import found, keep, sha256_of
from data_loaders.publish import Refused

pytest_plugins = "tests.data_loaders.place"

JULY, AUGUST = "month,amount\n2026-07-01,5\n", "month,amount\n2026-08-01,7\n"


@pytest.fixture
def archive(place):
    """A zip of members, each with its content."""

    def write(name: str, members: dict[str, str | bytes], method=zipfile.ZIP_DEFLATED):
        path = place.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(path, "w", method) as packed:
            for member, content in members.items():
                packed.writestr(member, content)
        return path

    return write


@pytest.fixture
def take(place, tmp_path):
    """Names and contents of what is found, and the sentences of what is not."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    def run(*paths):
        files, missing = found(paths, scratch)
        return [(file.name, file.path.read_text()) for file in files], missing

    return run


def test_files_folders_and_patterns(place, take):
    july, august = place.file("year/july.csv", JULY), place.file("year/deep/august.csv", AUGUST)
    assert take(july) == ([("july.csv", JULY)], [])
    assert sorted(take(place.folder)[0]) == [("august.csv", AUGUST), ("july.csv", JULY)]
    assert take(str(place.folder / "**/au*.csv"))[0] == [("august.csv", august.read_text())]
    assert take(place.folder / "*.xlsx")[1] == [
        (str(place.folder / "*.xlsx"), "There is no such file, folder or pattern; check the spelling.")
    ]


def test_a_file_whose_name_looks_like_a_pattern(place, take):
    assert take(place.file("july[1].csv", JULY)) == ([("july[1].csv", JULY)], [])


def test_the_members_of_an_archive(archive, take):
    assert take(archive("year.zip", {"a/july.csv": JULY, "b/july.csv": AUGUST, "empty/": ""}))[0] == [
        ("july.csv", JULY),
        ("july.csv", AUGUST),
    ]


def test_archives_of_one_name_are_not_mixed_up(place, archive):
    archive("north/july.zip", {"l.csv": JULY})
    archive("south/july.zip", {"l.csv": AUGUST})
    place.publish(place.folder)
    assert place.total() == "12.00"


@pytest.mark.parametrize("name", ["../../outside.csv", "/tmp/outside.csv", "a/../../../outside.csv", "..\\outside.csv"])
def test_no_path_of_an_archive_leads_outside(place, archive, take, tmp_path, name):
    files, _ = take(archive("july.zip", {name: JULY}))
    assert [content for _, content in files] == [JULY]
    everywhere = list(tmp_path.rglob("*outside.csv"))
    assert len(everywhere) == 1 and (tmp_path / "scratch") in everywhere[0].parents


@pytest.mark.parametrize("name", ["..", ".", "a/..", "x" * 300 + ".csv", "nul\0.csv"])
def test_odd_names_of_members_end_in_a_sentence_or_a_file(archive, take, tmp_path, name):
    take(archive("july.zip", {name: JULY}))
    assert {path.name for path in tmp_path.iterdir()} <= {"files", "scratch", "store"}


def test_a_bomb_is_refused(archive, take):
    (_, sentence) = take(archive("bomb.zip", {"zeros.csv": b"0" * (300 << 20)}))[1][0]
    assert "possible archive bomb" in sentence and "314,572,800 bytes" in sentence


def test_an_archive_in_an_archive_is_not_unpacked(place, archive):
    inner = archive("inner.zip", {"july.csv": JULY}).read_bytes()
    (place.folder / "inner.zip").unlink()
    with pytest.raises(Refused, match=r"inner\.zip: "):
        place.publish(archive("outer.zip", {"inner.zip": inner}))


def test_a_member_behind_a_password_is_said(archive, take):
    path = archive("july.zip", {"july.csv": JULY}, zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert "needs a password" in take(path)[1][0][1]


@pytest.mark.parametrize("method", [9, 99])
def test_a_way_of_packing_that_is_not_known_is_said(place, archive, method):
    path = archive("july.zip", {"july.csv": JULY}, zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    content[8] = content[content.index(b"PK\x01\x02") + 10] = method
    path.write_bytes(content)
    with pytest.raises(Refused, match=r"july\.zip"):
        place.publish(path)


@pytest.mark.parametrize("place_of_damage", [0.2, 0.5])
def test_a_damaged_archive_is_said(place, archive, place_of_damage):
    path = archive("july.zip", {"july.csv": "month,amount\n" + "".join(f"2026-07-01,{n * n}\n" for n in range(5000))})
    content = bytearray(path.read_bytes())
    at = int(len(content) * place_of_damage)
    content[at : at + 50] = bytes(50)
    path.write_bytes(content)
    good = place.file("august.csv", AUGUST)
    report = place.publish(path, good)
    assert [load["sentence"] for load in report.loads if load["file"] == "july.zip"] != [""]
    assert place.total() == "7.00"


def test_a_workbook_is_no_archive_of_files(archive, tmp_path):
    path = archive("book.xlsx", {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})
    files, missing = found([path], tmp_path)
    assert ([file.path for file in files], missing) == ([path], [])


def test_an_original_is_kept_once_under_its_checksum(place, tmp_path):
    files, _ = found([place.file("july.csv", JULY), place.file("copy.csv", JULY)], tmp_path)
    place.home.mkdir()
    for file in files:
        keep(file, place.home)
    (kept,) = (place.home / "files").iterdir()
    assert kept.name == sha256_of(kept) == files[0].sha256 and kept.read_text() == JULY
    assert files[0].load_id == kept.name[:16]


def test_a_file_that_changes_while_it_is_read_is_not_kept_under_a_wrong_checksum(place, tmp_path):
    path = place.file("july.csv", JULY)
    (file,), _ = found([path], tmp_path)
    path.write_text(AUGUST)
    place.home.mkdir()
    with pytest.raises((Refused, OSError, ValueError)):
        keep(file, place.home)


def test_a_truncated_stream_is_no_traceback(place):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("july.csv", zlib.compress(bytes(range(256)) * 100))
    with pytest.raises(Refused):
        place.publish(place.file("july.zip", stream.getvalue()[:-10]))
