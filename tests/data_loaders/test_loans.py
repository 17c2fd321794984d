"""Loans: a list of what is owed, line by line; money of another currency is never added to rupees."""

from datetime import date
from decimal import Decimal

import pytest

from data_loaders.store import Store
from models import parameter
from pages.ui.handover import LOANS

pytest_plugins = "tests.data_loaders.place"

HEADINGS = "loan_number,as_of,lender,currency,rate,due,first_repayment,last_repayment\n"
GOOD = "L{at},2026-06-30,{lender},usd,4.25,{at}00.50,2020-01-15,2030-01-15\n"
WORLD = (
    "End of Period,Loan Number,Country,Loan Status,Interest Rate,Original Principal Amount,Cancelled Amount,"
    "Undisbursed Amount,Disbursed Amount,Repaid to IBRD,Due to IBRD,First Repayment Date,Last Repayment Date\n"
    "05/31/2023 12:00:00 AM,IBRD1,Nowhere,Repaying,{rate},9,0,0,9,4,5,{first},05/15/2051 12:00:00 AM\n"
)
MIDNIGHT = "05/15/2027 12:00:00 AM"


def lines(count: int, lender: str = "Bank") -> list[str]:
    return [GOOD.format(at=at, lender=lender) for at in range(1, count + 1)]


def test_a_loan_is_one_row_with_its_line(place):
    place.publish(place.file("loans.csv", HEADINGS + "".join(lines(2))))
    asked = "select number, as_of, line, lender, currency, rate, due, original, first_repayment, country from loan"
    assert place.ask(f"{asked} order by line") == [
        (f"L{at}", date(2026, 6, 30), at + 1, "Bank", "USD", Decimal("0.0425"), Decimal(f"{at}00.50"), None,
         date(2020, 1, 15), None) for at in (1, 2)
    ]  # fmt: skip
    assert place.counts("loans.csv") == {"lines_read": 3, "kept": 2, "refused": 0, "ignored": 1}
    assert place.ask("select period, source from load") == [("2026-06-30", "loans")]
    assert place.total() == "0.00"


def test_the_template_fits_the_profile(place):
    filled = "L1,2026-06-30,Bank,Roads,USD,2.5,1000,0,200,800,300,500,2024-01-01,2034-01-01\n"
    place.publish(place.file("loans.csv", LOANS + filled))
    asked = "select number, lender, project_name, rate, cancelled, undisbursed, due, last_repayment from loan"
    assert place.ask(asked) == [("L1", "Bank", "Roads", Decimal("0.025"), 0, 200, 500, date(2034, 1, 1))] and place.ask(
        "select count(*) from finding"
    ) == [(0,)]


BROKEN = [  # what stands in the place of what, and what is said
    ("2020-01-15", "15/01/2020", "expected a day such as yyyy-mm-dd in column first_repayment"),
    ("2030-01-15", "2030-02-30", "expected a day such as yyyy-mm-dd in column last_repayment"),
    ("2026-06-30", "", "the line has no day of the statement"),
    ("L1,", ",", "the line has no number of the loan"),
    ("usd", "", "the line has no currency"),
    ("usd", "dollars", "expected a currency such as USD in column currency"),
    ("4.25", "4.25 %", "expected a rate such as 4.25 in column rate"),
    ("4.25", "425", "expected a rate such as 4.25 in column rate"),
    ("100.50", "", "the line has no amount due"),
    ("100.50", "1 00.50", "expected a number such as 1234.50 or -1234.50 in column due"),
]


@pytest.mark.parametrize(("good", "bad", "sentence"), BROKEN)
def test_what_cannot_be_read_is_refused_with_its_line(place, good, bad, sentence):
    first, second = lines(2)
    place.publish(place.file("loans.csv", HEADINGS + first.replace(good, bad) + second))
    assert place.ask("select line, reason from reject") == [(2, sentence)]
    assert place.ask("select number from loan") == [("L2",)]
    assert place.counts("loans.csv") == {"lines_read": 3, "kept": 1, "refused": 1, "ignored": 1}


def test_a_later_list_of_the_same_day_and_lenders_takes_the_place_of_the_first(place):
    place.publish(place.file("loans.csv", HEADINGS + "".join(lines(3))))
    place.publish(place.file("another lender.csv", HEADINGS + "".join(lines(1, "Fund"))))
    place.publish(place.file("again.csv", HEADINGS + "".join(lines(2))))
    assert place.ask("select lender, count(*) from loan group by all order by 1") == [("Bank", 2), ("Fund", 1)]


def test_two_days_of_a_loan_stand_beside_each_other(place):
    place.publish(place.file("loans.csv", HEADINGS + "".join(lines(1))))
    place.publish(place.file("later.csv", HEADINGS + "".join(lines(1)).replace("2026", "2027")))
    assert place.ask("select year(as_of) from loan order by 1") == [(2026,), (2027,)]


def test_money_of_another_currency_is_told_in_words_and_not_as_rupees(place):
    text = HEADINGS + "".join(lines(1)).replace("2030-01-15", "2026-01-15")
    place.publish(place.file("loans.csv", text))
    (found,) = place.ask("select what, amount from finding")
    assert found[1] is None and "USD 100.50 in all, line 2" in found[0]


def test_a_statement_of_the_world_bank_is_in_dollars_and_has_its_country(place):
    place.publish(place.file("statement.csv", WORLD.format(rate="6.61", first=MIDNIGHT)))
    assert place.ask("select number, country, currency, lender, rate, first_repayment, as_of from loan") == [
        ("IBRD1", "Nowhere", "USD", "World Bank (IBRD)", Decimal("0.0661"), date(2027, 5, 15), date(2023, 5, 31))
    ]


def test_a_rate_of_zero_in_it_is_not_stated(place):
    place.publish(place.file("statement.csv", WORLD.format(rate="0.00", first=MIDNIGHT)))
    assert place.ask("select rate from loan") == [(None,)]


@pytest.mark.parametrize("first", ["15/05/2027 12:00:00 AM", "05/15/2027 11:00:00 PM", "2027-05-15"])
def test_another_day_than_the_statement_has_is_refused(place, first):
    place.publish(place.file("statement.csv", WORLD.format(rate="1", first=first)))
    (refused,) = place.ask("select reason from reject")
    expected = "expected a day such as mm/dd/yyyy 12:00:00 AM or mm/dd/yyyy in column First Repayment Date"
    assert refused == (expected,) and place.ask("select count(*) from loan") == [(0,)]


def test_the_invented_loans_are_owed_as_published(small_province):
    """At the rates assumed: 1,302.448 bn on 30 June 2026; 360 bn drawn and 43.97 bn repaid in the year before it."""
    rates = {row["of"]: Decimal(row["value"]) for row in parameter.table("exchange_rate", currency="PKR")}
    store = Store.open(small_province)
    rows = store.ask("select currency, as_of, disbursed, repaid, due from loan order by number, as_of")
    store.close()
    sums = rows.groupby(["as_of", "currency"])[["disbursed", "repaid", "due"]].sum()
    (then, now) = (
        {name: sum(of[name][currency] * rates[currency] for currency in of.index) for name in of}
        for of in (sums.loc[date(2025, 6, 30)], sums.loc[date(2026, 6, 30)])
    )
    published = {row["id"]: Decimal(row["value"]) for row in parameter.table("debt_year")}
    assert now["due"] == published["2025_26_closing_foreign"]
    assert abs(now["disbursed"] - then["disbursed"] - published["2025_26_borrowed_foreign"]) <= 2
    assert abs(now["repaid"] - then["repaid"] - published["2025_26_repaid_foreign"]) < 10**7
