"""Marts of the year-end of spending: exact sums at every level, nothing of later years, gone with other spending."""

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analytics.outturn_marts import marts
from analytics.refresh import refresh
from analytics.spent_series import LEVELS
from data_loaders.publish import publish
from data_loaders.store import OUTTURN, Government, Store
from data_loaders.verify import ENDING, verify

MOMENT = datetime(2026, 10, 5)
MONTHS = [(year, month) for year in (2023, 2024, 2025) for month in range(12)] + [(2026, month) for month in range(4)]
PLACES = [("EDU", "A011"), ("EDU", "A032"), ("HEALTH", "A011"), (None, None)]
AMOUNTS = st.lists(st.decimals("-1000", "9999999", places=2), min_size=len(PLACES), max_size=len(PLACES))


def rows(amounts: dict) -> pd.DataFrame:
    """A ledger: (fiscal year's first, month from 0) -> an amount for each place."""
    lines = [
        {
            "department": department, "object_minor": minor, "object": minor, "amount": f"{amount:.2f}",
            "flow": "expenditure",
            "side": "payment", "stage": "actual", "fiscal_year": f"{year}-{(year + 1) % 100}", "counted": True,
            "month": date(year + (month > 5), (month + 6) % 12 + 1, 1), "load_id": "one", "sheet": 1, "cell": 1,
        }
        for (year, month), of_month in amounts.items()
        for (department, minor), amount in zip(PLACES, of_month, strict=True)
    ]  # fmt: skip
    return pd.DataFrame(lines).assign(line=range(len(lines)))


def computed(entry: pd.DataFrame) -> Store:
    return Store.of(entry=entry, **marts(Store.of(entry=entry), MOMENT))


def level_amounts() -> dict:
    return {at: [10 + at[1], 20, 5 + (at[1] == 11) * 50, 1] for at in MONTHS}


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])  # to shrink takes minutes
@given(st.fixed_dictionaries(dict.fromkeys(MONTHS, AMOUNTS)))
def test_every_level_adds_up_to_the_hundredth(amounts):
    store = computed(rows(amounts))
    for identity, sql in ENDING.items():
        given_ = {"spending": store.spending_basis()} if "$spending" in sql else {}
        assert len(store.ask(sql, **given_)) == 0, identity
    booked = sum(sum(of_month) for at, of_month in amounts.items() if at[0] == 2026)
    ends = store.ask("select level, sum(booked) as booked, sum(total) as total from outturn_year group by level")
    assert set(ends["level"]) == set(LEVELS.values())
    assert set(ends["booked"]) == {booked}
    assert ends["total"].nunique() == 1


BROKEN = [  # mart, column, by how much, which level, what must be found
    ("outturn_year", "total", 1, "department", "spent and still to be spent are the year-end"),
    ("outturn", "mean", 1, "department", "the months to come are what is still to be spent"),
    ("outturn_year", "booked", 1, "department", "every level of spending adds to the total"),
    ("outturn_year", "total", 1, "department and object", "objects of a department add to it"),
    ("outturn_year", "booked", 1, "all spending", "what is spent of the year is the ledger's"),
    ("outturn_year", "lo80", 10**9, "department", "limits enclose the year-end"),
]


@pytest.mark.parametrize(("mart", "column", "more", "level", "identity"), BROKEN)
def test_each_identity_finds_what_it_is_for(mart, column, more, level, identity):
    entry = rows(level_amounts())
    made = marts(Store.of(entry=entry), MOMENT)
    frame = made[mart].to_pandas()
    frame.loc[frame["level"] == level, column] += more
    store = Store.of(entry=entry, **(made | {mart: frame}))
    assert len(store.ask(ENDING[identity])) > 0


def test_what_an_earlier_year_would_have_said_does_not_know_later_ones():
    amounts = level_amounts()
    other = {
        at: [each * (7 + at[1]) if at[0] > 2024 else each for each in of_month] for at, of_month in amounts.items()
    }
    sql = "select * from outturn_record where fiscal_year = '2024-25' order by level"
    record = computed(rows(amounts)).ask(sql)
    assert len(record) == len(LEVELS)
    assert record.equals(computed(rows(other)).ask(sql))


def test_the_record_by_hand():
    """As of October 2024 the run rate made 3 x (10 + 11 + 12 + 13) of EDU A011, which came to 186."""
    record = computed(rows(level_amounts())).ask("select * from outturn_record where level = 'all spending'")
    (then,) = record[record["fiscal_year"] == "2024-25"].to_dict("records")
    whole = 186 + 240 + 110 + 12
    assert then["actual"] == whole
    assert then["run_rate_error"] == pytest.approx((whole - (46 + 80 + 20 + 4) * 3) / whole * 100)
    assert then["last_year_error"] == pytest.approx(0, abs=1e-9)


def test_nothing_is_made_without_a_year_in_progress():
    whole = {at: of_month for at, of_month in level_amounts().items() if at[0] < 2026}
    assert marts(Store.of(entry=rows(whole)), MOMENT) == {}
    assert marts(Store.of(), MOMENT) == {}


def ledger_file(folder: Path, name: str, months: list) -> Path:
    lines = [
        f"{date(year + (month > 5), (month + 6) % 12 + 1, 15)},{name},{department},{minor},{10 + month}.25"
        for year, month in months
        for department, minor in (("EDU", "A01101"), ("HEALTH", "A03201"))
    ]
    path = folder / f"{name}.csv"
    path.write_text("\n".join(["posted_on,office,department,object,amount", *lines]) + "\n", encoding="utf-8")
    return path


def test_a_refresh_publishes_it_and_other_spending_takes_it_away(tmp_path):
    home = tmp_path / "home"
    publish([ledger_file(tmp_path, "ONE", MONTHS)], home, profile="ledger", government=Government("P", "PKR", 7, "NAM"))
    told = []
    facts = refresh(home, progress=lambda *said: told.append(said[0]))
    assert facts["year_ends"] == 1 + 2 + 2 + 2
    assert "7 year-ends of spending" in facts["sentence"]
    assert "Trying out the year-end of spending" in told
    assert verify(home) == []
    store = Store.open(home)
    assert all(store.holds(mart) for mart in OUTTURN)
    store.close()
    publish([ledger_file(tmp_path, "TWO", MONTHS[-1:])], home, profile="ledger")
    store = Store.open(home)
    assert not any(store.holds(mart) for mart in OUTTURN)
    store.close()
    assert verify(home) == []
