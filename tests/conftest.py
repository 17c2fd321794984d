"""Small stores as files, for pages and browsers: their figures are worked by hand."""

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from analytics.refresh import refresh
from data_loaders.demo import demo
from data_loaders.publish import publish
from data_loaders.store import create_marts, roll_up

MILLION = 1_000_000
HEADS = [
    ("TAX", "Provincial tax", None, "group", None),
    ("FED", "Federal transfers", None, "group", None),
    ("STS", "Sales tax on services", "TAX", "head", "Revenue Board"),
    ("STAMPS", "Stamps", "TAX", "head", "Board of Revenue"),
    ("POOL", "Divisible pool", "FED", "head", "Federal government"),
]
RECEIPTS = {"STS": (10, 12), "STAMPS": (4, 3), "POOL": (50, 60)}  # millions a month in 2025-26 and in 2026-27
AUGUST_MORE = 2  # millions of sales tax on services that August 2026 has more than its neighbours
SPENDING = {"EDU": (30, 33), "HEALTH": (20, 26)}


def month_of(year: int, number: int) -> date:
    """The first day of a month of the fiscal year that starts in July of a year."""
    return date(year + (number > 6), (number + 5) % 12 + 1, 1)


def line(load: str, number: int, side: str, code: str, millions: float, **more) -> dict:
    """One line of a ledger: a receipt of a head, or spending of a department."""
    receipt = side == "receipt"
    return {
        "load_id": load,
        "sheet": 1,
        "line": number,
        "cell": 9,
        "flow": "receipt" if receipt else "expenditure",
        "side": side,
        "object": code if receipt else "A01101",
        "object_minor": code if receipt else "A011",
        "function_major": None if receipt else "09",
        "department": None if receipt else code,
        "office": "HB0380",
        "document": f"D-{number}",
        "amount": millions * MILLION,
        "counted": True,
    } | more


def actuals(load: str, side: str, amounts: dict) -> list[dict]:
    """Twelve months of 2025-26 and four of 2026-27."""
    months = [(2025, number) for number in range(1, 13)] + [(2026, number) for number in range(1, 5)]
    placed = [(code, year, number) for code in amounts for year, number in months]
    return [
        line(
            load, at, side, code, amounts[code][year - 2025] + AUGUST_MORE * ((code, year, number) == ("STS", 2026, 2)),
            stage="actual", month=month_of(year, number), posted_on=month_of(year, number).replace(day=15),
            fiscal_year=f"{year}-{(year + 1) % 100}",
        )
        for at, (code, year, number) in enumerate(placed, start=2)
    ]  # fmt: skip


def budget(load: str, side: str, amounts: dict) -> list[dict]:
    """The original estimate of 2026-27: twelve times this year's month, and a fifth more."""
    return [
        line(load, at, side, code, this_year * 12 * 1.2, stage="original", fiscal_year="2026-27")
        for at, (code, (_, this_year)) in enumerate(amounts.items(), start=200)
    ]


def store_in(home: Path, lines: list[dict], *, invented: bool = False) -> Path:
    """A published store of these lines, in a folder."""
    home.mkdir(parents=True)
    note = "invented detail, published totals" if invented else ""
    connection = duckdb.connect(str(home / "v1.duckdb"))
    create_marts(connection)
    connection.execute(
        "insert into government values ('Government of Nowhere', 'PKR', 7, 'NAM', ?, ?)", [invented, note]
    )
    for head in HEADS:
        connection.execute("insert into head (code, name, parent, level, agency) values (?, ?, ?, ?, ?)", head)
    for code, name in (("EDU", "Education"), ("HEALTH", "Health")):
        connection.execute("insert into department (code, name, level) values (?, ?, 'department')", [code, name])
    frame = pd.DataFrame(lines)
    connection.register("given", frame)
    connection.execute("insert into entry by name select * from given")
    for load, kept in frame.groupby("load_id").size().items():
        total = round(float(frame[frame.load_id == load].amount.sum()), 2)
        connection.execute(
            "insert into load (load_id, source, file_name, period, lines_read, kept, refused, ignored, computed_total,"
            " loaded_at, live) values (?, 'ledger', ?, '2025-07 to 2026-10', ?, ?, 1, 1, ?, '2026-11-03', true)",
            [load, f"{load}.csv", int(kept) + 2, int(kept), total],
        )
        connection.execute(
            "insert into reject values (?, 1, 99, 'amount', 'A number as 1234.56 was expected', '9.999,99')", [load]
        )
    connection.execute(
        "insert into finding values ('unknown_department', null, 'Educaton is no department of the list.', 4100000)"
    )
    roll_up(connection)
    connection.execute("checkpoint")
    connection.close()
    (home / "CURRENT").write_text("v1.duckdb\n", encoding="utf-8")
    return home


def every_line() -> list[dict]:
    """Receipts and spending, actual and budgeted."""
    both = (("receipts", "receipt", RECEIPTS), ("spending", "payment", SPENDING))
    return [each for load, side, amounts in both for part in (actuals, budget) for each in part(load, side, amounts)]


@pytest.fixture(scope="session")
def homes(tmp_path_factory) -> dict[str, Path]:
    """One folder each: a small invented store, one of actuals alone, two of a single side, and none."""
    folder = tmp_path_factory.mktemp("stores")
    lines = every_line()
    return {
        "invented": store_in(folder / "invented", lines, invented=True),
        "actuals alone": store_in(folder / "actuals", [each for each in lines if each["stage"] == "actual"]),
        "one source": store_in(folder / "receipts", [each for each in lines if each["side"] == "receipt"]),
        "spending alone": store_in(folder / "spending", [each for each in lines if each["side"] == "payment"]),
        "no store": folder / "none",
    }


@pytest.fixture(scope="session")
def small_province(tmp_path_factory) -> Path:
    """The invented province at a hundredth of its lines, made once: read it only."""
    home = tmp_path_factory.mktemp("small_province")
    demo(home, scale=0.01)
    return home


@pytest.fixture(scope="session")
def forecast_home(tmp_path_factory) -> Path:
    """A store of four years of two heads, with a target, and its forecasts computed."""
    home = tmp_path_factory.mktemp("forecast")
    rows = ["posted_on,stage,fiscal_year,head,amount"]
    for month in range(46):  # July 2023 to April 2027
        year, at = divmod(6 + month, 12)
        day = f"{2023 + year}-{at + 1:02}-15"
        rows += [f"{day},actual,,{head},{size * (100 + month + 30 * (at == 5))}" for head, size in (("A", 9), ("B", 2))]
    rows += [f",original,2026-27,{head},{amount}" for head, amount in (("A", 18000), ("B", 3000))]
    path = home / "receipts.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    publish([path], home, profile="receipts")
    refresh(home)
    return home


@pytest.fixture
def three_years(homes, tmp_path) -> str:
    """The name of a store of three whole years of two departments, with original estimates."""
    lines = []
    for year, spent in ((2022, (60, 39)), (2023, (54, 40)), (2024, (45, 45))):
        of = {"fiscal_year": f"{year}-{(year + 1) % 100}"}
        for code, budget, actual in zip(("EDU", "HEALTH"), (60, 40), spent, strict=True):
            lines.append(line("spending", len(lines) + 2, "payment", code, budget, stage="original", **of))
            lines += [
                line("spending", len(lines) + 2 + at, "payment", code, actual if at == 1 else 0, stage="actual",
                     month=month_of(year, at), **of)
                for at in range(1, 13)
            ]  # fmt: skip
    homes["three years"] = store_in(tmp_path / "three years", lines)
    return "three years"


@pytest.fixture
def four_months(homes, tmp_path) -> str:
    """The name of a store with four months of a year of spending after two whole ones."""
    months = (
        [(2024, at) for at in range(1, 13)] + [(2025, at) for at in range(1, 13)] + [(2026, at) for at in range(1, 5)]
    )
    lines = [
        line("spending", number, "payment", code, 10 + at / 2, stage="actual", month=month_of(year, at),
             fiscal_year=f"{year}-{(year + 1) % 100}")
        for number, (code, (year, at)) in enumerate(
            ((code, when) for code in ("EDU", "HEALTH") for when in months), start=2
        )
    ]  # fmt: skip
    homes["four months"] = store_in(tmp_path / "four months", lines)
    return "four months"
