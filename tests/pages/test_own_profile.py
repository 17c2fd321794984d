"""A kind of file that its owner describes is one that the data loaders understand, whatever its headings are."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data_loaders.shelf import read_profile
from pages.ui import own_profile
from pages.ui.own_profile import OwnProfile

PLAIN = OwnProfile("Payments", {"posted_on": "Date"}, (("Amount", "actual"),))
WAYS = [
    *[{"numbers": shown} for shown in own_profile.NUMBERS],
    *[{"negative": (sign,)} for sign in own_profile.NEGATIVE],
    *[{"words": (word,)} for word in own_profile.WORDS],
    *[{"days": (day,)} for day in own_profile.DAYS],
    *[{"unit": unit} for unit in own_profile.UNITS],
    *[{"year_rule": rule} for rule in own_profile.YEARS],
    *[{"amounts": (("Amount", stage),)} for stage in own_profile.STAGES],
    *[{"flow": flow} for flow in own_profile.FLOWS],
    *[{"columns": {"month": "M", column: "C"}} for column in own_profile.COLUMNS | own_profile.SELDOM],
    {"columns": {}, "fiscal_year": "2026-27"},
]
LACKING = [  # what is left out, what is asked for
    ({"title": " "}, "Give this kind of file a name."),
    ({"title": "Ledger"}, "There is a kind of file named ledger already"),
    ({"amounts": ()}, "Say which column holds the amounts."),
    ({"columns": {"office": "Office"}}, "Say when"),
]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_every_choice_on_the_screen_is_one_that_the_loader_knows(way):
    assert read_profile(replace(PLAIN, **way).yaml(), "own").name == "payments"


@pytest.mark.parametrize(("change", "sentence"), LACKING)
def test_what_is_lacking_is_asked_for_in_a_sentence(change, sentence):
    assert replace(PLAIN, **change).lacking(taken=("ledger",)).startswith(sentence)


def test_a_year_of_the_whole_file_says_when():
    assert replace(PLAIN, columns={}, fiscal_year="2026-27").lacking() == ""


@given(st.text(st.characters(codec="utf-8"), min_size=1))
@example("Amount\x85of the bill")  # a line end of YAML
@example("\u0631\u0642\u0645")
def test_a_heading_is_text_and_nothing_else(heading):
    profile = read_profile(OwnProfile("Odd", {"month": heading}, ((heading, "actual"),)).yaml(), "own")
    assert profile.columns["month"].column == (heading,)
    assert profile.amounts[0].column == (heading,)


@given(st.text())
def test_a_name_is_one_that_a_folder_can_bear(title):
    assert read_profile(OwnProfile(title, {"month": "M"}, (("A", "actual"),)).yaml(), "own").name.isascii()


def test_two_numbers_below_zero_are_told_apart_by_their_signs():
    assert own_profile.negative_like(["(1,234.50)", "7.00"], "1,234.56") == ["leading", "parentheses"]


def test_a_day_that_only_an_american_would_print_is_american():
    assert own_profile.days_like(["11/05/2026", "11/25/2026"]) == "mm/dd/yyyy"
    assert own_profile.days_like(["11/05/2026", "25/11/2026"]) == "dd/mm/yyyy"
