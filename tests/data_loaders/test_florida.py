"""Active members of the Florida Retirement System through a profile: valued from the store as from the lists."""

import os

import pytest

from tests.data_loaders.place import Place
from tests.models import florida
from tests.models.florida import CLASSES, Cell, expected, settings

pytest_plugins = "tests.data_loaders.place"
pytestmark = pytest.mark.skipif(
    not os.environ.get("KHAZANA_REAL_DATA"), reason="KHAZANA_REAL_DATA does not name a folder of real files"
)

CELLS = """
select date_diff('month', born, as_of) // 12 as age, date_diff('month', joined, as_of) // 12 as service, members,
    pay * 12 as pay
from employee join load using (load_id)
where file_name = $name
order by age, service
"""


def crossed(name: str) -> str:
    """The two lists of a class as one table, ages down and service across, as a valuation report prints them."""
    cells = {(cell.age, cell.service): cell for cell in florida.cells(name)}
    ages, services = (sorted({key[place] for key in cells}) for place in (0, 1))
    lines = ["Active members and average annual salary", ",".join(["", "Age/Service", *map(str, services)])]
    for age in ages:
        row = [cells.get((age, service)) for service in services]
        assert all(cell is None or cell.members == int(cell.members) for cell in row)
        lines.append(",".join(["Members", str(age), *(f"{cell.members:.0f}" if cell else "" for cell in row)]))
        lines.append(",".join(["Pay", "", *(f"{cell.pay:.0f}" if cell else "" for cell in row)]))
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """Every class read through the profile into one store."""
    folder = tmp_path_factory.mktemp("florida")
    (folder / "files").mkdir()
    place = Place(folder / "files", folder / "store")
    files = [place.file(f"{name} 2022-07-01.csv", crossed(name)) for name in CLASSES]
    place.publish(*files, profile="employees_by_age_and_service")
    return place


@pytest.mark.parametrize("name", CLASSES)
def test_the_census_in_the_store_is_owed_what_the_independent_model_says(held, name):
    """Pay is kept by the month, to the cent: no more than half a cent of the lowest pay is lost."""
    read = held.ask(CELLS, name=f"{name} 2022-07-01.csv")
    cells = tuple(Cell(int(age), int(service), float(members), float(pay)) for age, service, members, pay in read)
    listed = sorted(florida.cells(name), key=lambda cell: (cell.age, cell.service))
    assert [(c.age, c.service, c.members) for c in cells] == [(c.age, c.service, c.members) for c in listed]
    ours = florida.active(name, florida.valued(cells), settings("calibration")["cal_factor"])
    lost = 0.005 / min(cell.pay / 12 for cell in listed)
    assert lost < 7e-6
    assert ours.obligation == pytest.approx(expected(name)["aal_active_db_legacy_est"], rel=lost)


def test_pensioners_by_age_are_parts_of_people_which_a_census_refuses(held):
    first = florida.rows("data/demographics/retiree_distribution.csv")[0]
    assert first["count"] == "477.6"
    table = (
        f"Pensions a month\n,Age/Service,0-4,5-9\nPensioners,{first['age']},{first['count']},1\nPension,,1298.65,1\n"
    )
    held.publish(held.file("pensioners 2022-07-01.csv", table), profile="pensioners_by_age_and_service")
    assert held.ask('select "column", reason from reject') == [
        (f"age {first['age']}, service 0-4", "expected a number of members in column members")
    ]
