"""Report: several tables that belong together, to take away as one workbook or one printed document."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from analytics import exports
from analytics.answer import Answer
from pages.ui import ask, money, roles, tables

Tables = Callable[[], tuple[Answer, ...]]
KINDS = {
    "xlsx": ("Workbook (XLSX)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pdf": ("Printed (PDF)", "application/pdf"),
    "pptx": ("Slides (PPTX)", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}


def draw(title: str, made: Tables, unit: money.Unit, key: str) -> None:
    """A button a kind of file; it is made when it is clicked."""
    if not ask.allowed(roles.EXPORT):
        return
    government = ask.store().government
    files = {
        "xlsx": partial(_workbook, title, made),
        "pdf": partial(_printed, title, made, unit, government.name, government.currency),
    }
    with st.container(horizontal=True, gap="small", key=f"report_{key}"):
        for suffix, make in files.items():
            button(make, f"{exports.slug(title)}.{suffix}", f"{key}_{suffix}")


def button(make: Callable[[], bytes], name: str, key: str) -> None:
    """A button that makes a file when it is clicked; the ending of its name says of which kind."""
    label, mime = KINDS[name.rpartition(".")[2]]
    st.download_button(label, data=make, file_name=name, mime=mime, key=key, on_click="ignore")


def _workbook(title: str, made: Tables) -> bytes:
    """All tables, a sheet each."""
    return exports.book(made(), title)


def _printed(title: str, made: Tables, unit: money.Unit, whose: str, currency: str) -> bytes:
    """All tables on A4 in the reader's unit."""

    def written(value, unit_of_column: str | None) -> str:
        return tables.written(value, unit_of_column, unit, currency)

    return exports.pdf(made(), title, whose, money.said(unit, currency), written)
