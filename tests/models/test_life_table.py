"""Life contingencies against the published values of a textbook, and the laws that always hold."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.life_table import LifeTable, Status, commutation, flags

INTEREST = 0.06
# Bowers et al., Actuarial Mathematics, appendix 2A: illustrative life table at 6 %: age, annuity-due, 1000 A, 1000 A at
# twice the force. From age 13 on the table follows Makeham's law with the constants used here.
PUBLISHED = (
    (26, 16.15740, 85.4300, 19.8657), (39, 14.94161, 154.2484, 45.4833), (55, 12.27581, 305.1431, 130.6687),
    (62, 10.65836, 396.6965, 199.4077), (77, 6.68364, 621.6808, 421.0184), (99, 2.24265, 873.0577, 768.1330),
)  # fmt: skip
# Appendix 2A: two lives of the same age, and ten years apart.
JOINT = (
    (40, 13.60357, 229.9867, 12.47840, 293.6755), (61, 8.92659, 494.7213, 7.28853, 587.4417),
    (84, 3.36075, 809.7690, 2.41251, 863.4431),
)  # fmt: skip
ILLUSTRATIVE = LifeTable.of_makeham(0.0007, 0.00005, 10**0.04, first=13, last=140)
real = pytest.mark.skipif(
    not os.environ.get("KHAZANA_REAL_DATA"), reason="KHAZANA_REAL_DATA does not name a folder of real files"
)


@pytest.mark.parametrize(("age", "annuity", "insurance", "squared"), PUBLISHED)
def test_single_life_values_are_those_published(age, annuity, insurance, squared):
    life = Status.life(ILLUSTRATIVE, age)
    assert life.annuity(INTEREST) == pytest.approx(annuity, abs=1e-5)
    assert 1000 * life.insurance(INTEREST) == pytest.approx(insurance, abs=3e-4)
    assert 1000 * life.insurance(INTEREST, moment=2) == pytest.approx(squared, abs=3e-4)


@pytest.mark.parametrize(("age", "annuity", "insurance", "older_annuity", "older_insurance"), JOINT)
def test_joint_life_values_are_those_published(age, annuity, insurance, older_annuity, older_insurance):
    life = Status.life(ILLUSTRATIVE, age)
    both, apart = life.with_(life), life.with_(Status.life(ILLUSTRATIVE, age + 10))
    assert both.annuity(INTEREST) == pytest.approx(annuity, abs=1e-5)
    assert 1000 * both.insurance(INTEREST) == pytest.approx(insurance, abs=3e-4)
    assert apart.annuity(INTEREST) == pytest.approx(older_annuity, abs=1e-5)
    assert 1000 * apart.insurance(INTEREST) == pytest.approx(older_insurance, abs=3e-4)


@real
def test_the_whole_published_table_from_its_number_of_living():
    folder = Path(os.environ["KHAZANA_REAL_DATA"]) / "pension"
    living = [float(row["lx"]) for row in rows(folder / "ilt_bowers_lx.csv")]
    table = LifeTable.of_living(living)
    for row in rows(folder / "ilt_bowers_published.csv"):
        life = Status.life(table, int(row["x"]))
        assert life.annuity(INTEREST) == pytest.approx(float(row["adue_6pct"]), abs=1e-5)
        assert 1000 * life.insurance(INTEREST) == pytest.approx(float(row["A1000_6pct"]), abs=3e-4)


@real
def test_the_faults_of_the_commutation_table_are_flagged():
    table = list(rows(Path(os.environ["KHAZANA_REAL_DATA"]) / "pension" / "pakistan_commutation_tables.csv"))
    table = [row for row in table if row["years_purchase_2001"]]
    ages = [int(row["age_next_birthday"]) for row in table]
    new, old = ([float(row[f"years_purchase_{year}"]) for row in table] for year in (2001, 1986))
    found = {(flag.age, flag.test) for flag in flags(ages, new, old, 0.8)}
    assert {(30, "second differences"), (43, "second differences"), (39, "ratio to the parent")} <= found
    assert {age for age, _ in found} == {30, 39, 43}
    assert {flag.age for flag in flags(ages, old)} == {30, 43}
    misprinted = [12.9853 if age == 59 else value for age, value in zip(ages, new, strict=True)]
    assert 59 in {flag.age for flag in flags(ages, misprinted, old, 0.8)}


def rows(path: Path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


RATES = st.lists(st.floats(0, 0.6), min_size=2, max_size=60)
RATE = st.floats(0, 0.2)


@settings(max_examples=100, deadline=None)
@given(RATES, RATE, st.integers(0, 20), st.integers(0, 10))
def test_laws_of_annuities_and_insurances(rates, interest, term, deferred):
    life = Status.life(LifeTable(np.append(rates, 1.0)), 0)
    whole = life.annuity(interest)
    discount = interest / (1 + interest)
    assert life.insurance(interest) == pytest.approx(1 - discount * whole, abs=1e-9)
    split = life.annuity(interest, term=term) + life.annuity(interest, deferred=term)
    assert split == pytest.approx(whole, rel=1e-12)
    assert life.annuity(interest, guaranteed=deferred) >= whole - 1e-12
    assert life.annuity(interest + 0.01) <= whole
    assert life.annuity(interest, growth=interest) == pytest.approx(life.lasting.sum(), rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(RATES, RATES, RATE)
def test_two_lives_are_the_one_and_the_other_less_both(one, other, interest):
    first, second = (Status.life(LifeTable(np.append(rates, 1.0)), 0) for rates in (one, other))
    both, either = first.with_(second), first.or_(second)
    values = [status.annuity(interest) for status in (first, second, both, either)]
    assert values[3] == pytest.approx(values[0] + values[1] - values[2], rel=1e-9)
    assert second.after(first).annuity(interest) == pytest.approx(values[1] - values[2], abs=1e-9)


def test_commutation_columns_give_the_same_values():
    columns, at = commutation(ILLUSTRATIVE, INTEREST), 60 - ILLUSTRATIVE.first
    life = Status.life(ILLUSTRATIVE, 60)
    assert columns["N"][at] / columns["D"][at] == pytest.approx(life.annuity(INTEREST), rel=1e-12)
    assert columns["M"][at] / columns["D"][at] == pytest.approx(life.insurance(INTEREST), rel=1e-12)


def test_payments_twelve_times_a_year_are_worth_eleven_24ths_less():
    life = Status.life(ILLUSTRATIVE, 60)
    assert life.annuity(INTEREST, times=12) == pytest.approx(life.annuity(INTEREST) - 11 / 24, rel=1e-12)
    certain = Status(np.ones(200))
    exact = sum((1.06 ** (-month / 12)) / 12 for month in range(120))
    assert certain.annuity(0.06, term=10, times=12) == pytest.approx(exact, abs=0.003)


def test_a_plain_loop_agrees_with_every_shape_of_an_annuity():
    table = LifeTable(np.array([0.1, 0.2, 0.3, 0.5, 1.0]))
    alive, value = 1.0, 0.0
    for year in range(5):
        paid = 1.0 if 1 <= year < 3 else alive  # deferred one year, then two years whatever happens
        if 1 <= year < 5:
            value += paid * 1.05 ** (year - 1) / 1.1**year
        alive *= 1 - table.rates[year]
    life = Status.life(table, 0)
    assert life.annuity(0.1, deferred=1, guaranteed=2, term=4, growth=0.05) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ([0.1, 1.2, 1.0], "at age 1 is 1.2"),
        ([0.1, 0.2], "At the last age, 1"),
        ([], "one list"),
        ([-0.1, 1.0], "age 0"),
    ],
)
def test_a_table_that_cannot_be_is_refused_in_a_sentence(rates, said):
    with pytest.raises(ValueError, match=said):
        LifeTable(np.array(rates))


def test_tables_are_improved_and_spliced():
    young, old = LifeTable(np.array([0.1, 0.2, 1.0])), LifeTable(np.array([0.4, 0.5, 1.0]), first=1, name="pensioners")
    assert young.improved(0.5, 1).rates.tolist() == [0.05, 0.1, 1.0]
    assert young.spliced(old, 2).rates.tolist() == [0.1, 0.2, 0.5, 1.0]
    with pytest.raises(ValueError, match="goes from age 1 to 3; 4 is not in it"):
        old.survival(4)
