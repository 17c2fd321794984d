"""Letters: the letters of an assessment as tiles, and the figures of its years against the bands."""

from __future__ import annotations

import pandas as pd

from analytics.answer import Answer
from pages.ui import charts, frames, money, vega
from pages.ui.drawings import Drawing
from pages.ui.headline import Tile
from pages.ui.ink import Ink
from pages.ui.vega import axis, channel, layer

ROOM = 5  # per cent beyond the band of a C; what is further off is an arrow with its figure
SHADES = {"c": 0.07, "b": 0.09, "a": 0.12}  # they lie on one another
HEIGHT = 230


def tiles(scores: Answer, codes: tuple[str, ...]) -> list[Tile]:
    """The letter of each indicator named, with the figures of its years, or why there is none."""
    rows = scores.table[scores.table.dimension.isin(codes)]
    years = [name for name in scores.units if name in scores.table]
    return [_tile(row, [row[year] for year in years]) for _, row in rows.iterrows()]


def _tile(row: pd.Series, figures: list) -> Tile:
    """One letter."""
    known = [money.percent(figure) for figure in figures if not money.missing(figure)]
    assessed = len(row.letter) <= 2
    label = f"{row.dimension} {row['name']}"
    if not assessed:
        return Tile(label, money.DASH, beside=f"Not assessed: {row.why}")
    return Tile(label, row.letter, beside=", ".join(known) or row.why, under=row.why if known else "")


def bands(answer: Answer, ink: Ink) -> Drawing:
    """One panel a dimension: its years from left to right, the bands of A, B and C behind them."""
    rows = answer.table[answer.table.measure != "updates"].reset_index(drop=True)
    frame = _frame(rows)
    named = rows.dimension.drop_duplicates()
    return Drawing(
        rows,
        {
            code: _panel(frames.only(frame, "dimension", code), rows[rows.dimension == code].iloc[0], ink)
            for code in named
        },
    )


def deviations(answer: Answer, unit: money.Unit, limit: int, ink: Ink) -> Drawing:
    """Heads above and below their adjusted budgets, the furthest first; neither side is the better one."""
    rows = answer.table.head(limit).reset_index(drop=True)
    return Drawing(rows, {"": charts.bars(frames.of_parts(rows, "deviation", unit).assign(look="actual"), ink)})


def _frame(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a year: a figure off the scale stands at its edge, with an arrow."""
    low, high = zip(*[_scale(row) for row in rows.itertuples()], strict=True) if len(rows) else ((), ())
    frame = frames.drawn(rows.fiscal_year, rows.value, None, ["actual"] * len(rows), dimension=rows.dimension)
    frame = frame.assign(year=frame["x"], letter=rows.letter, edge=frame["y"].clip(pd.Series(low), pd.Series(high)))
    arrow = [
        "▲ " if value > edge else "▼ " if value < edge else ""
        for value, edge in zip(frame["y"], frame["edge"], strict=True)
    ]
    return frame.assign(y=frame["edge"], label=arrow + frame["label"])


def _scale(row) -> tuple[float, float]:
    """The lowest and highest figure drawn."""
    return (row.least_c - ROOM if row.least_c else 0.0), row.most_c + ROOM


def _panel(frame: pd.DataFrame, of: pd.Series, ink: Ink) -> dict:
    """The bands, their letters, the line of the years and its figures."""
    order = frame["x"].tolist()
    x = {"field": "x", "type": "nominal", "scale": {"domain": order}, "axis": axis()}
    y = channel("y", axis=axis(values=True), scale={"domain": list(_scale(of)), "nice": False, "zero": False})
    shades = [
        layer(
            {"type": "rect", "aria": False, "color": ink.actual, "opacity": shade, "tooltip": None},
            {"y": {"datum": float(of[f"least_{name}"])}, "y2": {"datum": float(of[f"most_{name}"])}},
        )
        | {"data": {"values": [{}]}}
        for name, shade in SHADES.items()
    ]
    named = [{"at": float(of[f"most_{name}"]), "band": name.upper()} for name in SHADES]
    words = {"type": "text", "aria": False, "align": "left", "baseline": "top", "dx": 4, "dy": 3, "color": ink.grey}
    letters = layer(
        words | {"tooltip": None}, {"x": {"value": 0}, "y": channel("at"), "text": channel("band", "nominal")}
    )
    line = layer({"type": "line", "aria": False, "color": ink.actual, "strokeWidth": 1.8}, {"x": x, "y": y})
    dots = layer({"type": "point", "filled": True, "size": 60, "color": ink.actual, "opacity": 1}, {"x": x, "y": y})
    told = {"type": "text", "aria": False, "dy": -12, "color": ink.text, "fontSize": 12}
    figures = layer(told, {"x": x, "y": y, "text": channel("label", "nominal")})
    drawn = [*shades, letters | {"data": {"values": named}}, line, vega.pickable(dots, ink), figures]
    return vega.finished(drawn, frame, ink, height=HEIGHT, title=of.dimension)
