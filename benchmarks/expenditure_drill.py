"""Expenditure, the drill: what a split of ten million lines costs, at the marts' grain, below it, and to its lines."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from analytics import execution
from benchmarks import serving, visitors
from benchmarks.figures import Benchmark, Measured
from benchmarks.machine import p95
from data_loaders.store import Store
from pages.ui.catalogue import PAGES

TIMES = 20
OF_MARTS = ("department", "class", "major object", "minor object", "function", "district")
BELOW = ("office", "object", "grant", "fund", "project")
CELLS = (
    {"department": "D38", "major_object": "A01"},
    {"department": "D16", "minor_object": "A033"},
    {"office": "KD0380"},
    {"class_": "current capital"},
)


def measured(ask: Callable[[Store, str], list[Callable]], note: str) -> Measured:
    """The slowest but one of twenty of these questions, in milliseconds, each asked in turn."""
    store = Store.open(serving.province().home)
    year = next(row.fiscal_year for row in execution.fiscal_years(store).table.itertuples() if row.begun)
    questions = ask(store, year)
    for question in questions:
        question()
    seconds = []
    for _ in range(TIMES):
        for question in questions:
            start = time.perf_counter()
            question()
            seconds.append(time.perf_counter() - start)
    store.close()
    return Measured(p95(seconds) * 1000, note=f"p95 of {len(seconds)}, {serving.province().lines:,} lines, {note}")


def at_the_marts() -> Measured:
    """By what the marts know."""
    return measured(lambda store, year: _by(store, year, OF_MARTS), "by " + ", ".join(OF_MARTS))


def below_the_marts() -> Measured:
    """By what only the ledger knows."""
    return measured(lambda store, year: _by(store, year, BELOW), "by " + ", ".join(BELOW))


def vouchers() -> Measured:
    """The payments behind a cell."""

    def cells(store: Store, year: str) -> list[Callable]:
        return [partial(execution.lines, store, "actual", fiscal_year=year, **cell) for cell in CELLS]

    return measured(cells, f"{len(CELLS)} cells, the 500 largest lines of each")


def page() -> Measured:
    """The page in one real browser."""
    screen = next(page for page in PAGES if page.url == "expenditure")
    with serving.server() as (port, _):
        seconds = visitors.click_to_drawn(port, serving.CLICKS, screen)
    return Measured(seconds * 1000, note=f"p95 of {serving.CLICKS} clicks, one browser")


def _by(store: Store, year: str, splits: tuple[str, ...]) -> list[Callable]:
    return [partial(execution.drill, store, by, fiscal_year=year) for by in splits]


DRILL = (
    Benchmark("execution by a grain of the marts, p95", "ms", "<= 40", at_the_marts),
    Benchmark("execution by office, object, grant, fund or project, p95", "ms", "<= 200", below_the_marts),
    Benchmark("vouchers of a cell, p95", "ms", "<= 100", vouchers),
    Benchmark("expenditure page, click to drawn, p95", "ms", "<= 300", page),
)
