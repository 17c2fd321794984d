"""A census: employees and pensioners from their lists, no name or identity number kept, what cannot be is found."""

from decimal import Decimal

import pytest

from data_loaders.invented.census import FAULTS
from data_loaders.store import Store

pytest_plugins = "tests.data_loaders.place"

HEADINGS = "employee_id,name,cnic,as_of,born,joined,sex,grade,department,pay,gross\n"
GOOD = "Zulekha Planted,42101-7654321-9,2026-06-30,1980-02-03,2005-01-01,{sex},16,D01,{pay},90000\n"


def lines(count: int) -> list[str]:
    """Good lines of a list of employees; pay on the scale of grade 16."""
    return [f"{1000 + at}," + GOOD.format(sex="mf"[at % 2], pay=28070 + 2260 * at) for at in range(count)]


def test_twenty_lines_with_five_faults(place):
    """Two are refused with the line and what was expected, three are kept and found."""
    text = lines(20)
    text[2] = text[2].replace("1980-02-03", "03/02/1980")
    text[5] = text[5].replace(",f,", ",w,")
    text[8] = text[8].replace("2005-01-01", "1985-01-01")  # joined as a child of four
    text[11] = text[11].replace("1011,", "1010,")
    text[14] = text[14].replace("1980-02-03", "1962-02-03").replace("2005-01-01", "1990-01-01")
    place.publish(place.file("employees.csv", HEADINGS + "".join(text)))
    assert place.ask("select line, reason from reject order by line") == [
        (4, "expected a day such as yyyy-mm-dd in column born"), (7, "expected female or male in column sex"),
    ]  # fmt: skip
    counts = "select kept, refused, lines_read - kept - refused - ignored from load where source = 'employees'"
    assert place.ask(counts) == [(18, 2, 0)]
    assert place.ask("select rule, amount from finding order by rule") == [
        ("a_member_has_possible_dates", Decimal(28070 + 2260 * 8)),
        ("a_person_is_listed_once", Decimal(2 * 28070 + 2260 * 21)),
        ("nobody_is_paid_past_superannuation", Decimal(28070 + 2260 * 14)),
    ]
    assert place.ask("select sum(pay), count(*), min(members), max(sex), min(grade) from employee")[0][1:] == (
        18,
        1,
        "male",
        16,
    )


def test_pay_off_the_scale_is_found(place):
    text = lines(3)
    text[1] = text[1].replace("30330", "30337")
    place.publish(place.file("employees.csv", HEADINGS + "".join(text)))
    assert place.ask("select rule, what, amount from finding") == [
        ("pay_is_on_the_scale", "1 with pay off the scale of the grade, line 3", Decimal(30337))
    ]


def test_no_name_and_no_identity_number_is_published(place):
    place.publish(place.file("employees.csv", HEADINGS + "".join(lines(5))))
    published = b"".join(path.read_bytes() for path in place.home.glob("v*.duckdb"))
    assert b"Planted" not in published
    assert b"7654321" not in published
    assert b"42101" not in published
    (person,) = place.ask("select employee_id from employee where line = 2")[0]
    assert len(person) == 16 and "1000" not in person


def test_a_pensioner_list(place):
    text = (
        "pensioner_id,as_of,kind,born,sex,retired_on,service,pension,commuted,restored_on\n"
        "1,2026-06-30,own,1962-01-01,m,2022-01-01,30,45500,24500,2034-05-16\n"
        "2,2026-06-30,family,1960-01-01,f,2020-01-01,,30000,,\n"
        "3,2026-06-30,widow,1960-01-01,f,2020-01-01,,30000,,\n"
        "4,2026-06-30,own,1905-01-01,f,1965-01-01,,30000.50,,\n"
    )
    place.publish(place.file("pensioners.csv", text))
    assert place.ask("select kind, pension, commuted, service from pensioner order by line") == [
        ("own", 45500, 24500, 30), ("family", 30000, None, None), ("own", Decimal("30000.50"), None, None),
    ]  # fmt: skip
    assert place.ask("select line, reason from reject") == [(4, "expected own, family or leaver in column kind")]
    assert place.ask("select rule, amount from finding") == [("a_member_has_possible_dates", Decimal("30000.50"))]


def test_a_later_list_of_the_same_day_takes_the_place_of_the_first(place):
    place.publish(place.file("employees.csv", HEADINGS + "".join(lines(3))))
    place.publish(place.file("again.csv", HEADINGS + "".join(lines(2))))
    assert place.ask("select count(*) from employee") == [(2,)]


def test_a_payroll_list_of_the_fmis(place):
    text = (
        "Payroll\n\n--------------------------------------------------------------\n"
        "|Pers.No.|Birth date|Entry     |Gender|PS group|Basic Pay |\n"
        "--------------------------------------------------------------\n"
        "|00010001|03.02.1980|01.01.2005|M     |BPS-16  | 30,330.00|\n"
        "|00010002|03.02.1985|01.01.2010|F     |BPS-14  | 27,750.00|\n"
        "--------------------------------------------------------------\n"
    )
    place.publish(place.file("payroll 2026-06-30.txt", text))
    assert place.ask("select grade, pay, sex, cast(born as varchar) from employee order by line") == [
        (16, 30330, "male", "1980-02-03"), (14, 27750, "female", "1985-02-03"),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def province(small_province):
    store = Store.open(small_province)
    yield store
    store.close()


def test_the_invented_lists_are_as_large_as_published(province):
    """A hundredth of 493,000 employees; pensions of 2026 are what the ledger spends on them, but for lump sums."""
    counted = province.ask(
        "select as_of, count(*) as members, sum(gross) * 12 as gross from employee group by all order by 1"
    )
    assert counted["members"].tolist() == [4930, 4930]
    spent = province.ask("""
        select sum(amount) filter (object_minor like 'A01%') as pay,
            sum(amount) filter (object_minor like 'A04%') as pension
        from spending_month where fiscal_year = '2025-26' and stage = 'actual'
    """).iloc[0]  # fmt: skip
    assert float(counted["gross"].iloc[1]) == pytest.approx(float(spent["pay"]) * 0.01, rel=1e-3)
    drawn = province.ask(
        "select sum(pension) * 12 as pension from pensioner where as_of = '2026-06-30' and kind <> 'leaver'"
    )
    ratio = float(drawn["pension"].iloc[0]) / (float(spent["pension"]) * 0.01)
    assert 0.75 < ratio < 1


def test_the_second_list_is_grown_from_the_first(province):
    """Officers who reached sixty in the year draw a pension under their own number; nobody else of them is paid."""
    moved = province.ask("""
        select count(*) as moved, min(year(p.as_of) - year(p.born)) as youngest
        from employee as e join pensioner as p on p.pensioner_id = e.employee_id
        where e.as_of = '2025-06-30' and p.as_of = '2026-06-30' and p.retired_on > '2025-06-30'
    """).iloc[0]  # fmt: skip
    assert moved["moved"] > 30 and moved["youngest"] >= 55


def test_every_planted_fault_is_found(province):
    found = province.ask("select rule, file_name, what from finding join load using (load_id)")
    for planted in FAULTS:
        told = found[(found["rule"] == planted.rule) & (found["file_name"] == planted.file)]["what"].tolist()
        assert [int(what.split()[0]) for what in told] == [planted.lines], planted
