"""SAP lists saved as text: rows, sub-totals, and what is no row."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.profile_parts import Context, Layout
from data_loaders.readers import alv_list
from data_loaders.readers.sheet import Unreadable

PERIOD = r"Fiscal year (?P<fiscal_year>\d{4}) +Period (?P<period_from>\d{3})-(?P<period_to>\d{3})"
LAYOUT = Layout(
    context=(Context(source="title", match=PERIOD), Context(source="file_name", match=r"(?P<office>HB\d+)"))
)

LIST = """\
13.11.2026                     Dynamic List Display                           1

Government of Sindh - DDO wise expenditure     Fiscal year 2026   Period 001-004
--------------------------------------------------------------------------------
| |DDO   |Object|Description          |   Final Budget|      Released|   Expenditure|
--------------------------------------------------------------------------------
| |HB0380|A01151|Basic Pay            |  12,500,000.00|  3,125,000.00|  4,010,233.50|
| |HB0380|A03303|Electricity          |     450,000.00|    112,500.00|     18,750.00-|
|*|HB0380|      |                     |  12,950,000.00|  3,237,500.00|  3,991,483.50|
|**|     |      |                     |  12,950,000.00|  3,237,500.00|  3,991,483.50|
--------------------------------------------------------------------------------
"""
HEAD = "--------------\n| |DDO |Text  |Paid|\n--------------\n"
TITLE = "Fiscal year 2026   Period 001-004\n"


@pytest.fixture(scope="session")
def read(tmp_path_factory):
    """The sheets of a list with this text, and that each of its lines is accounted for."""
    place = tmp_path_factory.mktemp("alv") / "list.txt"

    def sheets(content: str | bytes, layout: Layout = LAYOUT, size: int = 1 << 24):
        content = content.encode() if isinstance(content, str) else content
        place.write_bytes(content)
        found = list(alv_list.read(place, "HB0380.txt", layout, size))
        counted = sum(len(sheet.lines) + len(sheet.refused) + sheet.ignored for sheet in found)
        assert counted == content.count(b"\n") + (not content.endswith(b"\n"))
        return found

    return sheets


def rows(sheets):
    """Line, level and cells of every row."""
    found = []
    for sheet in sheets:
        cells = zip(*(column.to_pylist() for column in sheet.table.columns), strict=True)
        found += zip(sheet.lines.to_pylist(), sheet.levels.to_pylist(), map(list, cells), strict=True)
    return found


def refused(sheets):
    return [(each.line, each.reason) for sheet in sheets for each in sheet.refused]


def test_a_list_as_the_accountant_general_saves_it(read):
    (sheet,) = read(LIST)
    assert sheet.table.column_names == ["DDO", "Object", "Description", "Final Budget", "Released", "Expenditure"]
    assert rows([sheet]) == [
        (7, 0, ["HB0380", "A01151", "Basic Pay", "12,500,000.00", "3,125,000.00", "4,010,233.50"]),
        (8, 0, ["HB0380", "A03303", "Electricity", "450,000.00", "112,500.00", "18,750.00-"]),
        (9, 1, ["HB0380", None, None, "12,950,000.00", "3,237,500.00", "3,991,483.50"]),
        (10, 2, [None, None, None, "12,950,000.00", "3,237,500.00", "3,991,483.50"]),
    ]
    said = {name: text for name, text in sheet.context.items() if name != "title"}
    assert said == {"fiscal_year": "2026", "period_from": "001", "period_to": "004", "office": "HB0380"}
    assert "Government of Sindh - DDO wise expenditure" in sheet.context["title"]
    assert (sheet.totals, sheet.refused, sheet.ignored) == ("below", (), 7)


def test_the_heading_of_every_page_is_passed_over(read):
    second = LIST.replace("Display                           1", "Display                          27")
    assert [line for line, _, _ in rows(read(LIST + "\f" + second))] == [7, 8, 9, 10, 18, 19, 20, 21]


def test_a_bar_within_a_text_is_kept_where_the_columns_stand_as_in_the_heading(read):
    sheets = read(
        HEAD + "| |HB01|é|a| x|  5-|\n| |HB0|1|ab|  5-|\n| |HB01|  5-|\n| |HB01|abcdef|   7|\n| |HB0|1|abcde|   5|\n"
    )
    assert rows(sheets) == [(4, 0, ["HB01", "é|a| x", "5-"]), (7, 0, ["HB01", "abcdef", "7"])]
    assert refused(sheets) == [
        (5, "The line has 5 cells, the heading has 4."),
        (6, "The line has 3 cells, the heading has 4."),
        (8, "The line has 5 cells, the heading has 4."),
    ]


def test_columns_are_counted_in_characters_whatever_the_encoding(read):
    assert rows(read((HEAD + "| |HB01|é|abcd|  5-|\n").encode("latin-1"))) == [(4, 0, ["HB01", "é|abcd", "5-"])]


TAB_LIST = (
    "Fiscal year 2026   Period 001-004\n\n"
    '\tDDO\tText\tPaid\n\tHB01\t"Pay, basic"\t"1,234.50-"\n\tHB01\t5" pipe\t7\n*\tHB01\t\t8\n\tHB02\n'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_list_saved_with_tabs_under_the_name_of_a_workbook(read, tmp_path, encoding):
    path = tmp_path / "list.xls"
    path.write_bytes(TAB_LIST.encode(encoding))
    sheets = list(alv_list.read(path, "list.xls", LAYOUT))
    assert rows(sheets) == [
        (4, 0, ["HB01", "Pay, basic", "1,234.50-"]),
        (5, 0, ["HB01", '5" pipe', "7"]),
        (6, 1, ["HB01", None, "8"]),
    ]
    assert refused(sheets) == [(7, "The line has 2 cells, the heading has 4.")]
    assert sheets[0].ignored == 3
    assert sheets[0].context["period_to"] == "004"


def test_rules_with_bars_and_empty_rows_are_passed_over(read):
    sheets = read(HEAD + "|-|----|------|----|\n| |HB01|a     |   5|\n| |    |      |    |\n\n====\n")
    assert rows(sheets) == [(5, 0, ["HB01", "a", "5"])]
    assert refused(sheets) == []


def test_a_list_without_a_column_for_the_stars(read):
    (sheet,) = read("|DDO |Paid|Paid|\n|HB01|   5|   6|\n|*   |   5|   6|\n")
    assert sheet.table.column_names == ["DDO", "Paid", "Paid (2)"]
    assert rows([sheet]) == [(2, 0, ["HB01", "5", "6"]), (3, 1, [None, "5", "6"])]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("|X|HB01|a     |   5|", "The column of the stars holds something else than stars."),
        ("| |HB01|a     |   5|6|", "The line has 5 cells, the heading has 4."),
        ("| |HB0|a|  5| 6", "The line does not begin and end with a bar."),
        ("Department of Health", "neither a row between bars nor part of the page's heading"),
    ],
)
def test_a_line_that_is_no_row_is_refused_with_the_reason(read, line, reason):
    sheets = read(TITLE + HEAD + line + "\n| |HB01|a     |   5|\n")
    assert rows(sheets) == [(6, 0, ["HB01", "a", "5"])]
    ((number, found),) = refused(sheets)
    assert number == 5 and reason in found


ONE = "| |HB01|a     |   5|\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "empty"),
        ("DDO;Paid\nHB01;5\n", "no SAP list"),
        ("----\n|DDO |Object|Descr\n|iption|Paid|\n----\n|HB01|A01|Pay\n||5|\n", "wider than its lines"),
        ("----\n|DDO |Object|\n|Text|Paid|\n----\n|HB01|A01|\n|Pay|5|\n", "wider than its lines"),
        (TITLE + HEAD + ONE + TITLE.replace("001-004", "005-008") + HEAD + ONE, "Line 6 differs from the heading"),
        (HEAD + ONE + HEAD.replace("DDO ", "Post") + ONE, "Line 6 is another heading than line 2"),
        ("|a" * 2002 + "|\n", "has 2,002 columns, more than 2,000"),
        (HEAD + "rubbish\n" * 10_001, "another kind of file. Line 10,004: The line"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused_with_a_sentence(read, content, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(content)


def test_the_columns_are_known_from_the_opening(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text(LIST)
    assert alv_list.headings(path, LAYOUT)[:2] == ["DDO", "Object"]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["", LIST, TAB_LIST, HEAD]),
    st.binary(max_size=60) | st.text('|*-\t\n" 1é', max_size=60).map(str.encode),
    st.sampled_from([7, 1 << 24]),
)
def test_any_bytes_are_read_or_refused(read, start, rest, size):
    try:
        read(start.encode() + rest, size=size)
    except Unreadable as sentence:
        assert re.search(r"[.?]$", str(sentence))


CELL = st.text("abé .,-0", max_size=6)
ROW = st.tuples(st.sampled_from(["", "", "*", "**"]), CELL, CELL, st.integers(0, 99).map("{:,}.00-".format))


def printed(pages):
    """Pages of a list, each with its heading, cells padded to their columns."""
    rule = "-" * 32 + "\n"
    lines = []
    for number, page in enumerate(pages, 1):
        lines += [f"01.12.2026  List  {number}\n", "\n", TITLE, rule, "| |DDO   |Text  |    Paid|\n", rule]
        lines += [f"|{star:<1}|{ddo:<6}|{word:<6}|{paid:>8}|\n" for star, ddo, word, paid in page]
    return "".join([*lines, rule])


def parsed(content):
    """The same by the plainest means."""
    found = []
    for number, line in enumerate(content.split("\n"), 1):
        if line.startswith("|") and "DDO" not in line:
            star, *cells = [cell.strip() for cell in line.strip().split("|")[1:-1]]
            found.append((number, len(star), [cell or None for cell in cells]))
    return found


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(ROW, max_size=5), min_size=1, max_size=4),
    st.sampled_from(["utf-8", "cp1252"]),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(1, 400),
)
def test_a_list_of_any_pages_reads_as_it_was_printed(read, pages, encoding, end, size):
    content = printed(pages)
    sheets = read(content.replace("\n", end).encode(encoding), size=size)
    assert rows(sheets) == parsed(content)
    assert refused(sheets) == []
