"""The workbook of a scenario, recalculated by LibreOffice: every line as the model has it, also after a change."""

from dataclasses import replace
from io import BytesIO

import numpy as np
import openpyxl
import pandas as pd
import pytest

from analytics import budget_baseline, scenario_book, scenarios
from data_loaders.store import Store
from models.budget.framework import framework
from models.budget.levers import LEVERS
from models.budget.lines import LINES, TOTALS
from tests import office

MOVED = {"pay_award": 11.0, "inflation": 9.5, "depreciation": 12.0, "nfc_share": 25.3, "flood": 30.0, "relief": 55.0,
         "new_loan": 85.0, "pension_award": 3.5, "pension_reform": 75.0, "services_rate": 15.0}  # fmt: skip
PUT = (
    ("adp_economy", "2027-28", 400_000_000_000.5, "=1+1 agreed with the Board"),  # halves go to the even: ...000
    ("foreign_loans", "2028-29", 1_000_000_001.5, "signed"),  # ...002, and so in the debt
)
GRANTS = "Grants, federal and foreign"  # stay as they are, so that a half stays one: it goes to the even
CHANGES = {  # what is written into the cells of the sheets Assumptions and Baseline
    "baseline": {},
    "moved": MOVED,
    "least": {lever.name: lever.low for lever in LEVERS},
    "most": {lever.name: lever.high for lever in LEVERS},
    "put": {"adp": -10.0, "depreciation": 20.0},
    "given": {"loan_rate": 3.25, "loan_life": 17.0, "adp_growth": 2.5, GRANTS: 88_000_000_000.5},
}
GIVEN = ("loan_rate", "loan_life", "adp_growth")


def opened(made: bytes, values: bool = False):
    return openpyxl.load_workbook(BytesIO(made), data_only=values)


def changed(made: bytes, values: dict[str, float]) -> bytes:
    """The workbook with other assumptions; what formulas came to is not kept, so that all must be computed."""
    book, file = opened(made), BytesIO()
    for row in (
        *book["Assumptions"].iter_rows(min_row=4, max_col=3),
        *book["Baseline"].iter_rows(min_row=4, max_col=3),
    ):
        name = (row[0].value or "").removeprefix("lever_")
        if name in values:
            row[2].value = values[name]
    book.save(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def plain(invented) -> bytes:
    return scenario_book.book(invented)


@pytest.fixture(scope="module")
def recalculated(invented, plain, tmp_path_factory) -> dict:
    """Each changed workbook after LibreOffice has computed it."""
    folder, files = tmp_path_factory.mktemp("office"), []
    with_figures = scenario_book.book(invented, put=PUT)
    for name, values in CHANGES.items():
        files.append(folder / f"{name}.xlsx")
        files[-1].write_bytes(changed(with_figures if name == "put" else plain, values))
    return {path.stem: opened(path.read_bytes(), values=True) for path in office.recalculated(files, folder)}


def expected(store, name: str) -> dict[str, list[int]]:
    """The framework by line and total, as the model has it."""
    base, values = budget_baseline.base(store, put=PUT if name == "put" else ()).baseline, dict(CHANGES[name])
    grants = {"grants": values.pop(GRANTS, base.lines["grants"])}
    given = {each: values.pop(each) for each in GIVEN if each in values}
    made = framework(replace(base, lines={**base.lines, **grants}, **given), values)
    lines = {line.name: made.line(line.code)[0] for line in LINES} | {total: made.total(total)[0] for total in TOTALS}
    more = {
        "Cash left, or taken": made.cash[0],
        "Own revenue": made.own[0],
        "Primary balance": made.primary()[0],
        "Foreign debt at the year's end": made.debt[0],
    }
    return {name: list(map(int, amounts)) for name, amounts in (lines | more).items()}


def by_name(sheet, first: int = 2) -> dict[str, list]:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    return {row[0]: row[first : first + 6] for row in rows if row[0]}


@pytest.mark.parametrize("name", CHANGES)
def test_every_line_and_total_is_the_models_to_the_rupee_after_assumptions_are_changed(invented, recalculated, name):
    assert by_name(recalculated[name]["Framework"]) == expected(invented, name)


def test_a_changed_assumption_shows_by_how_much_it_differs_from_what_was_shown(invented, recalculated):
    now, then = expected(invented, "moved"), expected(invented, "baseline")
    differs = by_name(recalculated["moved"]["Shown"], first=8)
    assert len(differs) == 38  # 26 lines that are not zero, 11 totals, debt
    assert differs == {name: [a - b for a, b in zip(now[name], then[name], strict=True)] for name in differs}
    assert set(np.ravel(list(by_name(recalculated["baseline"]["Shown"], first=8).values()))) == {0}


def test_a_reader_that_does_not_recalculate_finds_the_figures(invented):
    moved = tuple(MOVED.items())
    made = opened(scenario_book.book(invented, moved=moved), values=True)
    assert by_name(made["Framework"]) == expected(invented, "moved")
    shown = scenarios.table(invented, moved=moved).table
    assert by_name(made["Shown"]) == {name: list(map(float, amounts)) for name, _, *amounts in shown.to_numpy()}


def test_the_workings_are_those_that_a_spreadsheet_comes_to(plain, recalculated):
    kept, computed = (
        [cell.value for row in book["Workings"].iter_rows(min_row=4, min_col=3) for cell in row if cell.value]
        for book in (opened(plain, values=True), recalculated["baseline"])
    )
    assert len(kept) > 250
    assert computed == pytest.approx(kept, rel=1e-14)


def test_without_a_loan_ledger_interest_and_repayment_follow_the_stock_of_debt(ledger, tmp_path):
    budget = [("receipt", "2026-27", None, code, amount, "original") for code, amount in (("R01", 9e12), ("R33", 4e11))]
    spent = {"A07": 37e9, "A10": 72e9}
    budget += [
        ("payment", "2026-27", None, "D1", amount, "original", {"object_minor": f"{code}1", "class": "current capital"})
        for code, amount in spent.items()
    ]
    rupees = pd.DataFrame([("A province", "PKR", 7, "NAM")], columns=["name", "currency", "first_month", "chart"])
    bare, file = Store.of(government=rupees, entry=ledger(*budget)), tmp_path / "bare.xlsx"
    file.write_bytes(changed(scenario_book.book(bare), CHANGES["put"]))
    (made,) = office.recalculated([file], tmp_path)
    made = opened(made.read_bytes(), values=True)
    base = budget_baseline.base(bare).baseline
    then = framework(base, CHANGES["put"])
    now = by_name(made["Framework"])
    assert budget_baseline.base(bare).loans is None and then.line("repayment")[0, 1] > 0
    for name, code in (("Interest", "interest"), ("Repayment of loans", "repayment")):
        assert now[name] == list(map(int, then.line(code)[0]))
    assert now["Foreign debt at the year's end"] == list(map(int, then.debt[0]))
    assert not any(str(row[0].value).startswith("Loan ledger") for row in made["Baseline"].iter_rows())


def test_texts_that_people_typed_are_no_formulas(invented):
    made = opened(scenario_book.book(invented, put=PUT, title="=2+2"))
    texts = [cell for sheet in made for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    typed = [cell for cell in texts if cell.value.lstrip("=")[:3] in ("2+2", "1+1")]
    assert typed and {cell.data_type for cell in typed} == {"s"}
    assert made["Framework"]["I21"].value == "2027-28: =1+1 agreed with the Board"
    assert made["Framework"]["D21"].value == 400_000_000_000  # a constant, no formula


def test_only_assumptions_may_be_changed_and_levers_within_their_limits(plain):
    made = opened(plain)
    free = [(sheet.title, cell.column_letter) for sheet in made for row in sheet.iter_rows() for cell in row
            if not cell.protection.locked]  # fmt: skip
    assert set(free) == {("Assumptions", "C")}
    assert len(free) == len(LEVERS) + 6 + 3 + 5 + 5  # buoyancies, loans and development, pensions, reform
    limits = {str(rule.sqref): (float(rule.formula1), float(rule.formula2))
              for rule in made["Assumptions"].data_validations.dataValidation}  # fmt: skip
    assert limits == {f"C{row}": (lever.low, lever.high) for row, lever in enumerate(LEVERS, start=4)}
    assert all(sheet.protection.sheet for sheet in made if sheet.title != "About")


def test_what_it_is_and_that_it_is_invented_is_on_every_sheet(invented, plain):
    made = opened(plain)
    assert made.sheetnames == ["Assumptions", "Baseline", "Framework", "Shown", "Workings", "About"]
    said = {sheet.title: " ".join(str(row[at].value) for row in sheet.iter_rows() for at in (0, 1)) for sheet in made}
    assert all(invented.government.note in words for words in said.values())
    assert invented.version in said["About"] and "census of 30 June 2026" in said["About"]


def test_a_store_without_a_budget_is_refused_with_what_is_missing():
    with pytest.raises(ValueError, match="needs the budget of a year"):
        scenario_book.book(Store.of())
