"""A profile: how one kind of file is read. Sources are data (YAML), not code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

import pyarrow as pa
import pyarrow.compute as pc
import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from data_loaders.formats import DAY_FORMATS, DayFormat, NumberFormat

PROFILES = Path(__file__).parent / "profiles"

Stage = Literal[
    "original", "supplementary", "reappropriation", "surrender", "revised", "released", "committed", "actual"
]
Flow = Literal["receipt", "expenditure", "financing", "remittance"]
FIELDS = (
    "posted_on period_from period_to month fiscal_year stage flow class office department district "
    "function object fund grant_number project document bill payee"
).split()
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
        return yaml.safe_load(path.read_text(encoding="utf-8"))

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


class Profile(Strict):
    """One kind of file, from its layout to the columns of the ledger."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    government: Whose | None = None
    reader: Literal["table", "treasury_report", "alv_list"] = "table"
    layout: Layout = Layout()
    numbers: NumberFormat = NumberFormat()
    days: tuple[DayFormat, ...] = ("yyyy-mm-dd",)
    unit: Literal[1, 1000, 100000, 1000000, 10000000, 1000000000] = 1
    fiscal_year: Literal["text", "by start", "by end"] = "text"
    cumulative: bool = False
    columns: dict[str, Value] = {}
    one_of: tuple[str, ...] = ()  # headings of which one at least must be there
    amounts: tuple[Amount, ...] = ()
    posts: tuple[Posts, ...] = ()
    rules: tuple[Rule, ...] = ()
    lines: tuple[Lines, ...] = ()
    repeats: Repeats | None = None
    replaces: tuple[Literal["period", "office", "file_name"], ...] = ()
    fills: Literal["department", "district", "head", "function", "office"] | None = None

    @field_validator("columns")
    @classmethod
    def _known(cls, columns):
        for field in columns:
            if field not in FIELDS and field != "code":
                raise ValueError(f"{field!r} is not a column of the ledger; columns are {', '.join(FIELDS)}")
        return columns

    @model_validator(mode="after")
    def _says_what_it_is_for(self):
        if self.fills and "code" not in self.columns:
            raise ValueError(f"a profile that fills {self.fills} needs the column 'code'")
        if not self.fills and not self.amounts:
            raise ValueError("needs 'amounts' (columns of money), or 'fills' (a list of codes)")
        if {"dd/mm/yyyy", "mm/dd/yyyy"} <= set(self.days):
            raise ValueError("days cannot be both dd/mm/yyyy and mm/dd/yyyy")
        taken = [name for amount in self.amounts for name in amount.column]
        if len(taken) != len(set(taken)):
            raise ValueError("a column of money may stand in 'amounts' once")
        unknown = {field for rule in self.rules for field in rule.when} - set(self.columns)
        if unknown:
            raise ValueError(f"rules ask for {', '.join(sorted(unknown))}, which 'columns' does not have")
        dated = {"posted_on", "month", "fiscal_year", "period_to"} & set(self.columns)
        if self.amounts and not dated and not all(amount.fiscal_year for amount in self.amounts):
            raise ValueError("nothing says when: needs posted_on, month, fiscal_year or a fiscal_year for each amount")
        return self

    def decimals(self) -> int:
        """Decimals that a number may have in the file's unit without a fraction of a paisa."""
        return 2 + len(str(self.unit)) - 1

    def declared(self) -> dict:
        """How numbers and days are printed, as the casts of staging/line.sql want to know it."""
        days = [DAY_FORMATS[name] for name in self.days]
        return {
            "number": self.numbers.pattern(self.decimals()),
            "noise": self.numbers.noise(),
            "mark": self.numbers.decimal,
            "unit": self.unit,
            "day": "|".join(pattern for pattern, _ in days),
            "day_formats": [one for _, read_as in days for one in read_as] or ["%Y-%m-%d"],
            "year_rule": self.fiscal_year,
        }

    def headings(self) -> list[tuple[str, ...]]:
        """Every heading that the profile knows, each with its alternatives."""
        values = [value.column for value in self.columns.values() if value.column]
        money = [amount.column for amount in self.amounts]
        money += [self.one_of] if self.one_of else []
        more = [(name,) for a in self.amounts for name in (*a.deductions, *([a.net] if a.net else []))]
        return (
            values
            + money
            + more
            + [(lines.column,) for lines in self.lines]
            + [(posts.column,) for posts in self.posts]
        )

    def needed(self) -> list[tuple[str, ...]]:
        """Headings that must be there for a file to fit, each with its alternatives."""
        values = [value for value in self.columns.values() if value.column and not value.optional]
        headings = [value.column for value in values] + [
            amount.column for amount in self.amounts if not amount.optional
        ]
        headings += [(lines.column,) for lines in self.lines] + [(posts.column,) for posts in self.posts]
        return headings + ([self.one_of] if self.one_of else [])
