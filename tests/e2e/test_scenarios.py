"""The whole way of a workshop in a real browser: move a lever, keep, fork, compare, seek a target, present."""

from pathlib import Path

import pytest
from pptx import Presentation


@pytest.fixture(scope="session")
def province(serve, small_province):
    """The app over the invented province."""
    return serve(small_province)


def keep(page, settled, name: str, why: str) -> None:
    """Keep what stands under a new name."""
    form = page.get_by_test_id("stForm").filter(has=page.get_by_label("New name"))
    if not form.is_visible():
        page.get_by_text("Keep this scenario").click()
    page.get_by_label("New name").fill(name)
    form.get_by_label("Your name").fill("Ayesha")
    page.get_by_label("Note or reason").fill(why)
    page.get_by_role("button", name="Keep under the new name").click()
    settled()
    page.get_by_text(f"{name} is draft as it stands").wait_for()


def step(page, settled, label: str, key: str, times: int) -> None:
    """Move a lever by its keys, as a presenter would."""
    slider = page.get_by_role("slider", name=label)
    for _ in range(times):
        slider.press(key)
    settled()


def test_the_way_of_a_workshop(page, province, settled, tmp_path):
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{province}/scenarios")
    settled()
    assert page.get_by_text("No lever is moved").count()
    step(page, settled, "Pay award", "ArrowRight", 2)
    assert page.get_by_text("Moved: Pay award.").count() and "scenario_pay_award=10" in page.url
    keep(page, settled, "Ten per cent", "asked for by the unions")
    step(page, settled, "Own development programme", "ArrowLeft", 2)
    keep(page, settled, "Ten per cent, less development", "to pay for it")

    page.get_by_text("Seek a target", exact=True).click()
    settled()
    chooser = page.get_by_role("combobox", name="Find the value of a lever")
    chooser.click()
    chooser.type("Compliance")
    page.keyboard.press("Enter")
    settled()
    page.get_by_label("at which the balance of the coming year is").fill("-450")
    page.keyboard.press("Enter")
    settled()
    assert page.get_by_role("heading", name="The lever that reaches the target").count()

    for label, begins in (("Slides (PPTX)", b"PK"), ("Printed (PDF)", b"%PDF"), ("Workbook (XLSX)", b"PK")):
        with page.expect_download() as taken:
            page.get_by_role("button", name=label).click()
        file = Path(taken.value.path()).read_bytes()
        assert file.startswith(begins) and taken.value.suggested_filename.startswith("ten-per-cent-less-development.")
        taken.value.save_as(tmp_path / taken.value.suggested_filename)
    deck = Presentation(str(tmp_path / "ten-per-cent-less-development.pptx"))
    told = " ".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    assert "Pay award" in told and "Own development programme" in told and "invented detail" in told

    page.get_by_role("link", name="Scenarios compared").click()
    settled()
    assert page.get_by_role("heading", name="Scenarios side by side, 2027-28").count()
    assert page.get_by_text("Ten per cent, less development").count()

    page.get_by_role("link", name="Presenting").click()
    settled()
    for at in (1, 2):
        page.keyboard.press("ArrowRight")
        page.get_by_text(f"{at} of 2").wait_for()
        settled()
        if at == 1:  # what is shown now, to take away: the pay award alone
            page.get_by_text("Files", exact=True).click()
            with page.expect_download() as taken:
                page.get_by_role("button", name="Slides (PPTX)").click()
            taken.value.save_as(tmp_path / "step.pptx")
            page.keyboard.press("Escape")
            page.get_by_role("button", name="Slides (PPTX)").wait_for(state="hidden")
    told = " ".join(
        shape.text_frame.text
        for slide in Presentation(str(tmp_path / "step.pptx")).slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    assert "Pay award" in told and "Own development programme" not in told
    tall = page.evaluate(
        "() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollHeight - m.clientHeight }"
    )
    assert tall <= 0  # nothing scrolls on a projector
    page.keyboard.press("Escape")
    page.get_by_role("heading", name="What becomes of the coming budgets").wait_for()
