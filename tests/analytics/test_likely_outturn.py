"""The framework from the likely year-end instead of the budget: six codes of a small year, worked by hand."""

import pandas as pd
import pytest

from analytics import budget_baseline, budget_beside, exports, scenario_book, scenarios
from data_loaders.store import Store
from models.budget.framework import framework
from models.budget.lines import LINES
from tests import office
from tests.analytics.test_payroll import RUPEES
from tests.analytics.test_scenario_book import by_name, changed, opened

YEAR = "2026-27"
SALARIES = {"object": "A01", "object_minor": "A011"}
BUDGET = [  # side, fiscal year, month, department, amount, stage, more; for receipts the head in the department's place
    ("receipt", YEAR, None, "R01", "300000000.00", "original"),
    ("receipt", YEAR, None, "R18", "100000000.00", "original"),
    ("receipt", "2025-26", "2025-09", "R06", "1000000.00", "actual"),
    ("payment", YEAR, None, "D1", "80000000.00", "original", {**SALARIES, "class": "current revenue"}),
    ("payment", YEAR, None, "D1", "20000000.00", "original",
     {**SALARIES, "class": "development", "function": "09", "function_major": "09"}),
    ("payment", YEAR, None, "D1", "10000000.00", "original", {"object": "A07", "object_minor": "A071"}),
    ("payment", "2025-26", "2025-09", "D1", "1000000.00", "actual", {"object_minor": "A033"}),
]  # fmt: skip
HEADS = {"R01": 270_000_000, "R18": 110_000_000, "R06": 5_000_000}
OBJECTS = {"A011": 90_000_000, "A071": 12_000_000, "A033": 4_000_000}
LESS = {  # salaries are 10 million under their budget, of which a fifth is development
    "pool": -30e6, "services_tax": 10e6, "property": 5e6, "salaries": -8e6, "adp_education": -2e6, "operations": 4e6,
}  # fmt: skip


def forecasts(level: str, code: str, totals: dict) -> pd.DataFrame:
    frame = pd.DataFrame(list(totals.items()), columns=[code, "total"])
    return frame.assign(level=level, fiscal_year=YEAR, months_booked=4)


@pytest.fixture(scope="module")
def store(ledger):
    return Store.of(
        government=RUPEES, entry=ledger(*BUDGET), forecast_year=forecasts("head", "code", HEADS),
        outturn_year=forecasts("object of spending", "object", OBJECTS),
    )  # fmt: skip


def test_each_forecast_less_its_budget_goes_to_its_lines(store):
    likely = budget_baseline.base(store).likely
    assert likely.less_budget == pytest.approx(LESS)
    assert likely.words == "forecast of 3 heads of receipts and 3 objects of spending with 4 months booked"


def test_a_budget_below_zero_is_not_counted_twice_and_one_of_two_signs_is_shared_by_size(ledger):
    """A051 is 20 million less than its -100; A061 is 16 more than its 40, of 160 in size."""
    spent = [(-100, {"object_minor": "A051"}), (100, {"object_minor": "A061"}),
             (-60, {"object_minor": "A061", "class": "development", "function_major": "07"})]  # fmt: skip
    rows = [("payment", YEAR, None, "D1", f"{amount}000000.00", "original", more) for amount, more in spent]
    made = Store.of(
        government=RUPEES, entry=ledger(("receipt", YEAR, None, "R01", "1.00", "original"), *rows),
        outturn_year=forecasts("object of spending", "object", {"A051": -120e6, "A061": 56e6}),
    )  # fmt: skip
    less = budget_baseline.base(made).likely.less_budget
    assert less == pytest.approx({"transfers": -20e6 + 10e6, "adp_health": 6e6})


def test_the_lever_goes_so_far_from_the_budget_and_later_years_grow_from_there(store):
    still = scenarios.table(store).table.set_index("name")
    assert still.loc["Share of the divisible pool", YEAR] == 300_000_000
    half, whole = (
        scenarios.table(store, moved=(("outturn", way),)).table.set_index("name") for way in (50.0, 100.0)
    )  # fmt: skip
    assert half.loc["Share of the divisible pool", YEAR] == 285_000_000
    assert whole.loc["Salaries", YEAR] == 72_000_000 and whole.loc["Interest", YEAR] == 10_000_000
    assert whole.loc["Development, own: education", YEAR] == 18_000_000
    nominal = 1.035 * 1.07 - 1
    grown = round(270_000_000 * (1 + 1.1 * nominal))  # buoyancy of the pool, an assumption of the framework
    assert whole.loc["Share of the divisible pool", "2027-28"] == pytest.approx(grown, abs=1)
    assert whole.loc["Balance", YEAR] - still.loc["Balance", YEAR] == -15_000_000 + 6_000_000


def test_the_budget_beside_the_likely_year_end(store, column):
    answer = budget_beside.likely(store)
    assert column(answer, "name", "budget", "likely", "difference")[-3:] == [
        ("Receipts", 400_000_000, 385_000_000, -15_000_000), ("Spending", 110_000_000, 104_000_000, -6_000_000),
        ("Balance", 290_000_000, 281_000_000, -9_000_000),
    ]  # fmt: skip
    assert "2026-27 is likely to end PKR <0.1 bn worse than budgeted" in answer.sentence
    assert exports.xlsx(answer)[:2] == b"PK"


def test_without_forecasts_the_lever_moves_nothing_and_the_answer_says_what_to_do(ledger):
    bare = Store.of(government=RUPEES, entry=ledger(*BUDGET))
    assert budget_baseline.base(bare).likely is None
    moved = scenarios.table(bare, moved=(("outturn", 100.0),)).table
    pd.testing.assert_frame_equal(moved, scenarios.table(bare).table)
    answer = budget_beside.likely(bare)
    assert answer.table.empty and "python -m analytics refresh" in answer.sentence


def test_the_workbook_goes_the_same_way(store, tmp_path):
    file, moved = tmp_path / "likely.xlsx", {"outturn": 75.0, "growth": 2.0}
    file.write_bytes(changed(scenario_book.book(store), moved))
    (made,) = office.recalculated([file], tmp_path)
    now = by_name(opened(made.read_bytes(), values=True)["Framework"])
    then = framework(budget_baseline.base(store).baseline, moved)
    for line in LINES:
        if then.line(line.code).any():
            assert now[line.name] == list(map(int, then.line(line.code)[0]))
