"""Handover: a file is uploaded, looked at, and only then published."""

from __future__ import annotations

from hashlib import sha256

import pandas as pd
import streamlit as st

from pages.ui import ask, roles, tables

SEEN, DONE = "preview of the file", "report of the last publish"
LEDGER = (
    "posted_on,month,fiscal_year,stage,flow,class,office,office_name,department,district,function,object,fund,"
    "grant_number,project,document,bill,payee,amount,deductions,net\n"
)
RECEIPTS = "posted_on,month,fiscal_year,stage,flow,class,office,district,head,document,payee,amount\n"


def draw() -> None:
    """The whole way from a file to a new version of the store."""
    if not ask.allowed(roles.PUBLISH):
        st.info(f"To add a file you need the role of {roles.holders(roles.PUBLISH)}.")
        return
    _report(st.session_state.pop(DONE, None))
    left, right = st.columns([2, 1], gap="large")
    with right:
        _templates()
    with left:
        file = st.file_uploader("A file of the department, as it came", key="sources_file")
        if file is not None:
            _look(file.name, file.getvalue())


def _look(name: str, content: bytes) -> None:
    """What the file is taken for and what would be refused; then a button to publish it."""
    seen = _preview(name, content)
    if "error" in seen:
        st.error(tables.plain(seen["error"]))
    else:
        st.markdown(f"**Taken for: {tables.plain(seen.get('title') or seen.get('profile'))}.**")
        st.markdown(tables.plain(seen.get("sentence", "")))
    _listed("First lines, as they would be stored", seen.get("rows", ()))
    _listed("Would be refused", seen.get("rejects", ()))
    _listed("Would not add up", seen.get("findings", ()))
    if st.button("Publish this file", type="primary", key="sources_publish", disabled=not seen.get("kept")):
        _publish(name, content)


def _preview(name: str, content: bytes) -> dict:
    """The preview, asked for once a file."""
    key = (name, sha256(content).hexdigest())
    known = st.session_state.get(SEEN)
    if not known or known[0] != key:
        with st.spinner("Reading the file. Nothing is stored yet."):
            known = (key, ask.preview(name, content))
        st.session_state[SEEN] = known
    return known[1]


def _publish(name: str, content: bytes) -> None:
    """Publish and come back with the new version."""
    with st.status(f"Publishing {tables.plain(name)}", expanded=True) as status:
        line = st.empty()
        st.button("Stop", key="sources_stop")
        report = ask.publish(name, content, lambda said: line.caption(tables.plain(said)))
        status.update(state="error" if "error" in report else "complete")
    st.session_state[DONE] = report
    st.rerun()


def _report(report: dict | None) -> None:
    """What the last publish did."""
    if report is None:
        return
    if "error" in report:
        st.error(tables.plain(report["error"]))
        return
    said = report.get("sentence") or f"Published. The store is now at version {report.get('version')}."
    st.success(tables.plain(said))
    _listed("Files of this publish", report.get("loads", ()))


def _templates() -> None:
    """Files that anybody can fill."""
    st.markdown("**No file that fits?** Fill one of these and upload it.")
    for name, text in (("ledger.csv", LEDGER), ("receipts.csv", RECEIPTS)):
        st.download_button(name, data=text, file_name=name, mime="text/csv", key=f"template_{name}", on_click="ignore")
    st.caption(
        "Only an amount and one of posted_on, month or fiscal_year must be filled. Days as 2026-07-31, months as "
        "2026-07-01, numbers as 1234.56 with the minus in front. A budget line has the stage original, a receipt of "
        "the treasury the stage actual."
    )


def _listed(title: str, rows) -> None:
    """Rows of the report as a table, if there are any."""
    frame = pd.DataFrame(list(rows))
    frame = frame.loc[:, frame.notna().any()] if len(frame) else frame
    if len(frame):
        st.markdown(f"**{title}**")
        st.dataframe(frame.astype(str).replace({"None": "–", "nan": "–"}), hide_index=True, height="content")
