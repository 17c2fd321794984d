"""Asking: one answer for all visitors, what is made of it made once, and nobody changes either."""

import pandas as pd
import pytest

from analytics.answer import Answer
from data_loaders.store import Store
from pages.ui import ask
from pages.ui.catalogue import PAGES


def answer(*amounts: int) -> Answer:
    return Answer("Receipts", pd.DataFrame({"amount": amounts}), {"amount": "PKR"}, ("receipt_month",))


@pytest.fixture
def total():
    """total(answer, times) adds up and multiplies; total.made lists what it was asked for."""

    def add(of: Answer, times: int) -> int:
        add.made.append((of, times))
        return int(of.table.amount.sum()) * times

    add.made = []
    return add


def test_what_is_made_of_an_answer_is_made_once(total):
    receipts = answer(1, 2)
    assert [ask.made(total, receipts, 10) for _ in range(3)] == [30, 30, 30]
    assert len(total.made) == 1


def test_another_answer_or_another_value_is_made_anew(total):
    receipts = answer(1, 2)
    assert [ask.made(total, receipts, 10), ask.made(total, receipts, 100), ask.made(total, answer(5), 10)] == [
        30,
        300,
        50,
    ]


def test_answers_that_look_alike_are_not_taken_for_one_another(total):
    assert [ask.made(total, each, 1) for each in (answer(1, 2), answer(1, 3))] == [3, 4]


@pytest.mark.parametrize("screen", PAGES, ids=lambda screen: screen.title)
def test_no_page_changes_an_answer(at, homes, monkeypatch, screen):
    asked, question_of = [], ask.answer

    def listening(question, **arguments):
        asked.append((question, arguments, question_of(question, **arguments)))
        return asked[-1][-1]

    monkeypatch.setattr(ask, "answer", listening)
    at("invented", screen.path).run()
    store = Store.open(homes["invented"])
    assert asked
    for question, arguments, answered in asked:
        pd.testing.assert_frame_equal(answered.table, question(store, **arguments).table)
    store.close()
