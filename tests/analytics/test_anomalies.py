"""What looks wrong: each rule over a handful of payments, and what was decided stays with its flag."""

from datetime import date, datetime

import pandas as pd
import pytest

from analytics import anomalies, anomaly_marts
from analytics.anomaly_scan import scan
from data_loaders.desk import Desk, FlagAnswer
from data_loaders.store import Store

FIRST = date(2024, 7, 1)


def paid(day: str, amount, **more) -> dict:
    """One payment of office A to nobody in particular."""
    when = date.fromisoformat(day)
    year = when.year - (when.month < 7)
    fixed = {
        "side": "payment", "flow": "expenditure", "stage": "actual", "load_id": "file1", "sheet": 1, "cell": 1,
        "counted": True, "office": "A", "department": "Works", "object": "A03", "posted_on": when,
        "month": when.replace(day=1), "fiscal_year": f"{year}-{(year + 1) % 100}", "amount": amount,
    }  # fmt: skip
    return fixed | more


def store(*rows: dict, currency: str = "PKR") -> Store:
    lines = pd.DataFrame([{"document": f"D{at}", **row, "line": at} for at, row in enumerate(rows, start=1)])
    whose = pd.DataFrame(
        [{"name": "P", "currency": currency, "first_month": 7, "chart": "own", "invented": False, "note": ""}]
    )
    return Store.of(entry=lines, government=whose)


def found(rule: str, *rows: dict, **more) -> list[tuple[list[int], float]]:
    """The lines and the money at stake of each flag of a rule."""
    made = scan(store(*rows, **more))
    lines = {one["flag"]: [] for one in made.flags}
    for entry in made.entries:
        lines[entry["flag"]].append(entry["line"])
    return [(lines[one["flag"]], float(one["amount"])) for one in made.flags if one["rule"] == rule]


def why_not(rule: str, *rows: dict, **more) -> str:
    return next(one["why_not"] for one in scan(store(*rows, **more)).rules if one["rule"] == rule)


ORDINARY = [  # two years of payments on Mondays, none like another
    paid(f"{year}-{month:02}-{day:02}", 20_000 + 37 * at, payee=f"P{at % 4}", bill=f"B{at}")
    for at, (year, month, day) in enumerate(
        (2024 + (m + 6) // 12, (m + 6) % 12 + 1, day) for m in range(24) for day in (3, 11, 19)
    )
    if date(year, month, day).weekday() < 5
]


def test_one_bill_under_two_documents_is_paid_twice():
    rows = [paid("2025-03-03", 50_000, payee="X", bill="B1"), paid("2025-04-02", 50_000, payee="X", bill="B1")]
    assert found("duplicate", *rows) == [([1, 2], 50_000)]


@pytest.mark.parametrize(
    "other",
    [
        paid("2025-04-02", 50_000, payee="X", bill="B2"),  # a month later under another bill: rent
        paid("2025-03-04", 50_000, payee="Y", bill="B1"),  # another payee
        paid("2025-03-04", 50_001, payee="X", bill="B1"),  # another amount
        paid("2025-03-03", 50_000, payee="X", bill="B1", document="D1"),  # the same document
        paid("2025-11-03", 50_000, payee="X", bill="B1"),  # more than 180 days later
    ],
)
def test_what_is_not_paid_twice(other):
    assert found("duplicate", paid("2025-03-03", 50_000, payee="X", bill="B1"), other) == []


def test_two_lines_of_one_document_are_one_payment_whatever_else_is_paid():
    one = paid("2025-03-03", 50_000, payee="X", bill="B1", document="D9")
    far = paid("2026-03-03", 50_000, payee="X", bill="B1")
    assert found("duplicate", one, one, far) == []


def test_without_payees_the_office_and_the_bill_tell_what_is_paid_twice():
    rows = [paid("2025-03-03", 50_000, bill="B1"), paid("2025-03-05", 50_000, bill="B1")]
    assert found("duplicate", *rows) == [([1, 2], 50_000)]


def test_three_payments_just_under_a_limit_on_following_days_are_split():
    rows = [
        paid(day, amount, payee="X")
        for day, amount in (("2025-03-06", 95_000), ("2025-03-07", 96_000), ("2025-03-10", 97_000))
    ]
    assert found("split", *rows) == [([1, 2, 3], 288_000)]
    assert found("split", *rows[:2]) == []
    assert found("split", rows[0], rows[1], rows[2] | {"office": "B"}) == []
    assert found("split", rows[0], rows[1], rows[2] | {"amount": 100_000}) == []


def test_a_round_sum_is_flagged_where_round_sums_are_seldom():
    others = [paid("2025-03-03", 1_000_001 + at) for at in range(200)]
    assert found("round", paid("2025-03-03", 2_000_000), *others) == [([1], 2_000_000)]
    rounds = [paid("2025-03-03", 2_000_000 + 100_000 * at) for at in range(3)]
    assert found("round", *rounds, *others) == []  # 3 of 203 are more than 0.5 %


def test_payments_of_one_office_on_a_saturday_are_one_flag():
    saturday = [paid("2025-03-08", 100), paid("2025-03-08", 200)]
    assert found("weekend", *saturday, *ORDINARY * 3) == [([1, 2], 300)]


def test_where_many_pay_on_days_of_rest_it_is_usual():
    assert "usual" in why_not("weekend", paid("2025-03-08", 100), paid("2025-03-07", 100))


def test_a_government_whose_days_of_rest_are_not_known_has_no_weekend_rule():
    assert "days of rest of offices that count in XXX are not known" in why_not(
        "weekend", paid("2025-03-08", 1), currency="XXX"
    )


def test_a_posting_after_the_close_is_flagged_and_june_stays_open_longer():
    july, june = date(2025, 7, 1), date(2025, 6, 1)
    rows = [paid("2025-08-15", 10, month=july), paid("2025-08-18", 20, month=july), paid("2025-08-18", 30, month=june)]
    assert found("late", *rows, *ORDINARY * 3) == [([2], 20)]  # 15, 18 and 49 days after the end


def test_a_payee_that_is_new_and_large_is_flagged():
    large = [paid("2026-05-04", 6_000_000, payee="NEW"), paid("2026-05-20", 5_000_000, payee="NEW")]
    assert found("new_payee", *large, *ORDINARY) == [([1, 2], 11_000_000)]
    assert found("new_payee", large[0], large[1] | {"posted_on": date(2026, 6, 3)}, *ORDINARY) == []  # 30 days later


def test_a_payment_below_zero_that_takes_nothing_back_is_flagged():
    below = [paid("2025-03-05", -20_000_000), paid("2025-03-05", -20_037)]  # ORDINARY has paid 20,037
    assert found("reversed", *below, *ORDINARY * 4) == [([1], 20_000_000)]


def test_a_payee_that_many_offices_begin_to_pay_is_flagged():
    months = [(2025, month) for month in range(5, 13)] + [(2026, month) for month in range(1, 6)]
    steady = [paid(f"{year}-{month:02}-11", 700 + month, payee="Q") for year, month in months]  # by office A alone
    many = [paid("2026-05-04", 1_000 + at, payee="Q", office=f"O{at}") for at in range(8)]
    assert found("offices", *many[:4], *steady, *ORDINARY) == []  # five offices: five deviations above one are six
    assert [len(lines) for lines, _ in found("offices", *many, *steady, *ORDINARY)] == [9]


def test_a_store_without_payees_says_which_rules_it_cannot_apply():
    made = scan(store(paid("2025-03-03", 5)))
    assert {one["rule"] for one in made.rules if "no payee" in one["why_not"]} == {"split", "new_payee", "offices"}


def test_receipts_budgets_and_money_in_transit_never_look_wrong():
    pair = [paid("2025-03-03", 50_000, payee="X", bill="B1"), paid("2025-03-05", 50_000, payee="X", bill="B1")]
    for other in (
        {"side": "receipt"},
        {"stage": "original"},
        {"flow": "remittance"},
        {"flow": "financing"},
        {"counted": False},
    ):
        assert found("duplicate", pair[0], pair[1] | other) == []


@pytest.fixture
def flagged() -> Store:
    """A store with one flag, computed: a bill paid twice."""
    made = store(paid("2025-03-03", 50_000, payee="X", bill="B1"), paid("2025-03-05", 50_000, payee="X", bill="B1"))
    marts = anomaly_marts.marts(made, datetime(2026, 11, 1), 0, lambda *said: None)
    entry = made.ask("select * exclude (entry_id) from entry")
    whose = made.ask("select * from government")
    return Store.of(government=whose, entry=entry, **{name: table.to_pandas() for name, table in marts.items()})


def decided(flagged, desk, **more) -> list[tuple]:
    table = anomalies.queue(flagged, desk, **more).table
    return list(table[["state", "who", "answers"]].itertuples(index=False, name=None))


def test_an_answer_stays_with_its_flag_and_a_new_one_takes_it_back(flagged, tmp_path):
    desk = Desk.open(tmp_path)
    assert decided(flagged, desk) == [("open", None, 0)]
    flag = anomalies.queue(flagged, desk).table["flag"].iloc[0]
    given = FlagAnswer("P", flag, "duplicate", "Paid twice", "referred", "Asma", "to audit", "v1")
    first = desk.write(given)
    assert decided(flagged, desk, state="open") == []
    assert decided(flagged, desk, state="referred") == [("referred", "Asma", 1)]
    again = FlagAnswer(**vars(given) | {"state": "open", "who": "Bilal", "follows": first.id})
    desk.write(again)
    assert decided(flagged, desk) == [("open", "Bilal", 2)]
    assert anomalies.history(flagged, desk, flag).table["who"].tolist() == ["Bilal", "Asma"]


def test_a_flag_has_the_same_name_whatever_else_is_published():
    pair = [paid("2025-03-03", 50_000, payee="X", bill="B1"), paid("2025-03-05", 50_000, payee="X", bill="B1")]
    names = [
        {one["flag"] for one in scan(store(*pair, *more)).flags if one["rule"] == "duplicate"}
        for more in ([], ORDINARY)
    ]
    assert names[0] == names[1] and len(names[0]) == 1


def test_the_payments_behind_a_flag_are_shown(flagged):
    flag = anomalies.queue(flagged).table["flag"].iloc[0]
    assert anomalies.rows(flagged, flag).table["entry_id"].tolist() == ["file1-1-1-1", "file1-1-2-1"]


def test_an_empty_store_says_how_to_look():
    assert "python -m analytics refresh" in anomalies.queue(Store.of()).sentence
    assert anomaly_marts.marts(Store.of(), datetime(2026, 11, 1), 0, lambda *said: None) == {}


def test_an_office_whose_amounts_begin_with_one_digit_is_flagged_beside_offices_that_follow_the_law():
    law = [round(10 ** (2 + 3 * at / 500), 2) for at in range(500)]  # even on the logarithm: Benford's law itself
    growths = {"B": 1, "C": 1.3, "D": 1.7, "E": 2, "F": 3}
    offices = {name: [round(amount * grow, 2) for amount in law] for name, grow in growths.items()}
    fives = [500 + at / 10 for at in range(400)] + [50_000 + at for at in range(100)]
    every = offices | {"A": fives}
    rows = [paid("2025-03-03", amount, office=name) for name, sums in every.items() for amount in sums]
    made = [flag for flag in scan(store(*rows)).flags if flag["rule"] == "benford"]
    assert [(flag["office"], flag["lines"], flag["month"]) for flag in made] == [("A", 500, None)]
    assert "5 stands first too often" in made[0]["reason"]
    few = [row for row in rows if row["office"] != "A"] + [paid("2025-03-03", amount) for amount in fives[:499]]
    assert [flag for flag in scan(store(*few)).flags if flag["rule"] == "benford"] == []
