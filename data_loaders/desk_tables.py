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
    sa.Column("what", sa.String(64), nullable=False, comment="overridden, undone, declared, answered"),
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
