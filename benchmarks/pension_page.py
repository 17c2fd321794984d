"""Pension page: from the slider of the discount rate to the drawn page of the pension liability."""

from __future__ import annotations

from benchmarks import serving, visitors
from benchmarks.figures import Benchmark, Measured
from benchmarks.scenario_page import province

PAGE, LEVER, BEHIND, MOVES = "pension_liability", "Discount rate, % a year", "Assumptions", 30


def alone() -> Measured:
    """One real browser; of twenty moves ten go to rates not asked for before and ten come back."""
    with serving.server(province()) as (port, _):
        seconds = visitors.lever_to_drawn(port, PAGE, LEVER, MOVES, BEHIND)
    return Measured(seconds * 1000, note=f"p95 of {MOVES} moves, one browser, the invented province at its whole size")


FIGURES = (Benchmark("discount slider to drawn page, p95", "ms", "<= 500", alone),)
