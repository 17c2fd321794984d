"""Anomalies: which payments look wrong, why, and what was decided about each?"""

from __future__ import annotations

import pandas as pd

from analytics import wording
from analytics.anomaly_words import TITLES
from analytics.answer import Answer
from data_loaders.desk import Desk, FlagAnswer
from data_loaders.store import Store

FLAGS = """
select flag.flag, flag.rule, flag.fiscal_year, flag.month, coalesce(office.name, flag.office) as office,
    coalesce(department.name, flag.department) as department, flag.lines, flag.amount, flag.rank, flag.reason,
    flag.comparison, flag.office as office_code, flag.payee
from flag
left join office on office.code = flag.office
left join department on department.code = flag.department
where ($rule is null or flag.rule = $rule)
    and ($department is null or coalesce(department.name, flag.department, 'Not stated') = $department)
order by flag.rank, flag.rule, flag.flag
"""
ROWS = """
select entry.posted_on, entry.amount, entry.document, entry.bill, entry.payee,
    coalesce(office.name, entry.office) as office, entry.object, entry.month, load.file_name, entry.sheet, entry.line,
    entry.entry_id
from flag_entry
join entry on entry.load_id = flag_entry.load_id and entry.sheet = flag_entry.sheet and entry.line = flag_entry.line
    and entry.cell = flag_entry.cell
left join load on load.load_id = entry.load_id
left join office on office.code = entry.office
where flag_entry.flag = $flag
order by entry.posted_on, entry.load_id, entry.sheet, entry.line, entry.cell
"""
ROWS_OF_OFFICE = """
select entry.posted_on, entry.amount, entry.document, entry.bill, entry.payee,
    coalesce(office.name, entry.office) as office, entry.object, entry.month, load.file_name, entry.sheet, entry.line,
    entry.entry_id
from flag
join entry on entry.office = flag.office and entry.fiscal_year = flag.fiscal_year
    and (flag.month is null or entry.month = flag.month)
left join load on load.load_id = entry.load_id
left join office on office.code = entry.office
where flag.flag = $flag and entry.side = 'payment' and entry.stage = 'actual' and entry.flow = 'expenditure'
    and entry.counted
order by abs(entry.amount) desc, entry.load_id, entry.sheet, entry.line, entry.cell
limit $limit
"""
RULES = """
select rule, ran as applied, why_not, flags, left_out, lines, limits, source, made_at from flag_rule order by rule
"""
CHOICES = """
select distinct coalesce(department.name, flag.department, 'Not stated') as name
from flag
left join department on department.code = flag.department
order by name
"""
STATES = ("open", "explained", "referred", "wrong")
NOT_YET = "Nothing has been looked at yet: python -m analytics refresh looks for what is wrong in the payments."
QUEUE = (
    "flag", "state", "rule", "amount", "lines", "office", "department", "fiscal_year", "month", "reason", "comparison",
    "who", "why", "at", "answers",
)  # fmt: skip


def queue(
    store: Store, desk: Desk | None = None, rule: str | None = None, department: str | None = None,
    state: str | None = None,
) -> Answer:  # fmt: skip
    """The flags, the largest of each rule first, with what was decided about each.

    rule is in words; state is open until somebody answers, then what the newest answer says; who, why, at (UTC) of
    that answer; answers: how many were given. A flag is the same in every version, so its answer stays with it.
    """
    if not store.holds("flag_rule"):
        return _answer(store, "What looks wrong", pd.DataFrame(columns=list(QUEUE)), sentence=NOT_YET)
    table = _answered(store.ask(FLAGS, rule=rule, department=department), store, desk)
    every = len(table)
    counts = {name: int((table["state"] == name).sum()) for name in STATES}
    table = table[table["state"] == state] if state else table
    table = table.assign(rule=[TITLES[name] for name in table["rule"]])[list(QUEUE)].reset_index(drop=True)
    told = {"rule": rule and TITLES[rule], "department": department, "state": state}
    return _answer(
        store, "What looks wrong", table, sentence=_said(counts, every, table, state),
        filters={name: value for name, value in told.items() if value}, notes=(
            "A flag is a question, not a finding: a duplicate may be two deliveries, a round sum a grant.",
        ),
    )  # fmt: skip


def states(store: Store, desk: Desk | None = None) -> Answer:
    """How many flags of each rule are open, explained, referred and wrong, and the money that open ones concern."""
    columns = ["rule", *STATES, "amount"]
    if not store.holds("flag_rule"):
        return _answer(store, "Flags by rule", pd.DataFrame(columns=columns), sentence=NOT_YET)
    table = _answered(store.ask(FLAGS, rule=None, department=None), store, desk)
    rows = [
        {"rule": TITLES[rule], "amount": group.loc[group["state"] == "open", "amount"].sum()}
        | {name: int((group["state"] == name).sum()) for name in STATES}
        for rule, group in ((rule, table[table["rule"] == rule]) for rule in TITLES)
    ]
    found = pd.DataFrame(rows, columns=columns)
    units = dict.fromkeys(STATES, "flags")
    return _answer(store, "Flags by rule", found, sentence=_counted(store), units=units)


def rules(store: Store) -> Answer:
    """Every rule: whether it could be applied, why not, its flags, its limits and where they come from."""
    table = store.ask(RULES) if store.holds("flag_rule") else pd.DataFrame(columns=["rule"])
    table = table.assign(rule=[TITLES.get(rule, rule) for rule in table["rule"]])
    units = {"flags": "flags", "left_out": "flags", "lines": "lines"}
    said = _counted(store) if len(table) else NOT_YET
    return _answer(store, "The rules and their limits", table, sentence=said, units=units)


def choices(store: Store) -> Answer:
    """What flags can be chosen by: kind (rule, department), code and name."""
    there = store.holds("flag_rule")
    named = store.ask(CHOICES)["name"].tolist() if there else []
    found = [("rule", code, name) for code, name in TITLES.items() if there]
    found += [("department", name, name) for name in named]
    return _answer(store, "What flags can be chosen by", pd.DataFrame(found, columns=["kind", "code", "name"]))


def rows(store: Store, flag: str, limit: int = 500) -> Answer:
    """The payments behind a flag; of a whole month or year of an office the largest."""
    table = store.ask(ROWS, flag=flag)
    title = "Payments behind the flag"
    if table.empty:
        table, title = store.ask(ROWS_OF_OFFICE, flag=flag, limit=limit), "Largest payments behind the flag"
    said = f"{wording.capital(wording.count(len(table), 'payment', 'payments'))}."
    return _answer(store, title, table, sentence=said, filters={"flag": flag})


def history(store: Store, desk: Desk | None = None, flag: str = "") -> Answer:
    """Every answer that was given to a flag, the newest first: at, state, who, why, version, id."""
    table = _given(store, desk)
    columns = ["at", "state", "who", "why", "version", "id"]
    table = table[table["flag"] == flag].iloc[::-1][columns].reset_index(drop=True)
    said = f"{wording.count(len(table), 'answer', 'answers')}." if len(table) else "Nobody has answered this flag yet."
    return _answer(store, "Answers", table, sentence=said, filters={"flag": flag}, units={})


def _given(store: Store, desk: Desk | None) -> pd.DataFrame:
    """Every answer to a flag of this government, in order."""
    if desk is None:
        return pd.DataFrame(columns=["id", "flag", "state", "who", "why", "at", "version"])
    return desk.rows(FlagAnswer, government=store.government.name)


def _answered(flags: pd.DataFrame, store: Store, desk: Desk | None) -> pd.DataFrame:
    """The flags with their newest answers."""
    given = _given(store, desk)
    newest = given.drop_duplicates("flag", keep="last").set_index("flag")
    many = given["flag"].value_counts()
    known = {name: [newest[name].get(flag) for flag in flags["flag"]] for name in ("state", "who", "why", "at")}
    known["state"] = [state or "open" for state in known["state"]]
    return flags.assign(**known, answers=[int(many.get(flag, 0)) for flag in flags["flag"]])


def _said(counts: dict[str, int], every: int, shown: pd.DataFrame, state: str | None) -> str:
    """How many flags wait for an answer, and the largest of them."""
    if not every:
        return "No payment looks wrong in what was looked at."
    rest = wording.listed([f"{counts[name]:,} {name}" for name in STATES[1:]])
    first = f"{wording.count(counts['open'], 'flag waits', 'flags wait')} for an answer; {rest}."
    if shown.empty:
        return f"{first} None of them is {state}: choose another state."
    return f"{first} The largest shown: {shown.loc[shown['amount'].astype(float).idxmax(), 'reason']}"


def _counted(store: Store) -> str:
    """How many rules could be applied, to how many payments, and why the others could not."""
    told = store.ask(RULES)
    idle = [f"{TITLES[row.rule].lower()}: {row.why_not}" for row in told.itertuples() if not row.applied]
    first = f"{int(told['applied'].sum())} of {len(told)} rules were applied to {int(told['lines'].max()):,} payments."
    return f"{first} Not applied: {'; '.join(idle)}." if idle else first


def _answer(store: Store, title: str, table: pd.DataFrame, **more) -> Answer:
    """An answer about the flags of a store."""
    units = {"amount": store.government.currency} if "amount" in table else {}
    units |= {"lines": "lines"} if "lines" in table else {}
    return Answer(
        title, table, units | dict(more.pop("units", {})), ("flag", "flag_entry", "entry"), version=store.version,
        ribbon=store.government.note, **more,
    )  # fmt: skip
