"""The parts of a profile: where a text comes from, what a column of money means, how the file is laid out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

import pyarrow as pa
import pyarrow.compute as pc
import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

PROFILES = Path(__file__).parent / "profiles"
OUR_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # six times as fast; a foreign file nested deep would end us

Stage = Literal[
    "original", "supplementary", "reappropriation", "surrender", "revised", "released", "committed", "actual"
]
Flow = Literal["receipt", "expenditure", "financing", "remittance"]
FIELDS = (
    "posted_on period_from period_to month fiscal_year stage flow class office department district "
    "function object fund grant_number project document bill kind payee"
).split()
PEOPLE = {  # a census: employees, or who draws a pension or waits for one
    "employee": tuple("person as_of born joined sex grade department district pay gross members".split()),
    "pensioner": tuple(
        "person as_of kind born sex grade department district retired_on service pension commuted restored_on baseline "
        "members".split()
    ),
}
PAYROLL = tuple("month department grade sanctioned filled pay allowances total".split())  # posts and pay by month
LOAN_WORDS = tuple("number lender borrower guarantor country project project_name kind status".split())
LOAN_CASTS = tuple(  # days, money, a rate and a currency
    "as_of currency rate original cancelled undisbursed disbursed repaid due adjustment sold first_repayment "
    "last_repayment approved_on agreed_on effective_on closed_on disbursed_on".split()
)
DEBTS = {"loan": (*LOAN_WORDS, *LOAN_CASTS)}  # lists of what is owed, one line each on a day
DIMENSIONS = {
    "office": "office",
    "department": "department",
    "district": "district",
    "function": "function",
    "object": "head",
}


class Strict(BaseModel):
    """Nothing that is not declared may stand in a profile."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Headings = Annotated[tuple[str, ...], Field(min_length=1)]


class Value(Strict):
    """Where a text comes from: a column, a constant, or what the title or the file's name says."""

    column: Headings | None = None
    context: str | None = None
    value: str | None = None
    match: str | None = None  # the first group is the text
    pad: int = 0  # leading zeros restored to this width
    alias: dict[str, str] = {}
    optional: bool = False
    name: Value | None = None
    parent: Value | None = None
    level: str | Value | None = None  # a constant, or where it stands
    agency: Value | None = None
    population: Value | None = None
    area: Value | None = None

    @field_validator("column", mode="before")
    @classmethod
    def _one_or_more(cls, column):
        return (column,) if isinstance(column, str) else column

    @field_validator("alias", mode="before")
    @classmethod
    def _table_of_names(cls, alias):
        """A table of spellings may stand in a file of its own, for several profiles."""
        if not isinstance(alias, str):
            return alias
        path = PROFILES / "aliases" / f"{Path(alias).name}.yaml"
        if not path.exists():
            raise ValueError(f"there is no table of names {alias!r} in profiles/aliases")
        return yaml.load(path.read_text(encoding="utf-8"), Loader=OUR_YAML)

    @field_validator("match")
    @classmethod
    def _is_a_pattern(cls, match):
        try:
            pc.match_substring_regex(pa.array([""]), match or "")
        except pa.ArrowInvalid as error:
            raise ValueError(f"{match!r} is no pattern: {str(error).splitlines()[0]}") from None
        return match

    @model_validator(mode="after")
    def _one_place(self):
        if sum(place is not None for place in (self.column, self.context, self.value)) != 1:
            raise ValueError("say exactly one of column, context or value")
        return self


class Amount(Strict):
    """A column of money: what stage and flow its figures are of."""

    column: Headings
    stage: Stage | None = None
    flow: Flow = "expenditure"
    fiscal_year: str | None = None
    deductions: tuple[str, ...] = Field(default=(), max_length=2)
    net: str | None = None
    restates: bool = False  # repeats a figure that another source states first
    optional: bool = False

    _one_or_more = field_validator("column", mode="before")(
        lambda column: (column,) if isinstance(column, str) else column
    )


class Posts(Strict):
    """A column of posts, and what may stand in it."""

    column: str
    stage: Stage
    fiscal_year: str
    limit: int
    only: dict[str, str] = {}


class Peers(Strict):
    """Where a file of other countries says country, year, line of the budget, and what was approved and executed."""

    country: Headings
    year: Headings
    line: Headings
    approved: Headings
    executed: Headings


class Rule(Strict):
    """If the fields begin so, then set these."""

    when: dict[str, tuple[str, ...]]
    flow: Flow | None = None
    class_: str | None = Field(default=None, alias="class")


class Lines(Strict):
    """Which rows are not lines of figures but totals or parts of them, or nothing."""

    column: str
    equals: tuple[str, ...]
    are: Literal["total", "part", "part of a part", "ignored"]
    class_: str | None = Field(default=None, alias="class")


class Repeats(Strict):
    """A key that comes again belongs to the next fiscal year: a mislabelled newest year."""

    key: tuple[str, ...]
    fiscal_year: Literal["next"]
    reason: str


class Context(Strict):
    """What the file's name or its title lines say, by named groups."""

    source: Literal["file_name", "title"]
    match: str

    @field_validator("match")
    @classmethod
    def _has_named_groups(cls, match):
        try:
            if re.compile(match).groupindex:
                return match
        except re.error as error:
            raise ValueError(f"{match!r} is no pattern: {error}") from None
        raise ValueError(f"{match!r} names nothing; write what is wanted as (?P<period>...)")


class Layout(Strict):
    """How the file is laid out."""

    encoding: str = "auto"
    delimiter: str = Field(default="auto", pattern=r"^(auto|.|\t)$")
    sheets: tuple[str, ...] = ()
    header_rows: Literal[1, 2] = 1
    context: tuple[Context, ...] = ()


class Whose(Strict):
    """The government that a source belongs to."""

    name: str
    currency: str
    first_month: int = Field(ge=1, le=12)
    chart: Literal["NAM", "LMMH", "own"] = "own"
