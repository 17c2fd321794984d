"""Days, months and fiscal years: read in the declared format alone, beside a plain, slow reference."""

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.profile import Profile
from data_loaders.profile_parts import Value


@pytest.fixture(scope="module")
def day(macros):
    """Values as days, by the formats declared."""

    def read(values, *formats):
        columns = {"month": Value(column="month")}
        declared = Profile(name="own", title="x", columns=columns, amounts=[{"column": "a"}], days=formats).declared()
        wanted = {name: declared[name] for name in ("day", "day_formats")}
        sql = "select day(value, $day, $day_formats) from unnest($values::varchar[]) as t(value)"
        rows = macros.execute(sql, wanted | {"values": list(values)}).fetchall()
        return [row[0] for row in rows]

    return read


SHAPES = {  # 9 a digit; how a plain library reads what has this shape
    "yyyy-mm-dd": (["9999-99-99"], "%Y-%m-%d"),
    "yyyy-mm": (["9999-99"], "%Y-%m"),
    "dd.mm.yyyy": (["99.99.9999"], "%d.%m.%Y"),
    "dd/mm/yyyy": (["99/99/9999"], "%d/%m/%Y"),
    "mm/dd/yyyy": (["99/99/9999"], "%m/%d/%Y"),
    "mm/dd/yyyy 12:00:00 AM": (["99/99/9999 99:99:99 AM"], "%m/%d/%Y 12:00:00 AM"),
    "dd-mm-yyyy": (["99-99-9999"], "%d-%m-%Y"),
    "yyyymmdd": (["99999999"], "%Y%m%d"),
    "dd-mon-yyyy": (["9-xxx-9999", "99-xxx-9999"], "%d-%b-%Y"),
    "dd mon yyyy": (["9 xxx 9999", "99 xxx 9999"], "%d %b %Y"),
}
NAMES = st.sampled_from("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Sept jul JUL Mai Xyz".split())
SEPARATOR = st.sampled_from(["-", ".", "/", " ", ""])
PART = st.one_of(st.integers(0, 40).map(lambda n: f"{n:02}"), st.integers(0, 2999).map(lambda n: f"{n:04}"), NAMES)
DAYS = st.builds(lambda mark, parts: mark.join(parts), SEPARATOR, st.lists(PART, min_size=1, max_size=3))
WRITTEN = st.dates(date(1000, 1, 1), date(2999, 12, 31)).flatmap(
    lambda each: st.sampled_from([each.strftime(form) for _, form in SHAPES.values()])
)


def plain_day(text: str, name: str) -> date | None:
    shapes, form = SHAPES[name]
    shape = re.sub("[A-Z][a-z][a-z]", "xxx", "".join("9" if c in "0123456789" else c for c in text))
    try:
        found = datetime.strptime(text, form).date() if shape in shapes else None
    except ValueError:
        return None
    return found if found and 1000 <= found.year < 3000 else None


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
        found = ask("select month_of(?, ?, ?, ?, ?)", text, label, first_month, "no day", ["%Y-%m-%d"])
        assert found == when.replace(day=1)
    assert when - found < timedelta(31)
