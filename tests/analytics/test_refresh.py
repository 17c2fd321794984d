"""A refresh computes from what is booked and nothing else, and publishes whole or not at all."""

import shutil
import signal
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from analytics.__main__ import main, parser
from analytics.booked import booked
from analytics.computation import compute
from analytics.forecast import year_end
from analytics.forecast_quality import track_record
from analytics.refresh import refresh
from data_loaders.desk import Desk, Override
from data_loaders.publish import Refused, publish
from data_loaders.store import Government, Store, current
from data_loaders.verify import verify
from data_loaders.vintages import SCHEMA, append_vintage

pytest_plugins = "tests.data_loaders.place"

ROOT = Path(__file__).parents[2]
PROVINCE = Government("Test Province", "PKR", 7, "own")
HEADS = """head_id,head,group,collecting_agency
T1,Stamps,Tax,Board of Revenue
T2,Services,Tax,Revenue Board
F1,Fines,Fees,Police
F2,Tolls,Fees,Works
"""
FIRST, LAST, ENDED = date(2022, 7, 1), date(2026, 10, 1), date(2025, 6, 1)  # of F2 nothing is booked after ENDED


def months(first: date, last: date) -> list[date]:
    run = np.arange(np.datetime64(first, "M"), np.datetime64(last, "M") + 1)
    return [month.astype(object) for month in run]


def amount(head: str, at: int, month: date) -> int:
    level = {"T1": 400, "T2": 900, "F1": 50, "F2": 80}[head]
    return round(level * (1 + at / 60) * (1.6 if month.month == 6 else 1) * (1 + (at * 7 % 5) / 50) * 100)


def receipts(last: date = LAST, first: date = FIRST) -> str:
    lines = [
        f"{month},{head},{amount(head, at, month) / 100:.2f}"
        for at, month in enumerate(months(first, last))
        for head in ("T1", "T2", "F1", "F2")
        if head != "F2" or month <= ENDED
    ]
    return "\n".join(["month,head,amount", *lines]) + "\n"


def store_with(folder: Path, text: str) -> Path:
    """A store of these receipts and of the tree of heads."""
    folder.mkdir(parents=True)
    (folder / "heads.csv").write_text(HEADS)
    (folder / "receipts.csv").write_text(text)
    publish([folder / "heads.csv"], folder / "home", profile="revenue_heads", government=PROVINCE)
    publish([folder / "receipts.csv"], folder / "home", government=PROVINCE)
    return folder / "home"


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Path:
    return store_with(tmp_path_factory.mktemp("refresh") / "plain", receipts())


@pytest.fixture(scope="module")
def refreshed(plain) -> Path:
    home = plain.with_name("refreshed")
    shutil.copytree(plain, home)
    refresh(home)
    return home


@pytest.fixture
def home(plain, tmp_path) -> Path:
    return Path(shutil.copytree(plain, tmp_path / "home"))


def ask(home: Path, sql: str) -> list[tuple]:
    store = Store.open(home)
    try:
        return list(store.ask(sql).itertuples(index=False, name=None))
    finally:
        store.close()


def listing(home: Path) -> set[str]:
    return {f"{path.relative_to(home)} {path.stat().st_size}" for path in home.rglob("*") if path.is_file()} - {
        f"LOCK {(home / 'LOCK').stat().st_size}"
    }


def test_every_identity_of_what_was_computed_holds(refreshed):
    assert verify(refreshed) == []


def test_every_head_its_group_and_the_total_are_forecast_to_the_end_of_the_next_year(refreshed):
    rows = ask(refreshed, "select level, code, min(month), max(month) from forecast group by all order by level, code")
    levels = [("group", "Fees"), ("group", "Tax"), ("head", "F1"), ("head", "F2"), ("head", "T1"), ("head", "T2")]
    assert rows == [(*level, date(2026, 11, 1), date(2028, 6, 1)) for level in [*levels, ("total", "total")]]


def test_what_is_booked_of_the_year_is_the_ledgers(refreshed):
    rows = ask(
        refreshed,
        "select code, fiscal_year, months_booked, booked from forecast_year where level = 'head' order by all",
    )
    of_year = [(at, month) for at, month in enumerate(months(FIRST, LAST)) if month >= date(2026, 7, 1)]
    hundredths = sum(amount("T1", at, month) for at, month in of_year)
    assert ("T1", "2026-27", 4, Decimal(hundredths) / 100) in rows
    assert ("T1", "2027-28", 0, Decimal("0.00")) in rows


def test_a_head_that_has_ended_is_flagged_and_nothing_is_expected_of_it(refreshed):
    assert ask(refreshed, "select flags from forecast_weight where code = 'F2' order by flags") == [
        ("nothing booked for a year: taken as ended",)
    ]
    assert ask(refreshed, "select distinct mean from forecast where code = 'F2' order by mean") == [(Decimal("0.00"),)]


def test_the_forecast_is_kept_as_a_vintage_beside_its_months_and_years(refreshed):
    table = Store.open(refreshed).vintages().table
    assert set(table["vintage"]) == {row[0] for row in ask(refreshed, "select vintage from forecast_basis")}
    assert len(table) == 7 * 20 + 7 * 2
    assert set(table[table["month"].isna()]["fiscal_year"]) == {"2026-27", "2027-28"}


def test_the_same_receipts_grade_and_seed_give_the_same_figures(plain):
    store = Store.open(plain)
    one, other = (compute(booked(store), 7, "quick", 3, lambda *said: None) for _ in range(2))
    assert one.outlook.mean.tobytes() == other.outlook.mean.tobytes()
    assert one.errors.table.equals(other.errors.table)


def test_nothing_after_an_origin_is_used_by_what_is_tried_out_at_it(refreshed, tmp_path):
    text = receipts(date(2025, 10, 1)) + "".join(
        f"{month},{head},{at * 13 % 7}.00\n"
        for at, month in enumerate(months(date(2025, 11, 1), LAST))
        for head in ("T1", "T2", "F1")
    )
    corrupted = store_with(tmp_path / "corrupted", text)
    refresh(corrupted)
    sql = "select code, origin, month, mean from forecast_error where origin <= '2025-10-01' order by all"
    assert len(ask(refreshed, sql)) > 50
    assert ask(corrupted, sql) == ask(refreshed, sql)


def test_a_month_without_a_line_is_not_submitted_where_a_head_comes_every_month(tmp_path):
    text = receipts() + "2026-11-01,T1,5.00\n"
    past = booked(Store.open(store_with(tmp_path / "late", text)))
    last = dict(zip(past.history.series, past.history.values[:, -1], strict=True))
    assert last["head:T1"] == last["total:total"] == 5
    assert np.isnan(last["head:T2"]) and np.isnan(last["group:Fees"])


def test_a_store_with_too_little_history_says_so_and_stays_as_it_is(tmp_path, capsys):
    home = store_with(tmp_path / "short", receipts(date(2022, 9, 1)))
    before = listing(home)
    assert main(["refresh", "--home", str(home)]) == 1
    assert "receipts of 3 months are booked, and a forecast needs 6" in capsys.readouterr().out
    assert listing(home) == before


def test_a_store_that_is_not_there_is_said(tmp_path, capsys):
    assert main(["refresh", "--home", str(tmp_path / "nowhere")]) == 1
    assert "There is no store" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["forecast"], ["refresh", "--grade", "best"]])
def test_wrong_words_are_code_2(words):
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(words)
    assert ended.value.code == 2


def test_receipts_published_meanwhile_refuse_the_refresh(home, monkeypatch):
    def meanwhile(*given):
        more = home.with_name("more.csv")
        more.write_text("month,head,amount\n2026-11-01,T1,5.00\n")
        publish([more], home)
        return compute(*given)

    monkeypatch.setattr("analytics.refresh.compute", meanwhile)
    with pytest.raises(Refused, match="published meanwhile"):
        refresh(home)
    assert ask(home, "select count(*) as rows from forecast") == [(0,)]


def listening() -> None:
    """A run in the background of a shell is born deaf to Ctrl-C; this one hears it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_refresh_that_is_stopped_leaves_the_store_as_it_was(home, how):
    before = listing(home)
    words = [sys.executable, "-m", "analytics", "refresh", "--home", str(home)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    child = subprocess.Popen(words, cwd=ROOT, preexec_fn=listening, **pipes)
    child.stderr.readline()  # it has begun
    child.send_signal(how)
    said, _ = child.communicate()
    assert child.returncode == (1 if how == signal.SIGINT else -9)
    assert how == signal.SIGKILL or "The store is as it was" in said
    assert listing(home) == before


def test_a_second_refresh_of_the_same_receipts_is_another_vintage_of_the_same_figures(home):
    sql = "select level, code, month, mean, lo95, hi95 from forecast order by all"
    first = refresh(home)
    figures = ask(home, sql)
    second = refresh(home)
    assert current(home) == f"{second['version']}.duckdb"
    assert ask(home, sql) == figures
    assert sorted(set(Store.open(home).vintages().table["vintage"])) == [first["vintage"], second["vintage"]]


def test_an_override_and_the_track_record_survive_a_publish_and_are_judged_anew(home):
    refresh(home)
    desk, store = Desk.open(home), Store.open(home)
    (found,) = year_end(store, desk, "head", "T1").table.to_dict("records")
    desk.override(
        Override(
            PROVINCE.name, "head", "T1", found["fiscal_year"], "Ayesha", "a rate was cut", found["total"], "9000",
            store.version, LAST, found["booked"],
        )
    )  # fmt: skip
    store.close()
    assert moved(home, desk) == ("", Decimal("9000.00"))
    more = home.with_name("more.csv")
    more.write_text("month,head,amount\n2026-11-01,T1,5.00\n2026-11-01,T2,5.00\n2026-11-01,F1,5.00\n")
    publish([more], home)
    assert "not computed yet" in year_end(Store.open(home), desk, "head", "T1").sentence.lower()
    refresh(home)
    said, figure = moved(home, desk)
    assert figure == Decimal("9000.00")
    assert said == "the books now end with November 2026 and what is booked is another sum"
    assert len(set(Store.open(home).vintages().table["vintage"])) == 2
    assert verify(home) == []


def moved(home: Path, desk: Desk) -> tuple[str, Decimal]:
    store = Store.open(home)
    (found,) = year_end(store, desk, "head", "T1").table.to_dict("records")
    store.close()
    return found["moved"], found["figure"]


def test_a_year_that_ended_is_set_against_the_vintages_that_forecast_it(home):
    """2024-25 of Stamps, forecast twice as of October 2024 (the newer counts) and once before it began."""
    booked_then = sum(
        amount("T1", at, month)
        for at, month in enumerate(months(FIRST, LAST))
        if date(2024, 7, 1) <= month < date(2025, 7, 1)
    )
    actual = Decimal(booked_then) / 100
    for name, cut_off, mean in (
        ("a", date(2024, 10, 1), actual * 2), ("b", date(2024, 10, 1), actual * Decimal("1.1")),
        ("c", date(2024, 6, 1), actual * Decimal("0.9")),
    ):  # fmt: skip
        figures = {
            "mean": mean,
            "lo80": mean * Decimal("0.95"),
            "hi80": mean * Decimal("1.05"),
            "lo95": 0,
            "hi95": mean * 2,
        }
        row = {"government": PROVINCE.name, "vintage": name, "cut_off": cut_off, "level": "head", "code": "T1",
               "fiscal_year": "2024-25", "official": actual * Decimal("1.2")}  # fmt: skip
        money = {key: Decimal(value).quantize(Decimal("0.01")) for key, value in figures.items()}
        money["official"] = row.pop("official").quantize(Decimal("0.01"))
        append_vintage(home, name, pa.Table.from_pylist([row | money], schema=SCHEMA))
    answer = track_record(Store.open(home), "head", "T1")
    shown = answer.table[["cut_off", "months_booked", "error", "official_error", "within80", "within95"]]
    assert shown.values.tolist() == [
        [date(2024, 6, 1), 0, pytest.approx(-10, abs=0.01), pytest.approx(20, abs=0.01), False, True],
        [date(2024, 10, 1), 4, pytest.approx(10, abs=0.01), pytest.approx(20, abs=0.01), False, True],
    ]
    assert "2 of 2 were nearer than the official figure" in answer.sentence
    (home / "vintages" / "b.parquet").write_bytes(b"damaged")
    answer = track_record(Store.open(home), "head", "T1")
    assert [str(home / "vintages" / "b.parquet") in note for note in answer.notes] == [True]
    assert answer.table["error"].tolist()[1] == pytest.approx(100, abs=0.01)
