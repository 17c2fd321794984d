"""A profile: how one kind of file is read. Sources are data (YAML), not code."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from data_loaders.formats import DAY_FORMATS, DayFormat, NumberFormat
from data_loaders.profile_parts import (
    DEBTS,
    FIELDS,
    PAYROLL,
    PEOPLE,
    Amount,
    Layout,
    Lines,
    Peers,
    Posts,
    Repeats,
    Rule,
    Strict,
    Value,
    Whose,
)


class Profile(Strict):
    """One kind of file, from its layout to the columns of the ledger."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    government: Whose | None = None
    reader: Literal["table", "treasury_report", "alv_list", "age_service_table"] = "table"
    layout: Layout = Layout()
    numbers: NumberFormat = NumberFormat()
    days: tuple[DayFormat, ...] = ("yyyy-mm-dd",)
    unit: Literal[1, 1000, 100000, 1000000, 10000000, 1000000000] = 1
    fiscal_year: Literal["text", "by start", "by end"] = "text"
    cumulative: bool = False
    columns: dict[str, Value] = Field(default={})
    one_of: tuple[str, ...] = ()  # headings of which one at least must be there
    amounts: tuple[Amount, ...] = ()
    posts: tuple[Posts, ...] = ()
    peers: Peers | None = None
    census: Literal["employee", "pensioner"] | None = None
    debt: Literal["loan"] | None = None  # a list of what is owed, one line each on a day
    paid: Literal["a month", "a year"] = "a month"  # what pay and pensions of a census are for
    payroll: bool = False  # posts and pay by month, department and grade
    rules: tuple[Rule, ...] = ()
    lines: tuple[Lines, ...] = ()
    repeats: Repeats | None = None
    replaces: tuple[Literal["period", "office", "file_name"], ...] = ()
    fills: Literal["department", "district", "head", "function", "office"] | None = None

    @model_validator(mode="after")
    def _known(self):
        known, what = FIELDS, "the ledger"
        if self.census:
            known, what = PEOPLE[self.census], f"a census of {self.census}s"
        elif self.payroll:
            known, what = PAYROLL, "a payroll"
        elif self.debt:
            known, what = DEBTS[self.debt], f"a list of {self.debt}s"
        for field in self.columns:
            if field not in known and (known is not FIELDS or field != "code"):
                raise ValueError(f"{field!r} is not a column of {what}; columns are {', '.join(known)}")
        if self.census and not {"person", "as_of"} <= set(self.columns):
            raise ValueError("a census needs the columns 'person' and 'as_of'")
        if self.payroll and not set(PAYROLL) - {"sanctioned"} <= set(self.columns):
            raise ValueError(f"a payroll needs the columns {', '.join(PAYROLL)}; 'sanctioned' alone may be left out")
        if self.debt and not {"number", "as_of", "currency", "due"} <= set(self.columns):
            raise ValueError("a list of loans needs the columns 'number', 'as_of', 'currency' and 'due'")
        if not self.census and (self.paid == "a year" or self.reader == "age_service_table"):
            raise ValueError("'paid' and the reader 'age_service_table' belong to a profile with 'census'")
        return self

    @model_validator(mode="after")
    def _says_what_it_is_for(self):
        if self.fills and "code" not in self.columns:
            raise ValueError(f"a profile that fills {self.fills} needs the column 'code'")
        if not (self.fills or self.amounts or self.peers or self.listed):
            raise ValueError(
                "needs 'amounts' (columns of money), 'fills' (a list of codes), 'census', 'payroll', 'debt' (loans) or "
                "'peers' (other countries)"
            )
        if self.peers and (self.amounts or self.fills or self.columns):
            raise ValueError("a profile of 'peers' has nothing but its own columns")
        for name in ("payroll", "debt"):
            others = ["amounts", "fills", "peers", *sorted({"census", "payroll", "debt"} - {name})]
            if getattr(self, name) and any(getattr(self, other) for other in others):
                raise ValueError(f"a profile with {name!r} has none of {', '.join(map(repr, others))}")
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

    @property
    def listed(self) -> str | None:
        """What its lines list where they are no lines of the ledger."""
        return "person" if self.census else "payroll" if self.payroll else self.debt

    def decimals(self) -> int:
        """Decimals that a number may have in the file's unit without a fraction of a paisa."""
        return 2 + len(str(self.unit)) - 1

    def months(self) -> int:
        """For how many months a sum of pay or pension in the file is."""
        return 12 if self.paid == "a year" else 1

    def declared(self) -> dict:
        """How numbers and days are printed, as the casts of staging/line.sql want to know it."""
        days = [DAY_FORMATS[name] for name in self.days]
        return {
            "number": self.numbers.pattern(self.decimals()),
            "group": self.numbers.group,
            "words": bool(self.numbers.words),
            "mark": self.numbers.decimal,
            "unit": self.unit,
            "months": self.months(),
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
            + self._of_peers()
        )

    def needed(self) -> list[tuple[str, ...]]:
        """Headings that must be there for a file to fit, each with its alternatives."""
        values = [value for value in self.columns.values() if value.column and not value.optional]
        headings = [value.column for value in values] + [
            amount.column for amount in self.amounts if not amount.optional
        ]
        headings += [(lines.column,) for lines in self.lines] + [(posts.column,) for posts in self.posts]
        return headings + ([self.one_of] if self.one_of else []) + self._of_peers()

    def _of_peers(self) -> list[tuple[str, ...]]:
        return list(dict(self.peers).values()) if self.peers else []
