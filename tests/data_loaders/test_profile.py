"""Profiles: those that ship are valid, and every kind of mistake in one is said in a sentence."""

import pytest

from data_loaders.detection import READERS
from data_loaders.publish import Refused
from data_loaders.shelf import BadProfile, profiles, read_profile, shipped

pytest_plugins = "tests.data_loaders.place"

SOUND = "name: own\ntitle: Our list\ncolumns: {month: {column: when}}\namounts: [{column: paid}]\n"
WANTED = (
    "ledger receipts hp_expenditure hp_receipts hp_expenditure_report hp_receipts_report fmis_ddo_list karnataka_afs "
    "pak_federal_2022_23 pak_federal_2023_24 texas_revenue leeds_payments departments districts functions "
    "chart_of_accounts revenue_heads"
).split()


def test_the_promised_profiles_ship():
    assert set(WANTED) <= set(shipped())


@pytest.mark.parametrize("name", shipped())
def test_each_shipped_profile_is_what_it_should_be(name):
    profile = shipped()[name]
    assert profile.name == name
    assert len(profile.title) > 10
    assert profile.reader in READERS
    assert profile.needed()
    assert (
        profile.fills
        or {"posted_on", "month", "fiscal_year", "period_from"} & set(profile.columns)
        or all(amount.fiscal_year for amount in profile.amounts)
    )


def test_a_sound_profile_is_read():
    profile = read_profile(SOUND, "own.yaml")
    assert profile.needed() == [("when",), ("paid",)]
    assert (profile.amounts[0].flow, profile.unit, profile.reader) == ("expenditure", 1, "table")


MISTAKES = [  # what is added to the sound profile or stands for it, and what must be said
    ("[", "own.yaml is not YAML"),
    ("just words", "must be a list of names with values"),
    ("", "must be a list of names with values"),
    (
        "name: own\ntitle: x\n",
        "needs 'amounts' (columns of money), 'fills' (a list of codes), 'census', 'payroll', 'debt' (loans) or",
    ),
    (
        "name: own\ntitle: x\ndebt: loan\ncolumns: {number: {column: n}, as_of: {column: d}}\n",
        "a list of loans needs the columns 'number', 'as_of', 'currency' and 'due'",
    ),
    (SOUND + "debt: loan\n", "'month' is not a column of a list of loans; columns are number, lender, "),
    ("name: own\ntitle: x\nfills: department\n", "needs the column 'code'"),
    ("title: x\namounts: [{column: paid}]\n", "own.yaml, name: is missing"),
    (SOUND.replace("name: own", "name: Our List"), "own.yaml, name: "),
    (SOUND + "colour: red\n", "own.yaml, colour: is not a word of profiles; remove it or check its spelling"),
    (SOUND.replace("month:", "monht:"), "'monht' is not a column of the ledger; columns are posted_on, "),
    (SOUND.replace("{column: when}", "{column: when, value: x}"), "say exactly one of column, context or value"),
    (SOUND.replace("{column: when}", "{}"), "say exactly one of column, context or value"),
    (SOUND.replace("{column: when}", "{column: []}"), "own.yaml, columns.month.column: "),
    (SOUND.replace("{column: when}", "{column: when, mach: x}"), "columns.month.mach: is not a word of profiles"),
    (SOUND.replace("{column: paid}", "{column: paid, flow: spending}"), "amounts.0.flow: Input should be 'receipt'"),
    (SOUND.replace("{column: paid}", "{column: paid, stage: paid}"), "amounts.0.stage: Input should be 'original'"),
    (SOUND.replace("{column: paid}", "{stage: actual}"), "amounts.0.column: is missing"),
    (SOUND.replace("[{column: paid}]", "[]"), "needs 'amounts'"),
    (SOUND + "reader: magic\n", "reader: Input should be 'table'"),
    (SOUND + "unit: 7\n", "unit: Input should be 1"),
    (SOUND + "days: [dd/mm/yy]\n", "days.0: Input should be 'yyyy-mm-dd'"),
    (SOUND + "fiscal_year: by heart\n", "fiscal_year: Input should be 'text'"),
    (SOUND + "numbers: {decimal: ';'}\n", "numbers.decimal: Input should be '.'"),
    (SOUND + "numbers: {words: [rupees]}\n", "numbers.words.0: Input should be 'Rs'"),
    (SOUND + "layout: {header_rows: 3}\n", "layout.header_rows: Input should be 1 or 2"),
    (SOUND + "fills: money\n", "fills: Input should be 'department'"),
    (SOUND + "government: {name: X, currency: Y, first_month: 13}\n", "government.first_month: "),
    (SOUND + "lines: [{column: x, equals: [y], are: odd}]\n", "lines.0.are: Input should be 'total'"),
]
SILENT = [  # what would be read wrongly, or fail in the middle of a file
    (SOUND + "numbers: {decimal: '.', group: '.'}\n", "1.23 would be 123"),
    (SOUND + "days: [dd/mm/yyyy, mm/dd/yyyy]\n", "02/13 and 13/02 would be one day"),
    (SOUND.replace("{column: when}", "{column: when, match: '('}"), "a pattern that is none"),
    (SOUND.replace("{column: when}", r"{column: when, match: '(?=\d)(\d)'}"), "a pattern that cannot be followed"),
    (SOUND + "layout: {context: [{source: title, match: '('}]}\n", "a pattern that is none"),
    (SOUND + "layout: {delimiter: '::'}\n", "a delimiter of two characters"),
    (SOUND.replace("[{column: paid}]", "[{column: paid}, {column: paid, stage: released}]"), "one cell, two figures"),
    (SOUND + "rules: [{when: {functon: ['6*']}, flow: financing}]\n", "a rule on a column that is not there"),
    (SOUND.replace("columns: {month: {column: when}}\n", ""), "no line would have a date"),
]


@pytest.mark.parametrize(("text", "sentence"), MISTAKES)
def test_a_mistake_is_said_with_its_place(text, sentence):
    with pytest.raises(BadProfile) as mistake:
        read_profile(text, "own.yaml")
    assert sentence in str(mistake.value)


@pytest.mark.parametrize(("text", "why"), SILENT)
def test_what_would_go_wrong_silently_is_refused(text, why):
    with pytest.raises(BadProfile, match=r"own\.yaml"):
        read_profile(text, "own.yaml")


def test_every_mistake_is_said_at_once():
    with pytest.raises(BadProfile) as mistake:
        read_profile(SOUND + "colour: red\nunit: 7\n", "own.yaml")
    assert str(mistake.value).count("\n") == 1


def test_a_profile_of_the_store_stands_beside_those_that_ship(place):
    (place.home / "profiles").mkdir(parents=True)
    (place.home / "profiles" / "own.yaml").write_text(SOUND)
    assert profiles(place.home)["own"].title == "Our list"
    place.publish(place.file("own.csv", "when,paid\n2026-07-01,5\n"))
    assert place.total() == "5.00"
    (place.home / "profiles" / "bad.yaml").write_text("name: bad\n")
    with pytest.raises(BadProfile, match=r"bad\.yaml"):
        place.publish(place.file("more.csv", "when,paid\n2026-08-01,5\n"))
    assert place.total() == "5.00"


def test_two_profiles_that_fit_alike_are_said(place):
    (place.home / "profiles").mkdir(parents=True)
    for name in ("north", "south"):
        (place.home / "profiles" / f"{name}.yaml").write_text(SOUND.replace("own", name))
    own = place.file("own.csv", "when,paid\n2026-07-01,5\n")
    with pytest.raises(Refused, match=r"Several profiles fit alike: north, south\. Name one with --profile"):
        place.publish(own)
    assert place.publish(own, profile="south").loads[0]["profile"] == "south"
