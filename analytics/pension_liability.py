"""Pension liability: what has been promised to employees and pensioners, by whom it is owed to, and what moves it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from analytics import census_arrays, change, mortality, wording
from analytics.answer import Answer
from analytics.pension_valued import ATTRIBUTED, MONEY, SPOUSE_ONLY, Chosen, answer, nothing, parted, start, valued
from data_loaders.store import Store
from models import pension_rules
from models.pension.assumptions import START, Assumptions
from models.pension.valuation import WHO, Valuation, totals

SENSITIVE = (  # an assumption and by how much it moves
    ("discount", 1.0), ("discount", -1.0), ("pension_increase", 1.0), ("pension_increase", -1.0), ("pay_award", 1.0),
    ("pay_award", -1.0), ("mortality", -10.0), ("mortality", 10.0),
)  # fmt: skip
BASE = pension_rules.BASE
BY = ("department", "district", "grade", "age")
NAMES = {
    "department": "select code, name from department order by code",
    "district": "select code, name from district order by code",
}
MOST = 500  # members shown behind a figure


def assumptions(store: Store, *, assumed: Chosen = ()) -> Answer:
    """What the valuation takes for granted: code, name, unit, value, least, most, step, source, choices (names)."""
    figures, table = parted(assumed)
    chosen, last = replace(START, **figures), len(mortality.CHOICES) - 1
    told, said = " | ".join(mortality.CHOICES), mortality.SOURCES[table]
    rows = [
        (mortality.CODE, mortality.LABEL, mortality.CHOICES[table], float(table), 0.0, float(last), 1.0, said, told)
    ]
    for each in fields(Assumptions):
        said = each.metadata
        limits = (said["low"], said["high"], said["step"])
        rows.append((each.name, said["label"], said["unit"], getattr(chosen, each.name), *limits, said["source"], ""))
    columns = ["code", "name", "unit", "value", "least", "most", "step", "source", "choices"]
    notes = (f"Mortality: {mortality.SOURCES[table]}.",)
    return answer(store, "Assumptions", pd.DataFrame(rows, columns=columns), {}, None, notes=notes)


def owed(store: Store, *, rules: str = BASE, assumed: Chosen = (), day: date | None = None) -> Answer:
    """The obligation by whom it is owed to: name, members, a_month (pay or pension), obligation, share (%)."""
    now = valued(store, rules, assumed, day)
    title = "Pension liability by whom it is owed to"
    if now is None:
        return nothing(store, title, ["name", "members", "a_month", "obligation", "share"])
    staff, people = now.census.employees, now.census.pensioners
    many, working = np.ones(len(people)) * people.times(), np.ones(len(staff)) * staff.times()
    counted = [(working.sum(), staff.total_pay.sum())]
    counted += [(many[people.kind == at].sum(), (many * people.pension)[people.kind == at].sum()) for at in range(3)]
    rows = [(who, int(count), amount, now.obligation[who]) for who, (count, amount) in zip(WHO, counted, strict=True)]
    table = pd.DataFrame(rows, columns=["name", "members", "a_month", "obligation"])
    table["share"] = change.share(table["obligation"], pd.Series(now.total, index=table.index))
    left = int(census_arrays.listed(store, now.census.on).aside["members"].sum())
    aside = (f"{wording.count(left, 'person is', 'persons are')} set aside and not valued.",) if left else ()
    largest = table.loc[table["share"].idxmax()]
    said = f"{largest['share']:.0f} % of what is owed is owed to {largest['name']}."
    units, held = (
        {"members": "members", "a_month": MONEY, "obligation": MONEY, "share": "%"},
        mortality.SOURCES[parted(assumed)[1]],
    )
    notes = (ATTRIBUTED, SPOUSE_ONLY, f"Mortality: {held}.", *aside)
    return answer(store, title, table, units, now, sentence=said, notes=notes)


def figures(store: Store, *, rules: str = BASE, assumed: Chosen = (), day: date | None = None) -> Answer:
    """The figures of a valuation: code, name, amount; both methods, benefits to come, costs, duration in years."""
    now, title = valued(store, rules, assumed, day), "Figures of the valuation"
    if now is None:
        return nothing(store, title, ["code", "name", "amount", "years"])
    drawn = now.total - now.obligation["employees"]
    rows = [
        ("obligation", "Defined benefit obligation (projected unit credit)", now.total, None),
        ("entry_age", "The same by entry-age normal", drawn + now.entry_age, None),
        ("benefits", "Present value of all future benefits", drawn + now.benefits, None),
        ("service_cost", "Current service cost of the coming year", now.service_cost, None),
        ("scheme", "Contributions to the new entrants' scheme, coming year", float(now.flow.yearly[5, 0]), None),
        ("duration", "Duration of the obligation", None, now.accrued.duration(now.basis.month)),
    ]
    table = pd.DataFrame(rows, columns=["code", "name", "amount", "years"])
    return answer(store, title, table, {"amount": MONEY, "years": "years"}, now, notes=(ATTRIBUTED, SPOUSE_ONLY))


def by(store: Store, *, level: str = "department", rules: str = BASE, assumed: Chosen = ()) -> Answer:
    """The obligation by department, district, grade or age: code, name, members, employees, pensioners, both, share."""
    now, title = valued(store, rules, assumed), f"Pension liability by {level}"
    columns = ["code", "name", "members", "employees", "pensioners", "obligation", "share"]
    if now is None:
        return nothing(store, title, columns)
    parts = [
        pd.DataFrame({"members": each.members, who: np.bincount(each.of, value, len(each.codes))}, index=each.codes)
        for each, value, who in zip(
            _groups(store, now.census.on, level), now.of_members, ("employees", "pensioners"), strict=True
        )
    ]  # fmt: skip
    table = parts[0].join(parts[1], how="outer", rsuffix="_drawn").fillna(0.0).rename_axis("code").reset_index()
    table["members"] = (table["members"] + table["members_drawn"]).astype(int)
    table["obligation"] = table["employees"] + table["pensioners"]
    named = dict(store.ask(NAMES[level]).dropna().itertuples(index=False)) if level in NAMES else {}
    table["name"] = [named.get(code, code or "Not stated") for code in table["code"]]
    table["share"] = change.share(table["obligation"], pd.Series(now.total, index=table.index))
    table["order"] = [int(code.split("-")[0]) for code in table["code"]] if level == "age" else table["code"]
    rising = level in ("grade", "age")
    table = table.sort_values("order" if rising else "obligation", ascending=rising, ignore_index=True)
    units = {"members": "members", "employees": MONEY, "pensioners": MONEY, "obligation": MONEY, "share": "%"}
    largest = table.loc[table["obligation"].idxmax()]
    said = f"The largest part, {largest['share']:.0f} %, is owed in {largest['name']}."
    return answer(store, title, table[columns], units, now, sentence=said)


@dataclass(frozen=True)
class _Groups:
    """Members of a list by what they are told apart by."""

    codes: list[str]
    of: np.ndarray  # (members,) the place of each one's code
    members: np.ndarray  # (codes,)


@lru_cache(maxsize=8)
def _groups(store: Store, day: date, level: str) -> tuple[_Groups, _Groups]:
    """Employees and pensioners of a day, grouped once for all valuations."""
    made = []
    for frame in (census_arrays.listed(store, day).staff, census_arrays.listed(store, day).roll):
        of, codes = pd.factorize(_keys(frame, level), sort=True)
        made.append(_Groups(list(codes), of, np.bincount(of, frame["members"], len(codes))))
    return tuple(made)


def _keys(frame: pd.DataFrame, level: str) -> pd.Series:
    """What each member is told apart by."""
    if level == "age":
        start = (frame["age"] // 60 * 5).astype(int)
        return start.map(lambda age: f"{age}-{age + 4}")
    if level == "grade":
        return frame["grade"].astype(int).map(lambda grade: f"BPS {grade:02d}" if grade else "")
    return frame[level].astype(str)


def members(store: Store, *, level: str, code: str, rules: str = BASE, assumed: Chosen = ()) -> Answer:
    """The members behind one line of `by`, the largest first: person, kind, age, service, a_month, obligation, line."""
    now, title = valued(store, rules, assumed), "Members behind the figure"
    columns = ["person", "kind", "age", "service", "a_month", "obligation", "load_id", "sheet", "line"]
    if now is None:
        return nothing(store, title, columns)
    listed, values = census_arrays.listed(store, now.census.on), now.of_members
    parts = []
    for frame, value, money in ((listed.staff, values[0], "pay"), (listed.roll, values[1], "pension")):
        chosen = np.flatnonzero(_keys(frame, level) == code)
        top = chosen[np.argsort(-value[chosen], kind="stable")[:MOST]]
        rows = frame.iloc[top]
        kind = "employee" if money == "pay" else rows["kind"].map({0: "own", 1: "family", 2: "leaver"})
        service = rows["service"] / 12 if money == "pay" else None
        parts.append(
            rows.assign(kind=kind, age=rows["age"] / 12, service=service, a_month=rows[money], obligation=value[top])
        )
    table = pd.concat(parts).sort_values("obligation", ascending=False, ignore_index=True).head(MOST)[columns]
    units = {"age": "years", "service": "years", "a_month": MONEY, "obligation": MONEY}
    said = f"The {len(table)} largest of {code or 'those without one'}; persons by their keyed hash."
    return answer(store, title, table, units, now, sentence=said)


def sensitivity(store: Store, *, rules: str = BASE, assumed: Chosen = ()) -> Answer:
    """The obligation valued anew with each assumption moved: name, moved, unit, obligation, difference, share (%)."""
    now, title = valued(store, rules, assumed), "Sensitivity of the obligation"
    columns = ["name", "moved", "unit", "obligation", "difference", "share"]
    if now is None:
        return nothing(store, title, columns)
    moves = [(each, step) for each in fields(Assumptions) for name, step in SENSITIVE if name == each.name]
    others = [_moved(now, each, step) for each, step in moves]
    rows = [
        (each.metadata["label"], getattr(other.basis.assumed, each.name) - getattr(now.basis.assumed, each.name),
         each.metadata["unit"].replace("% a year", "points a year"), owed, owed - now.total,
         (owed / now.total - 1) * 100)
        for (each, _), other, owed in zip(moves, others, totals(others), strict=True)
    ]  # fmt: skip
    units = {"obligation": MONEY, "difference": MONEY, "share": "%"}
    notes = ("Each is valued anew, none is scaled.",)
    return answer(store, title, pd.DataFrame(rows, columns=columns), units, now, notes=notes)


def aside(store: Store) -> Answer:
    """Who is listed and cannot be valued: who, reason, members, amount (rupees a month)."""
    title, columns = "Listed and set aside", ["who", "reason", "members", "amount"]
    days = census_arrays.days(store)
    if not days:
        return nothing(store, title, columns)
    table = census_arrays.listed(store, days[-1]).aside.copy()
    said = "Correct these lines at their source; the page Sources lists the findings behind them."
    return answer(store, title, table, {"members": "members", "amount": MONEY}, valued(store), sentence=said)


def effects(store: Store, *, rules: str = BASE, assumed: Chosen = ()) -> Answer:
    """What each moved assumption does to the obligation, alone and all together: name, before, after, amount."""
    now, title = valued(store, rules, ()), "What the moved assumptions do"
    columns = ["name", "before", "after", "amount", "share"]
    if now is None:
        return nothing(store, title, columns)
    then = valued(store, rules, assumed)
    said, rows = {each.name: each.metadata["label"] for each in fields(Assumptions)}, []
    said[mortality.CODE] = mortality.LABEL
    for name, value in assumed:
        if value != start(name):
            alone = valued(store, rules, ((name, value),)).total - now.total
            rows.append((said[name], start(name), value, alone, alone / now.total * 100))
    together = then.total - now.total
    if len(rows) > 1:
        rest = together - sum(row[3] for row in rows)
        rows.append(("Of all moved at once", None, None, rest, rest / now.total * 100))
    if rows:
        rows.append(("Together", None, None, together, together / now.total * 100))
    table = pd.DataFrame(rows, columns=columns)
    gone = wording.change(together / now.total * 100)
    told = f"The obligation changes by {gone}." if rows else "No assumption is moved."
    return answer(store, title, table, {"amount": MONEY, "share": "%"}, then, sentence=told)


def _moved(now: Valuation, each, step: float) -> Valuation:
    """One assumption moved within its limits."""
    said, before = each.metadata, getattr(now.basis.assumed, each.name)
    value = float(np.clip(before + step, said["low"], said["high"]))
    return now.moved(replace(now.basis, assumed=replace(now.basis.assumed, **{each.name: value})))
