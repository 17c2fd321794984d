"""Debt: the published roll-forward with its gap, and what the framework owes, worked by hand."""

import json
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from analytics import debt, debt_roll_forward, loans, scenarios
from data_loaders.store import Store
from models import parameter

REAL = Path(os.environ.get("KHAZANA_REAL_DATA") or "no folder is named")
BILLION = 10**9
RUPEES = pd.DataFrame([("A province", "PKR", 7, "NAM")], columns=["name", "currency", "first_month", "chart"])
DOLLARS = RUPEES.assign(currency="USD")


@pytest.fixture(scope="module")
def rolled():
    answer = debt_roll_forward.rolled(Store.of(government=RUPEES))
    return answer, answer.table.set_index(["fiscal_year", "name"])


def test_the_debt_of_2023_24_rolls_forward_but_for_its_gap(rolled):
    """1,057 + 325 - 41.65 = 1,340.35; 1,341 was published: 0.65 more; 284 over 1,057 is 26.9 %."""
    answer, table = rolled
    row = table.loc["2023-24", "All loans"]
    assert row["computed"] == Decimal("1340.35") * BILLION
    assert (row["published"], row["unexplained"]) == (1341 * BILLION, Decimal("0.65") * BILLION)
    assert row["growth"] == pytest.approx(284 / 1057 * 100)
    assert answer.sentence == "2023-24 comes to PKR 1,340.35 bn, 0.65 bn below the published 1,341.00 bn."
    assert "juraat.com" in answer.notes[-1]


def test_what_nobody_published_stays_missing(rolled):
    """Domestic loans of 2023-24 have no borrowing, foreign ones of 2025-26 no opening: neither is rolled forward."""
    _, table = rolled
    domestic, foreign = table.loc["2023-24", "Domestic loans"], table.loc["2025-26", "Foreign loans"]
    assert pd.isna(domestic["borrowed"]) and pd.isna(domestic["computed"]) and pd.isna(domestic["unexplained"])
    assert pd.isna(foreign["opening"]) and pd.isna(foreign["computed"]) and pd.isna(foreign["growth"])
    assert foreign["borrowed"] - foreign["repaid"] == Decimal("316.03") * BILLION


def test_foreign_and_domestic_loans_do_not_add_to_all():
    """40 + 1.48 are not 41.65; 1,328.9 + 12.24 are not 1,341."""
    answer = debt_roll_forward.parts(Store.of(government=RUPEES))
    table = answer.table.set_index("name")
    assert answer.as_of == date(2024, 6, 30)
    assert list(table.index) == ["Repaid", "Closing"]
    assert list(table["unexplained"]) == [Decimal("0.17") * BILLION, Decimal("-0.14") * BILLION]


def test_the_stock_of_the_framework_is_the_published_one():
    (stock,) = parameter.table("provincial_debt")
    (closing,) = (row for row in parameter.table("debt_year") if row["id"] == "2025_26_closing_foreign")
    assert (stock["value"], stock["source"], stock["date"]) == (closing["value"], closing["source"], closing["date"])


@pytest.mark.skipif(not REAL.is_dir(), reason="KHAZANA_REAL_DATA does not name the folder of real files")
def test_the_dated_figures_are_those_of_the_source():
    told = json.loads((REAL / "pfm/sindh/sindh_debt_stock.json").read_text(), parse_float=Decimal, parse_int=Decimal)
    names = {
        ("2023-24", "all", "borrowed"): "new_borrowing",
        ("2025-26", "foreign", "borrowed"): "new_foreign_loans",
        ("2025-26", "foreign", "repaid"): "foreign_repayment",
        ("2025-26", "foreign", "closing"): "closing_foreign_june_2026",
    }
    rows = parameter.table("debt_year")
    for row in rows:
        key = row["fiscal_year"], row["lender"], row["item"]
        name = names.get(key, f"{row['item']}_{row['lender'].replace('all', 'total')}")
        year = told[f"fy{row['fiscal_year'].replace('-', '_')}"]
        assert Decimal(row["value"]) == year[name] * BILLION, key
    assert len(rows) == 12


def test_another_currency_has_no_published_debt():
    answer = debt_roll_forward.rolled(Store.of(government=DOLLARS))
    assert answer.table.empty and "No published figures of debt" in answer.sentence
    assert debt_roll_forward.parts(Store.of(government=DOLLARS)).table.empty


def test_what_is_owed_ahead_is_that_of_the_framework(small_province):
    """In 2027-28 the loans of the ledger are due at 5 % more rupees; of the rest a 25th and 2 %.

    Half a year of 3 % on new loans is interest too. Owed then: what was owed, 5 % more of rupees, with what was
    borrowed less what was repaid."""
    store = Store.open(small_province)
    table = debt.ahead(store).table.set_index("fiscal_year")
    listed = loans.service(store).table.set_index("fiscal_year")
    first, then, price = table.loc["2026-27"], table.loc["2027-28"], Decimal("1.05")
    rest = first["debt"] - listed.loc["2026-27", "owed"]
    assert first["debt"] == 1302448 * 10**6 + first["borrowed"] - first["repayment"] and rest > 0
    assert then["repayment"] == pytest.approx(listed.loc["2027-28", "repayment"] * price + rest / 25, abs=1)
    old = first["interest"] - listed.loc["2026-27", "interest"]
    more = listed.loc["2027-28", "interest"] * price + Decimal("0.02") * rest + Decimal("0.015") * then["borrowed"]
    assert then["interest"] == pytest.approx(old + more, abs=2)
    grown = price * first["debt"] + then["borrowed"] - then["repayment"]
    assert then["debt"] == pytest.approx(grown, abs=2)
    assert (table["service"] == table["interest"] + table["repayment"]).all()
    receipts = scenarios.table(store).table.set_index("name").loc["Receipts", "2027-28"]
    assert then["share_of_receipts"] == pytest.approx(float(then["service"] / receipts) * 100)
    loan = debt.ahead(store, moved=(("new_loan", 100.0),)).table.set_index("fiscal_year")
    assert loan.loc["2027-28", "borrowed"] - then["borrowed"] == 100 * BILLION
    store.close()


def test_without_a_budget_nothing_is_said_of_the_years_ahead():
    answer = debt.ahead(Store.of(government=RUPEES))
    assert answer.table.empty and "needs the budget of a year" in answer.sentence
