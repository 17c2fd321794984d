"""Own profile: a kind of file that its owner describes, heading by heading, in the words of the data loaders."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import yaml

COLUMNS = {  # column of the ledger: its name on the screen, and headings that it often has
    "posted_on": ("Day", ("posted on", "date", "day", "posting date", "voucher date", "payment date", "date paid")),
    "month": ("Month", ("month",)),
    "fiscal_year": ("Fiscal year", ("fiscal year", "financial year", "year")),
    "department": ("Department", ("department", "ministry", "department name")),
    "office": ("Office", ("office", "ddo", "ddo code", "drawing and disbursing officer")),
    "district": ("District", ("district",)),
    "object": ("Head or object", ("object", "head", "object code", "head of account", "revenue head")),
    "function": ("Function", ("function", "function code")),
    "document": ("Document", ("document", "document number", "voucher", "voucher number", "challan")),
    "payee": ("Payee", ("payee", "vendor", "supplier", "paid to")),
}
SELDOM = {
    "stage": ("Stage of the line", ("stage",)),
    "flow": ("Flow of the line", ("flow",)),
    "class": ("Class", ("class",)),
    "fund": ("Fund", ("fund",)),
    "grant_number": ("Grant number", ("grant number", "grant")),
    "project": ("Project", ("project", "scheme")),
    "bill": ("Bill", ("bill", "bill number")),
    "kind": ("Kind of document", ("kind", "document type")),
}
AMOUNT = ("amount", "net amount", "gross", "gross amount", "expenditure", "actual", "value")
STAGES = (
    "actual", "original", "supplementary", "reappropriation", "surrender", "revised", "released", "committed",
)  # fmt: skip
FLOWS = ("expenditure", "receipt", "financing", "remittance")
NUMBERS = {  # as printed: decimal, group, grouping
    "1234.56": (".", "", "western"),
    "1,234.56": (".", ",", "western"),
    "12,34,567.00": (".", ",", "indian"),
    "1.234,56": (",", ".", "western"),
    "1 234,56": (",", " ", "western"),
    "1234,56": (",", "", "western"),
    "1'234.56": (".", "'", "western"),
}
NEGATIVE = {"leading": "-1.00", "trailing": "1.00-", "parentheses": "(1.00)"}
WORDS = ("Rs", "Rs.", "PKR", "$", "£", "€")
DAYS = {  # as printed, and what it is known by; what looks like any number is for the owner to say
    "yyyy-mm-dd": r"\d{4}-\d\d-\d\d",
    "dd.mm.yyyy": r"\d\d\.\d\d\.\d{4}",
    "dd/mm/yyyy": r"(?:[0-2]\d|3[01])/(?:0\d|1[0-2])/\d{4}",
    "mm/dd/yyyy": r"(?:0\d|1[0-2])/(?:[0-2]\d|3[01])/\d{4}",
    "dd-mm-yyyy": r"\d\d-\d\d-\d{4}",
    "dd-mon-yyyy": r"\d{1,2}-[A-Z][a-z]{2}-\d{4}",
    "dd mon yyyy": r"\d{1,2} [A-Z][a-z]{2} \d{4}",
    "mon yyyy": r"[A-Z][a-z]{2,8}[- ]\d{4}",
    "yyyy-mm": r"\d{4}-\d\d",
    "yyyymmdd": None,
    "month name": None,
    "fiscal month": None,
    "excel serial": None,
}
UNITS = {1: "units", 10**3: "thousand", 10**5: "lakh", 10**6: "million", 10**7: "crore", 10**9: "billion"}
YEARS = {"text": "2026-27", "by start": "2026, the year it starts", "by end": "2027, the year it ends"}


@dataclass(frozen=True)
class OwnProfile:
    """What the owner of a file says of it."""

    title: str
    columns: dict[str, str] = field(default_factory=dict)  # column of the ledger: heading of the file
    amounts: tuple[tuple[str, str], ...] = ()  # heading, stage
    flow: str = "expenditure"
    numbers: str = "1234.56"
    negative: tuple[str, ...] = ("leading",)
    words: tuple[str, ...] = ()
    days: tuple[str, ...] = ("yyyy-mm-dd",)
    unit: int = 1
    year_rule: str = "text"
    fiscal_year: str = ""  # of the whole file, where no column says when

    @property
    def name(self) -> str:
        """A name for files and folders.

        >>> OwnProfile("Europe, payments").name, OwnProfile("2026").name
        ('europe_payments', 'file_2026')
        """
        name = re.sub(r"[^a-z0-9]+", "_", self.title.lower()).strip("_")[:60]
        name = name or f"{zlib.crc32(self.title.encode()):08x}"
        return name if name[0].isalpha() else f"file_{name}"

    def lacking(self, taken: Iterable[str] = ()) -> str:
        """What must still be said, in a sentence; "" where nothing is lacking."""
        if not self.title.strip():
            return "Give this kind of file a name."
        if self.name in taken:
            return f"There is a kind of file named {self.name} already: choose it above, or give this one another name."
        if not self.amounts:
            return "Say which column holds the amounts."
        if not self.fiscal_year and not {"posted_on", "month", "fiscal_year"} & set(self.columns):
            return "Say when: choose the column of the day, month or fiscal year, or write the year of the whole file."
        return ""

    def yaml(self) -> str:
        """The profile as the data loaders read it."""
        decimal, group, grouping = NUMBERS[self.numbers]
        numbers = {"decimal": decimal, "group": group, "grouping": grouping}
        numbers |= {"negative": list(self.negative), "words": list(self.words)}
        year = {"fiscal_year": self.fiscal_year} if self.fiscal_year else {}
        amounts = [{"column": heading, "stage": stage, "flow": self.flow} | year for heading, stage in self.amounts]
        said = {"name": self.name, "title": self.title, "reader": "table", "numbers": numbers, "days": list(self.days)}
        said |= {"unit": self.unit, "fiscal_year": self.year_rule}
        said |= {"columns": {column: {"column": heading} for column, heading in self.columns.items()}}
        said |= {"amounts": amounts, "replaces": ["office" if "office" in self.columns else "file_name", "period"]}
        text = yaml.safe_dump(said, allow_unicode=True, sort_keys=False)
        if yaml.safe_load(text) != said:  # a heading holds what YAML takes for the end of a line: spell it out
            text = yaml.safe_dump(said, sort_keys=False)
        return text


def like(headings: Sequence[str], known: Iterable[str]) -> str | None:
    """The heading that is called as this column often is.

    >>> like(["Office", "Voucher_Date"], ("voucher date",))
    'Voucher_Date'
    """
    plain = {re.sub(r"[\s_]+", " ", heading).strip().casefold(): heading for heading in reversed(headings)}
    return next((plain[name] for name in known if name in plain), None)


def numbers_like(cells: Sequence[str]) -> str:
    """How most of these cells print numbers.

    >>> numbers_like(["05.10.2026", "1.234,50-"]), numbers_like(["12,34,567.00"]), numbers_like([])
    ('1.234,56', '12,34,567.00', '1234.56')
    """
    return max(NUMBERS, key=lambda shown: sum(bool(_printed(shown).fullmatch(cell)) for cell in cells))


def negative_like(cells: Sequence[str], shown: str) -> list[str]:
    """How these cells print numbers below zero; the minus in front is always known.

    >>> negative_like(["1.234,50-", "x-"], "1.234,56")
    ['leading', 'trailing']
    """
    known = [cell for cell in cells if _printed(shown).fullmatch(cell)]
    trailing = ["trailing"] if any(cell.endswith("-") for cell in known) else []
    return ["leading", *trailing, *(["parentheses"] if any(cell.startswith("(") for cell in known) else [])]


def days_like(cells: Sequence[str]) -> str:
    """How most of these cells print days.

    >>> days_like(["HB0380", "05.10.2026"]), days_like(["10/25/2026", "10/01/2026"]), days_like([])
    ('dd.mm.yyyy', 'mm/dd/yyyy', 'yyyy-mm-dd')
    """
    return max(DAYS, key=lambda shown: sum(bool(DAYS[shown] and re.fullmatch(DAYS[shown], cell)) for cell in cells))


def _printed(shown: str) -> re.Pattern:
    """The pattern of a number printed so, with its sign in any place."""
    decimal, group, grouping = NUMBERS[shown]
    some = r"\d{1,2}(?:G\d\d)*G\d{3}" if grouping == "indian" else r"\d{1,3}(?:G\d{3})+"
    whole = f"(?:{some.replace('G', re.escape(group))}|\\d+)" if group else r"\d+"
    return re.compile(rf"[-(]?{whole}(?:{re.escape(decimal)}\d{{1,2}})?[-)]?")
