"""Figures say what was measured, beside whom, and never that a goal was met where nothing was measured."""

import json
from datetime import date

import pytest

from benchmarks import figures
from benchmarks.figures import Benchmark, Measured, NotMeasured
from benchmarks.machine import in_turns, p95


def benchmark(goal, value=None, peer_value=None):
    def measure():
        if value is None:
            raise NotMeasured("there is no browser")
        return Measured(value, peer_value)

    return Benchmark("reading", "lines a second", goal, measure, "a peer")


@pytest.fixture
def results(tmp_path, monkeypatch):
    monkeypatch.setattr(figures, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(figures, "REPORT", tmp_path / "RESULTS.md")
    return tmp_path / "results.json"


@pytest.mark.parametrize(
    ("goal", "value", "peer_value", "met"),
    [
        (">= 0.6x", 60, 100, True),
        (">= 0.6x", 59, 100, False),
        ("<= 1.2x", 13, 10, False),
        (">= 300,000", 300_000, 900_000, True),
        ("<= 600", 601, None, False),
    ],
)
def test_a_goal_speaks_of_the_ratio_or_of_the_value(goal, value, peer_value, met):
    assert benchmark(goal, value, peer_value).run("store").met is met


def test_what_was_not_measured_says_so():
    figure = benchmark(">= 0.6x").run("store")
    assert (figure.value, figure.met, figure.note) == (None, None, "not measured: there is no browser")


def test_a_group_that_runs_again_leaves_the_others_alone(results):
    figures.write([benchmark(">= 0.6x", 60, 100).run("store"), benchmark("<= 1", 1).run("pension")])
    figures.write([benchmark(">= 0.6x", 30, 100).run("store")])
    assert [(figure["group"], figure["value"]) for figure in json.loads(results.read_text())] == [
        ("pension", 1),
        ("store", 30),
    ]


def test_the_report_has_a_row_a_figure(results):
    figures.write([benchmark(">= 0.6x", 60, 100).run("store"), benchmark("<= 1").run("store")])
    report = results.with_name("RESULTS.md").read_text()
    assert (
        f"| reading | 60 lines a second | a peer: 100 | 0.6 | >= 0.6x | yes |  | {date.today():%d %B %Y}, load"
        in report
    )
    assert (
        "| reading | – lines a second | a peer: – | – | <= 1 | not measured | not measured: there is no browser |"
        in report
    )


def test_every_row_of_the_report_has_a_cell_a_heading(results):
    figures.write([benchmark(">= 0.6x", 60, 100).run("store"), benchmark("<= 1").run("store")])
    rows = [line for line in results.with_name("RESULTS.md").read_text().splitlines() if line.startswith("|")]
    assert len({row.count("|") for row in rows}) == 1


def test_an_unknown_group_is_named(results, capsys):
    assert figures.main(["weather"]) == 2
    told = capsys.readouterr().out
    assert "There is no group weather. Groups: expenditure, forecast, pension, scenario, store" in told


def test_runs_take_turns():
    order = []
    in_turns(2, lambda: order.append("ours"), lambda: order.append("theirs"))
    assert order == ["ours", "theirs", "ours", "theirs"]


def test_p95_is_a_run_that_happened():
    assert p95([3.0, 1.0, 2.0]) == 3.0
