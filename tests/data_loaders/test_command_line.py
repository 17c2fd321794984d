"""The command line: exit codes, sentences, and one JSON object on standard output."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from data_loaders.__main__ import Bar, main
from data_loaders.store import current

pytest_plugins = "tests.data_loaders.place"

ROOT = Path(__file__).parents[2]
JULY = "month,office,amount\n2026-07-01,A,5.25\n2026-07-01,B,oops\nGrand Total,,6\n"
FACTS = {"file", "profile", "lines_read", "kept", "refused", "ignored", "stated_total", "computed_total"}


@pytest.fixture
def say(place, capsys):
    """Exit code, and what stands on standard output, of words given with --home."""

    def run(*words):
        code = main([*map(str, words), "--home", str(place.home)])
        return code, capsys.readouterr().out

    return run


def test_published_is_0_and_one_json_object(place, say):
    code, out = say("publish", place.file("july.csv", JULY), "--json")
    facts = json.loads(out)
    assert code == 0
    assert facts["version"] == current(place.home).removesuffix(".duckdb")
    (load,) = [load for load in facts["loads"] if load["file"] == "july.csv"]
    assert set(load) >= FACTS
    assert (load["profile"], load["lines_read"], load["kept"], load["refused"], load["ignored"]) == (
        "ledger",
        4,
        1,
        1,
        2,
    )
    assert (load["stated_total"], load["computed_total"]) == (6, 5.25)
    assert [(finding["file"], finding["amount"]) for finding in facts["findings"]] == [("july.csv", 0.75)]


def test_refused_is_1_and_says_why(place, say):
    code, out = say("publish", place.file("empty.csv", ""), "--json")
    facts = json.loads(out)
    assert (code, facts["version"]) == (1, None)
    assert "The file is empty" in facts["sentence"] and facts["loads"][0]["file"] == "empty.csv"
    code, out = say("publish", place.file("july.csv", JULY), "--strict", "--json")
    assert code == 1 and json.loads(out)["findings"]
    assert say("publish", place.folder / "nowhere*.csv")[0] == 1
    assert say("status")[0] == 1


@pytest.mark.parametrize("words", [[], ["publish"], ["publsh", "x"], ["publish", "x", "--colour"], ["trace"]])
def test_wrong_words_are_2(words, capsys):
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2
    assert "usage: python -m data_loaders" in capsys.readouterr().err


def test_status_verify_and_trace(place, say):
    say("publish", place.file("july.csv", JULY))
    code, out = say("status", "--json")
    facts = json.loads(out)
    assert code == 0
    assert (facts["kept"], facts["refused"], facts["findings"]) == (
        sum(row[0] for row in place.ask("select kept from load where live")),
        1,
        {"a_stated_total_is_the_sum_of_its_lines": 1},
    )
    assert say("verify", "--json")[0] == 0
    ((entry,),) = place.ask("select entry_id from entry")
    code, out = say("trace", entry, "--json")
    assert (code, json.loads(out)["text"], json.loads(out)["file_name"]) == (0, "2026-07-01,A,5.25", "july.csv")
    code, out = say("trace", "nothing", "--json")
    assert code == 1 and "is no entry" in json.loads(out)["sentence"]
    (place.home / current(place.home)).write_bytes(b"not a store")
    code, out = say("verify", "--json")
    assert code == 1 and json.loads(out)["ok"] is False


def test_preview_stores_nothing(place, say):
    code, out = say("preview", place.file("upload-7.csv", JULY), "--name", "july.csv", "--json")
    seen = json.loads(out)
    assert (code, seen["profile"], seen["kept"], seen["refused"]) == (0, "ledger", 1, 1)
    assert [(reject["line"], reject["masked"]) for reject in seen["rejects"]] == [(3, "xxxx")]
    assert [(row["line"], row["amount"]) for row in seen["rows"]] == [(2, 5.25)]
    assert not place.home.exists()
    code, out = say("preview", place.folder / "nothing.csv", "--json")
    assert code == 1 and json.loads(out)["sentence"]


def test_a_file_may_be_known_under_another_name(place, say):
    say("publish", place.file("upload-7.csv", JULY), "--name", "july.csv")
    assert place.ask("select count(*) from load where file_name = 'july.csv'") == [(1,)]


def test_money_is_exact_in_json(place, say):
    rows = "month,amount\n2026-07-01,1234567890123.67\n2026-07-01,8000000000000.01\n"
    _, out = say("publish", place.file("big.csv", rows), "--json")
    (load,) = [load for load in json.loads(out, parse_float=str)["loads"] if load["file"] == "big.csv"]
    assert load["computed_total"] == "9234567890123.68"


def test_a_home_that_cannot_be_is_said_in_a_sentence(place, capsys):
    home = place.file("a file", "")
    assert main(["publish", str(place.file("july.csv", JULY)), "--home", str(home)]) == 1
    assert main(["status", "--home", str(home)]) == 1
    assert str(home) in capsys.readouterr().out


def test_the_process_itself(place):
    july = place.file("july.csv", JULY)
    place.file("photo.png", b"\x89PNG\r\n\x1a\n")
    words = [sys.executable, "-m", "data_loaders", "publish", str(place.folder), "--json"]
    done = subprocess.run(
        words,
        cwd=ROOT,
        env={**os.environ, "KHAZANA_HOME": str(place.home)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert {load["file"] for load in json.loads(done.stdout)["loads"]} >= {july.name, "photo.png"}
    done = subprocess.run([*words[:3], "publish"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (2, "")


def test_progress_says_lines_a_second_only_once_there_is_a_second_to_speak_of(monkeypatch, capsys):
    clock = iter([0.0, 3.0, 5.0])  # the start, and two reports
    monkeypatch.setattr("data_loaders.__main__.time.monotonic", lambda: next(clock))
    bar = Bar()
    bar("Reading july.csv", 400, 0)
    bar("Reading july.csv", 1000, 0)
    first, second = capsys.readouterr().err.splitlines()
    assert first.split() == ["3.0", "s", "Reading", "july.csv", "400", "lines"]
    assert "1,000 lines, 300 a second" in second


def test_a_new_store_is_named_and_another_government_is_refused(place, say):
    own = ("--government", "Nairobi", "--currency", "KES", "--first-month", "7")
    assert say("publish", place.file("july.csv", JULY), *own)[0] == 0
    assert place.ask("select name, currency, first_month from government") == [("Nairobi", "KES", 7)]
    august = place.file("august.csv", JULY.replace("-07-", "-08-"))
    code, out = say("publish", august, "--government", "Nairobi", "--currency", "KES", "--first-month", "1", "--json")
    assert code == 1
    assert "belongs to Nairobi (KES, years from month 7" in json.loads(out)["sentence"]
    assert say("publish", august)[0] == 0


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--currency", "KES"], "--currency"), (["--first-month", "4", "--chart", "own"], "--first-month, --chart"),
        (["--government", ""], "--government"),
    ],
)  # fmt: skip
def test_what_is_told_of_a_government_without_its_name_is_refused(place, say, words, named):
    code, out = say("publish", place.file("july.csv", JULY), *words, "--json")
    assert (code, json.loads(out)["sentence"]) == (
        1, f"{named} tells of a government without its name; add --government NAME."
    )  # fmt: skip
    assert not (place.home / "CURRENT").exists()


def test_a_government_s_currency_is_not_overruled_by_the_command_line(place, say):
    path = place.file("texas.csv", "year,month,category,value\n2025,October,Sales Taxes,5\n")
    code, out = say("publish", path, "--profile", "texas_revenue", "--government", "Texas", "--json")
    assert code == 1
    assert (
        "The file belongs to Texas (USD, years from month 9, chart own), the store to Texas "
        "(PKR, years from month 7, chart NAM)" in json.loads(out)["sentence"]
    )
