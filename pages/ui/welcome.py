"""Welcome: what a visitor sees while there is no store yet."""

import streamlit as st

from pages.ui import roles


def show() -> None:
    """What this is, and three things to do."""
    st.markdown(
        "**There are no figures yet.** Khazana answers questions about a government's money "
        "from the files that its own departments send."
    )
    first, second, third = st.columns(3, gap="large")
    with first:
        st.markdown("**See it with invented figures**")
        st.caption("A province of invented detail and published totals, made in about half a minute.")
        st.code("python -m data_loaders demo", language=None)
    with second:
        st.markdown("**Upload a file**")
        st.caption(
            f"On the Sources page, as {roles.holders(roles.PUBLISH)}. It is looked at before anything is stored."
        )
        if st.button("Open Sources", key="welcome_sources"):
            st.switch_page("pages/data/sources.py")
    with third:
        st.markdown("**Publish a folder**")
        st.caption("Ledgers, budget books and lists of receipts, as CSV, XLSX, Parquet or SAP lists.")
        st.code("python -m data_loaders publish YOUR-FILES", language=None)
