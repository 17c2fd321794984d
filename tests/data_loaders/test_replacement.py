"""What a new file takes the place of, and what it must not: months, cumulative lists, restated figures."""

import itertools
from datetime import date
from decimal import Decimal

import pytest

from data_loaders.verify import verify

pytest_plugins = "tests.data_loaders.place"

JULY = "month,office,amount\n2026-07-01,A,5\n2026-07-01,B,6\n"
CORRECTED = "month,office,amount\n2026-07-01,A,5\n2026-07-01,B,60\n"
AUGUST = "month,office,amount\n2026-08-01,A,7\n2026-08-01,B,8\n"
FMIS = """\
13.11.2026                     Dynamic List Display                           1

Government of Sindh - DDO wise expenditure     Fiscal year {year}   Period 001-{to:03}
--------------------------------------------------------------------------------
| |DDO   |Object|Description          |   Final Budget|      Released|   Expenditure|
--------------------------------------------------------------------------------
| |HB0380|A01151|Basic Pay            |  12,500,000.00|  3,125,000.00|{pay:>14}|
| |HB0380|A03303|Electricity          |     450,000.00|    112,500.00|     18,750.00-|
--------------------------------------------------------------------------------
"""
PAID = {1: "1,000,000.00", 2: "2,000,000.00", 3: "3,000,000.00", 4: "4,010,233.50"}
ACTUALS = (
    "select object, month, cumulative, amount from entry where stage = 'actual' order by object, month nulls first"
)
JUL, AUG, SEP, OCT = (date(2026, month, 1) for month in (7, 8, 9, 10))


@pytest.fixture
def fmis(place):
    """A list of the periods 1 to `to`, as the accountant general saves it."""
    return lambda to, year=2026, pay=None: place.file(
        f"list {year} {to} {pay}.txt", FMIS.format(to=to, year=year, pay=pay or PAID[to])
    )


def months(place) -> dict:
    return dict(place.ask("select month, sum(amount) as amount from spending_month group by month order by month"))


def test_the_same_bytes_under_another_name_are_skipped(place):
    first = place.publish(place.file("july.csv", JULY))
    second = place.publish(place.file("copy of july.csv", JULY))
    assert second.version == first.version
    assert [(load["file"], load["sentence"]) for load in second.loads] == [
        ("copy of july.csv", "Skipped: the same bytes are in the store already.")
    ]
    assert place.ask("select file_name from load") == [("july.csv",)]


def test_the_same_bytes_as_a_refused_file_are_refused_and_not_said_to_be_in_the_store(place):
    texts = {"july.csv": JULY} | dict.fromkeys(("letter.csv", "letter again.csv"), "Dear Sir\n")
    report = place.publish(*map(place.file, texts, texts.values()))
    said = {load["file"]: load.get("sentence") for load in report.loads}
    assert said["letter again.csv"] == f"The same bytes as letter.csv. {said['letter.csv']}"


def test_only_new_files_are_read(place):
    place.publish(place.file("july.csv", JULY))
    report = place.publish(place.file("august.csv", AUGUST), place.folder / "july.csv")
    assert {load["file"]: load["kept"] for load in report.loads} == {"august.csv": 2, "july.csv": 0}
    assert months(place) == {JUL: 11, AUG: 15}


def test_a_corrected_july_replaces_july_alone(place):
    report = place.publish(place.file("july.csv", JULY), place.file("august.csv", AUGUST))
    (old,) = [load for load in report.loads if load["file"] == "july.csv"]
    place.publish(place.file("july (corrected).csv", CORRECTED))
    assert months(place) == {JUL: 65, AUG: 15}
    assert place.ask("select file_name, live, replaces_load_id from load order by file_name") == [
        ("august.csv", True, None),
        ("july (corrected).csv", True, old["load_id"]),
        ("july.csv", False, None),
    ]
    assert verify(place.home) == []


def test_a_corrected_file_replaces_one_whose_line_was_refused(place):
    place.publish(place.file("july.csv", JULY.replace("B,6", "B,six")))
    report = place.publish(place.file("july.csv", JULY))
    assert place.total() == "11.00" or report.findings
    assert place.total() == "11.00"


@pytest.mark.parametrize("office", ["", "A"])
def test_a_long_file_is_corrected_in_little_time(place, office):
    for paisa in (25, 50):
        lines = (f"2026-07-01,{office},{n}.{paisa}\n" for n in range(30_000))
        place.publish(place.file("july.csv", "month,office,amount\n" + "".join(lines)))
    assert place.total() == "450000000.00"


@pytest.mark.parametrize("together", [True, False])
def test_july_is_never_counted_twice_without_a_word(place, together):
    more = place.file("july with C.csv", JULY + "2026-07-01,C,7\n")
    if together:
        report = place.publish(place.file("july.csv", JULY), more)
    else:
        place.publish(place.file("july.csv", JULY))
        report = place.publish(more)
    assert place.total() == "18.00" or any("july.csv" in finding["what"] for finding in report.findings)


def test_files_of_one_name_from_two_offices_are_two_files(place):
    place.publish(place.file("north/july.csv", "month,office,amount\n2026-07-01,N1,5\n"))
    place.publish(place.file("south/july.csv", "month,office,amount\n2026-07-01,S1,7\n"))
    assert place.total() == "12.00"


def test_an_office_and_month_of_two_files_is_a_finding_whatever_the_amounts(place):
    place.publish(place.file("july.csv", JULY))
    report = place.publish(place.file("other.csv", "month,office,amount\n2026-07-01,A,50\n2026-07-01,C,70\n"))
    assert any("july.csv" in finding["what"] and "other.csv" in finding["what"] for finding in report.findings)


def test_two_lists_of_one_period_that_share_an_office_are_a_finding(place, fmis):
    place.publish(fmis(3))
    text = (place.folder / "list 2026 3 None.txt").read_text()
    more = text.replace("| |HB0380|A03303|", "| |HB0381|A03303|").replace("3,000,000.00", "3,500,000.00")
    report = place.publish(place.file("more.txt", more))
    assert report.findings or place.ask("select count(*) from load where live") == [(1,)]


def test_a_file_that_was_replaced_can_come_back(place):
    july = place.file("july.csv", JULY)
    place.publish(july)
    place.publish(place.file("corrected.csv", CORRECTED))
    place.publish(july)
    assert months(place) == {JUL: 11}
    assert place.ask("select file_name, live from load order by file_name") == [
        ("corrected.csv", False),
        ("july.csv", True),
    ]
    assert verify(place.home) == []


def test_a_file_refused_at_first_is_one_load_when_it_fits_at_last(place):
    odd = place.file("odd.csv", "when,how much\n2026-07-01,9\n2026-07-01,x\n")
    place.publish(place.file("july.csv", JULY), odd)
    own = "name: own\ntitle: Our own list\ncolumns: {month: {column: when}}\namounts: [{column: how much}]\n"
    (place.home / "profiles").mkdir()
    (place.home / "profiles" / "own.yaml").write_text(own)
    place.publish(odd)
    assert place.ask("select live, kept, refused from load where file_name = 'odd.csv'") == [(True, 1, 1)]
    assert place.ask('select line, "column" from reject') == [(3, "how much")]


def test_entry_ids_survive_what_happens_to_other_files(place):
    ids = "select entry_id from entry where office = 'A' and month = date '2026-08-01'"
    place.publish(place.file("august.csv", AUGUST))
    first = place.ask(ids)
    place.publish(place.file("july.csv", JULY))
    place.publish(place.file("corrected.csv", CORRECTED))
    assert place.ask(ids) == first
    other = type(place)(place.folder, place.home.with_name("another store"))
    other.publish(place.folder / "august.csv")
    assert other.ask(ids) == first
    sha = other.ask("select sha256 from load")[0][0]
    assert first == [(f"{sha[:16]}-1-2-3",)]


@pytest.mark.parametrize("order", [(3, 4), (4, 3), ((3, 4),)], ids=str)
def test_cumulative_lists_give_the_same_months_in_any_order(place, fmis, order):
    for step in order:
        place.publish(*map(fmis, step if isinstance(step, tuple) else (step,)))
    assert place.ask(ACTUALS) == [
        ("A01151", None, True, Decimal("3000000.00")),
        ("A01151", OCT, False, Decimal("1010233.50")),
        ("A03303", None, True, Decimal("-18750.00")),
        ("A03303", OCT, False, Decimal("0.00")),
    ]
    budget = "select sum(amount) as amount from entry where stage = 'revised'"
    assert place.ask(budget) == [(Decimal("12950000.00"),)]
    assert verify(place.home) == []


@pytest.mark.parametrize("order", list(itertools.permutations([1, 2, 3])), ids=str)
def test_three_lists_are_three_months(place, fmis, order):
    for to in order:
        place.publish(fmis(to))
    pay = place.ask("select month, amount from entry where stage = 'actual' and object = 'A01151' order by month")
    assert pay == [(month, Decimal(1_000_000)) for month in (JUL, AUG, SEP)]
    assert place.ask("select count(*) from entry where cumulative") == [(0,)]


def test_a_cumulative_list_alone_stays_cumulative(place, fmis):
    place.publish(fmis(4))
    assert place.ask("select month, cumulative, amount, period_from, period_to from entry where object = 'A01151' "
                     "and stage = 'actual'") == [
        (None, True, Decimal("4010233.50"), date(2026, 7, 1), date(2026, 10, 31))
    ]  # fmt: skip
    assert place.ask("select amount from spending_month where stage = 'actual' and month is not null") == []


def test_a_corrected_list_changes_the_month_after_it(place, fmis):
    place.publish(fmis(3), fmis(4))
    place.publish(fmis(3, pay="3,010,233.50"))
    assert [row[3] for row in place.ask(ACTUALS)][:2] == [Decimal("3010233.50"), Decimal("1000000.00")]
    assert place.ask("select count(*) from load where live") == [(2,)]


def test_the_list_of_another_year_is_not_subtracted(place, fmis):
    place.publish(fmis(4, year=2025), fmis(1))
    july = place.ask(
        "select amount from entry where stage = 'actual' and object = 'A01151' and fiscal_year = '2026-27'"
    )
    assert july == [(Decimal("1000000.00"),)]


def test_a_line_that_vanishes_from_a_cumulative_list_is_a_finding(place, fmis):
    later = place.file("later.txt", FMIS.format(to=4, year=2026, pay=PAID[4]).replace("A03303", "A03304"))
    report = place.publish(fmis(3), later)
    assert {finding["rule"] for finding in report.findings} == {"no_line_of_a_cumulative_list_vanishes"}
    assert all("2026-09-30" in f["what"] and "2026-10-31" in f["what"] for f in report.findings)


BOOK_2022 = (
    "category,fund,ministry_name,ID5,ID5_name,ID4,ID4_name,ID1,ID1_name,ID6,ID6_name,level,"
    "budget_2022,budget_2022_revised,posts_2022,posts_2022_revised\n"
    "Current,F,Health Division,X1,Office,71101,Hospitals,7,HEALTH,71101-A01,PAY,1,80,100,,\n"
)
BOOK_2023 = (
    "fund,ministry_name,ID5_name,ID1_name,ID6_name,budget_2023,budget_2022_revised,budget_2022\n"
    "Current exp. on Revenue acc.,Health Division,Office,HEALTH,EMPLOYEES RELATED EXPENSES,120,110,90\n"
)
BUDGETS = "select fiscal_year, stage, sum(amount) as amount from spending_month group by all order by all"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_figure_of_two_books_is_counted_once_and_their_difference_found(place, order):
    books = [place.file("book 2022.csv", BOOK_2022), place.file("book 2023.csv", BOOK_2023)]
    for position in order:
        report = place.publish(books[position], government=None)
    assert place.ask(BUDGETS) == [
        ("2021-22", "revised", 80),
        ("2022-23", "original", 100),
        ("2022-23", "revised", 110),
        ("2023-24", "original", 120),
    ]
    (finding,) = [f for f in report.findings if f["rule"] == "two_sources_state_one_figure"]
    assert finding["amount"] == 10


def test_a_restated_figure_counts_where_no_other_book_gives_it(place):
    place.publish(place.file("book 2023.csv", BOOK_2023), government=None)
    assert ("2022-23", "original", Decimal(90)) in place.ask(BUDGETS)
