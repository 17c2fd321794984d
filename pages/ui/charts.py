"""Charts: one notation for every page, in Vega-Lite. Actual is solid and dark, last year light grey, a target dotted.

A chart is drawn from a plain frame: x (text, in order), y (number), series (name), look (its place in the notation),
label (the figure as printed), mark (number of the row of the answer behind it). What else it has is the tooltip.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import pandas as pd

from pages.ui.ink import LIGHT, Ink
from pages.ui.vega import PANEL, PICK, axis, channel, finished, layer, pickable

BAND = {"band": 0.5}
DASHES = {"forecast": [6, 4], "target": [2, 2]}
THICK = {"actual": 2.6, "last year": 1.8, "target": 1.5, "forecast": 2.2}
DOTS = 80  # with more points than this only the one clicked is seen
TITLE = 22  # pixels that the title of a panel takes from the chart's height
LETTER = 6.2  # pixels that a figure takes in the print over a column
LABEL_GAP = 15  # pixels between two names at the lines' ends
BELOW = 50  # pixels of a chart's height that its axis takes
NAMED = {"type": "text", "aria": False, "align": "left", "dx": 9, "fontSize": 12, "fontWeight": 500, "clip": False}


def columns(frame: pd.DataFrame, order: Sequence[str], ink: Ink = LIGHT, height: int = 210, title: str = "") -> dict:
    """Months side by side: this year's solid columns before last year's light grey ones, a budget as an outline."""
    place = {"x": _ordered(order, axis()), "y": channel("y", axis=axis(values=True))}
    looks = {
        "last year": {"type": "bar", "width": BAND, "xOffset": -6, "color": ink.last_year},
        "budget": {"type": "bar", "width": {"band": 0.62}, "filled": False, "stroke": ink.text, "strokeWidth": 1.2},
        "actual": {"type": "bar", "width": BAND, "color": ink.actual},
    }
    bars = [
        pickable(layer(mark, place, only=f"datum.look == '{look}'"), ink)
        for look, mark in looks.items()
        if look in set(frame["look"])
    ]
    words = {"type": "text", "aria": False, "dy": -7, "color": ink.text, "fontSize": 11}
    frame = frame.assign(kept=_kept(frame, order))
    shown = layer(words, place | {"text": channel("label", "nominal")}, only=_with_room(frame, order, ink))
    return finished([*bars, shown], frame, ink, height=height, title=title)


def _kept(frame: pd.DataFrame, order: Sequence[str]) -> list[bool]:
    """Which columns of this year keep their figure where there is no room for all: the last, and one far higher up."""
    now = frame[(frame["look"] == "actual") & frame["y"].notna()]
    place = now["x"].map({x: at for at, x in enumerate(order)})
    if now.empty:
        return [False] * len(frame)
    last, largest = place.idxmax(), now["y"].abs().idxmax()
    kept = {last} | ({largest} if place[last] - place[largest] > 1 else set())
    return [row in kept for row in frame.index]


def _with_room(frame: pd.DataFrame, order: Sequence[str], ink: Ink) -> str:
    """The rows whose figure is printed: all of this year's where they do not run together, else those that are kept."""
    longest = frame.loc[frame["look"] == "actual", "label"].str.len().max()
    needed = 0 if pd.isna(longest) else len(order) * (longest * LETTER + LETTER)
    width = "width" if ink.on_screen else PANEL
    return f"datum.look == 'actual' && (datum.kept || {width} >= {needed:.0f})"


def rises(
    frame: pd.DataFrame, order: Sequence[str], ink: Ink = LIGHT, height: int = 210, ticks: dict | None = None
) -> dict:
    """Growth of each period: what rose above the line, what fell below it, better and worse in their colours."""
    place = {"x": _ordered(order, _long_axis(order, ticks)), "y": channel("y", axis=axis(values=True))}
    bar = layer({"type": "bar", "width": {"band": 0.7}}, place | {"color": _looks(ink)}, only="isValid(datum.y)")
    zero = layer({"type": "rule", "color": ink.text, "strokeWidth": 1}, {"y": {"datum": 0}})
    return finished([pickable(bar, ink), zero], frame, ink, height=height)


def lines(
    frame: pd.DataFrame, order: Sequence[str], ink: Ink = LIGHT, height: int = 300, ticks: dict | None = None
) -> dict:
    """One line a series, named at its end; a month that is missing leaves a gap, a part of a period a hollow point."""
    look = _series(frame, ink)
    frame = frame.assign(width=frame["look"].map(THICK).fillna(2.0))
    colour = _given(look, "colour")
    x = _ordered(order, _long_axis(order, ticks))
    place = {"x": x, "y": channel("y", axis=axis(values=True), scale={"zero": True})}
    drawn = {"color": colour, "strokeDash": _given(look, "dash"), "strokeWidth": channel("width", scale=None)}
    joined = place | ({"y": place["y"] | {"field": "whole"}} if "whole" in frame else {})
    line = layer({"type": "line", "aria": False}, joined | drawn | {"detail": channel("series", "nominal")})
    hollow = {"condition": {"test": "datum.part", "value": ink.paper}, **colour} if "part" in frame else colour
    dot = {"type": "point", "size": 30, "strokeWidth": 1.5}
    seen = {} if len(frame) <= DOTS else _only_when_picked(ink)
    dots = layer(dot, place | {"stroke": colour, "fill": hollow} | seen, only="isValid(datum.y)")
    at_end = {"x": x, "y": channel("at"), "text": channel("series", "nominal")}
    ends = {"values": _ends(frame, order, height)}
    halo = layer(NAMED | {"stroke": ink.paper, "strokeWidth": 4, "strokeJoin": "round"}, at_end) | {"data": ends}
    names = layer(NAMED, at_end | {"color": _given(look, "words")}) | {"data": ends}
    return finished([line, pickable(dots, ink), halo, names], frame, ink, height=height)


def fan(
    frame: pd.DataFrame, order: Sequence[str], ink: Ink = LIGHT, height: int = 300, ticks: dict | None = None
) -> dict:
    """What is booked as a solid line, what is forecast as a dashed one within its bands of 80 and 95 in 100.

    Beside the columns of every chart: lo80, hi80, lo95, hi95 (missing where booked), last (the month booked last, at
    which the bands open and a labelled rule stands).
    """
    x = _ordered(order, _long_axis(order, ticks))
    place = {"x": x, "y": channel("y", axis=axis(values=True), scale={"zero": True})}
    ahead = "datum.look == 'forecast' || datum.last"
    drawn = [_band(place, level, opacity, ink, ahead) for level, opacity in ((95, 0.12), (80, 0.22))]
    booked = {"type": "line", "aria": False, "color": ink.actual, "strokeWidth": THICK["actual"]}
    drawn.append(layer(booked, place, only="datum.look == 'actual'"))
    dashed = booked | {"strokeDash": DASHES["forecast"], "strokeWidth": THICK["forecast"]}
    drawn.append(layer(dashed, place, only=ahead))
    dot = {"type": "point", "filled": True, "size": 30, "color": ink.actual}
    dots = layer(dot, place | ({} if len(frame) <= DOTS else _only_when_picked(ink)), only="isValid(datum.y)")
    edge = {"type": "rule", "aria": False, "color": ink.grey, "strokeWidth": 1}
    words = {"type": "text", "aria": False, "align": "right", "baseline": "top", "dx": -5, "color": ink.grey}
    label = {"x": x, "y": {"value": 0}, "text": channel("until", "nominal")}
    rule = [layer(edge, {"x": x}, only="datum.last"), layer(words | {"fontSize": 11}, label, only="datum.last")]
    return finished([*drawn, pickable(dots, ink), *rule], frame, ink, height=height)


def _band(place: dict, level: int, opacity: float, ink: Ink, only: str) -> dict:
    """Where so many of 100 outcomes are expected."""
    mark = {"type": "area", "aria": False, "color": ink.actual, "opacity": opacity}
    limits = {"y": place["y"] | {"field": f"lo{level}"}, "y2": {"field": f"hi{level}"}}
    return layer(mark, {"x": place["x"]} | limits, only=only)


def bars(frame: pd.DataFrame, ink: Ink = LIGHT, row: int = 26, title: str = "") -> dict:
    """Structure from top to bottom as it is sorted: solid bars before last year's light grey ones, labelled."""
    names = frame["x"].drop_duplicates().tolist()
    down = {"y": {"field": "x", "type": "nominal", "sort": names, "axis": axis(names=True)}}
    along = down | {"x": channel("y", axis=None, scale={"nice": False})}
    before = {"type": "bar", "height": BAND, "yOffset": -5, "color": ink.last_year}
    now = layer({"type": "bar", "height": BAND}, along | {"color": _looks(ink)}, only="datum.look != 'last year'")
    words = {"type": "text", "aria": False, "align": "left", "dx": 6, "color": ink.text, "fontSize": 12}
    text = {"x": channel("edge", axis=None), "text": channel("label", "nominal")}
    grey = [pickable(layer(before, along, only="datum.look == 'last year'"), ink)]
    labels = layer(words, down | text, only="isValid(datum.edge)")
    drawn = [*(grey if "last year" in set(frame["look"]) else []), pickable(now, ink), labels]
    height = row * len(names) + 12 + (TITLE if title else 0)
    return finished(drawn, frame, ink, height=height, title=title)


def _only_when_picked(ink: Ink) -> dict:
    """Points that can be clicked but are seen only then; on paper they are not there at all."""
    shown = {"condition": {"param": PICK, "empty": False, "value": 1}, "value": 0} if ink.on_screen else {"value": 0}
    return {"fillOpacity": shown, "strokeOpacity": shown}


def _ordered(order: Sequence[str], shown: dict) -> dict:
    """Time from left to right, in its own order."""
    return {"field": "x", "type": "nominal", "sort": list(order), "scale": {"domain": list(order)}, "axis": shown}


def _long_axis(order: Sequence[str], ticks: dict[str, str] | None) -> dict:
    """Where a line is long, each year at its first month; else as many names as fit."""
    if ticks:
        named = f"({json.dumps(ticks)})[datum.value]"
        return axis() | {"values": list(ticks), "labelExpr": named, "labelAlign": "left", "ticks": True}
    return axis() | ({"values": list(order)[:: -(-len(order) // 12)]} if len(order) > 13 else {})


def _series(frame: pd.DataFrame, ink: Ink) -> pd.DataFrame:
    """Each series once, with its colour and dash: by its place in the notation, else the next of the palette."""
    series = frame[["series", "look"]].drop_duplicates("series").reset_index(drop=True)
    colours = iter(ink.series[int((series["look"] == "actual").any()) :] * 8)  # the first is that of actual figures
    own = {"actual": ink.actual, "last year": ink.last_year_line, "target": ink.text, "forecast": ink.actual}
    series["colour"] = [own.get(look) or next(colours) for look in series["look"]]
    series["words"] = series["colour"].replace(ink.last_year_line, ink.grey)  # a name must be read, a line only seen
    series["dash"] = [DASHES.get(look, [1, 0]) for look in series["look"]]
    return series


def _given(series: pd.DataFrame, column: str) -> dict:
    """What was chosen for each series."""
    scale = {"domain": series["series"].tolist(), "range": series[column].tolist()}
    return {"field": "series", "type": "nominal", "scale": scale, "legend": None}


def _ends(frame: pd.DataFrame, order: Sequence[str], height: int) -> list[dict]:
    """The last point of each series, and where its name stands so that no two names overlap."""
    known = frame.dropna(subset=["y"])
    known = known.assign(order=known["x"].map({x: at for at, x in enumerate(order)}))
    ends = known.sort_values("order").groupby("series", sort=False).tail(1).sort_values("y").reset_index(drop=True)
    span = (max(known["y"].max(), 0) - min(known["y"].min(), 0)) if len(known) else 1
    ends["at"] = spread(ends["y"].tolist(), (span or 1) * LABEL_GAP / (height - BELOW))
    return ends[["x", "series", "at"]].to_dict("records")


def spread(places: list[float], gap: float) -> list[float]:
    """Ascending places moved apart until any two are at least `gap` from one another.

    >>> spread([1.0, 1.5, 9.0], 1.0)
    [0.75, 1.75, 9.0]
    """
    groups: list[tuple[float, int]] = []  # middle, members
    for place in places:
        middle, members = place, 1
        while groups and middle - (members - 1) * gap / 2 < groups[-1][0] + (groups[-1][1] + 1) * gap / 2:
            before, others = groups.pop()
            middle = (middle * members + before * others) / (members + others)
            members += others
        groups.append((middle, members))
    return [middle + (at - (members - 1) / 2) * gap for middle, members in groups for at in range(members)]


def _looks(ink: Ink) -> dict:
    """The colour of a bar by its meaning."""
    colours = {"actual": ink.actual, "better": ink.better, "worse": ink.worse, "other": ink.grey}
    scale = {"domain": list(colours), "range": list(colours.values())}
    return {"field": "look", "type": "nominal", "scale": scale, "legend": None}
