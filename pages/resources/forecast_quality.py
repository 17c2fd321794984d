"""Forecast quality: how good were our forecasts?"""

from analytics import forecast_quality, revenue
from pages.ui import ask, filters, roles, show

ask.require(roles.SEE)

LEVELS = ("total", "group", "head")

named = filters.names(show.needed(ask.answer(revenue.choices)))

with filters.row():
    picked = filters.step("Of", named, "record_of")
    by = filters.one("Errors of each", LEVELS, "record_by", str.capitalize, default="head")
    unit = filters.unit()
    filters.reset()

level, code = filters.place(picked)

show.table(ask.answer(forecast_quality.against_official, level=level, code=code), unit)
show.table(ask.answer(forecast_quality.coverage))
show.grid(ask.answer(forecast_quality.by_horizon, level=by))
show.grid(ask.answer(forecast_quality.by_head, level="head"), hide=("code",))
show.table(ask.answer(forecast_quality.track_record, level=level, code=code), unit)
