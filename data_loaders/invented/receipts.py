"""Receipts of the invented province: estimates by head, collections by head, district and day."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from data_loaders.invented.apportion import apportion
from data_loaders.invented.columns import NOTHING, days, joined, money, numbered, same, texts, write
from data_loaders.invented.published import MILLION
from data_loaders.invented.reference import FIRST_YEAR, YEARS, by, months_of, rupees, season
from data_loaders.invented.totals import Amounts
from data_loaders.invented.tree import UNEXPLAINED

LABELS = {  # node of the tree of receipts -> class in the ledger of what stands right below it
    "total_receipts": "capital receipts and balances",
    "total_revenue": "revenue receipts",
    "federal_transfers": "federal transfers",
    "provincial_own_receipts": "provincial own receipts",
    "other_tax": "other tax",
    "board_of_revenue_taxes": "Board of Revenue taxes",
    "excise_taxes": "excise taxes",
    "non_tax": "non-tax receipts",
    "other_transfers": "other transfers",
}
REFUND_YEAR, REFUND_MONTH = "2019-20", 11  # every head's June 2020 is published, one of them negative
CHALLANS = 2  # a month for each head and district, at scale 1
CITY = 5  # a Karachi district collects so many times its share of people


@dataclass(frozen=True)
class Heads:
    """The heads of one year and stage: class, code and rupees of each."""

    label: list[str]
    code: list[str]
    amount: np.ndarray


def heads(amounts: Amounts) -> Heads:
    """The leaves of the tree as heads of the ledger, those of a class together."""
    order = sorted(amounts, key=lambda place: (place[1], place[0]))
    return Heads([LABELS[p] for p, _ in order], [leaf[:3] for _, leaf in order], np.array([amounts[p] for p in order]))


def write_estimates(totals: dict[tuple[str, str, str], Amounts], folder: Path) -> Path:
    """Original and revised estimates of all years by head: annual figures."""
    parts = []
    for (side, year, stage), amounts in totals.items():
        if side == "receipt" and stage != "actual":
            found = heads(amounts)
            size = len(found.code)
            parts.append(
                {
                    "fiscal_year": same(year, size),
                    "stage": same(stage, size),
                    "class": pa.array(found.label),
                    "head": pa.array(found.code),
                    "amount": money(found.amount),
                }
            )
    return write(folder / "receipt-estimates.parquet", joined(parts))


def write_receipts(totals: dict[tuple[str, str, str], Amounts], folder: Path, scale: float, seed: int) -> Path:
    """What was collected in all years."""
    parts = []
    for year, label in enumerate(YEARS):
        rng = np.random.default_rng((seed, 5, year))
        parts.append(collected(heads(totals["receipt", label, "actual"]), year, scale, rng))
    return write(folder / "receipts.parquet", joined(parts))


def collected(found: Heads, year: int, scale: float, rng: np.random.Generator) -> dict[str, pa.Array]:
    """One year's receipts by day: each head adds up to its year, and June 2020 to what is published of it."""
    head, seat, month = places(found, scale)
    seasons, noise = rhythm(found)
    weather = np.exp(noise[:, None] * rng.standard_normal((len(found.code), 12)))  # good and bad months
    weights = (seasons * weather)[head, month] * shares()[seat] * np.exp(noise[head] * rng.standard_normal(len(head)))
    group, amounts = pinned(found, year, head, month)
    order = np.argsort(group, kind="stable")
    rupees_of = np.empty(len(head), np.int64)
    rupees_of[order] = apportion(amounts, group[order], weights[order])
    when = days(FIRST_YEAR + year, month, rng.integers(1, 29, len(head)))
    kept = np.flatnonzero((month < months_of(year)) & (rupees_of != 0))
    kept = kept[np.argsort(when[kept], kind="stable")]
    districts = list(by("districts", "code2_synthetic"))
    labels, codes = sorted(set(found.label)), sorted(set(found.code))
    class_of = np.array([labels.index(label) for label in found.label])
    code_of = np.array([codes.index(code) for code in found.code])
    at = np.where(seat[kept] < len(districts), seat[kept], NOTHING)
    challan = np.int64(when[kept]) * len(head) + kept
    return {
        "posted_on": pa.array(when[kept]).cast(pa.date32()),
        "stage": same("actual", len(kept)),
        "class": texts(class_of[head[kept]], labels),
        "office": texts(at, [f"{code}9001" for code in districts]),
        "district": texts(at, districts),
        "head": texts(code_of[head[kept]], codes),
        "document": numbered(challan, int(f"14{(FIRST_YEAR + year) % 100}000001")),
        "amount": money(rupees_of[kept]),
    }


def places(found: Heads, scale: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Head, district (30: none) and month of every challan."""
    rows, copies = [], max(1, round(CHALLANS * scale))
    items, everywhere = by("invented_items", "item"), len(by("districts", "district_id"))
    for number, code in enumerate(found.code):
        many = 0 if code == UNEXPLAINED else int(items[code]["districts"])
        seats = [(number * 7 + step) % everywhere for step in range(max(1, round(many * min(scale, 1))))]
        seats = seats if many else [everywhere]
        months = [REFUND_MONTH] if code == UNEXPLAINED else range(12)
        rows += [(number, seat, month) for month in months for seat in seats * (1 if code == UNEXPLAINED else copies)]
    return tuple(np.array(column) for column in zip(*rows, strict=True))


def rhythm(found: Heads) -> tuple[np.ndarray, np.ndarray]:
    """The share of each month in every head, and how much months differ from it."""
    items = by("invented_items", "item")
    names = [items[code]["season"] if code != UNEXPLAINED else "monthly" for code in found.code]
    noise = [float(items[code]["noise"]) if code != UNEXPLAINED else 0.0 for code in found.code]
    return np.array([season(name) for name in names]), np.array(noise)


def shares() -> np.ndarray:
    """How much each district collects beside the others; last: what belongs to none."""
    rows = by("districts", "district_id").values()
    people = [float(row["population_2023"]) * (CITY if row["division_7"] == "Karachi" else 1) for row in rows]
    return np.array([*people, 1.0])


def pinned(found: Heads, year: int, head: np.ndarray, month: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The group of every challan and the rupees of each group: heads, and apart the heads of a published month."""
    if YEARS[year] != REFUND_YEAR:
        return head, found.amount
    printed = by("revenue_heads", "head_id")
    june = [printed[code]["june_2020_mn"] for code in found.code]
    known = np.array([rupees(figure, MILLION) if figure else 0 for figure in june])
    apart = (month == REFUND_MONTH) & np.array([figure != "" for figure in june])[head]
    return np.where(apart, head + len(june), head), np.concatenate([found.amount - known, known])
