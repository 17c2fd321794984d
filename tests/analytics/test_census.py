"""A census of eleven lines: who is paid what, by every level, what the lists lack, and what cannot be right in them."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from analytics import census, exports
from data_loaders.store import Store

pytest_plugins = "tests.data_loaders.place"

DAY, BEFORE = date(2026, 6, 15), date(2025, 6, 30)
STAFF = [  # person, day, born, joined, sex, grade, department, district, pay, members
    ("a", DAY, date(1996, 6, 15), date(2021, 6, 15), "female", 16, "D1", "K", "40000.10", 1),  # 30, served 5 years
    ("b", DAY, date(1996, 6, 16), date(2021, 6, 16), "male", 9, "D1", "K", "30000.20", 1),  # 29, served 4 years
    ("c", DAY, date(1970, 1, 1), date(1990, 1, 1), "male", 16, "D2", None, "90000.00", 1),  # 56, served 36 years
    ("t", DAY, date(1991, 12, 30), date(2006, 12, 30), None, None, None, None, "50000.00", 20),  # a cell of a table
    ("a", BEFORE, date(1996, 6, 30), date(2021, 6, 30), "female", 16, "D1", "K", "35000.00", 1),
]
ROLL = [  # person, kind, born, retired on, service, department, pension
    ("p", "own", date(1962, 1, 1), date(2022, 1, 1), 34, "D1", "45500.50"),
    ("q", "family", date(1965, 1, 1), None, None, "D1", "20000.00"),
    ("r", "leaver", date(1980, 1, 1), date(2020, 1, 1), 12, "D3", "9000.00"),
]
FAULTS = [  # rule, file, line, person, members, amount
    ("nobody_is_paid_past_superannuation", "f1", 3, "c", 1, "90000.00"),
    ("a_member_has_possible_dates", "f1", 5, "t", 20, "1000000.00"),
    ("a_member_has_possible_dates", "f1", 1, "a", 1, "40000.10"),
    ("a_member_has_possible_dates", "f2", 1, "p", 1, "45500.50"),
]
FINDINGS = [  # rule, file, what, amount
    ("nobody_is_paid_past_superannuation", "f1", "1 of employees paid past the age of 60, line 3", "90000.00"),
    ("a_member_has_possible_dates", "f1", "21 with a date missing or impossible, line 1, 5", "1040000.10"),
    ("a_member_has_possible_dates", "f2", "1 with a date missing or impossible, line 1", "45500.50"),
    (census.STATED, "f1", "sheet 1, line 9: the total of age 30-34 says 21 members, its cells add to 20", "-50000.00"),
    ("no_line_stands_in_two_files", "f9", "of the ledger", "7.00"),
]


def store_of(**more) -> Store:
    who = ["employee_id", "as_of", "born", "joined", "sex", "grade", "department", "district", "pay", "members"]
    staff = pd.DataFrame(STAFF, columns=who).assign(load_id="f1", sheet=1, line=[1, 2, 3, 5, 1])
    staff.loc[4, "load_id"] = "f0"
    staff[["pay"]] = staff[["pay"]].map(Decimal)
    who = ["pensioner_id", "kind", "born", "retired_on", "service", "department", "pension"]
    roll = pd.DataFrame(ROLL, columns=who).assign(load_id="f2", sheet=1, line=[1, 2, 3], as_of=DAY, members=1)
    roll["pension"], roll["service"] = roll["pension"].map(Decimal), roll["service"].astype("Int64")
    fault = pd.DataFrame(FAULTS, columns=["rule", "load_id", "line", "person", "members", "amount"]).assign(sheet=1)
    return Store.of(
        employee=staff, pensioner=roll, census_fault=fault,
        finding=pd.DataFrame(FINDINGS, columns=["rule", "load_id", "what", "amount"]),
        load=pd.DataFrame({"load_id": ["f0", "f1", "f2"], "file_name": ["old.csv", "staff.csv", "roll.csv"]}),
        department=pd.DataFrame({"code": ["D1", "D2"], "name": ["Health", "Police"]}),
        district=pd.DataFrame({"code": ["K"], "name": ["Karachi"]}), **more,
    )  # fmt: skip


@pytest.fixture(scope="module")
def store():
    return store_of()


def test_by_department(store, column):
    answer = census.members(store)
    assert column(answer, "code", "name", "employees", "pay", "pensioners", "pension", "leavers") == [
        ("", "Not stated", 20, Decimal("1000000.00"), 0, Decimal("0.00"), 0),
        ("D1", "Health", 2, Decimal("70000.30"), 2, Decimal("65500.50"), 0),
        ("D2", "Police", 1, Decimal("90000.00"), 0, Decimal("0.00"), 0),
        ("D3", "D3", 0, Decimal("0.00"), 0, Decimal("0.00"), 1),
    ]
    assert answer.as_of == DAY and answer.units["pay"] == "PKR"
    assert answer.sentence == "23 employees and 2 pensioners; the largest part of pay, 86 %, is without a department."


LEVELS = {  # name, employees, pensioners and leavers, worked by hand
    "district": [("Not stated", 21, 3), ("Karachi", 2, 0)],
    "grade": [("BPS 09", 1, 0), ("BPS 16", 2, 0), ("Not stated", 20, 3)],
    "age": [("25-29", 1, 0), ("30-34", 21, 0), ("45-49", 0, 1), ("55-59", 1, 0), ("60-64", 0, 2)],
    "service": [("0-4", 1, 0), ("5-9", 1, 0), ("10-14", 0, 1), ("15-19", 20, 0), ("30-34", 0, 1), ("35-39", 1, 0),
                ("Not stated", 0, 1)],
    "sex": [("Not stated", 20, 3), ("female", 1, 0), ("male", 2, 0)],
}  # fmt: skip


@pytest.mark.parametrize("level", LEVELS)
def test_by_every_other_level(store, level):
    table = census.members(store, by=level).table
    drawing = table["pensioners"] + table["leavers"]
    assert list(zip(table["name"], table["employees"], drawing, strict=True)) == LEVELS[level]
    assert (table["pay"].sum(), table["pension"].sum()) == (Decimal("1160000.30"), Decimal("65500.50"))


def test_the_list_of_an_earlier_day(store, column):
    answer = census.members(store, by="sex", day=BEFORE)
    assert column(answer, "name", "employees", "pay", "pensioners") == [("female", 1, Decimal("35000.00"), 0)]
    assert answer.sentence == "1 employee and 0 pensioners; the largest part of pay, 100 %, goes to female."
    none = census.members(store, day=date(2020, 1, 1))
    assert none.table.empty
    assert none.sentence == "There is no census of 1 January 2020; there is one of 15 June 2026 and 30 June 2025."
    with pytest.raises(ValueError, match="'colour' is nothing that members are told apart by"):
        census.members(store, by="colour")


def test_what_lists_there_are_and_what_they_lack(store, column):
    answer = census.present(store)
    names = "as_of", "who", "members", "a_month", "no_birth", "no_start", "no_sex", "no_grade", "no_district"
    assert column(answer, *names) == [
        (DAY, "employees", 23, Decimal("1160000.30"), 0, 0, 20, 20, 21),
        (DAY, "pensioners", 1, Decimal("45500.50"), 0, 0, 1, 1, 1),
        (DAY, "family pensioners", 1, Decimal("20000.00"), 0, 1, 1, 1, 1),
        (DAY, "leavers", 1, Decimal("9000.00"), 0, 0, 1, 1, 1),
        (BEFORE, "employees", 1, Decimal("35000.00"), 0, 0, 0, 0, 0),
    ]
    assert answer.sentence == (
        "On 15 June 2026: 23 employees, 1 pensioner, 1 family pensioner and 1 leaver; missing, at least in part: "
        "the entry or retirement, the sex, the grade, the department and the district."
    )


def test_a_missing_list_is_said():
    columns = ["employee_id", "as_of", "born", "joined", "sex", "grade", "department", "district", "pay", "members"]
    staff = pd.DataFrame(STAFF[:1], columns=columns).astype({"pay": float})
    said = census.present(Store.of(employee=staff)).sentence
    assert said == "On 15 June 2026: 1 employee; missing, at least in part: every list of pensioners."


def test_findings_of_the_census_with_what_is_paid_a_month(store, column):
    answer = census.census_findings(store)
    assert column(answer, "code", "file_name", "lines", "members", "amount") == [
        ("a_member_has_possible_dates", "staff.csv", 2, 21, Decimal("1040000.10")),
        ("nobody_is_paid_past_superannuation", "staff.csv", 1, 1, Decimal("90000.00")),
        (census.STATED, "staff.csv", None, None, Decimal("-50000.00")),
        ("a_member_has_possible_dates", "roll.csv", 1, 1, Decimal("45500.50")),
    ]
    assert answer.table["rule"][1] == "nobody is paid past superannuation"
    assert answer.sentence == "4 findings in the lists of the census."


def test_the_lines_behind_a_finding(store, column):
    rule = "a_member_has_possible_dates"
    answer = census.finding_lines(store, rule)
    assert column(answer, "person", "kind", "born", "department", "members", "amount", "file_name", "line") == [
        ("t", "employee", date(1991, 12, 30), None, 20, Decimal("1000000.00"), "staff.csv", 5),
        ("p", "own", date(1962, 1, 1), "D1", 1, Decimal("45500.50"), "roll.csv", 1),
        ("a", "employee", date(1996, 6, 15), "D1", 1, Decimal("40000.10"), "staff.csv", 1),
    ]
    assert answer.sentence == "3 lines stand for 22 members."
    assert census.finding_lines(store, rule, limit=1).sentence.endswith("; the first 1 are shown.")
    assert census.finding_lines(store, census.STATED).sentence == "There is no line that this check found."


QUESTIONS = [census.members, census.present, census.census_findings,
             lambda store: census.finding_lines(store, "a_person_is_listed_once")]  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_can_be_taken_away_and_a_store_without_a_census_says_what_is_needed(question, store):
    assert exports.xlsx(question(store))[:2] == b"PK"
    empty = question(Store.of())
    assert empty.table.empty and "needs a list of employees and of pensioners" in empty.sentence
    assert exports.xlsx(empty)[:2] == b"PK"


def test_what_a_publish_finds_leads_to_its_lines(place, column):
    heading = "employee_id,as_of,born,joined,sex,grade,department,pay\n"
    good = "2026-06-30,1980-02-03,2005-01-01,m,16,D1,30330\n"
    late = "2026-06-30,1962-02-03,1990-01-01,f,16,D1,32590\n"
    off = "2026-06-30,1980-02-03,2005-01-01,f,16,D1,30337\n"
    place.publish(place.file("staff.csv", f"{heading}1,{good}2,{late}3,{off}4,{late}"))
    store = Store.open(place.home)
    found = column(census.census_findings(store), "code", "lines", "amount")
    behind = column(census.finding_lines(store, "nobody_is_paid_past_superannuation"), "line", "amount", "born")
    store.close()
    assert found == [("nobody_is_paid_past_superannuation", 2, 65180), ("pay_is_on_the_scale", 1, 30337)]
    assert behind == [(3, 32590, date(1962, 2, 3)), (5, 32590, date(1962, 2, 3))]
