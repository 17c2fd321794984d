"""Scenario files: what stands on the page of scenarios as slides, as an annex on A4, and as a live workbook."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics import exports, scenario_annex, scenario_book, scenario_slides
from pages.ui import ask, report, roles

UNNAMED = "Pre-budget scenario"


def draw(title: str, asked: dict, measure: str, key: str = "scenario") -> None:
    """A button a kind of file; it is made of what is shown when it is clicked."""
    if not ask.allowed(roles.EXPORT):
        return
    store = ask.store()
    files = {
        "pptx": partial(scenario_slides.slides, store, of=measure, title=title, **asked),
        "pdf": partial(scenario_annex.annex, store, of=measure, title=title, **asked),
        "xlsx": partial(scenario_book.book, store, title=title, **asked),
    }
    with st.container(horizontal=True, gap="small", key=f"{key}_files"):
        for suffix, make in files.items():
            report.button(make, f"{exports.slug(title)}.{suffix}", f"{key}_{suffix}")
