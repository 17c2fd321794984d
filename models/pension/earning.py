"""Earning: what a rupee of pay is owed in each place of the lines, month by month of leaving, compiled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from models.compiled import compiled


class Ends(NamedTuple):
    """Gross pensions a month, or sums paid once, of those who leave in each place; shape (lines, places)."""

    sex: np.ndarray  # (lines,)
    pension: np.ndarray
    family: np.ndarray
    gratuity: np.ndarray
    deferred: np.ndarray  # no lines where it is forfeited


class Worths(NamedTuple):
    """At valuation, of a rupee of each, by month of leaving; shape (months, sexes, places) where not said."""

    pension: np.ndarray
    family: np.ndarray
    gratuity: np.ndarray  # (months,)
    deferred: np.ndarray


class Service(NamedTuple):
    """How a benefit is earned over the counted months of service."""

    months: np.ndarray  # (lines, places) of service
    counted: np.ndarray  # (lines, places): of them, those that count
    most: int  # that can count
    part: np.ndarray  # (lines, places) of the benefit of who leaves there, for a counted month; or one for each


@compiled
def _gone(ends, worths, row, at, gone):
    """What leaving in each place is worth, in one of the months."""
    sex, lump = ends.sex[row], worths.gratuity[at]
    drawn, left = worths.pension[at, sex], worths.family[at, sex]
    pension, family, gratuity = ends.pension[row], ends.family[row], ends.gratuity[row]
    for then in range(len(gone)):
        gone[then] = pension[then] * drawn[then] + family[then] * left[then] + gratuity[then] * lump
    if len(ends.deferred):
        deferred, due = ends.deferred[row], worths.deferred[at, sex]
        for then in range(len(gone)):
            gone[then] += deferred[then] * due[then]


@compiled
def _add(gone, service, month, value, cost):
    """Adds what leaving after so many months is worth to the places of today, and what the coming year earns of it."""
    months, counted, most = service
    ahead, wide = min(month, 12), len(gone)
    for place in range(wide - month):
        value[place] += gone[place + month]
    for place in range(min(wide - month, len(cost))):
        earned = min(max(months[place] + ahead, 0), most) - counted[place]
        cost[place] += gone[place + month] * earned


@compiled
def _and_later(service, year, value, cost):
    """What is worth so much in one year is worth `year` of it in each year after; all of that year is then earned."""
    months, counted, most = service
    for place in range(len(value) - 13, -1, -1):
        later = year * value[place + 12]
        value[place] += later
        if len(cost):
            cost[place] += later * (min(max(months[place] + 12, 0), most) - counted[place])


@compiled
def value(ends, worths, service, months, to):
    """Adds the value of leaving `to` lines by place today, and what the coming twelve months earn of it.

    `months`: the first month of leaving, those after it being as many as there are worths, and what a rupee is worth a
    year earlier where all is the same again each year; 0 where it ends with them. No lines of the second where nobody
    asks for it.
    """
    (first, year), wide = months, to[0].shape[1]
    gone, none = np.zeros(wide), np.zeros(0)
    for row in range(len(ends.sex)):
        worth, cost = to[0][row], to[1][row] if len(to[1]) else none
        served = service.months[row], service.counted[row], service.most
        for at in range(len(worths.gratuity)):
            _gone(ends, worths, row, at, gone)
            gone *= service.part[row]
            _add(gone, served, first + at, worth, cost)
        if year:
            _and_later(served, year, worth, cost)
