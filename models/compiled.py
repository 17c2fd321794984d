"""Compiled: plain loops over arrays, compiled when they are first used and kept beside their source."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

from numba import njit


def compiled(work: Callable) -> Callable:
    """A function that numba compiles, and that threads run at once.

    What was kept of an older source is thrown away before it is read: a class that has gone since cannot be read again.
    """
    made, source = njit(cache=True, nogil=True)(work), Path(inspect.getfile(work))
    for kept in Path(made.stats.cache_path).glob(f"{source.stem}.{work.__qualname__}-*.nbi"):
        if kept.stat().st_mtime < source.stat().st_mtime:
            kept.unlink(missing_ok=True)
    return made
