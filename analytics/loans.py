"""Loans: what is owed to whom, in which currency, and when must it be paid?"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pyarrow as pa

from analytics import billions, change, wording
from analytics.answer import Answer
from analytics.loan_ledger import COUNTED, HOME, NO_DAYS, NO_RATE, PAST, Ledger, at_home, ledger
from data_loaders.store import Store

BY_LENDER = """
select coalesce(lender, 'Lender not named') as lender, currency, cast(count(*) as bigint) as loans,
    cast(sum(due) as decimal(20, 2)) as owed,
    cast(case when count(undisbursed) = count(*) then sum(undisbursed) end as decimal(20, 2)) as undisbursed
from loan
where as_of = cast($day as date) and (country is null or country = $country)
group by coalesce(lender, 'Lender not named'), currency
order by lender, currency
"""
COUNTRIES = """
select distinct country from loan where country is not null order by country
"""
NO_LOANS = (
    "What is owed loan by loan needs a list of loans (number, day, lender, currency, rate, due, first and last "
    "repayment), which the store does not hold: the page Sources has a template, loans.csv."
)
ABROAD_ALONE = "The store holds loans of other countries alone: choose one, or load the government's own list of loans."
NO_TERMS = "No loan of the list has a rate and days of repayment to make a schedule of."
ALL = "All lenders"
YEARS = 10
SOURCES = ("loan",)
RATE = pd.ArrowDtype(pa.decimal128(20, 6))
AT_HOME = (f"owed{HOME}", f"undisbursed{HOME}")
PORTFOLIO = ["lender", "currency", "loans", "owed", "undisbursed", "exchange_rate", *AT_HOME, "share"]
SERVICE = ["fiscal_year", "interest", "repayment", "service", "owed"]
TODAY = ["loans", "without_a_rate", "owed", "undisbursed", *SERVICE[:-1], "most_in", "most"]
BY_CURRENCY = ["fiscal_year", "currency", *SERVICE[1:], *(f"{name}{HOME}" for name in ("interest", "repayment"))]
EACH = [
    "number", "lender", "project", "currency", "owed", "undisbursed", AT_HOME[0], "rate", "first_repayment",
    "last_repayment", "terms", "file_name", "sheet", "line", "load_id",
]  # fmt: skip
DAYS = ("first_repayment", "last_repayment")
OWN = "of its currency"
HOW = (
    "A loan is repaid in equal parts, one each half-year from its first day of repayment to its last; before the first "
    "it bears interest alone. A half-year counts to the fiscal year that holds most of it.",
    "What is not drawn yet is in no year.",
    "In the national currency each year is at the exchange rates of the list.",
)


def countries(store: Store) -> Answer:
    """The countries that lenders' statements name: country."""
    table = store.ask(COUNTRIES) if store.holds("loan") else pd.DataFrame(columns=["country"])
    return Answer("Countries of lenders' statements", table, {}, SOURCES, version=store.version)


def portfolio(store: Store, *, country: str | None = None) -> Answer:
    """What is owed and what can still be drawn, a row a lender and currency, the total last.

    lender, currency, loans, owed and undisbursed (of its currency), exchange_rate, both in the national currency,
    share (%). What has no rate has no amount there; what one loan does not say of undisbursed is missing of its row.
    """
    title, of = "What is owed, by lender and currency", ledger(store, country)
    if of is None:
        return _none(store, title, PORTFOLIO)
    table = store.ask(BY_LENDER, day=of.day, country=country)
    table["exchange_rate"] = table["currency"].map(of.prices).astype(RATE)
    for name in ("owed", "undisbursed"):
        table[f"{name}{HOME}"] = at_home(table[name], table["currency"], of.prices)
    table = pd.concat([table, _total(table)], ignore_index=True)
    table["share"] = change.share(table[AT_HOME[0]], pd.Series([table[AT_HOME[0]].iloc[-1]] * len(table)))
    home = store.government.currency
    units = {"loans": "loans", "owed": OWN, "undisbursed": OWN, "exchange_rate": f"{home} each", "share": "%"}
    return _answer(
        store, title, table[PORTFOLIO], units | dict.fromkeys(AT_HOME, home), of,
        country=country, sentence=_owed_said(table, of),
    )  # fmt: skip


def today(store: Store, *, country: str | None = None, rate: float | None = None) -> Answer:
    """What is owed and undisbursed, what the first year of the schedule takes, and the heaviest: national currency.

    loans, without_a_rate, owed, undisbursed, fiscal_year, interest, repayment, service, most_in, most; without a
    schedule no year.
    """
    title, of = "Owed today", ledger(store, country, rate=rate)
    if of is None:
        return _none(store, title, TODAY)
    total, due = portfolio(store, country=country).table.iloc[-1], service(store, country=country, rate=rate).table
    owing = of.loans[of.loans["owed"] > 0]
    row = {"loans": len(owing), "without_a_rate": int(owing["rate"].isna().sum())}
    row |= {"owed": total[AT_HOME[0]], "undisbursed": total[AT_HOME[1]]}
    if len(due):
        most = due.loc[due["service"].astype(float).idxmax()]
        row |= due.iloc[0][SERVICE[:-1]].to_dict() | {"most_in": most["fiscal_year"], "most": most["service"]}
    home = store.government.currency
    units = dict.fromkeys(("owed", "undisbursed", *SERVICE[1:-1], "most"), home) | dict.fromkeys(TODAY[:2], "loans")
    many = wording.count(len(owing), *COUNTED)
    amount = "something" if pd.isna(row["owed"]) else f"{home} {billions.said(row['owed'], 3)} bn"
    said = f"On {of.day:%-d %B %Y} {amount} is owed on {many}. {of.unpriced()}"
    return _answer(
        store, title, pd.DataFrame([row], columns=TODAY), units, of, country=country, more=_of_schedule(of),
        sentence=said.strip(),
    )  # fmt: skip


def service(store: Store, *, country: str | None = None, rate: float | None = None, years: int = YEARS) -> Answer:
    """What the loans of today take in the coming fiscal years, in the national currency at today's exchange rates.

    fiscal_year, interest, repayment, service (both), owed (at the year's end). `rate`: what loans bear that have none
    stated, %; without it they are left out.
    """
    title, of = "Interest and repayment of the loans owed today", ledger(store, country, rate=rate)
    if of is None:
        return _none(store, title, SERVICE)
    rows = _by_currency(of, years)
    rows = rows[rows["currency"].isin(list(of.prices))]
    rate = rows["currency"].map({name: float(price) for name, price in of.prices.items()}).astype(float)
    sums = {name: (rows[name] * rate).groupby(rows["fiscal_year"]).sum() for name in ("interest", "repayment", "owed")}
    table = pd.DataFrame(sums).reindex(of.years(years)).rename_axis("fiscal_year").reset_index()
    table = _decimal(table, ("interest", "repayment", "owed"))
    table["service"] = table["interest"] + table["repayment"]
    home = store.government.currency
    said = NO_TERMS if rows.empty else _service_said(table, of, home)
    return _answer(
        store, title, table[SERVICE] if len(rows) else table.iloc[:0][SERVICE], dict.fromkeys(SERVICE[1:], home), of,
        country=country, sentence=said, more=_of_schedule(of),
    )  # fmt: skip


def by_currency(store: Store, *, country: str | None = None, rate: float | None = None, years: int = YEARS) -> Answer:
    """The same by currency: in it, and in the national one where it has a rate."""
    title, of = "Interest and repayment by currency", ledger(store, country, rate=rate)
    if of is None:
        return _none(store, title, BY_CURRENCY)
    table = _by_currency(of, years)
    table["service"] = table["interest"] + table["repayment"]
    rate = table["currency"].map({name: float(price) for name, price in of.prices.items()}).astype(float)
    for name in ("interest", "repayment"):
        table[f"{name}{HOME}"] = table[name] * rate
    table = _decimal(table, BY_CURRENCY[2:])
    units = dict.fromkeys(SERVICE[1:], OWN) | dict.fromkeys(BY_CURRENCY[-2:], store.government.currency)
    return _answer(store, title, table[BY_CURRENCY], units, of, country=country, more=_of_schedule(of))


def each(store: Store, *, country: str | None = None, rate: float | None = None) -> Answer:
    """Every loan of the list with its terms, and the line of the file that it is from."""
    title, of = "Loans one by one", ledger(store, country, rate=rate)
    if of is None:
        return _none(store, title, EACH)
    home = store.government.currency
    units = {"owed": OWN, "undisbursed": OWN, AT_HOME[0]: home, "rate": "% a year"} | dict.fromkeys(DAYS, "day")
    return _answer(store, title, of.loans[EACH], units, of, country=country, sources=("loan", "load"))


def _by_currency(of: Ledger, years: int) -> pd.DataFrame:
    """fiscal_year, currency, interest, repayment and owed (at the year's end), in the currency, as the model has it."""
    tables = []
    for currency in of.currencies():
        made = of.service(currency, years)
        tables.append(pd.DataFrame({
            "fiscal_year": of.years(years), "currency": currency, "interest": made["interest"],
            "repayment": made["principal"], "owed": made["stock"],
        }))  # fmt: skip
    columns = ["fiscal_year", "currency", "interest", "repayment", "owed"]
    if not tables:
        return pd.DataFrame(columns=columns).astype(dict.fromkeys(columns[2:], float))
    return pd.concat(tables).sort_values(["fiscal_year", "currency"], ignore_index=True)


def _total(table: pd.DataFrame) -> pd.DataFrame:
    """What is owed and undisbursed in currencies that have a rate; missing where a row of them is, or without any."""
    priced = table[table["exchange_rate"].notna()]
    sums = {name: priced[name].sum(skipna=False) if len(priced) else None for name in AT_HOME}
    return pd.DataFrame([{"lender": ALL, "loans": table["loans"].sum()} | sums]).astype(
        dict.fromkeys(AT_HOME, change.MONEY)
    )


def _decimal(table: pd.DataFrame, columns) -> pd.DataFrame:
    """Figures of the model as money."""
    made = {
        name: [None if pd.isna(each) else Decimal(str(round(float(each), 2))) for each in table[name]]
        for name in columns
    }
    return table.assign(**{name: pd.Series(values, dtype=change.MONEY) for name, values in made.items()})


def _of_schedule(of: Ledger) -> tuple[str, ...]:
    """How the schedule is made, and which loans it has otherwise or not at all."""
    late, no_days, no_rate, assumed = of.said(PAST), of.said(NO_DAYS), of.said(NO_RATE), of.assumed()
    return (
        *HOW,
        *((f"{of.first_year} is the half-year after {of.day:%-d %B %Y} alone.",) if of.passed else ()),
        *((f"Past the last day of repayment, and taken as due in the first half-year: {late}.",) if late else ()),
        *((f"Left out, for want of days of repayment in their order: {no_days}.",) if no_days else ()),
        *((f"Left out, for want of a rate: {no_rate}.",) if no_rate else ()),
        *((assumed,) if assumed else ()),
    )


def _owed_said(table: pd.DataFrame, of: Ledger) -> str:
    """To whom and in which currency most is owed."""
    parts, said = table.iloc[:-1].dropna(subset=["share"]), []
    for name, of_whom in (("lender", "is to {}"), ("currency", "in {}")):
        shares = parts.groupby(name)["share"].sum().astype(float).sort_values()
        said += [f"{shares.iloc[-1]:.1f} % {of_whom.format(shares.index[-1])}"] if len(shares) else []
    return " ".join((*((f"Of what is owed {' and '.join(said)}.",) if said else ()), of.unpriced())).strip()


def _service_said(table: pd.DataFrame, of: Ledger, home: str) -> str:
    """What the first whole year takes, and the largest."""
    first, most = table.iloc[of.passed], table.loc[table["service"].astype(float).idxmax()]
    said = f"Interest and repayment of {first['fiscal_year']} are {home} {billions.said(first['service'], 1)} bn"
    if most["fiscal_year"] != first["fiscal_year"]:
        said += f"; they are highest in {most['fiscal_year']}, with {billions.said(most['service'], 1)} bn"
    return f"{said}. {of.unpriced()}".strip()


def _none(store: Store, title: str, columns: list[str]) -> Answer:
    """What is missing, in a sentence."""
    said = ABROAD_ALONE if store.holds("loan") else NO_LOANS
    return Answer(title, pd.DataFrame(columns=columns), {}, SOURCES, version=store.version, sentence=said)


def _answer(
    store: Store, title: str, table: pd.DataFrame, units: dict[str, str], of: Ledger, *,
    country: str | None, more: tuple[str, ...] = (), sources: tuple[str, ...] = SOURCES, sentence: str = "",
) -> Answer:  # fmt: skip
    notes = tuple(filter(None, (of.priced, *more, of.unpriced(), *of.left_out)))
    return Answer(
        title, table.reset_index(drop=True), units, sources, notes=notes, as_of=of.day, version=store.version,
        filters={"country": country} if country else {}, sentence=sentence, ribbon=store.government.note,
    )  # fmt: skip
