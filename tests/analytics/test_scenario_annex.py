"""The annex of a scenario: every table with its figures, all assumptions with their sources, set on few pages."""

import re
import zlib

import pytest

from analytics import scenario_annex, scenarios
from data_loaders.store import Store
from models.budget.levers import LEVERS

MOVED = (("pay_award", 12.0), ("flood", 30.0), ("adp", -10.0))
PUT = (("adp_economy", "2027-28", 4e11, "agreed #[$x with the *Board"),)
TITLES = [
    "What the levers make of the coming year, 2027-28", "Which lever did what to the balance",
    "Medium-term fiscal framework", "Assumptions", "Balance: what is likely, of 10,000 paths",
    "Stress tests: what becomes of the balance", "What moves the balance most",
    "Where each line of the baseline is from", "Baseline, versions and sources",
]  # fmt: skip


def by_title(store, **asked) -> dict:
    return {answer.title: answer for answer in scenario_annex.tables(store, **asked)}


def pages(made: bytes) -> int:
    """How many pages a PDF has, by the root of its tree of pages."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.S)
    plain = made
    for stream in streams:
        try:
            plain += zlib.decompress(stream)
        except zlib.error:
            continue
    return max(int(count) for count in re.findall(rb"/Type ?/Pages.{0,40}?/Count (\d+)", plain, re.S))


def test_the_annex_has_the_framework_assumptions_effects_stress_likelihood_and_versions(invented):
    assert list(by_title(invented, moved=MOVED)) == TITLES
    assert list(by_title(invented)) == [title for title in TITLES if "Which lever" not in title]


def test_the_framework_is_that_of_the_page(invented):
    printed = by_title(invented, moved=MOVED)["Medium-term fiscal framework"].table
    shown = scenarios.table(invented, moved=MOVED).table
    assert printed.drop(columns="part").equals(shown.drop(columns="part"))
    assert set(printed["part"]) == {"Receipts", "Current", "Capital", "Development", "Financing", "Total", "Debt"}


def test_every_assumption_stands_with_its_unit_limits_and_source_and_those_moved_stand_first(invented):
    table = by_title(invented, moved=MOVED)["Assumptions"].table
    assert list(table["name"][:3]) == [
        "Pay award", "Own development programme", "A flood in the first year: own revenue lost",
    ]  # fmt: skip
    source = "12 and 10 % in 2025-26, 7 % in 2026-27"
    assert tuple(table.iloc[0]) == ("Pay award", "12 % a year", "8", "0", "40", source, "Salaries")
    assert table["value"][1] == "−10 % of the baseline"
    assert set(table["name"]) == {lever.label for lever in LEVERS} and table["source"].str.len().min() > 5


def test_what_each_lever_did_is_said_with_the_values_it_moved_between(invented):
    table = by_title(invented, moved=(("pay_award", 10.0),))["Which lever did what to the balance"].table
    assert table["before"].tolist() == ["8 % a year", ""] and table["after"].tolist() == ["10 % a year", ""]


def test_versions_and_sources_are_said(invented):
    table = by_title(invented, put=PUT)["Baseline, versions and sources"].table
    said = "\n".join(f"{row.what}: {row.said}" for row in table.itertuples())
    for expected in (
        f"Version of the store: {invented.version}", "receipt_month, spending_month", "Arithmetic: edition",
        "original estimate of 2026-27", "is put in: agreed #[$x with the *Board",
    ):  # fmt: skip
        assert expected in said


def test_what_is_likely_is_that_of_the_page_with_its_limits_named(invented):
    printed, shown = by_title(invented)["Balance: what is likely, of 10,000 paths"], scenarios.fan(invented)
    assert printed.table["lower_80_%"].equals(shown.table["lo80"].rename("lower_80_%"))
    assert set(printed.units) == set(printed.table.columns) - {"fiscal_year"}


def test_it_is_a_pdf_in_which_tables_follow_one_another(invented):
    made = scenario_annex.annex(invented, moved=MOVED, put=PUT, title="Annex #[$x to *the* paper")
    assert made.startswith(b"%PDF-")
    assert 3 <= pages(made) < len(TITLES)


def test_more_levers_than_can_be_taken_apart_are_told(invented):
    names = "growth inflation depreciation pool_effort cess_rate compliance hiring subsidy adp foreign_adp relief"
    made = by_title(invented, moved=tuple((name, 2.0) for name in names.split()))
    assert "11 levers differ" in made["Which lever did what to the balance"].sentence


def test_a_store_without_a_budget_is_refused_with_what_is_missing():
    with pytest.raises(ValueError, match="needs the budget of a year"):
        scenario_annex.annex(Store.of())
