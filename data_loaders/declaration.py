"""Declaration: that something was done on a day, by the word of somebody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from data_loaders.desk_row import DeskRow
from data_loaders.desk_tables import DECLARATION, DeskRefused


@dataclass(frozen=True)
class Declaration(DeskRow):
    """A declaration: what was done, on which day, and who says so."""

    TABLE, NAMED = DECLARATION, "A declaration"

    government: str
    what: str
    day: date
    who: str
    at: datetime | None = None  # UTC
    id: int = 0

    def sound(self) -> Declaration:
        """The declaration with its words trimmed; refused without a name or of a day to come."""
        self.needs(who="the name of who did it")
        if self.day > datetime.now(UTC).date():
            raise DeskRefused(f"{self.day:%-d %B %Y} is still to come; only what was done can be declared.")
        return replace(self, who=self.who.strip())

    @property
    def trail(self) -> tuple[str, str]:
        """What was declared."""
        return "declared", f"{self.what}, {self.day}"
