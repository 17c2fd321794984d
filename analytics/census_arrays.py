"""Census arrays: the lists of employees and pensioners of a day as the engine wants them, and what is set aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from data_loaders.store import Store
from models.pension.members import OLDEST, Employees, Pensioners
from models.pension.valuation import Census
from models.pension_rules import Rules

DAYS = """
select as_of, sum(employees) as employees, sum(pensioners) as pensioners
from (
    select as_of, sum(members) as employees, 0 as pensioners from employee group by as_of
    union all
    select as_of, 0, sum(members) from pensioner group by as_of
)
group by as_of
order by as_of
"""
STAFF = """
select
    employee_id as person, load_id, sheet, line, (year(as_of) - year(born)) * 12 + month(as_of) - month(born)
        - case when day(born) > day(as_of) then 1 else 0 end as age,
    (year(as_of) - year(joined)) * 12 + month(as_of) - month(joined)
        - case when day(joined) > day(as_of) then 1 else 0 end as service,
    case when sex = 'female' then 0 else 1 end as sex, sex is null as unsexed, cast(pay as double) as pay, members,
    coalesce(department, '') as department, coalesce(district, '') as district, coalesce(grade, 0) as grade,
    row_number() over (partition by employee_id order by load_id, sheet, line) as place
from employee
where as_of = $day
order by load_id, sheet, line
"""
ROLL = """
select
    pensioner_id as person, load_id, sheet, line, (year(as_of) - year(born)) * 12 + month(as_of) - month(born)
        - case when day(born) > day(as_of) then 1 else 0 end as age,
    case kind when 'own' then 0 when 'family' then 1 else 2 end as kind,
    case when sex = 'female' then 0 else 1 end as sex, cast(pension as double) as pension,
    coalesce(cast(commuted as double), 0)
        * case when baseline > 0 then cast(pension as double) / cast(baseline as double) else 1 end as commuted,
    (year(restored_on) - year(as_of)) * 12 + month(restored_on) - month(as_of)
        + case when day(restored_on) > day(as_of) then 1 else 0 end as months_left,
    (year(as_of) - year(retired_on)) * 12 + month(as_of) - month(retired_on) as since, members,
    coalesce(department, '') as department, coalesce(district, '') as district, coalesce(grade, 0) as grade,
    row_number() over (partition by pensioner_id order by load_id, sheet, line) as place
from pensioner
where as_of = $day
order by load_id, sheet, line
"""
OLDEST_PENSIONER = 110 * 12
NO_CENSUS = (
    "What is owed for the future cannot be said from payments: it needs a list of employees and of pensioners (birth, "
    "entry, pay, pension), which the store does not hold. The page Sources has templates (employees.csv, "
    "pensioners.csv)."
)


@dataclass(frozen=True)
class Listed:
    """A census as arrays, beside it the columns that members are told apart by, and what was set aside."""

    census: Census
    staff: pd.DataFrame  # one row an employee of the census, in its order
    roll: pd.DataFrame
    aside: pd.DataFrame  # why, members, amount a month


@lru_cache(maxsize=4)
def days(store: Store) -> tuple[date, ...]:
    """The days of which the store holds a census, the oldest first."""
    if not (store.holds("employee") or store.holds("pensioner")):
        return ()
    return tuple(day.date() if hasattr(day, "date") else day for day in store.ask(DAYS)["as_of"])


@lru_cache(maxsize=4)
def listed(store: Store, day: date) -> Listed:
    """The census of a day; who cannot be valued is set aside, with the reason and the rupees a month."""
    staff, roll = (_plain(store.ask(sql, day=day)) for sql in (STAFF, ROLL))
    entry = staff["age"] - staff["service"]
    of_staff = _aside(staff, [
        ("birth or entry not known", entry.isna()),
        ("entered before the age of 15, or after the census", (entry < 180) | (staff["service"] < 0)),
        ("past 75 and in service", staff["age"] > OLDEST),
        ("listed a second time", staff["place"] > 1),
    ])  # fmt: skip
    of_roll = _aside(roll, [
        ("birth not known", roll["age"].isna()),
        ("born after the census, or over 110", ~roll["age"].between(0, OLDEST_PENSIONER)),
        ("listed a second time", roll["place"] > 1),
    ])  # fmt: skip
    told = [_told("employees", staff, of_staff, "pay"), _told("pensioners", roll, of_roll, "pension")]
    aside = pd.concat(told, ignore_index=True)
    staff, roll = staff[of_staff == ""].reset_index(drop=True), roll[of_roll == ""].reset_index(drop=True)
    return Listed(Census(_employees(staff), _pensioners(roll), day), staff, roll, aside)


def restoring(census: Census, by: Rules) -> Census:
    """The census with the months until the commuted part comes back where no list says them."""
    people = census.pensioners
    unknown = people.months_left < 0
    if not unknown.any():
        return census
    table, last = by.by_age["years_purchase"], int(by["superannuation"])
    purchase = round(float(table[last].value) * 12) if last in table else 0
    left = np.where(unknown, np.maximum(purchase + people.months_left + 1, 0), people.months_left)
    return Census(census.employees, Pensioners(*(
        people.sex, people.age, people.kind, people.pension, people.commuted, left, people.members
    )), census.on)  # fmt: skip


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Numbers as NumPy has them; missing ones as such."""
    for name in frame.columns:
        if name not in ("person", "load_id", "department", "district"):
            frame[name] = frame[name].astype("float64" if frame[name].isna().any() else frame[name].dtype.numpy_dtype)
    return frame


def _aside(frame: pd.DataFrame, reasons: list[tuple[str, pd.Series]]) -> pd.Series:
    """The first reason that holds for each row, "" where none does."""
    told = pd.Series("", index=frame.index)
    for reason, holds in reversed(reasons):
        told = told.mask(holds.fillna(True).astype(bool), reason)
    return told


def _told(who: str, frame: pd.DataFrame, reasons: pd.Series, money: str) -> pd.DataFrame:
    """How many are set aside for each reason, and their rupees a month."""
    apart = frame[reasons != ""].assign(reason=reasons, amount=frame[money] * frame["members"])
    counted = apart.groupby("reason", sort=False)[["members", "amount"]].sum().reset_index()
    return counted.assign(who=who)[["who", "reason", "members", "amount"]]


def _employees(staff: pd.DataFrame) -> Employees:
    return Employees(
        staff["sex"].to_numpy(np.int8), staff["age"].to_numpy(int), staff["service"].to_numpy(int),
        staff["pay"].to_numpy(float), _many(staff),
    )  # fmt: skip


def _pensioners(roll: pd.DataFrame) -> Pensioners:
    """Months left below zero say that no list does: less the months since retirement, less one."""
    left = roll["months_left"].to_numpy(float)
    since = roll["since"].fillna(0).to_numpy(float)
    owed = roll["commuted"].to_numpy(float) > 0
    left = np.where(np.isnan(left), np.where(owed, -since - 1, 0), np.maximum(left, 0)).astype(int)
    return Pensioners(
        roll["sex"].to_numpy(np.int8), roll["age"].to_numpy(int), roll["kind"].to_numpy(np.int8),
        roll["pension"].to_numpy(float), roll["commuted"].to_numpy(float), left, _many(roll),
    )  # fmt: skip


def _many(frame: pd.DataFrame) -> np.ndarray | None:
    many = frame["members"].to_numpy()
    return None if (many == 1).all() else many.astype(float)
