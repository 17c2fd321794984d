"""Tables: printed like a page of a budget book, figures to the right and under one another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from analytics.answer import Answer
from pages.ui import ask, money

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

    >>> million = money.UNITS["million"]
    >>> written(None, None, million, "PKR"), written(3, "lines", million, "PKR"), written(0.94, "times", million, "PKR")
    ('–', '3', '0.940')
    >>> written(date(2026, 9, 1), "day", million, "PKR")
    '1 Sep 2026'
    """
    if money.missing(value):
        return money.DASH
    if unit_of_column == currency:
        return money.full(value, unit)
    if unit_of_column in ("%", "percentage points"):
        return money.percent(value, signed=signed).removesuffix(" %")
    if unit_of_column == "day":
        return f"{value:%-d %b %Y}"
    if unit_of_column:
        return f"{int(value):,}" if float(value).is_integer() else _figure(float(value))
    return said_plainly(value)


def _figure(value: float) -> str:
    """A number that is no money and no count.

    >>> _figure(0.9400), _figure(-1.2345), _figure(0.00003)
    ('0.940', '−1.23', '<0.0001')
    """
    text = money.three_figures(value)
    return text if text.strip("0.,") else "<0.0001"


def said_plainly(value) -> str:
    """A day, a truth or a word.

    >>> said_plainly(True), said_plainly(date(2026, 9, 5)), said_plainly(date(2026, 9, 1))
    ('yes', '5 Sep 2026', 'Sep 2026')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%-d %b %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value:%b %Y}" if value.day == 1 else f"{value:%-d %b %Y}"
    return str(value)


def draw(answer: Answer, unit: money.Unit = money.UNITS["units"], currency: str = "", limit: int = 60) -> None:
    """The answer's table; what is beyond the limit is in the download."""
    st.html(ask.made(printed, answer, unit, currency, limit))
    if len(answer.table) > limit:
        st.caption(f"The first {limit:,} of {len(answer.table):,} rows; the download has them all.")


def printed(answer: Answer, unit: money.Unit, currency: str, limit: int) -> str:
    """The first rows of the answer's table as HTML."""
    return markup(answer.table.head(limit), answer.units, unit, currency)


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
    shown = answer.table.drop(columns=[name for name in hide if name in answer.table]).dropna(axis="columns", how="all")
    texts = {
        name: [written(value, answer.units.get(name), unit, currency, name in SIGNED) for value in shown[name]]
        for name in shown.columns
    }
    flags = [name for name in shown.columns if pd.api.types.is_bool_dtype(shown[name].dtype)]
    shown = shown.assign(**{name: texts[name] for name in flags})
    config = {
        name: st.column_config.Column(
            headed(name, answer.units.get(name)),
            alignment="right" if name in answer.units else "left",
            width=_wide([headed(name, answer.units.get(name)), *texts[name]]),
        )
        for name in shown.columns
    }
    picks = {"on_select": picked, "selection_mode": "single-row"} if picked else {}
    st.dataframe(
        _as_written(shown, texts), hide_index=True, column_config=config, key=key, placeholder=money.DASH,
        alt=answer.sentence or answer.title, height="content" if len(shown) <= 14 else 560, **picks,
    )  # fmt: skip


def _as_written(shown: pd.DataFrame, texts: dict[str, list[str]]):
    """The table that sorts by its values and shows them as written."""
    written_as = {name: dict(zip(shown[name], texts[name], strict=True)) for name in shown.columns}
    return shown.style.format({name: partial(_look_up, written_as[name]) for name in shown.columns}, na_rep=money.DASH)


def _look_up(written_as: dict, value) -> str:
    """A value as written."""
    return money.DASH if money.missing(value) else written_as.get(value, str(value))


def _wide(texts: list[str]) -> int:
    """Pixels that the longest of these texts needs, within reason."""
    return min(max(int(7.3 * max(len(text) for text in texts)) + 22, 56), 290)


def headed(column: str, unit_of_column: str | None) -> str:
    """A column's heading, with the sign of per cent where its figures are, and what is in another currency.

    >>> headed("growth", "%"), headed("last_year", "PKR")
    ('Growth, %', 'Last year')
    >>> headed("owed", "of its currency")
    'Owed, in its currency'
    """
    marks = {"%": ", %", "percentage points": ", points", "of its currency": ", in its currency"}
    mark = marks.get(unit_of_column or "", "")
    return heading(column) + mark


def _cell(tag: str, text: str, figure: bool) -> str:
    """One cell; figures stand to the right."""
    return f"<{tag}{' class=figure' if figure else ''}>{escape(text)}</{tag}>"
