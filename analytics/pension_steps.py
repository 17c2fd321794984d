"""Pension steps: the obligation to the members of one cell, month by month, as a workbook that can be followed."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pandas as pd
import xlsxwriter

from analytics import pension_liability, pension_reform
from analytics.answer import Answer
from analytics.pension_valued import Chosen, answer, nothing, valued
from analytics.scenario_sheet import FORMATS, TOP, Sheet, cell
from analytics.workbook import AS_TEXT, about_sheet
from data_loaders.store import Store
from models.pension.valuation import Valuation
from models.pension_rules import BASE

SEXES = ("female", "male")
STEPS = {  # column of the sheet Steps: what stands in it
    "month": "months from the valuation", "age": "age at the exit, years", "service": "months of service at the exit",
    "early": "retires early, of one in service today", "unfit": "leaves unfit or at superannuation", "die": "dies",
    "resign": "resigns with a right", "award": "pay awards until then", "increments": "increments until then",
    "averaged": "pay that counts over last pay", "earned": "pension of a rupee of pay", "kept": "left after reduction",
    "lump": "gratuity, months of pay", "retired": "worth of a rupee of pension awarded",
    "widowed": "worth of a rupee to a family", "deferred": "worth of a rupee due later", "discount": "discount",
    "counted": "months counted at the exit",
}  # fmt: skip
VALUE = (  # of one row, in the columns' letters: what is drawn, times pay, times discount, times the part earned so far
    "=(({unfit}{row}+{early}{row}*{kept}{row})*{earned}{row}*{retired}{row}+{die}{row}*{earned}{row}*{widowed}{row}"
    "+({early}{row}+{unfit}{row}+{die}{row})*{lump}{row}+{resign}{row}*{earned}{row}*{deferred}{row})"
    "*{award}{row}*{increments}{row}*{averaged}{row}*{discount}{row}*Cell!$C$7/{counted}{row}"
)


@dataclass(frozen=True)
class Cell:
    """Members of one sex, month of entry and month of age."""

    row: int
    column: int
    sex: int
    age: int  # months
    service: int
    pay: float  # a month, of all of them
    places: np.ndarray  # of the members


def steps(store: Store, *, sex: str, age: float, service: float, rules: str = BASE, assumed: Chosen = ()) -> Answer:
    """The steps of the cell with members nearest to an age and a service in years: a row a month of leaving.

    Columns of STEPS, and value: of a rupee of monthly pay, what is earned so far of what leaving then brings.
    """
    now, title = valued(store, rules, assumed), "The obligation step by step"
    found = None if now is None else _nearest(now, SEXES.index(sex), age * 12, service * 12)
    if now is None:
        return nothing(store, title, [*STEPS, "value"])
    if found is None:
        none = "No member of this sex is in service before superannuation; choose the other."
        return answer(store, title, pd.DataFrame(columns=[*STEPS, "value"]), {}, now, sentence=none)
    table = _steps(now, found)
    owed = float(table["value"].sum() * found.pay)
    said = (
        f"{len(found.places)} members, {sex}, aged {found.age / 12:.2f}, with {found.service / 12:.2f} years of "
        f"service, are owed {owed:,.0f} before minimum pensions."
    )
    return answer(store, title, table, {"value": "times pay"}, now, sentence=said)


def book(store: Store, *, sex: str, age: float, service: float, rules: str = BASE, assumed: Chosen = ()) -> bytes:
    """The cell, its steps as formulas over what each factor is, the assumptions and the rules with their references."""
    asked = {"rules": rules, "assumed": assumed}
    made, now = steps(store, sex=sex, age=age, service=service, **asked), valued(store, rules, assumed)
    if now is None or made.table.empty:
        raise ValueError(made.sentence)
    found, file = _nearest(now, SEXES.index(sex), age * 12, service * 12), BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **AS_TEXT}) as whole:
        ink = {name: whole.add_format(how) for name, how in FORMATS.items()}
        first = Sheet(whole, whole.add_worksheet("Cell"), ink)
        _write_steps(Sheet(whole, whole.add_worksheet("Steps"), ink), made.table)
        _write_cell(first, found, now, made)
        for name, of in (("Assumptions", pension_liability.assumptions(store, assumed=assumed)),
                         ("Rules", pension_reform.rules_of(store, name=rules))):  # fmt: skip
            _write_table(Sheet(whole, whole.add_worksheet(name), ink), of)
        about_sheet(whole, made)
    return file.getvalue()


def _nearest(now: Valuation, sex: int, age: float, service: float) -> Cell | None:
    """The cell with members nearest to an age and a service, both in months; none where no member of the sex is."""
    lines, x = now.lines, now.scale.exits
    some = (lines.pay[:, : x.retire] > 0) & (lines.sex == sex)[:, None]
    if not some.any():
        return None
    ages, served = lines.ages[: x.retire], lines.service[:, : x.retire]
    away = np.abs(ages - age)[None, :] + np.abs(served - service)
    row, column = np.unravel_index(np.where(some, away, np.inf).argmin(), away.shape)
    places = np.flatnonzero(lines.place == row * len(lines.ages) + column)
    return Cell(
        int(row), int(column), sex, int(ages[column]), int(served[row, column]), float(lines.pay[row, column]), places
    )


def _steps(now: Valuation, at: Cell) -> pd.DataFrame:
    """Each factor of each month of leaving, and what the month is worth."""
    x, basis, lines = now.scale.exits, now.basis, now.lines
    then = np.arange(at.column + 1, x.retire + 1)
    months, ages = then - at.column, lines.ages[then]
    to_next, alive, scale = basis.to_next(months), x.left[at.row, at.column], x.scale[then]
    out = {name: getattr(x, name)[at.row, then] / alive for name in ("early", "unfit", "die")}
    served, gone = at.service + months, sum(out.values()) * alive * scale
    earned = x.earned[served]
    lump = np.divide(x.gratuity[at.row, then], gone, out=np.zeros(len(then)), where=gone > 0)
    drawn = x.pension[at.row, then] / alive - out["unfit"] * earned * scale  # of those who retire early
    full = out["early"] * earned * scale
    resigned = np.zeros(len(then)) if x.deferred is None else x.deferred[at.row, then] / alive
    over = earned * scale
    frame = pd.DataFrame({
        "month": months, "age": ages / 12, "service": served, **out,
        "resign": np.divide(resigned, over, out=np.zeros(len(then)), where=over > 0),
        "award": (1 + basis.assumed.pay_award / 100) ** basis.increases(months).astype(float),
        "increments": scale / x.scale[at.column], "averaged": basis.averaged[to_next], "earned": earned,
        "kept": np.divide(drawn, full, out=np.ones(len(then)), where=full > 0), "lump": lump,
        "retired": basis.retired[at.sex, to_next, ages], "widowed": basis.died[at.sex, to_next, ages],
        "deferred": basis.deferred[at.sex, to_next, ages], "discount": basis.month ** months.astype(float),
        "counted": np.minimum(served, basis.most_service).astype(float),
    })  # fmt: skip
    f = frame
    brought = (f.unfit + f.early * f.kept) * f.earned * f.retired + f.die * f.earned * f.widowed
    brought += (f.early + f.unfit + f.die) * f.lump + f.resign * f.earned * f.deferred
    part = min(at.service, basis.most_service) / f.counted
    return frame.assign(value=brought * f.award * f.increments * f.averaged * f.discount * part)


def _write_steps(sheet: Sheet, table: pd.DataFrame) -> None:
    """The factors as figures, the value of each month as a formula over them."""
    sheet.texts(0, {0: "Steps: what leaving in each month brings, of a rupee of monthly pay today"}, "title")
    sheet.texts(1, dict(enumerate(STEPS.values())))
    sheet.headings(dict.fromkeys([*map(str.capitalize, STEPS), "Value"], 14), [*map(str.capitalize, STEPS), "Value"])
    letters = {name: cell(0, at - 2).rstrip("1") for at, name in enumerate(STEPS)}
    for at, row in enumerate(table.itertuples(index=False), start=TOP):
        for column, name in enumerate(STEPS):
            sheet.number(at, column, float(getattr(row, name)), "value")
        sheet.formula(at, len(STEPS), VALUE.format(row=at + 1, **letters), "value", row.value)


def _write_cell(sheet: Sheet, at: Cell, now: Valuation, made: Answer) -> None:
    """Who the members are, and what the steps add up to beside what the valuation holds."""
    rate, last = float(made.table["value"].sum()), TOP + len(made.table)
    value = cell(0, len(STEPS) - 2).rstrip("1")
    held = float(now.scale.obligation[at.row, at.column] * at.pay)
    minimum = float((now.of_members[0][~now.in_scheme])[at.places].sum()) - held
    rows = [
        ("Age at the valuation, years", at.age / 12), ("Service, months", at.service),
        ("Members", float((np.ones(len(now.members)) * now.members.times())[at.places].sum())),
        ("Months counted so far", float(min(at.service, now.basis.most_service))),
        ("Pay of all of them, a month", at.pay), ("Obligation of a rupee of pay", rate),
        ("Obligation before minimum pensions", rate * at.pay), ("Added by minimum pensions, member by member", minimum),
        ("Obligation", rate * at.pay + minimum), ("The same in the valuation", held + minimum),
        ("Difference", rate * at.pay - held),
    ]  # fmt: skip
    formulas = {5: f"=SUM(Steps!{value}{TOP + 1}:{value}{last})", 6: "=C8*C9", 8: "=C10+C11", 10: "=C12-C13"}
    sheet.texts(0, {0: made.title}, "title")
    sheet.texts(1, {0: made.sentence})
    sheet.headings({"What": 44, "Sex": 10, "Figure": 24}, ["Figure"])
    for number, (name, figure) in enumerate(rows):
        sheet.texts(TOP + number, {0: name, 1: SEXES[at.sex]})
        if number in formulas:
            sheet.formula(TOP + number, 2, formulas[number], "exact", figure)
        else:
            sheet.number(TOP + number, 2, figure, "exact")


def _write_table(sheet: Sheet, of: Answer) -> None:
    """A table of the book as texts and figures."""
    sheet.texts(0, {0: of.title}, "title")
    sheet.headings(dict.fromkeys(of.table.columns, 24), [])
    for at, row in enumerate(of.table.itertuples(index=False), start=TOP):
        for column, value in enumerate(row):
            sheet.texts(at, {column: "" if pd.isna(value) else str(value)})
