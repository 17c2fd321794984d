"""Tables: delimited text, workbooks, Parquet and JSON; every physical line is a row, refused or ignored."""

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.readers.sheet import Unreadable
from tests.data_loaders.place import counted, refused, rows

pytest_plugins = "tests.data_loaders.place"

TEXT = "month,office,amount\n2026-07-01,HB1,5\n2026-07-02,Señor,6\n"
ROWS = [(2, "2026-07-01", "HB1", "5"), (3, "2026-07-02", "Señor", "6")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_delimiters_and_line_ends(sheets_of, encoding, delimiter, end):
    sheets = sheets_of(TEXT.replace(",", delimiter).replace("\n", end).encode(encoding))
    assert rows(sheets) == ROWS
    assert counted(sheets) == 3


def test_an_encoding_that_is_declared_is_the_one(sheets_of):
    content = "month,office,amount\n2026-07-01,Kärn,5\n".encode("cp850")
    assert rows(sheets_of(content, encoding="cp850"))[0][2] == "Kärn"
    with pytest.raises(Unreadable, match="not text in the encoding utf-8"):
        sheets_of(content, encoding="utf-8")
    with pytest.raises(Unreadable, match="encoding 'klingon' is not known"):
        sheets_of(content, encoding="klingon")


def test_title_rows_blank_rows_and_the_last_line_without_an_end(sheets_of):
    sheets = sheets_of("Government of Sindh\n\nReceipts,,\n" + TEXT.rstrip("\n"))
    assert [row[0] for row in rows(sheets)] == [5, 6]
    assert (counted(sheets), refused(sheets)) == (6, [])


@pytest.mark.parametrize("space", [" ", "\t", "\u00a0"])
@pytest.mark.parametrize(
    "line", ["{}2026-07-01,HB 1,5", "2026-07-01,{}HB 1,5", "2026-07-01,HB 1{},5", "2026-07-01,HB 1,5{}"]
)
def test_spaces_around_a_cell_are_no_part_of_it(sheets_of, space, line):
    sheets = sheets_of("month,office,amount\n" + line.format(space) + "\n")
    assert rows(sheets) == [(2, "2026-07-01", "HB 1", "5")]


def test_words_of_parquet_keep_their_rows_across_pieces(sheets_of, place):
    words = [str(number) for number in range(500_000)]
    columns = {"month": ["2026-07-01"] * 500_000, "office": words, "amount": words[::-1]}
    pq.write_table(pa.table(columns), place.folder / "list.parquet")
    read = [row for sheet in sheets_of(place.folder / "list.parquet") for row in rows([sheet])]
    assert [row[2:] for row in read] == list(zip(words, words[::-1], strict=True))


def test_blank_rows_by_the_thousand(sheets_of):
    sheets = sheets_of("month,office,amount\n" + "\n" * 3000 + ",,\n" * 3000 + " , ,\n" * 3000 + "2026-07-01,HB1,5\n")
    assert rows(sheets) == [(9002, "2026-07-01", "HB1", "5")]
    assert (counted(sheets), refused(sheets)) == (9002, [])


def test_two_rows_of_headings(sheets_of):
    text = "Budget,,Actual,\nmonth,amount,month,amount\n2026-07-01,5,2026-08-01,6\n"
    (sheet,) = sheets_of(text, "Budget month", "Actual amount", header_rows=2)
    assert sheet.table.column_names == ["Budget month", "Budget amount", "Actual month", "Actual amount"]
    assert rows([sheet]) == [(3, "2026-07-01", "5", "2026-08-01", "6")]


def test_empty_columns_at_the_end_and_surplus_cells(sheets_of):
    sheets = sheets_of("month,amount,,\n2026-07-01,5,,\n2026-07-02,6,,,,\n2026-07-03,7,,,,x\n2026-07-04\n")
    assert [row[:3] for row in rows(sheets)] == [(2, "2026-07-01", "5"), (3, "2026-07-02", "6")]
    assert refused(sheets) == [(4, "expected 4 columns, found 6"), (5, "expected 4 columns, found 1")]
    assert counted(sheets) == 5


def test_cells_of_several_lines_keep_the_numbers_right(sheets_of):
    text = (
        'month,office,amount\n2026-07-01,"a\nb\nc",5\n2026-07-02,"say ""x""",6\n2026-07-03,"d, e",7\n2026-07-04,f,8\n'
    )
    sheets = sheets_of(text)
    assert [(row[0], row[3]) for row in rows(sheets)] == [(2, "5"), (5, "6"), (6, "7"), (7, "8")]
    assert [row[2] for row in rows(sheets)][1:] == ['say "x"', "d, e", "f"]
    assert counted(sheets) == 7


@pytest.mark.parametrize(
    "text", ['"A title\nof two lines",,\nmonth,office,amount\n', 'month,"office\nof payment",amount\n']
)
def test_line_ends_in_a_title_or_a_heading(sheets_of, text):
    sheets = sheets_of(text + "2026-07-01,HB1,5\n2026-07-02,HB2,6\n")
    above = text.count("\n")
    assert [(row[0], row[2]) for row in rows(sheets)] == [(above + 1, "HB1"), (above + 2, "HB2")]
    assert (refused(sheets), counted(sheets)) == ([], above + 2)


def test_a_heading_of_two_lines_is_compared_with_a_space(sheets_of):
    sheets = sheets_of('month,"amount\n(Rs)"\n2026-07-01,5\n', "month", "Amount (Rs)")
    assert [row[2] for row in rows(sheets)] == ["5"]


def test_totals_are_known_by_their_word(sheets_of):
    (sheet,) = sheets_of("month,office,amount\n2026-07-01,A,5\nTotal,,5\nGRAND TOTAL,,5\n2026-07-01,Total Oil,6\n")
    assert (sheet.levels.to_pylist(), sheet.totals) == ([0, 1, 2, 0], "below")


CELL = st.text("ab1é\"',;| \n", max_size=6)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=12), st.sampled_from(",;"), st.sampled_from(["\n", "\r\n"]))
def test_what_a_plain_writer_writes_is_read_with_its_lines(sheets_of, cells, delimiter, end):
    stream, expected = io.StringIO(), []
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end)
    writer.writerow(["month", "office", "amount"])
    for row in cells:
        line = stream.getvalue().count("\n") + 1
        writer.writerow([cell.replace("\n", end) for cell in row])
        clean = tuple(cell.strip() or None for cell in row)
        if any(clean):
            expected.append((line, *clean))
    sheets = sheets_of(stream.getvalue())
    found = [(line, *(cell and cell.replace("\r\n", "\n") for cell in row)) for line, *row in rows(sheets)]
    assert (found, refused(sheets)) == (expected, [])
    assert counted(sheets) == stream.getvalue().count("\n")


PARQUET = {
    "month": pa.array([date(2026, 7, 1), date(2026, 8, 1), None]),
    "amount": pa.array([Decimal("5.25"), None, Decimal("-7.00")], pa.decimal128(20, 2)),
    "count": pa.array([1, 2, 3], pa.int32()),
    "rate": pa.array([0.1 + 0.2, 1e16, 5.0]),
    "at": pa.array([datetime(2026, 7, 1), datetime(2026, 7, 1, 12), None], pa.timestamp("ns")),
    "office": pa.array([" A ", "", "B"], pa.large_string()),
    "class": pa.array(["x", None, "x "]).dictionary_encode(),
    "codes": pa.array([7, 8, 7]).dictionary_encode(),
    "flag": pa.array([True, False, None]),
}


def test_parquet_of_every_type(sheets_of, place):
    path = place.folder / "list.parquet"
    pq.write_table(pa.table(PARQUET), path)
    assert rows(sheets_of(path)) == [
        (1, "2026-07-01", "5.25", "1", "0.3", "2026-07-01", "A", "x", "7", "true"),
        (2, "2026-08-01", None, "2", "1e+16", "2026-07-01 12:00:00", None, None, "8", "false"),
        (3, None, "-7.00", "3", "5", None, "B", "x", "7", None),
    ]


def test_the_lines_of_a_long_parquet_file(sheets_of, place):
    size = 900_001
    columns = {"month": pa.nulls(size, pa.string()), "amount": pa.array(range(size))}
    pq.write_table(pa.table(columns), place.folder / "list.parquet")
    sheets = sheets_of(place.folder / "list.parquet")
    assert [(sheet.lines[0].as_py(), sheet.table["amount"][0].as_py()) for sheet in sheets] == [
        (line, str(line - 1)) for line in range(1, size, len(sheets[0].lines))
    ]
    assert counted(sheets) == size


def test_parquet_as_pandas_writes_it(sheets_of, place):
    frame = pd.DataFrame({"month": ["2026-07-01", " "], "amount": [5.5, None], "kind": pd.Categorical([3, 4])})
    frame.to_parquet(place.folder / "list.parquet")
    found = rows(sheets_of(place.folder / "list.parquet"))
    assert found == [(1, "2026-07-01", "5.5", "3"), (2, None, None, "4")]


def test_json_objects(sheets_of):
    records = [{"month": "2026-07-01", "amount": 12.50}, {"amount": 7, "office": "B", "month": None}, {}]
    sheets = sheets_of(json.dumps(records))
    assert rows(sheets) == [(1, "2026-07-01", "12.5", None), (2, None, "7", "B")]
    assert counted(sheets) == 3


@pytest.mark.parametrize("text", ["[", "[]", "[1, 2]", '[{"month": 1}', '[{"a": 1}]', '{"month": 1}', "[{}]", "[[]]"])
def test_json_that_is_no_list_of_objects_is_refused(sheets_of, text):
    with pytest.raises(Unreadable):
        sheets_of(text)
