"""Publishing under fire: killed, crowded, out of disk. A reader never sees half a version."""

import json
import multiprocessing
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data_loaders.publish import Refused, publish
from data_loaders.store import Store, current
from data_loaders.verify import verify
from data_loaders.version import alone
from tests.data_loaders.place import PROVINCE

pytest_plugins = "tests.data_loaders.place"

ROOT = Path(__file__).parents[2]
LINES = 200_000
KILLS = 40
READ = """
import json, pathlib, sys
from data_loaders.store import Store
home, stop = map(pathlib.Path, sys.argv[1:])
seen = []
while not stop.exists() or not seen:
    store = Store.open(home)
    ledger = store.ask("select sum(amount) as amount, count(distinct load_id) as files from entry")
    months = store.ask("select sum(amount) as amount from spending_month")
    loads = store.ask("select count(*) as files from load where live")
    store.close()
    files = [int(ledger.files[0]), int(loads.files[0])]
    seen.append([store.version, str(ledger.amount[0]), str(months.amount[0]), *files])
print(json.dumps(seen))
"""


def ledger(month: int, lines: int) -> str:
    """So many lines of one month of 2026: 1.25, 2.25, 3.25 ... rupees."""
    rows = (f"2026-{month:02}-01,O{n % 997:03},D{n % 7},{n}.25" for n in range(1, lines + 1))
    return "month,office,department,amount\n" + "\n".join(rows) + "\n"


def worth(lines: int) -> int:
    """What the lines of such a ledger add up to, in paisa: n(n+1)/2 rupees and 25 paisa a line."""
    return lines * (lines + 1) // 2 * 100 + 25 * lines


def paisa(place) -> int:
    return int(place.ask("select sum(amount * 100) as paisa from entry")[0][0])


@pytest.fixture(scope="session")
def apart():
    """Processes that publish without ado: their imports are done once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["data_loaders.publish"])

    def start(paths, home):
        process = context.Process(target=publish, args=(paths, home), kwargs={"government": PROVINCE})
        process.start()
        return process

    return start


def lasting(work, home, first) -> float:
    """Seconds that some work on a fresh copy of a store takes."""
    shutil.rmtree(home)
    shutil.copytree(first, home)
    began = time.monotonic()
    work()
    return time.monotonic() - began


def test_forty_kills_leave_no_half_loaded_version(place, apart):
    place.publish(place.file("july.csv", ledger(7, 1000)))
    first, august = place.home.with_name("first"), place.file("august.csv", ledger(8, LINES))
    shutil.copytree(place.home, first)
    takes = min(lasting(lambda: apart([august], place.home).join(), place.home, first) for _ in range(2))
    old, new = worth(1000), worth(1000) + worth(LINES)
    assert paisa(place) == new
    moments, killed, seen = random.Random(2), 0, set()
    for number in range(KILLS):
        shutil.rmtree(place.home)
        shutil.copytree(first, place.home)
        process = apart([august], place.home)
        if number % 4:
            process.join(moments.uniform(0, takes * 1.05))
        else:  # in the midst of the last steps, when the new version gets its name
            while process.is_alive() and len(list(place.home.glob("v*"))) < 3 + number // 4 % 2:
                time.sleep(0)
        process.kill()
        process.join()
        killed += process.exitcode == -9
        assert verify(place.home) == []
        seen.add(paisa(place))
        assert seen <= {old, new}
    assert killed >= KILLS / 2 and old in seen
    place.publish(place.file("september.csv", ledger(9, 10)))
    version = current(place.home)
    top = {path.name for path in place.home.iterdir()}
    assert {name for name in top if name[0] not in "v"} == {"CURRENT", "LOCK", "files"}
    versions = {name.removesuffix(".sha256") for name in top if name[0] == "v"}
    assert version in versions and all({name, f"{name}.sha256"} <= top for name in versions)
    kept = {path.name for path in (place.home / "files").iterdir()}
    assert kept >= {sha for (sha,) in place.ask("select sha256 from load where live")}
    assert not [name for name in kept if len(name) != 64]


def test_whatever_a_kill_can_leave_goes_with_the_next_publish(place):
    place.publish(place.file("july.csv", ledger(7, 5)))
    for name in ("build-v1.duckdb", "build-v1.duckdb.wal", "CURRENT.new", "v1.duckdb.sha256", "files/.0a1b.77"):
        (place.home / name).write_text("left behind")
    for name in ("scratch-x", "build-v1.duckdb.tmp"):
        (place.home / name / "deep").mkdir(parents=True)
        (place.home / name / "deep" / "raw.duckdb").write_text("left behind")
    assert (paisa(place), verify(place.home)) == (worth(5), [])
    place.publish(place.file("august.csv", ledger(8, 5)))
    assert [path.name for path in place.home.rglob("*") if path.is_file() and path.read_bytes() == b"left behind"] == []
    assert not (place.home / "scratch-x").exists()


def test_fifteen_publishes_under_four_readers(place, tmp_path):
    report = place.publish(place.file("0.csv", ledger(7, 100)))
    totals, stop = {report.version: (worth(100), 1)}, tmp_path / "stop"
    words = [sys.executable, "-c", READ, str(place.home), str(stop)]
    readers = [
        subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    for number in range(1, 16):
        lines = 100 + number
        text = ledger(number % 6 + 7, lines).replace("O", f"P{number}-")
        report = place.publish(place.file(f"{number}.csv", text))
        totals[report.version] = (sum(worth(100 + n) for n in range(number + 1)), number + 1)
    time.sleep(0.5)
    stop.touch()
    said = [reader.communicate(timeout=60) for reader in readers]
    assert [(reader.returncode, err) for reader, (_, err) in zip(readers, said, strict=True)] == [(0, "")] * 4
    reads = [read for out, _ in said for read in json.loads(out)]
    for version, amount, by_month, files, loads in reads:
        total, count = totals[version]
        assert amount == by_month == f"{total // 100}.{total % 100:02}"
        assert files == loads == count
    assert len(reads) > 60 and len({read[0] for read in reads}) > 5
    assert len(list(place.home.glob("v*.duckdb"))) <= 4


def test_two_publishers_at_once_both_succeed(place, apart):
    files = [place.file(f"{month}.csv", ledger(month, 20_000)) for month in (7, 8)]
    publishers = [apart([file], place.home) for file in files]
    for publisher in publishers:
        publisher.join(120)
    assert [publisher.exitcode for publisher in publishers] == [0, 0]
    assert paisa(place) == 2 * worth(20_000)
    assert verify(place.home) == []


def test_a_publisher_that_waits_says_so_and_for_whom(place):
    place.home.mkdir()
    said = []
    with (
        alone(place.home, lambda *_: None),
        pytest.raises(Refused, match=f"process {os.getpid()}.*try again later"),
        alone(place.home, lambda what, *_: said.append(what), patience=0.3),
    ):
        pass
    assert set(said) == {"Waiting for another publish to end"}


def test_the_clock_may_be_set_back(place):
    place.publish(place.file("july.csv", ledger(7, 5)))
    for path in sorted(place.home.glob("v*.duckdb*")):  # as if published by a clock that was years ahead
        path.rename(path.with_name(f"v9{path.name[1:]}"))
    (place.home / "CURRENT").write_text(f"v9{current(place.home)[1:]}\n")
    for month in (8, 9, 10, 11):
        place.publish(place.file(f"{month}.csv", ledger(month, 5)))
        assert verify(place.home) == []
    assert paisa(place) == 5 * worth(5)


@pytest.fixture
def small_disk(place, tmp_path, capsys):
    """Gives a store so many free bytes: a small disk of its own, or a limit on files where none may be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)]
    mounted = shutil.which("mount") and subprocess.run(mount, capture_output=True).returncode == 0
    store = type(place)(place.folder, disk / "store")

    def leave(free: int):
        if mounted:
            filler = disk / "filler"
            filler.unlink(missing_ok=True)
            filler.write_bytes(bytes(max(0, shutil.disk_usage(disk).free - free)))
        else:
            resource.setrlimit(resource.RLIMIT_FSIZE, (free, hard))

    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    if not mounted:
        with capsys.disabled():
            print("\nNo disk may be mounted here: a limit on the size of files stands for the full disk.")
    yield store, leave
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    if mounted:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


ROOM = 22 << 20


@pytest.mark.parametrize("free", [0, 60_000, 500_000, 1_500_000, 2_500_000, 4_000_000, 6_000_000])
def test_a_full_disk_changes_nothing(small_disk, free):
    store, leave = small_disk
    store.publish(store.file("july.csv", ledger(7, 1000)))
    before = store.listing()
    august = store.file("august.csv", ledger(8, 60_000))
    leave(free)
    try:
        store.publish(august)
    except Refused as refusal:
        assert "disk is full" in str(refusal)
        leave(ROOM)
        assert store.listing() == before
        assert (paisa(store), verify(store.home)) == (worth(1000), [])
        store.publish(august)
    else:
        assert free > 1_000_000
    leave(ROOM)
    assert (paisa(store), verify(store.home)) == (worth(1000) + worth(60_000), [])


def test_a_store_that_is_open_outlives_three_publishes(place):
    place.publish(place.file("7.csv", ledger(7, 10)))
    store = Store.open(place.home)
    for month in (8, 9, 10, 11):
        place.publish(place.file(f"{month}.csv", ledger(month, 10)))
    assert int(store.ask("select sum(amount * 100) as paisa from entry").paisa[0]) == worth(10)
    store.close()
