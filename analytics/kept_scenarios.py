"""Kept scenarios: which were tried, by whom, how do they differ, and what was agreed?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from analytics import budget_baseline
from analytics.answer import Answer
from analytics.budget_baseline import NO_BUDGET, Put
from analytics.scenarios import MEASURES, Moved
from analytics.year_figures import money
from data_loaders.desk import Decision, Desk, KeptScenario, Remark
from data_loaders.store import Store
from models.budget.edition import edition
from models.budget.framework import framework
from models.budget.levers import BY_NAME, settings
from models.budget.lines import LINES, PLACE

COMING = 1  # the year that measures are of
SOURCES = ("receipt_month", "spending_month")
NONE_KEPT = "No scenario is kept yet: move levers on the page Pre-budget scenarios and keep what they make."
KEPT = ("name", "state", "who", "at", "why", "levers", "balance", "balance_then", "difference", "stands", "version",
        "model", "origin", "id")  # fmt: skip


def kept(store: Store, desk: Desk | None = None) -> Answer:
    """Each scenario as it was kept last: name, state, who, at (UTC), why, levers, balance now and when it was kept,
    difference, stands (whether store and arithmetic are still the same), version, model, origin, id."""
    base, title = budget_baseline.base(store), "Scenarios that were kept"
    rows = _newest(store, desk)
    if base is None or rows.empty:
        return _answer(store, title, pd.DataFrame(columns=list(KEPT)), NO_BUDGET if base is None else NONE_KEPT)
    made = []
    for row in rows.itertuples():
        then, now = json.loads(row.figures).get("Balance"), _figures(store, *_fitting(store, row)[:2])["Balance"]
        gone = None if then is None else now - then
        made.append((
            row.name, row.state, row.who, row.at, row.why, _told(row.moved), now, then, gone,
            _stands(store, row, gone), row.version, row.model, row.origin, row.id,
        ))  # fmt: skip
    units = dict.fromkeys(("balance", "balance_then", "difference"), "money")
    said = f"{len(made)} scenarios are kept." if len(made) > 1 else f"One scenario is kept: {made[0][0]}."
    notes = ("Balance: of the coming year, on the store as it is now and as it was when the scenario was kept.",)
    return _answer(store, title, pd.DataFrame(made, columns=list(KEPT)), said, units, notes=notes)


def history(store: Store, desk: Desk | None = None, *, name: str) -> Answer:
    """Every saving of a scenario, the newest first: at, who, state, why, levers, version, and the row as it is kept."""
    rows = _of(store, desk, name).iloc[::-1].reset_index(drop=True)
    columns = ["at", "who", "state", "why", "levers", "version", "moved", "put", "figures", "model", "origin", "id"]
    rows["levers"] = [_told(moved) for moved in rows["moved"]]
    said = f"{name} was kept {len(rows)} times." if len(rows) > 1 else ""
    return _answer(store, f"History of {name}", rows[columns], said)


def opened(store: Store, desk: Desk | None = None, *, name: str) -> Answer:
    """What a kept scenario moves and puts in, as far as it still fits: kind (lever, figure), code, fiscal_year, value,
    reason. The sentence says what does not fit any more."""
    rows, title = _of(store, desk, name), f"{name}, as it is opened"
    if rows.empty:
        return _answer(store, title, pd.DataFrame(columns=["kind"]), f"No scenario is kept under the name {name}.")
    moved, put, left = _fitting(store, next(rows.iloc[[-1]].itertuples()))
    parts = [("lever", code, "", value, "") for code, value in moved]
    parts += [("figure", code, year, amount, reason) for code, year, amount, reason in put]
    said = f"Left out, for it no longer fits: {'; '.join(left)}." if left else ""
    return _answer(store, title, pd.DataFrame(parts, columns=["kind", "code", "fiscal_year", "value", "reason"]), said)


def compare(store: Store, desk: Desk | None = None, *, names: tuple[str, ...] = ()) -> Answer:
    """Each measure of the coming year under the baseline and under each scenario: name, Baseline, a column a scenario,
    spread (the most less the least)."""
    base, title = budget_baseline.base(store), "Scenarios side by side"
    rows = _newest(store, desk)
    if base is None or rows.empty:
        return _answer(store, title, pd.DataFrame(columns=["name"]), NO_BUDGET if base is None else NONE_KEPT)
    made = {"Baseline": _figures(store)}
    for row in rows[rows["name"].isin(names)].itertuples():
        made[row.name] = _figures(store, *_fitting(store, row)[:2])
    made = {name: made[name] for name in ("Baseline", *names) if name in made}
    frame = pd.DataFrame({"name": list(MEASURES)} | {name: list(by.values()) for name, by in made.items()})
    frame["spread"] = frame[list(made)].max(axis=1) - frame[list(made)].min(axis=1)
    year = budget_baseline.years(base)[COMING]
    return _answer(store, f"{title}, {year}", frame, "", dict.fromkeys((*made, "spread"), "money"))


def apart(store: Store, desk: Desk | None = None, *, names: tuple[str, ...] = ()) -> Answer:
    """The levers in which scenarios differ from the baseline: name, unit, Baseline, a column a scenario."""
    rows = _newest(store, desk)
    by = {row.name: settings(dict(_fitting(store, row)[0])) for row in rows[rows["name"].isin(names)].itertuples()}
    start = settings()
    moved = [lever for lever in start if any(at[lever] != start[lever] for at in by.values())]
    frame = pd.DataFrame(
        {"name": [BY_NAME[one].label for one in moved], "unit": [BY_NAME[one].unit for one in moved]}
        | {"Baseline": [start[one] for one in moved]} | {name: [at[one] for one in moved] for name, at in by.items()}
    )  # fmt: skip
    return _answer(store, "Levers that differ", frame, "" if moved else "No lever differs from the baseline.")


def rebased(store: Store, desk: Desk | None = None, *, name: str) -> Answer:
    """What a scenario made when it was kept, and what it makes of the store as it is now: name, then, now, difference,
    in the coming year of each."""
    rows, columns = _of(store, desk, name), ["name", "then", "now", "difference"]
    if rows.empty or budget_baseline.base(store) is None:
        return _answer(store, f"{name}, then and now", pd.DataFrame(columns=columns))
    row = next(rows.iloc[[-1]].itertuples())
    then, now = json.loads(row.figures), _figures(store, *_fitting(store, row)[:2])
    made = [(each, then.get(each), now[each], now[each] - then[each] if each in then else None) for each in MEASURES]
    same = all(gone == 0 for *_, gone in made)
    said = _stands(store, row, 0 if same else None)
    frame = pd.DataFrame(made, columns=columns)
    return _answer(store, f"{name}, then and now", frame, said, dict.fromkeys(columns[1:], "money"))


def comments(store: Store, desk: Desk | None = None, *, name: str) -> Answer:
    """What was said of a scenario: at, who, line (of the framework; empty: of the whole), said; the newest first."""
    rows = desk.rows(Remark, government=store.government.name, scenario=name) if desk else pd.DataFrame()
    frame = rows.reindex(columns=["at", "who", "line", "said"]).iloc[::-1].reset_index(drop=True)
    frame["line"] = [LINES[PLACE[code]].name if code in PLACE else "" for code in frame["line"]]
    return _answer(store, f"Comments on {name}", frame)


def agreed(store: Store, desk: Desk | None = None) -> Answer:
    """The decision log: at, asked, scenario, agreed, who; the newest first."""
    rows = desk.rows(Decision, government=store.government.name) if desk else pd.DataFrame()
    frame = rows.reindex(columns=["at", "asked", "scenario", "agreed", "who"]).iloc[::-1].reset_index(drop=True)
    return _answer(store, "What was asked, shown and agreed", frame)


def row(store: Store, *, moved: Moved = (), put: Put = ()) -> Answer:
    """A scenario as it is kept: moved, put, figures (JSON) and the edition of the arithmetic; one row."""
    start = settings()
    changed = {name: value for name, value in settings(dict(moved)).items() if value != start[name]}
    texts = {"moved": changed, "put": [list(each) for each in put], "figures": _figures(store, moved, put)}
    frame = pd.DataFrame([{name: json.dumps(what) for name, what in texts.items()} | {"model": edition()}])
    return _answer(store, "The scenario as it is kept", frame)


def lines(store: Store) -> Answer:
    """The lines of the framework: code, name."""
    return _answer(store, "Lines", pd.DataFrame([(line.code, line.name) for line in LINES], columns=["code", "name"]))


def _of(store: Store, desk: Desk | None, name: str) -> pd.DataFrame:
    """Every saving of a scenario, in order."""
    if desk is None:
        return pd.DataFrame(columns=["moved", "put", "figures", "version", "model", "origin", "id"])
    return desk.rows(KeptScenario, government=store.government.name, name=name)


def _newest(store: Store, desk: Desk | None) -> pd.DataFrame:
    """Each scenario as it was kept last, those withdrawn left out, the newest first."""
    if desk is None:
        return pd.DataFrame(columns=["name", "state"])
    rows = desk.rows(KeptScenario, government=store.government.name).drop_duplicates("name", keep="last")
    return rows[rows["state"] != "withdrawn"].iloc[::-1]


def _fitting(store: Store, row) -> tuple[Moved, Put, list[str]]:
    """What a kept scenario moves and puts in that still fits the levers and the years; and what does not, in words."""
    base = budget_baseline.base(store)
    there = budget_baseline.years(base) if base else []
    moved, left = [], []
    for name, value in json.loads(row.moved).items():
        fits = name in BY_NAME and BY_NAME[name].low <= value <= BY_NAME[name].high
        if fits:
            moved.append((name, float(value)))
        else:
            left.append(f"{BY_NAME[name].label if name in BY_NAME else name} {value:g}")
    put = []
    for code, year, amount, reason in json.loads(row.put):
        if code in PLACE and year in there:
            put.append((code, year, float(amount), reason))
        else:
            left.append(f"{code} {year}")
    return tuple(moved), tuple(put), left


def _figures(store: Store, moved: Moved = (), put: Put = ()) -> dict[str, int]:
    """Each measure of the coming year, in whole rupees."""
    base = budget_baseline.base(store, put=put)
    if base is None:
        return {}
    made = framework(base.baseline, settings(dict(moved)))
    return {name: int(of(made)[0, COMING]) for name, of in MEASURES.items()}


def _stands(store: Store, row, difference: int | None) -> str:
    """Whether a scenario is as it was when it was kept, in words."""
    changed = [what for what, same in (("data", row.version == store.version), ("model", row.model == edition()))
               if not same]  # fmt: skip
    if not changed:
        return "As it was kept." if not difference else "The figures differ although nothing changed; look at it again."
    named = " and the ".join(changed)
    if difference == 0:
        return f"Kept on another {named}; the figures are the same."
    return f"Kept on another {named}: the figures differ. Keep it again to re-base it."


def _told(moved: str) -> str:
    """The levers of a kept scenario in words."""
    return "; ".join(_levers(json.loads(moved))) or "No lever is moved"


def _levers(moved: dict[str, float]) -> Iterator[str]:
    for name, value in moved.items():
        yield f"{BY_NAME[name].label} {value:g} {BY_NAME[name].unit}" if name in BY_NAME else f"{name} {value:g}"


def _answer(
    store: Store, title: str, frame: pd.DataFrame, said: str = "", units: dict[str, str] | None = None, **more
) -> Answer:
    """Money in whole rupees, exact."""
    for column in units or {}:
        frame[column] = money(None if amount is None else Decimal(int(amount)) for amount in frame[column].tolist())
    units = dict.fromkeys(units or {}, store.government.currency)
    frame = frame.reset_index(drop=True)
    return Answer(
        title, frame, units, SOURCES, version=store.version, sentence=said, ribbon=store.government.note, **more
    )
