"""What models computed is published as files are: whole or not at all, and only beside the receipts it rests on."""

import multiprocessing
import shutil
from datetime import date, datetime
from decimal import Decimal

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from data_loaders.intake import sha256_of
from data_loaders.publish import Refused, publish_computed
from data_loaders.store import COMPUTED, Government, Store, current
from data_loaders.verify import verify
from data_loaders.vintages import SCHEMA
from tests.data_loaders.place import PROVINCE, killed_before

pytest_plugins = "tests.data_loaders.place"

RECEIPTS = "month,head,amount\n2026-07-01,B01,100.00\n2026-08-01,B01,110.00\n"
MORE = "month,head,amount\n2026-09-01,B01,120.00\n"
SPENDING = "month,office,amount\n2026-07-01,A,5\n"
LEVELS = [("total", "total"), ("group", "B01"), ("head", "B01")]
LIMITS = ("lo80", "hi80", "lo95", "hi95")
AUGUST = date(2026, 8, 1)


def money(value: str) -> Decimal:
    return Decimal(value)


def month(code: tuple, mean="130.00", **changes) -> dict:
    limits = dict(zip(LIMITS, map(money, ("120.00", "140.00", "110.00", "150.00")), strict=True))
    level = {"level": code[0], "code": code[1], "month": date(2026, 9, 1), "mean": money(mean)}
    return level | limits | {"grade": "quick", "cut_off": AUGUST, "vintage": "first"} | changes


def year(code: tuple, **changes) -> dict:
    limits = dict(zip(LIMITS, map(money, ("330.00", "350.00", "320.00", "360.00")), strict=True))
    parts = {"booked": money("210.00"), "remaining": money("130.00"), "total": money("340.00")}
    level = {"level": code[0], "code": code[1], "fiscal_year": "2026-27", "months_booked": 2}
    return level | parts | limits | {"cut_off": AUGUST, "vintage": "first"} | changes


def marts(home, vintage="first", **changes) -> dict[str, pa.Table]:
    """A year that ends in September: 100 and 110 booked, 130 to come."""
    store = Store.open(home)
    basis = {"vintage": vintage, "grade": "quick", "seed": 0, "cut_off": AUGUST, "origins": 1, "basis": store.basis()}
    store.close()
    rows = {
        "forecast": [month(level) for level in LEVELS],
        "forecast_year": [year(level) for level in LEVELS],
        "forecast_error": [{"level": "total", "code": "total", "origin": date(2026, 7, 1), "month": AUGUST}],
        "forecast_weight": [{"level": "head", "code": "B01", "member": "Theta", "weight": 1.0, "flags": ""}],
        "forecast_basis": [basis | {"made_at": datetime(2026, 9, 2)}],
    }
    return {mart: pa.Table.from_pylist(made) for mart, made in (rows | changes).items()}


def vintage(name="first", **changes) -> pa.Table:
    row = {"government": PROVINCE.name, "vintage": name, "level": "total", "code": "total", "fiscal_year": "2026-27"}
    return pa.Table.from_pylist([row | {"mean": money("340.00")} | changes], schema=SCHEMA)


def refresh(home, name="first", **changes):
    return publish_computed(marts(home, name, **changes), vintage(name), home)


@pytest.fixture
def published(place):
    place.publish(place.file("receipts.csv", RECEIPTS))
    return place


def rows(place) -> dict[str, int]:
    return {mart: place.ask(f"select count(*) as rows from {mart}")[0][0] for mart in COMPUTED}


FULL = {"forecast": 3, "forecast_year": 3, "forecast_error": 1, "forecast_weight": 1, "forecast_basis": 1}
EMPTY = dict.fromkeys(FULL, 0)


def test_the_next_version_holds_what_was_computed_beside_what_was_there(published):
    assert rows(published) == EMPTY
    before = current(published.home)
    report = refresh(published.home)
    assert current(published.home) == f"{report.version}.duckdb" > before
    assert (rows(published), published.total(), verify(published.home)) == (FULL, "210.00", [])


def test_a_second_refresh_replaces_the_first_and_keeps_its_vintage(published):
    refresh(published.home)
    refresh(published.home, "second")
    assert rows(published) == FULL
    assert published.ask("select vintage from forecast_basis") == [("second",)]
    assert Store.open(published.home).vintages().table["vintage"].tolist() == ["first", "second"]
    assert verify(published.home) == []


def test_files_that_change_no_receipts_leave_what_was_computed(published):
    refresh(published.home)
    published.publish(published.file("spent.csv", SPENDING))
    assert (rows(published), verify(published.home)) == (FULL, [])


def test_other_receipts_empty_what_was_computed_and_keep_the_track_record(published):
    refresh(published.home)
    published.publish(published.file("september.csv", MORE))
    assert (rows(published), verify(published.home)) == (EMPTY, [])
    assert len(Store.open(published.home).vintages().table) == 1


def test_another_tree_of_heads_empties_what_was_computed(published):
    refresh(published.home)
    heads = "head_id,head,group,collecting_agency\nB01,Stamps,Provincial tax,Board of Revenue\n"
    published.publish(published.file("heads.csv", heads), profile="revenue_heads")
    assert rows(published) == EMPTY


def test_what_was_computed_from_other_receipts_is_refused(published):
    computed = marts(published.home)
    published.publish(published.file("september.csv", MORE))
    before = published.listing()
    with pytest.raises(Refused, match="published meanwhile"):
        publish_computed(computed, vintage(), published.home)
    assert published.listing() == before


def test_what_was_computed_needs_a_store(place):
    with pytest.raises(Refused, match="no store"):
        publish_computed({}, vintage(), place.folder)


def test_nothing_is_computed_onto_a_damaged_version(published):
    computed, path = marts(published.home), published.home / current(published.home)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(Refused, match="checksum differs"):
        publish_computed(computed, vintage(), published.home)


WRONG = [  # mart, rows, what verification says
    ("forecast", [month(LEVELS[0], "131.00"), month(LEVELS[1]), month(LEVELS[2])], "heads and groups of a month"),
    ("forecast", [month(LEVELS[0]), month(("group", "B99")), month(LEVELS[2])], "heads of a month add to their group"),
    ("forecast", [month(level, lo80=money("131.00")) for level in LEVELS], "limits enclose"),
    ("forecast_year", [year(level, total=money("341.00")) for level in LEVELS], "booked and remaining"),
    ("forecast_year", [year(LEVELS[0]), year(LEVELS[1]), year(LEVELS[2], booked=money("200.00"))], "of a year add"),
    (
        "forecast_year",
        [year(level, booked=money("200.00"), total=money("330.00")) for level in LEVELS],
        "the ledger's",
    ),
]


@pytest.mark.parametrize(("mart", "made", "said"), WRONG)
def test_verification_finds_computed_figures_that_do_not_add_up(published, mart, made, said):
    refresh(published.home, **{mart: made})
    assert [wrong for wrong in verify(published.home) if said in wrong]


def test_the_track_record_survives_a_publish_and_belongs_to_one_government(published):
    publish_computed(marts(published.home), vintage(government="Somebody else"), published.home)
    refresh(published.home, "second")
    published.publish(published.file("september.csv", MORE))
    assert Store.open(published.home).vintages().table["vintage"].tolist() == ["second"]


@pytest.mark.parametrize("how", ["a flipped bit", "no checksum"])
def test_a_damaged_vintage_is_named(published, how):
    refresh(published.home)
    refresh(published.home, "second")
    path = published.home / "vintages" / "first.parquet"
    if how == "no checksum":
        path.with_name("first.parquet.sha256").unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    found = Store.open(published.home).vintages()
    assert found.table["vintage"].tolist() == ["second"]
    assert [str(path) in sentence for sentence in found.damaged] == [True]
    assert verify(published.home) == list(found.damaged)


def test_a_vintage_is_never_written_again(published):
    refresh(published.home)
    before = published.listing()
    with pytest.raises(FileExistsError):
        refresh(published.home)
    assert published.listing() == before


def test_a_stop_leaves_the_store_as_it_was(published, monkeypatch):
    before = published.listing()
    monkeypatch.setattr("data_loaders.computed.install", stopped)
    with pytest.raises(KeyboardInterrupt):
        refresh(published.home)
    assert published.listing() - {f"vintages {(published.home / 'vintages').stat().st_size}"} == before


def stopped(*_):
    raise KeyboardInterrupt


def refresh_until(step: int, home) -> None:
    """Refresh, but be killed right before this step on the disk of the store."""
    computed = marts(home)
    killed_before(step, home)
    publish_computed(computed, vintage(), home)


def test_a_kill_before_each_step_leaves_the_old_or_the_new_version(published):
    first = published.home.with_name("first")
    shutil.copytree(published.home, first)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.data_loaders.place"])
    step, code, seen = 0, None, []
    while code != 0:
        shutil.rmtree(published.home)
        shutil.copytree(first, published.home)
        process = context.Process(target=refresh_until, args=(step, published.home))
        process.start()
        process.join()
        code, step = process.exitcode, step + 1
        assert code in (-9, 0)
        assert verify(published.home) == [], step
        seen.append(rows(published))
        if seen[-1] == FULL:
            assert len(Store.open(published.home).vintages().table) == 1
        if step % 5 == 0:  # and the next refresh goes on from there
            refresh(published.home, "second")
            assert (rows(published), verify(published.home)) == (FULL, [])
    changed = seen.index(FULL)
    assert all(found == EMPTY for found in seen[:changed]) and all(found == FULL for found in seen[changed:])
    assert len(seen) > 12 and changed < len(seen) - 1


def test_a_version_published_before_there_were_forecasts_can_be_read_and_refreshed(published):
    path = published.home / current(published.home)
    connection = duckdb.connect(str(path))
    for mart in COMPUTED:
        connection.execute(f"drop table {mart}")
    connection.execute("checkpoint")
    connection.close()
    path.with_name(f"{path.name}.sha256").write_text(sha256_of(path) + "\n")
    store = Store.open(published.home)
    assert not store.holds("forecast") and verify(published.home) == []
    store.close()
    refresh(published.home)
    assert rows(published) == FULL


def test_a_store_says_what_it_holds():
    assert not Store.of().holds("forecast_year") and not Store.of().holds("nothing of the kind")
    assert Store.of(government=pd.DataFrame([vars(Government())])).holds("government")
