"""Sources in a real browser: a file is handed over, looked at, published, and seen on the front page."""

import shutil

import pytest

LEDGER = b"""month,stage,flow,department,object,amount
2026-11-01,actual,expenditure,EDU,A01101,1500000.00
2026-11-01,actual,expenditure,EDU,A01101,"9.999,99"
"""
EUROPE = b"""Betriebsstelle;Buchungstag;Konto;Betrag
HB0380;05.11.2026;A01101;5.000.000,50
HB0380;06.11.2026;A01101;1.000.000,50-
HB0380;7.11.2026;A01101;99,00
"""


@pytest.fixture(scope="module")
def own_address(serve, homes, tmp_path_factory):
    """A server over a copy of the store, since this test writes."""
    home = tmp_path_factory.mktemp("own") / "store"
    shutil.copytree(homes["invented"], home)
    return serve(home)


def test_a_file_is_looked_at_before_it_is_stored_and_then_published(page, own_address, settled):
    page.goto(f"{own_address}/sources?sources_show=Add+a+file")
    settled()
    page.locator("input[type=file]").set_input_files({"name": "november.csv", "mimeType": "text/csv", "buffer": LEDGER})
    page.get_by_role("button", name="Publish this file").wait_for(timeout=60_000)
    settled()
    assert "1 of 3 lines can be taken in" in page.locator("[data-testid=stMain]").inner_text()
    page.get_by_role("button", name="Publish this file").click()
    page.get_by_text("Published").first.wait_for(timeout=60_000)
    settled()
    page.get_by_role("radio", name="Files").or_(page.get_by_role("button", name="Files")).first.click()
    settled()
    assert page.get_by_text("files taken in").count()


def test_an_empty_store_opens_on_the_upload(page, serve, homes, settled):
    page.goto(f"{serve(homes['no store'])}/sources")
    settled()
    assert page.locator("input[type=file]").count() == 1


def test_a_european_file_is_described_column_by_column_published_and_seen_on_the_front_page(
    page, serve, settled, tmp_path
):
    address = serve(tmp_path / "europe")
    page.goto(f"{address}/sources")
    settled()
    file = {"name": "europe.csv", "mimeType": "text/csv", "buffer": EUROPE}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Try these columns").wait_for(timeout=60_000)
    settled()
    for label, heading in {"Amount": "Betrag", "Day": "Buchungstag", "Office": "Betriebsstelle"}.items():
        box = page.get_by_role("combobox", name=label, exact=True)
        box.click()
        box.fill(heading)
        page.get_by_role("option", name=heading, exact=True).click()
    page.get_by_role("button", name="Try these columns").click()
    page.get_by_role("button", name="Publish this file").wait_for(timeout=60_000)
    assert "2 of 4 lines can be taken in" in page.locator("[data-testid=stMain]").inner_text()
    assert not (tmp_path / "europe" / "CURRENT").exists()
    page.get_by_role("button", name="Publish this file").click()
    page.get_by_text("Published.").first.wait_for(timeout=60_000)
    page.get_by_role("link", name="Position").click()
    settled()
    assert "4.00" in page.locator(".tile").nth(1).inner_text()  # 5,000,000.50 less 1,000,000.50, in millions
