"""A printed framework: what foots, and what does not with its amount."""

import csv
import os
from decimal import Decimal
from pathlib import Path

import pytest

from models.budget.printed import footings

REAL = Path(os.environ.get("KHAZANA_REAL_DATA") or "no folder is named")
FILE = REAL / "pfm/sindh/sindh_fiscal_framework_abs2019_20.csv"
FOUND = {  # column: what is stated over what adds up, by head, in Rs million; non-tax receipts are not printed
    "accounts_2017_18": {"TOTAL REVENUE": -1, "Federal Transfers": 0, "Provincial Revenue": 15469},
    "budget_2018_19": {"TOTAL REVENUE": 0, "Federal Transfers": 0, "Provincial Revenue": 19815},
    "revised_2018_19": {"TOTAL REVENUE": 0, "Federal Transfers": 0, "Provincial Revenue": 19203},
    "budget_2019_20": {"TOTAL REVENUE": 0, "Federal Transfers": 0, "Provincial Revenue": 22192},
}


@pytest.mark.skipif(not REAL.is_dir(), reason="KHAZANA_REAL_DATA does not name the folder of real files")
@pytest.mark.parametrize("column", FOUND)
def test_the_receipts_framework_of_2017_18_to_2019_20(column):
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    made = footings([row["head"] for row in rows], [Decimal(row[column]) for row in rows])
    assert {each.head: each.difference for each in made} == FOUND[column]


def test_a_total_of_parts_that_nobody_marked_is_refused():
    with pytest.raises(ValueError, match="The total All is the sum of C, which no line is marked as"):
        footings(["All (A=B+C)", "Tax (B)", "Stamps"], [3, 3, 3])
