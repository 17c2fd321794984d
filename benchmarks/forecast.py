"""Forecast: `python -m benchmarks.forecast TASKS.jsonl[.gz] [--grade quick|full]`, and the figures of its group.

M1 (820 monthly and quarterly series) is forecast once; Texas at every half year from the eighth year on, each origin a
call of its own. Nothing after an origin is used, for the limits neither.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Callable
from functools import cache

import numpy as np

from benchmarks import (
    forecast_heads,
    forecast_page,
    forecast_projection,
    forecast_states,
    forecast_tasks,
    forecast_texas,
    forecast_yardstick,
)
from benchmarks.figures import Benchmark, Measured
from benchmarks.forecast_scores import Scored, owa
from benchmarks.forecast_tasks import LIMITS, Task
from benchmarks.forecast_texas import folder

PEER = "AutoETS of statsforecast"
OFFICIAL = "the official estimate"
ORIGINS = range(96, 265, 6)  # months known, of 280
Pair = tuple[Task, np.ndarray]  # a task and what came


@cache
def calls(data: str) -> list[list[Pair]]:
    """The tasks of a data set with what came, a list for each call."""
    if data == "Texas":
        sources = forecast_texas.revenue(folder())
        return [forecast_texas.origin(sources, known, 12) for known in ORIGINS]
    tasks = folder() / "forecasting" / "tasks_dev" / "tasks_DEV_M1_train.jsonl.gz"
    with gzip.open(tasks.with_name("tasks_DEV_M1_answers.jsonl.gz"), "rt", encoding="utf-8") as lines:
        came = {told["id"]: np.array(told["y"], float) for told in map(json.loads, lines)}
    return [[(task, came[task.id]) for task in forecast_tasks.read(tasks)]]


@cache
def scored(data: str, who: str) -> dict[str, list[Scored]]:
    """The forecasts of a data set by panel: ours by grade, or the peer's."""
    panels: dict[str, list[Scored]] = {}
    for pairs in calls(data):
        tasks = [task for task, _ in pairs]
        made = forecast_yardstick.forecasts(tasks) if who == PEER else _ours(tasks, who)
        for (task, came), one in zip(pairs, made, strict=True):
            limits = {name: np.array(one[name]) for name in LIMITS}
            beside = Scored(np.array(task.y), came, limits["mean"], task.season, limits)
            if beside.scale > 0:
                panels.setdefault(task.panel, []).append(beside)
    return panels


def _ours(tasks: list[Task], grade: str) -> list[dict[str, object]]:
    """What the command answers, in the order of the tasks."""
    told = {answer["id"]: answer for answer in forecast_tasks.answers(tasks, grade, os.cpu_count() or 1)}
    return [told[task.id] for task in tasks]


def accuracy(data: str, grade: str) -> Callable[[], Measured]:
    """OWA against Naive2, the mean over panels, beside the peer's."""

    def measure() -> Measured:
        ours, theirs = ([owa(panel) for panel in scored(data, who).values()] for who in (grade, PEER))
        count = sum(map(len, scored(data, grade).values()))
        return Measured(float(np.mean(ours)), float(np.mean(theirs)), f"{count:,} tasks")

    return measure


def held(level: int, middle: float) -> Callable[[], Measured]:
    """How far the share of months within the limits is from the middle of what is allowed, in points."""

    def measure() -> Measured:
        share = 100 * np.mean([one.held(level) for one in scored("Texas", "quick")["Texas"]])
        theirs = 100 * np.mean([one.held(level) for one in scored("Texas", PEER)["Texas"]])
        return Measured(
            float(abs(share - middle)), float(abs(theirs - middle)), f"{share:.1f} % held, the peer's {theirs:.1f} %"
        )

    return measure


def interval(level: int) -> Callable[[], Measured]:
    """The interval score, in seasonal naive errors."""

    def measure() -> Measured:
        ours, theirs = (
            np.mean([one.interval(level) for one in scored("Texas", who)["Texas"]]) for who in ("quick", PEER)
        )
        return Measured(float(ours), float(theirs))

    return measure


BENCHMARKS = (
    Benchmark("M1, OWA against Naive2, full grade", "OWA", "<= 0.95x", accuracy("M1", "full"), PEER),
    Benchmark("M1, OWA against Naive2, quick grade", "OWA", "<= 0.97x", accuracy("M1", "quick"), PEER),
    Benchmark("Texas, OWA against Naive2, full grade", "OWA", "<= 0.90x", accuracy("Texas", "full"), PEER),
    Benchmark("Texas, OWA against Naive2, quick grade", "OWA", "<= 0.97x", accuracy("Texas", "quick"), PEER),
    Benchmark("Texas, 95 % limits, points from holding 94.5 %", "points", "<= 2.5", held(95, 94.5), PEER),
    Benchmark("Texas, 80 % limits, points from holding 81 %", "points", "<= 5", held(80, 81), PEER),
    Benchmark("Texas, interval score at 95 %", "scales", "<= 0.90x", interval(95), PEER),
    Benchmark("Texas, interval score at 80 %", "scales", "<= 0.90x", interval(80), PEER),
    Benchmark("Texas, year's total after 3 months, median error", "%", "<= 0.55x", forecast_projection.projected(3),
              "the run rate"),
    Benchmark("Texas, year's total after 6 months, median error", "%", "<= 0.50x", forecast_projection.projected(6),
              "the run rate"),
    Benchmark("Texas, year's total after 9 months, median error", "%", "<= 0.45x", forecast_projection.projected(9),
              "the run rate"),
    *(
        Benchmark(f"Texas, year's total after {months} months, 80 % limits, points from 80 %", "points", "<= 5",
                  forecast_projection.held(months))
        for months in (3, 6, 9)
    ),
    Benchmark("50 states, personal income tax, combined", "% mean error", "<= 0.99x", forecast_states.combined("pit"),
              OFFICIAL),
    Benchmark("50 states, corporate income tax, combined", "% mean error", "<= 0.99x", forecast_states.combined("cit"),
              OFFICIAL),
    Benchmark("50 states, sales tax, combined", "% mean error", "<= 1x", forecast_states.combined("st"), OFFICIAL),
    Benchmark("one head on the page, cached", "ms", "<= 300", forecast_page.cached),
    Benchmark("one head on the page, quick grade made afresh", "seconds", "<= 1.5", forecast_page.refitted),
    Benchmark("2,000 heads x 120 months without boosting", "seconds", "<= 1", forecast_heads.seconds("instant")),
    Benchmark("2,000 heads x 120 months, quick grade", "seconds", "<= 12", forecast_heads.seconds("quick")),
    Benchmark("2,000 heads x 120 months, quick grade, memory", "MB", "<= 400", forecast_heads.memory("quick")),
    Benchmark("2,000 heads, full grade, limits and coherence", "seconds", "<= 240", forecast_heads.seconds("full")),
)  # fmt: skip

if __name__ == "__main__":
    sys.exit(forecast_tasks.main(sys.argv[1:]))
