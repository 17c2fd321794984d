"""Kind: what a handed-over file is read as. The profile that fits, another one, or one that its owner describes."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.ui import ask, own_columns, tables
from pages.ui.publishing import AS_FITS, Reading

OWN = "own"


def chosen(name: str, key: str, fitting: dict) -> Reading | None:
    """How the file is to be read; nothing where that is still to be said."""
    if not fitting.get("profile") and not fitting.get("headings"):
        return AS_FITS  # what is wrong with the file stands in the preview
    kinds = ask.kinds()
    fits = fitting.get("profile") if fitting.get("profile") in kinds else None
    if fits is None:
        st.info(f"{tables.plain(_why(fitting))} Say what its columns hold, or choose the kind of file it is.")
    options = [*kinds, OWN]
    kind = st.selectbox(
        "Read it as", options, index=options.index(fits or OWN), key=f"sources_kind_{key}",
        format_func=lambda name: kinds.get(name, "A kind of its own: I say what the columns hold"),
    )  # fmt: skip
    if kind == OWN:
        return own_columns.draw(key, _title(name), fitting, kinds)
    return AS_FITS if kind == fits else Reading(kind)


def _why(fitting: dict) -> str:
    """Why no profile was chosen, in the first sentence of what was said.

    >>> _why({"error": "No profile fits this file: none knows its headings. Name one with --profile."})
    'No profile fits this file: none knows its headings.'
    """
    said, dot, _ = fitting.get("error", "").partition(". ")
    return said + (dot.strip() if said else "")


def _title(name: str) -> str:
    """A name for the kind of file, from the file's own.

    >>> _title("payments_2026-07.csv"), _title("2026.csv")
    ('Payments', '2026')
    """
    words = Path(name).stem.replace("_", " ")
    return (words.rstrip(" 0123456789-.") or words).capitalize()
