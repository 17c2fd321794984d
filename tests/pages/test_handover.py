"""A file handed over: what it is taken for, another way to read it, columns that are named, and back again."""

import pytest

EUROPE = "Betriebsstelle;Buchungstag;Betrag\nHB0380;05.11.2026;1.234,50-\nHB0380;06.11.2026;2.000,00\nHB0380;x;1,00\n"
LEDGER = "month,amount\n2026-11-01,5.00\n"


@pytest.fixture
def handed(at, monkeypatch, tmp_path):
    """handed(name, text) opens the page of sources over an empty folder and hands a file over."""

    def hand(name: str, text: str):
        visit = at("no store")
        monkeypatch.setenv("KHAZANA_HOME", str(tmp_path))
        return again(visit.run().switch_page("pages/data/sources.py").run(), name, text)

    return hand


def again(visit, name: str, text: str):
    """Another file in the place of the first."""
    return visit.file_uploader[0].set_value((name, text.encode(), "text/csv")).run()


def boxes(visit) -> dict:
    """The select boxes by their labels."""
    return {box.label: box for box in visit.selectbox}


def tried(visit, **columns):
    """Headings chosen for columns, and the button pressed."""
    for label, heading in columns.items():
        boxes(visit)[label].select(heading)
    button = next(button for button in visit.button if button.label == "Try these columns")
    return button.click().run()


def publish(visit):
    """The button that publishes, if it is there."""
    return next((button for button in visit.button if button.key == "sources_publish"), None)


def test_a_file_whose_kind_is_known_can_be_published_at_once(handed):
    visit = handed("mine.csv", LEDGER)
    assert boxes(visit)["Read it as"].value == "ledger"
    assert not publish(visit).disabled


def test_another_kind_may_be_chosen_and_says_why_it_does_not_fit(handed):
    visit = handed("mine.csv", LEDGER)
    boxes(visit)["Read it as"].select("receipts").run()
    assert "head" in visit.error[0].value
    assert publish(visit).disabled


def test_a_file_that_no_kind_fits_opens_the_boxes_with_what_its_first_lines_suggest(handed):
    visit = handed("europe.csv", EUROPE)
    assert "none knows its headings" in visit.info[0].value
    assert boxes(visit)["Numbers are printed as"].value == "1.234,56"
    assert [box.value for box in visit.multiselect][::2] == [["leading", "trailing"], ["dd.mm.yyyy"]]
    assert publish(visit) is None


def test_without_a_column_of_amounts_nothing_is_tried(handed):
    visit = tried(handed("europe.csv", EUROPE), Day="Buchungstag")
    assert visit.error[0].value == "Say which column holds the amounts."
    assert publish(visit) is None


def test_columns_named_are_looked_at_before_anything_is_stored(handed, words, tmp_path):
    visit = tried(handed("europe.csv", EUROPE), Amount="Betrag", Day="Buchungstag")
    assert "2 of 4 lines can be taken in" in words(visit)
    assert visit.dataframe[1].value.amount.tolist() == ["−1,234.50", "2,000.00"]
    assert visit.dataframe[2].value.line.tolist() == ["4"]
    assert list(tmp_path.iterdir()) == []


def test_another_file_forgets_what_was_tried(handed):
    visit = tried(handed("europe.csv", EUROPE), Amount="Betrag", Day="Buchungstag")
    visit = again(visit, "other.csv", EUROPE.replace("Betrag", "Summe"))
    assert publish(visit) is None
    assert boxes(visit)["Amount"].value is None


def test_once_published_the_next_file_of_the_kind_is_known(handed, words):
    visit = tried(handed("europe.csv", EUROPE), Amount="Betrag", Day="Buchungstag")
    visit = publish(visit).click().run()
    assert "Published" in words(visit)
    visit = again(visit, "december.csv", EUROPE.replace(".11.", ".12."))
    assert boxes(visit)["Read it as"].value == "europe"
    assert not publish(visit).disabled
