"""Text files: encoding, lines and their numbers."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.readers import text
from data_loaders.readers.encoding import encoding_of
from data_loaders.readers.sheet import Unreadable

ENCODED = [  # bytes, declared, found, the line that they hold
    (b"DDO,Salaries\n", "auto", "utf-8-sig", "DDO,Salaries"),
    (b"\xef\xbb\xbfDDO\n", "auto", "utf-8-sig", "DDO"),
    ("Café £\n".encode(), "auto", "utf-8-sig", "Café £"),
    (b"Caf\xe9\n", "auto", "cp1252", "Café"),
    (b"10 \x80\n", "auto", "cp1252", "10 €"),
    (b"\x81\xe9\n", "auto", "latin-1", "\x81é"),
    (b"Caf\xe9\n", "latin-1", "latin-1", "Café"),
    ("خزانہ\n".encode("utf-16"), "auto", "utf-16", "خزانہ"),
    ("\ufeffDDO\n".encode("utf-16-be"), "auto", "utf-16", "DDO"),
    ("DDO\n".encode("utf-16-le"), "utf-16-le", "utf-16-le", "DDO"),
    (b"\xef\xbb\xbfDDO\n", "utf-8", "utf-8-sig", "DDO"),
]


@pytest.fixture(scope="session")
def write(tmp_path_factory):
    """A file with these bytes."""
    place = tmp_path_factory.mktemp("text") / "list.txt"

    def written(content: bytes):
        place.write_bytes(content)
        return place

    return written


def numbered(path, encoding="utf-8", size=text.PIECE):
    return [
        (piece.first + place, piece.line(place))
        for piece in text.pieces(path, encoding, size)
        for place in range(len(piece))
    ]


@pytest.mark.parametrize(("content", "declared", "found", "line"), ENCODED)
def test_the_encoding_is_declared_or_found(write, content, declared, found, line):
    path = write(content)
    assert encoding_of(path, declared) == found
    assert numbered(path, found) == [(1, line)]


@pytest.mark.parametrize(
    ("content", "declared", "sentence"),
    [
        (b"a\0b\n", "auto", "NUL characters"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\r", "auto", "NUL characters"),
        (b"Caf\xe9\n", "utf-8", "not text in the encoding utf-8"),
        (b"a\n", "klingon", "'klingon' is not known"),
        (b"a\n", "base64", "'base64' is not known"),
    ],
)
def test_what_is_not_text_is_refused_with_a_sentence(write, content, declared, sentence):
    with pytest.raises(Unreadable, match=sentence):
        encoding_of(write(content), declared)


def test_a_wrong_byte_far_down_is_found_before_anything_is_read(write):
    assert encoding_of(write(b"a\n" * (text.PIECE // 2) + b"\xe9\n")) == "cp1252"


def test_line_ends_of_any_kind_count_as_an_editor_counts_them(write):
    assert numbered(write(b"a\r\nb\n\nc\rd\nlast")) == [(1, "a"), (2, "b"), (3, ""), (4, "c d"), (5, "last")]


def test_a_line_of_millions_of_characters_is_refused(write):
    with pytest.raises(Unreadable, match="Line 2 is longer"):
        list(text.pieces(write(b"a\n" + b"x" * (text.LONGEST + 1)), "utf-8"))


def test_an_empty_file_is_refused(write):
    with pytest.raises(Unreadable, match="empty"):
        text.opening(write(b" \n\n"), "utf-8")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0\ufeff"), max_size=60), st.integers(1, 9))
def test_pieces_of_any_size_hold_the_same_lines(write, content, size):
    lines = content.removesuffix("\n").split("\n") if content else []
    assert numbered(write(content.encode()), "utf-8", size) == list(enumerate(lines, 1))


QUOTED = [  # a line, its commas outside quotation marks
    ("a,b,c", 2),
    ('"a,b",c', 1),
    ('a,"b, ""c"", d"', 1),
    ('"",""', 1),
    ('"""a"",b"', 0),
    ('a,"b', -1),
    ('a,5" pipe,3" pipe', -1),
    ('"a" b,c', -1),
]


def test_separators_within_quotation_marks_do_not_count():
    piece = text.Piece("".join(line + "\n" for line, _ in QUOTED).encode(), 1)
    assert piece.count_outside_quotes(",").tolist() == [commas for _, commas in QUOTED]


@given(st.lists(st.lists(st.text('ab," ', max_size=5), min_size=1, max_size=4), min_size=1, max_size=6))
def test_cells_are_those_of_the_plain_reader(rows):
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    piece = text.Piece(written.getvalue().encode(), 1)
    assert (piece.count_outside_quotes(",") + 1).tolist() == [len(row) for row in rows]
    chosen = piece.count_outside_quotes(",") == 1
    expected = [[cell.strip() or None for cell in row] for row in rows if len(row) == 2]
    columns = piece.cells(chosen, 2, ",", quoted=True)
    assert list(map(list, zip(*(column.to_pylist() for column in columns), strict=True))) == expected


def test_columns_of_one_heading_are_told_apart():
    assert text.headings(["Paid ", "", "Paid", " "]) == ["Paid", "(no heading)", "Paid (2)", "(no heading) (2)"]
    assert text.headings(["Paid", "Paid (2)", "Paid"]) == ["Paid", "Paid (2)", "Paid (3)"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("Café\nHyderabad\n".encode() + b"Caf\xe9\n", 3),
        (b"Caf\xe9\n" + "خزانہ\n".encode(), 1),
        ("Café\n".encode() + b"\xe9", 2),
        ("a\nGovernor’s\n".encode() + b"Caf\xe9\n", 3),
        ("Sindhī\nb\n".encode() + b"Caf\xe9\n", 3),
        ("₹ 5\n".encode() + b"Caf\xe9\n", 2),
        ("Café\rb\r".encode() + b"Caf\xe9\r", 3),
    ],
)
def test_a_byte_that_is_not_utf_8_among_lines_that_are_refuses_the_file(write, content, line):
    with pytest.raises(Unreadable, match=f"Line {line} holds a byte that is not UTF-8"):
        encoding_of(write(content))


@pytest.mark.parametrize("said", ["Governor’s – “Café” …", "ÉCOLE “SOCIÉTÉ” É’s", "“olé…”", "Ângela à Ð", "Ä”, Å», é "])
def test_a_file_in_windows_letters_is_still_read_in_them(write, said):
    assert encoding_of(write(said.encode("cp1252") + b"\n")) == "cp1252"


def test_lines_may_end_with_a_carriage_return_alone(write):
    assert text.opening(write(b"a,b\r1,2\r"), "utf-8-sig") == ["a,b", "1,2"]
