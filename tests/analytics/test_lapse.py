"""Lapses: rows add up to the total, spending without a budget is not lost, an officer's figure counts."""

from datetime import datetime
from decimal import Decimal

import pytest

from analytics import lapse, outturn
from analytics.outturn_marts import marts
from data_loaders.desk import Desk, Override
from data_loaders.store import Store

NOW = "2026-27"
MONTHS = [(year, month) for year in range(2021, 2026) for month in range(12)] + [(2026, month) for month in range(3)]
SPENT = {"Health": 10, "Works": 7, "Nobody's": 1}  # a month, always: at the year's end 120, 84 and 12
BUDGETS = {"Health": 100, "Works": 120, "Rounding": -2}


def computed(ledger, budgets: dict) -> Store:
    """Five whole years and three months of one in progress, and its budgets."""
    rows = [
        ("payment", f"{year}-{year - 1999}", f"{year + (month > 5)}-{(month + 6) % 12 + 1:02}", code, amount)
        for year, month in MONTHS
        for code, amount in SPENT.items()
    ]
    rows += [("payment", NOW, None, code, amount, "original") for code, amount in budgets.items()]
    entry = ledger(*rows)
    return Store.of(entry=entry, **marts(Store.of(entry=entry), datetime(2026, 10, 5)))


@pytest.fixture(scope="module")
def store(ledger) -> Store:
    return computed(ledger, BUDGETS)


def named(answer) -> dict[str, tuple]:
    """Name -> budget, figure, lapses, overruns, likely."""
    columns = ["name", "budget", "figure", "lapses", "overruns", "likely"]
    return {name: tuple(rest) for name, *rest in answer.table[columns].itertuples(index=False)}


def test_what_lapses_and_what_overruns_by_hand(store):
    rows = named(lapse.likely(store))
    assert list(rows) == ["Works", "Health", lapse.OTHERS, "Total"]
    assert rows["Works"] == (120, 84, 36, 0, "lapses")
    assert rows["Health"] == (100, 120, 0, 20, "overruns")
    assert rows[lapse.OTHERS] == (-2, 12, 0, 14, "")  # Nobody's 12, and a budget of -2 that nobody spends
    assert rows["Total"] == (218, 216, 36, 34, "")


def test_the_total_is_the_years_end_less_its_budget(store):
    total = lapse.likely(store).table.iloc[-1]
    end = outturn.year_end(store, by="total").table.iloc[0]
    assert total["overruns"] - total["lapses"] == end["over"] == end["total"] - end["budget"]


def test_the_sentence_names_the_largest_of_each(store):
    assert lapse.likely(store).sentence == (
        "1 budget is expected to leave money unspent, 16.5 % of the whole budget, most of all Works; "  # 36 of 218
        "1 budget is expected to overrun, 9.2 % of the whole budget, most of all Health."  # 20 of 218
    )


def test_an_officers_figure_counts(store, tmp_path):
    desk = Desk.open(tmp_path)
    works = outturn.year_end(store, desk, code="Works").table.iloc[0]
    made = Override(
        government=store.government.name, level=works["level"], code="Works", fiscal_year=NOW, who="Asma",
        why="a bridge", before=works["total"], after=Decimal(125), version="v1", cut_off=works["cut_off"],
        booked=works["booked"],
    )  # fmt: skip
    standing = desk.override(made)
    answer = lapse.likely(store, desk)
    assert named(answer)["Works"][:4] == (120, 125, 0, 5)
    assert named(answer)["Total"] == (218, 257, 0, 39, "")
    assert any("Asma" in note for note in answer.notes)
    desk.undo(standing, "Bilal", "no bridge")
    assert named(lapse.likely(store, desk)) == named(lapse.likely(store))


def test_without_a_budget_nothing_lapses(ledger):
    assert lapse.likely(computed(ledger, {})).sentence == lapse.NO_BUDGET
    assert lapse.likely(Store.of()).sentence == outturn.year_end(Store.of()).sentence


@pytest.mark.parametrize(
    ("chance", "over", "word"),
    [
        (80, True, "overruns"),
        (79, True, "either"),
        (21, False, "either"),
        (20, False, "lapses"),
        (None, True, "overruns"),
    ],
)
def test_which_of_the_two_is_said_only_where_it_is_likely(chance, over, word):
    assert lapse._likely(chance, over) == word


def test_a_budget_of_zero_or_less_has_no_chance_to_be_overrun(store):
    rows = outturn.year_end(store).table.set_index("code")
    assert rows["chance"].isna()[["Rounding", "Nobody's"]].all()
    assert rows.loc["Rounding", "original"] == rows.loc["Rounding", "budget"] == -2
    assert rows["revised"].isna().all()
