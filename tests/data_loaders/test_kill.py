"""A publish killed before each single step on the disk: the store is the old one or the new one, never a half."""

import multiprocessing
import shutil

from data_loaders.store import Store, current
from data_loaders.verify import verify
from tests.data_loaders.place import publish_until

pytest_plugins = "tests.data_loaders.place"

JULY, AUGUST = "month,office,amount\n2026-07-01,A,5\n", "month,office,amount\n2026-08-01,A,7\n"


def test_a_kill_before_each_step_leaves_the_old_or_the_new_store(place):
    place.publish(place.file("july.csv", JULY))
    first, august = place.home.with_name("first"), place.file("august.csv", AUGUST)
    shutil.copytree(place.home, first)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.data_loaders.place"])
    step, code, seen = 0, None, []
    while code != 0:
        shutil.rmtree(place.home)
        shutil.copytree(first, place.home)
        process = context.Process(target=publish_until, args=(step, [august], place.home))
        process.start()
        process.join()
        code, step = process.exitcode, step + 1
        assert code in (-9, 0)
        assert verify(place.home) == [], step
        seen.append(place.total())
        if step % 5 == 0:  # and the next publish goes on from there
            place.publish(august)
            assert (place.total(), verify(place.home)) == ("12.00", [])
    changed = seen.index("12.00")
    assert set(seen[:changed]) == {"5.00"} and set(seen[changed:]) == {"12.00"}
    assert len(seen) > 12 and changed < len(seen) - 1


def test_a_store_made_anew_is_there_whole_or_not_at_all(place):
    july, context = place.file("july.csv", JULY), multiprocessing.get_context("forkserver")
    step, code = 0, None
    while code != 0:
        process = context.Process(target=publish_until, args=(step, [july], place.home))
        process.start()
        process.join()
        code, step = process.exitcode, step + 1
        if (place.home / "CURRENT").exists():
            assert verify(place.home) == []
            assert Store.open(place.home).version == current(place.home).removesuffix(".duckdb")
        shutil.rmtree(place.home, ignore_errors=True)
    assert step > 12
