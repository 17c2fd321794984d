"""Flag answers: what somebody decided about a flag; the newest counts, and all of them are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from data_loaders.desk_tables import FLAG_ANSWER, DeskRefused

STATES = ("open", "explained", "referred", "wrong")
ADD_ANSWER = FLAG_ANSWER.insert()
ANSWERS = sa.select(FLAG_ANSWER).order_by(FLAG_ANSWER.c.id)
_SAME = [FLAG_ANSWER.c[name] == sa.bindparam(name) for name in ("government", "flag")]
NEWEST_ANSWER = sa.select(FLAG_ANSWER.c.id).where(*_SAME).order_by(FLAG_ANSWER.c.id.desc()).limit(1)


@dataclass(frozen=True)
class FlagAnswer:
    """What somebody decided about a flag, and why."""

    government: str
    flag: str
    rule: str
    about: str
    state: str  # open (again), explained, referred, wrong (a payment that should not have been made)
    who: str
    why: str
    version: str
    at: datetime | None = None  # UTC
    id: int = 0
    follows: int = 0  # id of the answer that was seen when this one was given; 0: none


def sound(made: FlagAnswer) -> FlagAnswer:
    """The answer with its words trimmed; refused where something is lacking."""
    for name, asked in (("who", "who gives it"), ("why", "a reason"), ("flag", "a flag")):
        if not getattr(made, name).strip():
            raise DeskRefused(f"An answer needs {asked}.")
    if made.state not in STATES:
        raise DeskRefused(f"{made.state} is no state of a flag. States: {', '.join(STATES)}.")
    return replace(made, who=made.who.strip(), why=made.why.strip())
