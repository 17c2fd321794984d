"""Verification finds whatever is not as it was published."""

import shutil

import duckdb
import pytest

from data_loaders.intake import sha256_of
from data_loaders.publish import Refused
from data_loaders.store import NoStore, Store, current
from data_loaders.verify import verify

pytest_plugins = "tests.data_loaders.place"


@pytest.fixture
def published(place):
    place.publish(place.file("july.csv", "month,office,amount\n2026-07-01,A,5\n2026-07-01,B,x\n"))
    return place


def flip(path, position):
    with path.open("r+b") as file:
        file.seek(position)
        byte = file.read(1)[0]
        file.seek(position)
        file.write(bytes([byte ^ 1]))


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9, 0.999])
def test_one_flipped_bit_of_the_store_is_found(published, share):
    path = published.home / current(published.home)
    flip(path, int(path.stat().st_size * share))
    (wrong,) = verify(published.home)
    assert path.name in wrong and "checksum differs" in wrong


def test_one_flipped_bit_of_an_original_is_found(published):
    (kept,) = (published.home / "files").iterdir()
    kept.chmod(0o600)
    flip(kept, 20)
    (wrong,) = verify(published.home)
    assert kept.name[:16] in wrong and "damaged" in wrong


def test_what_is_missing_is_said(published):
    (kept,) = (published.home / "files").iterdir()
    kept.unlink()
    assert [kept.name[:16] in wrong and "missing" in wrong for wrong in verify(published.home)] == [True]
    path = published.home / current(published.home)
    path.with_name(path.name + ".sha256").unlink()
    assert "cannot be verified" in verify(published.home)[0]
    path.unlink()
    assert "which is not there" in verify(published.home)[0]
    with pytest.raises(NoStore, match="python -m data_loaders publish"):
        verify(published.folder)


def test_a_store_whose_pointer_names_a_missing_file_is_said_in_a_sentence(published):
    (published.home / current(published.home)).unlink()
    with pytest.raises(NoStore, match="CURRENT"):
        Store.open(published.home)


def test_nothing_is_built_upon_a_damaged_store(published):
    path = published.home / current(published.home)
    before = path.name
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    with pytest.raises(Refused, match=r"damaged|checksum|as it was published"):
        published.publish(published.file("august.csv", "month,office,amount\n2026-08-01,A,5\n"))
    assert current(published.home) == before


def test_verification_works_while_the_store_is_open(published):
    store = Store.open(published.home)
    assert verify(published.home) == []
    assert len(store.ask("select 1 as one from entry")) == 1
    store.close()


TAMPERED = [
    ("update load set ignored = ignored + 1", "every line read was kept, refused or ignored"),
    ("update load set kept = 2, refused = 0", "the lines kept of a file are the lines of the ledger"),
    ("update load set live = false", "no line of the ledger is without its live file"),
    ("update spending_month set amount = 6", "spending by month is the ledger's"),
    ("insert into receipt_month (amount) values (1)", "receipts by month are the ledger's"),
    ("insert into entry by name select * exclude (entry_id) from entry", "an entry is one column of one line"),
    ("update entry set fiscal_year = '2025-26'", "a month lies in its fiscal year"),
]


@pytest.mark.parametrize(("change", "identity"), TAMPERED)
def test_each_identity_finds_what_breaks_it(published, change, identity):
    path = published.home / current(published.home)
    connection = duckdb.connect(str(path))
    connection.execute(change)
    connection.close()
    checksum = path.with_name(path.name + ".sha256")
    checksum.write_text(sha256_of(path) + "\n")  # the tampering hides its traces
    assert any(f"Not true: {identity}" in wrong for wrong in verify(published.home))


def test_a_copied_store_is_as_good_as_the_first(published):
    copy = published.home.with_name("copy")
    shutil.copytree(published.home, copy)
    assert verify(copy) == []
