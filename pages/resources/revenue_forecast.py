"""Revenue forecast: where will the year end?"""

from analytics import forecast, revenue
from pages.ui import ask, filters, headline, overriding, roles, show

ask.require(roles.SEE)

named = filters.names(show.needed(ask.answer(revenue.choices)))

with filters.row():
    picked = filters.step("Of", named, "forecast_of")
    unit = filters.unit()
    filters.reset()

level, code = filters.place(picked)
end = ask.reckoned(forecast.year_end, level=level, code=code)

if not show.empty(end):
    show.headline(end, ask.made(headline.of_year_end, end, unit, show.currency()), unit)
    show.fan(ask.reckoned(forecast.outlook, level=level, code=code), unit)
    show.table(ask.answer(forecast.side_by_side, level=level, code=code), unit)
    overriding.draw(end, unit)
