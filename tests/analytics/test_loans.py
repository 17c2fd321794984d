"""Six loans worked by hand: one begun, one in grace, one past its last day, one without a rate, one without a price."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pytest

from analytics import exports, loan_ledger, loans
from data_loaders.store import Store

RUPEES = pd.DataFrame([("A province", "PKR", 7, "NAM")], columns=["name", "currency", "first_month", "chart"])
JUNE = date(2026, 6, 30)
COLUMNS = ["number", "as_of", "lender", "country", "currency", "rate", "undisbursed", "due", "first_repayment",
           "last_repayment"]  # fmt: skip
BEGUN = ("B", JUNE, "Bank", None, "USD", "0.04", "50", "1000", date(2020, 4, 1), date(2028, 4, 1))
GRACE = ("G", JUNE, "Bank", None, "EUR", "0.02", "0", "600", date(2027, 8, 15), date(2028, 8, 15))
OVER = ("P", JUNE, "Fund", None, "USD", "0.06", "0", "100", date(2010, 1, 1), date(2026, 1, 1))
NO_RATE = ("N", JUNE, "Fund", None, "USD", None, None, "70", date(2027, 1, 1), date(2030, 1, 1))
NO_PRICE = ("C", JUNE, "Fund", None, "CHF", "0.01", "0", "80", date(2026, 10, 1), date(2027, 4, 1))
ABROAD = ("X", JUNE, "World Bank", "Elsewhere", "USD", "0.01", "0", "400", date(2026, 10, 1), date(2027, 4, 1))
LIST = [BEGUN, GRACE, OVER, NO_RATE, NO_PRICE, ABROAD]
EARLIER = [("B", date(2025, 6, 30), *BEGUN[2:]), ("O", date(2025, 6, 30), "Old lender", *BEGUN[3:])]


def listed(rows) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=COLUMNS).assign(load_id="f1", sheet=1, line=range(2, len(rows) + 2))
    for name in ("rate", "undisbursed", "due"):
        exact = [None if pd.isna(value) else Decimal(value) for value in table[name]]
        table[name] = pd.Series(exact, dtype=pd.ArrowDtype(pa.decimal128(20, 6)))
    return table


def store_of(*rows, **more) -> Store:
    files = pd.DataFrame({"load_id": ["f1"], "file_name": ["loans.csv"]})
    return Store.of(government=RUPEES, loan=listed(rows), load=files, **more)


@pytest.fixture(scope="module")
def store():
    return store_of(*LIST, *EARLIER)


def plain(answer, *names) -> list[tuple]:
    """Rows as numbers, missing as None."""
    rows = answer.table[list(names)].itertuples(index=False, name=None)
    return [tuple(None if pd.isna(each) else each if isinstance(each, str) else float(each) for each in row)
            for row in rows]  # fmt: skip


def test_what_is_owed_by_lender_and_currency_and_in_rupees_at_its_rate(store):
    """A dollar is 280 rupees and a euro 322; a franc has no rate, so that its row has no rupees and the total lacks it.

    What one loan of the fund does not say of what is undisbursed is missing of its row, and so of the whole."""
    answer = loans.portfolio(store)
    own = ["lender", "currency", "loans", "owed", "undisbursed"]
    home = ["owed_in_national_currency", "undisbursed_in_national_currency"]
    assert plain(answer, *own, *home) == [
        ("Bank", "EUR", 1, 600, 0, 600 * 322, 0), ("Bank", "USD", 1, 1000, 50, 280_000, 50 * 280),
        ("Fund", "CHF", 1, 80, 0, None, None), ("Fund", "USD", 2, 170, None, 170 * 280, None),
        ("All lenders", None, 5, None, None, 193_200 + 280_000 + 47_600, None),
    ]  # fmt: skip
    assert answer.as_of == JUNE and answer.units["owed"] == "of its currency"
    said = (
        "Of what is owed 90.9 % is to Bank and 62.9 % in USD. There is no exchange rate for CHF 80.00, owed on 1 loan: "
    )
    assert answer.sentence == f"{said}in no figure that is added."  # 473,200 and 327,600 of 520,800
    assert "Left out: 1 loan of 1 country that a lender's statement names." in answer.notes
    assert "Not on the list of 30 June 2026, and left out: Old lender (30 June 2025)." in answer.notes
    assert "USD 280 (2026-06-30)" in answer.notes[0] and "CHF" not in answer.notes[0]


SCHEDULE = [  # worked by hand: fiscal year, currency, interest, repayment, owed at its end
    # B: 1,000 in four half-years of 250 (October and April 2026-27 and 2027-28) at 2 % a half-year: 20, 15, 10, 5.
    # P: 100 past its last day, due in the first half-year, with 3 of interest.
    # G: 600 in grace until August 2027, so paid in half-years 3, 4 and 5 (200 each) at 1 %: 6, 6 | 6, 4 | 2.
    # C: 80 in two of 40, at half a per cent: 0.4, 0.2.
    ("2026-27", "CHF", 0.6, 80, 0), ("2026-27", "EUR", 12, 0, 600), ("2026-27", "USD", 38, 600, 500),
    ("2027-28", "CHF", 0, 0, 0), ("2027-28", "EUR", 10, 400, 200), ("2027-28", "USD", 15, 500, 0),
    ("2028-29", "CHF", 0, 0, 0), ("2028-29", "EUR", 2, 200, 0), ("2028-29", "USD", 0, 0, 0),
]  # fmt: skip


def test_interest_and_repayment_of_each_year_by_currency(store):
    answer = loans.by_currency(store, years=3)
    assert plain(answer, "fiscal_year", "currency", "interest", "repayment", "owed") == SCHEDULE
    rupees = answer.table.set_index(["fiscal_year", "currency"])["repayment_in_national_currency"]
    assert rupees["2027-28", "EUR"] == 400 * 322 and pd.isna(rupees["2026-27", "CHF"])
    assert "Past the last day of repayment, and taken as due in the first half-year: P (USD 100.00)." in answer.notes
    assert "Left out, for want of a rate: N (USD 70.00)." in answer.notes
    assert "What is not drawn yet is in no year." in answer.notes


def test_service_of_each_year_in_rupees(store):
    answer = loans.service(store)
    assert plain(answer, "fiscal_year", "interest", "repayment", "service", "owed")[:3] == [
        ("2026-27", 38 * 280 + 12 * 322, 600 * 280, 600 * 280 + 38 * 280 + 12 * 322, 500 * 280 + 600 * 322),
        ("2027-28", 15 * 280 + 10 * 322, 500 * 280 + 400 * 322, 515 * 280 + 410 * 322, 200 * 322),
        ("2028-29", 2 * 322, 200 * 322, 202 * 322, 0),
    ]
    assert len(answer.table) == loans.YEARS and answer.table["fiscal_year"].iloc[-1] == "2035-36"
    assert answer.sentence.startswith("Interest and repayment of 2026-27 are PKR <0.1 bn; they are highest in 2027-28")
    assert "no exchange rate for CHF" in answer.sentence


def test_what_is_owed_today_with_the_first_and_the_heaviest_year(store):
    (row,) = loans.today(store).table.to_dict("records")
    assert (row["loans"], row["owed"], row["fiscal_year"], row["most_in"]) == (5, 520_800, "2026-27", "2027-28")
    assert (row["service"], row["most"]) == (600 * 280 + 38 * 280 + 12 * 322, 515 * 280 + 410 * 322)
    assert pd.isna(row["undisbursed"])
    repaid = (*BEGUN[:7], "0", *BEGUN[8:])
    assert loans.today(store_of(GRACE, repaid)).sentence == "On 30 June 2026 PKR <0.001 bn is owed on 1 loan."
    bare = loans.today(store_of(NO_PRICE))
    assert bare.table[["owed", "service"]].isna().all(axis=None) and "something is owed on 1 loan." in bare.sentence


def test_each_loan_has_its_terms_and_the_line_of_its_file(store):
    answer = loans.each(store)
    assert plain(answer, "number", "terms", "file_name", "line") == [
        ("B", "scheduled", "loans.csv", 2), ("G", "scheduled", "loans.csv", 3), ("C", "scheduled", "loans.csv", 6),
        ("N", "without a rate", "loans.csv", 5), ("P", "past its last day", "loans.csv", 4),
    ]  # fmt: skip
    assert plain(answer, "number", "rate")[0] == ("B", 4.0)


def test_loans_of_a_country_that_a_statement_names_come_to_the_governments_own(store):
    answer = loans.portfolio(store, country="Elsewhere")
    assert ("World Bank", "USD", 1, 400) in plain(answer, "lender", "currency", "loans", "owed")
    assert answer.filters == {"country": "Elsewhere"} and not any("Left out" in note for note in answer.notes)
    assert loans.countries(store).table["country"].tolist() == ["Elsewhere"]


def test_without_a_list_it_is_said_what_to_load():
    for question in (loans.today, loans.portfolio, loans.service, loans.by_currency, loans.each):
        nothing, abroad = question(Store.of(government=RUPEES)), question(store_of(ABROAD))
        assert nothing.table.empty and "a template, loans.csv" in nothing.sentence
        assert abroad.table.empty and "loans of other countries alone" in abroad.sentence


def test_a_list_without_terms_has_no_schedule():
    answer = loans.service(store_of(NO_RATE))
    said = "No loan of the list has a rate and days of repayment to make a schedule of."
    assert answer.table.empty and answer.sentence == said
    assert loans.by_currency(store_of(NO_RATE)).table.empty


def test_a_loan_without_a_rate_can_be_given_one(store):
    """70 in seven half-years of 10 from January 2027 (the second half) at 2 % a half-year: 1.4, 1.4 | 1.2, 1.0."""
    answer = loans.by_currency(store_of(NO_RATE), rate=4.0, years=2)
    assert plain(answer, "interest", "repayment", "owed") == [(2.8, 10, 60), (pytest.approx(2.2), 20, 40)]
    assert "Interest of 1 loan without a stated rate is at 4 %, as assumed." in answer.notes
    assert pd.isna(loans.each(store_of(NO_RATE), rate=4.0).table["rate"].iloc[0])
    assert loans.today(store).table["without_a_rate"].tolist() == [1]
    with_both = loans.service(store, rate=4.0).table["interest"].iloc[0]
    assert with_both - loans.service(store).table["interest"].iloc[0] == Decimal("784")  # 2.8 at 280


def test_days_of_repayment_out_of_order_are_no_terms():
    turned = (*BEGUN[:8], BEGUN[9], BEGUN[8])
    assert loans.each(store_of(turned)).table["terms"].tolist() == ["without days of repayment"]
    said = "Left out, for want of days of repayment in their order: B (USD 1,000.00)."
    assert said in loans.service(store_of(turned)).notes


DAYS = [  # day of the list, first fiscal year, half-years of it that are over
    (date(2026, 6, 30), "2026-27", 0), (date(2026, 7, 1), "2026-27", 0), (date(2026, 5, 31), "2026-27", 0),
    (date(2025, 10, 31), "2025-26", 1), (date(2025, 12, 31), "2025-26", 1), (date(2026, 9, 30), "2026-27", 0),
]  # fmt: skip


@pytest.mark.parametrize(("day", "year", "passed"), DAYS)
def test_a_half_year_counts_to_the_year_that_holds_most_of_it(day, year, passed):
    of = loan_ledger.ledger(store_of((BEGUN[0], day, *BEGUN[2:])))
    assert (of.first_year, of.passed) == (year, passed)


def test_a_list_within_a_year_has_one_half_of_it():
    """Of 1,000 on 31 October 2026 four half-years remain: 250 in April 2027, and 500 in the year after."""
    begun = (BEGUN[0], date(2026, 10, 31), *BEGUN[2:9], date(2028, 10, 1))
    answer = loans.by_currency(store_of(begun), years=3)
    assert plain(answer, "fiscal_year", "interest", "repayment") == [
        ("2026-27", 20, 250), ("2027-28", 15 + 10, 500), ("2028-29", 5, 250),
    ]  # fmt: skip
    assert "2026-27 is the half-year after 31 October 2026 alone." in answer.notes


@pytest.mark.parametrize("question", [loans.today, loans.portfolio, loans.service, loans.by_currency, loans.each])
def test_every_answer_can_be_taken_away(store, question):
    assert exports.xlsx(question(store))[:2] == b"PK" and exports.csv(question(store))
