"""Answers to flags: the newest counts, all are kept, and of two who answer at once one looks again."""

import pytest

from data_loaders.desk import Desk, DeskRefused, FlagAnswer

pytest_plugins = "tests.postgres"


def answer(**changes) -> FlagAnswer:
    made = {
        "government": "Test Province", "flag": "f1", "rule": "round", "about": "A round sum.", "state": "explained",
        "who": " Ayesha ", "why": " A grant fixed by law ", "version": "v1",
    }  # fmt: skip
    return FlagAnswer(**made | changes)


@pytest.fixture
def desk(tmp_path, desk_url):
    opened = Desk.open(tmp_path, desk_url)
    yield opened
    opened.close()


def test_an_answer_is_kept_with_who_and_why_and_the_trail_says_so(desk):
    before = desk.revision()
    made = desk.write(answer())
    row = desk.rows(FlagAnswer).iloc[0]
    assert (row["flag"], row["state"], row["who"], row["why"]) == ("f1", "explained", "Ayesha", "A grant fixed by law")
    assert made.at is not None and desk.revision() == before + 1
    trail = desk.trail()
    assert trail[["who", "what", "about"]].values.tolist() == [["Ayesha", "answered", "explained: A round sum."]]


def test_a_new_answer_follows_the_one_that_was_seen_and_both_stay(desk):
    first = desk.write(answer())
    desk.write(answer(state="open", who="Bilal", why="look again", follows=first.id))
    assert desk.rows(FlagAnswer)["state"].tolist() == ["explained", "open"]


def test_of_two_who_answer_at_once_one_looks_again(desk):
    desk.write(answer())
    with pytest.raises(DeskRefused, match="answered this flag meanwhile"):
        desk.write(answer(state="wrong"))
    assert desk.rows(FlagAnswer)["state"].tolist() == ["explained"]


def test_the_same_flag_of_another_government_is_another_flag(desk):
    desk.write(answer())
    desk.write(answer(government="Elsewhere"))
    assert desk.rows(FlagAnswer)["government"].tolist() == ["Test Province", "Elsewhere"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"who": " "}, "who gives it"), ({"why": ""}, "a reason"), ({"state": "closed"}, "closed is no state")],
)
def test_an_answer_that_lacks_something_is_refused(desk, changes, said):
    with pytest.raises(DeskRefused, match=said):
        desk.write(answer(**changes))
    assert desk.rows(FlagAnswer).empty
