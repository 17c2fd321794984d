"""Once: what an object computes when it is first asked for, and keeps.

As `functools.cached_property`, which up to Python 3.11 holds one lock for all objects of a class, so that the
valuations of two visitors wait for each other. Here two threads may both compute a figure; it is the same one.
"""

from __future__ import annotations

from collections.abc import Callable


class once:
    """A figure of an object, by the method that computes it."""

    def __init__(self, work: Callable):
        self.work, self.__doc__ = work, work.__doc__

    def __set_name__(self, owner: type, name: str):
        self.name = name

    def __get__(self, of: object, owner: type | None = None):
        if of is None:
            return self
        made = of.__dict__[self.name] = self.work(of)
        return made
