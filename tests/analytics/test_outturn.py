"""Year-end of spending: levels add up to the rupee, budgets and chances stand beside, an officer's figure is kept."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from analytics import outturn, outturn_record
from analytics.outturn_basis import NONE
from analytics.outturn_marts import marts
from analytics.year_figures import NOT_YET
from data_loaders.desk import Desk, Override
from data_loaders.store import Store

NOW = "2026-27"
MOMENT = datetime(2026, 10, 5)


def computed(entry) -> Store:
    """A store with the year-end of its spending."""
    return Store.of(entry=entry, **marts(Store.of(entry=entry), MOMENT))


@pytest.fixture(scope="module")
def store(ledger) -> Store:
    """Health pays 10 a month and 30 in June, Works 7; three months of 2026-27 are booked, both a fifth higher."""
    rows = []
    for first in range(2021, 2026):
        label = f"{first}-{(first + 1) % 100:02}"
        for month in range(12):
            day = f"{first + (month > 5)}-{(month + 6) % 12 + 1:02}"
            rows.append(("payment", label, day, "Health", 30 if month == 11 else 10, "actual", {"object_minor": "A01"}))
            rows.append(("payment", label, day, "Works", 7, "actual", {"object_minor": "A12"}))
    for day in ("2026-07", "2026-08", "2026-09"):
        rows.append(("payment", NOW, day, "Health", "12.00", "actual", {"object_minor": "A01"}))
        rows.append(("payment", NOW, day, "Works", "8.40", "actual", {"object_minor": "A12"}))
    rows.append(("payment", NOW, None, "Health", 150, "original", {"object_minor": "A01"}))
    rows.append(("payment", NOW, None, "Works", 120, "original", {"object_minor": "A12"}))
    return computed(ledger(*rows))


def row(answer, code: str):
    return answer.table[answer.table["code"] == code].iloc[0]


def test_the_year_ends_where_its_own_pattern_leads(store):
    health = row(outturn.year_end(store), "Health")
    assert (health["booked"], health["months_booked"], health["cut_off"]) == (36, 3, date(2026, 9, 1))
    assert float(health["total"]) == pytest.approx(168, rel=0.05)  # 140 a year, a fifth higher
    assert health["over"] == health["total"] - 150
    assert health["pattern"] == "at the year's end"
    assert row(outturn.year_end(store), "Works")["pattern"] == "steady"


def test_every_level_adds_up_to_the_total(store):
    total = outturn.year_end(store, by="total").table.iloc[0]
    for by in ("department", "object"):
        table = outturn.year_end(store, by=by).table
        rows, last = table.iloc[:-1], table.iloc[-1]
        for column in ("booked", "remaining", "total"):
            assert rows[column].sum() == last[column] == total[column]
    months = outturn.by_month(store).table
    assert months["booked"].sum() == total["booked"]
    assert months["forecast"].sum() == total["remaining"]


def test_the_record_stands_beside_the_plain_methods(store):
    table = outturn_record.of_years(store).table
    assert table["fiscal_year"].tolist() == ["2022-23", "2023-24", "2024-25", "2025-26"]
    assert table["error"].iloc[1:].max() < 0.01  # in the first year nothing had been tried, so all counted alike
    assert 0.01 < table["error"].iloc[0] < table["run_rate_error"].min()
    # three months of 10 and 7 are 51; the run rate says 204, the year is 224
    assert table["run_rate_error"].tolist() == pytest.approx([20 / 224 * 100] * 4)


def test_an_officers_figure_counts_and_is_told(store, tmp_path):
    desk = Desk.open(tmp_path)
    before = row(outturn.year_end(store, desk), "Health")
    desk.override(
        Override(
            government=store.government.name, level=before["level"], code="Health", fiscal_year=NOW, who="Asma",
            why="a new hospital opens", before=before["total"], after=Decimal(200), version="v1",
            cut_off=before["cut_off"], booked=before["booked"],
        )
    )  # fmt: skip
    answer = outturn.year_end(store, desk)
    assert (row(answer, "Health")["figure"], row(answer, "Health")["who"]) == (200, "Asma")
    assert "Asma put a figure in the place of that of Health: a new hospital opens." in answer.notes
    assert row(answer, "Works")["figure"] == row(answer, "Works")["total"]
    apart = answer.table[answer.table["name"] == outturn.APART].iloc[0]
    assert apart["figure"] == before["total"] - 200  # what the officer put is in Health and not in the total
    assert answer.table["figure"].iloc[:-1].sum() == answer.table["figure"].iloc[-1]
    assert outturn.APART not in set(outturn.year_end(store).table["name"])


@pytest.mark.parametrize("question", [outturn.year_end, outturn.by_month, outturn_record.of_years])
def test_without_a_year_in_progress_nothing_is_said(question, ledger):
    whole = [("payment", "2025-26", f"{2025 + (m > 5)}-{(m + 6) % 12 + 1:02}", "Health", 5) for m in range(12)]
    for store in (Store.of(), Store.of(entry=ledger(*whole)), Store.of(entry=ledger(whole[0]))):
        answer = question(store)
        assert answer.table.empty
        assert answer.sentence == NONE


def test_before_a_refresh_it_is_said_what_to_do(ledger):
    months = [(2025, at) for at in range(12)] + [(2026, 0)]
    days = [(f"{year}-{year - 1999}", f"{year + (at > 5)}-{(at + 6) % 12 + 1:02}") for year, at in months]
    entry = ledger(*(("payment", year, day, "Health", 5) for year, day in days))
    for question in (outturn.year_end, outturn.by_month, outturn.choices, outturn_record.weights):
        answer = question(Store.of(entry=entry))
        assert (len(answer.table), answer.sentence) == (0, NOT_YET)


def test_the_objects_of_a_department_add_up_to_it(store):
    table = outturn.year_end(store, by="both", within="Health").table
    assert table["code"].tolist() == ["Health A01", "Health"]
    whole = row(outturn.year_end(store), "Health")
    assert table["total"].tolist() == [whole["total"]] * 2
    assert table["budget"].tolist() == [150, 150]


def test_the_chance_and_what_lapses_are_said(store):
    """Health is expected at about 168 of its 150, Works at about 101 of 120."""
    answer = outturn.year_end(store)
    health, works = row(answer, "Health"), row(answer, "Works")
    assert (health["chance"], works["chance"]) == (pytest.approx(100, abs=5), pytest.approx(0, abs=5))
    assert "; 1 of 2 are more likely than not to overrun theirs" in answer.sentence
    lapsing = (120 - float(works["total"])) / 270 * 100
    assert f"and {lapsing:.1f} % of the budget is likely to lapse in the others" in answer.sentence


def test_the_month_in_which_most_is_needed_is_said(store):
    answer = outturn.by_month(store, "department", "Health")
    assert answer.table["booked"].dropna().tolist() == [12, 12, 12]
    assert "9 months are to come" in answer.sentence and "the most is needed in June 2027" in answer.sentence


def test_the_reckonings_that_came_near_count(store):
    """Both spend every year as they did the year before: their own pattern was never off."""
    table = outturn_record.weights(store).table.set_index("reckoning")
    for kind in ("steady", "at the year's end"):
        assert table[kind].sum() == pytest.approx(100)
        assert table[kind]["the year so far, by its own pattern"] > 20 > table[kind]["the year so far, by that of all"]


def test_an_unknown_level_and_a_missing_department_are_said(store):
    with pytest.raises(ValueError, match="not by 'district'"):
        outturn.year_end(store, by="district")
    with pytest.raises(ValueError, match="name it with `within`"):
        outturn.year_end(store, by="both")
    assert outturn.year_end(store, code="Nowhere").sentence == "Nothing is known of this choice."


def test_without_an_earlier_year_to_try_them_out_on_no_reckoning_has_a_weight(ledger):
    months = [(2025, at) for at in range(12)] + [(2026, 0)]
    days = [(f"{year}-{year - 1999}", f"{year + (at > 5)}-{(at + 6) % 12 + 1:02}") for year, at in months]
    answer = outturn_record.weights(computed(ledger(*(("payment", year, day, "Health", 5) for year, day in days))))
    assert (len(answer.table), "count alike" in answer.sentence) == (0, True)
