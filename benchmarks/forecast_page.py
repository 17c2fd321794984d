"""Forecast page: one head as the page of the revenue forecast asks for it, computed before and computed afresh."""

from __future__ import annotations

import os
import tempfile
import time
from functools import cache
from pathlib import Path

from analytics import forecast as page
from analytics.booked import booked
from analytics.refresh import refresh
from benchmarks.figures import Measured
from benchmarks.machine import p95
from data_loaders.demo import demo
from data_loaders.store import Store
from models.forecast import forecast, in_year, year_end
from models.forecast.intervals import backtest
from models.forecast.outlook import recent_origins

SCALE = 0.05  # of the invented province's lines: its marts of receipts are as large at every scale
TIMES = 20


@cache
def province() -> tuple[tempfile.TemporaryDirectory, Path]:
    """The invented province with its forecasts; the folder goes when the run ends."""
    folder = tempfile.TemporaryDirectory()
    demo(folder.name, SCALE)
    refresh(folder.name)
    return folder, Path(folder.name)


def _heads(store: Store) -> list[str]:
    """The codes of the heads, the largest first."""
    return list(page.year_end(store, level="head").table["code"])


def cached() -> Measured:
    """The three questions of the page about a head whose forecast is in the store, p95 over heads."""
    store = Store.open(province()[1])
    heads, taken = _heads(store), []
    page.year_end(store, level="head", code=heads[0])
    for turn in range(TIMES):
        start = time.perf_counter()
        for question in (page.year_end, page.outlook, page.side_by_side):
            question(store, level="head", code=heads[turn % len(heads)])
        taken.append(1000 * (time.perf_counter() - start))
    store.close()
    return Measured(p95(taken), note=f"p95 of {TIMES}, three questions, {len(heads)} heads{_load()}")


def refitted() -> Measured:
    """From the booked months of one head to its year's end, back-test and all, by the quick grade."""
    store = Store.open(province()[1])
    head, taken = _heads(store)[0], []
    for _ in range(3):
        start = time.perf_counter()
        history = booked(store).history
        one = history.only([history.series.index(f"head:{head}")])
        errors = backtest(one, 12, recent_origins(one, 12, 6), "instant")
        made = in_year(one, forecast(one, 12, "quick", errors), store.government.first_month)
        year_end(one, made, errors, store.government.first_month)
        taken.append(time.perf_counter() - start)
    store.close()
    return Measured(sorted(taken)[1], note=f"the middle of 3, the first {taken[0]:.2f} s{_load()}")


def _load() -> str:
    """The machine's other work, where it is told."""
    return f"; load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
