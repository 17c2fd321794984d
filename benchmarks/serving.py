"""Serving: what a question and a page cost over ten million lines, and what it costs to replace a month of them."""

from __future__ import annotations

import contextlib
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

import serve
from analytics import revenue
from benchmarks import files, visitors
from benchmarks.figures import Measured, NotMeasured
from benchmarks.machine import in_turns, medians, p95, peak
from data_loaders.demo import GOVERNMENT, LISTS, REFERENCE, invented_files
from data_loaders.publish import publish
from data_loaders.store import SQL, Store

SCALE = 7.4  # times the invented province: ten million lines; its marts are as large at every scale
MONTH = 70_000  # lines of an office's month: ten million lines are 144 months
CLICKS = 40
OTHERS = 19
MARTS = ("receipt_month", "spending_month")
COUNTS = ("select count(*) as lines from receipt_month", "select count(*) as lines from spending_month")


@dataclass(frozen=True)
class Province:
    """The invented province, large: where it is, how many lines it has, and how long it took to publish."""

    folder: tempfile.TemporaryDirectory  # goes when the run ends
    lines: int
    seconds: float

    @property
    def home(self) -> Path:
        """The folder of its store."""
        return Path(self.folder.name)


@cache
def province() -> Province:
    """Made once a run."""
    home = tempfile.TemporaryDirectory()
    with tempfile.TemporaryDirectory() as folder:
        made = [*(REFERENCE / f"{name}.csv" for name in LISTS), *invented_files(folder, SCALE)]
        start = time.perf_counter()
        publish(made, home.name, government=GOVERNMENT)
        seconds = time.perf_counter() - start
    store = Store.open(home.name)
    lines = int(store.ask("select count(*) as lines from entry").lines[0])
    store.close()
    return Province(home, lines, seconds)


class Listening:
    """A store that remembers what it was asked."""

    def __init__(self, store: Store):
        self.store, self.asked = store, []

    def __getattr__(self, name):
        return getattr(self.store, name)

    def ask(self, sql: str, **values) -> pd.DataFrame:
        """Ask, and remember."""
        self.asked.append((sql, values))
        return self.store.ask(sql, **values)


def page_questions(store: Store) -> list[tuple[str, dict]]:
    """The SQL behind the revenue page's trend by month and group."""
    listening = Listening(store)
    revenue.trend(listening, by="month", split="group")
    return [(sql, values) for sql, values in listening.asked if any(mart in sql for mart in MARTS)]


def over_the_ledger(sql: str) -> str:
    """The same question with the ledger, rolled up on the spot, in the place of the marts.

    >>> over_the_ledger("select 1 from receipt_month as line").split()[-3:]
    ['all)', 'as', 'line']
    """
    for mart in MARTS:
        text = (SQL / "marts" / f"{mart}.sql").read_text(encoding="utf-8")
        rolled_up = re.search(r"\bselect\b[^;]*?(?=\s*order by)", text)[0]
        named = re.sub(rf"\b(from|join) {mart}\b(?! as)", rf"\1 {mart} as {mart}", sql)
        sql = re.sub(rf"\b(from|join) {mart} as", lambda found, rows=rolled_up: f"{found[1]} ({rows}) as", named)
    return sql


def ask() -> Measured:
    """Page questions through store.ask, beside the same text straight to DuckDB as a pandas table."""
    store = Store.open(province().home)
    questions = page_questions(store)

    def through_the_store() -> None:
        for sql, values in questions:
            store.ask(sql, **values)

    def straight() -> None:
        for sql, values in questions:
            store._connection.cursor().execute(sql, values or None).df()

    ours, theirs = in_turns(200, through_the_store, straight)
    store.close()
    return Measured(
        p95(ours) * 1000, p95(theirs) * 1000, f"p95 of 200, {len(questions)} statements of the revenue page"
    )


def mart() -> Measured:
    """The revenue page's trend from the mart and from the ledger: processor time, equal to the paisa."""
    store = Store.open(province().home)
    questions = page_questions(store)

    def from_the_mart() -> list[pd.DataFrame]:
        return [store.ask(sql, **values) for sql, values in questions]

    def from_the_ledger() -> list[pd.DataFrame]:
        return [store.ask(over_the_ledger(sql), **values) for sql, values in questions]

    for one, other in zip(from_the_mart(), from_the_ledger(), strict=True):
        pd.testing.assert_frame_equal(one, other)
    ours, theirs = medians(9, from_the_mart, from_the_ledger, clock=time.process_time)
    rows = sum(int(store.ask(count).lines[0]) for count in COUNTS)
    store.close()
    note = f"{province().lines:,} lines, marts of {rows:,} ({rows / province().lines:.2%}), equal to the paisa"
    return Measured(ours * 1000, theirs * 1000, note)


def month() -> Measured:
    """One office's month is corrected, beside publishing all lines anew."""
    with tempfile.TemporaryDirectory() as folder:
        first, corrected = (files.office_month(Path(folder) / f"{seed}.parquet", MONTH, seed) for seed in (1, 2))
        publish([first], province().home, profile="ledger", government=GOVERNMENT)
        start = time.perf_counter()
        report = publish([corrected], province().home, profile="ledger", government=GOVERNMENT)
        seconds = time.perf_counter() - start
    if not report.loads[0]["replaces_load_id"]:
        raise RuntimeError("The corrected month did not take the place of the first.")
    return Measured(seconds, province().seconds, f"{MONTH:,} of {province().lines:,} lines, one run each")


@contextlib.contextmanager
def server(home: Path | None = None) -> Iterator[tuple[int, int]]:
    """A warm server over a store, the large province where none is named: its port and its process."""
    port = serve.port_of(None)
    process = serve.start(home or province().home, port)
    try:
        if not serve.ready(port, process):
            raise NotMeasured("the server did not start")
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def front_page_alone() -> Measured:
    """One real browser."""
    with server() as (port, _):
        return Measured(visitors.click_to_drawn(port, CLICKS) * 1000, note=f"p95 of {CLICKS} clicks, one browser")


def front_page_in_company() -> Measured:
    """One real browser beside others who look every two seconds."""
    with server() as (port, _), visitors.visitors(port, OTHERS):
        seconds = visitors.click_to_drawn(port, CLICKS)
    return Measured(seconds * 1000, note=f"p95 of {CLICKS} clicks, {OTHERS} others, {visitors.THINK:.0f} s think time")


def memory() -> Measured:
    """The most memory that the server ever held, after a browser has seen every page."""
    with server() as (port, process):
        visitors.every_page(port)
        held = peak(process)
    if held is None:
        raise NotMeasured("this system does not tell what a process holds")
    return Measured(held, note=f"peak, {province().lines:,} lines, every page seen")
