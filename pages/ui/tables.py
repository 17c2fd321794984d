"""Tables: printed like a page of a budget book, figures to the right and under one another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from analytics.answer import Answer
from pages.ui import money

SIGNED = {"growth", "change"}
MARKUP = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>()#+!|~$:"})


def plain(text: str) -> str:
    """Text from outside, safe inside Markdown.

    >>> print(plain("a *b* [c](d)"))
    a \\*b\\* \\[c\\]\\(d\\)
    """
    return str(text).translate(MARKUP)


def heading(column: str) -> str:
    """A column's name as printed.

    >>> heading("share_of_budget")
    'Share of budget'
    """
    return column.replace("_", " ").capitalize()


def written(value, unit_of_column: str | None, unit: money.Unit, currency: str, signed: bool = False) -> str:
    """One cell in words and figures.

    >>> written(None, None, money.UNITS["million"], "PKR"), written(3, "lines", money.UNITS["million"], "PKR")
    ('–', '3')
    """
    if money.missing(value):
        return money.DASH
    if unit_of_column == currency:
        return money.full(value, unit)
    if unit_of_column in ("%", "percentage points"):
        return money.percent(value, signed=signed).removesuffix(" %")
    if unit_of_column:
        return f"{int(value):,}"
    return f"{value:%d %b %Y}" if hasattr(value, "strftime") else str(value)


def draw(answer: Answer, unit: money.Unit = money.UNITS["units"], currency: str = "", limit: int = 60) -> None:
    """The answer's table; what is beyond the limit is in the download."""
    shown = answer.table.head(limit)
    st.html(markup(shown, answer.units, unit, currency))
    if len(answer.table) > limit:
        st.caption(f"The first {limit:,} of {len(answer.table):,} rows; the download has them all.")


def markup(table: pd.DataFrame, units, unit: money.Unit, currency: str) -> str:
    """The table as HTML, every word of it escaped."""
    head = "".join(_cell("th", headed(column, units.get(column)), column in units) for column in table.columns)
    body = "".join(
        "<tr>"
        + "".join(
            _cell("td", written(value, units.get(column), unit, currency, column in SIGNED), column in units)
            for column, value in zip(table.columns, row, strict=True)
        )
        + "</tr>"
        for row in table.itertuples(index=False)
    )
    return f"<div class='book'><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"


def grid(
    answer: Answer, unit: money.Unit, currency: str, *, hide: tuple[str, ...] = (), key: str | None = None,
    picked: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """A table to scroll and sort; a row that is picked calls `picked`."""
    shown = answer.table.drop(columns=[name for name in hide if name in answer.table])
    figures = [name for name in shown.columns if name in answer.units]
    write = {
        name: partial(
            written, unit_of_column=answer.units.get(name), unit=unit, currency=currency, signed=name in SIGNED
        )
        for name in shown.columns
    }
    config = {
        name: st.column_config.Column(headed(name, answer.units.get(name)), alignment="right" if name in figures else "left")
        for name in shown.columns
    }
    picks = {"on_select": picked, "selection_mode": "single-row"} if picked else {}
    st.dataframe(
        shown.style.format(write), hide_index=True, column_config=config, key=key, alt=answer.sentence or answer.title,
        height="content" if len(shown) <= 14 else 440, **picks,
    )  # fmt: skip


def headed(column: str, unit_of_column: str | None) -> str:
    """A column's heading, with the sign of per cent where its figures are.

    >>> headed("growth", "%"), headed("last_year", "PKR")
    ('Growth, %', 'Last year')
    """
    mark = {"%": ", %", "percentage points": ", points"}.get(unit_of_column or "", "")
    return heading(column) + mark


def _cell(tag: str, text: str, figure: bool) -> str:
    """One cell; figures stand to the right."""
    return f"<{tag}{' class=figure' if figure else ''}>{escape(text)}</{tag}>"
