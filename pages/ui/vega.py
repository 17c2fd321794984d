"""Vega: the pieces of a Vega-Lite chart, and the look that all charts share on the screen and on paper."""

from __future__ import annotations

from copy import deepcopy

import pandas as pd
import pyarrow as pa

from pages.ui.ink import Ink

MARKS = 2000  # more than a reader can see, and than a browser moves at once
PICK = "picked"
PICKED_IN = "marks"
FONT = "IBM Plex Sans, sans-serif"
DATA = "figures"
UNSAID = set(
    "x y look label mark kept part whole edge width last until lo80 hi80 lo95 hi95 outline light reach strong".split()
)  # in no tooltip
PANEL = 460  # pixels of a panel in a picture of several


def channel(field: str, kind: str = "quantitative", **more) -> dict:
    """A column that is drawn."""
    return {"field": field, "type": kind, **more}


def axis(*, values: bool = False, names: bool = False) -> dict:
    """An axis without a title: of months below the chart, of values beside it, or of names."""
    plain = {"title": None, "ticks": False, "labelPadding": 6, "domain": not (values or names)}
    if values:
        return plain | {"tickCount": 4, "format": ",~f"}
    if names:
        return plain | {"labelPadding": 8, "labelLimit": 230, "labelFontSize": 12}
    return plain | {"labelAngle": 0, "labelOverlap": "parity", "labelSeparation": 6, "grid": False}


def layer(mark: dict, encoding: dict, only: str = "") -> dict:
    """One kind of mark, for the rows that pass."""
    return {"mark": mark, "encoding": encoding} | ({"transform": [{"filter": only}]} if only else {})


def pickable(part: dict, ink: Ink) -> dict:
    """A layer whose marks can be clicked on the screen; the others step back."""
    if not ink.on_screen:
        return part
    faded = {"opacity": {"condition": {"param": PICK, "value": 1}, "value": 0.35}}
    return part | {"encoding": part["encoding"] | faded}


def finished(layers: list[dict], frame: pd.DataFrame, ink: Ink, *, height: int, title: str = "") -> dict:
    """The layers as one chart with its figures, its look, and marks that can be clicked."""
    if len(frame) > MARKS:
        raise ValueError(f"{len(frame):,} marks are too many for one chart; ask for fewer years or heads.")
    spec = {
        "data": {"name": DATA},
        "datasets": {DATA: _told(frame)},
        "encoding": _words(frame),
        "layer": layers,
        "width": "container",
        "height": height,
        "padding": {"left": 2, "top": 14, "right": 8, "bottom": 2},
        "config": look(ink),
    }
    if title:
        spec["title"] = {"text": title, "anchor": "start", "fontSize": 13, "fontWeight": 600, "color": ink.text}
    first = next((part for part in layers if "opacity" in part["encoding"]), None)
    if first:
        first["name"] = PICKED_IN  # one layer declares it, and a click on any mark of the chart is heard
        point = {"type": "point", "fields": ["mark"], "on": "click", "clear": "dblclick"}
        spec["params"] = [{"name": PICK, "select": point, "views": [PICKED_IN]}]
    return spec


def look(ink: Ink) -> dict:
    """The look of every chart."""
    return {
        "font": FONT,
        "background": "transparent" if ink.on_screen else ink.paper,
        "view": {"stroke": None},
        "axis": {"labelColor": ink.grey, "gridColor": ink.rule, "domainColor": ink.rule, "labelFontSize": 11},
        "axisX": {"grid": False, "tickColor": ink.rule},
        "title": {"offset": 6},
    }


def to_take_away(specs: list[dict]) -> dict:
    """Charts drawn on paper, side by side, with their figures written into them."""
    panels = [
        deepcopy({name: part for name, part in spec.items() if name not in ("datasets", "config")}) for spec in specs
    ]
    for panel, spec in zip(panels, specs, strict=True):
        panel["data"] = {"values": spec["datasets"][DATA].to_pylist()}
        if len(panels) > 1:
            panel.pop("padding")
            panel["width"] = PANEL
    whole = {"hconcat": panels, "spacing": 40} if len(panels) > 1 else panels[0]
    return {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "config": specs[0]["config"]} | whole


def _told(frame: pd.DataFrame) -> pa.Table:
    """The figures as they travel, each with the words that a screen reader says of its mark."""
    tip = [name for name in frame.columns if name not in UNSAID]
    told = [", ".join(map(str, row)) for row in frame[tip].itertuples(index=False)]
    return pa.Table.from_pandas(frame.assign(told=told))


def _words(frame: pd.DataFrame) -> dict:
    """The tooltip of a mark, and its text for a reader who does not see it."""
    tip = [name for name in frame.columns if name not in UNSAID]
    shown = [{"field": name, "type": "nominal", "title": name.capitalize()} for name in tip]
    return {"tooltip": shown, "description": {"field": "told", "type": "nominal"}}
