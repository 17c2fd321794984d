"""Corner: what every figure carries with it. Where it is from, how to take it away, and its address."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from analytics import exports, lineage
from analytics.answer import Answer
from pages.ui import ask, meanings, roles, tables

NAMES = {"md": "Markdown"}
MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown",
    "png": "image/png",
    "svg": "image/svg+xml",
}


def draw(answer: Answer, key: str, chart: Callable[[], tuple[dict, Answer]] | None = None) -> None:
    """Two small menus; what is in them is made when they are opened."""
    source = st.popover("Where from?", type="tertiary", key=f"{key}_source", on_change="rerun")
    if source.open:
        with source:
            _source(answer)
    if not ask.allowed(roles.EXPORT):
        return
    take = st.popover("Download", type="tertiary", key=f"{key}_take", on_change="rerun")
    if take.open:
        with take:
            _files(answer, key, chart)


def _source(answer: Answer) -> None:
    """How the figures are counted, and the files they are made from."""
    st.markdown(f"**{answer.title}**")
    for note in (*answer.notes, *meanings.of(answer.table.columns)):
        st.markdown(f"- {tables.plain(note)}")
    st.caption(f"Made from: {', '.join(answer.sources)}. Version of the store: {answer.version}.")
    files = ask.answer(lineage.where_from, sources=answer.sources)
    tables.draw(files, limit=12)


def _files(answer: Answer, key: str, chart: Callable[[], tuple[dict, Answer]] | None) -> None:
    """A button a format; the file is made when it is clicked."""
    made = dict.fromkeys(("csv", "xlsx", "md"), partial(_made, answer=answer))
    if chart:
        made |= dict.fromkeys(("png", "svg"), partial(_drawn, chart=chart))
    with st.container(horizontal=True, gap="small"):
        for suffix, make in made.items():
            st.download_button(
                NAMES.get(suffix, suffix.upper()),
                data=partial(make, suffix),
                file_name=exports.file_name(answer, suffix),
                mime=MIME[suffix],
                key=f"{key}_{suffix}",
                on_click="ignore",
            )
    st.caption("Link to this view")
    st.code(address(), language=None)


def _made(suffix: str, answer: Answer) -> bytes:
    """The figures as a file."""
    return {"csv": exports.csv, "xlsx": exports.xlsx, "md": exports.markdown}[suffix](answer)


def _drawn(suffix: str, chart: Callable[[], tuple[dict, Answer]]) -> bytes:
    """The chart as a picture."""
    return {"png": exports.png, "svg": exports.svg}[suffix](*chart())


def address() -> str:
    """The address that opens this view as it is now."""
    chosen = urlencode(st.query_params.to_dict(), doseq=True)
    return f"{(st.context.url or '').partition('?')[0]}{'?' if chosen else ''}{chosen}"
