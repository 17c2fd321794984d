"""Khazana: the frame around every page. Who is here, the menu, the pinned version of the store, run."""

import logging

import streamlit as st

from pages.ui import ask, frame

st.set_page_config(page_title="Khazana", page_icon="static/khazana.svg", layout="wide")

ask.pin()
frame.style()
registered = frame.entries()
chosen = st.navigation(list(registered.values()), position="hidden")

if not frame.may_serve():
    frame.not_served()
    st.stop()

frame.menu(registered)
frame.title(next(page for page, entry in registered.items() if entry is chosen))

try:
    chosen.run()
    frame.release()
except Exception:
    logging.getLogger("khazana").exception("The page %s could not be shown.", chosen.title)
    st.error(
        f"{chosen.title} could not be shown. The cause is in the server's log; the figures themselves are untouched. "
        "Reset the filters or open another page; if it happens again, tell the administrator the time and this page."
    )
