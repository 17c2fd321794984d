"""Position: where do we stand this fiscal year?"""

from __future__ import annotations

import pandas as pd

from analytics import alike, change, elapsed, estimate, receipts, spending, wording
from analytics.answer import Answer
from analytics.elapsed import Elapsed
from analytics.receipts import Selection
from analytics.submissions import late, unexplained
from data_loaders.store import Store

__all__ = ["by_month", "fiscal_years", "headline", "late", "movers", "unexplained"]

SIDES = {"Receipts": "receipt", "Spending": "payment"}
HEADLINE = ("measure", "actual", "last_year", "growth", "budget", "share_of_budget")
MONTHS = ("measure", "year", "fiscal_year", "month", "fiscal_month", "amount")
MOVERS = ("measure", "by", "code", "name", "actual", "last_year", "change", "growth")


def fiscal_years(store: Store) -> Answer:
    """The fiscal years that have figures, the latest first; begun: something is booked, not only budgeted or ahead."""
    found, ahead = elapsed.parts(store), elapsed.ahead(store)
    begun = {year for side, stage, year in found if stage == "actual" and (side, year) not in ahead}
    years = sorted({year for _, _, year in found if year}, reverse=True)
    table = pd.DataFrame({"fiscal_year": years, "begun": [year in begun for year in years]})
    said = f"{wording.count(len(years), 'fiscal year has', 'fiscal years have')} figures."
    return _answer(store, None, "Fiscal years", table, sentence=said)


def headline(store: Store, fiscal_year: str | None = None) -> Answer:
    """Receipts, spending and balance so far, against the same months of last year and against the year's budget.

    One row per measure ("Receipts", "Spending", "Balance"): actual, last_year, growth (%), budget (of the whole year),
    share_of_budget (%). Both sides stop at the last month that both have; the notes name the months and the estimate.
    """
    so_far = elapsed.under_way(store, SIDES.values(), fiscal_year)
    if so_far is None:
        return _answer(store, None, "Where do we stand?", pd.DataFrame(columns=list(HEADLINE)))
    rows, notes, unlike = [], [_months_said(so_far)], []
    for measure, side in SIDES.items():
        parts, why = _parts(store, measure, so_far)
        totals = elapsed.two_years(parts, so_far, side, ["code"])
        actual, last = (totals[column].sum(min_count=1) for column in ("amount", "last_year"))
        budget, which = estimate.chosen(_budget(store, measure, so_far.fiscal_year))
        rows.append((measure, actual, last, budget["amount"].sum(min_count=1), not why))
        notes += [_budget_said(measure, which, so_far.fiscal_year), *_gaps(measure, actual, last, so_far)]
        unlike += [f"{measure.lower()} not compared, as there are {why}"] if why else []
    rows.append(("Balance", *map(_less, rows[0][1:4], rows[1][1:4]), False))
    table = pd.DataFrame(rows, columns=["measure", "actual", "last_year", "budget", "grows"])
    table = table.astype(dict.fromkeys(("actual", "last_year", "budget"), change.MONEY))
    table["growth"] = change.growth(table["actual"], table["last_year"]).where(table["grows"])
    table["share_of_budget"] = change.share(table["actual"], table["budget"]).where(table["measure"] != "Balance")
    return _answer(
        store,
        so_far,
        "Where do we stand?",
        table[list(HEADLINE)],
        notes=(*notes, *unlike),
        sentence=_said(table, so_far, unlike),
    )


def by_month(store: Store, fiscal_year: str | None = None) -> Answer:
    """Receipts, spending and balance of each month of this year and last; a month without a figure has no row.

    measure, year ("this year", "last year"), fiscal_year, month, fiscal_month (1 to 12), amount.
    """
    so_far = elapsed.under_way(store, SIDES.values(), fiscal_year)
    if so_far is None:
        return _answer(store, None, "Receipts and spending by month", pd.DataFrame(columns=list(MONTHS)))
    sides, unlike = [], set()
    for measure in SIDES:
        parts, why = _parts(store, measure, so_far)
        months = parts[parts["fiscal_month"] > 0].groupby(["fiscal_year", "month", "fiscal_month"], as_index=False)
        sides.append(months["amount"].sum().assign(measure=measure))
        unlike |= {measure} if why else set()
    table = pd.concat([*sides, _balance(*sides)], ignore_index=True)
    table["year"] = table["fiscal_year"].map({so_far.fiscal_year: "this year", so_far.last_year: "last year"})
    notes = ("A month without a figure has no row: nothing was submitted for it.",)
    said = _month_said(table[~table["measure"].isin(unlike)], so_far)
    said = said if len(table) else f"There are no actual figures of {so_far.fiscal_year} by month."
    return _answer(store, so_far, "Receipts and spending by month", table[list(MONTHS)], notes=notes, sentence=said)


def movers(store: Store, fiscal_year: str | None = None, top: int = 5) -> Answer:
    """What changed most against the same months of last year: receipts by group, spending by department.

    The `top` of each measure, largest change first: measure, by ("group", "department", or "function" where no
    department is stated), code, name, actual, last_year, change (money), growth (%).
    """
    so_far = elapsed.under_way(store, SIDES.values(), fiscal_year)
    if so_far is None:
        return _answer(store, None, "What changed most", pd.DataFrame(columns=list(MOVERS)))
    spent, by = _amounts(store, "Spending", "department", so_far), "department"
    if not spent["code"].ne("").any():
        spent, by = _amounts(store, "Spending", "function", so_far), "function"
    received = _amounts(store, "Receipts", "group", so_far)
    moved = [_moved(received, so_far, "Receipts", "group", top), _moved(spent, so_far, "Spending", by, top)]
    table = pd.concat(moved, ignore_index=True)
    notes = (_months_said(so_far), "Only what has figures in both years is compared.")
    return _answer(store, so_far, "What changed most", table, notes=notes, sentence=_moved_said(table, so_far))


def _amounts(store: Store, measure: str, split: str, so_far: Elapsed) -> pd.DataFrame:
    """Actual amounts of this fiscal year and last, by month and code of the split."""
    years = (so_far.last_year, so_far.fiscal_year)
    if measure == "Receipts":
        return receipts.amounts(store, split, Selection(years))
    return spending.amounts(store, split, years)


def _parts(store: Store, measure: str, so_far: Elapsed) -> tuple[pd.DataFrame, str]:
    """Amounts by group or department, and why the totals of the two years are not to be compared, if so."""
    rows = _amounts(store, measure, "group" if measure == "Receipts" else "department", so_far)
    compared = (so_far.fiscal_year, so_far.now, so_far.comparable(SIDES[measure]))
    return rows, alike.breaks(rows, [compared]).get(so_far.fiscal_year, "")


def _budget(store: Store, measure: str, fiscal_year: str) -> pd.DataFrame:
    """What was estimated for a year, by revenue head or by department."""
    if measure == "Receipts":
        return receipts.amounts(store, "head", Selection((fiscal_year,)), estimate.STAGES)
    return spending.amounts(store, "department", (fiscal_year,), estimate.STAGES)


def _moved(rows: pd.DataFrame, so_far: Elapsed, measure: str, by: str, top: int) -> pd.DataFrame:
    """The largest changes of one measure, among what has figures in both years."""
    table = elapsed.two_years(rows, so_far, SIDES[measure], ["code", "name"]).rename(columns={"amount": "actual"})
    table = table[table["actual"].notna() & table["last_year"].notna()]
    table = table.assign(measure=measure, by=by, change=change.difference(table["actual"], table["last_year"]))
    table["growth"] = change.growth(table["actual"], table["last_year"])
    order = table["change"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].head(top)[list(MOVERS)]


def _less(receipts_so_far, spending_so_far):
    """Receipts less spending; missing where either is."""
    missing = pd.isna(receipts_so_far) or pd.isna(spending_so_far)
    return pd.NA if missing else receipts_so_far - spending_so_far


def _balance(received: pd.DataFrame, spent: pd.DataFrame) -> pd.DataFrame:
    """Receipts less spending of every month that has both."""
    both = received[received["month"].isin(spent["month"])]
    out = dict(zip(spent["month"], spent["amount"], strict=True))
    left = [amount - out[month] for month, amount in zip(both["month"], both["amount"], strict=True)]
    return both.assign(measure="Balance", amount=pd.array(left, dtype=change.MONEY))


def _months_said(so_far: Elapsed) -> str:
    """Which months are compared with which."""
    if not so_far.now:
        return f"No actual figures of {so_far.fiscal_year} yet."
    if so_far.several:
        return f"Actual: {so_far.words}, which the source does not split."
    return f"Actual: {so_far.words}; last year: {so_far.words_before}."


def _budget_said(measure: str, which: str, fiscal_year: str) -> str:
    """Which estimate the budget of a measure is."""
    if not which:
        return f"{measure}: no budget of {fiscal_year} in the store."
    return f"Budget of {measure.lower()} for the whole year: {which}."


def _gaps(measure: str, actual, last_year, so_far: Elapsed) -> list[str]:
    """What is missing of one measure, in words."""
    if so_far.now and pd.isna(actual):
        return [f"{measure}: nothing submitted for {so_far.words}."]
    if pd.notna(actual) and pd.isna(last_year):
        return [f"{measure}: no growth, as {so_far.lacking(SIDES[measure])}."]
    return []


def _said(table: pd.DataFrame, so_far: Elapsed, unlike: list[str]) -> str:
    """What the headline says: growth where there is one, else the share of the budget."""
    if not so_far.now:
        return f"{so_far.fiscal_year} has a budget; nothing is booked yet."
    sides = list(table.head(2).itertuples())
    grown = [f"{row.measure.lower()} {_higher(row.growth)}" for row in sides if pd.notna(row.growth)]
    reached = [
        f"{row.measure.lower()} at {row.share_of_budget:.1f} % of the year's budget"
        for row in sides
        if pd.isna(row.growth) and pd.notna(row.share_of_budget)
    ]
    against = f" against {so_far.same}" if grown else ""
    said = ", ".join(grown + reached) or "; ".join(unlike) or _lacking(so_far) or "there is nothing to compare with yet"
    return f"{wording.capital(so_far.words)}{against}: {said}."


def _month_said(table: pd.DataFrame, so_far: Elapsed) -> str:
    """How the last month compares with the same month of last year."""
    same = table[table["fiscal_month"] == max(so_far.months, default=0)]
    same = same.pivot(index="measure", columns="year", values="amount").reindex(list(SIDES))
    if not {"this year", "last year"} <= set(same):
        return ""
    grown = change.growth(same["this year"], same["last year"]).dropna()
    said = ", ".join(f"{measure.lower()} {_higher(per_cent)}" for measure, per_cent in grown.items())
    return f"{so_far.as_of:%B %Y} against the same month of last year: {said}." if said else ""


def _higher(per_cent: float) -> str:
    """A growth in words."""
    return wording.compared(per_cent, "higher", "lower", "unchanged")


def _lacking(so_far: Elapsed) -> str:
    """Which months last year has in place of those compared; once where that is the same of receipts and spending."""
    if any(so_far.comparable(side) for side in SIDES.values()):
        return ""
    there = [measure for measure, side in SIDES.items() if dict(so_far.there).get(side)] or list(SIDES)
    why = {measure: so_far.lacking(SIDES[measure]) for measure in there}
    each = "; ".join(f"{measure.lower()}: {said}" for measure, said in why.items())
    return f"no comparison, as {each if len({*why.values()}) > 1 else next(iter(why.values()))}"


def _moved_said(table: pd.DataFrame, so_far: Elapsed) -> str:
    """The largest change of each measure, or why there is none."""
    if table.empty:
        said = _lacking(so_far) or "nothing has figures in both years" if so_far.now else "nothing is booked yet"
        return f"{wording.capital(so_far.words if so_far.now else so_far.fiscal_year)}: {said}."
    said = []
    for measure, rows in table.groupby("measure", sort=False):
        first = rows.iloc[0]
        more = "rose" if first.change > 0 else "fell" if first.change < 0 else "stayed level"
        by = "" if pd.isna(first.growth) or not first.change else f" by {abs(first.growth):.1f} %"
        said.append(f"{measure.lower()} of {first['name']} {more}{by}")
    return f"{wording.capital(wording.listed(said))}."


def _answer(store: Store, so_far: Elapsed | None, title: str, table: pd.DataFrame, **more) -> Answer:
    """An Answer with the fields that every question of this subject shares."""
    if so_far is None:
        more.setdefault("sentence", "There are no figures in the store yet; load a file on the Sources page.")
    currency = store.government.currency
    measures = dict.fromkeys(("actual", "last_year", "budget", "amount", "change"), currency)
    measures |= {"growth": "%", "share_of_budget": "%"}
    return Answer(
        title,
        table,
        {column: unit for column, unit in measures.items() if column in table.columns},
        ("receipt_month", "spending_month"),
        as_of=so_far.as_of if so_far else None,
        filters={"fiscal year": so_far.fiscal_year} if so_far else {},
        version=store.version,
        ribbon=store.government.note,
        **more,
    )
