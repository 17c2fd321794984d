"""Gain and loss by source against a published actuarial valuation, and that nothing is plugged."""

import csv
import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.gain_loss import experience, roll_forward

real = pytest.mark.skipif(
    not os.environ.get("KHAZANA_REAL_DATA"), reason="KHAZANA_REAL_DATA does not name a folder of real files"
)
EXPECTED = [("service cost", 89), ("interest", 20), ("benefits paid", -40)]


def test_a_year_worked_by_hand():
    lines = roll_forward(200, [*EXPECTED, ("salary", 11), ("plan changes", -4)], 279)
    assert lines[-2:] == [("unexplained", 3), ("closing", 279)]
    assert experience(lines) == 11 - 4 + 3


@real
def test_the_sources_of_a_published_valuation_are_its_totals():
    path = Path(os.environ["KHAZANA_REAL_DATA"]) / "pension" / "gainloss_frs_2022.csv"
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3
    for row in rows:
        sources = [(name, Decimal(row[name])) for name in row if name not in ("class", "total")]
        lines = roll_forward(Decimal(0), sources, Decimal(row["total"]))
        assert dict(lines)["unexplained"] == 0, row["class"]
        left_out = [source for source in sources if source[0] != "salary"]
        assert dict(roll_forward(Decimal(0), left_out, Decimal(row["total"])))["unexplained"] == Decimal(row["salary"])


@given(st.integers(), st.dictionaries(st.text("abc", min_size=1), st.integers()), st.integers())
def test_the_lines_lead_from_opening_to_closing(opening, sources, closing):
    lines = roll_forward(opening, list(sources.items()), closing)
    assert sum(amount for _, amount in lines[:-1]) == closing
    assert lines[1:-2] == list(sources.items())


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ([("unexplained", 5)], "unexplained line"),
        ([("pay", 1), ("pay", 2)], "pay is given twice"),
        ([("pay", None)], "pay has no amount"),
        ([("pay", float("nan"))], "pay has no amount"),
    ],
)
def test_a_source_that_is_none_is_refused(sources, said):
    with pytest.raises(ValueError, match=said):
        roll_forward(0, sources, 5)
