"""From a figure back to the very line of the file it came from."""

import json
import re
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data_loaders.lineage import NoSuchLine, trace

pytest_plugins = "tests.data_loaders.place"

ROWS = [["2026-07-01", "HB1", 10.5], ["2026-07-02", "HB2", 20.5], ["2026-07-03", "HB3", 30.5]]
HEADINGS = ["posted_on", "office", "amount"]


@pytest.fixture
def traced(place):
    """What is found behind the line of one office."""

    def find(path, office="HB2"):
        place.publish(path)
        (entry,) = place.ask("select entry_id from entry where office = $office", office=office)
        return trace(entry[0], place.home)

    return find


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_line_of_text(traced, place, encoding, end):
    lines = ["A list — für alle", "", ",".join(HEADINGS), *(",".join(map(str, row)) for row in ROWS)]
    found = traced(place.file("list.csv", (end.join(lines) + end).encode(encoding)))
    assert (found["file_name"], found["sheet"], found["line"], found["cell"]) == ("list.csv", 1, 5, 3)
    assert (found["posted_on"], found["amount"]) == (date(2026, 7, 2), Decimal("20.50"))
    assert found["text"] == "2026-07-02,HB2,20.5"


def test_a_line_behind_a_cell_of_several_lines(traced, place):
    text = 'posted_on,office,class,amount\n2026-07-01,HB1,"a\nb",5\n2026-07-02,HB2,"c",6\n'
    found = traced(place.file("list.csv", text))
    assert (found["line"], found["text"]) == (4, '2026-07-02,HB2,"c",6')


def test_a_row_of_a_workbook(traced, write_xlsx):
    sheets = {"about": [["A list"]], "list": [["Payments"], [], HEADINGS, *ROWS]}
    found = traced(write_xlsx("list.xlsx", sheets))
    assert (found["sheet"], found["line"]) == (2, 5)
    assert found["text"] == "['2026-07-02', 'HB2', 20.5]"


def test_a_row_of_parquet(traced, place):
    columns = [pa.array(column) for column in zip(*ROWS, strict=True)]
    pq.write_table(pa.table(columns, names=HEADINGS), place.folder / "list.parquet", row_group_size=1)
    found = traced(place.folder / "list.parquet")
    assert found["line"] == 2
    assert found["text"] == "{'posted_on': '2026-07-02', 'office': 'HB2', 'amount': 20.5}"


def test_an_object_of_json(traced, place):
    objects = [dict(zip(HEADINGS, row, strict=True)) for row in ROWS]
    found = traced(place.file("list.json", json.dumps(objects)))
    assert found["line"] == 2
    assert found["text"] == "{'posted_on': '2026-07-02', 'office': 'HB2', 'amount': '20.5'}"


def test_a_figure_in_the_fourth_column_and_one_in_the_fifth_are_two_entries(place):
    book = "category,fund,ministry_name,ID5,ID5_name,ID4,ID4_name,ID1,ID1_name,ID6,ID6_name,level,"
    book += "budget_2022,budget_2022_revised,posts_2022,posts_2022_revised\n"
    book += "Current,F,M,X1,Office,71101,Hospitals,7,HEALTH,71101-A01,PAY,1,80,100,,\n"
    place.publish(place.file("book.csv", book), government=None)
    ids = [row[0] for row in place.ask("select entry_id from entry order by cell")]
    assert [re.sub("^[0-9a-f]{16}", "", entry) for entry in ids] == ["-1-2-13", "-1-2-14"]
    assert [trace(entry, place.home)["amount"] for entry in ids] == [80, 100]


def test_what_is_no_entry_is_said(place):
    place.publish(place.file("list.csv", "month,amount\n2026-07-01,5\n"))
    for words in ("nonsense", "a-b-c-d", "1-2-3", "x-1-2-99999999999999999999", "x--1-2-3"):
        with pytest.raises(NoSuchLine, match=r"is no entry|is not in the current version"):
            trace(words, place.home)
    with pytest.raises(NoSuchLine, match="may have been replaced"):
        trace("0000000000000000-1-2-2", place.home)


def test_an_original_that_is_gone_is_said(place):
    place.publish(place.file("list.csv", "month,amount\n2026-07-01,5\n"))
    ((entry, sha),) = place.ask("select entry_id, sha256 from entry join load using (load_id)")
    (place.home / "files" / sha).unlink()
    with pytest.raises(NoSuchLine, match="is not kept in"):
        trace(entry, place.home)
