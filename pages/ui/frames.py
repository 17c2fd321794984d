"""Frames: an answer's long table as the plain frame that a chart draws, scaled to the reader's unit."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pages.ui import money

SO_FAR = {"last_year": "last year", "target": "target", "actual": "actual"}  # the last is drawn on top


def drawn(x: Sequence, values: Sequence, unit: money.Unit | None, look: Sequence, **more: Sequence) -> pd.DataFrame:
    """One row a mark; `mark` is the number of the row of the answer behind it. Without a unit, y is a percentage."""
    values = list(values)
    return pd.DataFrame(
        {
            "x": list(x),
            "y": [money.scaled(value, unit or money.UNITS["units"]) for value in values],
            "look": list(look),
            "label": [money.short(value, unit) if unit else money.percent(value) for value in values],
            "mark": range(len(values)),
            "amount": [money.full(value, unit) if unit else money.percent(value) for value in values],
        }
        | {name: list(column) for name, column in more.items()}
    )


def by_month(table: pd.DataFrame, unit: money.Unit) -> pd.DataFrame:
    """Months of two years: this year's are the actual ones."""
    looks = ["actual" if year == "this year" else "last year" for year in table.year]
    months = [f"{month:%b}" for month in table.month]
    told = [f"{month:%B %Y}" for month in table.month]
    return drawn(months, table.amount, unit, looks, measure=table.measure, month=told)


def by_period(table: pd.DataFrame, y: str, unit: money.Unit | None) -> tuple[pd.DataFrame, list[str]]:
    """Periods in order, a line a name; a single line is the actual one."""
    look = "actual" if table.name.nunique() == 1 else "series"
    order = table.sort_values("start").period.drop_duplicates().tolist()
    frame = drawn(table.period, table[y], unit, [look] * len(table), series=table.name, period=table.period)
    part = [not complete for complete in table.complete]
    return frame.assign(part=part, whole=frame.y.mask(part)), order  # a part of a year is not joined to whole years


def of_growth(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Growth of each period; more is better."""
    looks = ["worse" if not money.missing(growth) and growth < 0 else "better" for growth in table.growth]
    return drawn(table.period, table.growth, None, looks, period=table.period), table.period.tolist()


def added_up(table: pd.DataFrame, unit: money.Unit) -> tuple[pd.DataFrame, list[str]]:
    """This year, last year and the target, each added up month by month."""
    months = [f"{month:%b}" for month in table.month]
    names = {"actual": "This year", "last_year": "Last year", "target": "Target"}
    parts = [
        drawn(months, table[column], unit, [look] * len(table), series=[names[column]] * len(table), month=months)
        for column, look in SO_FAR.items()
        if table[column].notna().any()
    ]
    return (pd.concat(parts, ignore_index=True) if parts else drawn([], [], unit, [], series=[])), months


def beside(table: pd.DataFrame, x: str, columns: Sequence[str], unit: money.Unit | None):
    """Several columns of figures, a line each; the first is the actual one. Also the order of x, as text."""
    at = [f"{value:%b %Y}" if hasattr(value, "month") else str(value) for value in table[x]]
    lines = [
        drawn(at, table[name], unit, ["series" if number else "actual"] * len(table), period=at).assign(
            series=name.replace("_", " ").capitalize()
        )
        for number, name in enumerate(columns)
    ]
    frame = pd.concat(lines, ignore_index=True)
    if "complete" in table:  # a part of a year is not joined to whole years
        part = [not complete for complete in table["complete"]] * len(columns)
        frame = frame.assign(part=part, whole=frame["y"].mask(part))
    return frame, list(dict.fromkeys(at))


def of_parts(table: pd.DataFrame, y: str, unit: money.Unit | None) -> pd.DataFrame:
    """What each name adds or takes away; without a unit, percentage points."""
    frame = drawn(table["name"], table[y], unit, ["worse" if value < 0 else "better" for value in table[y]])
    label = [_points(value) if unit is None else short for value, short in zip(table[y], frame["label"], strict=True)]
    return frame.assign(label=label, amount=label, edge=frame["y"].clip(lower=0), name=table["name"].tolist())


LIMITS = ("lo80", "hi80", "lo95", "hi95")


def of_outlook(table: pd.DataFrame, unit: money.Unit) -> tuple[pd.DataFrame, list[str]]:
    """Months booked, then months forecast within their limits, which meet the line at the month booked last."""
    table = table.sort_values("month", kind="stable").reset_index(drop=True)
    ahead, order = table["forecast"].notna(), [f"{month:%b %Y}" for month in table["month"]]
    told = [f"{month:%B %Y}" for month in table["month"]]
    value = table["forecast"].where(ahead, table["booked"])
    frame = drawn(order, value, unit, ["forecast" if yes else "actual" for yes in ahead], month=told)
    booked = frame.index[~ahead & frame["y"].notna()]
    last = frame.index == (booked[-1] if len(booked) else -1)
    limits = {name: [money.scaled(limit, unit) for limit in table[name]] for name in LIMITS}
    frame = frame.assign(**limits, last=last, until=f"booked to {told[booked[-1]]}" if len(booked) else "")
    frame.loc[last, list(LIMITS)] = frame.loc[last, "y"].tolist() * len(LIMITS)
    likely = [
        f"{money.short(low, unit)} to {money.short(high, unit)}"
        for low, high in zip(table.lo80, table.hi80, strict=True)
    ]
    return frame.assign(likely=[text if yes else money.DASH for text, yes in zip(likely, ahead, strict=True)]), order


def of_years_to_come(table: pd.DataFrame, unit: money.Unit) -> tuple[pd.DataFrame, list[str]]:
    """Fiscal years with what is in their middle and within their limits."""
    order = table["fiscal_year"].tolist()
    frame = drawn(order, table["middle"], unit, ["forecast"] * len(table), fiscal_year=order)
    limits = {name: [money.scaled(limit, unit) for limit in table[name]] for name in LIMITS}
    pairs = zip(table.lo80, table.hi80, strict=True)
    likely = [f"{money.short(low, unit)} to {money.short(high, unit)}" for low, high in pairs]
    return frame.assign(**limits, last=False, until="", likely=likely), order


def of_reach(table: pd.DataFrame, unit: money.Unit) -> pd.DataFrame:
    """How far each name moves a figure down and up: two bars on one row."""
    ends = []
    for column in ("low", "high"):
        looks = ["worse" if value < 0 else "better" for value in table[column]]
        ends.append(drawn(table["name"], table[column], unit, looks, name=table["name"], moved=[column] * len(table)))
    low, high = ends
    label = [f"{one} to {other}" for one, other in zip(low["label"], high["label"], strict=True)]
    edge = pd.concat([low["y"], high["y"], low["y"] * 0], axis=1).max(axis=1)
    return pd.concat([low.assign(label=label, edge=edge), high.assign(label="", edge=None)], ignore_index=True)


def of_changes(table: pd.DataFrame, unit: money.Unit) -> pd.DataFrame:
    """Rises and falls, each better or worse: more receipts are better, more spending is not."""
    better = [
        (change > 0) == (measure != "Spending") for change, measure in zip(table.change, table.measure, strict=True)
    ]
    growth = [money.percent(value, signed=True) for value in table.growth]
    frame = drawn(table.name, table.change, unit, ["better" if good else "worse" for good in better], growth=growth)
    signed = [("+" if value > 0 else "") + label for value, label in zip(frame.y, frame.label, strict=True)]
    labels = [label if each == money.DASH else f"{label}  ({each})" for label, each in zip(signed, growth, strict=True)]
    edge = frame.y.clip(lower=0)  # the figure of a bar that falls stands beside the axis
    return frame.assign(label=labels, edge=edge, measure=table.measure.tolist(), name=table.name.tolist())


def of_shares(table: pd.DataFrame) -> pd.DataFrame:
    """Shares now before shares of last year."""
    now = drawn(table.name, table.share, None, ["actual"] * len(table))
    before = drawn(table.name, table.last_share, None, ["last year"] * len(table))
    points = [f"{label}  ({_points(change)})" for label, change in zip(now.label, table.change, strict=True)]
    edge = pd.concat([now.y, before.y], axis=1).max(axis=1)
    return pd.concat([now.assign(label=points, edge=edge), before], ignore_index=True)


def _points(change) -> str:
    """A share's change, in percentage points.

    >>> _points(-1.26), _points(None)
    ('−1.3 points', 'new')
    """
    return "new" if money.missing(change) else money.percent(change, signed=True).replace(" %", " points")


def only(frame: pd.DataFrame, column: str, value: str) -> pd.DataFrame:
    """The marks of one panel."""
    return frame[frame[column] == value].drop(columns=column)


def years_begin(table: pd.DataFrame) -> dict[str, str]:
    """The first period of each fiscal year and the year's name, for the axis of a long line."""
    firsts = table.sort_values("start").drop_duplicates("fiscal_year")
    return dict(zip(firsts.period, firsts.fiscal_year, strict=True))


def year_of_months(first_month: int) -> list[str]:
    """The twelve months in the order of the fiscal year.

    >>> year_of_months(4)[0], year_of_months(4)[-1]
    ('Apr', 'Mar')
    """
    return [f"{pd.Timestamp(2000, (first_month + at - 1) % 12 + 1, 1):%b}" for at in range(12)]
