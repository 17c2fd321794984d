"""Pictures: a chart as PNG or SVG that says what it shows, made without a browser or a network."""

from __future__ import annotations

from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Any

import vl_convert

from analytics.answer import Answer
from analytics.facts import about

WIDTH, HEIGHT = 900, 380  # pixels, where the chart takes the size of its place on the screen
LINE = 130  # characters that fit into the width
OUTSIDE = ("$schema", "config", "background", "padding", "autosize", "datasets", "usermeta")
FONTS = Path(__file__).parent.parent / "static"

if FONTS.is_dir():
    vl_convert.register_font_directory(str(FONTS))


def png(chart: dict[str, Any], answer: Answer) -> bytes:
    """A Vega-Lite chart as PNG, at twice the size of the screen."""
    return vl_convert.vegalite_to_png(titled(chart, answer), scale=2, allowed_base_urls=[])


def svg(chart: dict[str, Any], answer: Answer) -> bytes:
    """A Vega-Lite chart as SVG, with its sentence as the text for those who do not see it."""
    drawn = vl_convert.vegalite_to_svg(titled(chart, answer), allowed_base_urls=[])
    start = drawn.index(">", drawn.index("<svg")) + 1
    said = f"<title>{escape(answer.title)}</title><desc>{escape(answer.sentence or answer.title)}</desc>"
    return f"{drawn[:start]}{said}{drawn[start:]}".encode()


def titled(chart: dict[str, Any], answer: Answer) -> dict[str, Any]:
    """The chart under its title, with sentence, unit, filters, date, sources, version and ribbon."""
    outer = {name: chart[name] for name in OUTSIDE if name in chart}
    inner = _sized({name: part for name, part in chart.items() if name not in OUTSIDE})
    facts = [f"{name}: {said}" for name, said in about(answer) if name not in ("Title", "What it says", "Note")]
    under = [line for said in (answer.sentence, " · ".join(facts)) for line in wrap(said, LINE)]
    title = {"text": answer.title, "subtitle": under, "anchor": "start", "fontSize": 18, "subtitleFontSize": 12}
    outer = {"background": "white", "padding": 16} | outer
    return outer | {"title": title | {"offset": 14, "subtitlePadding": 6}, "vconcat": [inner]}


def _sized(chart: dict[str, Any]) -> dict[str, Any]:
    """A chart that fills its place on the screen gets a size of its own on paper."""
    sizes = {"width": WIDTH, "height": HEIGHT}
    chart = chart | {side: size for side, size in sizes.items() if chart.get(side) == "container"}
    if "hconcat" in chart:
        share = {"width": WIDTH // max(len(chart["hconcat"]), 1)}
        chart["hconcat"] = [
            _sized(part | share if part.get("width") == "container" else part) for part in chart["hconcat"]
        ]
    if "vconcat" in chart:
        chart["vconcat"] = [_sized(part) for part in chart["vconcat"]]
    return chart
