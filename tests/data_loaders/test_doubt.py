"""Files that could be misread: what is ambiguous is said, never guessed."""

from decimal import Decimal

import pytest

from data_loaders.publish import Refused
from data_loaders.readers.text import PIECE

pytest_plugins = "tests.data_loaders.place"


def test_a_heading_that_stands_twice_is_not_chosen_silently(place):
    with pytest.raises(Refused, match=r"(?i)amount"):
        place.publish(place.file("list.csv", "month,amount,Amount\n2026-07-01,5,6\n"))


def test_a_column_that_nobody_reads_may_stand_twice(place):
    place.publish(place.file("list.csv", "month,amount,note,note\n2026-07-01,5,x,y\n"))
    assert place.total() == "5.00"


@pytest.mark.parametrize(
    "word", ["Total", "TOTAL", "Grand Total:", "Sub-Total :", "grand  total", "Sub Total", "Total:"]
)
def test_a_total_however_it_is_typed_is_never_counted(place, word):
    report = place.publish(place.file("list.csv", f"month,office,amount\n2026-07-01,A,5\n2026-07-01,{word},5\n"))
    assert place.total() == "5.00"
    assert report.loads[0]["stated_total"] == 5


def test_a_name_that_begins_with_total_is_no_total(place):
    place.publish(place.file("list.csv", "month,office,amount\n2026-07-01,Total Parco,5\n2026-07-01,Totalia,6\n"))
    assert place.total() == "11.00"


@pytest.mark.parametrize(
    ("stage", "flow", "masked"), [("payed", "expenditure", "xxxxx"), ("actual", "spent 7", "xxxxx 9")]
)
def test_a_word_that_is_none_of_the_ledger_is_shown_by_its_own_shape(place, stage, flow, masked):
    place.publish(place.file("list.csv", f"month,stage,flow,amount\n2026-07-01,{stage},{flow},5\n"))
    assert place.ask("select masked from reject") == [(masked,)]


def test_the_same_bytes_twice_in_one_publish_are_mentioned_twice(place):
    text = "month,amount\n2026-07-01,5\n"
    report = place.publish(place.file("a.csv", text), place.file("b.csv", text))
    assert {load["file"]: load["kept"] for load in report.loads} == {"a.csv": 1, "b.csv": 0}
    assert place.total() == "5.00"


def test_sums_beyond_the_ledger_are_said(place):
    text = "month,amount\n" + "2026-07-01,999999999999999.99\n" * 1500
    good = place.file("good.csv", "month,office,amount\n2026-07-01,A,5\n")
    with pytest.raises(Refused, match=r"list\.csv"):
        place.publish(place.file("list.csv", text))
    assert place.publish(good).version


def test_a_list_of_codes_keeps_what_has_a_code(place):
    place.publish(place.file("list.csv", "dept_id,department\nD1,Health\n,Nobody\nD2,Education\n"))
    assert place.counts("list.csv") == {"lines_read": 4, "kept": 2, "refused": 1, "ignored": 1}
    assert place.ask("select code, name from department order by code") == [("D1", "Health"), ("D2", "Education")]


def test_a_newer_list_of_codes_renames_and_forgets_nothing(place):
    place.publish(place.file("old.csv", "dept_id,department\nD1,Health\nD2,Education\n"))
    place.publish(place.file("new.csv", "dept_id,department\nD1,Health and Population\n"))
    assert place.ask("select code, name from department order by code") == [
        ("D1", "Health and Population"),
        ("D2", "Education"),
    ]


ROW = f"2026-07-01,HB1,{'x' * 80},1.25\n"
HEAD = "month,office,class,amount\n"


def test_a_long_file_keeps_its_line_numbers(place):
    count = (17 << 20) // len(ROW)
    four_lines = '2026-07-01,HB1,"a\na\na\n",2\n'
    last = count + 4 + 1000 + 2
    text = HEAD + ROW * count + four_lines + ROW * 1000 + "2026-07-01,HB1,x,oops\n"
    place.publish(place.file("long.csv", text))
    assert place.ask("select line from reject") == [(last,)]
    assert place.total() == str(Decimal("1.25") * (count + 1000) + 2)
    assert place.counts("long.csv") == {"lines_read": last, "kept": count + 1001, "refused": 1, "ignored": 4}


def test_a_cell_of_two_lines_across_the_pieces_of_a_long_file(place):
    count = (PIECE - len(HEAD)) // len(ROW) - 1
    rest = PIECE - len(HEAD) - count * len(ROW)
    across = f'2026-07-01,HB1,"{"y" * (rest - 70)}\n' + "z" * 100 + '",7\n'
    text = HEAD + ROW * count + across + ROW * 10
    assert text[:PIECE].endswith("z") and text[PIECE] == "z"
    place.publish(place.file("long.csv", text))
    assert place.ask("select line from entry where amount = 7") == [(count + 2,)]
    assert place.counts("long.csv") == {"lines_read": count + 13, "kept": count + 11, "refused": 0, "ignored": 2}
