"""The census of the invented province: lists of employees and pensioners on 30 June 2025 and 2026, with planted faults.

The pensions of the second list are as much as the ledger spends on pensions in 2025-26, less the sums paid at once to
those who retired in the year; the pay of all is basic pay, and what is paid in all (`gross`) is the ledger's.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from data_loaders.invented.columns import money, same, texts, write
from data_loaders.invented.faults import Planted
from data_loaders.invented.people import (
    EARLY,
    EMPLOYEES,
    INCREASES,
    LEAVE,
    LEFT_SPOUSE,
    MINIMUM_FAMILY,
    RETIRES,
    YEAR,
    Roll,
    Staff,
    awarded,
    dying,
    roll,
    staff,
)  # fmt: skip
from data_loaders.invented.reference import rows
from data_loaders.invented.spending import Spending

DAYS = (date(2025, 6, 30), date(2026, 6, 30))
SEXES, KINDS = ["female", "male"], ["own", "family", "leaver"]
LAST = "2026-06-30"
MOVED_BIRTHS = 40  # dates of birth that are corrected between the lists
FAULTS = (
    Planted("a birth, entry or age that cannot be", f"employees-{LAST}.parquet", "a_member_has_possible_dates", 6),
    Planted("a pensioner of 115", f"pensioners-{LAST}.parquet", "a_member_has_possible_dates", 1),
    Planted("a person listed twice", f"employees-{LAST}.parquet", "a_person_is_listed_once", 8),
    Planted("pay and pension at once", f"pensioners-{LAST}.parquet", "nobody_draws_pay_and_pension", 3),
    Planted("pay past superannuation", f"employees-{LAST}.parquet", "nobody_is_paid_past_superannuation", 5),
    Planted("pay off the scale of the grade", f"employees-{LAST}.parquet", "pay_is_on_the_scale", 6),
)


def number(day: date) -> int:
    """Days since 1970."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


def write_census(spending: Spending, folder: Path, scale: float, seed: int) -> list[Path]:
    """The four lists."""
    rng = np.random.default_rng((seed, 11))
    now, then = map(number, DAYS)
    first = staff(round(EMPLOYEES * scale), now, 10_000_000, rng)
    drawing = roll(scale, now, 50_000_000, rng)
    second, later, sums = year_on(first, drawing, now, then, rng)
    paid = {group: _paid(spending, group) * scale for group in ("A01", "A04")}
    old = later.retired <= now
    target = (paid["A04"] - sums) / 12 - later.pension[~old & (later.kind < 2)].sum()
    factor = max(target, 0) / max(later.pension[old & (later.kind < 2)].sum(), 1)
    for each, which in ((drawing, np.ones(len(drawing.number), bool)), (later, old)):
        for name in ("pension", "commuted", "baseline"):
            amounts = getattr(each, name)
            amounts[which] = np.round(amounts[which] * factor)
    gross = paid["A01"] / 12 / max(second.pay().sum(), 1)
    second, later, pay = plant(second, later, then)
    return [
        employees(folder, DAYS[0], first, first.pay(), gross), employees(folder, DAYS[1], second, pay, gross),
        pensioners(folder, DAYS[0], drawing), pensioners(folder, DAYS[1], later),
    ]  # fmt: skip


def _paid(spending: Spending, group: str) -> float:
    amounts = spending.amounts["2025-26", "actual"]
    return float(amounts[np.char.startswith(spending.cells.group.astype(str), group)].sum())


def year_on(first: Staff, drawing: Roll, now: int, then: int, rng: np.random.Generator) -> tuple[Staff, Roll, float]:
    """A year later: who has died, left, retired, entered; and the sums paid at once for commutation."""
    dies = rng.random(len(first.number)) < dying(first.age(now))
    served = (then - first.joined) / YEAR
    reaches = first.age(then) >= RETIRES - 0.01
    early = (first.age(now) >= 55) & (served >= 25) & (rng.random(len(dies)) < EARLY)
    leaves = ~dies & ~reaches & ~early & (served < 10) & (rng.random(len(dies)) < LEAVE * 2)
    stays = ~(dies | reaches | early | leaves)
    retiring = first.where(~dies & (reaches | early))
    day = np.where(retiring.age(then) >= RETIRES - 0.01, np.floor(retiring.born + RETIRES * YEAR), now + 183).astype(
        np.int64
    )
    new = awarded(retiring, np.clip(day, now + 1, then))
    sums = float((new.commuted * 12 * np.round((new.restored - new.retired) / YEAR, 4)).sum())
    kept = first.where(stays)
    kept.stage = kept.stage + 1
    young = np.flatnonzero(kept.age(then) < 50)
    moved = rng.choice(young, min(MOVED_BIRTHS, len(young)), replace=False)
    kept.born[moved] -= 365
    entered = staff(len(first.number) - stays.sum(), then, int(first.number.max(initial=0)) + 1, rng, new=True)
    widowed = first.where(dies & (served >= 10) & (rng.random(len(dies)) < LEFT_SPOUSE))
    left = awarded(widowed, np.full(len(widowed.born), now + 183))
    gone = rng.random(len(drawing.number)) < dying(drawing.age(now))
    back = (drawing.restored <= then) & (drawing.commuted > 0)
    still = drawing.where(~gone)
    up = 1 + INCREASES[2025] / 100
    pension = np.where(back, drawing.pension / 0.65, drawing.pension)[~gone]
    still.pension = np.round(np.where(still.kind < 2, pension * up, pension))
    still.commuted = np.where(back[~gone], 0, still.commuted)
    due = (still.kind == 2) & (still.age(then) >= RETIRES)
    still.kind = np.where(due, 0, still.kind)
    bereaved = drawing.where(gone & (drawing.kind == 0) & (rng.random(len(gone)) < LEFT_SPOUSE))
    families = [_family(left, now + 183, up=1.0), _family(bereaved, now + 183, up=up)]
    for at, each in enumerate(families):
        each.number = 70_000_000 + at * 1_000_000 + np.arange(len(each.number))
    return kept.and_(entered), still.and_(new, *families), sums


def _family(of: Roll, day: int, *, up: float) -> Roll:
    """The spouses of members who have died, four years older or younger, with 75 % of the pension."""
    men = of.sex == 1
    zero = np.zeros(len(of.number))
    pension = np.round(np.maximum(of.pension * 0.75 * up, MINIMUM_FAMILY))
    return Roll(
        of.number, 1 - of.sex, of.born + np.where(men, 1461, -1461), of.grade, of.department, of.district,
        np.ones(len(of.number), np.int64), np.full(len(of.number), day, np.int64), of.service, pension, zero,
        np.full(len(of.number), day, np.int64), pension,
    )  # fmt: skip


def plant(second: Staff, later: Roll, then: int) -> tuple[Staff, Roll, np.ndarray]:
    """The faults of `FAULTS` in the second lists, at fixed places."""
    size = len(second.number)
    at = (np.arange(40) * max(size // 41, 1) + 7) % size
    second.joined[at[0:4]] = second.born[at[0:4]] + 10 * 365  # joined at ten
    second.born[at[4:6]] = then + 400  # born after the list
    second.number[at[6:10]] = second.number[at[10:14]]  # four persons twice
    second.born[at[14:19]] = np.floor(then - 62.5 * YEAR).astype(np.int64)  # past superannuation
    pay = second.pay().astype(np.int64)
    pay[at[19:25]] += 7  # off the scale
    own = np.flatnonzero(later.kind == 0)
    some = (np.arange(4) * max(len(own) // 5, 1) + 3) % max(len(own), 1)
    later.number[own[some[:3]]] = second.number[at[25:28]]
    later.born[own[some[3]]] = np.floor(then - 115.5 * YEAR).astype(np.int64)
    return second, later, pay


def employees(folder: Path, day: date, who: Staff, pay: np.ndarray, gross: float) -> Path:
    """One list of employees."""
    return write(folder / f"employees-{day}.parquet", {
        "employee_id": pa.array(who.number).cast(pa.string()), **_common(day, who), "joined": _day(who.joined),
        "pay": money(pay), "gross": money(np.round(pay * gross).astype(np.int64)),
    })  # fmt: skip


def pensioners(folder: Path, day: date, who: Roll) -> Path:
    """One list of pensioners."""
    waits = who.commuted > 0
    return write(folder / f"pensioners-{day}.parquet", {
        "pensioner_id": pa.array(who.number).cast(pa.string()), **_common(day, who), "kind": texts(who.kind, KINDS),
        "retired_on": _day(who.retired), "service": pa.array(who.service).cast(pa.string()),
        "pension": money(who.pension.astype(np.int64)), "commuted": money(who.commuted.astype(np.int64), waits),
        "restored_on": _day(who.restored, waits), "baseline": money(who.baseline.astype(np.int64)),
    })  # fmt: skip


def _common(day: date, who) -> dict[str, pa.Array]:
    departments = [row["dept_id"] for row in rows("invented_departments")]
    districts = [row["district_id"] for row in rows("districts")]
    return {
        "as_of": same(str(day), len(who.number)), "born": _day(who.born), "sex": texts(who.sex, SEXES),
        "grade": texts(who.grade, [str(grade) for grade in range(23)]),
        "department": texts(who.department, departments), "district": texts(who.district, districts),
    }  # fmt: skip


def _day(days: np.ndarray, there: np.ndarray | None = None) -> pa.Array:
    return pa.array(days.astype(np.int32), mask=None if there is None else ~there).cast(pa.date32())
