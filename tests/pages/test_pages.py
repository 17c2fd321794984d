"""Every page of the catalogue, alone and in its frame, over stores that are whole, partial or not there."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui.catalogue import PAGES

STORES = ("invented", "actuals alone", "one source", "no store")


def open_in_frame(visit: AppTest, screen) -> AppTest:
    return (visit.switch_page(screen.path) if screen.url else visit).run()


@pytest.mark.parametrize("store", STORES)
@pytest.mark.parametrize("screen", PAGES, ids=lambda screen: screen.title)
def test_a_page_alone_says_something_and_breaks_nowhere(at, words, screen, store):
    visit = at(store, screen.path).run()
    assert not visit.exception
    assert not visit.error
    assert words(visit)


@pytest.mark.parametrize("store", STORES)
@pytest.mark.parametrize("screen", PAGES, ids=lambda screen: screen.title)
def test_a_page_in_its_frame_has_its_question_for_a_heading(at, words, screen, store):
    visit = open_in_frame(at(store), screen)
    assert not visit.exception
    assert not visit.error
    assert f"<h1>{screen.question}</h1>" in words(visit)


@pytest.mark.parametrize("screen", [each for each in PAGES if each.url != "sources"], ids=lambda screen: screen.title)
def test_without_a_store_nothing_stands_before_what_to_do(at, words, screen):
    """The welcome has the page to itself; in the row of the filters it would be squeezed to a letter a line."""
    visit = at("no store", screen.path).run()
    assert "There are no figures yet" in words(visit)
    assert not [*visit.selectbox, *visit.multiselect, *visit.number_input]
    assert not any("display: none" in each.proto.body for each in visit.get("html"))  # the menu stays


def test_one_visitor_walks_through_every_page_and_the_ribbon_of_an_invented_store_stands_on_each(at, words):
    visit = at("invented").run()
    for screen in PAGES:
        visit = open_in_frame(visit, screen)
        assert not visit.exception and f"<h1>{screen.question}</h1>" in words(visit)
        assert "class='ribbon'>invented detail, published totals" in words(visit)


def test_the_ribbon_stands_on_no_page_of_a_real_store(at, words):
    assert "class='ribbon'" not in words(at("actuals alone").run())


def test_without_a_store_there_are_three_things_to_do(at, words):
    said = words(at("no store").run())
    assert "There are no figures yet" in said
    assert "Upload a file" in said
    assert "Publish a folder" in said


@pytest.mark.parametrize("screen", [page for page in PAGES if page.section == "Resources"], ids=lambda page: page.title)
def test_without_receipts_a_page_of_revenue_says_once_what_to_do(at, words, screen):
    said = words(at("spending alone", screen.path).run())
    assert said.count("There are no receipts") == 1
    assert "load a file of receipts on the Sources page" in said


def test_without_receipts_the_front_page_shows_the_spending(at, words):
    said = words(at("spending alone").run())
    assert "There are no receipts" not in said
    assert "<span>236</span>" in said  # four months of 33 + 26 million


def test_without_a_budget_the_tiles_say_so(at, words):
    assert "No budget in the store" in words(at("actuals alone").run())


def test_what_is_missing_is_a_dash_and_not_a_zero(at, words):
    spending = words(at("one source").run()).split("Spending, Rs million")[1]
    assert spending.index("<span>–</span>") < spending.index("</div>", spending.index("<span>"))


def test_the_menu_goes_from_what_came_in_to_what_will():
    assert [page.title for page in PAGES if page.section == "Resources"] == [
        "Revenue trends", "Revenue drivers", "Revenue capacity", "Revenue forecast", "Forecast quality",
    ]  # fmt: skip
