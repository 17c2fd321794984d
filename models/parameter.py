"""Parameter: dated figures set in law or published, each with its id, its source and its date."""

from __future__ import annotations

import csv
from pathlib import Path

FOLDER = Path(__file__).parent / "parameters"
UNVERIFIED = "unverified"


def table(name: str, currency: str | None = None) -> tuple[dict[str, str], ...]:
    """The rows of one table of parameters as text, in its order; those of a currency alone if one is named.

    >>> [row["value"] for row in table("nfc_award") if row["id"] == "share_sindh"]
    ['24.55']
    >>> table("price_index", currency="XXX")
    ()
    """
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row for row in csv.DictReader(file) if currency is None or row["currency"] == currency)


def sources(rows: tuple[dict[str, str], ...]) -> str:
    """Where some rows come from, in words; what nobody has checked is said to be unverified.

    >>> sources(({"source": "Gazette 7"}, {"source": "hearsay, unverified"}))
    'Gazette 7; 1 of 2 figures unverified'
    """
    named = list(dict.fromkeys(row["source"] for row in rows if UNVERIFIED not in row["source"]))
    doubtful = sum(UNVERIFIED in row["source"] for row in rows)
    said = f"{doubtful} of {len(rows)} {'figure' if len(rows) == 1 else 'figures'} unverified" if doubtful else ""
    return "; ".join((*named, *filter(None, (said,))))
