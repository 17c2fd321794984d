"""Numbers and days as they are printed: what is declared is read, anything else is refused."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

DayFormat = Literal[
    "yyyy-mm-dd", "yyyy-mm", "dd.mm.yyyy", "dd/mm/yyyy", "mm/dd/yyyy", "dd-mm-yyyy", "yyyymmdd",
    "mm/dd/yyyy 12:00:00 AM", "dd-mon-yyyy", "dd mon yyyy", "mon yyyy", "month name", "fiscal month", "excel serial",
]  # fmt: skip
MONTHS = "January February March April May June July August September October November December".split()
_NAMES = "|".join(MONTHS)
_SHORT = "|".join(month[:3] for month in MONTHS)
_YEAR = r"[12]\d{3}"
SERIAL = "serial"  # days since 30 December 1899, as a workbook counts them
DAY_FORMATS: dict[
    str, tuple[str, tuple[str, ...]]
] = {  # the pattern that a value must match in full, and how it is read
    "yyyy-mm-dd": (rf"{_YEAR}-\d{{2}}-\d{{2}}", ("%Y-%m-%d",)),
    "yyyy-mm": (rf"{_YEAR}-\d{{2}}", ("%Y-%m",)),
    "dd.mm.yyyy": (rf"\d{{2}}\.\d{{2}}\.{_YEAR}", ("%d.%m.%Y",)),
    "dd/mm/yyyy": (rf"\d{{2}}/\d{{2}}/{_YEAR}", ("%d/%m/%Y",)),
    "mm/dd/yyyy": (rf"\d{{2}}/\d{{2}}/{_YEAR}", ("%m/%d/%Y",)),
    "mm/dd/yyyy 12:00:00 AM": (rf"\d{{2}}/\d{{2}}/{_YEAR} 12:00:00 AM", ("%m/%d/%Y 12:00:00 AM",)),
    "dd-mm-yyyy": (rf"\d{{2}}-\d{{2}}-{_YEAR}", ("%d-%m-%Y",)),
    "yyyymmdd": (rf"{_YEAR}\d{{4}}", ("%Y%m%d",)),
    "dd-mon-yyyy": (rf"\d{{1,2}}-(?:{_SHORT})-{_YEAR}", ("%d-%b-%Y",)),
    "dd mon yyyy": (rf"\d{{1,2}} (?:{_SHORT}) {_YEAR}", ("%d %b %Y",)),
    "mon yyyy": (rf"(?:{_SHORT}|{_NAMES})[- ]{_YEAR}", ("%b %Y", "%b-%Y", "%B %Y", "%B-%Y")),
    "month name": (_NAMES, ()),
    "fiscal month": (r"0{0,2}(?:[1-9]|1[0-2])", ()),
    "excel serial": (r"[1-9]\d{0,5}", (SERIAL,)),
}
_GROUPED = {
    "none": r"\d{1,15}",
    "western": r"(?:\d{1,3}(?:G\d{3}){0,5}|\d{1,15})",
    "indian": r"(?:\d{1,2}(?:G\d{2}){0,7}G\d{3}|\d{1,15})",
}


class NumberFormat(BaseModel):
    """How a source prints numbers.

    >>> european = NumberFormat(decimal=",", group=".", negative=("trailing",))
    >>> bool(re.fullmatch(european.pattern(), "1.234,50-")), bool(re.fullmatch(european.pattern(), "1,234.50"))
    (True, False)
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    decimal: Literal[".", ","] = "."
    group: Literal["", ",", ".", " ", "'"] = ""
    grouping: Literal["western", "indian"] = "western"
    negative: tuple[Literal["leading", "trailing", "parentheses"], ...] = ("leading",)
    words: tuple[Literal["Rs", "Rs.", "PKR", "$", "£", "€"], ...] = ()

    @model_validator(mode="after")
    def _told_apart(self):
        if self.decimal == self.group:
            raise ValueError("decimal and group cannot be the same sign")
        return self

    def pattern(self, places: int = 2) -> str:
        """What a value must match in full, with so many decimals at most; more are refused, never rounded."""
        whole = _GROUPED[self.grouping if self.group else "none"].replace("G", re.escape(self.group))
        fraction = rf"(?:{re.escape(self.decimal)}\d{{1,{places}}})?" if places else ""
        number = f"{whole}{fraction}"
        word = f"(?:(?:{'|'.join(map(re.escape, self.words))}) ?)?" if self.words else ""
        shapes = [f"{word}{number}"]
        if "leading" in self.negative:
            shapes.append(f"{word}-{number}|-{word}{number}" if word else f"-{number}")
        if "trailing" in self.negative:
            shapes.append(f"{word}{number}-")
        if "parentheses" in self.negative:
            shapes.append(rf"{word}\({number}\)|\({word}{number}\)" if word else rf"\({number}\)")
        return "|".join(shapes)

    def in_words(self) -> str:
        """An example, for the sentence of a refusal: 1,234.50 or 1,234.50-."""
        number = f"1{self.group}234{self.decimal}50"
        signed = {"leading": f"-{number}", "trailing": f"{number}-", "parentheses": f"({number})"}
        return " or ".join([number, *(signed[sign] for sign in self.negative)])


def month_code(text: str) -> str:
    """m9 for a month's name, f3 for the third fiscal month; a date stays as it is."""
    name = text[:1].upper() + text[1:].lower()
    if name in MONTHS:
        return f"m{MONTHS.index(name) + 1}"
    return f"f{int(text)}" if re.fullmatch(r"0{0,2}(?:[1-9]|1[0-2])", text) else text
