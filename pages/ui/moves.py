"""Moves: what was taken from one head and given to another, as a table of squares."""

from __future__ import annotations

from analytics.answer import Answer
from pages.ui import frames, money
from pages.ui.drawings import Drawing
from pages.ui.ink import Ink
from pages.ui.vega import axis, channel, finished, layer, pickable

ROW, MOST = 34, 12  # pixels; heads a side


def matrix(answer: Answer, unit: money.Unit, ink: Ink) -> Drawing:
    """From whom downwards, to whom across: the darker, the more; the figure stands in its square."""
    rows = answer.table.groupby(["from_code", "from_name", "to_code", "to_name"], as_index=False)[["amount"]].sum()
    rows = rows.sort_values(["amount", "from_code", "to_code"], ascending=[False, True, True])
    names = list(dict.fromkeys(name for pair in zip(rows.from_name, rows.to_name, strict=True) for name in pair))[:MOST]
    rows = rows[rows.from_name.isin(names) & rows.to_name.isin(names)].reset_index(drop=True)
    frame = frames.drawn(rows["to_name"], rows["amount"], unit, ["actual"] * len(rows), of=rows["from_name"])
    frame = frame.assign(to=frame["x"], strong=frame["y"] > frame["y"].max() * 0.45)
    across = {"field": "x", "type": "nominal", "sort": names}
    across["axis"] = axis(names=True) | {"orient": "top", "labelAngle": 0, "labelLimit": 90, "labelFontSize": 11}
    down = {"field": "of", "type": "nominal", "sort": names, "axis": axis(names=True) | {"labelLimit": 200}}
    place = {"x": across, "y": down}
    depth = channel("y", scale={"range": [0.08, 1], "type": "sqrt"}, legend=None)
    square = layer({"type": "rect", "color": ink.actual}, place | {"fillOpacity": depth})
    words = {"type": "text", "aria": False, "fontSize": 11}
    colour = {"condition": {"test": "datum.strong", "value": ink.paper}, "value": ink.text}
    text = layer(words, place | {"text": channel("label", "nominal"), "color": colour})
    return Drawing(rows, {"": finished([pickable(square, ink), text], frame, ink, height=ROW * len(names) + 40)})
