"""Publishing: what is kept, what is refused and why, and what does not add up."""

from datetime import date
from decimal import Decimal

import pytest

from data_loaders.publish import Refused
from data_loaders.shelf import BadProfile, read_profile
from data_loaders.store import Government, Store
from data_loaders.verify import verify

pytest_plugins = "tests.data_loaders.place"

LEDGER = """\
posted_on,office,department,document,amount
2026-07-01,HB0380,D1,V1,100.50
2026-07-02,HB0380,D1,V2,-0.50
2026-08-15,HB0381,D2,V3,1000
"""
SUM = "1100.00"
REJECTS = 'select line, "column", reason, masked from reject where line is not null order by line, "column"'


def test_a_ledger_becomes_figures(place):
    report = place.publish(place.file("ledger.csv", LEDGER))
    assert place.ask(
        "select line, posted_on, month, fiscal_year, office, document, amount from entry order by line"
    ) == [
        (2, date(2026, 7, 1), date(2026, 7, 1), "2026-27", "HB0380", "V1", Decimal("100.50")),
        (3, date(2026, 7, 2), date(2026, 7, 1), "2026-27", "HB0380", "V2", Decimal("-0.50")),
        (4, date(2026, 8, 15), date(2026, 8, 1), "2026-27", "HB0381", "V3", Decimal("1000.00")),
    ]
    (load,) = report.loads
    assert (load["file"], load["profile"], load["lines_read"], load["kept"]) == ("ledger.csv", "ledger", 4, 3)
    assert (load["refused"], load["ignored"], load["stated_total"], load["computed_total"]) == (
        0,
        1,
        None,
        Decimal(SUM),
    )
    assert report.findings == []
    assert Store.open(place.home).version == report.version
    assert verify(place.home) == []


def test_months_are_rolled_up(place):
    place.publish(place.file("ledger.csv", LEDGER))
    assert place.ask("select month, department, amount, lines from spending_month order by month") == [
        (date(2026, 7, 1), "D1", Decimal("100.00"), 2),
        (date(2026, 8, 1), "D2", Decimal("1000.00"), 1),
    ]


def test_what_is_refused_says_line_column_reason_and_shape(place):
    text = (
        "posted_on,stage,document,amount\n"
        "2026-07-01,actual,V1,5\n"
        "2026-02-31,actual,V2,5\n"
        "2026-07-01,paid,V3,5\n"
        "2026-07-01,actual,V4,1e5\n"
        "2026-07-01,actual,V5,Rs 12\n"
        "2026-07-01,actual,V6,5,7\n"
        ",actual,V7,5\n"
        "\n"
        "2026-07-01,actual,V8,\n"
    )
    place.publish(place.file("ledger.csv", text))
    stage_words = (
        "the word in column stage is none of: original, supplementary, reappropriation, surrender, revised, released, "
        "committed, actual"
    )
    number = "expected a number such as 1234.50 or -1234.50"
    rejects = {line: (column, reason, masked) for line, column, reason, masked in place.ask(REJECTS)}
    assert rejects[3] == (None, "expected a day such as yyyy-mm-dd in column posted_on", "9999-99-99")
    assert rejects[4][:2] == (None, stage_words)
    assert rejects[5] == ("amount", number, "9x9")
    assert rejects[6] == ("amount", number, "xx 99")
    assert rejects[7] == (None, "expected 4 columns, found 5", "9999-99-99,xxxxxx,x9,9,9")
    assert rejects[8][:2] == (None, "the line has no day, month or fiscal year")
    assert set(rejects) == {3, 4, 5, 6, 7, 8}
    assert place.counts("ledger.csv") == {"lines_read": 10, "kept": 1, "refused": 6, "ignored": 3}
    assert place.total() == "5.00"


def test_a_cell_that_is_refused_does_not_lose_the_line(place):
    place.publish(place.file("ledger.csv", "month,amount,deductions,net\n2026-07-01,100,x,90\n"))
    assert place.ask("select amount, deductions, net from entry") == [(Decimal(100), None, Decimal(90))]
    assert [row[:2] for row in place.ask(REJECTS)] == [(2, "deductions")]
    assert place.counts("ledger.csv")["kept"] == 1


def test_a_grand_total_that_does_not_add_up_is_a_finding_that_names_the_file(place):
    text = "month,office,amount\n2026-07-01,A,60\n2026-07-01,B,40\nGrand Total,,101\n"
    report = place.publish(place.file("july.csv", text))
    (finding,) = report.findings
    assert (finding["rule"], finding["file"]) == ("a_stated_total_is_the_sum_of_its_lines", "july.csv")
    assert finding["amount"] == 1
    assert "line 4" in finding["what"] and "101" in finding["what"] and "100" in finding["what"]
    assert (report.loads[0]["stated_total"], report.loads[0]["computed_total"]) == (101, 100)
    assert place.total() == "100.00"


def test_sub_totals_are_compared_each_with_its_own_lines(place):
    text = "month,office,amount\n2026-07-01,A,60\nTotal,,60\n2026-07-01,B,40\nTotal,,41\nGrand Total,,100\n"
    report = place.publish(place.file("july.csv", text))
    assert [(finding["amount"], "line 5" in finding["what"]) for finding in report.findings] == [(1, True)]


def test_a_total_that_cannot_be_read_is_not_passed_over(place):
    report = place.publish(place.file("july.csv", "month,amount\n2026-07-01,60\nGrand Total,6O\n"))
    assert report.findings or place.ask(REJECTS)


def test_gross_that_is_not_deductions_and_net_is_a_finding(place):
    text = "month,amount,deductions,net\n2026-07-01,100,10,90\n2026-07-01,100,10,95\n"
    (finding,) = place.publish(place.file("july.csv", text)).findings
    assert (finding["rule"], finding["amount"]) == ("gross_is_deductions_and_net", -5)


def test_a_line_in_two_files_is_a_finding(place):
    again = "posted_on,office,document,amount\n2026-07-01,HB0380,V1,100.50\n2026-07-09,HB0380,V9,7\n"
    report = place.publish(place.file("ledger.csv", LEDGER), place.file("again.csv", again))
    (finding,) = report.findings
    assert (finding["rule"], finding["amount"]) == ("no_line_stands_in_two_files", Decimal("100.50"))
    assert "ledger.csv" in finding["what"] and "again.csv" in finding["what"]


def test_an_unknown_department_is_a_finding_once_there_is_a_list(place):
    ledger = place.file("ledger.csv", "month,department,amount\n2026-07-01,Health,5\n2026-07-01,Helth,7\n")
    assert place.publish(ledger).findings == []
    report = place.publish(place.file("list.csv", "dept_id,department\nD1,Health\n"))
    (finding,) = report.findings
    assert (finding["rule"], finding["amount"]) == ("every_department_is_known", 7)
    assert "'Helth'" in finding["what"]
    assert place.ask("select department from entry order by line") == [("D1",), ("Helth",)]


def test_a_name_of_a_department_becomes_its_code(place):
    names = place.file("list.csv", "dept_id,department\nD1,Health\n")
    report = place.publish(
        names, place.file("l.csv", "month,department,amount\n2026-07-01,HEALTH ,5\n2026-07-01,D1,7\n")
    )
    assert place.ask("select distinct department from entry") == [("D1",)]
    assert report.findings == []


def test_a_month_outside_its_fiscal_year_is_refused(place):
    text = "month,fiscal_year,amount\n2026-07-01,2025-26,5\n2026-06-01,2025-26,6\n"
    place.publish(place.file("ledger.csv", text))
    assert place.total() == "6.00"
    assert [row[0] for row in place.ask(REJECTS)] == [2]
    assert verify(place.home) == []


@pytest.mark.parametrize("lines", [10, 10_000])
def test_a_quotation_mark_that_is_not_closed_ignores_no_line(place, lines):
    body = "".join(f"2026-07-01,V{n},5\n" for n in range(lines))
    good = place.file("good.csv", LEDGER)
    place.publish(good, place.file("bad.csv", f'posted_on,document,amount\n2026-07-01,"V,5\n{body}'))
    live = place.ask("select ignored from load where live and file_name = 'bad.csv'")
    assert live in ([], [(1,)])
    assert place.ask("select count(*) from reject")[0][0] > 0


def test_a_refused_file_stays_on_record_beside_the_good_ones(place):
    picture = place.file("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\n")
    report = place.publish(place.file("ledger.csv", LEDGER), picture)
    (refused,) = [load for load in report.loads if load["file"] == "photo.csv"]
    assert (refused["lines_read"], refused["kept"], refused["refused"], refused["ignored"]) == (0, 0, 0, 0)
    assert "PNG image" in refused["sentence"]
    assert place.ask("select live, lines_read, refused from load where file_name = 'photo.csv'") == [(False, 0, 0)]
    assert place.ask("select reason from reject where line is null") == [(refused["sentence"],)]


def test_strict_publishes_nothing_if_anything_does_not_add_up(place):
    place.publish(place.file("ledger.csv", LEDGER))
    before = place.listing()
    wrong = place.file("july.csv", "month,amount\n2026-07-01,60\nGrand Total,61\n")
    with pytest.raises(Refused, match=r"says 61\.00, its lines add to 60\.00") as refusal:
        place.publish(wrong, strict=True)
    assert [finding["amount"] for finding in refusal.value.report.findings] == [1]
    assert place.listing() == before
    assert place.publish(wrong).version


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.csv", "", "The file is empty"),
        ("other.csv", "when,how much\n1,2\n", "No profile fits this file"),
        ("broken.xlsx", b"PK\x03\x04 not a workbook", "not a workbook that can be opened"),
    ],
)
def test_a_publish_that_fails_leaves_everything_as_it_was(place, name, content, sentence):
    place.publish(place.file("ledger.csv", LEDGER))
    before = place.listing()
    with pytest.raises(Refused, match=sentence):
        place.publish(place.file(name, content))
    assert place.listing() == before
    assert place.total() == SUM


def test_a_file_that_is_not_there_is_said(place):
    with pytest.raises(Refused, match="There is no such file"):
        place.publish(place.folder / "nothing.csv")
    with pytest.raises(Refused, match=r"There is no profile 'leger'; there are .*ledger"):
        place.publish(place.file("ledger.csv", LEDGER), profile="leger")


def test_figures_of_two_governments_never_meet(place):
    place.publish(place.file("ledger.csv", LEDGER))
    with pytest.raises(Refused, match=r"belongs to Test Province .*with --home"):
        place.publish(place.file("l.csv", "month,amount\n2026-07-01,5\n"), government=Government("Elsewhere", "INR", 4))
    texas = "year,month,category,value\n2024,September,Sales Taxes,5\n"
    with pytest.raises(Refused, match=r"The file belongs to Texas \(USD, .*\), the store to Test Province \(PKR, "):
        place.publish(place.file("texas.csv", texas), government=None)
    assert place.total() == SUM


def test_real_figures_leave_no_invented_line(place):
    invented = Government("Test Province (invented)", "PKR", 7, "own", invented=True, note="invented")
    place.publish(place.file("made_up.csv", "month,office,amount\n2026-07-01,XX,999\n"), government=invented)
    place.publish(place.file("ledger.csv", LEDGER))
    assert place.total() == SUM
    assert place.ask("select invented, note from government") == [(False, "")]
    assert place.ask("select file_name from load") == [("ledger.csv",)]
    assert place.ask("select count(*) from office where code = 'XX'") == [(0,)]


def test_a_file_that_becomes_unreadable_leaves_none_of_its_names(place, write_xlsx):
    sheets = {
        "good": [["month", "office", "amount"], ["2026-07-01", "ZZ9", 5]],
        "wide": [[str(n) for n in range(2100)]],
    }
    with pytest.raises(Refused, match="columns"):
        place.publish(write_xlsx("book.xlsx", sheets))
    place.publish(place.file("ledger.csv", LEDGER), write_xlsx("book.xlsx", sheets))
    assert place.ask("select count(*) from office where code = 'ZZ9'") == [(0,)]
    assert place.total() == SUM


@pytest.mark.parametrize("name", ["it's a store", "ذخیرہ کھاتہ", "a;b"])
def test_the_folder_of_a_store_may_have_any_name(place, name):
    report = place.publish(place.file(f"{name}.csv", LEDGER))
    assert report.loads[0]["file"] == f"{name}.csv"
    home = place.folder / name
    assert type(place)(place.folder, home).publish(place.folder / f"{name}.csv").version
    assert verify(home) == []


@pytest.mark.parametrize("posted_on", ["Posted On", "POSTED_ON", "PostedOn", " posted  on "])
def test_words_of_stages_and_headings_are_known_in_capitals_and_with_spaces(place, posted_on):
    text = f"{posted_on},Stage,Flow,Document,Amount\n2026-07-01,Actual,Expenditure,V1,5\n"
    place.publish(place.file("ledger.csv", text))
    assert place.ask("select stage, flow, side, amount from entry") == [
        ("actual", "expenditure", "payment", Decimal(5))
    ]


@pytest.mark.parametrize(
    "before", ["<html>", "<!-- a report -->", "<meta charset=utf-8>", "<DIV>", "\n <style>a</style>"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_web_page_under_the_name_of_a_workbook_says_what_it_is(place, before, encoding):
    page = f"{before}<table><tr><td>posted_on</td><td>amount</td></tr></table>"
    with pytest.raises(Refused, match="The file is a web page under the name of a list"):
        place.publish(place.file("list.xls", page.encode(encoding)))


def test_xml_under_the_name_of_a_workbook_says_what_it_is(place):
    with pytest.raises(Refused, match="The file is XML and no list"):
        place.publish(place.file("list.xls", '<?xml version="1.0"?>\n<Workbook xmlns="urn:x"/>'))


def test_a_list_whose_title_begins_with_an_angle_bracket_is_a_list(place):
    place.publish(place.file("list.csv", "<draft>,,\nposted_on,document,amount\n2026-07-01,V1,5\n"))
    assert place.ask("select amount from entry") == [(Decimal(5),)]


def test_a_profile_of_brackets_without_end_is_refused_in_a_sentence():
    with pytest.raises(BadProfile, match="nested too deeply"):
        read_profile("a: " + "[" * 20_000, "mine.yaml")


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"a,b\n1,2\n", 2), (b"a,b\n1,2", 2), (b"a,b\r1,2\r3,4", 3), (b"a,b\r\n1,2\r\n", 2), (b"alone", 1),
        (b"PK\x03\x04" + b"\n" * 30, 0), (b"%PDF-1.4\n\n", 0), (b"\x89PNG\r\n\x1a\n\0\0", 0),
    ],
)  # fmt: skip
def test_a_refused_text_counts_its_lines_and_another_file_none(place, content, lines):
    with pytest.raises(Refused) as refusal:
        place.publish(place.file("odd", content))
    assert [(load["lines_read"], load["refused"]) for load in refusal.value.report.loads] == [(lines, lines)]


def test_two_headings_that_differ_in_spaces_alone_refuse_the_file(place):
    text = "Posted On,posted_on,Document,Amount\n2026-07-01,2026-08-01,V1,5\n"
    with pytest.raises(Refused, match="two columns"):
        place.publish(place.file("ledger.csv", text))


def test_a_heading_that_is_missing_is_named_as_the_profile_writes_it(place):
    with pytest.raises(Refused, match="has all the headings of the profile: amount, posted_on"):
        place.publish(place.file("ledger.csv", "a,b\n1,2\n"), profile="ledger")
