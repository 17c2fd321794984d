"""Lacking: what members lack to the minimum pensions, place by place and month by month, compiled.

Members of one place of the lines stand sorted by pay, so that those under a minimum in a month of leaving are the
first of them, and their number and pay are all that is needed. From month to month only where they end moves.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

KINDS = 3  # of present value: benefits, obligation, current service cost


class People(NamedTuple):
    """Members by place of the lines, then by pay."""

    place: np.ndarray  # (places with members,) flat, of the lines
    start: np.ndarray  # (places with members + 1,)
    pay: np.ndarray  # (members,)
    number: np.ndarray  # (members + 1,) how many there are up to each
    total: np.ndarray  # (members + 1,) their pay


class On(NamedTuple):
    """The lines they stand on, and their rules of service, in months."""

    sex: np.ndarray  # (lines,)
    entry: np.ndarray  # (lines,)
    first: int  # month of age of the first place
    retire: int  # place of superannuation
    vested: int  # least service for a pension
    most: int  # most service that counts
    each: np.ndarray  # part of the benefit that a month has earned, by months of service at the end
    alive: np.ndarray  # (lines, places): what chances of leaving are over, for one who is there today
    scale: np.ndarray  # (places,): pay by increments alone
    after: int  # months of leaving that are looked at: later than these
    until: int  # and up to these


class Ways(NamedTuple):
    """The ways of leaving that a minimum is for."""

    chance: np.ndarray  # (ways, lines, places) of one at the first place
    rate: np.ndarray  # (ways, lines, places) rupees a month of a rupee of pay
    limit: np.ndarray  # (ways, lines, places) pay below which the pension is under the minimum; 0 where none can be
    highest: np.ndarray  # (ways, lines, places) the highest limit from there on
    least: np.ndarray  # (ways,) the minimum, rupees a month
    certain: np.ndarray  # (ways,) part of those past superannuation who leave so
    family: np.ndarray  # (ways,) 1 where the pension is a family's


class Months(NamedTuple):
    """What changes with the months until somebody leaves."""

    growth: np.ndarray  # of the minimums
    paid: np.ndarray  # pay that counts, over pay now, by awards alone
    ratio: np.ndarray  # of the two
    best: np.ndarray  # the highest ratio from a month on
    worth: np.ndarray  # (families, sexes, months, places) of a rupee a month awarded


@njit(cache=True, nogil=True)
def _end(pay, between, end, limit):
    """Where the members paid less than a limit end, from where they ended before."""
    first, stop = between
    while end > first and pay[end - 1] >= limit:
        end -= 1
    while end < stop and pay[end] < limit:
        end += 1
    return end


@njit(cache=True, nogil=True)
def _mark(marks, between, parts, amounts):
    """Notes for the members between two places by how much they gain, and lose with each rupee of pay."""
    first, end = between
    for kind in range(KINDS):
        for what in range(2):
            marks[what, kind, first] += parts[kind] * amounts[what]
            marks[what, kind, end] -= parts[kind] * amounts[what]


@njit(cache=True, nogil=True)
def add_up(people, on, ways, months, to):
    """Adds what is lacked `to` awards (families, sexes, age today, age at the award, kinds) and to marks.

    Marks: (least pay, kinds, members + 1), or no places where nobody asks for members.
    """
    awards, marks = to
    wide, many = len(on.scale), len(ways.least)
    for job in range(len(people.place) * many):
        at, way = divmod(job, many)
        row, column = divmod(people.place[at], wide)
        between = first, end = people.start[at], people.start[at + 1]
        served, sex, whose = column + on.first - on.entry[row], on.sex[row], ways.family[way]
        counted, past, scale = min(served, on.most), column + on.after >= on.retire, on.scale[column]
        over = (ways.certain[way] if past else 1) / on.alive[row, column]
        lowest, per_pay = people.pay[first] / scale, 1 / scale
        begin, stop = max(on.after + 1, on.vested - served), on.after + 1 if past else on.retire - column
        for then in range(column + begin, min(column + min(stop, on.until), wide - 1) + 1):
            month = then - column
            if ways.highest[way, row, then] * months.best[month] <= lowest:
                break  # nobody is under the minimum any more
            end = _end(people.pay, between, end, ways.limit[way, row, then] * months.ratio[month] * scale)
            if end == first:
                continue
            likely = over if past else over * ways.chance[way, row, then]
            lack = likely * ways.least[way] * months.growth[month]
            less = likely * ways.rate[way, row, then] * months.paid[month] * per_pay
            added = lack * (people.number[end] - people.number[first])
            added -= less * (people.total[end] - people.total[first])
            each = on.each[served + month]
            parts = 1.0, counted * each, (min(served + min(month, 12), on.most) - counted) * each
            cell = awards[whose, sex, column, then]
            cell[0] += added
            cell[1] += added * parts[1]
            cell[2] += added * parts[2]
            if marks.shape[2]:
                of = months.worth[whose, sex, month, then]
                _mark(marks, (first, end), parts, (of * lack, of * less))


@njit(cache=True, nogil=True)
def value(awards, worth):
    """Present value of awards by kind; `worth` by families, sexes, months to the award and age then."""
    total = np.zeros(KINDS)
    families, sexes, ages = awards.shape[:3]
    for cell in range(families * sexes * ages):
        whose, rest = divmod(cell, sexes * ages)
        sex, now = divmod(rest, ages)
        for then in range(now + 1, ages):
            for kind in range(KINDS):
                total[kind] += awards[whose, sex, now, then, kind] * worth[whose, sex, then - now, then]
    return total
