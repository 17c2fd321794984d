"""Forecasts of many series at once: a history in, the coming months with honest limits out.

In this order: `forecast`, `in_year` where a fiscal year is in progress, `coherent` where heads have groups, `year_end`.
"""

from models.forecast.coherence import coherent
from models.forecast.combination import GRADES
from models.forecast.history import History
from models.forecast.intervals import Errors, backtest
from models.forecast.outlook import Forecast, forecast
from models.forecast.weighing import Weighing
from models.forecast.year import chance, in_year, year_end

__all__ = [
    "GRADES",
    "Errors",
    "Forecast",
    "History",
    "Weighing",
    "backtest",
    "chance",
    "coherent",
    "forecast",
    "in_year",
    "year_end",
]
