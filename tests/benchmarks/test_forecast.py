"""The command forecasts any file of series or says which line is none; its scores are the competition's."""

import gzip
import json

import numpy as np
import pytest

from benchmarks import forecast_tasks
from benchmarks.forecast_scores import Scored, naive2, owa
from models.forecast import History, forecast

LINES = [
    {"id": "B01", "panel": "P", "m": 12, "h": 18, "y": [100 + month % 12 for month in range(48)]},
    {"id": "B02", "panel": "P", "m": 12, "h": 6, "y": [5, None, 7] * 10},
    {"id": "Q", "panel": "P", "m": 4, "h": 8, "y": [1, 2, 3, 4] * 5},
    {"id": "A", "panel": "P", "m": 1, "h": 6, "y": [3]},
]


@pytest.fixture
def asked(tmp_path, capsys):
    def ask(*lines, grade="quick", name="tasks.jsonl"):
        path = tmp_path / name
        text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
        path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
        code = forecast_tasks.main([str(path), "--grade", grade])
        told = capsys.readouterr()
        return code, told.out, told.err

    return ask


@pytest.mark.parametrize("name", ["tasks.jsonl", "tasks.jsonl.gz"])
def test_every_task_is_answered(asked, name):
    code, out, _ = asked(*LINES, name=name)
    told = {answer["id"]: answer for answer in map(json.loads, out.splitlines())}
    assert code == 0
    assert set(told) == {"B01", "B02", "Q", "A"}
    for line in LINES:
        answer = told[line["id"]]
        assert list(answer) == ["id", "mean", "lo80", "hi80", "lo95", "hi95", "members", "flags"]
        assert {len(answer[name]) for name in ("mean", "lo80", "hi80", "lo95", "hi95")} == {line["h"]}
        assert np.isfinite(answer["mean"]).all()


def test_the_command_is_the_code_of_the_app(asked):
    _, out, _ = asked(LINES[0], grade="instant")
    history = History(("B01",), np.datetime64("2000-01", "M"), np.array([LINES[0]["y"]], float))
    assert json.loads(out)["mean"] == forecast(history, 18, "instant", moving=False).mean[0].tolist()


REFUSED = [
    ("{", "Line 2 is not JSON"),
    ("[1]", "Line 2 is not an object of id, m, h and y."),
    ('{"id": "a", "h": 1, "y": [1]}', "Line 2 has no m."),
    ('{"id": "a", "m": 0, "h": 1, "y": [1]}', "Line 2: m is a whole number from 1 to 1000, not 0."),
    ('{"id": "a", "m": 12, "h": 1.5, "y": [1]}', "Line 2: h is a whole number from 1 to 1000, not 1.5."),
    ('{"id": "a", "m": 12, "h": 1, "y": ["1"]}', "Line 2: y is a list of numbers, with null where one is missing."),
    (
        '{"id": "a", "m": 12, "h": 1, "y": [Infinity]}',
        "Line 2: y is a list of numbers, with null where one is missing.",
    ),
    (json.dumps(LINES[0]), "Task 2: the id B01 stands twice."),
]


@pytest.mark.parametrize(("line", "sentence"), REFUSED)
def test_a_line_that_is_no_task_is_named(asked, line, sentence):
    code, out, err = asked(LINES[0], line)
    assert (code, out) == (2, "")
    assert sentence in err


def test_a_file_that_is_not_there_is_named(capsys):
    assert forecast_tasks.main(["nowhere.jsonl"]) == 2
    assert "nowhere.jsonl" in capsys.readouterr().err


PAST = np.array([112.0, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149])
CAME = np.array([170.0, 170, 158, 133])


def test_mase_and_smape_are_the_competitions():
    said = PAST[-12:][:4]  # the seasonal naive method
    error = scale = percent = 0.0
    for month in range(4):
        error += abs(CAME[month] - said[month]) / 4
        percent += 200 * abs(CAME[month] - said[month]) / (abs(CAME[month]) + abs(said[month])) / 4
    for month in range(12, 18):
        scale += abs(PAST[month] - PAST[month - 12]) / 6
    scored = Scored(PAST, CAME, said, 12)
    assert scored.mase(said) == pytest.approx(error / scale)
    assert scored.smape(said) == pytest.approx(percent)


def test_naive2_against_itself_is_one():
    past = np.tile(PAST[:12], 4) + np.arange(48)
    assert owa([Scored(past, CAME, naive2(past, 12, 4), 12)]) == pytest.approx(1)


def test_naive2_repeats_a_year_that_repeats_itself():
    assert naive2(np.tile(PAST[:12], 4), 12, 4) == pytest.approx(PAST[:4])


def test_the_interval_score_fines_what_is_outside():
    limits = {"lo80": np.array([1.0, 1]), "hi80": np.array([3.0, 3])}
    scored = Scored(np.array([0.0, 1, 0]), np.array([2.0, 4]), np.array([2.0, 2]), 1, limits)
    assert scored.held(80) == 0.5
    assert scored.interval(80) == pytest.approx((2 + 2 + 2 / 0.2 * 1) / 2)
