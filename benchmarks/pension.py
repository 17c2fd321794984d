"""Pension: a million employees and a million pensioners valued anew, beside a vectorised model of modelx."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from benchmarks import pension_matrix, pension_page, pension_peer
from benchmarks.figures import Benchmark, Measured
from benchmarks.machine import medians
from benchmarks.pension_census import MANY, census, start
from models.pension.open_group import open_group
from models.pension.valuation import Census, Valuation, totals

RUNS = 7
MOVES = (("discount", 1), ("discount", -1), ("pension_increase", 1), ("pension_increase", -1))
SLOW_MOVES = (("pay_award", 1), ("pay_award", -1), ("mortality", -10), ("mortality", 10))


def moved(name: str, by: float) -> Valuation:
    """Another assumption."""
    assumed = start().basis.assumed
    return start().moved(replace(start().basis, assumed=replace(assumed, **{name: getattr(assumed, name) + by})))


def timed(work: Callable, runs: int = RUNS) -> float:
    """Seconds, the middle of several runs."""
    return medians(runs, work)[0]


def revaluation() -> Measured:
    """Totals and 80 years of payments after one assumption has moved: the increase of pensions, and others."""

    def after(name: str, by: float, runs: int = RUNS) -> float:
        steps = iter(np.linspace(by / 2, by, runs))

        def work() -> None:
            made = moved(name, float(next(steps)))
            _ = made.total, made.flow.yearly

        return timed(work, runs) * 1000

    others = (("discount", 2), ("pay_award", 1), ("mortality", 10))
    said = ", ".join(f"{name.replace('_', ' ')} {after(name, by):.0f} ms" for name, by in others)
    return Measured(after("pension_increase", 2), note=f"after the increase of pensions moved; {said}")


def sensitivities() -> Measured:
    """Eight assumptions moved, each valued exactly."""
    seconds = timed(lambda: totals([moved(name, by) for name, by in (*MOVES, *SLOW_MOVES)]), 5)
    one = timed(lambda: [moved(name, by).total for name, by in (*MOVES, *SLOW_MOVES)], 3)
    return Measured(seconds, note=f"on {os.cpu_count()} processors; one after another {one:.2f} s")


def members() -> Measured:
    """The value of each employee from the grid, beside reading and writing as many bytes."""
    grid, lines, staff = start().scale.obligation.reshape(-1), start().lines, census().employees
    place, pay = lines.place, staff.pay
    seconds = timed(lambda: grid[place] * pay, 15)
    target = np.empty(len(pay))

    def copied() -> None:
        np.copyto(target, pay)
        np.add(place, 0, out=spare)

    spare = np.empty_like(place)
    bound = timed(copied, 15)
    return Measured(seconds * 1000, bound * 1000, "read place and pay, write a value")


def opened() -> Measured:
    """600,000 members and thirty years of entrants."""
    whole = census()
    few = Census(whole.employees.where(np.arange(MANY) < 600_000), whole.pensioners, whole.on)
    now = Valuation(few, start().basis)
    _ = now.flow, few.roll
    seconds = timed(lambda: open_group(now, 30, 1.0), 3)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(seconds, note=f"payments, entrants, workforce by year; peak of the process {most:,.0f} MB")


def against_modelx() -> Measured:
    """The same aggregates of employees, obligation and 80 years of payments: its seconds over ours."""

    def work() -> None:
        made = moved("discount", 0.25)
        _ = made.obligation["employees"], made.flow

    ours, theirs = timed(work), pension_peer.aggregates().seconds * MANY / pension_peer.MANY
    note = f"ours {ours * 1000:.0f} ms, modelx {theirs:.1f} s, measured with {pension_peer.MANY:,}"
    return Measured(theirs / ours, note=note)


BENCHMARKS = (
    Benchmark("a million employees and a million pensioners revalued", "ms", "<= 50", revaluation),
    Benchmark("eight exact sensitivities of the same", "seconds", "<= 0.3", sensitivities),
    Benchmark("the same aggregates against modelx, times as fast", "times", ">= 300", against_modelx),
    Benchmark("value of each of a million members", "ms", "<= 3x", members, "memory read and written"),
    Benchmark("open group over 30 years, 600,000 members", "seconds", "<= 2", opened),
    *pension_matrix.FIGURES,
    *pension_page.FIGURES,
)
