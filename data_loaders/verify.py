"""Verification: every byte and every identity of the current version."""

from __future__ import annotations

from pathlib import Path

import duckdb

from data_loaders.intake import sha256_of
from data_loaders.store import Store, current, home_of

IDENTITIES = {  # each finds nothing when all is well
    "every line read was kept, refused or ignored": """
        select file_name from load where lines_read <> kept + refused + ignored order by file_name""",
    "the lines kept of a file are the lines of the ledger": """
        select l.file_name from load as l
        left join (select load_id, count(distinct (sheet, line)) as lines from entry group by load_id) as e
            using (load_id)
        where l.live and l.source is not null and e.lines is not null and e.lines <> l.kept order by l.file_name""",
    "no line of the ledger is without its live file": """
        select distinct load_id from entry
        where load_id not in (select load_id from load where live) order by load_id""",
    "spending by month is the ledger's": """
        select a.amount from (select sum(amount) as amount from spending_month) as a,
            (select sum(amount) as amount from entry where side = 'payment' and counted) as b
        where a.amount is distinct from b.amount order by a.amount""",
    "receipts by month are the ledger's": """
        select a.amount from (select sum(amount) as amount from receipt_month) as a,
            (select sum(amount) as amount from entry where side = 'receipt' and counted) as b
        where a.amount is distinct from b.amount order by a.amount""",
    "an entry is one column of one line": """
        select load_id from entry group by load_id, sheet, line, cell having count(*) > 1 order by load_id limit 5""",
    "a month lies in its fiscal year": """
        select distinct fiscal_year from entry, government
        where month is not null and left(fiscal_year, 4)::integer
            <> year(month) - (month(month) < first_month)::integer order by fiscal_year""",
}
COMPUTED = {  # of a version that a refresh has filled
    "the forecasts rest on the receipts of this version": """
        select basis from forecast_basis where basis <> $basis order by basis""",
    "booked and remaining are the total": """
        select code from forecast_year where booked + remaining <> total order by code, fiscal_year""",
    "heads and groups of a month add to the total": """
        select month from forecast group by month
        having sum(mean) filter (level = 'head') is distinct from sum(mean) filter (level = 'total')
            or sum(mean) filter (level = 'group') is distinct from sum(mean) filter (level = 'total') order by month""",
    "heads of a month add to their group": """
        with of_heads as (
            select coalesce(named.parent, line.code) as code, month, sum(line.mean) as mean
            from forecast as line left join head as named on named.code = line.code
            where line.level = 'head' group by all
        )
        select g.code from of_heads full join (select * from forecast where level = 'group') as g using (code, month)
        where g.mean is distinct from of_heads.mean order by g.code, month""",
    "heads and groups of a year add to the total": """
        select fiscal_year from forecast_year group by fiscal_year
        having sum(total) filter (level = 'head') is distinct from sum(total) filter (level = 'total')
            or sum(total) filter (level = 'group') is distinct from sum(total) filter (level = 'total')
            or sum(booked) filter (level = 'head') is distinct from sum(booked) filter (level = 'total')
        order by fiscal_year""",
    "what is booked of a year is the ledger's": """
        select y.fiscal_year from forecast_year as y
        where level = 'total' and booked is distinct from coalesce((
            select sum(amount) from receipt_month as r where r.fiscal_year = y.fiscal_year
                and r.flow = 'receipt' and r.stage = 'actual' and r.month is not null), 0)
        order by y.fiscal_year""",
    "limits enclose the forecast": """
        select code from forecast where not (lo95 <= lo80 and lo80 <= mean and mean <= hi80 and hi80 <= hi95)
        union select code from forecast_year
        where not (lo95 <= lo80 and lo80 <= total and total <= hi80 and hi80 <= hi95) order by code""",
}
ENDING = {  # of a version in which a refresh has said where spending will end
    "the year-end of spending rests on the spending of this version": """
        select basis from outturn_basis where basis <> $spending order by basis""",
    "spent and still to be spent are the year-end": """
        select code from outturn_year where booked + remaining <> total order by level, code""",
    "the months to come are what is still to be spent": """
        select y.code from outturn_year as y left join (
            select level, code, sum(mean) as mean from outturn group by level, code) as m using (level, code)
        where m.mean is distinct from y.remaining order by y.level, y.code""",
    "every level of spending adds to the total": """
        select level from outturn_year, (select booked, total from outturn_year where code = 'total'
            and level = 'all spending') as whole
        group by level having sum(outturn_year.total) <> min(whole.total)
            or sum(outturn_year.booked) <> min(whole.booked) order by level""",
    "objects of a department add to it": """
        with parts as (
            select department, sum(total) as total from outturn_year where level = 'department and object'
            group by department)
        select d.code from outturn_year as d left join parts using (department)
        where d.level = 'department' and d.total is distinct from parts.total order by d.code""",
    "what is spent of the year is the ledger's": """
        select y.fiscal_year from outturn_year as y
        where level = 'all spending' and booked is distinct from coalesce((
            select sum(amount) from spending_month as s where s.fiscal_year = y.fiscal_year
                and s.flow = 'expenditure' and s.stage = 'actual' and s.month is not null), 0)
        order by y.fiscal_year""",
    "limits enclose the year-end": """
        select code from outturn where lo95 > lo80 or lo80 > mean or mean > hi80 or hi80 > hi95
        union select code from outturn_year where lo95 > lo80 or lo80 > total or total > hi80 or hi80 > hi95
        order by code""",
}
FLAGGED = {  # of a version whose payments a refresh has looked at
    "what looks wrong was found among the payments of this version": """
        select distinct basis from flag_rule where basis <> $payments order by basis""",
    "a line that looks wrong is a line of the ledger": """
        select f.flag from flag_entry as f left join entry as e
            on e.load_id = f.load_id and e.sheet = f.sheet and e.line = f.line and e.cell = f.cell
        where e.load_id is null or f.flag not in (select flag from flag) order by f.flag""",
    "the flags of a rule are those that it counts": """
        select r.rule from flag_rule as r left join (select rule, count(*) as flags from flag group by rule) as f
            using (rule) where r.flags <> coalesce(f.flags, 0) order by r.rule""",
}


def verify(home: str | Path | None = None) -> list[str]:
    """What is wrong with the current version, a sentence each; nothing when all is well."""
    place, name = home_of(home), current(home)
    path, checksum = place / name, place / f"{name}.sha256"
    if not path.exists():
        return [f"CURRENT names {name}, which is not there; publish again or restore it from a copy."]
    if not checksum.exists():
        return [f"{checksum.name} is missing, so {name} cannot be verified; publish again."]
    if checksum.read_text(encoding="ascii").strip() != sha256_of(path):
        return [f"{name} is not as it was published: its checksum differs. Publish again or restore it from a copy."]
    wrong = [
        f"The original {kept.name[:16]} is damaged: its checksum differs."
        for kept in sorted((place / "files").glob("[0-9a-f]*"))
        if sha256_of(kept) != kept.name
    ]
    try:
        store = Store.open(home)
    except duckdb.Error as error:
        return [*wrong, f"{name} cannot be opened: {error}"]
    try:
        computed = {
            identity: sql
            for mart, of in (("forecast_basis", COMPUTED), ("flag_rule", FLAGGED), ("outturn_basis", ENDING))
            if store.holds(mart)
            for identity, sql in of.items()
        }
        bases = {"basis": store.basis, "payments": store.payments_basis, "spending": store.spending_basis}
        for identity, sql in (IDENTITIES | computed).items():
            found = store.ask(sql, **{name: basis() for name, basis in bases.items() if f"${name}" in sql})
            if len(found):
                wrong.append(f"Not true: {identity} ({', '.join(map(str, found.iloc[:3, 0]))}).")
        wrong += store.vintages().damaged
        originals = store.ask("select distinct sha256 from load where live order by sha256").sha256
    finally:
        store.close()
    missing = [sha for sha in originals if not (place / "files" / sha).exists()]
    return wrong + [f"The original {sha[:16]} is missing from {place / 'files'}." for sha in missing]
