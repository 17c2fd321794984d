"""The demo: the invented province published like any other files, its planted faults found."""

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from data_loaders import demo
from data_loaders.store import Store

OUTLAY = """
    select sum(amount) as outlay from spending_month
    where fiscal_year = '2025-26' and stage = 'original' and flow = 'expenditure'
"""


def checksums(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_the_same_seed_makes_the_same_bytes(tmp_path):
    demo.invented_files(tmp_path / "one", scale=0.01, seed=7)
    demo.invented_files(tmp_path / "two", scale=0.01, seed=7)
    demo.invented_files(tmp_path / "other", scale=0.01, seed=8)
    one, two, other = (checksums(tmp_path / name) for name in ("one", "two", "other"))
    assert one == two
    assert one["payments-2020-21.parquet"] != other["payments-2020-21.parquet"]


def test_a_duplicated_file_has_other_bytes_and_the_same_lines(tmp_path):
    demo.invented_files(tmp_path, scale=0.01)
    one, other = (tmp_path / f"works-2026-10{end}.csv" for end in ("", "-again"))
    assert one.read_bytes() != other.read_bytes()
    assert one.read_text().split() == other.read_text().split()


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """A small province in a store of its own: the report of its making."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KHAZANA_KEY_FILE", str(home / "key"))
        patch.setenv("KHAZANA_HOME", str(home))
        yield demo.demo(scale=0.01)


@pytest.fixture
def store(report):
    store = Store.open()
    yield store
    store.close()


def test_the_store_says_that_it_is_invented(store):
    government = store.government
    assert (government.name, government.currency, government.first_month) == ("Sindh (invented detail)", "PKR", 7)
    assert (government.invented, government.note) == (True, "invented detail, published totals")


def test_the_planted_faults_are_all_that_is_found(report):
    assert sorted(found["rule"] for found in report.findings) == sorted(p.rule for p in demo.PLANTED if p.rule)
    assert all(load["lines_read"] == load["kept"] + load["refused"] + load["ignored"] for load in report.loads)


def test_only_the_shifted_lines_are_refused(store):
    refused = store.ask("select l.file_name, count(*) as lines from reject join load as l using (load_id) group by all")
    shifted = next(planted for planted in demo.PLANTED if planted.rule is None)
    assert refused.to_dict("records") == [{"file_name": shifted.file, "lines": shifted.lines}]


def test_the_outlay_of_2025_26_is_in_the_store(store):
    assert store.ask(OUTLAY).outlay[0] == Decimal("3451870000000.00")


def test_another_province_takes_the_place_of_the_first(report):
    second = demo.demo(scale=0.01, seed=1)
    store = Store.open()
    outlay = store.ask(OUTLAY).outlay[0]
    store.close()
    assert second.version > report.version
    assert outlay == Decimal("3451870000000.00")


def test_the_same_province_again_changes_nothing(report):
    again = demo.demo(scale=0.01, seed=1)
    assert again.version == Store.open().version
    assert {load["kept"] for load in again.loads} == {0}
