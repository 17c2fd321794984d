"""Figures: what was measured beside whom, whether the goal is met, and how it is written down."""

from __future__ import annotations

import importlib
import json
import operator
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from benchmarks import machine

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "results.json"
REPORT = FOLDER / "RESULTS.md"
MEETS = {">=": operator.ge, "<=": operator.le}


class NotMeasured(RuntimeError):
    """This machine or this data does not allow the figure; the sentence says why."""


@dataclass(frozen=True)
class Figure:
    """One line of the results; `ratio` is value to peer_value, and a goal such as ">= 0.6x" speaks of it."""

    group: str
    figure: str
    value: float | None
    unit: str
    peer: str
    peer_value: float | None
    ratio: float | None
    goal: str
    met: bool | None  # None: not measured
    note: str
    when: str = ""  # the day, and how busy the machine was


@dataclass(frozen=True)
class Measured:
    """What one benchmark found, before it is compared with its goal."""

    value: float
    peer_value: float | None = None
    note: str = ""


@dataclass(frozen=True)
class Benchmark:
    """A figure to measure: its words, its goal (">= 0.6x" of the peer, "<= 600" by itself) and who measures it."""

    figure: str
    unit: str
    goal: str
    measure: Callable[[], Measured]
    peer: str = ""

    def run(self, group: str) -> Figure:
        """Measure, or say why not."""
        try:
            found = self.measure()
        except NotMeasured as reason:
            return Figure(
                group, self.figure, None, self.unit, self.peer, None, None, self.goal, None, f"not measured: {reason}"
            )
        value, peer = float(found.value), None if found.peer_value is None else float(found.peer_value)
        ratio = value / peer if peer else None
        sign, limit = self.goal.split()
        compared = ratio if limit.endswith("x") else value
        met = compared is not None and MEETS[sign](compared, float(limit.rstrip("x").replace(",", "")))
        return Figure(group, self.figure, value, self.unit, self.peer, peer, ratio, self.goal, met, found.note)


def groups() -> dict[str, tuple[Benchmark, ...]]:
    """Every module of this folder that has BENCHMARKS, by name."""
    modules = [
        importlib.import_module(f"benchmarks.{module.name}")
        for module in pkgutil.iter_modules([str(FOLDER)])
        if module.name != "__main__"
    ]
    return {module.__name__.split(".")[1]: module.BENCHMARKS for module in modules if hasattr(module, "BENCHMARKS")}


def main(wanted: list[str]) -> int:
    """Measure the groups named, or all; keep what earlier runs say of the others."""
    known = groups()
    unknown = set(wanted) - set(known)
    if unknown:
        print(f"There is no group {', '.join(sorted(unknown))}. Groups: {', '.join(known)}.")
        return 2
    measured = []
    for group in wanted or known:
        for benchmark in known[group]:
            measured.append(replace(benchmark.run(group), when=machine.moment()))
            print(said(measured[-1]), flush=True)
    write(measured)
    return 0


def write(measured: Iterable[Figure]) -> None:
    """Put the figures into results.json beside those of groups that did not run, and all into RESULTS.md."""
    new = [asdict(figure) | {"when": figure.when or machine.moment()} for figure in measured]
    ran = {figure["group"] for figure in new}
    old = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else []
    every = [figure for figure in old if figure["group"] not in ran] + new
    RESULTS.write_text(json.dumps(every, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    REPORT.write_text(report([Figure(**figure) for figure in every]), encoding="utf-8")


def report(every: list[Figure]) -> str:
    """The figures as Markdown, with the machine they were measured on."""
    head = "| figure | value | peer | ratio | goal | met | note | measured |\n|---|---|---|---|---|---|---|---|\n"
    rows = {figure.group: "" for figure in every}
    for figure in every:
        peer = f"{figure.peer}: {number(figure.peer_value)}" if figure.peer else ""
        value = f"{number(figure.value)} {figure.unit}"
        cells = (
            figure.figure,
            value,
            peer,
            number(figure.ratio),
            figure.goal,
            verdict(figure),
            figure.note,
            figure.when,
        )
        rows[figure.group] += "| " + " | ".join(cells) + " |\n"
    parts = [f"## {group}\n\n{head}{lines}" for group, lines in rows.items()]
    return f"# Results\n\n`make bench` wrote this. {machine.described()}\n\n" + "\n".join(parts)


def said(figure: Figure) -> str:
    """One figure as a line of the terminal."""
    peer = f"; {figure.peer}: {number(figure.peer_value)}, ratio {number(figure.ratio)}" if figure.peer_value else ""
    goal = f"goal {figure.goal}: {verdict(figure)}"
    return f"{figure.group}: {figure.figure}: {number(figure.value)} {figure.unit}{peer} ({goal}) {figure.note}"


def verdict(figure: Figure) -> str:
    """Whether the goal is met, in a word."""
    return {True: "yes", False: "no", None: "not measured"}[figure.met]


def number(value: float | None) -> str:
    """Three significant digits, or a dash for what was not measured.

    >>> number(1234567.0), number(0.8349), number(12.34), number(None)
    ('1,230,000', '0.835', '12.3', '–')
    """
    if value is None:
        return "–"
    rounded = float(f"{value:.3g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 100 else f"{rounded:g}"
