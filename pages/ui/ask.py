"""Ask: the one place where screens reach the store, and start the publishing of a file."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

import streamlit as st

from analytics.answer import Answer
from data_loaders import desk as desks
from data_loaders.desk import Desk, DeskRefused, Override
from data_loaders.store import NoStore, Store, current, home_of
from pages.ui import publishing, roles, welcome

Made = TypeVar("Made")
PINNED = "store and version of this run"
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


def pin() -> None:
    """Fix the store and its version for this run of the page, so that no two figures come from two versions."""
    place = str(home_of().resolve())
    try:
        st.session_state[PINNED] = (place, current(place))
    except NoStore:
        st.session_state[PINNED] = (place, "")


def _pinned() -> tuple[str, str]:
    """The folder of the store, and the version this run of the page reads."""
    if PINNED not in st.session_state:
        pin()
    return st.session_state[PINNED]


def home() -> str:
    """The folder of the store."""
    return _pinned()[0]


def version() -> str:
    """The version this run of the page reads; "" when there is no store yet."""
    return _pinned()[1]


def has_store() -> bool:
    """Whether there is anything to ask."""
    return bool(version())


def store() -> Store:
    """The store in the pinned version; without one, the page says how to make one and ends there."""
    if not has_store():
        welcome.show()
        st.stop()
    return _opened(*_pinned())


def opened(home: str) -> Store:
    """The current version of the store in a folder, the one that pages read."""
    return _opened(home, current(home))


def answer(question: Callable[..., Answer], **arguments) -> Answer:
    """The answer to a question about the store, one for all visitors as long as the version stays: read it only."""
    return _remembered(_named(question), question, arguments)


def reckoned(question: Callable[..., Answer], **arguments) -> Answer:
    """The answer to a question that what people wrote changes too; another one as soon as somebody writes."""
    store()
    try:
        desk = _desk(home())
        name = f"{_named(question)} at {desk.revision()}"
    except DeskRefused as reason:
        st.warning(f"{reason} What people wrote is left out.")
        return answer(question, **arguments)
    return _remembered(name, lambda store, **given: question(store, desk, **given), arguments)


def override(**made) -> str:
    """Put a figure in the place of a forecast; "" when it is done, else the sentence that says why not."""
    require(roles.OVERRIDE)
    return _written(lambda desk: desk.override(Override(**made)))


def undo(standing: tuple[str, str, str], who: str, why: str) -> str:
    """Take back the override of a level, code and fiscal year; "" when it is done, else why not."""
    require(roles.OVERRIDE)
    key = (store().government.name, *standing)

    def back(desk: Desk) -> None:
        if found := desk.standing(*key):
            desk.undo(found, who, why)

    return _written(back)


def write(action: str, kind: str, **made) -> str:
    """Write a row of the desk, one of KINDS; "" when it is written, else the sentence that says why not."""
    require(action)
    return _written(lambda desk: desk.write(desks.KINDS[kind](government=store().government.name, **made)))


def _written(write: Callable[[Desk], object]) -> str:
    try:
        write(_desk(home()))
    except DeskRefused as reason:
        return str(reason)
    return ""


def made(make: Callable[..., Made], *parts) -> Made:
    """What a function makes of answers and plain values alone, such as a drawing; remembered, so read it only."""
    return _made(make, tuple(_Same(part) if isinstance(part, Answer) else part for part in parts))


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


def _named(question: Callable[..., Answer]) -> str:
    """A question by its module and name."""
    return f"{question.__module__}.{question.__name__}"


def _remembered(name: str, question: Callable[..., Answer], arguments: dict) -> Answer:
    """The answer that is there for this name and these arguments, or a new one."""
    store()
    hashable = tuple((key, _fixed(value)) for key, value in sorted(arguments.items()))
    return _answered((*_pinned(), name, hashable), question)


def _fixed(value):
    """A list as a tuple: what is asked must be comparable with what was asked before."""
    return tuple(value) if isinstance(value, list) else value


@lru_cache(maxsize=3)
def _desk(home: str) -> Desk:
    """What people write, beside the store."""
    return Desk.open(home)


@lru_cache(maxsize=3)
def _opened(home: str, version: str) -> Store:
    """One open store a version, shared by all visitors."""
    return Store.open(home, version)


@st.cache_data(show_spinner=False, max_entries=3)
def _kinds(home: str, version: str) -> dict[str, str]:
    """The profiles of a store; a publish may add one."""
    known = publishing.told(["profiles", "--home", home, "--json"], lambda said: None)
    return {} if "error" in known else known


@st.cache_resource(show_spinner=False, max_entries=500)
def _answered(asked: tuple[str, str, str, tuple], _question: Callable[..., Answer]) -> Answer:
    """The key is the store's folder and version, the question's name and what it is asked; never a table."""
    home, version, _, arguments = asked
    return _question(_opened(home, version), **dict(arguments))


class _Same:
    """An answer as a key: it is shared and never changes, so it is equal to itself alone and no table is compared."""

    def __init__(self, answer: Answer):
        self.answer = answer

    def __hash__(self) -> int:
        return id(self.answer)

    def __eq__(self, other) -> bool:
        return isinstance(other, _Same) and self.answer is other.answer


@lru_cache(maxsize=500)
def _made(make: Callable[..., Made], parts: tuple) -> Made:
    """Made once of the same answers and values."""
    return make(*(part.answer if isinstance(part, _Same) else part for part in parts))
