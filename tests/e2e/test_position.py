"""The front page in a real browser."""

from pages.ui.catalogue import PAGES


def test_a_bar_clicked_shows_lines_whose_sum_is_the_bar(page, address, settled):
    page.goto(address)
    settled()
    page.locator("[aria-label='77.000, August 2026']").click()
    settled()
    assert "Sum of these lines: Rs 77,000,000.00" in page.locator("[class*='st-key-ledger']").inner_text()
    page.get_by_role("button", name="Close these lines").click()
    settled()
    assert page.locator("[class*='st-key-ledger']").count() == 0


def test_nothing_is_asked_of_another_machine_and_nothing_is_wrong_in_the_console(page, address, settled):
    asked, wrong = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(address)
    settled()
    assert [
        url for url in asked if not url.startswith((address, "data:", "blob:", address.replace("http", "ws")))
    ] == []
    assert wrong == []


def test_a_figure_goes_away_as_csv_with_its_source(page, address, settled):
    page.goto(address)
    settled()
    page.get_by_role("button", name="Download").nth(1).click()
    settled()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV", exact=True).click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert "invented detail, published totals" in text
    assert "77000000.00" in text


def test_a_chart_goes_away_as_a_picture(page, address, settled):
    page.goto(address)
    settled()
    page.get_by_role("button", name="Download").nth(1).click()
    settled()
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG", exact=True).click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_where_from_names_the_files(page, address, settled):
    page.goto(address)
    settled()
    page.get_by_role("button", name="Where from?").first.click()
    settled()
    assert "receipts.csv" in page.locator("[data-testid=stPopoverBody]").inner_text()


def test_the_page_can_be_walked_with_the_tab_key(page, address, settled):
    page.goto(address)
    settled()
    reached = set()
    for _ in range(len(PAGES) + 20):  # the menu comes first
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''").strip())
    walked = " ".join(reached)
    for name in ("Revenue trends", "Sources", "Where from?", "Download"):
        assert name in walked


def test_a_reader_of_the_keyboard_comes_to_the_lines_of_a_bar(page, address, settled):
    page.goto(address)
    settled()
    for _ in range(len(PAGES) + 30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('[class*=st-key-marks_]') != null"):
            break
    assert page.locator("[class*=st-key-marks_]:focus-within").bounding_box()["height"] > 20
    page.keyboard.type("August 2026")
    page.keyboard.press("Enter")
    settled()
    assert "Sum of these lines: Rs 77,000,000.00" in page.locator("[class*='st-key-ledger']").inner_text()
    assert page.evaluate("document.activeElement.closest('[class*=st-key-marks_]') != null")


def test_every_chart_has_its_sentence_for_who_does_not_see_it(page, address, settled):
    page.goto(address)
    charts = settled().locator("[data-testid=stVegaLiteChart]")
    said = [charts.nth(at).get_attribute("aria-label") for at in range(charts.count())]
    assert said[0].startswith("Receipts: October 2026 against the same month of last year")
    assert all(said)


def test_a_reader_of_the_keyboard_sees_where_in_the_menu_she_is(page, address, settled):
    page.goto(address)
    settled()
    for _ in range(2):  # past the link to the content
        page.keyboard.press("Tab")
    style = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate("document.activeElement.innerText") == "Position"
    assert page.evaluate(style) == "solid"


def test_first_screen_holds_the_headline_and_the_main_chart(page, address, settled):
    page.goto(address)
    settled()
    assert page.locator(".tiles").bounding_box()["y"] < 320
    chart = page.locator("[data-testid=stVegaLiteChart]").first.bounding_box()
    assert chart["y"] + chart["height"] < 900


def test_light_and_dark_change_charts_and_words_at_once(page, address, settled):
    page.goto(address)
    settled()
    bar = page.locator("[aria-label='77.000, August 2026']")
    light = bar.evaluate("bar => getComputedStyle(bar).fill")
    page.locator("[data-testid=stMainMenu]").first.click()
    page.get_by_role("radio", name="Dark").or_(page.get_by_role("menuitemradio", name="Dark")).first.click()
    page.wait_for_function("bar => getComputedStyle(bar).fill != 'rgb(31, 61, 71)'", arg=bar.element_handle())
    assert (light, bar.evaluate("bar => getComputedStyle(bar).fill")) == ("rgb(31, 61, 71)", "rgb(213, 227, 228)")


def test_the_page_holds_together_on_a_poor_projector(page, address, settled):
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(address)
    settled()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
