"""Anomalies: the refund that was planted is the first of the list, with what was usual."""

from datetime import date

import numpy as np
import pytest

from analytics import unusual_months
from data_loaders.store import Store


@pytest.fixture(scope="module")
def figures(seasons):
    noise = np.random.default_rng(0).normal(0, 0.02, (3, 72))
    return [[round(float(1000 * share * np.exp(shock)), 2) for share, shock in zip(seasons * 6, row, strict=True)]
            for row in noise]  # fmt: skip


@pytest.fixture(scope="module")
def spoilt(figures, by_months):
    figures[1][59] = -264.528
    figures[2][30] *= 3
    return Store.of(entry=by_months(A=figures[0], B=figures[1], C=figures[2]))


def test_the_refund_and_the_triple_are_found_with_a_sentence_each(spoilt, column):
    answer = unusual_months.of_months(spoilt)
    found = {code: (month, said) for code, month, said in column(answer, "code", "month", "said")[:2]}
    assert found["B"] == (date(2020, 6, 1), "June 2020 of B is negative: more went back than came in.")
    assert found["C"][0] == date(2018, 1, 1) and "times what is usual for the month" in found["C"][1]
    usual = {code: float(money) for code, money in column(answer, "code", "usual")[:2]}
    assert usual == pytest.approx({"B": 16_000, "C": 7_000}, rel=0.1)
    assert (answer.table["difference"] == answer.table["amount"] - answer.table["usual"]).all()


def test_only_the_years_asked_for_are_shown(spoilt, column):
    answer = unusual_months.of_months(spoilt, years=("2017-18",))
    assert {year for (year,) in column(answer, "fiscal_year")} == {"2017-18"}


def test_months_as_usual_are_not_called_odd(by_months, seasons):
    answer = unusual_months.of_months(Store.of(entry=by_months(A=seasons * 4)))
    assert (len(answer.table), answer.sentence) == (0, "No month is unusual in the 1 series judged.")


def test_two_years_less_a_month_are_too_few(by_months, seasons):
    answer = unusual_months.of_months(Store.of(entry=by_months(A=(seasons * 2)[:23])))
    assert answer.sentence == "Unusual months take 24 months of figures of a head; the longest has 23."
