"""Pension: a million employees and a million pensioners valued anew, beside a vectorised model of modelx."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.figures import Benchmark, Measured, NotMeasured
from benchmarks.machine import medians
from benchmarks.pension_peer import SCRIPT
from models.life_table import LifeTable
from models.pension.assumptions import Assumptions
from models.pension.basis import Basis
from models.pension.members import Employees, Pensioners
from models.pension.open_group import open_group
from models.pension.valuation import Census, Valuation
from models.pension_rules import rules

MANY, RUNS = 1_000_000, 7
PEER_MANY = 20_000  # modelx keeps every month of every cell: a million would need 40 GB
TABLES = dict.fromkeys(("female", "male"), LifeTable.of_makeham(0.0007, 0.00005, 10**0.04, first=15, last=110))
PLACE = Path(tempfile.gettempdir()) / "khazana-modelx"
MOVES = (("discount", 1), ("discount", -1), ("pension_increase", 1), ("pension_increase", -1))
SLOW_MOVES = (("pay_award", 1), ("pay_award", -1), ("mortality", -10), ("mortality", 10))


@cache
def census(many: int = MANY) -> Census:
    """Members made at random, ages and service in whole months."""
    rng = np.random.default_rng(1)
    sex, entry = (rng.random(many) < 0.75).astype(np.int8), rng.integers(216, 420, many)
    age = np.maximum(np.minimum(entry + rng.integers(0, 500, many), rng.integers(500, 719, many)), entry)
    staff = Employees(sex, age, age - entry, np.round(rng.lognormal(10.6, 0.5, many)))
    kind = rng.choice(3, many, p=[0.7, 0.29, 0.01]).astype(np.int8)
    old = np.where(kind == 2, rng.integers(400, 719, many), rng.integers(500, 1200, many))
    given = np.where((old < 860) & (kind == 0), 5000.0, 0.0)
    pension = np.round(rng.lognormal(10.4, 0.5, many))
    drawn = Pensioners(sex, old, kind, pension, given, np.maximum(868 - old, 0))
    made = Census(staff, drawn, date(2026, 6, 30))
    _ = made.roll  # added up once, as a page does
    return made


@cache
def start() -> Valuation:
    """The valuation that assumptions are moved from."""
    first = Valuation(census(), Basis(rules("Sindh"), Assumptions(), TABLES))
    _ = first.total, first.flow
    return first


def moved(name: str, by: float) -> Valuation:
    """Another assumption."""
    assumed = start().basis.assumed
    return start().moved(replace(start().basis, assumed=replace(assumed, **{name: getattr(assumed, name) + by})))


def timed(work: Callable, runs: int = RUNS) -> float:
    """Seconds, the middle of several runs."""
    return medians(runs, work)[0]


def revaluation() -> Measured:
    """Totals and 80 years of payments after the discount rate has moved."""
    steps = iter(np.linspace(0.1, 2, RUNS))

    def work() -> None:
        made = moved("discount", float(next(steps)))
        _ = made.total, made.flow.yearly

    seconds = timed(work)
    pay = timed(lambda: (lambda made: (made.total, made.flow))(moved("pay_award", 0.5)), 2)
    return Measured(seconds * 1000, note=f"after a pay award moved, minimum pensions counted anew: {pay:.2f} s")


def sensitivities() -> Measured:
    """Eight assumptions moved, each valued exactly."""
    light = timed(lambda: [moved(name, by).total for name, by in MOVES], 3)
    heavy = timed(lambda: [moved(name, by).total for name, by in SLOW_MOVES], 1)
    note = (
        f"the four of discount and increases {light:.2f} s; the other four count minimum pensions anew, {heavy:.1f} s"
    )
    return Measured(light + heavy, note=note)


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


@cache
def peer() -> float:
    """Seconds of the peer's model for a million, in an environment of its own, in proportion from fewer."""
    python = PLACE / "bin" / "python"
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", PLACE], check=True, capture_output=True)
        found = subprocess.run([python, "-c", "import modelx, numpy"], capture_output=True, check=False)
        if found.returncode:
            install = [python, "-m", "pip", "install", "-q", "modelx", "numpy", "pandas"]
            subprocess.run(install, check=True, capture_output=True, timeout=900)
        told = subprocess.run(
            [python, "-c", SCRIPT, str(PEER_MANY)], check=True, capture_output=True, text=True, timeout=900
        )
    except (subprocess.SubprocessError, OSError) as reason:
        raise NotMeasured(f"modelx cannot be measured beside us: {reason}") from reason
    return float(told.stdout.split()[-1]) * MANY / PEER_MANY


def against_modelx() -> Measured:
    """The same aggregates of employees, obligation and 80 years of payments: its seconds over ours."""

    def work() -> None:
        made = moved("discount", 0.25)
        _ = made.obligation["employees"], made.flow

    ours = timed(work)
    return Measured(
        peer() / ours, note=f"ours {ours * 1000:.0f} ms, modelx {peer():.1f} s, measured with {PEER_MANY:,}"
    )


BENCHMARKS = (
    Benchmark("a million employees and a million pensioners revalued", "ms", "<= 50", revaluation),
    Benchmark("eight exact sensitivities of the same", "seconds", "<= 0.3", sensitivities),
    Benchmark("the same aggregates against modelx, times as fast", "times", ">= 300", against_modelx),
    Benchmark("value of each of a million members", "ms", "<= 3x", members, "memory read and written"),
    Benchmark("open group over 30 years, 600,000 members", "seconds", "<= 2", opened),
)
