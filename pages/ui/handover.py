"""Handover: a file is uploaded, looked at, and only then published."""

from __future__ import annotations

from hashlib import sha256

import pandas as pd
import streamlit as st

from analytics import wording
from pages.ui import ask, kind, money, roles, tables
from pages.ui.publishing import AS_FITS, Reading

SEEN, DONE, TIMES = "previews of the file", "report of the last publish", "files published"
INNER = ("load_id", "live")
MONEY = ("amount", "stated_total", "computed_total")
LEDGER = (
    "posted_on,month,fiscal_year,stage,flow,class,office,office_name,department,district,function,object,fund,"
    "grant_number,project,document,bill,kind,payee,amount,deductions,net\n"
)
COMMITMENTS = (
    "posted_on,commitment,kind,bill,class,office,office_name,department,district,function,object,fund,grant_number,"
    "project,payee,amount\n"
)
EMPLOYEES = "employee_id,as_of,born,joined,sex,grade,department,district,pay,gross\n"
PENSIONERS = (
    "pensioner_id,as_of,kind,born,sex,grade,department,district,retired_on,service,pension,commuted,"
    "restored_on,baseline\n"
)
PAYROLL = "month,department,grade,posts_sanctioned,posts_filled,basic_pay,allowances,total\n"
LOANS = (
    "loan_number,as_of,lender,project_name,currency,rate,original,cancelled,undisbursed,disbursed,repaid,due,"
    "first_repayment,last_repayment\n"
)
RECEIPTS = "posted_on,month,fiscal_year,stage,flow,class,office,district,head,document,payee,amount\n"

TEMPLATES = {
    "ledger.csv": LEDGER, "receipts.csv": RECEIPTS, "commitments.csv": COMMITMENTS, "employees.csv": EMPLOYEES,
    "pensioners.csv": PENSIONERS, "payroll.csv": PAYROLL, "loans.csv": LOANS,
}  # fmt: skip


def draw() -> None:
    """The whole way from a file to a new version of the store."""
    if not ask.allowed(roles.PUBLISH):
        st.info(f"To add a file you need the role of {roles.holders(roles.PUBLISH)}.")
        return
    _report(st.session_state.pop(DONE, None))
    left, right = st.columns([3, 1], gap="large")
    with right:
        _templates()
    with left:
        again = st.session_state.get(TIMES, 0)
        file = st.file_uploader("A file of the department, as it came", key=f"sources_file_{again}")
        if file is not None:
            _look(file.name, file.getvalue())


def _look(name: str, content: bytes) -> None:
    """How the file is read and what would be refused; then a button to publish it."""
    fitting = _preview(name, content, AS_FITS)
    reading = kind.chosen(name, sha256(content).hexdigest()[:12], fitting)
    if reading is None:
        return
    seen = _preview(name, content, reading)
    if "error" in seen:
        st.error(tables.plain(wording.capital(seen["error"])).replace("\n", "\n\n"))
    else:
        st.markdown(tables.plain(seen.get("sentence", "")))
    _listed("First lines, as they would be stored", seen.get("rows", ()))
    _listed("Would be refused", seen.get("rejects", ()))
    _listed("Would not add up", seen.get("findings", ()))
    if ask.has_store() and ask.store().government.invented:
        st.caption("Invented and real figures never stand together: the first real file starts a store of its own.")
    if st.button("Publish this file", type="primary", key="sources_publish", disabled=not seen.get("kept")):
        _publish(name, content, reading)


def _preview(name: str, content: bytes, reading: Reading) -> dict:
    """The preview, asked for once a file and way of reading it."""
    file = (name, sha256(content).hexdigest(), ask.version())
    of, known = st.session_state.get(SEEN, (None, {}))
    known = known if of == file else {}
    if reading not in known:
        with st.spinner("Reading the file. Nothing is stored yet."):
            known[reading] = ask.preview(name, content, reading)
        st.session_state[SEEN] = (file, known)
    return known[reading]


def _publish(name: str, content: bytes, reading: Reading) -> None:
    """Publish and come back with the new version, ready for the next file."""
    with st.status(f"Publishing {tables.plain(name)}", expanded=True) as status:
        line = st.empty()
        st.button("Stop", key="sources_stop")
        report = ask.publish(name, content, reading, lambda said: line.caption(tables.plain(said)))
        status.update(state="error" if "error" in report else "complete")
    st.session_state[DONE] = report
    if "error" not in report:
        st.session_state[TIMES] = st.session_state.get(TIMES, 0) + 1
    st.rerun()


def _report(report: dict | None) -> None:
    """What the last publish did."""
    if report is None:
        return
    if "error" in report:
        st.error(tables.plain(report["error"]))
        return
    said = report.get("sentence") or "Published. Every page shows the new figures from now on."
    st.success(tables.plain(said))
    _listed("Files of this publish", report.get("loads", ()))


def _templates() -> None:
    """Files that anybody can fill."""
    st.markdown("**No file that fits?** Fill one of these and upload it.")
    for name, text in TEMPLATES.items():
        st.download_button(name, data=text, file_name=name, mime="text/csv", key=f"template_{name}", on_click="ignore")
    st.caption(
        "Of a ledger only an amount and one of posted_on, month or fiscal_year must be filled. Days as 2026-07-31, "
        "months as 2026-07-01, numbers as 1234.56 with the minus in front. A budget line has the stage original, a "
        "receipt of the treasury the stage actual."
    )


def _listed(title: str, rows) -> None:
    """Rows of the report as a table, if there are any."""
    frame = pd.DataFrame(list(rows))
    frame = frame.loc[:, frame.notna().any()] if len(frame) else frame
    if len(frame):
        st.markdown(f"**{title}**")
        shown = {name: [_written(name, value) for value in frame[name]] for name in frame if name not in INNER}
        config = {
            name: st.column_config.Column(tables.heading(name), alignment="right" if name in MONEY else "left")
            for name in shown
        }
        st.dataframe(pd.DataFrame(shown), hide_index=True, height="content", column_config=config)


def _written(column: str, value) -> str:
    """One cell of the report.

    >>> _written("amount", -1234.5), _written("kept", 1200.0), _written("what", "1234.50 is missing")
    ('−1,234.50', '1,200', '1,234.50 is missing')
    """
    if money.missing(value):
        return money.DASH
    if column in MONEY:
        return money.full(value, money.UNITS["units"])
    if isinstance(value, int | float):
        return f"{int(value):,}"
    if column == "rule":
        return wording.rule(value)
    return wording.grouped(value) if column == "what" else str(value)
