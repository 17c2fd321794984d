"""Expenditure, flags: how fast a million payments are looked at, and how many planted faults are found."""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analytics.anomaly_scan import Scan, scan
from benchmarks.figures import Benchmark, Measured
from benchmarks.forecast import folder
from data_loaders.demo import demo
from data_loaders.invented.irregular import FILE, Irregular, planted
from data_loaders.publish import publish
from data_loaders.store import Store

LINES = """
select entry.line, concat_ws('-', entry.load_id, entry.sheet, entry.line, entry.cell) as entry_id, entry.office,
    cast(entry.month as varchar) as month
from entry join load on load.load_id = entry.load_id
where load.file_name = $file order by entry.line
"""


@dataclass(frozen=True)
class Found:
    """What a scan found of what was planted."""

    recall: float  # of the cases planted, those whose rule found all their lines
    precision: float  # of the flags, those that touch a planted line
    flags: int
    missed: tuple[Irregular, ...]


def measured(store: Store, made: Scan) -> Found:
    """The flags of a scan beside the list of what was planted."""
    lines = {row.line: (row.entry_id, (row.office, row.month)) for row in store.ask(LINES, file=FILE).itertuples()}
    entries: dict[str, set[str]] = {flag["flag"]: set() for flag in made.flags}
    for row in made.entries:
        entries[row["flag"]].add("-".join(str(row[name]) for name in ("load_id", "sheet", "line", "cell")))
    missed = tuple(case for case in planted() if not any(hit(case, flag, entries, lines) for flag in made.flags))
    every = {entry for entry, _ in lines.values()}
    bursts = {lines[line][1] for case in planted() if case.rule == "profile" for line in case.lines}
    right = [flag for flag in made.flags if entries[flag["flag"]] & every or _month(flag) in bursts]
    recall = 1 - len(missed) / len(planted())
    return Found(recall, len(right) / len(made.flags) if made.flags else 0.0, len(made.flags), missed)


def hit(case: Irregular, flag: dict, entries: dict[str, set[str]], lines: dict) -> bool:
    """Whether a flag is that of a case: its rule, with all its lines, or the month of its office."""
    if flag["rule"] != case.rule:
        return False
    if case.rule == "profile":
        return lines[case.lines[0]][1] == _month(flag)
    return {lines[line][0] for line in case.lines} <= entries[flag["flag"]]


def _month(flag: dict) -> tuple[str, str] | None:
    return (flag["office"], str(flag["month"])) if flag["rule"] == "profile" else None


@cache
def province() -> Found:
    """What is found in the invented province, whole."""
    with tempfile.TemporaryDirectory() as home:
        demo(home)
        store = Store.open(home)
        found = measured(store, scan(store))
        store.close()
    return found


def recall() -> Measured:
    """The part of what was planted that is found."""
    found = province()
    missed = f"; missed: {', '.join(case.rule for case in found.missed)}" if found.missed else ""
    return Measured(found.recall, note=f"{len(planted())} cases planted{missed}")


def precision() -> Measured:
    """The part of the flags that stand for something planted."""
    return Measured(province().precision, note=f"{province().flags} flags")


def vouchers() -> Measured:
    """A state treasury's payment vouchers held against every rule."""
    path = folder() / "hp_treasury" / "expenditure_vouchers_tidy.parquet"
    with tempfile.TemporaryDirectory() as home:
        publish([Path(path)], home)
        store = Store.open(home)
        start = time.perf_counter()
        made = scan(store)
        seconds = time.perf_counter() - start
        lines = int(store.ask("select count(*) as lines from entry").lines[0])
        store.close()
    applied = sum(rule["ran"] for rule in made.rules)
    note = f"{lines:,} vouchers, {applied} of {len(made.rules)} rules apply, load {os.getloadavg()[0]:.1f}"
    return Measured(seconds, note=note)


FLAGS = (
    Benchmark("payments held against every rule", "seconds", "<= 20", vouchers),
    Benchmark("planted faults of the invented province found (recall)", "share", ">= 0.9", recall),
    Benchmark("flags that stand for a planted fault (precision)", "share", ">= 0.5", precision),
)
