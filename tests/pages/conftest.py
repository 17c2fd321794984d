"""A visitor of the pages, who may come with fewer roles."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.refresh import refresh
from data_loaders.publish import publish

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


@pytest.fixture(scope="session")
def forecast_home(tmp_path_factory) -> Path:
    """A store of four years of two heads, with a target, and its forecasts computed."""
    home = tmp_path_factory.mktemp("forecast")
    rows = ["posted_on,stage,fiscal_year,head,amount"]
    for month in range(46):  # July 2023 to April 2027
        year, at = divmod(6 + month, 12)
        day = f"{2023 + year}-{at + 1:02}-15"
        rows += [f"{day},actual,,{head},{size * (100 + month + 30 * (at == 5))}" for head, size in (("A", 9), ("B", 2))]
    rows += [f",original,2026-27,{head},{amount}" for head, amount in (("A", 18000), ("B", 3000))]
    path = home / "receipts.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    publish([path], home, profile="receipts")
    refresh(home)
    return home


@pytest.fixture
def words():
    """All that is written on a page."""

    def read(visit: AppTest) -> str:
        kinds = ("markdown", "caption", "info", "warning", "error", "success", "title")
        told = [element.value for kind in kinds for element in getattr(visit, kind)]
        return "\n".join(told + [element.proto.body for element in visit.get("html")])

    return read
