"""The notation: what is drawn, in which colours, and never too much."""

import json
import re
from decimal import Decimal
from itertools import pairwise

import pandas as pd
import pytest
import vl_convert

from analytics.answer import Answer
from pages.ui import charts, drawings, frames, vega
from pages.ui.ink import DARK, LIGHT, PAPER, SCREEN
from pages.ui.money import UNITS

MILLION = UNITS["million"]
MONTHS = ["Jul", "Aug", "Sep"]
YEAR = frames.year_of_months(7)
AMOUNTS = [Decimal("1000000"), None, Decimal("-3000000"), Decimal("2000000")]


def months() -> pd.DataFrame:
    looks = ["last year", "last year", "last year", "actual"]
    return frames.drawn([*MONTHS, "Jul"], AMOUNTS, MILLION, looks, series=["a", "a", "a", "b"])


def outlook() -> pd.DataFrame:
    """Two months booked, a third not submitted, two ahead."""
    money = [Decimal(amount) for amount in ("4000000", "5000000")]
    ahead = {
        name: [None] * 3 + [Decimal(amount)] * 2
        for name, amount in zip(frames.LIMITS, (5e6, 7e6, 4e6, 8e6), strict=True)
    }
    months = pd.date_range("2026-07-01", periods=5, freq="MS")
    booked = {"booked": [*money, None, None, None], "forecast": [None, None, None, Decimal(6000000), Decimal(6000000)]}
    return pd.DataFrame({"month": months, **booked, **ahead})


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the example of WebAIM


@pytest.mark.parametrize("ink", [LIGHT, DARK, PAPER], ids=["light", "dark", "paper"])
def test_every_word_can_be_read_and_every_line_seen(ink):
    assert min(contrast(colour, ink.paper) for colour in (ink.text, ink.grey, ink.better, ink.worse, ink.accent)) >= 4.5
    assert min(contrast(colour, ink.paper) for colour in ink.series) >= 3
    assert contrast(ink.actual, ink.last_year) >= 3


def test_what_is_missing_is_a_gap_and_its_figure_a_dash():
    frame = months()
    assert frame.y.isna().tolist() == [False, True, False, False]
    assert frame.label.tolist() == ["1.00", "–", "−3.00", "2.00"]


def year(millions: int) -> pd.DataFrame:
    """A whole year of this year's columns, the sixth twice as high as the others."""
    amounts = [Decimal(millions * 10**6)] * 12
    amounts[5] *= 2
    return frames.drawn(YEAR, amounts, MILLION, ["actual"] * 12)


@pytest.mark.parametrize(("millions", "labels"), [(317, 12), (31317, 2)])
def test_figures_over_columns_are_left_out_where_they_would_run_together(millions, labels):
    frame = year(millions)
    drawn = vl_convert.vegalite_to_svg(vega.to_take_away([charts.columns(frame, YEAR, PAPER)] * 2))
    printed = sum(drawn.count(f">{label}<") for label in set(frame["label"]))
    assert printed == labels * 2  # two panels


def test_a_column_beside_the_last_does_not_keep_its_figure():
    frame = year(31317)
    frame.loc[10, "y"] = frame["y"].max() * 2
    assert charts._kept(frame, YEAR) == [False] * 11 + [True]


def test_a_chart_on_paper_holds_its_figures_and_no_name_of_a_colour():
    drawn = {
        "columns": charts.columns(months(), MONTHS, PAPER),
        "lines": charts.lines(months(), MONTHS, PAPER),
        "rises": charts.rises(months(), MONTHS, PAPER),
        "bars": charts.bars(months().assign(edge=1.0), PAPER),
        "fan": charts.fan(*frames.of_outlook(outlook(), MILLION), PAPER),
    }
    for name, spec in drawn.items():
        taken = vega.to_take_away([spec])
        assert "var(--" not in json.dumps(taken), name
        assert vl_convert.vegalite_to_svg(taken).startswith("<svg"), name


def test_a_chart_on_the_screen_leaves_light_and_dark_to_the_browser():
    said = json.dumps(
        {name: part for name, part in charts.columns(months(), MONTHS, SCREEN).items() if name != "datasets"}
    )
    assert not re.search(r"#[0-9a-f]{6}", said)


def test_more_marks_than_a_reader_can_see_are_refused():
    many = pd.concat([months()] * 501, ignore_index=True)
    with pytest.raises(ValueError, match="2,004 marks are too many"):
        charts.lines(many, MONTHS)


def test_several_columns_stand_as_lines_and_a_part_of_a_year_is_not_joined():
    table = pd.DataFrame(
        {"fiscal_year": ["2025-26", "2026-27"], "complete": [True, False], "amount": [Decimal(4), Decimal(1)],
         "real": [Decimal(5), None]}
    )  # fmt: skip
    frame, order = frames.beside(table, "fiscal_year", ("amount", "real"), UNITS["units"])
    assert order == ["2025-26", "2026-27"]
    assert frame["series"].tolist() == ["Amount", "Amount", "Real", "Real"]
    assert frame["y"].fillna(-1).tolist() == [4, 1, 5, -1]
    assert frame["whole"].isna().tolist() == [False, True, False, True]
    assert frame["look"].tolist() == ["actual", "actual", "series", "series"]


def test_parts_are_better_or_worse_and_the_total_is_no_part():
    table = pd.DataFrame(
        {"name": ["Stamps", "Rent", "Fees", "Total"], "gap": [Decimal(-3), Decimal(2), None, Decimal(-1)]}
    )
    answer = Answer("Gap", table, {"gap": "PKR"}, ("receipt_month",))
    drawn = drawings.parts(answer, "gap", UNITS["units"], 12, PAPER)
    assert drawn.rows["name"].tolist() == ["Stamps", "Rent"]
    frame = frames.of_parts(drawn.rows, "gap", UNITS["units"])
    assert frame["look"].tolist() == ["worse", "better"]
    assert frame["label"].tolist() == ["−3.00", "2.00"]
    points = frames.of_parts(drawn.rows.assign(gap=[-1.25, 0.5]), "gap", None)
    assert points["label"].tolist() == ["−1.2 points", "+0.5 points"]


def test_the_limits_of_a_forecast_open_at_the_month_booked_last():
    frame, order = frames.of_outlook(outlook(), MILLION)
    assert order == ["Jul 2026", "Aug 2026", "Sep 2026", "Oct 2026", "Nov 2026"]
    assert frame["last"].tolist() == [False, True, False, False, False]
    assert frame["lo95"].fillna(-1).tolist() == [-1, 5, -1, 4, 4]
    assert frame["y"].isna().tolist() == [False, False, True, False, False]
    assert frame["until"].iloc[0] == "booked to August 2026"
    assert frame["likely"].tolist() == ["–", "–", "–", "5.00 to 7.00", "5.00 to 7.00"]


def test_the_budget_is_an_outline():
    frame = months().assign(look=["budget", "budget", "budget", "actual"])
    outline = charts.columns(frame, MONTHS)["layer"][0]["mark"]
    assert outline["filled"] is False


def test_two_names_at_the_lines_ends_do_not_overlap():
    places = charts.spread([5.0, 5.1, 5.2, 9.0], 1.0)
    assert all(later - earlier >= 1 for earlier, later in pairwise(places))


@pytest.mark.parametrize("height", [190, 260, 300])
def test_the_names_of_lines_that_end_in_one_point_stand_a_line_of_print_apart(height):
    """Of the height the axis takes some 50 pixels, as measured in a browser; letters are 12 pixels high."""
    table = pd.DataFrame(
        {"series": list("ab") * 2, "look": ["actual", "then"] * 2, "x": [1, 1, 2, 2], "y": [-5, -5, 2, 2]}
    )
    drawn = charts.lines(table.assign(tooltip=""), [1, 2], height=height)
    low, high = sorted(row["at"] for row in drawn["layer"][-1]["data"]["values"])
    assert (high - low) / 7 * (height - 50) >= 12


def test_a_part_of_a_year_is_not_joined_to_whole_years():
    table = pd.DataFrame(
        {
            "name": ["All"] * 2,
            "period": ["2025-26", "2026-27"],
            "start": [1, 2],
            "amount": [1, 1],
            "complete": [True, False],
        }
    )
    frame, order = frames.by_period(table, "amount", MILLION)
    assert order == ["2025-26", "2026-27"]
    assert frame.whole.isna().tolist() == [False, True]


def test_more_spending_is_not_better():
    table = pd.DataFrame(
        {
            "measure": ["Receipts", "Receipts", "Spending", "Spending"],
            "name": list("abcd"),
            "change": [Decimal(1), Decimal(-1), Decimal(1), Decimal(-1)],
            "growth": [1.0, -1.0, 1.0, -1.0],
        }
    )
    assert frames.of_changes(table, MILLION)["look"].tolist() == ["better", "worse", "worse", "better"]


def test_the_fiscal_year_starts_where_the_government_starts_it():
    assert frames.year_of_months(7)[0] == "Jul"
    assert frames.year_of_months(9)[-1] == "Aug"


def test_a_single_bar_has_its_row_under_the_title_of_its_panel():
    bar = frames.drawn(["Health"], [Decimal("1000000")], MILLION, ["better"])
    bar = bar.assign(edge=bar.y)
    titled, plain = charts.bars(bar, title="Spending"), charts.bars(bar)
    size, offset = titled["title"]["fontSize"], titled["config"]["title"]["offset"]
    assert titled["height"] - plain["height"] >= size + offset
