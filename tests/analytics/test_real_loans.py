"""The World Bank's statement of loans whole: a country's sums and schedule beside a plain reading of the file."""

import csv
import os
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from analytics import loans
from data_loaders.publish import publish
from data_loaders.store import Store

REAL = Path(os.environ.get("KHAZANA_REAL_DATA") or "no folder is named")
STATEMENT = REAL / "ibrd_loans/IBRD_Statement_of_Loans_Latest_Available_Snapshot.csv"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="KHAZANA_REAL_DATA does not name the folder of real files")
MARTS = {"Original Principal Amount": "original", "Cancelled Amount": "cancelled", "Undisbursed Amount": "undisbursed",
         "Disbursed Amount": "disbursed", "Repaid to IBRD": "repaid", "Due to IBRD": "due"}  # fmt: skip
ASSUMED = 6.0  # %, for every loan of the country that owes something: their rates vary and are given as zero


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with STATEMENT.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    home = tmp_path_factory.mktemp("statement")
    (load,) = publish([STATEMENT], home).loads
    assert (load["kept"], load["refused"]) == (9012, 0)
    store = Store.open(home)
    yield store
    store.close()


def of_pakistan(rows) -> list[dict[str, str]]:
    return [row for row in rows if row["Country"] == "Pakistan"]


def day(text: str) -> date:
    return datetime.strptime(text, "%m/%d/%Y %I:%M:%S %p").date()


def test_every_amount_of_the_country_is_that_of_the_file(store, rows):
    """128 loans; 2.294 billion dollars due and 3.255 undisbursed, as the file's own description says."""
    sums = ", ".join(f"sum({mart}) as {mart}" for mart in MARTS.values())
    made = store.ask(f"select count(*) as loans, {sums} from loan where country = 'Pakistan'").iloc[0]
    assert made["loans"] == len(of_pakistan(rows)) == 128
    for heading, mart in MARTS.items():
        assert made[mart] == sum(Decimal(row[heading]) for row in of_pakistan(rows)), heading
    assert round(made["due"], -6) == 2_294_000_000 and round(made["undisbursed"], -6) == 3_255_000_000


def test_the_portfolio_of_the_country_is_added_from_its_loans_alone(store, rows):
    table = loans.portfolio(store, country="Pakistan").table
    due = sum(Decimal(row["Due to IBRD"]) for row in of_pakistan(rows))
    assert table["owed"].iloc[0] == due and table["owed_in_national_currency"].tolist() == [due * 280] * 2
    assert "Left out: 8,884 loans of 146 countries" in loans.portfolio(store, country="Pakistan").notes[-1]
    assert "loans of other countries alone" in loans.portfolio(store).sentence


def test_no_loan_of_the_country_with_something_due_has_a_rate(store, rows):
    owing = [row for row in of_pakistan(rows) if Decimal(row["Due to IBRD"]) > 0]
    assert len(owing) == 31 and {float(row["Interest Rate"] or 0) for row in owing} == {0.0}
    answer = loans.service(store, country="Pakistan")
    assert loans.today(store, country="Pakistan").table[["loans", "without_a_rate"]].values.tolist() == [[31, 31]]
    assert answer.table.empty and any("for want of a rate" in note for note in answer.notes)


def test_repayment_of_each_year_is_by_half_years_from_the_day_of_the_statement(store, rows):
    """Half-years end on 30 November and 31 May; a day of repayment counts to the half-year that it falls in."""
    ends = [date(2023 + at // 2, 11, 30) if at % 2 == 0 else date(2024 + at // 2, 5, 31) for at in range(80)]
    want = [0.0] * 40
    for row in (row for row in of_pakistan(rows) if Decimal(row["Due to IBRD"]) > 0):
        days = [day(row[name]) for name in ("First Repayment Date", "Last Repayment Date")]
        first, last = (next(at for at, end in enumerate(ends) if end >= each) for each in days)
        for at in range(first, last + 1):
            want[at // 2] += float(row["Due to IBRD"]) / (last - first + 1)
    table = loans.by_currency(store, country="Pakistan", rate=ASSUMED).table
    assert table["fiscal_year"].tolist()[::9] == ["2023-24", "2032-33"]
    assert table["repayment"].astype(float).tolist() == pytest.approx(want[:10], abs=0.01)
    start = sum(Decimal(row["Due to IBRD"]) for row in of_pakistan(rows) if Decimal(row["Due to IBRD"]) > 0)
    assert float(table["owed"].iloc[0]) == pytest.approx(float(start) - want[0], abs=0.02)
