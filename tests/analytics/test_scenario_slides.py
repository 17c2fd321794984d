"""The slides of a scenario, opened again: charts hold the answers' figures, everything fits, nothing is empty."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import ImageFont
from pptx import Presentation
from pptx.util import Emu

from analytics import scenario_slides, scenarios
from data_loaders.store import Store

FONTS = Path(__file__).parents[2] / "static"  # wider than most that a presentation is shown in
MOVED = (("pay_award", 12.0), ("flood", 30.0), ("services_rate", 15.0), ("adp", -10.0), ("depreciation", 12.0))
PUT = tuple(
    (line, "2027-28", 4e11, "agreed") for line in ("adp_economy", "salaries", "pensions", "grants", "cess", "ozt")
)
MARGIN = Emu(91440 * 2)  # left and right of a text in its box, together


def opened(store: Store, **asked):
    return Presentation(BytesIO(scenario_slides.slides(store, **asked)))


@pytest.fixture(scope="module")
def deck(invented):
    return opened(invented, moved=MOVED)


def charts(deck) -> list:
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def figures(chart) -> dict[str, dict[str, float]]:
    """A chart's figures by series and category."""
    plot = chart.plots[0]
    return {one.name: dict(zip(plot.categories, one.values, strict=True)) for one in plot.series}


def billions(table, name: str, amount: str) -> dict[str, float]:
    return {key: float(each) / 1e9 for key, each in zip(table[name], table[amount], strict=True)}


def words(slide) -> str:
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    cells = [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return "\n".join(texts + cells)


@pytest.mark.parametrize("of", ["Balance", "Debt"])
def test_charts_are_native_and_hold_the_figures_of_the_answers(invented, of):
    fan, shares, tornado = map(figures, charts(opened(invented, moved=MOVED, of=of)))
    likely = scenarios.fan(invented, moved=MOVED, of=of).table
    assert fan == {
        "Upper limit of 80 in 100 paths": pytest.approx(billions(likely, "fiscal_year", "hi80")),
        "Middle": pytest.approx(billions(likely, "fiscal_year", "middle")),
        "Lower limit of 80 in 100 paths": pytest.approx(billions(likely, "fiscal_year", "lo80")),
    }
    why = scenarios.why(invented, moved=MOVED, of=of).table.iloc[:-1]
    assert shares == {"Difference": pytest.approx(billions(why, "name", "amount"))} and len(why) == len(MOVED)
    most = scenarios.tornado(invented, moved=MOVED, of=of).table
    assert tornado == {
        "The lever lower": pytest.approx(billions(most, "name", "low")),
        "The lever higher": pytest.approx(billions(most, "name", "high")),
    }


def test_the_widest_bar_stands_on_top_and_what_makes_it_worse_is_orange(deck):
    _, shares, tornado = charts(deck)
    assert list(tornado.plots[0].categories)[-1] == "Federal collection against trend"  # drawn from below
    bars = shares.plots[0].series[0]
    sizes = [abs(value) for value in bars.values]
    assert sizes == sorted(sizes)
    colours = [str(bars.points[at].format.fill.fore_color.rgb if bars.points[at].format.fill.type is not None
                   else bars.format.fill.fore_color.rgb) for at in range(len(sizes))]  # fmt: skip
    assert colours == ["0B7A75" if value > 0 else "B8500C" for value in bars.values]


def test_a_chart_brings_its_workbook_and_says_what_it_shows(deck):
    assert all(chart.part.chart_workbook.xlsx_part.blob[:2] == b"PK" for chart in charts(deck))
    frames = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert all(frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames)


def test_the_headline_is_what_the_levers_made_and_its_difference(invented):
    said = words(opened(invented, moved=(("pay_award", 10.0),)).slides[1])
    table = scenarios.measures(invented, moved=(("pay_award", 10.0),)).table.set_index("name")
    now, then, gap = (
        f"{abs(float(table.at['Balance', each])) / 1e9:,.1f}" for each in ("amount", "before", "difference")
    )
    assert f"Balance\n−{now}\n▼ −{gap}\nbaseline −{then}" in said
    assert "Own revenue\n870.4\n= 0.0\nbaseline 870.4" in said  # 870,409,523,558 rupees, with or without the award


def test_totals_by_year_are_those_of_the_framework(invented, deck):
    table = next(shape.table for shape in deck.slides[2].shapes if shape.has_table)
    shown = {row.cells[0].text: [cell.text for cell in row.cells][1:] for row in table.rows}
    framework = scenarios.table(invented, moved=MOVED).table.set_index("name").drop(columns="part")
    for name in ("Receipts", "Balance", "Own revenue", "Foreign debt at the year's end"):
        expected = [f"{float(amount) / 1e9:,.1f}".replace("-", "−") for amount in framework.loc[name]]
        assert shown[name] == expected


def test_every_slide_has_a_title_matter_and_what_must_be_printed_on_it(invented, deck):
    assert len(deck.slides) == 7
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, rel=1e-3)
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text
        assert invented.government.note in words(slide)
        assert any(shape.has_chart or shape.has_table for shape in slide.shapes) or len(words(slide)) > 150


def test_the_last_slide_says_what_it_stands_on(invented, deck):
    said = words(deck.slides[6])
    for expected in (invented.version, "receipt_month", "original estimate of 2026-27", "Pay award", "12 % a year",
                     "census of 30 June 2026", "−10 % of the baseline", "3.5 % a year"):  # fmt: skip
        assert expected in said


def test_the_file_names_nobody_but_its_title(deck):
    said = deck.core_properties
    assert (said.title, said.author, said.last_modified_by) == ("Pre-budget scenario", "", "")
    assert said.created.year > 2013  # the template's


def test_without_a_lever_moved_it_is_said(invented):
    made = opened(invented)
    assert len(charts(made)) == 2
    assert "No lever is moved" in words(made.slides[0]) and "No lever is moved" in words(made.slides[4])


def test_more_levers_than_can_be_taken_apart_are_told(invented):
    names = (
        "growth inflation depreciation pool_effort services_rate cess_rate compliance hiring subsidy adp foreign_adp"
    )
    moved = tuple((name, 2.0) for name in names.split())
    assert "11 levers differ" in words(opened(invented, moved=moved).slides[4])


def height(frame, width: int) -> float:
    """Points that a text needs in a box, each paragraph broken at its width."""
    needed = 0.0
    for paragraph in frame.paragraphs:
        run = paragraph.runs[0]
        font = ImageFont.truetype(FONTS / f"ibm-plex-sans-{600 if run.font.bold else 400}.ttf", run.font.size.pt)
        lines, line = 1, ""
        for word in run.text.split():
            tried = f"{line} {word}".strip()
            if font.getlength(tried) > Emu(width - MARGIN).pt and line:
                lines, tried = lines + 1, word
            line = tried
        needed += lines * run.font.size.pt * 1.2
    return needed


def boxes(shape) -> list:
    """Each text of a shape with the width and height that it has."""
    if shape.has_table:
        return [(cell.text_frame, column.width, row.height) for row in shape.table.rows
                for cell, column in zip(row.cells, shape.table.columns, strict=True)]  # fmt: skip
    return [(shape.text_frame, shape.width, shape.height)] if shape.has_text_frame else []


@pytest.mark.parametrize("asked", [{}, {"moved": MOVED, "put": PUT, "title": "A year of floods and relief " * 6}])
def test_everything_lies_within_its_slide_and_every_text_within_its_box(invented, asked):
    deck = opened(invented, **asked)
    for shape in (shape for slide in deck.slides for shape in slide.shapes):
        assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width
        assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height
        for frame, width, high in boxes(shape):
            assert height(frame, width) <= Emu(high).pt, frame.text


def test_no_text_is_smaller_than_can_be_read(deck):
    runs = [run for slide in deck.slides for shape in slide.shapes if shape.has_text_frame
            for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]  # fmt: skip
    assert min(run.font.size.pt for run in runs) >= 12


def test_a_store_without_a_budget_is_refused_with_what_is_missing():
    with pytest.raises(ValueError, match="needs the budget of a year"):
        scenario_slides.slides(Store.of())
