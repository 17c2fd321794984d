"""Forecast Texas: the state's monthly revenue by source as rolling origins, each a file of tasks with its answers."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.figures import NotMeasured
from benchmarks.forecast_tasks import Task

FILE = "texas_monthly_revenue/texas_revenue_by_source_monthly.json"
SEPTEMBER = 9  # the fiscal year's first month
RENAMED = {  # one source under two names, one before September 2016 and one after
    "Motor Fuels Taxes": "Motor Fuel Taxes",
    "Oil Production and Regulation Taxes": "Oil Production Tax",
    "Natural Gas ProductionTax": "Natural Gas Production Tax",
    "Alcoholic Beverage Taxes": "Alcoholic Beverages Taxes",
    "Net Lottery Proceeds": "Lottery Proceeds",
    "Other Revenue": "Other Revenue Sources",
    "Sales of Goods & Services": "Sales of Goods and Services",
}
AGAIN = "Tax Collections"  # repeats "Total Tax Collections"
LONGEST, SHORTEST = 120, 36  # months of history that a task has


def folder() -> Path:
    """The folder of real files."""
    named = os.environ.get("KHAZANA_REAL_DATA")
    if not named:
        raise NotMeasured("KHAZANA_REAL_DATA does not name the folder of real files")
    return Path(named)


def revenue(folder: Path) -> pd.DataFrame:
    """Source by month, in thousands of dollars; the newest four months carry last year's label in the file."""
    told = pd.DataFrame(json.loads((folder / FILE).read_text(encoding="utf-8")))
    told = told[told["category"] != AGAIN]
    told["year"] += told.groupby(["year", "month", "category"]).cumcount()
    calendar = pd.to_datetime(told["month"], format="%B").dt.month
    months = pd.to_datetime({"year": told["year"] - (calendar >= SEPTEMBER), "month": calendar, "day": 1})
    told = told.assign(month=months, category=told["category"].replace(RENAMED))
    return told.pivot(index="category", columns="month", values="value")


def origin(sources: pd.DataFrame, known: int, horizon: int) -> list[tuple[Task, np.ndarray]]:
    """The tasks at the end of `known` months with what came in the next `horizon`, where all of it did."""
    tasks = []
    for source, line in zip(sources.index, sources.to_numpy(float), strict=True):
        past, came = line[max(0, known - LONGEST) : known], line[known : known + horizon]
        past = past[np.cumsum(np.isfinite(past)) > 0]
        if len(past) >= SHORTEST and len(came) == horizon and np.isfinite(past).all() and np.isfinite(came).all():
            tasks.append((Task(f"{source} {known}", "Texas", 12, horizon, tuple(past)), came))
    return tasks
