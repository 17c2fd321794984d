"""Peers: what other countries approved and executed, by year and line of the budget, from a file of their own."""

from __future__ import annotations

import re
from decimal import Decimal

import pyarrow as pa

from data_loaders.raw import PEER, text_of
from data_loaders.readers.sheet import Refused

NUMBER = re.compile(r"-?\d{1,17}(\.\d+)?([eE][+-]?\d{1,2})?")
LARGEST = Decimal(10) ** 18


def peers(mapping) -> tuple[pa.Table, tuple[Refused, ...]]:
    """One row a line that says country, year, line of the budget and both amounts; every other line, refused."""
    said = mapping.profile.peers
    headings = (said.country, said.year, said.line, said.approved, said.executed)
    places = [mapping.find(names) for names in headings]
    columns = [text_of(mapping.column(place)).to_pylist() for place in places]
    kept, refused = [], []
    for number, *cells in zip(mapping.sheet.lines.to_pylist(), *columns, strict=True):
        wrong = next((at for at, read in enumerate(READ) if read(cells[at]) is None), None)
        if wrong is None:
            kept.append(
                (
                    mapping.load_id,
                    mapping.sheet.number,
                    number,
                    *(read(cell) for read, cell in zip(READ, cells, strict=True)),
                )
            )
        else:
            name = mapping.sheet.table.column_names[places[wrong]]
            refused.append(Refused(number, None, f"expected {EXPECTED[wrong]} in column {name}", cells[wrong] or ""))
    return pa.Table.from_pylist([dict(zip(PEER.names, row, strict=True)) for row in kept], schema=PEER), tuple(refused)


def word(text: str | None) -> str | None:
    """A name.

    >>> word(" Pakistan "), word(" "), word(None)
    ('Pakistan', None, None)
    """
    return (text or "").strip() or None


def year(text: str | None) -> int | None:
    """A calendar year, as a whole number or as one with an empty fraction.

    >>> year("2011"), year("2011.0"), year("2011-12"), year(None)
    (2011, 2011, None, None)
    """
    found = re.fullmatch(r"([12]\d{3})(\.0*)?", (text or "").strip())
    return int(found[1]) if found else None


def amount(text: str | None) -> Decimal | None:
    """Money to the hundredth.

    >>> amount("12.345"), amount("1e3"), amount("n/a"), amount("9e30")
    (Decimal('12.34'), Decimal('1000.00'), None, None)
    """
    if not NUMBER.fullmatch((text or "").strip()):
        return None
    money = Decimal(text.strip())
    return money.quantize(Decimal("0.01")) if abs(money) < LARGEST else None


READ = (word, year, word, amount, amount)
EXPECTED = ("a country", "a year such as 2021", "a line of the budget", *["a number such as 1234.56"] * 2)
