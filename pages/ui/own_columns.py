"""Own columns: boxes in which the owner of a file says what each of its columns holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import pandas as pd
import streamlit as st

from pages.ui import own_profile, tables
from pages.ui.own_profile import OwnProfile
from pages.ui.publishing import Reading

TRIED = "profile that the owner described"
NOT_THERE = "not in this file"
NARROW = 3  # boxes in a row


def draw(key: str, title: str, seen: dict, taken: Iterable[str]) -> Reading | None:
    """The boxes, filled with what the headings and first lines suggest; what was tried last, if anything was."""
    headings, sample = seen["headings"], seen["sample"]
    st.markdown("**The file as it is**")
    st.dataframe(_rows(headings, sample), hide_index=True, height="content")
    with st.form(f"own_{key}", enter_to_submit=False):
        described = _described(f"own_{key}", title, headings, list(chain.from_iterable(sample)))
        tried = st.form_submit_button("Try these columns", type="primary")
    if tried:
        lacking = described.lacking(taken)
        if lacking:
            st.error(tables.plain(lacking))
        st.session_state[TRIED] = (key, None if lacking else Reading(described.name, described.yaml()))
    of, reading = st.session_state.get(TRIED, ("", None))
    return reading if of == key else None


def _described(key: str, title: str, headings: Sequence[str], cells: Sequence[str]) -> OwnProfile:
    """What is said in the boxes now."""
    name = st.text_input("Name of this kind of file", title, key=f"{key}_title", max_chars=60)
    first, second, third = st.columns(NARROW)
    with first:
        amount = _heading("Amount", f"{key}_amount", headings, own_profile.AMOUNT)
    stage = second.selectbox("The amount is", own_profile.STAGES, key=f"{key}_stage_1", format_func=tables.heading)
    flow = third.selectbox("It is counted as", own_profile.FLOWS, key=f"{key}_flow_1", format_func=tables.heading)
    columns = _columns(key, headings, own_profile.COLUMNS)
    printed = _printed(key, cells)
    with st.expander("More columns, and a year for the whole file"):
        year = st.text_input("Fiscal year of the whole file, such as 2026-27", key=f"{key}_whole_year").strip()
        columns |= _columns(key, headings, own_profile.SELDOM)
        more = _more_amounts(key, headings)
    amounts = ((amount, stage), *more) if amount else more
    return OwnProfile(name.strip(), columns, amounts, flow, fiscal_year=year, **printed)


def _columns(key: str, headings: Sequence[str], known: dict) -> dict[str, str]:
    """Which heading holds which column of the ledger."""
    places = list(chain.from_iterable(st.columns(NARROW) for _ in range(-(-len(known) // NARROW))))
    chosen = {}
    for place, (column, (name, often)) in zip(places, known.items(), strict=False):
        with place:
            chosen[column] = _heading(name, f"{key}_{column}", headings, (column.replace("_", " "), *often))
    return {column: heading for column, heading in chosen.items() if heading}


def _heading(label: str, key: str, headings: Sequence[str], often: Iterable[str]) -> str | None:
    """A heading of the file, or none."""
    likely = own_profile.like(headings, often)
    return st.selectbox(
        label, headings, index=None if likely is None else list(headings).index(likely),
        key=key, placeholder=NOT_THERE,
    )  # fmt: skip


def _more_amounts(key: str, headings: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Two more columns of money, for a budget beside its actual figures."""
    found = []
    for number in (2, 3):
        left, right = st.columns(2)
        amount = left.selectbox(
            f"Amount {number}", headings, index=None, key=f"{key}_amount_{number}", placeholder=NOT_THERE
        )
        stage = right.selectbox(
            f"Amount {number} is", own_profile.STAGES, key=f"{key}_stage_{number}", format_func=tables.heading
        )
        found += [(amount, stage)] if amount else []
    return tuple(found)


def _printed(key: str, cells: Sequence[str]) -> dict:
    """How the file prints its numbers, days and years."""
    numbers = own_profile.numbers_like(cells)
    first, second = st.columns(NARROW), st.columns(NARROW)
    ways = list(own_profile.NUMBERS)
    return {
        "numbers": first[0].selectbox("Numbers are printed as", ways, ways.index(numbers), key=f"{key}_numbers"),
        "negative": tuple(
            first[1].multiselect(
                "Below zero as", list(own_profile.NEGATIVE), own_profile.negative_like(cells, numbers),
                key=f"{key}_negative", format_func=own_profile.NEGATIVE.get,
            )
        ),
        "words": tuple(
            first[2].multiselect(
                "Beside the figures", own_profile.WORDS, key=f"{key}_words", placeholder="no word"
            )
        ),
        "days": tuple(
            second[0].multiselect(
                "Days and months are printed as", list(own_profile.DAYS), [own_profile.days_like(cells)],
                key=f"{key}_days",
            )
        ),
        "unit": second[1].selectbox(
            "Amounts are in", list(own_profile.UNITS), key=f"{key}_unit", format_func=own_profile.UNITS.get
        ),
        "year_rule": second[2].selectbox(
            "A fiscal year is printed as", list(own_profile.YEARS), key=f"{key}_year", format_func=own_profile.YEARS.get
        ),
    }  # fmt: skip


def _rows(headings: Sequence[str], sample: Sequence[Sequence[str]]) -> pd.DataFrame:
    """The first lines under their headings; a short line has empty cells."""
    width = len(headings)
    return pd.DataFrame([([*row, *[""] * width])[:width] for row in sample], columns=list(headings))
