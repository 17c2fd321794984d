"""The tables of the desk: what each row holds. Rows are added and never changed."""

from __future__ import annotations

from decimal import Decimal

import sqlalchemy as sa


class DeskRefused(RuntimeError):
    """Nothing was written; the sentence says why and what to do."""


class Exact(sa.types.TypeDecorator):
    """Money as text where the database would make a float of it."""

    impl = sa.String(24)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        """Text of an exact amount."""
        return None if value is None else str(value)

    def process_result_value(self, value, dialect):
        """The amount again."""
        return None if value is None else Decimal(value)


MONEY = sa.Numeric(20, 2).with_variant(Exact(), "sqlite")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = sa.MetaData()
OVERRIDE = sa.Table(
    "override",
    TABLES,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
    sa.Column("government", sa.String(200), nullable=False, comment="whose figures: one desk may serve several stores"),
    sa.Column("level", sa.String(8), nullable=False, comment="total, group or head"),
    sa.Column("code", sa.String(64), nullable=False, comment="code of the head or group"),
    sa.Column("fiscal_year", sa.String(7), nullable=False, comment="as in 2026-27"),
    sa.Column("who", sa.String(200), nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("before", MONEY, comment="the computed figure of the year; null: none was computed"),
    sa.Column("after", MONEY, comment="the figure in its place; null: the override before is undone"),
    sa.Column("version", sa.String(64), nullable=False, comment="version of the store it was made on"),
    sa.Column("cut_off", sa.Date, comment="last booked month it was made on"),
    sa.Column("booked", MONEY, comment="what was booked of the year when it was made"),
    sa.Column("at", sa.DateTime, nullable=False, comment="when, in UTC"),
    sa.Column("follows", NUMBER, nullable=False, comment="id of the row before it of this head and year; 0: none"),
    sa.UniqueConstraint(
        "government", "level", "code", "fiscal_year", "follows"
    ),  # of two who write at once, one looks again
)
AUDIT = sa.Table(
    "audit",
    TABLES,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
    sa.Column("at", sa.DateTime, nullable=False, comment="when, in UTC"),
    sa.Column("who", sa.String(200), nullable=False),
    sa.Column("what", sa.String(64), nullable=False, comment="what was done, such as overridden, answered, kept"),
    sa.Column("about", sa.Text, nullable=False, comment="what it concerns, in words"),
)
DECLARATION = sa.Table(
    "declaration",
    TABLES,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
    sa.Column("government", sa.String(200), nullable=False, comment="of whom: one desk may serve several stores"),
    sa.Column(
        "what", sa.String(64), nullable=False, comment="what was done, such as: cash forecast brought up to date"
    ),
    sa.Column("day", sa.Date, nullable=False, comment="the day on which it was done"),
    sa.Column("who", sa.String(200), nullable=False),
    sa.Column("at", sa.DateTime, nullable=False, comment="when it was declared, in UTC"),
)
FLAG_ANSWER = sa.Table(
    "flag_answer",
    TABLES,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
    sa.Column(
        "government", sa.String(200), nullable=False, comment="whose payments: one desk may serve several stores"
    ),
    sa.Column("flag", sa.String(32), nullable=False, comment="the flag: the same in every version of the store"),
    sa.Column("rule", sa.String(32), nullable=False, comment="the rule that found it"),
    sa.Column("about", sa.Text, nullable=False, comment="what it concerns, in words, should it not be found again"),
    sa.Column("state", sa.String(16), nullable=False, comment="open, explained, referred or wrong"),
    sa.Column("who", sa.String(200), nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("version", sa.String(64), nullable=False, comment="version of the store it was answered on"),
    sa.Column("at", sa.DateTime, nullable=False, comment="when, in UTC"),
    sa.Column("follows", NUMBER, nullable=False, comment="id of the answer before it to this flag; 0: none"),
    sa.UniqueConstraint("government", "flag", "follows"),  # of two who answer at once, one looks again
)
SCENARIO = sa.Table(
    "scenario",
    TABLES,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
    sa.Column("government", sa.String(200), nullable=False, comment="whose budget: one desk may serve several stores"),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("state", sa.String(16), nullable=False, comment="draft, approved (locked) or withdrawn"),
    sa.Column("moved", sa.Text, nullable=False, comment="JSON: the value of each lever that is moved"),
    sa.Column("put", sa.Text, nullable=False, comment="JSON: line, fiscal year, amount, reason of each figure put in"),
    sa.Column("figures", sa.Text, nullable=False, comment="JSON: measures of the coming year when it was kept"),
    sa.Column("who", sa.String(200), nullable=False),
    sa.Column("why", sa.Text, nullable=False, comment="a note, or the reason of an approval or an undoing"),
    sa.Column("version", sa.String(64), nullable=False, comment="version of the store it was kept on"),
    sa.Column("model", sa.String(64), nullable=False, comment="version of the framework's arithmetic"),
    sa.Column("origin", sa.String(200), nullable=False, comment="the scenario it was forked from; empty: none"),
    sa.Column("at", sa.DateTime, nullable=False, comment="when, in UTC"),
    sa.Column("follows", NUMBER, nullable=False, comment="id of the saving before it; 0: none"),
    sa.UniqueConstraint("government", "name", "follows"),  # of two who keep at once, one looks again
)
REMARK = sa.Table(
    "remark",
    TABLES,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
    sa.Column("government", sa.String(200), nullable=False, comment="whose budget"),
    sa.Column("scenario", sa.String(200), nullable=False, comment="name of the scenario"),
    sa.Column("line", sa.String(64), nullable=False, comment="code of the line of the framework; empty: of the whole"),
    sa.Column("who", sa.String(200), nullable=False),
    sa.Column("said", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False, comment="when, in UTC"),
)
DECISION = sa.Table(
    "decision",
    TABLES,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
    sa.Column("government", sa.String(200), nullable=False, comment="whose budget"),
    sa.Column("scenario", sa.String(200), nullable=False, comment="name of the scenario that was shown"),
    sa.Column("shown", NUMBER, nullable=False, comment="id of the saving that was shown; 0: one not kept"),
    sa.Column("asked", sa.Text, nullable=False, comment="what was asked"),
    sa.Column("agreed", sa.Text, nullable=False, comment="what was agreed"),
    sa.Column("who", sa.String(200), nullable=False, comment="who wrote it down"),
    sa.Column("at", sa.DateTime, nullable=False, comment="when, in UTC"),
)
