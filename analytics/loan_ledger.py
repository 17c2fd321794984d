"""Loan ledger: the loans of the latest list, what their currencies cost, and what of them can be put in a schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd

from analytics import change, wording
from analytics import fiscal_year as fy
from data_loaders.store import Store
from models import parameter
from models.budget import framework
from models.loan import Loan, service

LAST = """
select max(as_of) as day from loan
where (country is null or country = $country) and ($until is null or as_of <= cast($until as date))
"""
LISTED = """
select coalesce(loan.lender, 'Lender not named') as lender, loan.number,
    coalesce(loan.project_name, loan.project) as project, loan.currency, loan.due as owed, loan.undisbursed,
    cast(loan.rate * 100 as decimal(9, 4)) as rate, loan.first_repayment, loan.last_repayment,
    load.file_name, loan.sheet, loan.line, loan.load_id
from loan left join load on load.load_id = loan.load_id
where loan.as_of = cast($day as date) and (loan.country is null or loan.country = $country)
order by lender, loan.number, loan.load_id, loan.sheet, loan.line
"""
ABROAD = """
select count(distinct number) as loans, count(distinct country) as countries
from loan
where country is not null and ($country is null or country <> $country)
order by loans
"""
EARLIER = """
select coalesce(lender, 'Lender not named') as lender, max(as_of) as day
from loan
where (country is null or country = $country) and as_of <= cast($day as date)
group by coalesce(lender, 'Lender not named')
having max(as_of) < cast($day as date)
order by lender
"""
CENT, HOME = Decimal("0.01"), "_in_national_currency"
SCHEDULED, PAST, NOTHING_OWED = "scheduled", "past its last day", "nothing owed"
NO_DAYS, NO_RATE = "without days of repayment", "without a rate"
TERMS, COUNTED = (SCHEDULED, PAST), ("loan", "loans")
WITHOUT = (NO_DAYS, NO_RATE)


@dataclass(frozen=True)
class Ledger:
    """The loans of one day, each with what is owed in the national currency and whether its terms are known."""

    day: date
    loans: pd.DataFrame
    prices: dict[str, Decimal]  # of a unit of each currency, in the national one
    first_month: int
    left_out: tuple[str, ...]  # what the list does not have, in sentences
    priced: str  # what currencies cost, and who says so

    @property
    def first_year(self) -> str:
        """The fiscal year that holds most of the first half-year after the day."""
        return self._year(3)

    @property
    def passed(self) -> int:
        """Half-years of that first year that are over on the day."""
        return int(self._year(9) != self.first_year)

    def years(self, many: int) -> list[str]:
        """Fiscal years from the first of the schedule on."""
        start = fy.first_year(self.first_year)
        return [fy.label(date(start + at, self.first_month, 1), self.first_month) for at in range(many)]

    def currencies(self) -> list[str]:
        """The currencies of the loans that can be put in a schedule."""
        return sorted(set(self.loans[self.loans["terms"].isin(TERMS)]["currency"]))

    def service(self, currency: str, many: int) -> dict[str, np.ndarray]:
        """Interest, principal and stock of the loans of a currency in so many years, in it."""
        of = self.loans[(self.loans["currency"] == currency) & self.loans["terms"].isin(TERMS)]
        loans = [
            Loan.dated(currency, float(row.owed), float(row.bears) / 100, on=self.day, first=row.first_repayment,
                       last=row.last_repayment)
            for row in of.itertuples()
        ]  # fmt: skip
        return service(loans, many, {currency: np.ones(many)}, self.passed)

    def said(self, *terms: str) -> str:
        """The loans of some terms by number, with what is owed on them; "" without any."""
        loans = self.loans[self.loans["terms"].isin(terms)]
        return wording.listed([f"{row.number} ({row.currency} {row.owed:,.2f})" for row in loans.itertuples()])

    def assumed(self) -> str:
        """How many loans bear a rate that their list does not state, in a sentence; "" without any."""
        without = self.loans[self.loans["rate"].isna() & self.loans["terms"].isin(TERMS)]
        if without.empty:
            return ""
        many = wording.count(len(without), *COUNTED)
        return f"Interest of {many} without a stated rate is at {without['bears'].iloc[0]:g} %, as assumed."

    def unpriced(self) -> str:
        """What is owed in currencies without a rate, in a sentence; "" where all have one."""
        any_money = (self.loans["owed"] != 0) | (self.loans["undisbursed"].fillna(0) != 0)
        without = self.loans[~self.loans["currency"].isin(list(self.prices)) & any_money]
        if without.empty:
            return ""
        sums = [f"{currency} {amount:,.2f}" for currency, amount in _owed(without).items()]
        many = wording.count(len(without), *COUNTED)
        return f"There is no exchange rate for {wording.listed(sums, 12)}, owed on {many}: in no figure that is added."

    def _year(self, months: int) -> str:
        at = self.day.year * 12 + self.day.month - 1 + months
        return fy.label(date(at // 12, at % 12 + 1, 1), self.first_month)


def ledger(
    store: Store, country: str | None = None, until: date | None = None, rate: float | None = None
) -> Ledger | None:
    """The list of the latest day, or of the latest up to one; None without any.

    A lender's statement names the countries of all its borrowers: the loans without a country are the government's
    own, and those of `country` come to them. `rate`: what loans bear that have none stated, %.
    """
    if not store.holds("loan"):
        return None
    day = store.ask(LAST, country=country, until=until)["day"].iloc[0]
    if pd.isna(day):
        return None
    day = day.date() if hasattr(day, "date") else day
    loans = store.ask(LISTED, day=day, country=country)
    prices, rows = _prices(store.government.currency, day)
    loans[f"owed{HOME}"] = at_home(loans["owed"], loans["currency"], prices)
    loans["bears"] = loans["rate"].astype(change.PER_CENT)
    loans["bears"] = loans["bears"] if rate is None else loans["bears"].fillna(rate)
    loans["terms"] = [_terms(row, day) for row in loans.itertuples()]
    used = tuple(row for row in rows if row["of"] in set(loans["currency"]))
    told = ", ".join(f"{row['of']} {Decimal(row['value']):f} ({row['date']})" for row in used)
    priced = f"Exchange rates: {told}; {parameter.sources(used)}." if used else ""
    return Ledger(day, loans, prices, store.government.first_month, _left_out(store, country, day), priced)


@dataclass(frozen=True)
class YearsOfLoans:
    """Foreign loans in the years of the framework, in the national currency, and where that is from, in words."""

    due: framework.Ledger
    owed: float  # at the start, on loans without terms too
    day: date
    words: str
    notes: tuple[str, ...]  # what must be said of every figure
    details: tuple[str, ...]  # which loans are otherwise than by their schedule, and what currencies cost


def years_of_loans(store: Store, fiscal_year: str) -> YearsOfLoans | None:
    """The government's own loans in foreign money, as they stand at the start of a fiscal year; None without a list.

    The list is the latest up to three months into the year, its half-years counted to the years that hold most of
    them; an earlier one is carried on by its schedule, with nothing drawn.
    """
    home, first_month = store.government.currency, store.government.first_month
    of = ledger(store, until=fy.last_day(fy.months(fiscal_year, first_month)[2]))
    if of is None:
        return None
    owing = of.loans[of.loans["owed"] > 0]
    foreign = owing[(owing["currency"] != home) & owing["currency"].isin(list(of.prices))]
    gone, owed = fy.first_year(fiscal_year) - fy.first_year(of.first_year), foreign[f"owed{HOME}"].sum()
    if not owed > 0:
        return None
    made = {name: np.zeros(gone + framework.YEARS) for name in ("interest", "principal", "stock")}
    for currency in set(of.currencies()) & set(foreign["currency"]):
        for name, each in of.service(currency, gone + framework.YEARS).items():
            made[name] += each * float(of.prices[currency])
    listed = float(foreign[foreign["terms"].isin(TERMS)][f"owed{HOME}"].sum())
    start = float(made["stock"][gone - 1]) if gone else listed
    due = framework.Ledger(start, *(tuple(map(float, made[name][gone:])) for name in ("interest", "principal")))
    on = f", carried on {wording.count(gone, 'year', 'years')} with nothing drawn" * (gone > 0)
    words = f"loan ledger of {of.day:%-d %B %Y}, {wording.count(int((foreign['owed'] > 0).sum()), *COUNTED)}{on}"
    notes = (f"Debt: {words} (loan, {store.version}).", *filter(None, (of.unpriced(),)))
    details = (*_told(of, home), *filter(None, (of.priced,)), *of.left_out)
    return YearsOfLoans(due, start + float(owed) - listed, of.day, words, notes, details)


def _told(of: Ledger, home: str) -> tuple[str, ...]:
    """Which loans of the list the framework has otherwise than by their schedule."""
    own, without = of.loans[(of.loans["currency"] == home) & (of.loans["owed"] > 0)], of.said(*WITHOUT)
    many = wording.count(len(own), "loan", "loans")
    return (
        *((f"Interest on {many} in {home} stays as budgeted.",) if len(own) else ()),
        *((f"Without a rate or days of repayment, and so as other debt: {without}.",) if without else ()),
    )


def at_home(amounts: pd.Series, currencies: pd.Series, prices: dict[str, Decimal]) -> pd.Series:
    """Amounts in the national currency, to the hundredth; missing where the amount is, or the rate."""
    made = [
        None if currency not in prices or pd.isna(amount) else (amount * prices[currency]).quantize(CENT)
        for amount, currency in zip(amounts, currencies, strict=True)
    ]
    return pd.Series(made, index=amounts.index, dtype=change.MONEY)


def _terms(row, day: date) -> str:
    """Whether something is owed, and whether days of repayment and a rate say when it is paid, and how much."""
    if row.owed <= 0:
        return NOTHING_OWED
    if pd.isna(row.first_repayment) or pd.isna(row.last_repayment) or row.last_repayment < row.first_repayment:
        return NO_DAYS
    if pd.isna(row.bears):
        return NO_RATE
    return PAST if row.last_repayment <= day else SCHEDULED


def _prices(national: str, day: date) -> tuple[dict[str, Decimal], list[dict[str, str]]]:
    """What each currency costs: its latest rate up to a day, or the first after it; and the rows of these rates."""
    rows: dict[str, dict[str, str]] = {}
    for row in sorted(parameter.table("exchange_rate", currency=national), key=lambda row: row["date"]):
        if row["of"] not in rows or row["date"] <= f"{day}":
            rows[row["of"]] = row
    return {national: Decimal(1)} | {name: Decimal(row["value"]) for name, row in rows.items()}, list(rows.values())


def _owed(loans: pd.DataFrame) -> dict[str, Decimal]:
    """What is owed by currency."""
    return {currency: sum(of["owed"], Decimal(0)) for currency, of in loans.groupby("currency")}


def _left_out(store: Store, country: str | None, day: date) -> tuple[str, ...]:
    """Loans of other countries, and lenders whose last list is an earlier one."""
    abroad, said = store.ask(ABROAD, country=country).iloc[0], []
    if abroad["loans"]:
        many = wording.count(int(abroad["loans"]), *COUNTED)
        of = wording.count(int(abroad["countries"]), "country", "countries")
        said.append(f"Left out: {many} of {of} that a lender's statement names.")
    earlier = list(store.ask(EARLIER, country=country, day=day).itertuples())
    if earlier:
        lists = wording.listed([f"{row.lender} ({row.day:%-d %B %Y})" for row in earlier], 5)
        said.append(f"Not on the list of {day:%-d %B %Y}, and left out: {lists}.")
    return tuple(said)
