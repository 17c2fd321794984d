"""Planted faults: small files of October 2026, as departments really send them.

Nothing is published of actuals of 2026-27, so no fault touches a total that must hold.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from data_loaders.invented.payments import SUPPLIERS

MONTH = "2026-10"
HEADINGS = "posted_on stage class office department district function object document bill payee amount deductions net"
MISPRINTED = 90_000  # rupees by which the Grand Total misses its lines: two digits changed places


@dataclass(frozen=True)
class Planted:
    """A fault that must be found: where it stands, which check tells it, and how many lines it touches."""

    fault: str
    file: str
    rule: str | None  # the check that finds it; None: its lines are refused
    lines: int


PLANTED = (
    Planted("the same list under another name", "works-2026-10-again.csv", "no_line_stands_in_two_files", 40),
    Planted("a total that does not add up", "stamps-2026-10.csv", "a_stated_total_is_the_sum_of_its_lines", 1),
    Planted("columns shifted to the right", "irrigation-2026-10.csv", None, 6),
    Planted("an unknown spelling of a department", "schools-2026-10.csv", "every_department_is_known", 20),
)
WORKING = [day for day in range(2, 31) if date(2026, 10, day).weekday() < 5]
UNKNOWN = "Educaton and Literacy"


def write_faults(folder: Path, seed: int) -> list[Path]:
    """The files with the planted faults."""
    rng = np.random.default_rng((seed, 6))
    works = bills(rng, 40, ("HB0490", "D49", "HB", "045201", "A12102"), 71)
    irrigation = bills(rng, 30, ("SK0240", "D24", "SK", "042202", "A13101"), 72)
    irrigation[-6:] = [shifted(row) for row in irrigation[-6:]]
    schools = bills(rng, 20, ("LA0380", UNKNOWN, "LA", "091102", "A03901"), 73)
    return [
        write(folder / "works-2026-10.csv", HEADINGS.split(), works),
        write(folder / "works-2026-10-again.csv", HEADINGS.split(), works, end="\n"),
        write(folder / "irrigation-2026-10.csv", HEADINGS.split(), irrigation),
        write(folder / "schools-2026-10.csv", HEADINGS.split(), schools),
        write(folder / "stamps-2026-10.csv", "posted_on head district document amount".split(), stamps(rng)),
    ]


def bills(rng: np.random.Generator, many: int, where: tuple[str, ...], series: int) -> list[list[str]]:
    """Bills of one office, posted through the month on working days."""
    office, department, district, function, code = where
    amounts = rng.integers(40_000, 900_000, many)
    days = np.sort(rng.choice(WORKING, many))
    kind = "development, provincial ADP" if code.startswith("A12") else "current revenue"
    return [
        [
            *(f"{MONTH}-{day:02}", "actual", kind, office, department, district, function, code),
            *(f"{series}26{number:06}", f"B{number:03}", SUPPLIERS[number % len(SUPPLIERS)]),
            *(f"{amount}.00", f"{amount // 20}.00", f"{amount - amount // 20}.00"),
        ]
        for number, (day, amount) in enumerate(zip(days, amounts, strict=True), start=1)
    ]


def shifted(row: list[str]) -> list[str]:
    """The row with an empty cell put in before the payee, so that the name stands among the amounts."""
    return [*row[:10], "", *row[10:-1]]


def stamps(rng: np.random.Generator) -> list[list[str]]:
    """A list of stamp duties with a printed Grand Total that misses its lines."""
    days, amounts = np.sort(rng.integers(2, 31, 25)), rng.integers(100_000, 2_000_000, 25)
    rows = [
        [f"{MONTH}-{day:02}", "R09", "HB", f"7426{number:06}", f"{amount}.00"]
        for number, (day, amount) in enumerate(zip(days, amounts, strict=True), start=1)
    ]
    return [*rows, ["Grand Total", "", "", "", f"{amounts.sum() + MISPRINTED}.00"]]


def write(path: Path, headings: list[str], rows: list[list[str]], end: str = "") -> Path:
    """A CSV file; `end` is put behind its last line."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([headings, *rows])
        file.write(end)
    return path
