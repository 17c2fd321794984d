"""Ceilings over a store of four budget lines, worked by hand."""

import pandas as pd
import pytest

from analytics.ceilings import DIFFERENCE, ceilings
from data_loaders.store import Store
from models.budget.ceilings import CeilingRefused

LINES = pd.DataFrame(
    [("roads", "A03", 200), ("schools", "A01", 500), ("health", "A03", 300), (None, "A03", 10)],
    columns=["department", "object_minor", "amount"],
)
LINES[["fiscal_year", "month", "class", "flow"]] = ["2026-27", None, "current revenue", "expenditure"]
LINES[["stage", "function_major"]] = ["original", "01"]
RECEIPTS = pd.DataFrame(
    [("2026-27", None, "R01", "original", 900)], columns=["fiscal_year", "month", "head", "stage", "amount"]
)
LAND = pd.DataFrame([("A province", "PKR", 7, "NAM")], columns=["name", "currency", "first_month", "chart"])
PLACES = pd.DataFrame({"code": ["roads", "schools", "health"], "name": ["Roads", "Schools", "Health"]})


@pytest.fixture(scope="module")
def store():
    heads = pd.DataFrame({"code": ["R01"], "parent": ["Federal transfers"]})
    return Store.of(government=LAND, spending_month=LINES, receipt_month=RECEIPTS, department=PLACES, head=heads)


def by_name(answer) -> dict[str, float]:
    return dict(zip(answer.table["name"], answer.table["ceiling"].astype(float), strict=True))


def test_what_has_no_department_is_locked_and_the_rest_shared(store):
    """810 less 10 that nobody owns: 300, 200 and 500 of 1,000 parts."""
    answer = ceilings(store, envelope=810)
    made = by_name(answer)
    assert made == {
        "No department stated": 10, "Health": 240, "Roads": 160, "Schools": 400, DIFFERENCE: 0, "Envelope": 810,
    }  # fmt: skip
    assert answer.sentence == "The ceilings add to the envelope."
    growth = answer.table.set_index("name")["growth"]
    assert growth["Schools"] == pytest.approx(-20) and answer.table["how"].iloc[0] == "locked"


def test_a_difference_is_a_row_and_a_sentence(store):
    answer = ceilings(
        store, envelope=2_000_000_810, rule="priority", priority=(("schools", 1),), asked=(("roads", 100),)
    )
    made = by_name(answer)
    assert made["Roads"] == 100 and made["Schools"] == 500 and made[DIFFERENCE] == 2_000_000_810 - 910
    assert answer.sentence == "The envelope is 2.0 bn over its ceilings."
    assert list(answer.table.set_index("name").loc[["Schools", "Roads"], "how"]) == ["rank 1", "shared"]


def test_the_envelope_is_the_spending_of_the_scenario(store):
    """Baseline: 500 of salaries grow by 8 % and 1 %, 510 of operations by 7 %: 545.4 and 545.7, each whole; and 2 % of
    interest and a 25th of the foreign debt of 1,302.448 bn, 78,146,880,000 in all."""
    assert by_name(ceilings(store))["Envelope"] == 545 + 546 + 78_146_880_000
    frozen = (("pay_award", 0.0), ("hiring", 0.0))
    assert by_name(ceilings(store, moved=frozen))["Envelope"] == 500 + 546 + 78_146_880_000


def test_a_figure_put_into_the_scenario_is_in_the_envelope(store):
    """Salaries of 545 are put at 1,000; the other lines are as in the test before."""
    put = (("salaries", "2027-28", 1000.0, "agreed"),)
    answer = ceilings(store, put=put)
    assert by_name(answer)["Envelope"] == 1000 + 546 + 78_146_880_000
    assert "Salaries 2027-28 is put in: agreed" in answer.notes
    assert "The envelope is the spending of the scenario." not in ceilings(store, envelope=810).notes


def test_an_unknown_department_is_refused(store):
    with pytest.raises(CeilingRefused, match="Not among those who asked: police"):
        ceilings(store, locked=(("police", 5.0),))


def test_without_a_budget_the_answer_says_what_is_missing():
    answer = ceilings(Store.of())
    assert answer.table.empty and "needs the budget of a year" in answer.sentence
