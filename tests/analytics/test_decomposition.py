"""Decomposition: components multiply back to the paisa's figure, and short histories are told so."""

from decimal import Decimal

import pandas as pd
import pytest

from analytics import decomposition
from data_loaders.store import Store


def growing(seasons, years, rate=1.1):
    return [round(1000 * share * rate**year, 2) for year in range(years) for share in seasons]


def test_components_multiply_back_to_the_amount(by_months, seasons):
    figures = growing(seasons, 6)
    figures[40], figures[50] = -500, None
    table = decomposition.parts(Store.of(entry=by_months(T1=figures)), heads=("T1",)).table
    assert len(table) == 72
    assert pd.isna(table["amount"][50]) and pd.isna(table["rest"][50])
    for row in table.drop(index=50).itertuples():
        product = float(row.trend) * row.season * row.holiday * row.policy * row.rest
        assert product == pytest.approx(float(row.amount), rel=1e-12)


def test_the_sentence_names_trend_and_season_with_the_number_of_months(by_months, seasons):
    answer = decomposition.parts(Store.of(entry=by_months(T1=growing(seasons, 6))))
    assert answer.sentence.startswith("The trend of Jun 2021 is 10.0 % above a year before; the season lifts June most")
    assert "lowers July most" in answer.sentence and answer.sentence.endswith("(72 months).")
    assert dict(answer.units) == {
        "amount": "PKR", "trend": "PKR", "season": "times", "holiday": "times", "policy": "times", "rest": "times",
    }  # fmt: skip


def test_a_dated_parameter_of_the_head_is_said_with_its_source(by_months, seasons):
    figures = growing(seasons, 11)
    figures[120:] = [figure * 2 for figure in figures[120:]]
    answer = decomposition.parts(Store.of(entry=by_months(R05=figures)), heads=("R05",))
    (said,) = [note for note in answer.notes if note.startswith("Jul 2025")]
    assert "passes from the Board of Revenue to the Sindh Revenue Board: the level after it is" in said
    assert answer.table["policy"].iloc[-1] == pytest.approx(2, rel=0.1)


def test_an_intervention_typed_by_the_reader_is_tested_beside_the_unknown_month(by_months, seasons):
    figures = growing(seasons, 8)
    figures[48:] = [figure * 1.5 for figure in figures[48:]]
    answer = decomposition.breaks(Store.of(entry=by_months(T1=figures)), interventions=(("2019-07", "rate up"),))
    tests = answer.table.set_index("test")
    assert tests.loc["largest step", "month"].isoformat() == "2019-07-01"
    assert tests.loc["dated step", "what"] == "rate up"
    assert tests.loc["dated step", "effect"] == pytest.approx(50, rel=0.1)
    assert (answer.table["months"] == 96).all()
    assert answer.sentence.startswith("The level rose most in July 2019, by ")


@pytest.mark.parametrize("question", [decomposition.parts, decomposition.breaks])
def test_thirty_five_months_are_too_few_and_the_answer_says_what_is_missing(by_months, question):
    answer = question(Store.of(entry=by_months(T1=[Decimal(5)] * 35)))
    assert answer.table.empty
    assert answer.sentence.endswith("35 months have a figure above zero and 36 are needed.")


def test_an_empty_store_says_what_to_do():
    assert decomposition.parts(Store.of()).sentence.startswith("There are no receipts in the store yet")
