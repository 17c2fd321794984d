"""Anomaly words: why a payment looks wrong and what it is compared with, in sentences made of the figures alone."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from analytics import wording

TITLES = {
    "duplicate": "Paid twice",
    "split": "Split under a limit",
    "round": "Round sum",
    "weekend": "Posted on a day of rest",
    "late": "Posted after the close",
    "new_payee": "New payee, large sum",
    "reversed": "Reversed sign",
    "offices": "One payee, many offices",
    "benford": "First digits",
    "profile": "Unusual month of an office",
}
FIGURES = ("number of payments", "money", "largest payment", "payments on the busiest day")  # of a profile


@dataclass(frozen=True)
class Told:
    """The payments of one flag in order, and what is said of all flags alike."""

    rows: pd.DataFrame
    currency: str
    own: dict  # the rule's limits, and what it found of the store as a whole

    @property
    def first(self):
        """The first payment."""
        return self.rows.iloc[0]

    @property
    def who(self) -> str:
        """The office, or how many."""
        many = self.rows["office"].nunique()
        return f"office {self.first.office}" if many == 1 else wording.count(many, "office", "offices")

    @property
    def payments(self) -> str:
        """How many payments of how much."""
        return f"{wording.count(len(self.rows), 'payment', 'payments')} of {self.money(self.rows['amount'].sum())}"

    @property
    def when(self) -> str:
        """From the first to the last day."""
        return _span(self.rows["posted_on"].min(), self.rows["posted_on"].max())

    def money(self, amount) -> str:
        """An amount with its currency."""
        return f"{self.currency} {amount:,.2f}"


def said(rule: str, rows: pd.DataFrame, currency: str, own: dict) -> tuple[str, str]:
    """The reason and the comparison of one flag, from its payments in order."""
    reason, comparison = SAID[rule](Told(rows, currency, own))
    return wording.capital(reason), comparison


def _duplicate(told: Told) -> tuple[str, str]:
    one_bill = bool(told.first.one_thing)
    bills = f"bill {told.first.bill} of" if one_bill else "bills of the same amount,"
    documents = wording.listed([str(one) for one in told.rows["document"]])
    return (
        f"{told.who} paid {bills} {told.money(told.first.amount)} {len(told.rows)} times, under the documents "
        f"{documents}, {told.when}.",
        f"The nearest two are {wording.count(int(told.rows['another'].min()), 'day', 'days')} apart; payments "
        + (f"of one bill within {told.own['days']} days are compared." if one_bill else
           f"of one amount to one payee within {told.own['near']} days are compared."),
    )  # fmt: skip


def _split(told: Told) -> tuple[str, str]:
    limit = told.first.one_thing
    return (
        f"{told.who} made {told.payments} in all to one payee {told.when}, each just under {told.money(limit)}.",
        f"The limit of {told.money(limit)}: {told.own['meaning']}. In one payment the sum would have been "
        f"{float(told.rows['amount'].sum() / limit):.1f} times the limit.",
    )


def _round(told: Told) -> tuple[str, str]:
    return (
        f"{told.who} paid exactly {told.money(told.first.amount)} {told.when} from object {told.first.object}.",
        f"{wording.count(int(told.first.one_thing), 'payment is', 'payments are')} a multiple of "
        f"{told.own['unit']:,} among the {int(told.first.another):,} of {told.money(told.own['least'])} and more from "
        "that object.",
    )


def _weekend(told: Told) -> tuple[str, str]:
    day = f"{told.first.posted_on:%A %-d %B %Y}"
    return f"{told.who} posted {told.payments} on {day}, a day of rest.", told.own["usual"]


def _late(told: Told) -> tuple[str, str]:
    return (
        f"{told.who} posted {told.payments} into {told.first.month:%B %Y} {told.when}, "
        f"{int(told.first.one_thing)} days after its end.",
        told.own["usual"],
    )


def _new_payee(told: Told) -> tuple[str, str]:
    return (
        f"a payee that was never paid before got {told.payments} from {told.who} {told.when}.",
        f"The middle month of a payee is {told.money(told.first.another)}; in its first {told.own['days']} days "
        f"{told.money(told.own['large'])} and more is large.",
    )


def _reversed(told: Told) -> tuple[str, str]:
    return (
        f"{told.who} has a payment of {told.money(told.first.amount)} {told.when}, and none of that amount that it "
        "could take back.",
        f"{wording.count(int(told.first.one_thing), 'payment is', 'payments are')} below zero among the "
        f"{int(told.first.another):,} of object {told.first.object}.",
    )


def _offices(told: Told) -> tuple[str, str]:
    usual = float(told.first.another)
    before = f"{usual:.1f} offices a month" if usual else "no office"
    return (
        f"{int(told.first.one_thing)} offices paid one payee in {told.first.month:%B %Y}: {told.payments}.",
        f"In the year before {before} paid it; {told.own['times']} times its usual number is many.",
    )


SAID = {
    "duplicate": _duplicate, "split": _split, "round": _round, "weekend": _weekend, "late": _late,
    "new_payee": _new_payee, "reversed": _reversed, "offices": _offices,
}  # fmt: skip


def of_digits(row: dict, digit: int, deviation: float, limit) -> tuple[str, str]:
    """The reason and the comparison of the first digits of an office's year."""
    return (
        f"The first digits of the {row['lines']:,} payments of office {row['office']} in {row['fiscal_year']} do not "
        f"follow Benford's law: {digit} stands first too often.",
        f"The nine shares are {deviation:.3f} off on average; {limit} is the most that conforms (Nigrini 2012), and "
        "the other offices are nearer to the law.",
    )


def of_profile(row: dict, figure: int, beside: tuple[float, float], currency: str) -> tuple[str, str]:
    """The reason and the comparison of a month of an office, by the figure that is farthest off its usual."""
    now, usual = (f"{currency} {one:,.0f}" if figure in (1, 2) else f"{one:,.0f}" for one in beside)
    return (
        f"{row['month']:%B %Y} of office {row['office']} is unlike its other months: {FIGURES[figure]} {now}.",
        f"Usual for this office and this month of the year: {usual}.",
    )


def share(part: int, whole: int, what: str) -> str:
    """How seldom something is among all payments.

    >>> share(12, 6000, "on a day of rest")
    '12 of all 6,000 payments stand on a day of rest (0.20 %).'
    """
    return f"{part:,} of all {whole:,} payments stand {what} ({Decimal(part) / whole * 100:.2f} %)."


def _span(first, last) -> str:
    """From when to when.

    >>> from datetime import date
    >>> _span(date(2026, 7, 1), date(2026, 7, 3)), _span(date(2026, 7, 1), date(2026, 7, 1))
    ('from 1 to 3 July 2026', 'on 1 July 2026')
    """
    if pd.isna(first) or pd.isna(last):
        return "on days not stated"
    if first == last:
        return f"on {first:%-d %B %Y}"
    begins = f"{first:%-d}" if (first.year, first.month) == (last.year, last.month) else f"{first:%-d %B %Y}"
    return f"from {begins} to {last:%-d %B %Y}"
