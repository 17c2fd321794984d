"""Exports: an answer as a file that carries its title, units, filters, sources, date and version with it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

import pandas as pd

from analytics.answer import Answer
from analytics.facts import about, heading
from analytics.pictures import png, svg
from analytics.printed import pdf
from analytics.workbook import book, xlsx

__all__ = ["book", "csv", "file_name", "markdown", "pdf", "png", "slug", "svg", "xlsx"]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the last four: full width


def csv(answer: Answer) -> bytes:
    """Comma separated, in UTF-8: lines that start with # say what it is, then the table, every decimal as stored.

    Excel opens it as it is; pandas reads it with `comment="#"`. A text that Excel would take for a formula gets a '.
    """
    lines = [f"# {name}: {_harmless_within(said)}" for name, said in about(answer)]
    lines.append(",".join(_field(column) for column in answer.table.columns))
    lines += [",".join(map(_field, row)) for row in answer.table.itertuples(index=False, name=None)]
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")


def markdown(answer: Answer) -> bytes:
    """A table in Markdown, with its title above and what must be known below."""
    columns = list(answer.table.columns)
    lines = [f"# {_cell(answer.title)}", "", _cell(answer.sentence), ""]
    lines.append(_row([heading(column, answer.units.get(column)) for column in columns]))
    lines.append(_row(["---:" if column in answer.units else "---" for column in columns]))
    lines += [_row(map(_printed, row)) for row in answer.table.itertuples(index=False, name=None)]
    lines += ["", *(f"- {name}: {_cell(said)}" for name, said in about(answer)[1:] if name != "What it says")]
    return "\n".join([*lines, ""]).encode()


def file_name(answer: Answer, suffix: str) -> str:
    """A name for the file: the title, the day, the ending.

    >>> file_name(Answer("Wh\xe4t, now?", pd.DataFrame(), {}, (), as_of=date(2025, 10, 31)), "csv")
    'what-now-2025-10-31.csv'
    """
    return "-".join([slug(answer.title), *([answer.as_of.isoformat()] if answer.as_of else [])]) + f".{suffix}"


def slug(title: str) -> str:
    """A title as part of the name of a file.

    >>> slug("Budget execution report")
    'budget-execution-report'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()) or ["answer"])


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("Stamps"), harmless(" @x")
    ("'=1+1", 'Stamps', "' @x")
    """
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def _harmless_within(text: str) -> str:
    """A line of which no piece can be taken for a formula where a spreadsheet cuts it.

    >>> _harmless_within('heads: a,=1+1, "b"')
    "heads: a,'=1+1, 'b'"
    """
    return re.sub(r"([,;]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])", r"\1'", text.replace('"', "'"))


def _field(value) -> str:
    """A value as CSV takes it: figures exact, days as 2025-10-31, missing as nothing, text quoted and harmless.

    >>> [_field(value) for value in (Decimal("-1.20"), -3, True, date(2025, 7, 1), None, '-"a"')]
    ['-1.20', '-3', 'TRUE', '2025-07-01', '', '"\\'-""a""\"']
    """
    if pd.isna(value):
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float | Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return '"' + harmless(str(value)).replace('"', '""') + '"'


def _printed(value) -> str:
    """A value as a reader sees it: figures grouped, missing as a dash.

    >>> _printed(Decimal("1234.50")), _printed(None), _printed(12.345), _printed(1200)
    ('1,234.50', '–', '12.3', '1,200')
    """
    if pd.isna(value):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.1f}"
    if isinstance(value, int | Decimal):
        return f"{value:,}"
    return value.isoformat() if isinstance(value, date) else _cell(str(value))


def _cell(text: str) -> str:
    """A text that cannot break out of its cell.

    >>> print(_cell("a|b <i>"))
    a\\|b &lt;i&gt;
    """
    safe = " ".join(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split())
    return re.sub(r"([\\\\|`*_\[\]])", r"\\\1", safe)


def _row(cells) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cells)} |"
