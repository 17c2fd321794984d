"""Charts: one notation for every page. Actual is solid and dark, last year light grey, a budget a hollow outline.

A chart is drawn from a plain frame: x (text, in order), y (number), series (name), look (its place in the notation),
label (the figure as printed), mark (number of the row of the answer behind it).
"""

from __future__ import annotations

import json

import altair as alt
import pandas as pd

from pages.ui.ink import LIGHT, Ink

MOST_MARKS = 2000
PICK = "picked"
UNSAID = {"x", "y", "look", "label", "mark", "part"}
NAMED = {"align": "left", "dx": 9, "fontSize": 12, "fontWeight": 500, "clip": False}
FONT = "IBM Plex Sans, sans-serif"
LABEL_GAP = 15  # pixels between two labels at the lines' ends
DASHES = {"forecast": [6, 4], "target": [2, 2]}
THICK = {"actual": 2.6, "last year": 1.8, "target": 1.5, "forecast": 2.2}


def columns(
    frame: pd.DataFrame, x_order: list[str], ink: Ink = LIGHT, height: int = 210, title: str = ""
) -> alt.LayerChart:
    """Months side by side: this year's solid columns before last year's light grey ones."""
    base = _base(frame)
    x = alt.X("x:N", sort=x_order, scale=alt.Scale(domain=x_order), axis=_plain_axis())
    y = alt.Y("y:Q", axis=_value_axis())
    behind = base.transform_filter(alt.datum.look == "last year").mark_bar(
        width={"band": 0.5}, xOffset=-6, color=ink.last_year
    )
    front = base.transform_filter(alt.datum.look == "actual").mark_bar(width={"band": 0.5}, color=ink.actual)
    outline = base.transform_filter(alt.datum.look == "budget").mark_bar(
        width={"band": 0.62}, filled=False, stroke=ink.text, strokeWidth=1.2
    )
    drawn = {
        "last year": _picked(behind.encode(x, y), ink),
        "budget": outline.encode(x, y),
        "actual": _picked(front.encode(x, y), ink),
    }
    text = base.transform_filter(alt.datum.look == "actual").mark_text(dy=-7, color=ink.text, fontSize=11)
    layers = [layer for look, layer in drawn.items() if look in set(frame.look)]
    return _styled(_pickable(layers, text.encode(x, y, text="label:N")), ink, height, title=title)


def rises(
    frame: pd.DataFrame, x_order: list[str], ink: Ink = LIGHT, height: int = 210, ticks: dict[str, str] | None = None
) -> alt.LayerChart:
    """Growth of each period: what rose above the line, what fell below it, better and worse in their colours."""
    x = alt.X("x:N", sort=x_order, scale=alt.Scale(domain=x_order), axis=_plain_axis(x_order, ticks))
    y = alt.Y("y:Q", axis=_value_axis())
    bar = _base(frame).transform_filter("isValid(datum.y)").mark_bar(width={"band": 0.7})
    zero = alt.Chart(pd.DataFrame({"y": [0]})).mark_rule(color=ink.text, strokeWidth=1).encode(y="y:Q")
    return _styled(
        _pickable([_picked(bar.encode(x, y, alt.Color("look:N", scale=_looks(ink), legend=None)), ink)], zero),
        ink,
        height,
    )


def lines(
    frame: pd.DataFrame, x_order: list[str], ink: Ink = LIGHT, height: int = 300, ticks: dict[str, str] | None = None
) -> alt.LayerChart:
    """One line a series, named at its end; a month that is missing leaves a gap, a part of a period a hollow point."""
    series = _series(frame, ink)
    x = alt.X("x:N", sort=x_order, scale=alt.Scale(domain=x_order), axis=_plain_axis(x_order, ticks))
    y = alt.Y("y:Q", axis=_value_axis(), scale=alt.Scale(zero=True))
    colour = alt.Color("series:N", scale=_given(series, "colour"), legend=None)
    dash = alt.StrokeDash("series:N", scale=_given(series, "dash"), legend=None)
    width = alt.StrokeWidth("series:O", scale=_given(series, "width"), legend=None)
    base = _base(frame)
    line = base.mark_line(interpolate="linear").encode(x, y, colour, dash, width, detail="series:N")
    size = 30 if len(frame) <= 80 else 9
    points = base.transform_filter("isValid(datum.y)").mark_point(size=size, opacity=1, strokeWidth=1.5)
    ends = alt.Chart(_ends(frame, x_order, height))
    halo = ends.mark_text(**NAMED, stroke=ink.paper, strokeWidth=4, strokeJoin="round").encode(
        x, alt.Y("at:Q"), text="series:N"
    )
    named = ends.mark_text(**NAMED).encode(x, alt.Y("at:Q"), colour, text="series:N")
    part = alt.condition("datum.part", alt.value(ink.paper), colour) if "part" in frame else colour
    dots = points.encode(x, y, stroke=colour, fill=part)
    return _styled(_pickable([line, _picked(dots, ink)], halo, named), ink, height, right=_room(series.series))


def bars(frame: pd.DataFrame, ink: Ink = LIGHT, row: int = 26, title: str = "") -> alt.LayerChart:
    """Structure from top to bottom as it is sorted: solid bars before last year's light grey ones."""
    base = _base(frame)
    order = frame.x.drop_duplicates().tolist()
    y = alt.Y("x:N", sort=order, axis=_name_axis())
    x = alt.X("y:Q", axis=None, scale=alt.Scale(domain=_with_room(frame.y.tolist())))
    behind = base.transform_filter(alt.datum.look == "last year").mark_bar(
        height={"band": 0.5}, yOffset=-5, color=ink.last_year
    )
    front = base.transform_filter(alt.datum.look != "last year").mark_bar(height={"band": 0.5})
    colour = alt.Color("look:N", scale=_looks(ink), legend=None)
    text = base.transform_filter(alt.datum.look != "last year")
    ahead = text.transform_filter("datum.y >= 0").mark_text(align="left", dx=6, color=ink.text, fontSize=12)
    below = text.transform_filter("datum.y < 0").mark_text(align="right", dx=-6, color=ink.text, fontSize=12)
    layers = [_picked(behind.encode(x, y), ink), _picked(front.encode(x, y, colour), ink)]
    texts = alt.layer(ahead.encode(x, y, text="label:N"), below.encode(x, y, text="label:N"))
    return _styled(_pickable(layers, texts), ink, row * len(order) + 12, right=_beside(frame), title=title)


def beside(built: list[alt.LayerChart]) -> dict:
    """Panels next to one another as one picture to take away."""
    panels = [chart.copy(deep=False) for chart in built]
    config = built[0].config
    for panel in panels:
        panel.config, panel.padding, panel.background = alt.Undefined, alt.Undefined, alt.Undefined
        panel.width = 480
    picture = alt.hconcat(*panels, spacing=40)
    picture.config = config
    return picture.to_dict()


def _base(frame: pd.DataFrame) -> alt.Chart:
    """The frame, refused when it would draw more marks than a reader can see or a browser can move."""
    if len(frame) > MOST_MARKS:
        raise ValueError(f"{len(frame):,} marks are too many for one chart; ask for fewer years or heads.")
    tip = [name for name in frame.columns if name not in UNSAID]
    told = frame.assign(told=[", ".join(map(str, row)) for row in frame[tip].itertuples(index=False)])
    shown = [alt.Tooltip(f"{name}:N", title=name.capitalize()) for name in tip]
    return alt.Chart(told).encode(tooltip=shown, description="told:N")


def _pickable(layers: list[alt.Chart], *above: alt.Chart) -> alt.LayerChart:
    """Layers over one another."""
    return alt.layer(*layers, *above)


def _picked(layer: alt.Chart, ink: Ink) -> alt.Chart:
    """A layer whose marks can be clicked on the screen; the others step back."""
    if not ink.on_screen:
        return layer
    pick = alt.selection_point(name=PICK, fields=["mark"], on="click", clear="dblclick")
    return layer.encode(opacity=alt.condition(pick, alt.value(1), alt.value(0.35))).add_params(pick)


def _series(frame: pd.DataFrame, ink: Ink) -> pd.DataFrame:
    """Each series once, with its colour, dash and width: by its place in the notation, else the next of the palette."""
    series = frame[["series", "look"]].drop_duplicates("series").reset_index(drop=True)
    colours = iter(ink.series * 8)
    own = {"actual": ink.actual, "last year": ink.last_year_line, "target": ink.text, "forecast": ink.actual}
    series["colour"] = [own.get(look) or next(colours) for look in series.look]
    series["dash"] = [DASHES.get(look, [1, 0]) for look in series.look]
    series["width"] = [THICK.get(look, 2.0) for look in series.look]
    return series


def _ends(frame: pd.DataFrame, x_order: list[str], height: int) -> pd.DataFrame:
    """The last point of each series, and where its name stands so that no two names overlap."""
    known = frame.dropna(subset=["y"])
    known = known.assign(order=known.x.map({x: at for at, x in enumerate(x_order)}))
    ends = known.sort_values("order").groupby("series", sort=False).tail(1).sort_values("y").reset_index(drop=True)
    span = (max(known.y.max(), 0) - min(known.y.min(), 0)) if len(known) else 1
    ends["at"] = spread(ends.y.tolist(), (span or 1) * LABEL_GAP / height)
    return ends[["x", "series", "at"]]


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


def _beside(frame: pd.DataFrame) -> int:
    """Pixels to the right of the bars for their figures."""
    return 16 + int(
        6.6 * max((len(label) for label, y in zip(frame.label, frame.y, strict=True) if not y < 0), default=0)
    )


def _with_room(values: list[float | None]) -> list[float]:
    """The range of bars, with room for the figures of those that fall, where they stand to the left."""
    known = [value for value in values if not pd.isna(value)]
    low, high = min([0, *known]), max([0, *known])
    return [low * 1.7 if high else low * 2.5, high or (0 if known else 1)]


def _looks(ink: Ink) -> alt.Scale:
    """The colour of a bar by its meaning."""
    return alt.Scale(domain=["actual", "better", "worse", "other"], range=[ink.actual, ink.better, ink.worse, ink.grey])


def _given(series: pd.DataFrame, column: str) -> alt.Scale:
    """A scale that gives each series what was chosen for it."""
    return alt.Scale(domain=series.series.tolist(), range=series[column].tolist())


def _room(names: pd.Series) -> int:
    """Pixels to the right of the lines for the longest of their names."""
    return min(260, 24 + 7 * max((len(name) for name in names), default=0))


def _plain_axis(order: list[str] | None = None, ticks: dict[str, str] | None = None) -> alt.Axis:
    """Names of months or years under the chart; where a line is long, each year at its first month."""
    more = {}
    if ticks:
        more = {"values": list(ticks), "labelExpr": f"({json.dumps(ticks)})[datum.value]", "labelAlign": "left"}
    elif order and len(order) > 13:
        more = {"values": order[:: -(-len(order) // 12)]}
    return alt.Axis(
        title=None, labelAngle=0, ticks=bool(ticks), domain=True, labelPadding=6, labelOverlap="greedy", **more
    )


def _name_axis() -> alt.Axis:
    """Names to the left of bars."""
    return alt.Axis(title=None, ticks=False, domain=False, labelPadding=8, labelLimit=230, labelFontSize=12)


def _value_axis() -> alt.Axis:
    """Few, faint lines."""
    return alt.Axis(title=None, tickCount=4, ticks=False, domain=False, labelPadding=6, format=",~f")


def _styled(chart: alt.LayerChart, ink: Ink, height: int, right: int = 8, title: str = "") -> alt.LayerChart:
    """The look of every chart, on the screen and on paper."""
    axis = {
        "labelColor": ink.grey,
        "gridColor": ink.rule,
        "domainColor": ink.rule,
        "labelFont": FONT,
        "labelFontSize": 11,
    }
    if title:
        heading = alt.TitleParams(
            title, anchor="start", font=FONT, fontSize=13, fontWeight=600, color=ink.text, offset=6
        )
        chart = chart.properties(title=heading)
    return (
        chart.properties(height=height, width="container", padding={"left": 2, "top": 14, "right": right, "bottom": 2})
        .configure(font=FONT, background="transparent" if ink.on_screen else ink.paper)
        .configure_view(strokeWidth=0)
        .configure_axis(**axis)
        .configure_axisX(grid=False)
        .configure_text(font=FONT)
    )
