"""Machine: what the figures were measured on, and with what clock."""

from __future__ import annotations

import os
import platform
import re
import statistics
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("duckdb", "streamlit", "pandas", "pyarrow")


def described() -> str:
    """Processor, memory, system and versions, in one sentence."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"Written on {date.today():%d %B %Y}; measured on the days named with {os.cpu_count()} cores ({processor()}), "
        f"{memory:.0f} GiB of memory, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {packages}. "
        "Runs of a figure and its peer take turns; values are medians unless they say p95."
    )


def moment() -> str:
    """The day, and how many processes wanted the processor in the last minutes."""
    return f"{date.today():%d %B %Y}, load {os.getloadavg()[1]:.1f}"


def processor() -> str:
    """The processor's name, where the system tells it."""
    told = Path("/proc/cpuinfo")
    names = (
        [line.split(":", 1)[1].strip() for line in told.read_text().splitlines() if line.startswith("model name")]
        if told.exists()
        else []
    )
    return names[0] if names else platform.processor() or "unknown processor"


def peak(process: int | str = "self") -> float | None:
    """MB that a process held at most; None where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    held = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(held[1]) / 1000 if held else None


def in_turns(
    runs: int, *what: Callable[[], object], clock: Callable[[], float] = time.perf_counter
) -> list[list[float]]:
    """Seconds of each run of each thing, taking turns, so that a busy moment hits all alike."""
    taken: list[list[float]] = [[] for _ in what]
    for _ in range(runs):
        for seconds, run in zip(taken, what, strict=True):
            start = clock()
            run()
            seconds.append(clock() - start)
    return taken


def medians(runs: int, *what: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> list[float]:
    """The median seconds of each thing."""
    return [statistics.median(seconds) for seconds in in_turns(runs, *what, clock=clock)]


def p95(seconds: list[float]) -> float:
    """What 95 of 100 runs stay within.

    >>> p95([float(run) for run in range(1, 101)])
    95.0
    """
    return sorted(seconds)[max(0, -(-len(seconds) * 95 // 100) - 1)]
