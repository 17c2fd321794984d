"""Scenario: a framework of 10,000 paths, a goal sought and levers taken apart, beside the same model in pandas."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from benchmarks import scenario_page, scenario_peer
from benchmarks.figures import Benchmark, Measured
from benchmarks.machine import medians
from models.budget import explained, paths
from models.budget.framework import Baseline, Result, framework
from models.budget.lines import LINES, TOTALS

BASE = Baseline(
    {
        "pool": 1967e9, "straight": 119e9, "ozt": 53e9, "services_tax": 387e9, "cess": 163e9, "property": 80e9,
        "other_tax": 93e9, "non_tax": 57e9, "grants": 88e9, "salaries": 952e9, "pensions": 348e9,
        "operations": 637e9, "transfers": 585e9, "interest": 37e9, "repayment": 72e9, "other_capital": 210e9,
        "adp_economy": 190e9, "adp_health": 60e9, "adp_education": 157e9, "foreign_projects": 260e9,
        "federal_projects": 54e9, "unexplained": -2.09e9, "foreign_loans": 374e9, "domestic_loans": 34e9,
    },
    debt=1302.448e9, pensions=(7.4, 6.9, 7.8, 7.5, 7.2),
)  # fmt: skip
SPREAD = paths.Spread((0.024, 0.06, 0.09, 0.05, 0.08, 0.03))
MOVED = {"pay_award": 10.0, "adp": -10.0, "hiring": 2.0, "growth": 2.0, "inflation": 9.0, "new_loan": 100.0}
EIGHT = MOVED | {"compliance": 5.0, "flood": 30.0}
BLOCKS, BLOCK = (100, 1_000, 10_000), 1_000  # paths of a frame; the one that the figure speaks of
RUNS = 15


def balance(made: Result) -> np.ndarray:
    """What goals and shares are asked of: the balance of the third year."""
    return made.total("Balance")[:, 2].astype(float)


def timed(work: Callable, runs: int = RUNS) -> float:
    """Milliseconds, the middle of several runs."""
    return medians(runs, work)[0] * 1000


def ours() -> float:
    """Milliseconds of a scenario: shocks drawn, every line of every path, its totals and a fan."""

    def work() -> None:
        made = framework(BASE, MOVED, paths.draw(SPREAD))
        for name in TOTALS:
            made.total(name)
        paths.bands(made.total("Balance"))

    return timed(work)


def lines() -> float:
    """Milliseconds of the lines and the debt alone, which the peer computes too."""
    drawn = paths.draw(SPREAD)
    return timed(lambda: framework(BASE, MOVED, drawn))


def scenario() -> Measured:
    """One scenario."""
    return Measured(
        ours(), note=f"{paths.PATHS:,} paths, {len(LINES)} lines, all totals, a fan; lines alone {lines():.0f} ms"
    )


def against_pandas() -> Measured:
    """The same lines and debt in pandas: its time over ours."""
    drawn = paths.draw(SPREAD)
    agrees(drawn)
    mine = lines()
    theirs = [timed(lambda size=size: list(scenario_peer.blocks(BASE, MOVED, drawn, size)), 3) for size in BLOCKS]
    told = ", ".join(
        f"{size:,} paths a block {taken / 1000:.1f} s ({taken / mine:.0f} times)"
        for size, taken in zip(BLOCKS, theirs, strict=True)
    )
    return Measured(
        theirs[BLOCKS.index(BLOCK)] / mine,
        note=f"ours {mine:.0f} ms; pandas {told}; the figure is that of {BLOCK:,} a block",
    )


def agrees(drawn: dict[str, np.ndarray]) -> None:
    """Stop where the peer's figures are not ours to within a rupee and 1e-9."""
    made, at = framework(BASE, MOVED, drawn), 0
    for block in scenario_peer.blocks(BASE, MOVED, drawn, BLOCKS[0]):
        for year, frame in enumerate(block):
            same = slice(at, at + len(frame))
            want = np.column_stack([made.lines[same, year], made.debt[same, year]])
            np.testing.assert_allclose(frame.to_numpy(), want, rtol=1e-9, atol=1)
        at += len(block[0])


def goal() -> Measured:
    """A lever sought whose balance comes to a target."""
    taken = timed(lambda: explained.goal(BASE, MOVED, "services_rate", -300e9, balance))
    slow = timed(lambda: scenario_peer.block(BASE, MOVED, no_shocks(1)), 5)
    return Measured(taken, note=f"one trial of the peer {slow:.0f} ms; a search by halves needs some 20")


def attribution() -> Measured:
    """Eight levers taken apart over all 256 coalitions."""
    taken = timed(lambda: explained.shares(BASE, {}, EIGHT, balance))
    slow = timed(lambda: scenario_peer.block(BASE, EIGHT, no_shocks(1)), 5)
    return Measured(taken, note=f"256 coalitions; the peer, one after another, {slow * 256 / 1000:.1f} s")


def no_shocks(many: int) -> dict[str, np.ndarray]:
    """Paths without a shock."""
    return {name: np.zeros_like(each[:many]) for name, each in paths.draw(SPREAD).items()}


BENCHMARKS = (
    Benchmark("one scenario, 10,000 paths x 6 years x all lines", "ms", "<= 100", scenario),
    Benchmark(
        "the same against plain pandas by blocks of 1,000 paths, times as fast", "times", ">= 50", against_pandas
    ),
    Benchmark("goal-seek", "ms", "<= 150", goal),
    Benchmark("order-free attribution, eight levers, exact", "ms", "<= 300", attribution),
    *scenario_page.FIGURES,
)
