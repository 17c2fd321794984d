"""Scenario book: a scenario as a workbook that recalculates when an assumption is changed."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import xlsxwriter

from analytics import budget_baseline, scenario_formulas, scenarios
from analytics.budget_baseline import NO_BUDGET, Put
from analytics.scenario_inputs import assumptions, baseline
from analytics.scenario_sheet import FORMATS, TOP, YEAR, Scenario, Sheet, by_year, cell
from analytics.scenarios import Moved
from analytics.workbook import AS_TEXT, about_sheet
from data_loaders.store import Store
from models.budget.edition import edition
from models.budget.framework import YEARS, framework, steps
from models.budget.levers import settings
from models.budget.lines import LINES, PLACE

DEBT = "Foreign debt at the year's end"
COMPUTED_TOP = TOP + len(LINES) + 2  # the second block of the workings
OWED = COMPUTED_TOP + len(LINES) + 1
ROWS = {line.code: TOP + at for at, line in enumerate(LINES)} | {  # of the sheet Framework, by code or total
    name: TOP + len(LINES) + 1 + at for at, name in enumerate((*scenario_formulas.SUMS, DEBT))
}
HOW = (
    "Change a marked cell of the sheet Assumptions: Framework follows by formulas, and Shown says by how much it then "
    "differs from what was shown. The sheets are protected without a password."
)


def book(store: Store, *, moved: Moved = (), put: Put = (), title: str = "Budget scenario") -> bytes:
    """Assumptions, baseline, the framework as formulas over both, what was shown, the workings, and what it all is."""
    base = budget_baseline.base(store, put=put)
    if base is None:
        raise ValueError(NO_BUDGET)
    at, years = settings(dict(moved)), budget_baseline.years(base)
    reasons = {(code, years.index(when)): why for code, when, _, why in put}
    shown = scenarios.table(store, moved=moved, put=put)
    of = Scenario(base, at, framework(base.baseline, at), tuple(steps(base.baseline, at)), shown, reasons)
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **AS_TEXT}) as whole:
        whole.set_properties({"title": title, "comments": shown.ribbon})
        ink = {name: whole.add_format(how) for name, how in FORMATS.items()}
        for name, (write, unit) in SHEETS.items():
            sheet = Sheet(whole, whole.add_worksheet(name), ink)
            sheet.texts(0, {0: f"{title}: {name.lower()}"}, "title")
            said = unit or f"Amounts in {store.government.currency}, {store.government.name}"
            sheet.texts(1, {0: " · ".join(filter(None, (said, shown.ribbon)))}, "value")
            write(sheet, of)
            sheet.sheet.protect("", {"format_columns": True, "format_rows": True})
        about_sheet(whole, replace(shown, title=title, notes=(HOW, f"Arithmetic: edition {edition()}.", *shown.notes)))
    return file.getvalue()


def _framework(sheet: Sheet, of: Scenario) -> None:
    """Every line in whole rupees, every total and the debt; a figure put in by hand is a constant with its reason."""
    sheet.headings(by_year(of) | {"Put in by hand": 60}, of.years)
    for line in LINES:
        row = ROWS[line.code]
        reasons = {year: why for (code, year), why in of.reasons.items() if code == line.code}
        said = "; ".join(f"{of.years[year]}: {why}" for year, why in reasons.items())
        sheet.texts(row, {0: line.name, 1: line.part, YEAR + YEARS: said})
        for year, value in enumerate(of.made.line(line.code)[0]):
            if year in reasons:
                sheet.number(row, YEAR + year, int(value), "put")
            else:
                formula = scenario_formulas.whole(cell(COMPUTED_TOP + PLACE[line.code], year, "Workings"))
                sheet.formula(row, YEAR + year, formula, "rupees", value)
    _totals(sheet, of)


def _totals(sheet: Sheet, of: Scenario) -> None:
    """Every total from its lines, and the debt from the workings."""
    shown = of.shown.table.set_index("name")
    for year, when in enumerate(of.years):
        formulas = scenario_formulas.totals({name: cell(row, year) for name, row in ROWS.items()})
        formulas[DEBT] = scenario_formulas.whole(cell(OWED, year, "Workings"))
        for name, formula in formulas.items():
            sheet.texts(ROWS[name], {0: name, 1: shown.at[name, "part"]}, "part")
            sheet.formula(ROWS[name], YEAR + year, formula, "total", shown.at[name, when])


def _workings(sheet: Sheet, of: Scenario) -> None:
    """What each line grows from, then the line with policy and debt, then what is owed; nothing is rounded."""
    sheet.headings(by_year(of), of.years)
    sheet.texts(COMPUTED_TOP - 1, {0: "With policy and debt"}, "part")
    sheet.texts(OWED, {0: DEBT, 1: "stock"})
    loans = COMPUTED_TOP + PLACE["foreign_loans"]
    for year, step in enumerate(of.steps):
        owed = cell(OWED, year - 1) if year else "debt_at_start"
        for code, place in PLACE.items():
            row, below = TOP + place, COMPUTED_TOP + place
            first = f"={cell(row, 0, 'Baseline')}"
            from_pay = code == "salaries" and year == 1 and of.base.pay
            before = "year_of_pay" if from_pay else cell(row, max(year - 1, 0))
            grown = scenario_formulas.carried(code, year, before) if year else first
            sheet.formula(row, YEAR + year, grown, "exact", step.carried[code])
            cells = (cell(row, year), cell(loans, year), owed)
            computed = scenario_formulas.computed(code, year, *cells, ledger=of.base.loans is not None)
            sheet.formula(below, YEAR + year, computed, "exact", step.computed[code])
        lent, repaid = (cell(ROWS[code], year, "Framework") for code in ("foreign_loans", "repayment"))
        sheet.formula(OWED, YEAR + year, scenario_formulas.owed(year, owed, lent, repaid), "exact", step.owed)
    for line in LINES:
        sheet.texts(TOP + PLACE[line.code], {0: line.name, 1: "carried on"})
        sheet.texts(COMPUTED_TOP + PLACE[line.code], {0: line.name, 1: line.part})


def _shown(sheet: Sheet, of: Scenario) -> None:
    """What the page showed, and what the framework now differs from it, by year."""
    differs = {f"Difference, {year}": 21 for year in of.years}
    sheet.headings(by_year(of) | differs, {*of.years, *differs})
    sheet.texts(1, {YEAR + YEARS: "Difference: what Framework now has less what was shown"})
    rows = ROWS | {line.name: ROWS[line.code] for line in LINES}
    for row, (name, part, *amounts) in enumerate(of.shown.table.itertuples(index=False), start=TOP):
        sheet.texts(row, {0: name, 1: part})
        for year, amount in enumerate(amounts):
            sheet.number(row, YEAR + year, amount, "rupees")
            formula = f"={cell(rows[name], year, 'Framework')}-{cell(row, year)}"
            sheet.formula(row, YEAR + YEARS + year, formula, "rupees", 0)


SHEETS = {  # what writes each, and what stands below its title where it is not the currency
    "Assumptions": (assumptions, "Each value in the unit beside it"),
    "Baseline": (baseline, ""),
    "Framework": (_framework, ""),
    "Shown": (_shown, ""),
    "Workings": (_workings, ""),
}
