"""Ask: the one place where screens reach the store, and start the publishing of a file."""

from __future__ import annotations

import os
from collections.abc import Callable

import streamlit as st

from analytics.answer import Answer
from data_loaders.store import NoStore, Store, current, home_of
from pages.ui import publishing, roles, welcome

HOLDS_ALL = ",".join(roles.MAY)  # until there is sign-in, the one local user


def held() -> tuple[str, ...]:
    """The roles of whoever is here; KHAZANA_ROLES narrows them, to see what a reader sees."""
    said = st.session_state.get("roles") or os.environ.get("KHAZANA_ROLES") or HOLDS_ALL
    return tuple(role.strip() for role in said.split(","))


def allowed(action: str) -> bool:
    """Whether whoever is here may do this."""
    return roles.allowed(action, held())


def require(action: str) -> None:
    """Go no further unless whoever is here may do this."""
    if not allowed(action):
        st.warning(f"This needs the role of {roles.holders(action)}. Ask your administrator for it.")
        st.stop()


def home() -> str:
    """The folder of the store."""
    return str(home_of().resolve())


def pin() -> None:
    """Fix the store's version for this run of the page, so that no two of its figures come from two versions."""
    try:
        st.session_state["version"] = current(home())
    except NoStore:
        st.session_state["version"] = ""


def version() -> str:
    """The version this run of the page reads; "" when there is no store yet."""
    if "version" not in st.session_state:
        pin()
    return st.session_state["version"]


def has_store() -> bool:
    """Whether there is anything to ask."""
    return bool(version())


def store() -> Store:
    """The store in the pinned version; without one, the page says how to make one and ends there."""
    if not has_store():
        welcome.show()
        st.stop()
    return _opened(home(), version())


def answer(question: Callable[..., Answer], **arguments) -> Answer:
    """The answer to a question about the store, remembered for as long as the version stays."""
    store()
    name = f"{question.__module__}.{question.__name__}"
    hashable = tuple((key, _fixed(value)) for key, value in sorted(arguments.items()))
    return _answered(home(), version(), name, hashable, question)


def preview(name: str, content: bytes, reading: publishing.Reading = publishing.AS_FITS) -> dict:
    """What a handed-over file is taken for, its first lines and what would be refused; nothing is stored."""
    return _handed_over("preview", name, content, reading, lambda said: None)


def publish(name: str, content: bytes, reading: publishing.Reading, progress: Callable[[str], None]) -> dict:
    """Publish a handed-over file; the next run of the page reads the new version."""
    return _handed_over("publish", name, content, reading, progress)


def _handed_over(command: str, name: str, content: bytes, reading: publishing.Reading, progress: Callable) -> dict:
    """What the data loaders make of a handed-over file."""
    require(roles.PUBLISH)
    with publishing.kept(name, content) as path:
        words = [command, str(path), "--name", name, "--home", home(), "--json", *reading.words(path.parent)]
        return publishing.told(words, progress)


def kinds() -> dict[str, str]:
    """The kinds of file that can be read: the name of each profile, and what it says it is for."""
    require(roles.PUBLISH)
    return _kinds(home(), version())


def original(load_id: str, sheet: int, line: int) -> dict:
    """The text of a refused line, re-read from the kept original: for those who may see it alone."""
    require(roles.READ_ORIGINALS)
    return publishing.told(["trace", f"{load_id}-{sheet}-{line}-0", "--home", home(), "--json"], lambda said: None)


def _fixed(value):
    """A list as a tuple: what is asked must be comparable with what was asked before."""
    return tuple(value) if isinstance(value, list) else value


@st.cache_resource(show_spinner=False, max_entries=3)
def _opened(home: str, version: str) -> Store:
    """One open store a version, shared by all visitors."""
    return Store.open(home, version)


@st.cache_data(show_spinner=False, max_entries=3)
def _kinds(home: str, version: str) -> dict[str, str]:
    """The profiles of a store; a publish may add one."""
    known = publishing.told(["profiles", "--home", home, "--json"], lambda said: None)
    return {} if "error" in known else known


@st.cache_data(show_spinner=False, max_entries=500)
def _answered(home: str, version: str, name: str, arguments: tuple, _question: Callable[..., Answer]) -> Answer:
    """The key is the store's version, the question's name and what it is asked; never a table."""
    return _question(_opened(home, version), **dict(arguments))
