"""Scenario page: from a lever to the drawn page, alone and in company; and a thousand scenarios kept by twenty."""

from __future__ import annotations

import json
import multiprocessing
import tempfile
from functools import cache, partial
from pathlib import Path

from benchmarks import serving, visitors
from benchmarks.figures import Benchmark, Measured
from data_loaders.demo import demo
from data_loaders.desk import Desk, DeskRefused, KeptScenario

MOVES, OTHERS, MOVERS = 30, 19, 3
WRITERS, KEPT = 20, 1000
PAGE, LEVER = "scenarios", "Pay award"


@cache
def province() -> Path:
    """The invented province, made once for these figures."""
    home = Path(tempfile.mkdtemp(prefix="khazana-scenarios"))
    demo(home)
    return home


def alone() -> Measured:
    """One real browser."""
    with serving.server(province()) as (port, _):
        return Measured(
            visitors.lever_to_drawn(port, PAGE, LEVER, MOVES) * 1000, note=f"p95 of {MOVES} moves, one browser"
        )


def in_company() -> Measured:
    """One real browser beside others, of whom some move levers."""

    def query(mover: int, time: int) -> str:
        return f"scenario_pay_award={(time * 3 + mover) % 40}"

    movers = [
        lambda port, stop, mover=mover: visitors.come(port, stop, PAGE, partial(query, mover))
        for mover in range(MOVERS)
    ]
    with serving.server(province()) as (port, _), visitors.visitors(port, OTHERS, *movers):
        seconds = visitors.lever_to_drawn(port, PAGE, LEVER, MOVES)
    note = f"p95 of {MOVES} moves, {OTHERS} others of whom {MOVERS} move levers, {visitors.THINK:.0f} s think time"
    return Measured(seconds * 1000, note=note)


def _scenario(writer: int, number: int) -> KeptScenario:
    moved = json.dumps({"pay_award": float(number % 40), "adp": float(writer)})
    name, told = f"{writer}-{number}", f"note {writer}-{number}"
    return KeptScenario("Bench", name, "draft", moved, "[]", "{}", f"writer {writer}", told, "v", "m")


def _write(home: str, writer: int) -> None:
    desk = Desk.open(home)
    for number in range(KEPT // WRITERS):
        while True:
            try:
                desk.write(_scenario(writer, number))
                break
            except DeskRefused:
                continue
    desk.close()


def kept() -> Measured:
    """Twenty processes keep a thousand scenarios at once; each is read again: how many are lost or mixed."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["data_loaders.desk"])
    with tempfile.TemporaryDirectory() as home:
        writers = [context.Process(target=_write, args=(home, writer)) for writer in range(WRITERS)]
        for process in writers:
            process.start()
        for process in writers:
            process.join()
        rows = Desk.open(home).rows(KeptScenario, government="Bench")
    found = {(row.name, row.moved, row.who, row.why) for row in rows.itertuples()}
    wanted = [_scenario(writer, number) for writer in range(WRITERS) for number in range(KEPT // WRITERS)]
    wrong = sum((each.name, each.moved, each.who, each.why) not in found for each in wanted)
    return Measured(wrong + len(rows) - len(found), note=f"{len(rows):,} kept by {WRITERS} processes in SQLite")


FIGURES = (
    Benchmark("lever to drawn page, alone, p95", "ms", "<= 300", alone),
    Benchmark("lever to drawn page, beside 19 others, p95", "ms", "<= 800", in_company),
    Benchmark("1,000 scenarios kept by 20 writers, lost or mixed", "scenarios", "<= 0", kept),
)
