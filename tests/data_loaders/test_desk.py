"""The desk: what is written stays, what counts is the newest, and two who write at once are told apart."""

import multiprocessing
import sqlite3
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from data_loaders import desk as desk_of
from data_loaders.desk import Desk, DeskRefused, Override

pytest_plugins = ("tests.data_loaders.place", "tests.postgres")

STATEMENTS = {
    name: value for name, value in vars(desk_of).items() if name.isupper() and isinstance(value, sa.Executable)
}


def figure(after="120.00", **changes) -> Override:
    made = {
        "government": "Test Province", "level": "head", "code": "R18", "fiscal_year": "2026-27",
        "who": "Ayesha Khan", "why": "rate cut from January", "before": Decimal("150.00"), "after": after,
        "version": "v1", "cut_off": date(2026, 10, 1), "booked": Decimal("40.00"),
    }  # fmt: skip
    return Override(**made | changes)


@pytest.fixture
def desk(tmp_path, desk_url):
    opened = Desk.open(tmp_path, desk_url)
    yield opened
    opened.close()


def standing(desk) -> Decimal | None:
    found = desk.standing("Test Province", "head", "R18", "2026-27")
    return found.after if found else None


def test_an_override_stands_until_it_is_undone_and_both_rows_stay(desk):
    assert standing(desk) is None
    made = desk.override(figure())
    assert standing(desk) == Decimal("120.00")
    desk.undo(made, "Bilal", "the cut was withdrawn")
    assert standing(desk) is None
    rows = desk.overrides()
    assert rows[["who", "before", "after"]].values.tolist() == [
        ["Ayesha Khan", Decimal("150.00"), Decimal("120.00")],
        ["Bilal", Decimal("120.00"), None],
    ]
    assert desk.trail()[["who", "what"]].values.tolist() == [["Ayesha Khan", "overridden"], ["Bilal", "undone"]]


def test_the_newest_override_counts_and_undoing_it_does_not_revive_an_older_one(desk):
    desk.override(figure("110.00"))
    newer = desk.override(figure("130.00"))
    assert standing(desk) == Decimal("130.00")
    desk.undo(newer, "Bilal", "no longer needed")
    assert standing(desk) is None
    desk.override(figure("140.00"))
    assert standing(desk) == Decimal("140.00")


def test_what_was_overridden_again_cannot_be_undone_unseen(desk):
    older = desk.override(figure("110.00"))
    desk.override(figure("130.00"))
    with pytest.raises(DeskRefused, match="look again"):
        desk.undo(older, "Bilal", "mistaken")
    assert (standing(desk), desk.revision()) == (Decimal("130.00"), 2)


def test_other_heads_years_and_governments_are_left_alone(desk):
    desk.override(figure())
    assert desk.standing("Test Province", "group", "R18", "2026-27") is None
    assert desk.standing("Test Province", "head", "R18", "2027-28") is None
    assert desk.standing("Another Province", "head", "R18", "2026-27") is None


def test_money_comes_back_to_the_paisa(desk):
    desk.override(figure("123456789012345678.91"))
    assert standing(desk) == Decimal("123456789012345678.91")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"who": "  "}, "who makes it"), ({"why": ""}, "a reason"), ({"after": None}, "needs a figure"),
        ({"after": "NaN"}, "not an am"), ({"after": "a lot"}, "not an am"), ({"after": "1e30"}, "not an am"),
    ],
)  # fmt: skip
def test_what_cannot_be_defended_is_not_written(desk, wrong, sentence):
    with pytest.raises(DeskRefused, match=sentence):
        desk.override(figure(**wrong))
    assert desk.revision() == len(desk.overrides()) == 0


def test_each_thing_written_makes_a_revision_of_its_own(desk):
    seen = [desk.revision()]
    made = desk.override(figure())
    seen.append(desk.revision())
    desk.undo(made, "Bilal", "mistaken")
    seen.append(desk.revision())
    assert len(set(seen)) == 3


def write(home, url: str, code: str, times: int) -> None:
    desk = Desk.open(home, url)
    for time in range(times):
        desk.override(figure(str(time), code=code))


def test_two_processes_that_write_at_once_lose_nothing(desk, tmp_path, desk_url):
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["data_loaders.desk"])
    writers = [context.Process(target=write, args=(tmp_path, desk_url, code, 20)) for code in ("A", "B")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    rows = desk.overrides()
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert {code: list(made["after"]) for code, made in rows.groupby("code")} == {
        code: [Decimal(f"{time}.00") for time in range(20)] for code in ("A", "B")
    }


def test_a_desk_that_is_being_written_to_is_said_in_a_sentence(tmp_path):
    desk = Desk.open(tmp_path, patience=0.05)
    other = sqlite3.connect(tmp_path / "desk.sqlite", isolation_level=None)
    other.execute("begin immediate")
    assert desk.revision() == 0  # readers never wait
    with pytest.raises(DeskRefused, match="written to by somebody else"):
        desk.override(figure())
    other.execute("rollback")
    desk.override(figure())
    assert standing(desk) == Decimal("120.00")


def test_a_damaged_desk_is_said_and_never_made_anew(tmp_path):
    path = tmp_path / "desk.sqlite"
    path.write_bytes(b"what people wrote, damaged" * 100)
    with pytest.raises(DeskRefused, match="restore it from a copy"):
        Desk.open(tmp_path)
    assert path.read_bytes().startswith(b"what people wrote")


def test_another_database_is_named_by_a_url(tmp_path, monkeypatch):
    monkeypatch.setenv("KHAZANA_DESK", f"sqlite:///{tmp_path / 'elsewhere.sqlite'}")
    Desk.open(tmp_path / "store").override(figure())
    assert (tmp_path / "elsewhere.sqlite").exists() and not (tmp_path / "store").exists()


@pytest.mark.parametrize("url", ["nonsense", "nobase://here"])
def test_a_url_that_names_no_database_is_said(tmp_path, url):
    with pytest.raises(DeskRefused, match="cannot be opened"):
        Desk.open(tmp_path, url)


@pytest.mark.parametrize("statement", [*STATEMENTS.values(), *desk_of.MAKE], ids=str)
def test_every_statement_is_understood_by_postgresql(statement):
    assert str(statement.compile(dialect=postgresql.dialect()))


def test_postgresql_keeps_money_as_money():
    table = next(made for made in desk_of.MAKE if made.element.name == "override")
    made = str(table.compile(dialect=postgresql.dialect()))
    assert made.count("NUMERIC(20, 2)") == 3


def test_the_statements_are_found():
    assert set(STATEMENTS) >= {"ADD_OVERRIDE", "ADD_AUDIT", "REVISION", "OVERRIDES", "TRAIL", "NEWEST"}


def test_a_publish_leaves_the_desk_as_it_is(place):
    place.publish(place.file("july.csv", "month,office,amount\n2026-07-01,A,5\n"))
    Desk.open(place.home).override(figure())
    place.publish(place.file("august.csv", "month,office,amount\n2026-08-01,A,7\n"))
    assert standing(Desk.open(place.home)) == Decimal("120.00")
