"""Treasury reports: blanks inherit, totals stand above, and what fits nothing is refused."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.profile_parts import Context, Layout
from data_loaders.readers import treasury_report
from data_loaders.readers.sheet import Unreadable

LAYOUT = Layout(context=(Context(source="file_name", match=r"_(?P<office>[A-Z]{3}\d\d)-"),))

EXPENDITURE = """\
,DDODESC,HEAD,VoucherBillNO,BILLS,GROSS
0,Grand Total, , ,3,60
1,KNG05-EMPLOYMENT,Total, ,3,60
2, ,27-2230-SALARIES,Total,2,30
3, , ,"[TRVch# 37 Dt:10/04/2017] , Billno-1",1,10
4, , ,"[TRVch# 38 Dt:10/04/2017] , Billno-2",1,20
5, ,27-2230-WAGES,Total,1,30
6, , ,"[TRVch# 39 Dt:11/04/2017] , Billno-3",1,30
0,Grand Total, , ,1,40
1,KNG05-EMPLOYMENT,Total, ,1,40
2, ,27-2230-WAGES,Total,1,40
3, , ,"[TRVch# 40 Dt:20/05/2017] , Billno-4",1,40
"""
OFFICE, SALARIES, WAGES = "KNG05-EMPLOYMENT", "27-2230-SALARIES", "27-2230-WAGES"

RECEIPTS = """\
DDODesc,MAJOR,RECEIPTHEAD,BOOKDATE,Tenderer,Challan,NETRECEIPT\r
Grand Total, , , , ,2,70\r
HMR02-SCHOOL,Total, , , ,2,70\r
 ,"0202-EDUCATION,ARTS",Total, , ,2,70\r
 , ,0202-01-FEES,Total, ,2,70\r
 , , ,19/08/2017,Total,2,70\r
 , , , ,"[J007] REDACTED, COMMA",1,60\r
 , , , ,[F008] REDACTED,1,10\r
"""


@pytest.fixture(scope="session")
def read(tmp_path_factory):
    """The sheets of a report with this text, and that each of its lines is accounted for."""
    place = tmp_path_factory.mktemp("report") / "report.csv"

    def sheets(content: str | bytes, size: int = 1 << 24):
        content = content.encode() if isinstance(content, str) else content
        place.write_bytes(content)
        found = list(treasury_report.read(place, "10._Expenditure_wise_KNG05-STO_PALAMPUR_037.csv", LAYOUT, size))
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


def test_vouchers_inherit_office_and_head_from_above(read):
    (sheet,) = read(EXPENDITURE)
    assert sheet.table.column_names == ["DDODESC", "HEAD", "VoucherBillNO", "BILLS", "GROSS"]
    assert rows([sheet])[:6] == [
        (2, 3, [None, None, None, "3", "60"]),
        (3, 2, [OFFICE, None, None, "3", "60"]),
        (4, 1, [OFFICE, SALARIES, None, "2", "30"]),
        (5, 0, [OFFICE, SALARIES, "[TRVch# 37 Dt:10/04/2017] , Billno-1", "1", "10"]),
        (6, 0, [OFFICE, SALARIES, "[TRVch# 38 Dt:10/04/2017] , Billno-2", "1", "20"]),
        (7, 1, [OFFICE, WAGES, None, "1", "30"]),
    ]
    assert (sheet.totals, sheet.refused, sheet.ignored) == ("above", (), 1)
    assert sheet.context == {"office": "KNG05", "title": ""}


def test_reports_may_follow_one_another_in_a_file(read):
    assert [level for _, level, _ in rows(read(EXPENDITURE))] == [3, 2, 1, 0, 0, 1, 0, 3, 2, 1, 0]


def test_the_column_that_counts_rows_may_be_missing(read):
    without = "".join(line.partition(",")[2] for line in EXPENDITURE.splitlines(keepends=True))
    assert rows(read(without)) == rows(read(EXPENDITURE))


def test_a_deeper_report_is_read_by_the_same_rule(read):
    found = rows(read(RECEIPTS))
    assert [level for _, level, _ in found] == [5, 4, 3, 2, 1, 0, 0]
    school = ["HMR02-SCHOOL", "0202-EDUCATION,ARTS", "0202-01-FEES", "19/08/2017"]
    assert found[4] == (6, 1, [*school, None, "2", "70"])
    assert found[5] == (7, 0, [*school, "[J007] REDACTED, COMMA", "1", "60"])


def test_titles_blank_lines_and_repeated_headings_are_passed_over(read):
    heading, *lines = EXPENDITURE.splitlines(keepends=True)
    again = ["Report 10\n", "\n", heading, *lines[:7], "\n", " , , , , , \n", heading, *lines[7:]]
    found = read("".join(again))
    assert [cells for _, _, cells in rows(found)] == [cells for _, _, cells in rows(read(EXPENDITURE))]
    assert (refused(found), found[0].ignored) == ([], 6)


def report(*lines):
    return "\n".join(["OFFICE,HEAD,VOUCHER,GROSS", "Grand Total, , ,9", *lines])


NEITHER = "The line is neither figures nor a total: the word Total should stand right of the name that it totals."


@pytest.mark.parametrize(
    ("lines", "kept", "refusals"),
    [
        (["A,Total, ,9", " ,H, ,9"], [3, 2], [(4, NEITHER)]),
        (["A,Total, ,9", " , ,Total,9"], [3, 2], [(4, NEITHER)]),
        (["A,Total, ,9", " , ,V1,9"], [3, 2], [(4, "Nothing above says which HEAD the line belongs to.")]),
        ([" ,H,Total,9", " , ,V1,9"], [3], [(3, "says which OFFICE"), (4, "says which OFFICE")]),
        (["A,Total, ,9", " ,H,Total,9", "B, ,V1,9"], [3, 2, 1], [(5, "Nothing above says which HEAD")]),
        (["A,Total, ,9", " ,H,Total,9", ' , ,"V1,9', " , ,V2,9"], [3, 2, 1, 0], [(5, "A quotation mark")]),
        (["A,Total, ,9", " ,H,Total,9", " , ,V,1,9", " , ,V2,9"], [3, 2, 1, 0], [(5, "The line has 5 cells, the")]),
    ],
)
def test_a_line_that_fits_nothing_is_refused_with_the_reason(read, lines, kept, refusals):
    found = read(report(*lines))
    assert [level for _, level, _ in rows(found)] == kept
    for (line, said), (number, reason) in zip(refused(found), refusals, strict=True):
        assert line == number and reason in said


@pytest.mark.parametrize("spoilt", ["B,Totl, ,9", "B,Total, , ,9", 'B,"Total, ,9', "B, , ,9"])
def test_no_line_is_given_to_the_office_before_a_spoilt_one(read, spoilt):
    found = rows(read(report("A,Total, ,9", " ,H,Total,9", spoilt, " ,H,Total,9", " , ,V1,9")))
    assert [line for line, _, _ in found] == [2, 3, 4]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "empty"),
        (report(*["rubbish"] * 10_002), "another kind of file. The line has 1 cells"),
        (report(*[" ,rubbish, ,1"] * 10_002), "another kind of file. The line is neither"),
        ("OFFICE,GROSS\nA,9\n", "no treasury report"),
        ("Grand Total, ,9\n", "no treasury report"),
        ("A" + ",B" * 2000 + "\nGrand Total" + ",9" * 2000, "has 2,001 columns"),
        ("OFFICE,HEAD,GROSS\nGrand Total, , \n", "has no figures"),
        ("NUMBER,OFFICE,GROSS\n0,Grand Total,9\n", "does not stand in the first column"),
    ],
)
def test_a_file_that_is_no_such_report_is_refused_with_a_sentence(read, content, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(content)


def test_the_columns_are_known_from_the_opening(tmp_path):
    path = tmp_path / "report.csv"
    path.write_text(EXPENDITURE)
    assert treasury_report.headings(path, LAYOUT) == ["DDODESC", "HEAD", "VoucherBillNO", "BILLS", "GROSS"]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["", EXPENDITURE, RECEIPTS, report("")]),
    st.binary(max_size=60) | st.text('TotalA, "\n\t1é', max_size=60).map(str.encode),
    st.sampled_from([7, 1 << 24]),
)
def test_any_bytes_are_read_or_refused(read, start, rest, size):
    try:
        read(start.encode() + rest, size=size)
    except Unreadable as sentence:
        assert str(sentence).endswith((".", "?"))


NAME = st.text('ABé,"-1', min_size=1, max_size=4)
OFFICES = st.dictionaries(
    NAME, st.dictionaries(NAME, st.dictionaries(NAME, st.integers(-99, 99)), max_size=3), max_size=3
)


def quoted(cell):
    return '"' + cell.replace('"', '""') + '"'


def leaves(inside):
    return [inside] if isinstance(inside, int) else [value for part in inside.values() for value in leaves(part)]


def printed(reports):
    """The reports as a treasury prints them, and the rows that they are made of."""
    lines, made = ["OFFICE,HEAD,VOUCHER,GROSS"], []

    def put(path, inside):
        named = [*[" "] * (len(path) - 1), quoted(path[-1])] if path else ["Grand Total", " ", " "]
        total = str(sum(leaves(inside)))
        lines.append(",".join([*[*named, "Total", " "][:3], total]))
        made.append((len(lines), 3 - len(path), [*[*path, None, None, None][:3], total]))
        for name, part in inside.items() if isinstance(inside, dict) else ():
            put([*path, name], part)

    for offices in reports:
        put([], offices)
    return "\n".join(lines) + "\n", made


@settings(max_examples=100, deadline=None)
@given(st.lists(OFFICES, min_size=1, max_size=3), st.sampled_from(["\n", "\r\n"]), st.integers(1, 200))
def test_reports_of_any_shape_read_as_they_were_made(read, reports, end, size):
    content, made = printed(reports)
    sheets = read(content.replace("\n", end), size=size)
    assert refused(sheets) == []
    assert rows(sheets) == made


REAL = os.environ.get("KHAZANA_REAL_DATA")
WITHOUT_CHALLANS = {"BLP01-STO_NAINA_DEVI_SWARGHAT_222", "CHM02-STO_TISSA_219"}  # three totals each, and no line


def unequal(found, column):
    """Totals that are not the sum of the lines of figures below them, up to the next total as wide."""
    wrong = []
    for place, (line, level, cells) in enumerate(found):
        if level:
            end = next((n for n in range(place + 1, len(found)) if found[n][1] >= level), len(found))
            below = sum(int(cells[column]) for _, lower, cells in found[place:end] if not lower)
            wrong += [line] * (below != int(cells[column]))
    return wrong


@pytest.mark.skipif(not REAL, reason="KHAZANA_REAL_DATA does not name a folder of real files")
@pytest.mark.parametrize(
    ("folder", "files", "columns"), [("raw_expenditure", 28, (-5, -4, -3, -2, -1)), ("raw_receipts", 14, (-1,))]
)
def test_every_total_of_a_real_treasury_is_the_sum_of_its_lines(folder, files, columns):
    paths = sorted(Path(REAL, "hp_treasury", folder).glob("*.csv"))
    assert len(paths) == files
    wrong = set()
    for path in paths:
        sheets = list(treasury_report.read(path, path.name, Layout()))
        assert refused(sheets) == []
        assert sum(len(sheet.lines) + sheet.ignored for sheet in sheets) == path.read_bytes().count(b"\n")
        if any(unequal(rows(sheets), column) for column in columns):
            wrong.add(path.name.split("ise_")[1].split("_20170401")[0])
    assert wrong == (WITHOUT_CHALLANS if folder == "raw_receipts" else set())
