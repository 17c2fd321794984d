"""Kept scenarios: every saving stays, an approved one is locked, and of two who keep at once one looks again."""

import json
import multiprocessing

import pytest

from data_loaders.desk import Decision, Desk, DeskRefused, KeptScenario, Remark

pytest_plugins = "tests.postgres"


def scenario(**changes) -> KeptScenario:
    made = {
        "government": "Test Province", "name": " Pay award ", "state": "draft", "moved": '{"pay_award": 10.0}',
        "put": "[]", "figures": '{"Balance": -5}', "who": " Ayesha ", "why": "for the workshop", "version": "v1",
        "model": "m1",
    }  # fmt: skip
    return KeptScenario(**made | changes)


@pytest.fixture
def desk(tmp_path, desk_url):
    opened = Desk.open(tmp_path, desk_url)
    yield opened
    opened.close()


def test_a_scenario_comes_back_as_it_was_kept(desk):
    made = desk.write(scenario())
    row = desk.rows(KeptScenario, government="Test Province").iloc[0]
    assert (row["name"], row["who"], json.loads(row["moved"])) == ("Pay award", "Ayesha", {"pay_award": 10.0})
    assert (made.id, row["id"], row["follows"]) == (1, 1, 0)
    assert desk.trail()[["who", "what", "about"]].values.tolist() == [["Ayesha", "kept", "scenario Pay award"]]


def test_every_saving_stays_and_follows_the_one_that_was_seen(desk):
    first = desk.write(scenario())
    desk.write(scenario(moved='{"pay_award": 12.0}', who="Bilal", follows=first.id))
    rows = desk.rows(KeptScenario)
    assert [json.loads(moved)["pay_award"] for moved in rows["moved"]] == [10.0, 12.0]
    assert rows["follows"].tolist() == [0, first.id]


def test_of_two_who_keep_at_once_one_looks_again(desk):
    first = desk.write(scenario())
    desk.write(scenario(follows=first.id, who="Bilal"))
    with pytest.raises(DeskRefused, match="kept this scenario meanwhile"):
        desk.write(scenario(follows=first.id, who="Carim"))
    with pytest.raises(DeskRefused, match="kept this scenario meanwhile"):
        desk.write(scenario(who="Dua"))  # who saw none at all
    assert desk.rows(KeptScenario)["who"].tolist() == ["Ayesha", "Bilal"]


def test_an_approved_scenario_is_locked_until_it_is_reopened(desk):
    first = desk.write(scenario())
    approved = desk.write(scenario(state="approved", who="The secretary", follows=first.id))
    for changes in ({"moved": '{"pay_award": 12.0}'}, {"put": '[["pool", "2026-27", 1, "x"]]'}, {"state": "approved"}):
        with pytest.raises(DeskRefused, match=r"approved by The secretary on .* and is locked"):
            desk.write(scenario(follows=approved.id, **changes))
    reopened = desk.write(scenario(follows=approved.id, who="The secretary", why="rates changed"))
    desk.write(scenario(follows=reopened.id, moved='{"pay_award": 12.0}'))
    assert desk.rows(KeptScenario)["state"].tolist() == ["draft", "approved", "draft", "draft"]


def test_the_same_name_of_another_government_is_another_scenario(desk):
    desk.write(scenario())
    desk.write(scenario(government="Elsewhere"))
    assert len(desk.rows(KeptScenario, government="Elsewhere")) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": " "}, "A scenario needs a name"), ({"who": ""}, "needs who keeps it"),
        ({"why": " "}, "needs a reason or a note"), ({"state": "final"}, "final is no state"),
        ({"moved": "[1]"}, "has moved cannot be read"), ({"put": "nothing"}, "has put cannot be read"),
        ({"name": "x" * 201}, "at most 200 letters"),
    ],
)  # fmt: skip
def test_a_scenario_that_lacks_something_is_refused(desk, changes, said):
    with pytest.raises(DeskRefused, match=said):
        desk.write(scenario(**changes))
    assert desk.rows(KeptScenario).empty and desk.revision() == 0


def test_comments_and_what_was_agreed_are_kept_in_order(desk):
    for said in ("Too high.", "Why so low?"):
        desk.write(Remark("Test Province", "Pay award", "salaries", "Ayesha", said))
    desk.write(Decision("Test Province", "Pay award", 1, "What does 10 % cost?", "Eight, and look again", "Bilal"))
    assert desk.rows(Remark, scenario="Pay award")["said"].tolist() == ["Too high.", "Why so low?"]
    row = desk.rows(Decision).iloc[0]
    assert (row["shown"], row["asked"], row["agreed"]) == (1, "What does 10 % cost?", "Eight, and look again")
    with pytest.raises(DeskRefused, match="needs what was agreed"):
        desk.write(Decision("Test Province", "Pay award", 1, "What?", " ", "Bilal"))


def keep(home, url: str, writer: int, times: int) -> None:
    """A writer who keeps a scenario of their own again and again, and everybody's, looking again when they must."""
    desk = Desk.open(home, url)
    seen = 0
    for time in range(times):
        seen = desk.write(scenario(name=f"of {writer}", why=f"{writer}-{time}", follows=seen)).id
        while True:
            rows = desk.rows(KeptScenario, name="of all")
            try:
                last = int(rows["id"].iloc[-1]) if len(rows) else 0
                desk.write(scenario(name="of all", why=f"{writer}-{time}", follows=last))
                break
            except DeskRefused:
                continue
    desk.close()


def test_writers_at_once_lose_nothing_and_mix_nothing(desk, tmp_path, desk_url):
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["data_loaders.desk"])
    writers = [context.Process(target=keep, args=(tmp_path, desk_url, number, 5)) for number in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    rows = desk.rows(KeptScenario)
    for number in range(3):
        mine = rows[rows["name"] == f"of {number}"]
        assert mine["why"].tolist() == [f"{number}-{time}" for time in range(5)]
    shared = rows[rows["name"] == "of all"]
    assert sorted(shared["why"]) == sorted(f"{number}-{time}" for number in range(3) for time in range(5))
    assert shared["follows"].tolist() == [0, *shared["id"].tolist()[:-1]]  # one chain, nobody overwritten unseen
