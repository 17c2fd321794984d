"""Anomaly limits: from where on a payment looks wrong, and the days of rest, for one currency, with their sources."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from models import parameter

Row = dict[str, str]


@dataclass(frozen=True)
class Limits:
    """The limits of every rule that hold for a currency, and its government's days of rest."""

    currency: str
    rows: tuple[Row, ...]
    rest: tuple[Row, ...]

    def of(self, rule: str) -> dict[str, int | Decimal]:
        """The limits of a rule by name; of several of one name the first."""
        return {row["name"]: number(row["value"]) for row in reversed(self.rows) if row["rule"] == rule}

    def sanctions(self) -> list[tuple[Decimal, str]]:
        """The limits of sanctions, and what each is for."""
        named = [row for row in self.rows if row["name"] == "sanction"]
        return [(Decimal(row["value"]), row["meaning"]) for row in named]

    def rest_days(self) -> dict[int, str]:
        """The days of rest, 1 (Monday) to 7, by name."""
        return {int(row["weekday"]): row["name"] for row in self.rest}

    def lacking(self, rule: str) -> str:
        """Why a rule cannot be applied to this currency; empty: it can."""
        if rule == "weekend" and not self.rest:
            return f"the days of rest of offices that count in {self.currency} are not known (rest_days.csv)"
        every = {row["name"] for row in parameter.table("irregular_limits") if row["rule"] == rule}
        missing = sorted(every - set(self.of(rule)))
        return f"no limit in {self.currency} for {', '.join(missing)} (irregular_limits.csv)" if missing else ""

    def said(self, rule: str) -> str:
        """The limits of a rule in words."""
        told = [f"{_figure(row)}: {row['meaning']}" for row in self.rows if row["rule"] == rule]
        rest = [" and ".join(self.rest_days().values()) + ": days of rest"] if rule == "weekend" and self.rest else []
        return "; ".join(rest + told)

    def source(self, rule: str) -> str:
        """Where the limits of a rule come from."""
        rows = [row for row in self.rows if row["rule"] == rule]
        return parameter.sources((*rows, *(self.rest if rule == "weekend" else ())))


def limits(currency: str) -> Limits:
    """What holds for a currency.

    >>> limits("PKR").of("split")["least"], limits("XXX").rest_days()
    (3, {})
    """
    rows = tuple(row for row in parameter.table("irregular_limits") if row["currency"] in ("", currency))
    return Limits(currency, rows, parameter.table("rest_days", currency))


def number(text: str) -> int | Decimal:
    """A limit as a number, exact.

    >>> number("15"), number("0.02")
    (15, Decimal('0.02'))
    """
    exact = Decimal(text)
    return int(exact) if exact == int(exact) else exact


def _figure(row: Row) -> str:
    """A limit as it is printed.

    >>> _figure({"value": "3000000", "currency": "PKR"}), _figure({"value": "0.9", "currency": ""})
    ('PKR 3,000,000', '0.9')
    """
    return f"{row['currency']} {number(row['value']):,}".strip()
