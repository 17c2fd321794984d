"""Published tables of mortality, each a small file with its source and hash; checked whenever it is loaded."""

from __future__ import annotations

import csv
import hashlib
import io

import numpy as np

from models.life_table import Flag, LifeTable, flags
from models.parameter import FOLDER, table
from models.select_table import SelectTable

ROUNDING = 0.001  # what rounding may do to a rate, as a part of it


def published() -> dict[str, str]:
    """Names of the tables by their identity in the Society of Actuaries' archive.

    >>> published()["2360"]
    'AM92 assured lives, select'
    """
    return {row["id"]: row["name"] for row in table("life_tables/index")}


def mortality(identity: str) -> LifeTable | SelectTable:
    """One published table; a select one if it has rates by years since selection.

    Where the last published rate is below 1, one more age is added at which everybody dies; the name says so.

    >>> mortality("3399").first, mortality("50011").name
    (50, 'LIC (a) 1996-98 annuitants, closed at 119')
    """
    about = _about(identity)
    content = (FOLDER / "life_tables" / f"{identity}.csv").read_bytes()
    if hashlib.sha256(content).hexdigest() != about["sha256"]:
        raise ValueError(
            f"The file of table {identity}, {about['name']}, is not the one that index.csv names: its SHA-256 differs. "
            "Put the published file back, or correct the hash with the reason."
        )
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    ultimate = _ultimate([row for row in rows if not row["duration"]], about["name"])
    chosen = [row for row in rows if row["duration"]]
    if not chosen:
        return ultimate
    return _select(chosen, ultimate)


def odd(identity: str) -> list[Flag]:
    """Ages at which a published table is not as its neighbours are, from the age on at which its rates rise."""
    held = mortality(identity)
    life = held.ultimate if isinstance(held, SelectTable) else held
    return uneven(life, int(_about(identity)["rising_from"]))


def uneven(life: LifeTable, rising_from: int) -> list[Flag]:
    """Ages from which a table's rates fall or leave their curve; its last age, a convention, is not looked at.

    The rates grow by parts of themselves, so it is their logarithms that should run smoothly. A flag's size is in
    logarithms, turned so that a fall of the rate is above zero.
    """
    ages = np.arange(rising_from, life.last)
    rates = life.rates[rising_from - life.first : -1]
    return flags(ages, -np.log(rates), exact=ROUNDING)


def _about(identity: str) -> dict[str, str]:
    rows = {row["id"]: row for row in table("life_tables/index")}
    if identity not in rows:
        raise ValueError(f"There is no published table {identity}; there are {', '.join(rows)}.")
    return rows[identity]


def _ultimate(rows: list[dict[str, str]], name: str) -> LifeTable:
    ages, rates = [int(row["age"]) for row in rows], [float(row["rate"]) for row in rows]
    if ages != list(range(ages[0], ages[0] + len(ages))):
        raise ValueError(f"The ages of the table {name} do not follow each other; one is missing or stands twice.")
    if rates[-1] < 1:
        return LifeTable(np.append(rates, 1.0), ages[0], f"{name}, closed at {ages[-1] + 1}")
    return LifeTable(np.array(rates), ages[0], name)


def _select(rows: list[dict[str, str]], ultimate: LifeTable) -> SelectTable:
    """From rates by age attained and whole years since selection, as the archive prints them.

    An age at selection is in the table where the rates of all its years are; age 61 one year after selection at 60 is
    in the row of 61.
    """
    rates = {(int(row["age"]) - int(row["duration"]), int(row["duration"])): float(row["rate"]) for row in rows}
    years = range(1 + max(since for _, since in rates))
    ages = sorted({age for age, _ in rates if all((age, since) in rates for since in years)})
    return SelectTable(np.array([[rates[age, since] for since in years] for age in ages]), ages[0], ultimate)
