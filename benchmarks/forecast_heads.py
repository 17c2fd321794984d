"""Forecast heads: two thousand invented heads of a government, and what a forecast of all of them takes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.figures import Measured, NotMeasured
from models.forecast import Errors, History, coherent, forecast
from models.forecast.intervals import COLUMNS

HEADS, GROUPS, MONTHS = 2_000, 40, 120
NO_ERRORS = Errors(pd.DataFrame(columns=COLUMNS))
CORES = 2


def heads(seed: int = 1) -> tuple[History, dict[str, str]]:
    """Heads in groups in one total, whose sums hold, and each one's parent."""
    chance = np.random.default_rng(seed)
    months = np.arange(MONTHS)
    logs = chance.normal(10, 2, (HEADS, 1)) + chance.normal(0.006, 0.004, (HEADS, 1)) * months
    logs = logs + np.tile(chance.normal(0, 0.3, (HEADS, 12)), MONTHS // 12) + chance.normal(0, 0.1, (HEADS, MONTHS))
    lines = np.exp(logs + chance.normal(0, 0.03, (HEADS, MONTHS)).cumsum(axis=1))
    groups = lines.reshape(GROUPS, -1, MONTHS).sum(axis=1)
    names = [f"G{group:02}" for group in range(GROUPS)]
    codes = [f"{names[head * GROUPS // HEADS]}.{head:04}" for head in range(HEADS)]
    parents = dict.fromkeys(names, "all") | {code: code.split(".")[0] for code in codes}
    values = np.vstack([groups.sum(axis=0), groups, lines])
    return History(("all", *names, *codes), np.datetime64("2015-07", "M"), values), parents


def main(grade: str) -> None:
    """Forecast all of them and print what it took, as JSON."""
    history, parents = heads()
    wall, processor = time.perf_counter(), time.process_time()
    made = forecast(history, 12, grade, workers=CORES if grade == "full" else 1)
    if grade == "full":
        made = coherent(made, parents, NO_ERRORS, history)
    status = Path("/proc/self/status")
    peak = int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text())[1]) / 1024 if status.exists() else None
    children = sum(os.times()[2:4])
    taken = {"wall": time.perf_counter() - wall, "processor": time.process_time() - processor + children, "peak": peak}
    print(json.dumps(taken))


@cache
def taken(grade: str) -> dict[str, float]:
    """What a process of its own took."""
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.forecast_heads", grade], capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise NotMeasured(f"the forecast failed: {ran.stderr.strip().splitlines()[-1]}")
    return json.loads(ran.stdout.splitlines()[-1])


def seconds(grade: str) -> Callable[[], Measured]:
    """Seconds by the clock, those of the processor in the note: the machine may have other work."""
    return lambda: Measured(taken(grade)["wall"], note=f"{taken(grade)['processor']:.1f} s of processor time")


def memory(grade: str) -> Callable[[], Measured]:
    """The process's peak of memory."""

    def measure() -> Measured:
        if taken(grade)["peak"] is None:
            raise NotMeasured("this system does not tell a process's peak of memory")
        return Measured(taken(grade)["peak"])

    return measure


if __name__ == "__main__":
    main(sys.argv[1])
