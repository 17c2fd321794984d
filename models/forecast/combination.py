"""Combination: members forecast, the median of their votes is the forecast, and no series is left without one.

On rolling origins, choosing the best member for each series by its own back-test gained nothing; averaging did.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.forecast import classical
from models.forecast.boosting import boosted
from models.forecast.filling import Filled
from models.forecast.history import History, step
from models.forecast.plausible import bounded, last_year
from models.forecast.profile import profiled
from models.forecast.smoothing import batch
from models.hijri import holidays

GRADES = ("instant", "quick", "full")  # without boosting, with it, and with the classical members
NAMES = ("Theta", "damped Holt", "boosting", "profile", *classical.NAMES)
VOTES = {"boosting": 2}  # it has seen every other head, and what Theta and Holt said
YOUNG = 3  # years below which the profile has a vote: the season of a year or two is no season yet


@dataclass(frozen=True)
class Care:
    """How much is done: the grade, the seed of what is drawn, the workers, who is told and who may stop it."""

    grade: str = "quick"
    seed: int = 0
    workers: int = 1
    moving: bool = True  # the months are real ones, in which Ramadan and Eid move about
    progress: Callable[[str, int, int], None] | None = None  # what, done, of how many
    stop: Callable[[], bool] | None = None

    def __post_init__(self) -> None:
        if self.grade not in GRADES:
            raise ValueError(f"There is no grade {self.grade}. Grades: {', '.join(GRADES)}.")


@dataclass(frozen=True)
class Combined:
    """Point forecasts (series, horizon), the names of what was combined, and what must be known of each series."""

    mean: np.ndarray
    members: tuple[tuple[str, ...], ...]
    flags: tuple[tuple[str, ...], ...]


def combined(history: History, horizon: int, care: Care | None = None) -> Combined:
    """The median vote of the members that each series is long enough for; the last year or level for the shortest."""
    care = care or Care()
    if not history.values.size:
        empty = ((),) * len(history.series)
        return Combined(np.zeros((len(history.series), horizon)), empty, empty)
    filled = Filled.of(history)
    reach = horizon + int(filled.gap[~filled.ended].max(initial=0))
    said = _said(history, filled, reach, care)
    votes = np.stack([said[name] for name in NAMES for _ in range(VOTES.get(name, 1))])
    some = np.isfinite(votes).any(axis=0)
    fallback = last_year(filled.values, history.season, reach)
    middle = np.where(some, np.nanmedian(np.where(some, votes, 0), axis=0), fallback)
    middle[filled.ended] = 0
    columns = np.where(filled.ended, 0, filled.gap)[:, None] + np.arange(horizon)
    heard = {name: np.isfinite(said[name]).all(axis=1) for name in NAMES}
    failed = {name: _grown(filled, history.season) & ~heard[name] for name in classical.NAMES if care.grade == "full"}
    rows = range(len(middle))
    members = tuple(_members(heard, filled, row, history.season) for row in rows)
    flags = tuple((*filled.flags[row], *_states(filled, failed, row, history.season)) for row in rows)
    return Combined(np.take_along_axis(middle, columns, axis=1), members, flags)


def _said(history: History, filled: Filled, reach: int, care: Care) -> dict[str, np.ndarray]:
    """What each member says of each series (series, reach), kept plausible; NaN where it says nothing."""
    said = {name: np.full((len(filled.values), reach), np.nan) for name in NAMES}
    alive = _alive(filled)

    def hear(name: str, rows: np.ndarray, figures: np.ndarray) -> None:
        said[name][rows] = bounded(figures, filled.values[rows], history.season)

    young = alive & (filled.length < YOUNG * history.season)
    if alive.any():
        values = filled.values[alive]
        said["Theta"][alive], said["damped Holt"][alive] = batch(values, history.season, reach)
        if care.grade != "instant":
            hear("boosting", alive, boosted(values, history.season, reach, care.seed))
        if young.any():
            hear("profile", young, profiled(filled.values[young], history.season, reach))
    grown = _grown(filled, history.season)
    if care.grade == "full" and grown.any():
        for name, figures in zip(classical.NAMES, _classical(history, filled, grown, reach, care), strict=True):
            hear(name, grown, figures)
    return said


def _alive(filled: Filled) -> np.ndarray:
    """Which series have begun and not ended."""
    return (filled.length > 0) & ~filled.ended


def _grown(filled: Filled, season: int) -> np.ndarray:
    """Which series the classical members can say something of."""
    return _alive(filled) & (filled.length >= classical.YEARS * season) & (season > 1)


def _classical(history: History, filled: Filled, grown: np.ndarray, reach: int, care: Care) -> np.ndarray:
    """What the classical members say of the grown series (members, series, reach)."""
    width = history.values.shape[1]
    months = history.first + np.arange(width + reach) * step(history.season)
    moving = holidays(months) if care.moving and history.season == 12 else None
    jobs: list[classical.Job] = []
    for row in np.flatnonzero(grown):
        length, end = filled.length[row], width - filled.gap[row]
        known = None if moving is None else moving[end - length : end + reach]
        jobs.append((filled.values[row, width - length :], known))
    said = classical.shared_out(
        jobs, history.season, reach, workers=care.workers, progress=care.progress, stop=care.stop
    )
    return said.swapaxes(0, 1)


def _members(heard: dict[str, np.ndarray], filled: Filled, row: int, season: int) -> tuple[str, ...]:
    """The members that a forecast was made of."""
    if names := tuple(name for name, spoke in heard.items() if spoke[row]):
        return names
    if filled.ended[row] or filled.length[row] == 0:
        return ("nothing",)
    return ("last year",) if filled.length[row] >= season else ("last level",)


def _states(filled: Filled, failed: dict[str, np.ndarray], row: int, season: int) -> list[str]:
    """What the length of a series and the members that failed say of its forecast."""
    length, gap = int(filled.length[row]), int(filled.gap[row])
    if length == 0:
        return ["nothing submitted"]
    words = [f"short: {length} months"] if length < 2 * season else []
    if filled.ended[row]:
        return ["nothing booked for a year: taken as ended", *words]
    if gap:
        words.append(f"{gap} month{'s' * (gap > 1)} missing at the end")
    return words + [f"{name} failed" for name, rows in failed.items() if rows[row]]
