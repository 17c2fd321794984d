"""Foreign loans of the invented province: what is owed on 30 June 2025 and 2026, each loan in its currency.

The loans of `reference/invented_loans.csv` are invented so that, at 280 rupees a dollar, 322 a euro, 378 a special
drawing right and 1.82 a yen, 1,302,448,000,000 rupees are owed on 30 June 2026, the stock that was published; in the
year before it 360 billion were drawn, as published, and 43.97 billion repaid, to a hundredth of a billion. `drawn` and
`paid` are of that year: the list of 2025 is the one of 2026 without them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from data_loaders.invented.columns import MONEY, same, write
from data_loaders.invented.reference import rows

DAYS = (date(2025, 6, 30), date(2026, 6, 30))
WORDS = tuple(
    "loan_number lender project_name currency rate first_repayment last_repayment approved_on agreed_on effective_on "
    "closed_on".split()
)


def write_loans(folder: Path) -> list[Path]:
    """The two lists."""
    return [write(folder / f"loans-{day}.parquet", loans(day)) for day in DAYS]


def loans(day: date) -> dict[str, pa.Array]:
    """One list: terms and amounts of every loan on the day."""
    every = rows("invented_loans")
    earlier = int(day < DAYS[-1])  # the flows of the last year are taken back
    drawn, paid = ([Decimal(row[name]) * earlier for row in every] for name in ("drawn", "paid"))
    given = {name: [Decimal(row[name]) for row in every] for name in ("original", "undisbursed", "disbursed", "repaid")}
    undisbursed = [of + back for of, back in zip(given["undisbursed"], drawn, strict=True)]
    disbursed = [of - back for of, back in zip(given["disbursed"], drawn, strict=True)]
    repaid = [of - back for of, back in zip(given["repaid"], paid, strict=True)]
    amounts = {"original": given["original"], "undisbursed": undisbursed, "disbursed": disbursed, "repaid": repaid}
    amounts["due"] = [of - back for of, back in zip(disbursed, repaid, strict=True)]
    words = {name: pa.array([row[name] for row in every], pa.string()) for name in WORDS}
    status = [_status(*left) for left in zip(repaid, undisbursed, strict=True)]
    return (
        {"as_of": same(str(day), len(every)), "status": pa.array(status)}
        | words
        | {name: pa.array(column, MONEY) for name, column in amounts.items()}
    )


def _status(repaid: Decimal, undisbursed: Decimal) -> str:
    return "repaying" if repaid else "disbursing" if undisbursed else "disbursed"
