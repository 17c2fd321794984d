"""Flag answers: what somebody decided about a flag; the newest counts, and all of them are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from data_loaders.desk_row import DeskRow
from data_loaders.desk_tables import FLAG_ANSWER, DeskRefused

STATES = ("open", "explained", "referred", "wrong")


@dataclass(frozen=True)
class FlagAnswer(DeskRow):
    """An answer: what somebody decided about a flag, and why."""

    TABLE, NAMED, SAME = FLAG_ANSWER, "An answer", ("government", "flag")
    MEANWHILE = "Somebody has answered this flag meanwhile; look again before answering it."

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

    def sound(self) -> FlagAnswer:
        """The answer with its words trimmed; refused where something is lacking."""
        self.needs(who="who gives it", why="a reason", flag="a flag")
        if self.state not in STATES:
            raise DeskRefused(f"{self.state} is no state of a flag. States: {', '.join(STATES)}.")
        return replace(self, who=self.who.strip(), why=self.why.strip())

    @property
    def trail(self) -> tuple[str, str]:
        """What the flag was answered with."""
        return "answered", f"{self.state}: {self.about}"
