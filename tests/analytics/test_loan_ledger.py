"""The loan ledger in the framework: interest, repayment and debt by hand, and its schedule day by day."""

from datetime import date

import pytest

from analytics import budget_baseline, budget_beside, budget_origin, debt, loan_ledger, loans, scenarios
from data_loaders.store import Store
from models import parameter
from models.budget.framework import Ledger
from tests.analytics.test_loans import BEGUN, GRACE, LIST, NO_RATE, RUPEES, listed

BUDGET = [
    ("receipt", "2026-27", None, "R01", "3000000.00", "original"),
    ("payment", "2026-27", None, "D1", "1000000.00", "original", {"object": "A07", "object_minor": "A071"}),
    ("payment", "2026-27", None, "D1", "170000.00", "original",
     {"object": "A10", "object_minor": "A101", "class": "current capital"}),
]  # fmt: skip
DAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def made(ledger):
    """A store with a budget of 2026-27 and a list of loans."""
    return lambda *rows: Store.of(government=RUPEES, loan=listed(rows), entry=ledger(*BUDGET))


@pytest.fixture(scope="module")
def store(made):
    return made(*LIST)


def test_the_debt_of_the_start_is_the_lists_in_rupees(store):
    """1,170 dollars at 280 and 600 euros at 322; 70 of the dollars have no rate of interest, and are on no schedule."""
    base = budget_baseline.base(store)
    assert base.baseline.debt == 1170 * 280 + 600 * 322 == 520_800
    assert base.baseline.ledger.owed == 520_800 - 70 * 280
    assert base.baseline.ledger.interest[:3] == pytest.approx((38 * 280 + 12 * 322, 15 * 280 + 10 * 322, 2 * 322))
    assert base.baseline.ledger.repayment[:4] == pytest.approx((600 * 280, 500 * 280 + 400 * 322, 200 * 322, 0))
    assert "Debt: loan ledger of 30 June 2026, 4 loans (loan, memory)." in base.notes
    assert any(note.startswith("There is no exchange rate for CHF 80.00") for note in base.notes)
    without = "Without a rate or days of repayment, and so as other debt: N (USD 70.00)."
    for question in (debt.ahead, budget_beside.loans, budget_origin.origins):
        assert without in question(store).notes


def test_interest_repayment_and_debt_of_the_second_year_by_hand(store):
    """The rupee falls by 5 %. Of the budgeted 1,000,000 of interest 14,504 + 392 are foreign: 985,104 stay.

    The year in progress repays 170,000 as voted and leaves 350,800, of which 333,200 are on the schedule.
    """
    table = debt.ahead(store).table.set_index("fiscal_year")
    assert table.loc["2026-27", ["interest", "repayment", "debt"]].tolist() == [1_000_000, 170_000, 350_800]
    interest = 985_104 + (15 * 280 + 10 * 322) * 1.05 + 0.02 * 17_600
    repayment = (500 * 280 + 400 * 322) * 1.05 + 17_600 / 25
    then = table.loc["2027-28", ["interest", "repayment", "debt"]].astype(float).tolist()
    assert then == pytest.approx([interest, repayment, 350_800 * 1.05 - repayment], abs=1)


def test_no_lever_moved_is_the_baseline_and_a_weaker_rupee_makes_the_ledger_dearer(store):
    assert (scenarios.measures(store).table["difference"] == 0).all()
    weaker = debt.ahead(store, moved=(("depreciation", 20.0),)).table.set_index("fiscal_year")
    now = debt.ahead(store).table.set_index("fiscal_year")
    assert weaker.loc["2026-27"].equals(now.loc["2026-27"])
    more = float(weaker.loc["2027-28", "repayment"] - now.loc["2027-28", "repayment"])
    assert more == pytest.approx((500 * 280 + 400 * 322) * 0.15, abs=1)


def test_a_year_of_the_ledger_beside_the_budget(store):
    answer = budget_beside.loans(store)
    assert answer.table["name"].tolist() == [
        "Loan ledger of 30 June 2026, 4 loans", "Budget of 2026-27", "Difference: budget less ledger",
    ]  # fmt: skip
    assert answer.table["interest"].tolist() == [14_504, 1_000_000, 985_496]
    assert answer.table["repayment"].tolist() == [168_000, 170_000, 2_000]
    assert "541.1 % above" in answer.sentence  # 1,170,000 over 182,504


def test_the_lines_say_where_they_are_from(store):
    lines = budget_origin.origins(store).table.set_index("name")
    for name, rest in (("Interest", "2 % on other foreign loans"), ("Repayment of loans", "a 25th of other")):
        assert lines.loc[name, "table"] == "spending_month, loan"
        assert lines.loc[name, "assumption"].startswith(f"loan ledger of 30 June 2026, 4 loans; {rest}")


def test_without_a_list_interest_and_repayment_follow_the_published_debt(ledger, made):
    (published,) = parameter.table("provincial_debt", currency="PKR")
    for bare in (Store.of(government=RUPEES, entry=ledger(*BUDGET)), made((*BEGUN[:3], "Elsewhere", *BEGUN[4:]))):
        base = budget_baseline.base(bare)
        assert base.loans is None and base.baseline.ledger == Ledger()
        assert base.baseline.debt == float(published["value"])
        line = budget_origin.origins(bare).table.set_index("name").loc["Interest"]
        assert (line["table"], line["model"]) == ("spending_month", "stock of debt")
    assert "No list of loans has the government's own" in budget_beside.loans(bare).sentence


def test_a_list_of_a_later_day_waits_for_the_next_budget(made):
    later = made((BEGUN[0], date(2026, 10, 31), *BEGUN[2:]))
    assert budget_baseline.base(later).loans is None
    assert loan_ledger.years_of_loans(later, "2027-28").words.endswith("carried on 1 year with nothing drawn")


def test_an_earlier_list_is_carried_on_by_its_schedule(made):
    """Of 1,000 in six half-years two are over: 4/6 of it is left, and the year pays 2/6 with 2 % of 4/6 and of 3/6."""
    earlier = made((BEGUN[0], date(2025, 6, 30), *BEGUN[2:]))
    of = loan_ledger.years_of_loans(earlier, "2026-27")
    assert of.owed == of.due.owed == pytest.approx(280_000 * 4 / 6)
    assert of.due.repayment[:3] == pytest.approx((280_000 / 3, 280_000 / 3, 0))
    assert of.due.interest[0] == pytest.approx(0.02 * 280_000 * 7 / 6)


def test_loans_in_the_governments_own_money_stay_as_budgeted(made):
    both = made(GRACE, (*BEGUN[:4], "PKR", *BEGUN[5:]), NO_RATE)
    of = loan_ledger.years_of_loans(both, "2026-27")
    assert of.owed == 600 * 322 + 70 * 280 and of.due.owed == 600 * 322
    assert "Interest on 1 loan in PKR stays as budgeted." in of.details


def test_a_schedule_of_the_invented_loans_is_what_their_days_of_repayment_say(small_province):
    """Each day of repayment after 30 June 2026, one every six months, pays an equal part; interest by half-years."""
    store = Store.open(small_province)
    rows = store.ask("select * from loan where as_of = '2026-06-30' order by number")
    made = loans.service(store).table.set_index("fiscal_year").astype(float)
    first = loan_ledger.years_of_loans(store, "2026-27")
    store.close()
    rates = {row["of"]: float(row["value"]) for row in parameter.table("exchange_rate", currency="PKR")}
    want = {year: [0.0, 0.0] for year in made.index}
    for row in rows.itertuples():
        days = list(halves(row.first_repayment, row.last_repayment))
        left = [day for day in days if day > DAY]
        part, owed = float(row.due) / len(left), float(row.due)
        for at, year in enumerate(made.index):
            for start in (date(2026 + at, 7, 1), date(2027 + at, 1, 1)):
                end = date(start.year + (start.month == 7), 1 if start.month == 7 else 7, 1)
                want[year][0] += owed * float(row.rate) / 2 * rates[row.currency]
                paid = part * sum(start <= day < end for day in left)
                want[year][1] += paid * rates[row.currency]
                owed -= paid
    assert len(rows) == 21 and made["interest"].tolist() == pytest.approx([each[0] for each in want.values()])
    assert made["repayment"].tolist() == pytest.approx([each[1] for each in want.values()])
    assert first.owed == first.due.owed == 1_302_448_000_000
    assert first.due.interest == pytest.approx([each[0] for each in want.values()][:6])


def halves(first: date, last: date):
    """Every six months from one day to another."""
    while first <= last:
        yield first
        at = first.month + 5
        years, month = at // 12, at % 12 + 1
        day = {6: 30}.get(month, 31) if first.day == 31 or (first.day, first.month) == (30, 6) else first.day
        first = date(first.year + years, month, day)
