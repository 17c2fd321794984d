"""Slide: the vocabulary of presentations: words, figures, tables and charts that their reader can edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Pt

INK, GREY, RULE, PALE = "1f3d47", "5b686c", "dad6cc", "f3f1ec"  # as on the screens
BETTER, WORSE, COOL = "0b7a75", "b8500c", "3f6fb0"
WIDE, HIGH, EDGE = 13.333, 7.5, 0.6  # inches
BODY, FOOT = 1.75, 6.95  # where a slide's matter starts, and its footer
LONG = 60  # characters of a title that stands large
TITLE_ONLY, PLAIN = 5, "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # a layout; the table style without lines
TENTHS, WHOLE = '#,##0.0;"−"#,##0.0', '#,##0;"−"#,##0'
Series = dict[str, Sequence[float]]
Place = tuple[float, float, float, float]  # left, top, width, height in inches
MATTER: Place = (EDGE, BODY, WIDE - 2 * EDGE, FOOT - BODY - 0.1)


@dataclass(frozen=True)
class Words:
    """A text with its size in points, colour and weight."""

    text: str
    size: float = 18
    colour: str = INK
    bold: bool = False


class Deck:
    """A wide presentation whose every slide has a title and a footer."""

    def __init__(self, title: str, footer: str, ribbon: str):
        self.file = Presentation()
        self.footer, self.ribbon = footer, ribbon
        said = self.file.core_properties  # the template's author and day are not ours
        said.title, said.author, said.last_modified_by = title, "", ""
        said.created = said.modified = datetime.now(UTC).replace(tzinfo=None)
        self.file.slide_width, self.file.slide_height = Inches(WIDE), Inches(HIGH)
        _widen(self.file)

    def cover(self, title: str, words: Sequence[Words]) -> None:
        """The first slide: a large title and what stands below it."""
        made = self._new(Words(title, 44 if len(title) <= LONG else 26, bold=True), (EDGE, 0.7, WIDE - 2 * EDGE, 1.6))
        text(made, (EDGE, 2.5, WIDE - 2 * EDGE, FOOT - 2.6), words)

    def slide(self, title: str, under: str = "") -> Slide:
        """A new slide with a title and a line below it."""
        made = self._new(Words(title, 30, bold=True), (EDGE, 0.35, WIDE - 2 * EDGE, 0.75))
        text(made, (EDGE, 1.1, WIDE - 2 * EDGE, 0.6), [Words(under, 18, GREY)])
        return made

    def _new(self, title: Words, place: Place) -> Slide:
        """A slide with its title and its footer: what must be printed on it, whose it is, its number."""
        made = self.file.slides.add_slide(self.file.slide_layouts[TITLE_ONLY])
        head = made.shapes.title
        head.left, head.top, head.width, head.height = map(Inches, place)
        head.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        _write(head.text_frame, [title])
        half = (WIDE - 2 * EDGE) / 2
        text(made, (EDGE, FOOT, half, 0.35), [Words(self.ribbon, 12, WORSE)])
        said = [Words(f"{self.footer} · {len(self.file.slides)}", 12, GREY)]
        text(made, (EDGE + half, FOOT, half, 0.35), said, PP_ALIGN.RIGHT)
        return made

    def bytes(self) -> bytes:
        """The file."""
        made = BytesIO()
        self.file.save(made)
        return made.getvalue()


def text(slide: Slide, place: Place, words: Sequence[Words], align: PP_ALIGN = PP_ALIGN.LEFT) -> None:
    """Words in a box, a paragraph each."""
    if any(one.text for one in words):
        _write(slide.shapes.add_textbox(*map(Inches, place)).text_frame, words, align)


def table(slide: Slide, place: Place, rows: Sequence[Sequence[Words]], widths: Sequence[float], texts: tuple) -> None:
    """Rows of words, the first as headings; columns that are not texts stand to the right."""
    left, top, width, height = place
    frame = slide.shapes.add_table(len(rows), len(widths), *map(Inches, (left, top, width, height)))
    made = frame.table
    frame._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN
    for column, share in zip(made.columns, widths, strict=True):
        column.width = Inches(width * share / sum(widths))
    for at, row in enumerate(rows):
        made.rows[at].height = Inches(height / len(rows))
        for column, words in enumerate(row):
            cell = made.cell(at, column)
            cell.margin_top = cell.margin_bottom = Emu(0)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            if at == 0 or words.bold:
                cell.fill.solid()
                cell.fill.fore_color.rgb = _rgb(PALE)
            _write(cell.text_frame, [words], PP_ALIGN.LEFT if column in texts else PP_ALIGN.RIGHT)


def lines(slide: Slide, said: str, categories: Sequence[str], series: Series, strong: str) -> None:
    """A line chart: one strong line, the others dashed beside it; `said` is read to who cannot see it."""
    made = _chart(slide, XL_CHART_TYPE.LINE, said, categories, series)
    for line in made.plots[0].series:
        line.smooth = False
        line.format.line.color.rgb = _rgb(INK if line.name == strong else COOL)
        line.format.line.width = Pt(3.5 if line.name == strong else 2.25)
        line.format.line.dash_style = MSO_LINE.SOLID if line.name == strong else MSO_LINE.DASH
    _legend(made)


def bars(slide: Slide, said: str, categories: Sequence[str], series: Series, colours: Sequence[Sequence[str]]) -> None:
    """Bars from left to right, the first on top; a colour for each bar of each series."""
    turned = {name: list(reversed(values)) for name, values in series.items()}
    made = _chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, said, list(reversed(categories)), turned)
    plot = made.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    _room(made, [0.0, *(value for values in series.values() for value in values)])
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = TENTHS, False
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    _font(plot.data_labels.font, 14)
    for one, each in zip(plot.series, colours, strict=True):
        one.invert_if_negative = False
        one.format.fill.solid()
        one.format.fill.fore_color.rgb = _rgb(each[0])
        for at, colour in enumerate(reversed(each)):
            if colour != each[0]:
                one.points[at].format.fill.solid()
                one.points[at].format.fill.fore_color.rgb = _rgb(colour)
    if len(series) > 1:
        _legend(made)


def _chart(slide: Slide, kind: XL_CHART_TYPE, said: str, categories: Sequence[str], series: Series) -> Chart:
    """A native chart over a slide's matter, with its figures within."""
    data = CategoryChartData(number_format=TENTHS)
    data.categories = categories
    for name, values in series.items():
        data.add_series(name, values)
    frame = slide.shapes.add_chart(kind, *map(Inches, MATTER), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", said)
    made = frame.chart
    made.has_title, made.has_legend = False, False
    _font(made.font, 14)
    values, names = made.value_axis, made.category_axis
    values.major_gridlines.format.line.color.rgb = _rgb(RULE)
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = WHOLE, False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW  # beside the chart, not across bars below zero
    names.format.line.color.rgb = _rgb(GREY)
    return made


def _room(chart: Chart, values: Sequence[float]) -> None:
    """Bars carry their figures, so the axis gives them room and is not drawn."""
    axis, reach = chart.value_axis, max(values) - min(values) or 1.0
    axis.minimum_scale, axis.maximum_scale = min(values) - 0.15 * reach, max(values) + 0.15 * reach
    axis.visible, axis.has_major_gridlines = False, False


def _legend(chart: Chart) -> None:
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _font(chart.legend.font, 14)


def _write(frame: TextFrame, words: Sequence[Words], align: PP_ALIGN = PP_ALIGN.LEFT) -> None:
    """Paragraphs that break within their box."""
    frame.word_wrap = True
    for at, one in enumerate(words):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = align
        run = paragraph.add_run()
        run.text = one.text
        _font(run.font, one.size, one.colour)
        run.font.bold = one.bold


def _font(font, size: float, colour: str = INK) -> None:
    font.size, font.color.rgb = Pt(size), _rgb(colour)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.upper())


def _widen(file: Presentation) -> None:
    """The layouts of the narrow template across the wide slide."""
    narrow = WIDE / 10
    for of in (file.slide_master, *file.slide_layouts):
        for shape in of.placeholders:
            if shape._element.spPr.xfrm is not None:
                shape.left, shape.width = Emu(round(shape.left * narrow)), Emu(round(shape.width * narrow))
