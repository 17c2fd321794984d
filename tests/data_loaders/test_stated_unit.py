"""The unit that a title states must be the one that the profile declares."""

from decimal import Decimal

import pytest

from data_loaders.publish import Refused
from data_loaders.readers.sheet import Unreadable
from data_loaders.shelf import shipped
from data_loaders.stated_unit import in_its_unit

pytest_plugins = "tests.data_loaders.place"

STATED = [  # what titles say, and by what it multiplies
    ("Rs in thousand", 10**3), ("(Rs. in '000)", 10**3), ("Rs '000", 10**3), ("(in Rs. 000)", 10**3),
    ("Rs in 000s", 10**3), ("000 Rs", 10**3), ("Rupees in ‘000’", 10**3), ("thousands of rupees", 10**3),
    ("(₹ in lakhs)", 10**5), ("Rupees in Lacs", 10**5), ("Unit: Rs. in lakh", 10**5),
    ("(Rs in million)", 10**6), ("Rs. Million", 10**6), ("amounts in million", 10**6), ("Million Rs.", 10**6),
    ("KES Million", 10**6), ("$m", 10**6), ("Rs (m)", 10**6), ("in Mio. EUR", 10**6), ("In Million Rupees", 10**6),
    ("Units: million", 10**6), ("Amounts in PKR crore", 10**7), ("Rs. in Cr.", 10**7), ("RS CRORES", 10**7),
    ("All figures are in Rs. billion", 10**9),
]  # fmt: skip
PLAIN = [
    "Payments of Million Street", "Rs", "Paid in full", "One million trees, 2026", "TEN BILLION TREE TSUNAMI",
    "Payments in Billion Tree Tsunami", "Amounts in Rs", "Above Rs 5,000,000", "Amounts in Rs 2026", "Code 000",
    "Statement of figures, Cr and Dr", "Rs. M. A. Jinnah Road", "Rs. Minor works", "Account 1000 Rs",
]  # fmt: skip


@pytest.mark.parametrize(("title", "times"), STATED)
def test_a_title_that_states_a_unit_fits_the_profile_of_that_unit_alone(title, times):
    ledger = shipped()["ledger"]
    in_its_unit(ledger.model_copy(update={"unit": times}), f"Payments\n{title}\nJuly 2026")
    for other in {1, 1000, 10**5, 10**6, 10**7, 10**9} - {times}:
        with pytest.raises(Unreadable, match="The title says"):
            in_its_unit(ledger.model_copy(update={"unit": other}), f"Payments\n{title}\nJuly 2026")


@pytest.mark.parametrize("title", PLAIN)
def test_other_words_of_a_title_state_no_unit(title):
    in_its_unit(shipped()["ledger"], title)


def test_a_list_of_codes_has_no_unit():
    in_its_unit(shipped()["districts"], "Population in million")


@pytest.mark.parametrize("said", ["(Rs in million)", "Rs. Million", "Figures in thousand", "Amounts in PKR crore"])
def test_a_unit_in_the_title_that_the_profile_does_not_declare_refuses_the_file(place, said):
    with pytest.raises(Refused, match="takes amounts as they stand"):
        place.publish(
            place.file("ledger.csv", f"Payments of July {said},,\nposted_on,document,amount\n2026-07-01,V1,5\n")
        )


@pytest.mark.parametrize("said", ["Payments of Million Street", "Rs", "Paid in full", "One million trees, 2026"])
def test_a_title_that_says_no_unit_is_only_a_title(place, said):
    place.publish(place.file("ledger.csv", f'"{said}",,\nposted_on,document,amount\n2026-07-01,V1,5\n'))
    assert place.ask("select amount from entry") == [(Decimal(5),)]


def test_a_unit_in_the_title_of_a_sheet_or_in_its_name_refuses_the_workbook(place, write_xlsx):
    heading, row = ["posted_on", "document", "amount"], ["2026-07-01", "V1", 5]
    for sheets in ({"July": [["Payments", "(Rs in million)"], heading, row]}, {"Rs in million": [heading, row]}):
        with pytest.raises(Refused, match="The title says 'Rs in million'"):
            place.publish(write_xlsx("book.xlsx", sheets))


def test_a_unit_in_the_title_of_a_list_of_receipts_refuses_the_file(place):
    with pytest.raises(Refused, match="the profile receipts takes amounts as they stand"):
        place.publish(
            place.file("r.csv", "(Rs. in '000),,\nposted_on,head,amount\n2026-07-01,B01,5\n"), profile="receipts"
        )
