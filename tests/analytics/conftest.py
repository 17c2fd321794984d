"""A ledger in a few words: (side, fiscal year, month, code, amount), for stores made in the test."""

from datetime import date

import pandas as pd
import pytest

from data_loaders.store import Store

FLOWS = {"receipt": "receipt", "payment": "expenditure"}


def entry(side, fiscal_year, month, code, amount, stage="actual", **more) -> dict:
    """One line: the code is a revenue head, or a department; month as "2025-07", or None for a figure without one."""
    day = date.fromisoformat(f"{month}-01") if month else None
    of = {"object": code} if side == "receipt" else {"department": code, "object": "A01"}
    fixed = {"side": side, "flow": FLOWS[side], "stage": stage, "fiscal_year": fiscal_year, "month": day}
    return fixed | {"amount": amount, "load_id": "file1", "sheet": 1, "cell": 1, "counted": True} | of | more


@pytest.fixture(scope="session")
def ledger():
    """Lines of a ledger as the entry mart has them, numbered from 1."""

    def lines(*rows) -> pd.DataFrame:
        made = [entry(*row[:6], **(row[6] if len(row) > 6 else {})) for row in rows]
        return pd.DataFrame(made).assign(line=range(1, len(made) + 1))

    return lines


@pytest.fixture(scope="session")
def heads():
    """Two groups: Tax with Stamps and Services, Fees with Fines."""
    columns = ["code", "name", "parent", "level", "agency"]
    rows = [
        ("T", "Tax", None, "group", None),
        ("F", "Fees", None, "group", None),
        ("T1", "Stamps", "T", "head", "Board of Revenue"),
        ("T2", "Services", "T", "head", "Revenue Board"),
        ("F1", "Fines", "F", "head", "Police"),
    ]
    return pd.DataFrame(rows, columns=columns)


@pytest.fixture(scope="session")
def part_year(ledger, heads) -> Store:
    """Two months of 2025-26 beside three of 2024-25, both sides, with budgets."""
    rows = ledger(
        ("receipt", "2024-25", "2024-07", "T1", "10.00"),
        ("receipt", "2024-25", "2024-08", "T1", "15.00"),
        ("receipt", "2024-25", "2024-09", "T1", "900.00"),
        ("receipt", "2025-26", "2025-07", "T1", "10.00"),
        ("receipt", "2025-26", "2025-08", "T1", "20.00"),
        ("receipt", "2025-26", None, "T1", "120.00", "original"),
        ("payment", "2024-25", "2024-07", "Health", "7.00"),
        ("payment", "2024-25", "2024-08", "Health", "8.00"),
        ("payment", "2024-25", "2024-09", "Health", "700.00"),
        ("payment", "2025-26", "2025-07", "Health", "6.00"),
        ("payment", "2025-26", "2025-08", "Health", "6.00"),
        ("payment", "2025-26", "2025-09", "Health", "6.00"),
        ("payment", "2025-26", None, "Health", "100.00", "original"),
        ("payment", "2025-26", None, "Health", "80.00", "revised"),
    )
    return Store.of(entry=rows, head=heads)


@pytest.fixture(scope="session")
def two_years(ledger, heads) -> Store:
    """Stamps and Services by month; Fines only in 2025-26; an entry whose head nobody has named."""
    return Store.of(
        head=heads,
        entry=ledger(
            ("receipt", "2024-25", "2024-07", "T1", "100.00"),
            ("receipt", "2024-25", "2024-08", "T1", "100.00"),
            ("receipt", "2024-25", "2024-07", "T2", "50.00"),
            ("receipt", "2024-25", "2024-08", "T2", "50.00"),
            ("receipt", "2024-25", "2024-09", "T2", "70.00"),
            ("receipt", "2025-26", "2025-07", "T1", "120.00"),
            ("receipt", "2025-26", "2025-08", "T2", "60.00"),
            ("receipt", "2025-26", "2025-08", "F1", "5.00"),
            ("receipt", "2025-26", "2025-08", "X9", "15.00"),
            ("receipt", "2025-26", None, "T1", "1000.00", "original"),
            ("receipt", "2025-26", None, "F1", "200.00", "original"),
        ),
    )


@pytest.fixture(scope="session")
def column():
    """Columns of an answer's table as tuples, None where a value is missing."""

    def tuples(answer, *names) -> list[tuple]:
        values = answer.table[list(names)].itertuples(index=False)
        return [tuple(None if pd.isna(value) else value for value in row) for row in values]

    return tuples


@pytest.fixture(scope="session")
def by_months(ledger):
    """A ledger of one figure a month from July 2015, a list for each code; None: no figure."""

    def line(code, at, amount):
        year, number = 2015 + at // 12, at % 12 + 1
        month = f"{year + (number > 6)}-{(number + 5) % 12 + 1:02d}"
        return ("receipt", f"{year}-{(year + 1) % 100:02d}", month, code, amount)

    def lines(**figures) -> pd.DataFrame:
        each = ((code, at, amount) for code, amounts in figures.items() for at, amount in enumerate(amounts))
        return ledger(*(line(*one) for one in each if one[2] is not None))

    return lines


@pytest.fixture(scope="session")
def seasons() -> list[float]:
    """What the twelve months of a year bring beside each other: they add up to 100."""
    return [4.0, 5, 6, 7, 8, 9, 7, 8, 9, 10, 11, 16]


@pytest.fixture(scope="session")
def invented(small_province) -> Store:
    """The small invented province, open."""
    store = Store.open(small_province)
    yield store
    store.close()
