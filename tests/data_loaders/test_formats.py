"""Numbers: what is declared is read, all else is refused; beside a plain, slow reference."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.formats import NumberFormat
from data_loaders.profile import Profile
from data_loaders.profile_parts import Value

PLAIN = NumberFormat()
MOST = 10**18  # the ledger holds less, in either direction
UNITS = (1, 1000, 100_000, 10_000_000, 1_000_000_000)


@pytest.fixture(scope="module")
def money(macros):
    """Values as the ledger reads them, None where it refuses."""

    def read(values, form=PLAIN, unit=1):
        columns = {"month": Value(column="month")}
        declared = Profile(name="own", title="x", columns=columns, amounts=[{"column": "a"}], numbers=form, unit=unit)
        wanted = {name: declared.declared()[name] for name in ("number", "group", "mark", "words", "unit")}
        sql = "select money(value, $number, $group, $mark, $words, $unit) from unnest($values::varchar[]) as t(value)"
        return [row[0] for row in macros.execute(sql, wanted | {"values": list(values)}).fetchall()]

    return read


def places(unit: int) -> int:
    """Decimals without a fraction of a paisa: 2, and one for each nought of the unit."""
    return 2 + str(unit).count("0")


def plain_money(text: str, form: NumberFormat, unit: int = 1) -> Decimal | None:
    """The reference: signs and words from outside in, then one character after the other."""
    body, negative = text, False
    if "parentheses" in form.negative and text.endswith(")") and "(" in text:
        before, body = text[:-1].split("(", 1)
        if before and (without_word(before, form) or without_word(body, form) != body):
            return None
        body, negative = without_word(body, form), True
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


def without_word(text: str, form: NumberFormat) -> str:
    """The text behind a declared word and at most one space."""
    for word in sorted(form.words, key=len, reverse=True):
        if text.startswith(word):
            return text[len(word) :].removeprefix(" ")
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
        return sizes[0] <= 3 and set(sizes[1:]) == {3} and len(sizes) <= 6
    return sizes[0] <= 2 and sizes[-1] == 3 and set(sizes[1:-1]) <= {2} and len(sizes) <= 9


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


WORDS = st.sampled_from(["", "", "", "Rs", "Rs.", "Rs ", "Rs. ", "$", "$ ", "PKR ", "£", "€ "])
NOISE = st.text("0123456789.,' -()RsPK$£€e+٥۵\u00a0\n%", max_size=12)


@st.composite
def printed(draw, form):
    """A number as this format prints it, or nearly so."""
    group = draw(st.sampled_from([form.group] * 4 + [",", "."]))
    size = (1, 3) if draw(st.booleans()) else (3, 3) if form.grouping == "western" else (2, 2)
    runs = draw(st.lists(st.text("0123456789", min_size=size[0], max_size=size[1]), max_size=7))
    first = draw(st.text("0123456789", min_size=1, max_size=draw(st.sampled_from([2, 3, 20]))))
    last = draw(st.sampled_from([[], ["123"]]))
    mark = draw(st.sampled_from([form.decimal] * 4 + [".", ","]))
    fraction = draw(st.one_of(st.just(""), st.text("0123456789", max_size=10).map(lambda digits: mark + digits)))
    one, two = draw(WORDS), draw(st.sampled_from(["", "", "", "Rs", "$"]))
    sign, end = draw(st.sampled_from([("", ""), ("-", ""), ("", "-"), ("(", ")"), ("(", ""), ("", ")"), ("-", "-")]))
    order = [one, sign, two] if draw(st.booleans()) else [sign, one, two]
    return "".join([*order, group.join([first, *runs, *last]), fraction, end])


@settings(max_examples=400, deadline=None)
@given(st.data(), forms(), st.sampled_from(UNITS))
def test_numbers_are_read_as_the_plain_reference_reads_them(money, data, form, unit):
    values = data.draw(st.lists(st.one_of(printed(form), printed(form), printed(form), NOISE), min_size=5, max_size=25))
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
    ("plain", "", None), ("plain", "1.005", None), ("plain", "5-", None), ("plain", "nan", None), 
    ("plain", "0x1F", None), ("plain", "999999999999999.99", "999999999999999.99"), ("plain", "1" + "0" * 15, None),
    ("sap", "1.234,50-", None), ("sap", "1,234.50-", "-1234.50"), ("sap", "-1,234.50", "-1234.50"),
    ("sap", "-1,234.50-", None), ("sap", "1,2,3.4", None), ("sap", "12,34,567.00", None), ("sap", "1234,567", None),
    ("european", "1.234,50-", "-1234.50"), ("european", "2.623.732,02", "2623732.02"), ("european", "1,234.50", None),
    ("european", "1.234", "1234.00"), ("european", "1.23", None),
    ("bank", "(1,234)", "-1234.00"), ("bank", "Rs 5", "5.00"), ("bank", "Rs(5)", "-5.00"), ("bank", "($5)", "-5.00"),
    ("bank", "$ 1,000", "1000.00"), ("bank", "Rs  5", None), ("bank", "(5", None), ("bank", "5)", None), 
    ("bank", "-5", None), ("sap", ",".join(["999"] * 6), "9" * 18), ("sap", ",".join(["999"] * 7), None),
    ("lakh", "12,34,567.00", "1234567.00"), ("lakh", "1,23,45,678", "12345678.00"), ("lakh", "123,456", None),
    ("lakh", "1,234,567", None), ("lakh", "-1,00,000", "-100000.00"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "value", "read"), CASES)
def test_a_number(money, form, value, read):
    assert money([value], FORMS[form]) == [read and Decimal(read)]


def test_more_decimals_than_the_unit_allows_are_refused_never_rounded(money):
    assert money(["1.23456", "1.234567"], unit=1000) == [Decimal("1234.56"), None]
    assert money(["0.000000001", "0.0000000001"], unit=10_000_000) == [Decimal("0.01"), None]
    assert money(["0.00000000001", "0.000000000001"], unit=1_000_000_000) == [Decimal("0.01"), None]
    assert money(["999999999999999", "999999999"], unit=1_000_000_000) == [None, Decimal(999_999_999 * 10**9)]


@pytest.mark.parametrize("groups", [6, 7, 8, 20])
def test_a_number_beyond_all_measure_is_refused(money, groups):
    assert money([",".join(["999"] * groups)], FORMS["sap"], 1_000_000_000) == [None]
