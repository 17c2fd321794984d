"""Stage bars: what was voted, released, committed and paid of each row, one bar inside the other."""

from __future__ import annotations

import pandas as pd

from analytics.answer import Answer
from pages.ui import frames, money
from pages.ui.drawings import Drawing
from pages.ui.ink import Ink
from pages.ui.vega import axis, channel, finished, layer, pickable

ROW = 30  # pixels
RELEASED, COMMITTED = 0.24, 0.5  # how dark beside what is paid
KEY = (
    "<i class='outline'></i>budget<i class='released'></i>released<i class='committed'></i>committed"
    "<i class='actual'></i>spent"
)
SAID = ("budget", "released", "committed", "actual")


def stages(answer: Answer, unit: money.Unit, limit: int, ink: Ink) -> Drawing:
    """The largest rows: the budget as an outline, what is released inside it, then what is committed and spent."""
    rows = answer.table[answer.table["level"] != "total"].head(limit).reset_index(drop=True)
    frame = _frame(rows, unit)
    down = {"y": {"field": "x", "type": "nominal", "sort": frame["x"].tolist(), "axis": axis(names=True)}}
    along = down | {"x": channel("y", axis=None, scale={"zero": True, "nice": False})}
    inner = {"type": "bar", "height": {"band": 0.44}, "color": ink.actual}
    outline = {"type": "bar", "height": {"band": 0.74}, "filled": False, "stroke": ink.text, "strokeWidth": 1.1}
    after = along | {"x2": {"field": "reach"}}
    words = {"type": "text", "aria": False, "align": "left", "dx": 6, "color": ink.text, "fontSize": 12}
    text = down | {"x": channel("edge", axis=None), "text": channel("label", "nominal")}
    drawn = [
        layer(inner | {"opacity": RELEASED}, along | {"x": channel("light", axis=None)}, only="isValid(datum.light)"),
        pickable(layer(inner, along, only="isValid(datum.y)"), ink),
        layer(inner | {"opacity": COMMITTED}, after, only="datum.reach > datum.y"),
        layer(outline, along | {"x": channel("outline", axis=None)}, only="isValid(datum.outline)"),
        layer(words, text, only="isValid(datum.edge)"),
    ]
    return Drawing(rows, {"": finished(drawn, frame, ink, height=ROW * len(rows) + 12)})


def _frame(rows: pd.DataFrame, unit: money.Unit) -> pd.DataFrame:
    """One mark a row: how far each of its bars reaches, and what is said of it."""
    told = {name: [money.short(amount, unit) for amount in rows[name]] for name in SAID}
    frame = frames.drawn(_apart(rows), rows["actual"], unit, ["actual"] * len(rows), name=rows["name"], **told)
    size = {name: [money.scaled(amount, unit) for amount in rows[name]] for name in SAID}
    reach = [(paid or 0) + (held or 0) for paid, held in zip(size["actual"], size["committed"], strict=True)]
    frame = frame.assign(y=frame["y"].astype(float), outline=size["budget"], light=size["released"], reach=reach)
    frame["edge"] = frame[["y", "outline", "light", "reach"]].astype(float).max(axis=1)
    shares = [money.DASH if money.missing(share) else f"{share:.1f} % spent" for share in rows["spent_share"]]
    whole = told["actual" if rows["actual"].notna().any() else "budget"]
    return frame.assign(label=shares if rows["spent_share"].notna().any() else whole).drop(columns="amount")


def _apart(rows: pd.DataFrame) -> list[str]:
    """Names, with the code beside those that two rows share."""
    twice = rows["name"].duplicated(keep=False)
    return [
        f"{name} ({code})" if again else name
        for name, code, again in zip(rows["name"], rows["code"], twice, strict=True)
    ]
