"""Desk row: something that somebody writes on the desk; rows are added and never changed, the newest counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

import sqlalchemy as sa

from data_loaders.desk_tables import DeskRefused


class DeskRow:
    """What each kind of row says of itself; a kind is a frozen dataclass with the columns of its table."""

    TABLE: ClassVar[sa.Table]
    NAMED: ClassVar[str]  # as a sentence begins with it
    SAME: ClassVar[tuple[str, ...]] = ()  # the columns by which a row is about the same thing as an earlier one
    MEANWHILE: ClassVar[str] = ""  # what is said when somebody wrote about the same thing after it was looked at

    def sound(self) -> Self:
        """The row with its words trimmed; refused where something is lacking."""
        raise NotImplementedError

    def after(self, newest: Mapping | None) -> None:
        """Refuse to follow the newest row about the same thing unless that is the one that was seen."""
        if (newest["id"] if newest else 0) != self.follows:
            raise DeskRefused(self.MEANWHILE)

    @property
    def trail(self) -> tuple[str, str]:
        """What was done and about what, in words."""
        raise NotImplementedError

    def needs(self, **asked: str) -> None:
        """Refuse where a word is lacking: the column, and what it asks for."""
        for name, what in asked.items():
            if not getattr(self, name).strip():
                raise DeskRefused(f"{self.NAMED} needs {what}.")


def newest(table: sa.Table, same: tuple[str, ...]) -> sa.Select:
    """The newest row about the same thing."""
    return sa.select(table).where(*(table.c[name] == sa.bindparam(name) for name in same)).order_by(
        table.c.id.desc()
    ).limit(1)  # fmt: skip


def every(table: sa.Table) -> sa.Select:
    """Every row ever written, in order."""
    return sa.select(table).order_by(table.c.id)
