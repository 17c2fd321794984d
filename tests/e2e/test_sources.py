"""Sources in a real browser: a file is handed over, looked at, published, and seen on the front page."""

import shutil

import pytest

LEDGER = b"""month,stage,flow,department,object,amount
2026-11-01,actual,expenditure,EDU,A01101,1500000.00
2026-11-01,actual,expenditure,EDU,A01101,"9.999,99"
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
