"""Kept scenario: levers that somebody moved, with a name and a reason; what is said of it, and what was agreed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from data_loaders.desk_row import DeskRow
from data_loaders.desk_tables import DECISION, REMARK, SCENARIO, DeskRefused

DRAFT, APPROVED, WITHDRAWN = "draft", "approved", "withdrawn"
STATES = (DRAFT, APPROVED, WITHDRAWN)
LONGEST = 200  # characters of a name


@dataclass(frozen=True)
class KeptScenario(DeskRow):
    """A scenario: what was moved and put in, its state, and the figures that it made on the day it was kept."""

    TABLE, NAMED, SAME = SCENARIO, "A scenario", ("government", "name")
    MEANWHILE = "Somebody has kept this scenario meanwhile; look at it again before keeping yours, or fork it."

    government: str
    name: str
    state: str
    moved: str  # JSON: the value of each lever that is moved
    put: str  # JSON: [line, fiscal year, amount, reason] of each figure put in
    figures: str  # JSON: what it made of each measure in the coming year, when it was kept
    who: str
    why: str
    version: str  # of the store
    model: str  # of the framework's arithmetic
    origin: str = ""  # the scenario it was forked from
    at: datetime | None = None  # UTC
    id: int = 0
    follows: int = 0

    def sound(self) -> KeptScenario:
        """The scenario with its words trimmed; refused where something is lacking or its levers are no levers."""
        self.needs(name="a name", who="who keeps it", why="a reason or a note")
        if len(self.name.strip()) > LONGEST:
            raise DeskRefused(f"The name of a scenario has at most {LONGEST} letters.")
        if self.state not in STATES:
            raise DeskRefused(f"{self.state} is no state of a scenario. States: {', '.join(STATES)}.")
        for name, kind in (("moved", dict), ("put", list), ("figures", dict)):
            if not isinstance(_read(getattr(self, name)), kind):
                raise DeskRefused(f"What a scenario has {name} cannot be read; nothing was kept.")
        words = {name: getattr(self, name).strip() for name in ("name", "who", "why", "origin")}
        return replace(self, **words)

    def after(self, newest: Mapping | None) -> None:
        """An approved scenario is locked: it can be reopened as it stands, and nothing else."""
        super().after(newest)
        if newest is None or newest["state"] != APPROVED:
            return
        if self.state == APPROVED or (self.moved, self.put) != (newest["moved"], newest["put"]):
            raise DeskRefused(
                f"{self.name} was approved by {newest['who']} on {newest['at']:%-d %B %Y} and is locked: "
                "fork it under another name, or have it reopened."
            )

    @property
    def trail(self) -> tuple[str, str]:
        """What became of the scenario."""
        return {DRAFT: "kept", APPROVED: "approved", WITHDRAWN: "withdrew"}[self.state], f"scenario {self.name}"


@dataclass(frozen=True)
class Remark(DeskRow):
    """A comment: what somebody says of a scenario, or of one line of it."""

    TABLE, NAMED = REMARK, "A comment"

    government: str
    scenario: str
    line: str  # code of the line; "": of the whole
    who: str
    said: str
    at: datetime | None = None  # UTC
    id: int = 0

    def sound(self) -> Remark:
        """The comment with its words trimmed; refused where something is lacking."""
        self.needs(scenario="a scenario", who="a name", said="a text")
        return replace(self, who=self.who.strip(), said=self.said.strip())

    @property
    def trail(self) -> tuple[str, str]:
        """On which scenario."""
        return "commented", f"scenario {self.scenario}"


@dataclass(frozen=True)
class Decision(DeskRow):
    """An entry of the decision log: what was asked in a workshop, what was shown, and what was agreed."""

    TABLE, NAMED = DECISION, "What was agreed"

    government: str
    scenario: str  # what was shown, by its name
    shown: int  # and the very saving of it
    asked: str
    agreed: str
    who: str
    at: datetime | None = None  # UTC
    id: int = 0

    def sound(self) -> Decision:
        """The entry with its words trimmed; refused where something is lacking."""
        self.needs(asked="what was asked", agreed="what was agreed", who="the name of who writes it down")
        return replace(self, asked=self.asked.strip(), agreed=self.agreed.strip(), who=self.who.strip())

    @property
    def trail(self) -> tuple[str, str]:
        """What was agreed."""
        return "agreed", self.agreed


def _read(text: str):
    try:
        return json.loads(text)
    except ValueError:
        return None
