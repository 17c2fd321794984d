"""A visitor of the pages, who may come with fewer roles."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
SECONDS = 60


@pytest.fixture
def at(monkeypatch, homes):
    """A visitor at a page: at(store, file) opens it."""
    st.cache_data.clear()
    st.cache_resource.clear()

    def visit(store: str, file: str = "app.py", roles: str | None = None) -> AppTest:
        monkeypatch.setenv("KHAZANA_HOME", str(homes[store]))
        if roles is not None:
            monkeypatch.setenv("KHAZANA_ROLES", roles)
        return AppTest.from_file(str(ROOT / file), default_timeout=SECONDS)

    return visit


@pytest.fixture
def words():
    """All that is written on a page."""

    def read(visit: AppTest) -> str:
        kinds = ("markdown", "caption", "info", "warning", "error", "success", "title")
        told = [element.value for kind in kinds for element in getattr(visit, kind)]
        return "\n".join(told + [element.proto.body for element in visit.get("html")])

    return read
