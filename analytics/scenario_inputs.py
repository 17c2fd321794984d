"""Scenario inputs: the sheets of a scenario's workbook that all others are computed from."""

from __future__ import annotations

from collections.abc import Iterator

from analytics import scenario_formulas
from analytics.scenario_sheet import TOP, YEAR, Scenario, Sheet, cell
from models.budget.framework import BUOYANCY, YEARS
from models.budget.levers import LEVERS, OWN, Lever
from models.budget.lines import LINES, PLACE

PAY = "A year of pay, that later salaries grow from"
BUDGET, LESS = "Budget", "Likely year-end less budget"
PENSIONS = 10.0  # % a year where no census is valued
COLUMNS = {"Name": 24, "Assumption": 58, "Value": 18, "Unit": 24, "Least": 9, "Most": 9, "At the start": 13,
           "Source": 70}  # fmt: skip
LABEL, VALUE, UNIT, LEAST, MOST, START, SOURCE = range(1, 8)


def assumptions(sheet: Sheet, of: Scenario) -> None:
    """Levers and what the baseline takes as given, each value a named cell that may be changed."""
    sheet.headings(COLUMNS, ("Value", "Least", "Most", "At the start"))
    for row, lever in enumerate(LEVERS, start=TOP):
        _input(sheet, row, f"lever_{lever.name}", of.at[lever.name], (lever.label, lever.unit, lever.source))
        for column, value in ((LEAST, lever.low), (MOST, lever.high), (START, lever.start)):
            sheet.number(row, column, value, "value")
        sheet.named(f"start_{lever.name}", row, START)
        _within(sheet, row, lever)
    row = TOP + len(LEVERS) + 1
    sheet.texts(row, {LABEL: "What the baseline takes as given"}, "part")
    for name, value, *words in _given(of):
        row += 1
        _input(sheet, row, name, value, tuple(words))
    row += 2
    nominal = (1 + of.at["growth"] / 100) * (1 + of.at["inflation"] / 100) - 1
    sheet.texts(row, {0: "nominal_growth", LABEL: "Nominal growth, of real growth and inflation", UNIT: "part"})
    sheet.formula(row, VALUE, f"={scenario_formulas.NOMINAL}", "value", nominal)
    sheet.named("nominal_growth", row, VALUE)


def baseline(sheet: Sheet, of: Scenario) -> None:
    """The lines of the year in progress, the debt at its start, and what its interest is."""
    more = {BUDGET: 24, LESS: 24} if of.base.likely else {}
    sheet.headings({"Line": 44, "Part": 12, of.years[0]: 24, "Source": 80} | more, (of.years[0], *more))
    base, source = of.base.baseline, of.base.notes[0]
    for row, line in enumerate(LINES, start=TOP):
        sheet.texts(row, {0: line.name, 1: line.part, YEAR + 1: source})
        budget, less = base.lines.get(line.code, 0.0), (base.likely or {}).get(line.code)
        if less is None:
            sheet.number(row, YEAR, budget, "exact")
            continue
        formula = f"={cell(row, 2)}+lever_outturn/100*{cell(row, 3)}"
        sheet.formula(row, YEAR, formula, "exact", budget + of.at["outturn"] / 100 * less)
        sheet.number(row, YEAR + 2, budget, "exact")
        sheet.number(row, YEAR + 3, less, "exact")
    row, interest = TOP + len(LINES), cell(TOP + PLACE["interest"], 0)
    debt = "; ".join(note for note in of.base.notes if note.startswith("Debt: "))
    sheet.texts(row, {0: "Foreign debt at the start", 1: "stock", YEAR + 1: debt})
    sheet.number(row, YEAR, base.debt, "exact")
    sheet.named("debt_at_start", row, YEAR)
    due, rest = base.ledger, "debt_at_start"
    on_foreign = due.interest[0] + (base.debt - due.owed) * base.loan_rate / 100
    if of.base.loans:
        _ledger(sheet, of, row + 4)
        rest = "ledger_interest_0+(debt_at_start-ledger_owed)"
    sheet.texts(row + 1, {0: "Interest on foreign debt, within interest", 1: "current"})
    formula, value = f"=MIN({rest}*loan_rate/100,{interest})", min(on_foreign, base.lines.get("interest", 0.0))
    sheet.formula(row + 1, YEAR, formula, "exact", value)
    sheet.named("foreign_interest", row + 1, YEAR)
    if of.base.pay:
        sheet.texts(row + 2, {0: PAY, 1: "current", YEAR + 1: of.base.pay.words})
        sheet.number(row + 2, YEAR, base.payroll, "exact")
        sheet.named("year_of_pay", row + 2, YEAR)


def _ledger(sheet: Sheet, of: Scenario, top: int) -> None:
    """What the loans of the ledger owe and are due in each year, at the exchange rates of the start."""
    due, source = of.base.baseline.ledger, of.base.loans.words
    rows = [("ledger_owed", "Loan ledger: owed at the start, on loans with terms", "stock", due.owed)]
    for code, part in (("interest", "current"), ("repayment", "capital")):
        rows += [
            (f"ledger_{code}_{year}", f"Loan ledger: {code} due, {of.years[year]}", part, amount)
            for year, amount in enumerate(getattr(due, code))
        ]
    for row, (name, said, part, amount) in enumerate(rows, start=top):
        sheet.texts(row, {0: said, 1: part, YEAR + 1: source})
        sheet.number(row, YEAR, amount, "exact")
        sheet.named(name, row, YEAR)
    before = "ledger_owed"
    for year, when in enumerate(of.years):
        row, name = top + len(rows) + year, f"ledger_owed_{year}"
        sheet.texts(row, {0: f"Loan ledger: owed at the end, {when}", 1: "stock"})
        sheet.formula(row, YEAR, f"={before}-ledger_repayment_{year}", "exact", due.at_end(year))
        sheet.named(name, row, YEAR)
        before = name


def _input(sheet: Sheet, row: int, name: str, value: float, words: tuple[str, ...]) -> None:
    """A named cell that may be changed, with its label, unit and source."""
    label, unit, source = words
    sheet.texts(row, {0: name, LABEL: label, UNIT: unit, SOURCE: source})
    sheet.number(row, VALUE, value, "input")
    sheet.named(name, row, VALUE)


def _within(sheet: Sheet, row: int, lever: Lever) -> None:
    """A value outside a lever's limits is refused with a sentence."""
    said = f"{lever.label} must lie between {lever.low:g} and {lever.high:g} {lever.unit}."
    rule = {"validate": "decimal", "criteria": "between", "minimum": lever.low, "maximum": lever.high}
    sheet.sheet.data_validation(row, VALUE, row, VALUE, rule | {"error_title": "Out of limits", "error_message": said})


def _given(of: Scenario) -> Iterator[tuple[str, float, str, str, str]]:
    """What the baseline takes as given: name, value, label, unit, source."""
    base, census = of.base.baseline, of.base.notes[1]
    for code, value in BUOYANCY.items():
        yield f"buoyancy_{code}", value, f"Buoyancy: {LINES[PLACE[code]].name}", "times nominal growth", OWN
    yield "loan_rate", base.loan_rate, "Interest on foreign debt", "% a year", OWN
    yield "loan_life", base.loan_life, "Foreign debt is repaid over", "years", OWN
    yield "adp_growth", base.adp_growth, "Growth of development", "% a year", OWN
    for year in range(1, YEARS):
        growth = base.pensions[year - 1] if len(base.pensions) >= year else PENSIONS
        yield f"pension_growth_{year}", growth, f"Growth of pensions, {of.years[year]}", "%", census
    for year in range(1, YEARS):
        part = base.reform[year - 1] if len(base.reform) >= year else 0.0
        label = f"What pension reforms of 2021 would save, {of.years[year]}"
        yield f"pension_reform_{year}", part, label, "part of payments", census
