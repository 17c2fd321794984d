"""Every question about revenue in depth: what an answer must carry, with figures and without."""

import pandas as pd
import pytest

from analytics import (
    buoyancy,
    collection_gap,
    concentration,
    contribution,
    decomposition,
    effort,
    exports,
    lookalikes,
    real_terms,
    seasonality,
    transfers,
    unusual_months,
)
from data_loaders.store import Store

QUESTIONS = [
    buoyancy.by_head, collection_gap.by_head, concentration.of_receipts, contribution.to_growth,
    decomposition.parts, decomposition.breaks, effort.by_district, effort.by_agency, lookalikes.of_heads,
    real_terms.by_year, seasonality.by_month, seasonality.pace, transfers.against_own, transfers.national_pool,
    unusual_months.of_months,
]  # fmt: skip
GROUPS = {"R01": "Federal transfers", "R18": "Provincial tax", "R09": "Provincial tax", "R21": "Provincial non-tax"}
NAMES = [f"{question.__module__.split('.')[-1]}.{question.__name__}" for question in QUESTIONS]


def ask(question, store):
    return question(store) if question is not collection_gap.by_head else question(store, "2020-21")


@pytest.fixture(scope="module")
def province(by_months, ledger, seasons):
    """Six whole years of four heads with a target, two districts and two agencies."""
    figures = {
        code: [round(1000 * share * (1.1 + at / 100) ** year + (share == 16) * 500 * at, 2) for year in range(6)
               for share in seasons] for at, code in enumerate(GROUPS)
    }  # fmt: skip
    figures["R09"][30] *= 4
    months = by_months(**figures)
    months["district"] = ["HB" if number % 2 else "KE" for number in range(len(months))]
    target = ledger(*(("receipt", "2020-21", None, code, 10**6, "original") for code in GROUPS)).assign(line=999)
    heads = pd.DataFrame({"code": list(GROUPS), "name": [f"Head {code}" for code in GROUPS], "parent": GROUPS.values()})
    return Store.of(
        entry=pd.concat([months, target], ignore_index=True),
        head=heads.assign(agency=["Federation", "Authority", "Board", "Board"]),
        district=pd.DataFrame({"code": ["HB", "KE"], "name": ["Hyderabad", "Karachi East"], "population": [9, 5]}),
        government=pd.DataFrame(
            [{"name": "P", "currency": "PKR", "first_month": 7, "invented": True, "note": "invented"}]
        ),
    )


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_an_answer_carries_all_that_defends_its_figures(province, question):
    answer = ask(question, province)
    assert len(answer.table) > 0 and answer.sentence.endswith(".")
    assert set(answer.units) <= set(answer.table.columns)
    assert answer.notes and answer.sources
    assert (answer.version, answer.ribbon) == ("memory", "invented")
    assert answer.as_of is not None and answer.as_of.isoformat() == "2021-06-30"
    numbers = [name for name in answer.table if pd.api.types.is_float_dtype(answer.table[name])]
    assert [name for name in numbers if name not in answer.units] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_an_answer_can_be_taken_away_as_a_file(province, question):
    answer = ask(question, province)
    assert answer.title in exports.csv(answer).decode("utf-8-sig")
    assert exports.xlsx(answer)[:2] == b"PK"


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_an_empty_store_has_an_answer_that_says_so(question):
    answer = ask(question, Store.of())
    assert answer.table.empty and answer.sentence.startswith("There ")


def test_titles_are_unique(province):
    titles = [ask(question, province).title for question in QUESTIONS]
    assert len(titles) == len(set(titles))
