"""Forecast tasks: a file of series in, the app's own forecasts out.

One JSON a line: `id`, `panel`, `m` (columns a year), `h` (columns to forecast) and `y` (null: not submitted). The
series of one file are taken for heads of one government; they carry no dates, so they are aligned at their last figure.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.forecast import GRADES, History, forecast

LIMITS = ("mean", "lo80", "hi80", "lo95", "hi95")
FURTHEST = 1_000  # columns ahead, and columns a year: more is a slip of the pen


class Refused(ValueError):
    """A line that is no task; the sentence says which and why."""


@dataclass(frozen=True)
class Task:
    """One series to forecast."""

    id: str
    panel: str
    season: int
    horizon: int
    y: tuple[float, ...]  # NaN: not submitted


def main(words: list[str]) -> int:
    """Forecast the tasks of a file; 2 and a sentence where it holds something else."""
    parser = ArgumentParser(prog="python -m benchmarks.forecast", description="Forecast every series of a file.")
    parser.add_argument("tasks", type=Path, help="one JSON a line (id, panel, m, h, y), plain or .gz")
    parser.add_argument("--grade", choices=GRADES, default="quick")
    parser.add_argument("--workers", type=int, default=1, help="processes for the full grade")
    given = parser.parse_args(words)
    try:
        tasks = read(given.tasks)
    except (Refused, OSError, EOFError, UnicodeDecodeError) as reason:
        print(reason, file=sys.stderr)
        return 2
    for answer in answers(tasks, given.grade, given.workers):
        print(json.dumps(answer))
    return 0


def read(path: Path) -> list[Task]:
    """The tasks of a file of JSON lines; Refused names the first line that is none."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        tasks = [task(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    seen: set[str] = set()
    for number, one in enumerate(tasks, start=1):
        if one.id in seen:
            raise Refused(f"Task {number}: the id {one.id} stands twice.")
        seen.add(one.id)
    return tasks


def task(number: int, line: str) -> Task:
    """One line as a task.

    >>> task(1, '{"id": "a", "m": 12, "h": 2, "y": [1, null]}').y
    (1.0, nan)
    """
    try:
        told = json.loads(line)
    except json.JSONDecodeError as reason:
        raise Refused(f"Line {number} is not JSON: {reason.msg}.") from None
    if not isinstance(told, dict):
        raise Refused(f"Line {number} is not an object of id, m, h and y.")
    for name in ("id", "m", "h", "y"):
        if name not in told:
            raise Refused(f"Line {number} has no {name}.")
    for name in ("m", "h"):
        if type(told[name]) is not int or not 1 <= told[name] <= FURTHEST:
            raise Refused(f"Line {number}: {name} is a whole number from 1 to {FURTHEST}, not {told[name]!r}.")
    if not isinstance(told["y"], list) or not all(map(figure, told["y"])):
        raise Refused(f"Line {number}: y is a list of numbers, with null where one is missing.")
    y = tuple(math.nan if one is None else float(one) for one in told["y"])
    return Task(told["id"], str(told.get("panel", "")), told["m"], told["h"], y)


def figure(one: object) -> bool:
    """Whether this is a finite number or null."""
    return one is None or (type(one) in {int, float} and math.isfinite(one))


def answers(tasks: Iterable[Task], grade: str, workers: int = 1) -> Iterator[dict[str, object]]:
    """What is printed of each task: the series of one season are one history."""
    tasks = list(tasks)
    for season in sorted({one.season for one in tasks}):
        heads = [one for one in tasks if one.season == season]
        made = forecast(history(heads), max(one.horizon for one in heads), grade, moving=False, workers=workers)
        for row, head in enumerate(heads):
            limits = {name: getattr(made, name)[row, : head.horizon].tolist() for name in LIMITS}
            yield {"id": head.id, **limits, "members": made.members[row], "flags": made.flags[row]}


def history(heads: list[Task]) -> History:
    """The series of one season, aligned at their last figure; the month of the first column is made up."""
    width = max(len(head.y) for head in heads)
    values = np.full((len(heads), width), np.nan)
    for row, head in enumerate(heads):
        values[row, width - len(head.y) :] = head.y
    return History(tuple(str(head.id) for head in heads), np.datetime64("2000-01", "M"), values, heads[0].season)
