"""Pensions: what the rules give an officer, what commutation is worth, and what pensions have cost."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics import change, elapsed, wording
from analytics.answer import Answer
from data_loaders.store import Store
from models import pension_rules
from models.life_table import LifeTable, Status
from models.pension_rules import RulesRefused

SPENT = """
select
    fiscal_year, coalesce(object_minor, '') as code,
    coalesce(min(head.name), min(function.name), object_minor, 'Not stated') as name,
    cast(sum(line.amount) as decimal(20, 2)) as amount
from spending_month as line
left join head on head.code = line.object_minor and $by = 'object'
left join function on function.code = line.function_major and $by = 'function'
where line.flow = 'expenditure' and line.stage = 'actual'
    and (($by = 'object' and line.object_minor like $code || '%') or ($by = 'function' and line.function_major = $code))
group by fiscal_year, object_minor
order by fiscal_year, code
"""
ALL_SPENT = """
select fiscal_year, cast(sum(amount) as decimal(20, 2)) as amount
from spending_month where flow = 'expenditure' and stage = 'actual'
group by fiscal_year
order by fiscal_year
"""
WHERE = {"NAM": ("object", "A04"), "LMMH": ("function", "2071")}  # employees' retirement benefits; pensions
MISSING = (
    "What is owed for the future cannot be said from payments: it needs a list of employees and of pensioners (birth, "
    "entry, pay, pension), which the store does not hold."
)
RATES = (0.0, 0.04, 0.08, 0.12)
ILLUSTRATIVE = LifeTable.of_makeham(0.0007, 0.00005, 10**0.04, first=20, last=120)
TABLE = (
    "illustrative life table by Makeham's law (Bowers et al., Actuarial Mathematics, ch. 3): no table of the country"
)
STEPS = ("step", "amount", "how", "rule")
WORTH = ("age", "interest", "increase", "years_purchase", "worth", "ratio")


def rule_sets(store: Store) -> Answer:
    """The rule sets there are: name."""
    return _answer(store, "Rule sets", pd.DataFrame({"name": list(pension_rules.names())}), {})


def officer(
    store: Store, pay: float, years: int, age: int, *, rules: str = pension_rules.BASE, retires: str = "",
    commutes: bool = True,
) -> Answer:  # fmt: skip
    """One officer's pension, step by step: step, amount, how, rule (its reference). `retires` is a day, yyyy-mm-dd.

    The pay is taken as that of every month the rules average.
    """
    title, by = "One officer's pension", pension_rules.rules(rules)
    filters = {"rules": rules, "pay": f"{pay:,.0f}", "service": f"{years} years", "age": str(age)}
    day = date.fromisoformat(retires) if retires else date(2026, 7, 1)
    try:
        made = pension_rules.pension([pay] * int(by["pay_months"]), years, age, day, by, commutes=commutes)
    except RulesRefused as reason:
        return _answer(store, title, pd.DataFrame(columns=list(STEPS)), {}, filters=filters, sentence=str(reason))
    table = pd.DataFrame([(step.what, step.amount, step.how, step.source) for step in made.steps], columns=list(STEPS))
    table["amount"] = table["amount"].astype(change.MONEY)
    back = f"; the part given up comes back on {made.restored_on:%-d %B %Y}" if made.restored_on else ""
    said = f"{made.net:,.2f} a month and {made.lump_sum:,.2f} at once{back}."
    return _answer(store, title, table, {"amount": "money"}, filters=filters, sentence=said, sources=("pension_rules",))


def commutation(store: Store, *, rules: str = pension_rules.BASE, increase: float = 0.0) -> Answer:
    """What a rupee a year given up is paid with, beside what it is worth until it comes back, at several interests.

    age, interest and increase (% a year), years_purchase (paid at once), worth (paid monthly for life, at most until
    restoration), ratio (paid to worth).
    """
    by = pension_rules.rules(rules)
    rows = []
    for age, rule in sorted(by.by_age["years_purchase"].items()):
        life, term = Status.life(ILLUSTRATIVE, age), round(float(rule.value))
        for rate in RATES:
            worth = life.annuity(rate, term=term, growth=increase, times=12)
            rows.append((age, rate * 100, increase * 100, float(rule.value), worth, float(rule.value) / worth))
    table = pd.DataFrame(rows, columns=list(WORTH))
    units = {"interest": "%", "increase": "%", "years_purchase": "years", "worth": "years", "ratio": "times"}
    dearest = table.loc[table["ratio"].idxmax()]
    said = (
        f"At {dearest.interest:.0f} % interest the commuted part is paid with {dearest.ratio:.2f} times its worth "
        f"at age {dearest.age:.0f}."
    )
    return _answer(
        store, "Commutation: paid and worth", table, units, filters={"rules": rules}, sentence=said,
        notes=(f"Mortality: {TABLE}.",), sources=("pension_rules",),
    )  # fmt: skip


def spending(store: Store) -> Answer:
    """What pensions cost in each fiscal year: fiscal_year, amount, share (% of spending), growth (%), complete.

    A part of a year has no growth.
    """
    by, code = WHERE.get(store.government.chart, WHERE["NAM"])
    rows = store.ask(SPENT, by=by, code=code)
    title = "Pension spending by fiscal year"
    if rows.empty:
        said = f"There are no payments for pensions ({by} {code}) in the store."
        columns = ["fiscal_year", "amount", "share", "growth", "complete"]
        return _answer(store, title, pd.DataFrame(columns=columns), {}, sentence=f"{said} {MISSING}")
    table = rows.groupby("fiscal_year", as_index=False)["amount"].sum()
    every = store.ask(ALL_SPENT).set_index("fiscal_year")["amount"]
    paid = {
        year: months
        for (side, stage, year), months in elapsed.parts(store).items()
        if side == "payment" and stage == "actual"
    }
    table["complete"] = [elapsed.is_whole(paid.get(year, ())) for year in table["fiscal_year"]]
    table["share"] = change.share(table["amount"], table["fiscal_year"].map(every).astype(change.MONEY))
    before = table["amount"].shift()
    whole = table["complete"] & table["complete"].shift(fill_value=False)
    table["growth"] = change.growth(table["amount"], before).where(whole)
    last = table.iloc[-1]
    grown = "" if pd.isna(last["growth"]) else f", {wording.compared(last['growth'])} the year before"
    so_far = "" if last["complete"] else " so far"
    said = f"Pensions took {last['share']:.1f} % of the spending of {last['fiscal_year']}{so_far}{grown}."
    return _answer(
        store, title, table[["fiscal_year", "amount", "share", "growth", "complete"]],
        {"amount": "money", "share": "%", "growth": "%"}, sentence=said, notes=(f"Counted: {by} {code}.", MISSING),
        sources=("spending_month",),
    )  # fmt: skip


def _answer(store: Store, title: str, table: pd.DataFrame, units: dict[str, str], **more) -> Answer:
    units = {column: store.government.currency if unit == "money" else unit for column, unit in units.items()}
    sources = more.pop("sources", ("spending_month",))
    return Answer(title, table, units, sources, version=store.version, ribbon=store.government.note, **more)
