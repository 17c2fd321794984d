"""Figures of an object that are computed once: kept, and no thread waits for another's."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from models.once import once


def test_a_figure_is_computed_once_and_kept():
    class Counted:
        times = 0

        @once
        def figure(self):
            """A figure."""
            self.times += 1
            return [self.times]

    counted, other = Counted(), Counted()
    assert counted.figure is counted.figure == [1]
    assert other.figure == [1] and other.figure is not counted.figure
    assert Counted.figure.__doc__ == "A figure."


def test_two_objects_compute_theirs_at_the_same_time():
    both = Barrier(2, timeout=10)

    class Meets:
        @once
        def figure(self):
            both.wait()  # a lock for all objects would break it
            return 1

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda each: each.figure, [Meets(), Meets()])) == [1, 1]
