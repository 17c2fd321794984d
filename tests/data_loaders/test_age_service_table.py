"""A table of age by service as an analyst types it: cells become lines of a census, totals are compared."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data_loaders.profile_parts import Layout
from data_loaders.publish import Refused
from data_loaders.readers import age_service_table
from data_loaders.readers.bands import Band, before, middles
from data_loaders.readers.sheet import Unreadable
from data_loaders.verify import verify

pytest_plugins = "tests.data_loaders.place"

EMPLOYEES, PENSIONERS = "employees_by_age_and_service", "pensioners_by_age_and_service"
TITLE = '\ufeff,"ALL STAFF (Count & Average Annual Salary) ",,,,\r\n'
TABLE = TITLE + (
    ',Age/YOS,<1 ,"""1-4""","""5-9""",Total\r\n'
    'Members,< 25 ,"1,200",300,0,"1,500"\r\n'
    'Payroll,,"$12,000 ","$24,000 ",$0 ,"$14,400"\r\n'
    "Members,25 - 29 ,100,0,50,150\r\n"
    'Payroll,,"$18,000 ",$0 ,"$30,001 ","$22,000"\r\n'
    "Members,30+,0,10,40,50\r\n"
    'Payroll,,$0 ,"$36,000 ","$60,000 ","$55,200"\r\n'
    'Members,Total ,"1,300",310,90,"1,700"\r\n'
    'Payroll,,"12,462","24,387","43,334","16,271"'
)
DAY = "Staff 2026-06-30.csv"
REAL = Path(os.environ.get("KHAZANA_REAL_DATA") or "no folder is named")
real = pytest.mark.skipif(not REAL.is_dir(), reason="KHAZANA_REAL_DATA does not name the folder of real files")
ARIZONA = [  # profile, file, mart, members in all, the printed average of all, money for how many months
    (EMPLOYEES, "ActivePopASRS.csv", "employee", 208_244, 49_644, 12),
    (PENSIONERS, "RetiredPopASRS.csv", "pensioner", 151_878, 1_690, 1),
]


def published(place, text: str = TABLE, name: str = DAY, profile: str = EMPLOYEES):
    return place.publish(place.file(name, text), profile=profile)


def findings(place) -> list[tuple]:
    return place.ask("select what, amount from finding where rule like 'a_stated_total%' order by what")


def test_each_cell_with_members_is_a_line_of_the_census(place):
    """Middles by hand: under 25 is 20-24, so 22.5 years; under 1 is half a year; 1-4 is 3 years; 30+ is 30-34."""
    published(place)
    found = place.ask("""
        select line, members, cast(pay as varchar), cast(born as varchar), cast(joined as varchar)
        from employee order by line, joined desc
    """)
    assert found == [
        (3, 1200, "1000.00", "2003-12-30", "2025-12-30"), (3, 300, "2000.00", "2003-12-30", "2023-06-30"),
        (5, 100, "1500.00", "1998-12-30", "2025-12-30"), (5, 50, "2500.08", "1998-12-30", "2018-12-30"),
        (7, 10, "3000.00", "1993-12-30", "2023-06-30"), (7, 40, "5000.00", "1993-12-30", "2018-12-30"),
    ]  # fmt: skip
    assert place.counts(DAY) == {"lines_read": 10, "kept": 3, "refused": 0, "ignored": 7}
    assert findings(place) == [] and verify(place.home) == []


TYPED_WRONG = [  # what is typed, what stands there instead, what is found: stated less computed, a month
    ('"1,300",310', '"1,300",301', "line 9: the total of service 1-4 says 301 members, its cells add to 310",
     301 * Decimal("2032.25") - 630_000),
    ("50,150\r", "50,160\r", "line 5: the total of age 25 - 29 says 160 members, its cells add to 150",
     160 * Decimal("1833.33") - 275_004),
    ('90,"1,700"', '90,"1,070"', "line 9: the total of all ages says 1070 members, its cells add to 1700",
     1070 * Decimal("1355.92") - 2_305_004),
    ("$22,000", "$22,100",
     "line 5: the total of age 25 - 29 says 1841.67 a month on average, its cells give 1833.36",
     150 * Decimal("1841.67") - 275_004),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "what", "amount"), TYPED_WRONG)
def test_a_total_that_is_not_the_sum_of_its_cells_is_found(place, old, new, what, amount):
    assert TABLE.count(old) == 1
    published(place, TABLE.replace(old, new))
    assert findings(place) == [(f"sheet 1, {what}", amount)]


def test_a_cell_that_is_no_number_is_refused_and_the_others_are_kept(place):
    published(place, TABLE.replace('"1,200"', "1200 ca.").replace('"$36,000 "', "$36.000.00"))
    assert place.ask('select line, "column", reason from reject order by line') == [
        (3, "age < 25, service <1", "expected a number of members in column members"),
        (7, "age 30+, service 1-4", "expected a number such as 1,234.50 or -1,234.50 in column average"),
    ]  # fmt: skip
    assert place.ask("select sum(members) as members from employee") == [(300 + 100 + 50 + 40,)]
    assert place.counts(DAY) == {"lines_read": 10, "kept": 3, "refused": 0, "ignored": 7}
    assert len(findings(place)) == 5  # the totals of two rows, of two columns, and of all


def test_pay_without_members_and_rows_of_another_kind_are_refused(place):
    text = TABLE.replace('"$24,000 ",$0 ', '"$24,000 ","$25,000 "').replace("Members,30+", "Members,thirties")
    published(place, text + "\r\nSource: payroll of June")
    reason = "expected a row of members with a band of age such as 25-29, or below it the row of what they are paid"
    assert place.ask('select line, "column", reason from reject order by line') == [
        (3, "age < 25, service 5-9", "there is pay, but no number of members"), (7, None, reason), (8, None, reason),
    ]  # fmt: skip
    assert place.counts(DAY) == {"lines_read": 11, "kept": 2, "refused": 2, "ignored": 7}
    assert verify(place.home) == []


WHOLE = [  # name, text, what the sentence says
    ("Staff.csv", TABLE, r"put it into the file's name, as in 'Employees 2026-06-30\.csv'"),
    ("Staff 2026-02-30.csv", TABLE, r"'2026-02-30' is no day of the calendar"),
    (DAY, TABLE.replace("1-4", "1-6"), r"The bands of service '1-6' and '5-9' do not follow each other"),
    (DAY, TABLE.replace("30+", "25 - 29 "), r"The bands of age '25 - 29' and '25 - 29' do not follow each other"),
    (DAY, TABLE.replace("Annual", "Monthly"), r"says that pay is a month, but the profile .* a profile of its own"),
    (DAY, "a,Agency,5,6,7\nb,30,1,2,3\n", r"The file is no table of age by service: a heading such as ,Age/Service"),
    (DAY, "month,amount\n2026-06,5\n", r"The file is no table of age by service: a heading such as ,Age/Service"),
]


@pytest.mark.parametrize(("name", "text", "sentence"), WHOLE)
def test_a_file_that_cannot_be_read_for_certain_is_refused_in_a_sentence(place, name, text, sentence):
    with pytest.raises(Refused, match=sentence):
        published(place, text, name)


def test_a_workbook_is_to_be_saved_as_text(place, write_xlsx):
    path = write_xlsx("Staff 2026-06-30.xlsx", {"Staff": [["", "Age", "<1", "1-4"], ["Members", "25-29", 1, 2]]})
    with pytest.raises(Refused, match="save the sheet on which it stands as CSV"):
        place.publish(path, profile=EMPLOYEES)


def test_the_day_may_stand_in_a_profile_of_ones_own(place):
    own = (Path(age_service_table.__file__).parents[1] / "profiles" / f"{EMPLOYEES}.yaml").read_text()
    own = own.replace(EMPLOYEES, "own").replace("{context: as_of}", "{value: '2026-06-30'}")
    more = place.file("more/own.yaml", own)
    place.publish(place.file("Staff.csv", TABLE), profile="own", more_profiles=more.parent)
    assert place.ask("select distinct cast(as_of as varchar) as day from employee") == [("2026-06-30",)]


def test_a_tab_separated_table_of_pensioners(place):
    """Years of service are whole years in the middle of the band: 2 of 0-4, 7 of 5-9; a hyphen is nobody."""
    text = (
        "\tAge/Service\t'0-4\t'5-9\tTotal\nPensioners\t60 to 64\t10\t20\t30\nPension\t60 to 64\t1,000\t2,500.50\t\n"
        "Pensioners\t65 and over\t-\t5\t5\nPension\t65 and over\t-\t4000\t4000\nPensioners\tTotal\t10\t25\t35\n"
    )
    published(place, text, "Pensioners 2026-06-30.csv", PENSIONERS)
    found = place.ask("select line, service, members, pension, cast(born as varchar) from pensioner order by 1, 2")
    assert found == [
        (2, 2, 10, 1000, "1963-12-30"), (2, 7, 20, Decimal("2500.50"), "1963-12-30"), (4, 7, 5, 4000, "1958-12-30"),
    ]  # fmt: skip
    assert findings(place) == [] and place.ask("select * from reject") == []


def test_a_total_of_members_without_an_average_is_compared_too(place):
    text = "a,Age,0-4,5-9,Total\nMembers,60-64,10,20,30\nPension,,100,200,\nMembers,Total,10,21,\n"
    published(place, text, "Pensioners 2026-06-30.csv", PENSIONERS)
    said = "sheet 1, line 4: the total of service 5-9 says 21 members, its cells add to 20"
    assert findings(place) == [(said, None)]


def test_a_cell_past_superannuation_is_found_with_its_members_and_what_they_are_paid(place):
    """60-64 is 62.5 years: five in their first year, seven after 40; the lines of a table are named once."""
    text = "a,Age,<1,1-39,40-44\nMembers,55-59,1,1,1\nPay,,12,12,12\nMembers,60-64,5,,7\nPay,,1200,,2400\n"
    published(place, text)
    found = place.ask("select what, amount from finding order by rule")
    assert found == [("12 of employees paid past the age of 60, line 4", Decimal(5 * 100 + 7 * 200))]
    assert place.ask("select line, members, amount from census_fault order by members") == [(4, 5, 500), (4, 7, 1400)]


def test_which_of_the_two_profiles_is_meant_must_be_said(place):
    with pytest.raises(Refused, match=f"Several profiles fit alike: {EMPLOYEES}, {PENSIONERS}. Name one"):
        place.publish(place.file(DAY, TABLE))


def test_a_corrected_table_of_the_same_name_takes_the_place_of_the_first(place):
    published(place)
    published(place, TABLE.replace("Members,30+,0,10,40,50", "Members,30+,0,10,41,51"))
    assert place.ask("select sum(members) as members from employee") == [(1701,)]
    published(place, TABLE, "Police 2026-06-30.csv")
    assert place.ask("select sum(members) as members, count(distinct employee_id) as cells from employee") == [
        (3401, 12)
    ]


OTHERS = [
    "department,age,amount\nD01,25-29,5\n",
    "a,Agency,5,6,7\nb,30,1,2,3\n",
    "a,Age,2024,2025\nMembers,25-29,1,2\n",
]


@pytest.mark.parametrize("text", OTHERS)
def test_only_a_table_is_taken_for_one(place, text):
    assert age_service_table.headings(place.file("table.csv", TABLE), Layout()) == list(age_service_table.COLUMNS)
    path = place.file("list.csv", text)
    with pytest.raises(Unreadable, match="is no table of age by service"):
        age_service_table.headings(path, Layout())


def test_bands_with_a_gap_between_them_keep_their_own_middles():
    bands = [Band.of(text) for text in ("18-24", "30-39", "60+")]
    assert list(middles(bands, "age").values()) == [258, 420, 780]  # 21.5, 35 and 65 years
    assert before(date(2024, 3, 31), 13) == date(2023, 2, 28)


@real
@pytest.mark.parametrize(("profile", "file", "mart", "members", "average", "months"), ARIZONA)
def test_the_tables_of_a_real_scheme(place, profile, file, mart, members, average, months):
    """The averages of the cells are printed in whole dollars, so the average of all is met within one."""
    text = (REAL / "arizona_asrs" / file).read_bytes()
    place.publish(place.file(f"2019-06-30 {file}", text), profile=profile)
    pay = "pay" if mart == "employee" else "pension"
    ((found, mean),) = place.ask(
        f"select sum(members) as members, sum(members * {pay}) / sum(members) as m from {mart}"
    )
    assert found == members and abs(float(mean) * months - average) < 1
    assert findings(place) == [] and place.ask("select * from reject") == []
