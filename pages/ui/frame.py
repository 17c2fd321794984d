"""Frame: what stands around every page. The name of the government, the menu, the title, the ribbon."""

from __future__ import annotations

import re
from datetime import datetime
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.ui import ask, filters, guide
from pages.ui.catalogue import PAGES, Page
from pages.ui.ink import variables

LOOK = Path(__file__).with_name("look.css").read_text(encoding="utf-8")
HISTORY = Path(__file__).with_name("history.js").read_text(encoding="utf-8")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def entries() -> dict[Page, st.Page]:
    """Every page of the catalogue at its address; one that the visitor may not see says so, outside the menu."""
    return {
        page: st.Page(
            page.path if ask.allowed(page.action) else _refused(page),
            title=page.title,
            url_path=page.url or None,
            default=not page.url,
            visibility="visible" if ask.allowed(page.action) else "hidden",
        )
        for page in PAGES
    }


def menu(registered: dict[Page, st.Page]) -> None:
    """The sidebar: whose figures, then the pages by section."""
    with st.sidebar:
        st.html(f"<div class='brand'>Khazana</div><div class='whose'>{escape(whose())}</div>")
        section = ""
        for page, entry in registered.items():
            if not ask.allowed(page.action):
                continue
            if page.section != section:
                section = page.section
                st.html(f"<div class='section'>{escape(section)}</div>")
            st.page_link(entry, label=page.title, help=page.question)
        foot = published(ask.version()) if ask.has_store() else ""
        st.html(f"<div class='foot'>{escape(foot)}</div>")
        if ask.has_store():
            guide.show()


def title(page: Page) -> None:
    """The page's question as its heading, and what must be said of all its figures."""
    ribbon = ask.store().government.note if ask.has_store() else ""
    mark = f"<span class='ribbon'>{escape(ribbon)}</span>" if ribbon else ""
    st.html(f"<div class='title'><h1>{escape(page.question, quote=False)}</h1>{mark}</div>")


def style() -> None:
    """The look of what Streamlit's own settings do not reach."""
    st.html(f"<style>{variables()}{LOOK}</style>")
    st.html(f"<script>{HISTORY}</script>", unsafe_allow_javascript=True)


def may_serve() -> bool:
    """Without sign-in only this machine may be served."""
    return st.get_option("server.address") in LOOPBACK


def whose() -> str:
    """The government whose figures are shown."""
    return ask.store().government.name if ask.has_store() else "No figures yet"


def published(version: str) -> str:
    """A version's moment, where its name holds one.

    >>> published("v1795371023324448619.duckdb").split(" at ")[0].endswith("Nov 2026"), published("v1.duckdb")
    (True, 'Version v1')
    """
    name = version.removesuffix(".duckdb")
    if not re.fullmatch(r"v\d{19}", name):
        return f"Version {name}"
    return f"Published {datetime.fromtimestamp(int(name[1:]) // 10**9):%-d %b %Y at %H:%M}"


def _refused(page: Page):
    """A screen that says who may see the page."""

    def refused() -> None:
        ask.require(page.action)

    refused.__name__ = f"refused_{page.url or 'front'}"
    return refused


def not_served() -> None:
    """Why nothing is shown."""
    st.error(
        "Khazana has no sign-in yet, so it serves this machine alone. "
        "Start it with --server.address 127.0.0.1, or leave the setting as it is."
    )


def release() -> None:
    """Let go of what stands on every page: bound to this one, it would leave the address of the next."""
    with get_script_run_ctx().session_state.query_params() as address:
        for key in filters.SHARED:
            if bound := address.get_binding_for_param(key):
                address.unbind_widget(bound.widget_id)
