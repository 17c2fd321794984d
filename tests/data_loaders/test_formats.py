"""Numbers, days and fiscal years: what is declared is read, all else is refused; beside a plain, slow reference."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.formats import DAY_FORMATS, NumberFormat
from data_loaders.store import SQL

MOST = 10**18  # the ledger holds less, in either direction
UNITS = (1, 1000, 100_000, 10_000_000, 1_000_000_000)


@pytest.fixture(scope="module")
def macros():
    connection = duckdb.connect()
    for statement in connection.extract_statements((SQL / "staging" / "macros.sql").read_text(encoding="utf-8")):
        connection.execute(statement)
    return connection


@pytest.fixture(scope="module")
def money(macros):
    """Values as the ledger reads them, None where it refuses."""

    def read(values, form=NumberFormat(), unit=1):
        sql = "select money(value, $pattern, $noise, $mark, $unit) from unnest($values::varchar[]) as t(value)"
        given_ = {"pattern": form.pattern(places(unit)), "noise": form.noise(), "mark": form.decimal, "unit": unit}
        return [row[0] for row in macros.execute(sql, given_ | {"values": list(values)}).fetchall()]

    return read


@pytest.fixture(scope="module")
def day(macros):
    """Values as days, by the formats declared."""

    def read(values, *formats):
        patterns = "|".join(DAY_FORMATS[name][0] for name in formats)
        readings = [DAY_FORMATS[name][1] for name in formats if DAY_FORMATS[name][1]] or ["%Y-%m-%d"]
        sql = "select day(value, $pattern, $formats) from unnest($values::varchar[]) as t(value)"
        rows = macros.execute(sql, {"pattern": patterns, "formats": readings, "values": list(values)}).fetchall()
        return [row[0] for row in rows]

    return read


def places(unit: int) -> int:
    """Decimals without a fraction of a paisa: 2, and one for each nought of the unit."""
    return 2 + str(unit).count("0")


def plain_money(text: str, form: NumberFormat, unit: int = 1) -> Decimal | None:
    """The reference: signs and words from outside in, then one character after the other."""
    body, negative = text, False
    if "parentheses" in form.negative and text.endswith(")") and "(" in text:
        before, body = text[:-1].split("(", 1)
        if before and (without_word(before) != "" or without_word(body) != body):
            return None
        body, negative = without_word(body), True
    elif "trailing" in form.negative and text.endswith("-"):
        body, negative = without_word(text[:-1], form), True
    elif "leading" in form.negative and text.startswith("-"):
        body, negative = without_word(text[1:], form), True
    else:
        body = without_word(text, form)
        if "leading" in form.negative and body != text and body.startswith("-"):
            body, negative = body[1:], True
    found = plain_number(body, form, places(unit))
    if found is None or abs(found * unit) >= MOST:
        return None
    return (-found if negative else found) * unit


def without_word(text: str, form: NumberFormat | None = None) -> str:
    for word in sorted(form.words if form else ("Rs", "Rs.", "PKR", "$", "£", "€"), key=len, reverse=True):
        if text.startswith(word):
            return text[len(word) :].removeprefix(" ") if text[len(word) :][:1] == " " else text[len(word) :]
    return text


def plain_number(text: str, form: NumberFormat, most: int) -> Decimal | None:
    runs, fraction = [""], None
    for character in text:
        if character in "0123456789":
            if fraction is None:
                runs[-1] += character
            else:
                fraction += character
        elif character == form.decimal and fraction is None:
            fraction = ""
        elif form.group and character == form.group and fraction is None:
            runs.append("")
        else:
            return None
    if not all(runs) or fraction == "" or len(fraction or "") > most or not grouped(runs, form.grouping):
        return None
    return Decimal(f"{''.join(runs)}.{fraction or 0}")


def grouped(runs: list[str], grouping: str) -> bool:
    sizes = [len(run) for run in runs]
    if len(sizes) == 1:
        return sizes[0] <= 15
    if grouping == "western":
        return sizes[0] <= 3 and set(sizes[1:]) == {3}
    return sizes[0] <= 2 and sizes[-1] == 3 and set(sizes[1:-1]) <= {2}


@st.composite
def forms(draw):
    decimal = draw(st.sampled_from(".,"))
    return NumberFormat(
        decimal=decimal,
        group=draw(st.sampled_from([mark for mark in ("", ",", ".", " ", "'") if mark != decimal])),
        grouping=draw(st.sampled_from(["western", "indian"])),
        negative=tuple(draw(st.sets(st.sampled_from(["leading", "trailing", "parentheses"])))),
        words=tuple(draw(st.sampled_from([(), ("Rs", "Rs."), ("$",), ("PKR", "£", "€")]))),
    )


DIGITS = st.text("0123456789", min_size=1, max_size=24)
PRINTED = st.builds(
    "".join,
    st.lists(
        st.one_of(DIGITS, st.sampled_from(["", "-", "(", ")", ".", ",", "'", " ", "Rs", "Rs.", "$", "PKR "])),
        max_size=7,
    ),
)
GROUPED = st.builds(
    lambda start, runs, mark, end: start + mark.join(runs) + end,
    st.sampled_from(["", "-", "(", "Rs ", "Rs -", "-$", "($", "$("]),
    st.lists(st.text("0123456789", min_size=1, max_size=3), min_size=1, max_size=9),
    st.sampled_from([",", ".", " ", "'"]),
    st.sampled_from(["", "-", ")", ".5", ",50", ".505", ",5-", ".50)", ".1234567891"]),
)
NOISE = st.text("0123456789.,' -()RsPK$£€e+٥۵\u00a0\n%", max_size=12)


@settings(max_examples=400, deadline=None)
@given(forms(), st.sampled_from(UNITS), st.lists(st.one_of(PRINTED, GROUPED, NOISE), min_size=1, max_size=25))
def test_numbers_are_read_as_the_plain_reference_reads_them(money, form, unit, values):
    assert dict(zip(values, money(values, form, unit), strict=True)) == {
        value: plain_money(value, form, unit) for value in values
    }


@settings(max_examples=100, deadline=None)
@given(forms(), st.sampled_from(UNITS))
def test_the_example_in_a_refusal_is_itself_no_refusal(money, form, unit):
    examples = form.in_words().split(" or ")
    assert [abs(value) for value in money(examples, form, unit)] == [Decimal("1234.50") * unit] * len(examples)


FORMS = {
    "plain": NumberFormat(),
    "sap": NumberFormat(group=",", negative=("leading", "trailing")),
    "european": NumberFormat(decimal=",", group=".", negative=("leading", "trailing")),
    "bank": NumberFormat(group=",", negative=("parentheses",), words=("Rs", "$")),
    "lakh": NumberFormat(group=",", grouping="indian"),
}
CASES = [  # format, value, what it is
    ("plain", "1234.5", "1234.50"), ("plain", "-0.05", "-0.05"), ("plain", "007", "7.00"),
    ("plain", "1,234.50", None), ("plain", "1e5", None), ("plain", " 5", None), ("plain", "5 ", None),
    ("plain", "٥", None), ("plain", "+5", None), ("plain", ".5", None), ("plain", "5.", None), ("plain", "--5", None),
    ("plain", "", None), ("plain", "1.005", None), ("plain", "5-", None), ("plain", "nan", None), ("plain", "0x1F", None),
    ("sap", "1.234,50-", None), ("sap", "1,234.50-", "-1234.50"), ("sap", "-1,234.50", "-1234.50"),
    ("sap", "-1,234.50-", None), ("sap", "1,2,3.4", None), ("sap", "12,34,567.00", None), ("sap", "1234,567", None),
    ("european", "1.234,50-", "-1234.50"), ("european", "2.623.732,02", "2623732.02"), ("european", "1,234.50", None),
    ("european", "1.234", "1234.00"), ("european", "1.23", None),
    ("bank", "(1,234)", "-1234.00"), ("bank", "Rs 5", "5.00"), ("bank", "Rs(5)", "-5.00"), ("bank", "($5)", "-5.00"),
    ("bank", "$ 1,000", "1000.00"), ("bank", "Rs  5", None), ("bank", "(5", None), ("bank", "5)", None), ("bank", "-5", None),
    ("lakh", "12,34,567.00", "1234567.00"), ("lakh", "1,23,45,678", "12345678.00"), ("lakh", "123,456", None),
    ("lakh", "1,234,567", None), ("lakh", "-1,00,000", "-100000.00"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "value", "read"), CASES)
def test_a_number(money, form, value, read):
    assert money([value], FORMS[form]) == [read and Decimal(read)]


def test_more_decimals_than_the_unit_allows_are_refused_never_rounded(money):
    assert money(["1.23456", "1.234567"], unit=1000) == [Decimal("1234.56"), None]
    assert money(["0.000000001", "0.0000000001"], unit=10_000_000) == [Decimal("0.01"), None]
    assert money(["999999999999999", "999999999"], unit=1_000_000_000) == [None, Decimal(999_999_999 * 10**9)]


SHAPES = {  # 9 a digit; how a plain library reads what has this shape
    "yyyy-mm-dd": (["9999-99-99"], "%Y-%m-%d"),
    "yyyy-mm": (["9999-99"], "%Y-%m"),
    "dd.mm.yyyy": (["99.99.9999"], "%d.%m.%Y"),
    "dd/mm/yyyy": (["99/99/9999"], "%d/%m/%Y"),
    "mm/dd/yyyy": (["99/99/9999"], "%m/%d/%Y"),
    "dd-mm-yyyy": (["99-99-9999"], "%d-%m-%Y"),
    "yyyymmdd": (["99999999"], "%Y%m%d"),
    "dd-mon-yyyy": (["9-xxx-9999", "99-xxx-9999"], "%d-%b-%Y"),
    "dd mon yyyy": (["9 xxx 9999", "99 xxx 9999"], "%d %b %Y"),
}
NAMES = st.sampled_from("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Sept jul JUL Mai Xyz".split())
SEPARATOR = st.sampled_from(["-", ".", "/", " ", ""])
PART = st.one_of(st.integers(0, 40).map(lambda n: f"{n:02}"), st.integers(0, 9999).map(lambda n: f"{n:04}"), NAMES)
DAYS = st.builds(lambda mark, parts: mark.join(parts), SEPARATOR, st.lists(PART, min_size=1, max_size=3))
WRITTEN = st.dates(date(1900, 1, 1), date(2199, 12, 31)).flatmap(
    lambda each: st.sampled_from([each.strftime(form) for _, form in SHAPES.values()])
)


def plain_day(text: str, name: str) -> date | None:
    shapes, form = SHAPES[name]
    shape = re.sub("[A-Z][a-z][a-z]", "xxx", "".join("9" if c in "0123456789" else c for c in text))
    try:
        return datetime.strptime(text, form).date() if shape in shapes else None
    except ValueError:
        return None


@pytest.mark.parametrize("name", SHAPES)
@settings(max_examples=60, deadline=None)
@given(values=st.lists(st.one_of(DAYS, WRITTEN), min_size=1, max_size=40))
def test_days_are_read_as_a_plain_library_reads_what_has_the_shape(day, name, values):
    assert dict(zip(values, day(values, name), strict=True)) == {value: plain_day(value, name) for value in values}


@pytest.mark.parametrize(
    "value", ["31.02.2025", "1.2.2025", "01.02.25", "29.02.2023", "01.13.2025", "2025-02-01", "01.02.0000"]
)
def test_a_day_that_is_none(day, value):
    assert day([value], "dd.mm.yyyy") == [None]


def test_months_are_read_as_printed(day):
    assert day(["Jul 2026", "Jul-2026", "July 2026", "Julius 2026", "July 26"], "mon yyyy") == [
        *[date(2026, 7, 1)] * 3, None, None
    ]  # fmt: skip


def test_serials_of_workbooks_only_where_they_are_declared(day):
    assert day(["45000", "61", "0", "-1", "4.5"], "excel serial") == [
        date(2023, 3, 15),
        date(1900, 3, 1),
        None,
        None,
        None,
    ]
    assert day(["45000", "12", "003"], "yyyymmdd") == day(["45000", "12", "003"], "fiscal month") == [None] * 3


def plain_year(text: str, rule: str, first_month: int) -> str | None:
    if rule == "text" and first_month > 1:
        parts = text.split("-")
        fits = [len(part) for part in parts] == [4, 2] and int(parts[1]) == (int(parts[0]) + 1) % 100
        return text if fits else None
    if len(text) != 4:
        return None
    starts = int(text) - (rule == "by end" and first_month > 1)
    return text if first_month == 1 else f"{starts}-{(starts + 1) % 100:02}"


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 12), st.integers(1900, 2199), st.integers(0, 99), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_fiscal_years(macros, first_month, year, two, when):
    ask = lambda sql, *values: macros.execute(sql, list(values)).fetchone()[0]  # noqa: E731
    texts = [str(year), f"{year}-{two:02}", f"{year}-{(year + 1) % 100:02}", f"{year}-{year + 1}", f"{year}/26"]
    for rule in ("text", "by start", "by end"):
        for text in texts:
            read = ask("select fiscal_year(?, ?, ?)", text, rule, first_month)
            wanted = None if "/" in text else plain_year(text, rule, first_month)
            assert read == wanted, (text, rule, first_month)
    starts = when.year if when.month >= first_month else when.year - 1
    label = str(starts) if first_month == 1 else f"{starts}-{(starts + 1) % 100:02}"
    assert ask("select fiscal_year_of(?, ?)", when, first_month) == label
    fiscal = (when.month - first_month) % 12 + 1
    for text in (f"m{when.month}", f"f{fiscal}"):
        found = ask(
            "select month_of(?, ?, ?, ?, ?)", text, label, first_month, DAY_FORMATS["yyyy-mm-dd"][0], ["%Y-%m-%d"]
        )
        assert found == when.replace(day=1)
    assert when - found < timedelta(31)
