"""Pension matrix: what each of a million employees is paid in each of a hundred years, beside modelx."""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from benchmarks import pension_peer
from benchmarks.figures import Benchmark, Measured
from benchmarks.machine import peak
from benchmarks.pension_census import MANY, census, fresh
from models.pension import schedule


def streamed() -> tuple[float, float | None, float | None, int]:
    """Seconds from a valuation not yet begun until the last block is read, MB held before and at most, members."""
    now = fresh(census())
    before, begun = peak(), time.perf_counter()
    by_year, members = np.zeros(schedule.YEARS), 0
    for block in schedule.of_employees(now.members, now.scale):
        by_year += block.paid.sum(axis=0)
        members += len(block.members)
    return time.perf_counter() - begun, before, peak(), members


def matrix() -> Measured:
    """The whole matrix, read block by block in a process of its own: its peer's seconds over ours."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as alone:
        ours, before, held, members = alone.submit(streamed).result()
    peer, measured = pension_peer.matrix(), pension_peer.MANY * pension_peer.BLOCKS
    theirs = peer.seconds * members / measured
    note = f"ours {ours:.1f} s, modelx {theirs:.0f} s, measured with {measured:,}, {pension_peer.MANY:,} at a time"
    if held is not None:
        note += f"; peak of ours {held:,.0f} MB, {before:,.0f} of it the members, of modelx {peer.peak:,.0f} MB"
    return Measured(theirs / ours, note=note)


FIGURES = (
    Benchmark(
        f"a matrix of {MANY:,} members x {schedule.YEARS} years, streamed, against modelx, times as fast",
        "times", ">= 5", matrix,
    ),
)  # fmt: skip
