"""Transfers: what comes from the federation beside what the province raises itself, and from which national pool."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics import change, elapsed, receipts, revenue, wording
from analytics import fiscal_year as fy
from analytics.answer import Answer
from analytics.receipts import Selection
from data_loaders.store import Store
from models import parameter
from models.national_pool import Award, horizontal

SHARES = ("fiscal_year", "complete", "kind", "amount", "last_year", "growth", "share", "share_change")
KINDS = ("federal", "own", "other")
STEPS = {
    "gross": "Taxes in the national pool",
    "collection_charge": "Collection charge kept by the federation",
    "set_aside": "Set aside for Khyber Pakhtunkhwa",
    "net": "Net pool",
    "provinces": "Provinces' part",
    "province": "Part of {province}",
}
ACTUAL = "actual figure"
OUTSIDE = "Straight transfers (oil, gas) and grants for octroi and zilla tax come beside the pool."
POOL = ("step", "what", "rate", "amount", "source")
INDICATORS = ("population", "poverty", "revenue", "inverse density")


def against_own(
    store: Store, *, federal: tuple[str, ...] = (), own: tuple[str, ...] = (), years: tuple[str, ...] = ()
) -> Answer:
    """Federal transfers, own revenue and all other receipts by year, with share and growth.

    `federal` and `own` are codes of groups; without them the parameters say which groups are which. Three rows a year
    (kind federal, own, other): amount, last_year (money, the same months), growth (%), share (% of all receipts),
    share_change (percentage points against the same months of last year).
    """
    selection, title = Selection(years), "Federal transfers and own revenue"
    rows = revenue.growth(store, "year", "group", years=years, top=10**6)
    kinds = dict.fromkeys(own, "own") | dict.fromkeys(federal, "federal")
    kinds = kinds or {row["group"]: row["kind"] for row in parameter.table("receipt_kinds", store.government.currency)}
    table = rows.table.assign(kind=[kinds.get(code, "other") for code in rows.table["code"]])
    found = set(table["kind"])
    if table.empty or not {"federal", "own"} <= found:
        said = "" if table.empty else (
            "It is not known which groups are federal transfers and which own revenue: choose them."
        )  # fmt: skip
        return receipts.answer(store, title, pd.DataFrame(columns=list(SHARES)), {}, selection, sentence=said)
    table = _by_kind(table)
    units = {"amount": "money", "last_year": "money", "growth": "%", "share": "%", "share_change": "percentage points"}
    named = {kind: sorted({*rows.table["name"][[kinds.get(c) == kind for c in rows.table["code"]]]}) for kind in KINDS}
    return receipts.answer(
        store, title, table[list(SHARES)], units, selection, as_of=rows.as_of, sentence=_shares_said(table), notes=(
            f"Federal: {wording.listed(named['federal'], 9)}. Own: {wording.listed(named['own'], 9)}. Other: all other "
            "receipts. Share = part of all receipts of the year.",
            "Growth and change of share are against the same months of last year.", *rows.notes[1:],
        ),
    )  # fmt: skip


def _by_kind(table: pd.DataFrame) -> pd.DataFrame:
    """Amounts and shares of each kind by year."""
    keys = ["fiscal_year", "complete", "kind"]
    table = table.groupby(keys, as_index=False)[["amount", "last_year"]].sum(min_count=1)
    table = table.astype(dict.fromkeys(("amount", "last_year"), change.MONEY))
    shares = {}
    for column in ("amount", "last_year"):
        whole = table.groupby("fiscal_year")[column].transform(lambda parts: parts.sum(min_count=1))
        shares[column] = change.share(table[column], whole)
    table["growth"] = change.growth(table["amount"], table["last_year"])
    table["share"], table["share_change"] = shares["amount"], shares["amount"] - shares["last_year"]
    order = {kind: at for at, kind in enumerate(KINDS)}
    table = table.assign(order=table["kind"].map(order)).sort_values(["fiscal_year", "order"], ignore_index=True)
    return table.drop(columns="order")


def _shares_said(table: pd.DataFrame) -> str:
    """The last year's shares of federal transfers and own revenue."""
    last = table[table["fiscal_year"] == table["fiscal_year"].iloc[-1]].set_index("kind")
    if not {"federal", "own"} <= set(last.index) or last.loc[["federal", "own"], "share"].isna().any():
        return ""
    federal, own = last.loc["federal"], last.loc["own"]
    year = f"{federal.fiscal_year}{'' if federal.complete else ' so far'}"
    said = f"Federal transfers are {federal.share:.1f} % of receipts of {year} and own revenue {own.share:.1f} %"
    if pd.isna(federal.growth) or pd.isna(own.growth):
        return f"{said}."
    than = "the year before" if federal.complete else "the same months of last year"
    grown = f"transfers are {wording.compared(federal.growth)} and own revenue {wording.compared(own.growth)}"
    return f"{said}; {grown} {than}."


def national_pool(
    store: Store, gross: float | None = None, *, province: str = "Sindh", head: str = "R01",
    fiscal_year: str | None = None,
) -> Answer:  # fmt: skip
    """From the national divisible pool to one province's share, step by step, by the 7th award of the NFC.

    `gross`: the year's shared taxes in the store's currency, typed by the reader. Without it the steps are worked
    backwards from what stands under `head` for the whole fiscal year (its actual figure, else its estimate), and the
    pool is what that implies. step, what, rate (%), amount (money), source.
    """
    title, selection = "From the national pool to the province", Selection((fiscal_year,) if fiscal_year else ())
    if not parameter.table("nfc_award", store.government.currency):
        return receipts.answer(store, title, pd.DataFrame(columns=list(POOL)), {}, selection, sentence=_abroad(store))
    award, rows = _award()
    if province not in award.shares:
        raise ValueError(f"The award has no share for {province}; it has {wording.listed(sorted(award.shares), 9)}.")
    received, year, which = _received(store, head, fiscal_year) if gross is None else (None, fiscal_year, "")
    if gross is None and received is None:
        said = "There is no whole year of the province's share in the store; type the national pool."
        return receipts.answer(store, title, pd.DataFrame(columns=list(POOL)), {}, selection, sentence=said)
    steps = award.steps(award.gross_behind(received, province) if gross is None else gross, province)
    rates = dict(zip(STEPS, (None, award.collection_charge, award.set_aside, None, award.vertical,
                             award.shares[province]), strict=True))  # fmt: skip
    table = pd.DataFrame(
        [(at, STEPS[name].format(province=province), rates[name], amount, rows.get(name, ""))
         for at, (name, amount) in enumerate(steps.items(), start=1)], columns=list(POOL),
    )  # fmt: skip
    table["amount"] = pd.Series([f"{amount:.2f}" for amount in table["amount"]]).astype(change.MONEY)
    table["rate"] = table["rate"].astype(change.PER_CENT)
    backwards = f"Worked backwards from the {which} of {year} under {head}." if gross is None else ""
    said = (
        f"{province} gets {steps['province'] / steps['gross'] * 100:.2f} of each 100 of shared taxes by the 7th award"
    )
    return receipts.answer(
        store, title, table, {"rate": "%", "amount": "money"}, selection, sentence=f"{said}.",
        notes=(*filter(None, (backwards,)), OUTSIDE),
        as_of=_last_day(store, year) if which == ACTUAL else None,
    )  # fmt: skip


def shares_of_award(store: Store) -> Answer:
    """Each province's share of the provinces' part, made up of the award's four indicators and their weights.

    province, population, poverty, revenue, inverse_density (percentage points that each indicator brings), worked (%,
    their sum) and award (%, as published); they differ by rounding alone.
    """
    title = "Shares of the provinces in the award"
    rows = parameter.table("nfc_award", store.government.currency)
    if not rows:
        return Answer(title, pd.DataFrame(columns=["province"]), {}, (), version=store.version, sentence=_abroad(store))
    weights = {row["place"]: float(row["value"]) for row in rows if row["part"] == "weight"}
    published = {row["place"]: float(row["value"]) for row in rows if row["part"] == "share"}
    found = []
    for place, share in published.items():
        has = {row["part"]: float(row["value"]) for row in rows if row["place"] == place and row["part"] in INDICATORS}
        brought = {name.replace(" ", "_"): weights[name] * has[name] / 100 for name in INDICATORS}
        found.append({"province": place} | brought | {"worked": horizontal(weights, has), "award": share})
    table = pd.DataFrame(found)
    points = [name.replace(" ", "_") for name in INDICATORS]
    used = tuple(row for row in rows if row["part"] in ("weight", "share", *INDICATORS))
    most = (table["worked"] - table["award"]).abs().max()
    return Answer(
        title, table.astype(dict.fromkeys(table.columns[1:], change.PER_CENT)),
        dict.fromkeys(points, "percentage points") | {"worked": "%", "award": "%"}, ("parameters: nfc_award",),
        notes=("Share = sum of weight x the province's share in the indicator.", f"Source: {parameter.sources(used)}."),
        version=store.version, ribbon=store.government.note,
        sentence=f"The four indicators give the published shares to within {most:.3f} percentage points.",
    )  # fmt: skip


def _abroad(store: Store) -> str:
    """Why a store in another currency has no award."""
    return f"The award divides the taxes of Pakistan, and this store is in {store.government.currency}."


def _award() -> tuple[Award, dict[str, str]]:
    """The 7th award, and the source of each of its steps."""
    rows = {row["id"]: row for row in parameter.table("nfc_award")}
    charge, aside, vertical = (rows[name] for name in ("collection_charge", "terror_war_kp", "vertical"))
    shares = {row["place"]: float(row["value"]) for row in rows.values() if row["part"] == "share"}
    sources = {"collection_charge": charge["source"], "set_aside": aside["source"], "provinces": vertical["source"]}
    sources["province"] = rows["share_sindh"]["source"]
    return Award(*(float(row["value"]) for row in (charge, aside, vertical)), shares), sources


def _last_day(store: Store, fiscal_year: str) -> date:
    """The last day of a fiscal year."""
    return fy.last_day(fy.months(fiscal_year, store.government.first_month)[-1])


def _received(store: Store, head: str, fiscal_year: str | None) -> tuple[float | None, str | None, str]:
    """What a head brought in a whole year, which year, and whether that is the actual figure or an estimate."""
    found = elapsed.parts(store)
    for stage in ("actual", "revised", "original"):
        there = {year: numbers for (*what, year), numbers in found.items() if what == ["receipt", stage]}
        years = [year for year in there if elapsed.is_whole(there[year]) and fiscal_year in (None, year)]
        if years:
            rows = receipts.amounts(store, "head", Selection((max(years),), (head,)), (stage,))
            if len(rows):
                return float(rows["amount"].sum()), max(years), ACTUAL if stage == "actual" else f"{stage} estimate"
    return None, None, ""
