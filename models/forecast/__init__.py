"""Forecasts of many series at once: a history in, the coming months with honest limits out."""

from models.forecast.history import History
from models.forecast.intervals import Errors, backtest
from models.forecast.outlook import Forecast, forecast

__all__ = ["Errors", "Forecast", "History", "backtest", "forecast"]
