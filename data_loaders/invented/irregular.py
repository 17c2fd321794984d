"""Irregular payments, planted among the vouchers of the months of 2026-27 that are over, and the list of them.

Nothing is published of actuals of 2026-27, so none touches a total that must hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from data_loaders.invented.faults import write

FILE = "irregular-2026-27.csv"
HEADINGS = (
    "posted_on month stage class office department district function object document bill payee amount deductions net"
)
COPIED = ("class", "office", "department", "district", "function", "object")
FIRST_DOCUMENT = 7926000001
LIMITS = (100_000, 500_000, 3_000_000)  # of sanctions that payments are split under
FIRST, LAST = date(2026, 7, 6), date(2026, 10, 30)
LATE = (date(2026, 7, 15), date(2026, 8, 12), date(2026, 7, 22))  # days of months whose accounts closed long before
CLOSED = date(2026, 10, 5)
PLAN = {  # rule that must find them: how many cases, and lines of each
    "duplicate": (8, 1),
    "split": (6, 3),
    "round": (6, 1),
    "weekend": (3, 8),
    "late": (3, 4),
    "new_payee": (4, 2),
    "reversed": (6, 1),
    "offices": (3, 8),
    "profile": (3, 40),
}


@dataclass(frozen=True)
class Irregular:
    """One irregular payment, or several that belong together: which rule must find it, and its lines in the file."""

    rule: str
    lines: tuple[int, ...]


def planted() -> tuple[Irregular, ...]:
    """All of them, in the order of the file, whose first line holds the headings.

    >>> planted()[0], len(planted())
    (Irregular(rule='duplicate', lines=(2,)), 42)
    """
    found, line = [], 2
    for rule, (cases, lines) in PLAN.items():
        for _ in range(cases):
            found.append(Irregular(rule, tuple(range(line, line + lines))))
            line += lines
    return tuple(found)


def write_irregular(folder: Path, seed: int) -> Path:
    """The file of irregular payments, made from vouchers of the year's file in the folder."""
    vouchers = pq.read_table(folder / "payments-2026-27.parquet").to_pandas()
    vouchers = vouchers[vouchers["payee"].notna()].reset_index(drop=True)
    rng = np.random.default_rng((seed, 10))
    makers = {
        "duplicate": duplicate, "split": split, "round": rounded, "weekend": weekend, "late": late,
        "new_payee": new_payee, "reversed": reversed_sign, "offices": offices, "profile": burst,
    }  # fmt: skip
    rows = [
        row
        for rule, (cases, lines) in PLAN.items()
        for case in range(cases)
        for row in makers[rule](vouchers, rng, case, lines)
    ]
    return write(folder / FILE, HEADINGS.split(), [as_written(row, FIRST_DOCUMENT + at) for at, row in enumerate(rows)])


def as_written(row: dict, document: int) -> list[str]:
    """A row in the order of the headings."""
    posted, amount = row["posted_on"], f"{int(row['amount'])}.00"
    month = row.get("month", posted.replace(day=1))
    where = [str(row[name]) for name in COPIED]
    return [
        *(posted.isoformat(), month.isoformat(), "actual", *where),
        *(str(document), row["bill"], row["payee"], amount, "0.00", amount),
    ]


def like(vouchers: pd.DataFrame, rng: np.random.Generator, **changes) -> dict:
    """A row of an office that is there, on a working day, of a sum that nothing is wrong with."""
    row = vouchers.iloc[int(rng.integers(len(vouchers)))]
    usual = {"posted_on": working_day(rng), "bill": f"C{rng.integers(1000, 9999)}", "amount": plain(rng)}
    return {name: row[name] for name in (*COPIED, "payee")} | usual | changes


def plain(rng: np.random.Generator) -> int:
    """A sum that is neither round nor just under a limit."""
    return int(rng.integers(130_000, 420_000))


def working_day(rng: np.random.Generator) -> date:
    """A day from Monday to Friday."""
    day = FIRST + timedelta(days=int(rng.integers((LAST - FIRST).days)))
    return day - timedelta(days=max(day.weekday() - 4, 0))


def working_days_from(day: date, many: int) -> list[date]:
    """So many working days in a row."""
    run = (day + timedelta(days=step) for step in range(2 * many + 3))
    return [each for each in run if each.weekday() < 5][:many]


def duplicate(vouchers: pd.DataFrame, rng: np.random.Generator, case: int, lines: int) -> list[dict]:
    """A voucher paid again under another number, a few working days later."""
    early = vouchers[(vouchers["posted_on"] < date(2026, 10, 10)) & (vouchers["amount"] >= 50_000)]
    row = early.iloc[int(rng.integers(len(early)))]
    again = working_days_from(row["posted_on"] + timedelta(days=int(rng.integers(3, 15))), 1)[0]
    return [{**row[[*COPIED, "bill", "payee", "amount"]].to_dict(), "posted_on": again}]


def split(vouchers: pd.DataFrame, rng: np.random.Generator, case: int, lines: int) -> list[dict]:
    """One purchase in several payments just under a limit, on following working days."""
    one = like(vouchers, rng)
    limit = LIMITS[case % len(LIMITS)]
    days = working_days_from(min(one["posted_on"], date(2026, 10, 20)), lines)
    return [
        one | {"posted_on": day, "bill": f"{one['bill']}-{number}", "amount": int(limit * rng.uniform(0.93, 0.995))}
        for number, day in enumerate(days, start=1)
    ]


def rounded(vouchers: pd.DataFrame, rng: np.random.Generator, case: int, lines: int) -> list[dict]:
    """A large round sum, under an object that is often paid from."""
    often = vouchers["object"].value_counts().index[:10]
    common = vouchers[vouchers["object"].isin(often)]
    return [like(common, rng, amount=1_000_000 * int(rng.integers(2, 10))) for _ in range(lines)]


def weekend(vouchers: pd.DataFrame, rng: np.random.Generator, case: int, lines: int) -> list[dict]:
    """A batch of one office on a Saturday or a Sunday."""
    one = like(vouchers, rng)
    one["posted_on"] = min(one["posted_on"], date(2026, 10, 20))
    day = one["posted_on"] + timedelta(days=5 + case % 2 - one["posted_on"].weekday())
    return [like(vouchers, rng, **{name: one[name] for name in COPIED}, posted_on=day) for _ in range(lines)]


def late(vouchers: pd.DataFrame, rng: np.random.Generator, case: int, lines: int) -> list[dict]:
    """Payments of one office put into a month after its accounts were closed."""
    one = like(vouchers, rng)
    day = CLOSED + timedelta(days=case)
    month = LATE[case % len(LATE)].replace(day=1)
    same = {name: one[name] for name in COPIED} | {"posted_on": day, "month": month}
    return [like(vouchers, rng, **same) for _ in range(lines)]


def new_payee(vouchers: pd.DataFrame, rng: np.random.Generator, case: int, lines: int) -> list[dict]:
    """Large sums to a payee that nobody has paid before."""
    one = like(vouchers, rng, payee=f"Newcomer {'ABCDEFGH'[case]} Enterprises")
    days = working_days_from(min(one["posted_on"], date(2026, 10, 12)), lines)
    return [
        one | {"posted_on": day, "bill": f"{one['bill']}-{at}", "amount": int(rng.integers(12_000_000, 40_000_000)) | 1}
        for at, day in enumerate(days)
    ]


def reversed_sign(vouchers: pd.DataFrame, rng: np.random.Generator, case: int, lines: int) -> list[dict]:
    """A payment below zero that takes nothing back."""
    return [like(vouchers, rng, amount=-plain(rng)) for _ in range(lines)]


def offices(vouchers: pd.DataFrame, rng: np.random.Generator, case: int, lines: int) -> list[dict]:
    """One payee that many offices begin to pay in one month."""
    payee, month = f"Everywhere {'ABCDEFGH'[case]} Services", 7 + case
    seats = rng.permutation(vouchers["office"].unique())[:lines]
    return [
        like(
            vouchers[vouchers["office"] == seat], rng, payee=payee,
            posted_on=working_days_from(date(2026, month, int(rng.integers(2, 22))), 1)[0],
        )
        for seat in seats
    ]  # fmt: skip


def burst(vouchers: pd.DataFrame, rng: np.random.Generator, case: int, lines: int) -> list[dict]:
    """Far more payments in a month than a quiet office ever makes, each of them ordinary."""
    quiet = vouchers["office"].value_counts(sort=True, ascending=True).sort_index(kind="stable")
    seat = sorted(quiet[quiet <= quiet.quantile(0.2)].index)[case * 7 + 3]
    of_office = vouchers[vouchers["office"] == seat]
    days = [date(2026, 7 + case, int(day)) for day in rng.integers(3, 25, lines)]
    return [like(of_office, rng, posted_on=working_days_from(day, 1)[0]) for day in days]
