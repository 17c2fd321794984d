"""Published tables of mortality: their hash, values printed elsewhere, and planted faults."""

import numpy as np
import pytest

from models import published_table
from models.life_table import LifeTable, Status
from models.published_table import mortality, odd, published, uneven
from models.select_table import SelectTable

# AM92 as printed in Formulae and Tables for Examinations (Institute and Faculty of Actuaries, 2002):
# age, interest, annuity-due, insurance.
PRINTED = ((40, 0.04, 20.005, 0.23056), (60, 0.04, 14.134, 0.45640), (60, 0.06, 11.891, 0.32692))
PRINTED_SELECTED = ((40, 0.04, 20.009), (60, 0.04, 14.167))


@pytest.mark.parametrize(("age", "interest", "annuity", "insurance"), PRINTED)
def test_the_ultimate_table_gives_the_printed_values(age, interest, annuity, insurance):
    life = Status.life(mortality("2360").ultimate, age)
    assert life.annuity(interest) == pytest.approx(annuity, abs=0.0006)
    assert life.insurance(interest) == pytest.approx(insurance, abs=0.00002)


@pytest.mark.parametrize(("age", "interest", "annuity"), PRINTED_SELECTED)
def test_a_selected_life_has_the_printed_annuity(age, interest, annuity):
    assert Status.life(mortality("2360").selected(age), age).annuity(interest) == pytest.approx(annuity, abs=0.0006)


@pytest.mark.parametrize("identity", list(published()))
def test_every_published_table_loads_and_never_falls_where_it_should_rise(identity):
    held = mortality(identity)
    life = held.ultimate if isinstance(held, SelectTable) else held
    assert life.name.startswith(published()[identity])
    assert not {flag.test for flag in odd(identity)} & {"range", "monotone"}


def test_a_rate_with_two_figures_transposed_is_flagged():
    life = mortality("50011")
    rates = life.rates.copy()
    rates[60 - life.first] *= 1.3
    assert 60 in {flag.age for flag in uneven(LifeTable(rates, life.first), 20)}
    assert 60 not in {flag.age for flag in odd("50011")}


def test_a_file_that_was_changed_is_refused(tmp_path, monkeypatch):
    (tmp_path / "life_tables").mkdir()
    changed = (published_table.FOLDER / "life_tables" / "3399.csv").read_text().replace("0.00222", "0.00232", 1)
    (tmp_path / "life_tables" / "3399.csv").write_text(changed)
    monkeypatch.setattr(published_table, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match="table 3399, Pub-2010 general retirees, female, is not the one"):
        mortality("3399")


def test_what_is_not_there_is_refused():
    with pytest.raises(ValueError, match="no published table 1; there are"):
        mortality("1")
    with pytest.raises(ValueError, match="selects at ages 17 to 89; 91 is not in it"):
        mortality("2360").selected(91)
    with pytest.raises(ValueError, match=r"age 61 at selection, 0 years since, is 1\.2"):
        SelectTable(np.array([[0.1], [1.2]]), 60, LifeTable(np.array([1.0]), 61))
