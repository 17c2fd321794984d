"""What is done to a whole column at once is what would be done to each of its texts alone."""

import fnmatch

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.pattern import begins
from data_loaders.raw import dated, line_table, told_apart
from data_loaders.readers.label import tidied, tidy

TEXTS = st.lists(st.none() | st.text("aB6 -\t\n\u00a0\u202f\u2010\u2212é*?[]", max_size=6), max_size=8)
PATTERNS = st.lists(st.text("aB6-*?[]", max_size=4), min_size=1, max_size=3)


@given(TEXTS)
def test_a_column_is_tidied_as_each_of_its_texts_is(texts):
    assert tidied(pa.array(texts, pa.string())).to_pylist() == [tidy(text) for text in texts]


@given(TEXTS, PATTERNS)
def test_a_column_is_like_a_pattern_where_its_texts_are(texts, patterns):
    alone = [bool(text) and any(fnmatch.fnmatchcase(text, pattern) for pattern in patterns) for text in texts]
    assert begins(pa.array(texts, pa.string()), tuple(patterns)).to_pylist() == alone


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from([None, "", "x"]), st.sampled_from("12")), max_size=9))
def test_rows_have_one_number_where_all_their_values_are_one(rows):
    columns = [pa.array([row[place] for row in rows], pa.string()) for place in range(3)]
    number, first = told_apart(columns, len(rows))
    assert [rows[place] for place in first.to_pylist()] == list(dict.fromkeys(rows))
    assert [rows[first[n].as_py()] for n in number.to_pylist()] == rows


def test_more_combinations_than_a_number_can_hold_are_told_apart():
    many = pa.array([str(row) for row in range(2**16 - 1)] + ["0"])  # with "missing" 2 to the 16th values, four times
    number, _ = told_apart([pa.array(["a"] * (2**16 - 1) + ["b"]), many, many, many, many], 2**16)
    assert number.to_pylist() == list(range(2**16))


def test_every_line_finds_its_own_dates_again():
    days = ["2026-07-01", None, "2026-07-01", "2026-07-02"]
    lines, dates = dated(line_table({"posted_on": pa.array(days), "fiscal_year": "2026-27"}, 4))
    assert [dates["posted_on"][number].as_py() for number in lines["dated"].to_pylist()] == days
    assert dates["fiscal_year"].to_pylist() == ["2026-27"] * 3
