"""Quotation marks in CSV: a cell is read as it was written, or its line is refused; never changed."""

import pytest

from tests.data_loaders.place import counted, refused, rows

pytest_plugins = "tests.data_loaders.place"

LOOSE = "a quotation mark stands inside a quoted cell or is not closed: write it twice, or take it out"
HEADING = "month,office,amount\n"
GOOD = "2026-07-01,good,1\n"
SPANNING = '2026-07-02,"two\nlines",2\n'
BAD = ['2026-07-01,"Health "B" wing",5', '2026-07-01,"Health "B wing",5', '2026-07-01,"Health "B wing""",5']


def test_a_quotation_mark_inside_a_quoted_cell_refuses_the_line_alone(place):
    text = 'posted_on,department,document,amount\n2026-07-01,"Health "B" wing",V1,5\n2026-07-01,"Health ""C""",V2,6\n'
    place.publish(place.file("ledger.csv", text))
    assert place.ask("select document, department from entry") == [("V2", 'Health "C"')]
    assert place.ask("select line, reason from reject") == [(2, LOOSE)]
    assert place.ask("select lines_read, kept, refused, ignored from load") == [(3, 1, 1, 1)]


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("beside", ["", SPANNING])
def test_a_loose_quotation_mark_refuses_its_line_wherever_it_stands(sheets_of, bad, times, beside):
    sheets = sheets_of(HEADING + GOOD + f"{bad}\n" * times + beside + GOOD)
    spanning = [(3 + times, "2026-07-02", "two\nlines", "2")] if beside else []
    last = 3 + times + beside.count("\n")
    assert rows(sheets) == [(2, "2026-07-01", "good", "1"), *spanning, (last, "2026-07-01", "good", "1")]
    assert refused(sheets) == [(3 + place, LOOSE) for place in range(times)]
    assert counted(sheets) == last


def test_a_quotation_mark_that_is_never_closed_refuses_what_it_swallows(sheets_of):
    sheets = sheets_of(HEADING + GOOD + '2026-07-01,"Health,5\n' + GOOD)
    assert [row[0] for row in rows(sheets)] == [2]
    assert refused(sheets) == [(3, LOOSE), (4, LOOSE)]


@pytest.mark.parametrize("beside", ["", SPANNING])
@pytest.mark.parametrize(
    ("cell", "office"),
    [
        ('Health "B" wing', 'Health "B" wing'), ('5" pipe', '5" pipe'), ('"Health ""B"" wing"', 'Health "B" wing'),
        ('"Health, B" ', "Health, B"), ('"a\u00a0"\u00a0', "a"), ('""', None), ('""""', '"'), ('"a"', "a"),
    ],
)  # fmt: skip
def test_other_quotation_marks_are_read_as_they_were_written(sheets_of, beside, cell, office):
    sheets = sheets_of(HEADING + f"2026-07-01,{cell},5\n" + beside)
    assert (rows(sheets)[0], refused(sheets)) == ((2, "2026-07-01", office, "5"), [])


@pytest.mark.parametrize("beside", ["", SPANNING])
@pytest.mark.parametrize("cell", [' "Health, B"', ' "Health"', '\t"Health, B"', '\u00a0"Health, ""B"""'])
def test_a_space_before_a_quotation_mark_refuses_the_line(sheets_of, beside, cell):
    sheets = sheets_of(HEADING + GOOD + f"2026-07-01,{cell},5\n" + beside + GOOD)
    assert [(line, reason[:35]) for line, reason in refused(sheets)] == [(3, "a space stands before the quotation")]
    assert [row[2] for row in rows(sheets)] == ["good", *(["two\nlines"] if beside else []), "good"]


def test_a_quoted_cell_behind_a_space_is_not_cut_where_a_line_is_too_short(place):
    text = 'posted_on;department;document;amount\n2026-07-01; "5;6"\n2026-07-01; "a;7";8\n2026-07-01;"a;b";V1;9\n'
    place.publish(place.file("ledger.csv", text))
    assert place.ask("select department, amount from entry") == [("a;b", 9)]
    assert place.counts("ledger.csv") == {"lines_read": 4, "kept": 1, "refused": 2, "ignored": 1}
