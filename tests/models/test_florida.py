"""The Florida Retirement System, recomputed from public inputs against an independent model, class by class."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.models import florida
from tests.models.florida import CLASSES, expected, left_out, owed_to, plan, purchase, settings, to_pensioners

pytestmark = pytest.mark.skipif(
    not os.environ.get("KHAZANA_REAL_DATA"), reason="KHAZANA_REAL_DATA does not name a folder of real files"
)
GUIDE = Path(__file__).parents[2] / "docs" / "florida.md"


def factor() -> float:
    """By which that model multiplies every pension of an active member, so that its normal cost comes out near."""
    return settings("calibration")["cal_factor"]


def at_year_end(rate: float) -> float:
    """A normal cost rate as that model pays it, at the end of each year."""
    return rate * (1 + plan()["economic"]["dr_current"])


@pytest.mark.parametrize("name", CLASSES)
def test_the_liability_for_pensioners_is_that_of_the_independent_model(name):
    assert to_pensioners(name) == pytest.approx(expected(name)["aal_retire_current_est"], rel=1e-9)


@pytest.mark.parametrize("name", CLASSES)
def test_active_members_are_owed_and_cost_what_the_independent_model_says(name):
    theirs, ours = expected(name), owed_to(name, factor())
    assert ours.obligation == pytest.approx(theirs["aal_active_db_legacy_est"], rel=1e-9)
    assert at_year_end(ours.rate) == pytest.approx(theirs["nc_rate_db_legacy_est"], rel=1e-9)
    assert ours.benefits == pytest.approx(theirs["pvfb_active_db_legacy_est"], rel=1e-9)
    assert ours.pay == pytest.approx(theirs["payroll_db_legacy_est"], rel=1e-9)


@pytest.mark.parametrize("name", CLASSES)
def test_the_members_valued_are_as_many_as_that_model_says(name):
    """The lists less who entered at an age at which nobody of the newest entered, raised to all of the class."""
    members = sum(cell.members for cell in florida.valued(florida.cells(name))) * florida.raised(name)
    assert members == pytest.approx(expected(name)["total_n_active"], rel=1e-12)


@pytest.mark.parametrize("name", CLASSES)
def test_the_second_factor_makes_the_normal_cost_the_published_one(name):
    second = settings("calibration")["classes"][name]["nc_cal"]
    published = plan()["valuation_inputs"][name]["val_norm_cost"]
    assert at_year_end(owed_to(name, factor()).rate) * second == pytest.approx(published, abs=1e-6)


def test_members_left_out_do_not_explain_the_normal_cost_of_the_small_classes():
    for name in ("eco", "eso", "judges"):
        taken, rest = owed_to(name, factor()), left_out(name, factor())
        assert rest.members > 0.04 * taken.members
        assert abs(at_year_end((taken + rest).rate - taken.rate)) < 0.005


def test_the_published_normal_cost_of_admin_lies_between_its_own_multipliers_and_those_of_special():
    def as_special(name, entered):
        return replace(florida.tier(name, entered), accrual=(), early_accrual=0.03)

    special = florida.active("admin", florida.valued(florida.cells("admin")), factor(), rules=as_special)
    published = plan()["valuation_inputs"]["admin"]["val_norm_cost"]
    assert at_year_end(owed_to("admin", factor()).rate) < published < at_year_end(special.rate)


def test_monthly_pensions_take_three_to_four_percent_off_the_obligation():
    for name in CLASSES:
        assert 0.03 < 1 - owed_to(name, times=12).obligation / owed_to(name).obligation < 0.0415


def listed(pattern: str) -> dict[str, tuple[str, ...]]:
    """Rows of the guide's table whose cells are as the pattern says, by class."""
    found = re.findall(rf"^\| (\w+) \| {pattern} \|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: tuple(cells) for name, *cells in found}


def million(value: float) -> str:
    return f"{value / 1e6:,.1f}"


def percent(value: float, digits: int = 2) -> str:
    return f"{value * 100:,.{digits}f} %"


NUMBER, PERCENT = r"([\d.,]+)", r"(-?[\d.]+ %)"


def test_the_guide_shows_what_pensioners_are_owed():
    table = listed(f"{NUMBER} \\| {NUMBER}")
    assert tuple(table) == CLASSES
    for name, row in table.items():
        assert row == (f"{purchase(plan()['base_table_map'][name]):.4f}", million(to_pensioners(name)))


def test_the_guide_shows_what_active_members_are_owed_with_and_without_the_factor():
    table = listed(f"{NUMBER} \\| {NUMBER} \\| {PERCENT}")
    assert tuple(table) == CLASSES
    for name, row in table.items():
        theirs, plain = expected(name)["aal_active_db_legacy_est"], owed_to(name).obligation
        assert row == (million(theirs), million(plain), percent(plain / theirs - 1))


def test_the_guide_shows_the_normal_cost_with_and_without_the_factors():
    table = listed(f"{PERCENT} \\| {NUMBER} \\| {PERCENT} \\| {PERCENT} \\| {PERCENT} \\| {PERCENT}")
    assert tuple(table) == CLASSES
    for name, row in table.items():
        second = settings("calibration")["classes"][name]["nc_cal"]
        plain, monthly = owed_to(name).rate, owed_to(name, times=12).rate
        rates = at_year_end(plain), plain, monthly, plan()["valuation_inputs"][name]["val_norm_cost"]
        assert row == (percent(expected(name)["nc_rate_db_legacy_est"]), f"{second:.4f}", *map(percent, rates))


def test_the_guide_shows_who_is_left_out():
    table = listed(f"{NUMBER} \\| {NUMBER} \\| {NUMBER} \\| {NUMBER}")
    assert tuple(table) == CLASSES
    for name, row in table.items():
        every, taken = florida.cells(name), florida.valued(florida.cells(name))
        members = [sum(cell.members for cell in these) for these in (every, taken)]
        theirs = expected(name)["aal_active_db_legacy_est"]
        everybody = theirs + left_out(name, factor()).obligation
        assert row == (*(f"{count:,.0f}" for count in members), million(theirs), million(everybody))
