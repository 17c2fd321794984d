"""A file handed over is kept private while it is looked at, and its process is kept within limits."""

import stat

import pytest

from pages.ui import publishing

LEDGER = b"month,amount\n2026-10-01,5.00\n2026-10-01,five\n"


def silent(said: str) -> None:
    """Progress that nobody reads."""


def test_a_file_handed_over_is_private_has_a_name_of_ours_and_goes():
    with publishing.kept("../../etc/passwd.csv", LEDGER) as path:
        assert path.read_bytes() == LEDGER
        assert "passwd" not in str(path)
        assert path.suffix == ".csv"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert not path.parent.exists()


def test_an_ending_that_nobody_knows_is_not_kept():
    with publishing.kept("run.exe", b"MZ") as path:
        assert path.suffix == ".bin"


def test_a_preview_says_what_would_be_kept_and_refused_and_stores_nothing(tmp_path):
    with publishing.kept("mine.csv", LEDGER) as path:
        words = ["preview", str(path), "--name", "mine.csv", "--home", str(tmp_path), "--json"]
        seen = publishing.told(words, silent)
    assert (seen["profile"], seen["kept"], seen["refused"]) == ("ledger", 1, 1)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_nobody_can_read_gets_a_sentence(tmp_path):
    with publishing.kept("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(200)) as path:
        seen = publishing.told(
            ["preview", str(path), "--name", "picture.csv", "--home", str(tmp_path), "--json"], silent
        )
    assert seen["error"].endswith(".")
    assert "Traceback" not in seen["error"]


def test_a_process_that_takes_too_much_memory_is_stopped_with_a_sentence(monkeypatch, tmp_path):
    pytest.importorskip("resource")
    monkeypatch.setattr(publishing, "ADDRESS_SPACE", 2**26)
    with publishing.kept("mine.csv", LEDGER) as path:
        seen = publishing.told(["preview", str(path), "--name", "mine.csv", "--home", str(tmp_path), "--json"], silent)
    assert seen["error"]
