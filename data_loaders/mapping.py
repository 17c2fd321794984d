"""Mapping: the columns of a source, as its profile names them, become the fixed columns of raw.line."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from data_loaders.formats import month_code
from data_loaders.naming import marked, names
from data_loaders.pattern import begins, found_in
from data_loaders.peers import peers
from data_loaders.profile import Profile
from data_loaders.profile_parts import DIMENSIONS, LOAN_CASTS, Value
from data_loaders.pseudonym import pseudonym
from data_loaders.raw import NAME, POST, TABLES, exact, line_table, text_of
from data_loaders.readers import marks
from data_loaders.readers.label import heading, tidied
from data_loaders.readers.sheet import Refused, Sheet, Unreadable

PART, PART_OF_A_PART, TOTAL_BY_KEY = -1, -2, 9
LEVELS = {"part": PART, "part of a part": PART_OF_A_PART, "total": TOTAL_BY_KEY}
MONTHLY = {"month", "period_from", "period_to"}
OF_PEOPLE = {"as_of", "born", "joined", "retired_on", "restored_on", "pay", "gross", "pension", "commuted", "baseline"}
OF_POSTS = {"sanctioned", "filled", "allowances", "total"}
LISTS = MONTHLY | OF_PEOPLE | OF_POSTS | set(LOAN_CASTS)
CAST = LISTS | {"posted_on", "fiscal_year", "stage", "flow"}  # without a good one the line is refused
NUMBERS = {"document", "bill"}  # another on almost every line
PLAIN = {"posted_on", "document", "bill", "payee", "person", "period_from", "period_to"}  # as printed, not tidied


@dataclass(frozen=True)
class Rows:
    """A sheet in the fixed columns: amounts, names of codes, posts; and how many rows carried no line."""

    lines: tuple[pa.Table, ...]  # one a column of money; a column that is not there is null
    name: pa.Table
    post: pa.Table
    ignored: int
    kept: int = 0  # rows of a list of codes
    refused: tuple[Refused, ...] = ()  # rows without a code, and cells without a value
    peer: pa.Table | None = None  # other countries
    person: pa.Table | None = None  # of a census
    payroll: pa.Table | None = None  # posts and pay
    loan: pa.Table | None = None  # of a list of loans


class Mapping:
    """One sheet seen through a profile."""

    def __init__(self, sheet: Sheet, profile: Profile, load_id: str, key: bytes):
        self.sheet, self.profile, self.load_id, self.key = sheet, profile, load_id, key
        self.headings = {
            heading(name): position for position, name in reversed(list(enumerate(sheet.table.column_names)))
        }
        plain = [heading(re.sub(r" \(\d\)$", "", name)) for name in sheet.table.column_names]
        self.twice = {name for name in plain if plain.count(name) > 1}
        self.known: dict[int, pa.DictionaryArray] = {}

    def find(self, names: tuple[str, ...], optional: bool = False) -> int | None:
        """Position of the first heading that is there; a sentence if none is."""
        for name in names:
            if heading(name) in self.headings:
                if heading(name) in self.twice:
                    raise Unreadable(f"sheet {self.sheet.number} has two columns {name!r}; rename or remove one")
                return self.headings[heading(name)]
        if optional:
            return None
        there = ", ".join(self.sheet.table.column_names[:12])
        raise Unreadable(f"sheet {self.sheet.number} has no column {' or '.join(names)!r}; its columns are {there}")

    def column(self, position: int) -> pa.Array:
        """A source column as one array of text."""
        column = self.sheet.table.column(position)
        return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column

    def encoded(self, position: int) -> pa.DictionaryArray:
        """A source column with each of its texts once."""
        if position not in self.known:
            column = self.column(position)
            dictionary = pa.types.is_dictionary(column.type)
            self.known[position] = column if dictionary else pc.dictionary_encode(column)
        return self.known[position]

    def text(self, value: Value, field: str = "") -> pa.Array:
        """The text of one field for every row, dictionary-encoded where it was changed."""
        if value.column is None:
            constant = value.value if value.value is not None else self.sheet.context.get(value.context)
            array = pa.array([constant], pa.string())
            found = pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), len(self.sheet.lines)), array)
        else:
            position = self.find(value.column, value.optional)
            if position is None:
                return pa.nulls(len(self.sheet.lines), pa.string())
            plain = self.column(position)
            if field in NUMBERS and not pa.types.is_dictionary(plain.type):
                return self.changed(self.matched(plain, value, field), value, field)
            found = self.encoded(position)
        texts = self.matched(found.dictionary, value, field)
        if value.match:  # in which many texts are alike: each is looked at once
            few = texts.dictionary_encode()
            found, texts = (
                pa.DictionaryArray.from_arrays(few.indices.take(found.indices), few.dictionary),
                few.dictionary,
            )
        return pa.DictionaryArray.from_arrays(found.indices, self.changed(texts, value, field))

    def matched(self, texts: pa.Array, value: Value, field: str) -> pa.Array:
        """What the pattern finds in each text, or the text itself."""
        texts = texts if field in CAST else marks.without(texts)
        return found_in(texts, value.match) if value.match else texts

    def changed(self, texts: pa.Array, value: Value, field: str) -> pa.Array:
        """Each distinct text after tidying, pad and alias, in that order."""
        if field not in PLAIN:
            texts = tidied(texts)
        if value.pad:
            texts = pc.utf8_lpad(texts, value.pad, "0")
        if value.alias:
            alias = {heading(key): code for key, code in value.alias.items()}
            texts = pa.array([text and alias.get(heading(text), text) for text in texts.to_pylist()], pa.string())
        if field in MONTHLY:
            texts = pa.array([text and month_code(text) for text in texts.to_pylist()], pa.string())
        if field in ("payee", "person"):
            texts = pa.array([text and pseudonym(self.key, text) for text in texts.to_pylist()], pa.string())
        return texts

    def rows(self) -> Rows:
        """All of the sheet in the fixed columns."""
        if self.profile.peers:
            peer, refused = peers(self)
            return Rows((), NAME.empty_table(), POST.empty_table(), 0, len(peer), refused, peer)
        fields = {field: self.text(value, field) for field, value in self.profile.columns.items()}
        cells = marked(self, CAST)
        if name := self.profile.listed:
            levels, _ = self.ranks(fields)
            listed = TABLES[name](fields, self, levels)
            ignored, told = len(levels) - len(listed), names(self, DIMENSIONS)
            return Rows((), told, POST.empty_table(), ignored, refused=cells, **{name: listed})
        if self.profile.fills:
            code = self.text(self.profile.columns["code"])
            empty = self.sheet.lines.filter(pc.is_null(text_of(code))).to_pylist()
            refused = tuple(Refused(line, None, "the row has no code", "") for line in empty)
            told = names(self, {"code": self.profile.fills})
            return Rows((), told, POST.empty_table(), 0, len(code) - len(empty), refused + cells)
        levels, ignored = self.ranks(fields)
        fields = self.ruled(fields)
        if self.profile.repeats:
            fields = self.repeated(fields)
        lines = [self.amounts(amount, fields, levels) for amount in self.profile.amounts]
        lines = tuple(
            table.filter(pc.is_valid(table["level"])) if ignored else table for table in lines if table is not None
        )
        posts = [self.post(posts, fields, levels) for posts in self.profile.posts]
        return Rows(
            lines, names(self, DIMENSIONS), pa.concat_tables(posts or [POST.empty_table()]), ignored, refused=cells
        )

    def ranks(self, fields: dict[str, pa.Array]) -> tuple[pa.Array, int]:
        """The level of each row (null: no line), with what the profile says of totals and parts."""
        levels = self.sheet.levels
        for lines in self.profile.lines:
            column = text_of(self.column(self.find((lines.column,))))
            there = pc.is_in(column, pa.array(lines.equals, pa.string()))
            level = pa.scalar(LEVELS.get(lines.are), pa.int8())
            levels = pc.if_else(there, level, levels)
            if lines.class_ is not None:
                known = fields.get("class", pa.nulls(len(levels), pa.string()))
                fields["class"] = pc.if_else(there, pa.scalar(lines.class_ or None, pa.string()), text_of(known))
        return levels, levels.null_count

    def ruled(self, fields: dict[str, pa.Array]) -> dict[str, pa.Array]:
        """The fields with what the rules set; the first rule that holds counts."""
        open_rows = pa.repeat(pa.scalar(True), len(self.sheet.lines))
        done = dict(fields)
        for rule in self.profile.rules:
            holds = open_rows
            for field, patterns in rule.when.items():
                holds = pc.and_(holds, begins(fields[field], patterns))
            for field, value in (("flow", rule.flow), ("class", rule.class_)):
                if value is not None:
                    known = done.get(field, pa.nulls(len(holds), pa.string()))
                    done[field] = pc.if_else(holds, pa.scalar(value), text_of(known))
            open_rows = pc.and_(open_rows, pc.invert(holds))
        return done

    def repeated(self, fields: dict[str, pa.Array]) -> dict[str, pa.Array]:
        """The fiscal year of a key that comes again is the next one."""
        keys = zip(*(self.column(self.find((name,))).to_pylist() for name in self.profile.repeats.key), strict=True)
        seen, years = set(), []
        for key, year in zip(keys, text_of(fields["fiscal_year"]).to_pylist(), strict=True):
            years.append(str(int(year) + 1) if key in seen and year and year.isdigit() else year)
            seen.add(key)
        return {**fields, "fiscal_year": pa.array(years, pa.string())}

    def amounts(self, amount, fields: dict[str, pa.Array], levels: pa.Array) -> pa.Table | None:
        """One row a line for one column of money."""
        position = self.find(amount.column, amount.optional)
        if position is None:
            return None
        size = len(self.sheet.lines)
        money = {"amount": self.column(position)}
        for name, source in zip(("deductions", "deductions_2"), amount.deductions, strict=False):
            place = self.find((source,), optional=True)
            money[name] = None if place is None else self.column(place)
        place = self.find((amount.net,), optional=True) if amount.net else None
        money["net"] = None if place is None else self.column(place)
        constant = {"stage": amount.stage, "flow": amount.flow, "fiscal_year": amount.fiscal_year}
        given = dict(fields)
        for field, value in constant.items():
            if value is not None:
                known = given.get(field) if field != "fiscal_year" else None
                given[field] = pa.scalar(value) if known is None else pc.fill_null(text_of(known), value)
        fixed = {"load_id": self.load_id, "sheet": self.sheet.number, "cell": position + 1}
        fixed |= {"heading": self.sheet.table.column_names[position], "restated": amount.restates}
        given["side"] = self.side(amount.flow)
        given |= money | {"line": self.sheet.lines, "level": levels}
        return line_table(given | fixed, size)

    def side(self, flow: str) -> pa.Array | pa.Scalar:
        """Money in or money out: as the line's own flow says, else as the column's."""
        sides = {"receipt": "receipt", "expenditure": "payment"}
        own = self.profile.columns.get("flow")
        if own is None:
            return pa.scalar(sides.get(flow, "payment"))
        words = text_of(self.text(own, "flow")).dictionary_encode()
        known = [sides.get((word or "").lower(), sides.get(flow, "payment")) for word in words.dictionary.to_pylist()]
        return pc.fill_null(pc.take(pa.array(known, pa.string()), words.indices), sides.get(flow, "payment"))

    def post(self, posts, fields: dict[str, pa.Array], levels: pa.Array) -> pa.Table:
        """One row a line for one column of posts."""
        position = self.find((posts.column,))
        allowed = pa.repeat(pa.scalar(True), len(levels))
        for field, pattern in posts.only.items():
            allowed = pc.and_(allowed, begins(fields[field], (pattern,)))
        given = {field: fields.get(field) for field in ("department", "office", "function", "object")}
        given |= {"load_id": self.load_id, "sheet": self.sheet.number, "line": self.sheet.lines, "cell": position + 1}
        given |= {"level": levels, "heading": posts.column, "fiscal_year": posts.fiscal_year, "stage": posts.stage}
        given |= {"posts": text_of(self.column(position)), "most": posts.limit, "allowed": allowed}
        table = exact(POST, given, len(levels))
        return table.filter(pc.is_valid(table["posts"]))
