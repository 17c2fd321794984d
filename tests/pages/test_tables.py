"""Tables: text from outside stays text, figures stay what they are."""

from datetime import date
from decimal import Decimal

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pages.ui import money, tables

MILLION = money.UNITS["million"]


def test_a_file_name_that_is_markup_is_printed_and_not_obeyed():
    table = pd.DataFrame({"file_name": ["<script>alert(1)</script>"], "amount": [Decimal("2500000.00")]})
    printed = tables.markup(table, {"amount": "PKR"}, MILLION, "PKR")
    assert "<script>" not in printed
    assert "&lt;script&gt;" in printed
    assert "2.500" in printed


def test_a_file_name_that_is_markdown_is_printed_and_not_obeyed():
    assert tables.plain("[x](http://y) **b**") == r"\[x\]\(http\://y\) \*\*b\*\*"


def test_each_kind_of_value_is_written_in_its_way():
    written = [
        tables.written(value, unit, MILLION, "PKR", signed)
        for value, unit, signed in (
            (Decimal("1500000"), "PKR", False),
            (12.34, "%", True),
            (12.34, "%", False),
            (1200, "lines", False),
            (date(2026, 10, 31), None, False),
            (None, "PKR", False),
            (Decimal("0"), "PKR", False),
        )
    ]
    assert written == ["1.500", "+12.3", "12.3", "1,200", "31 Oct 2026", "–", "0.000"]


@given(st.decimals(-(10**15), 10**15, places=2), st.sampled_from(sorted(money.UNITS)))
def test_a_figure_in_full_is_the_amount_to_its_last_decimal(amount, unit):
    unit = money.UNITS[unit]
    said = money.full(amount, unit).replace(money.MINUS, "-").replace(",", "")
    if "<" not in said:
        assert abs(Decimal(said) * unit.size - amount) <= Decimal(unit.size) / 10**unit.decimals / 2


@given(st.decimals(-(10**15), 10**15, places=2), st.sampled_from(sorted(money.UNITS)))
def test_no_amount_but_zero_is_printed_as_zero(amount, unit):
    assert (money.full(amount, money.UNITS[unit]).strip("0.,") == "") == (amount == 0)


@given(st.floats(-1e15, 1e15))
def test_three_figures_are_within_half_a_percent(number):
    said = float(money.three_figures(number).replace(money.MINUS, "-").replace(",", ""))
    assert abs(said - number) <= max(abs(number) * 0.0051, 0.00006)
