"""Lacking: what members lack to the minimum pensions, place by place and month by month, compiled.

Members of one place of the lines stand sorted by pay, so that those under a minimum in a month of leaving are the
first of them, and their number and pay are all that is needed. From month to month only where they end moves.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from models.compiled import compiled

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


class Way(NamedTuple):
    """A way of leaving that a minimum is for."""

    chance: np.ndarray  # (lines, places) of one at the first place
    limit: np.ndarray  # (lines, places) pay, as increments make it, below which the pension is under the minimum
    highest: np.ndarray  # (lines, places) the highest limit from there on
    least: float  # the minimum, rupees a month
    certain: float  # part of those past superannuation who leave so
    family: int  # 1 where the pension is a family's


class Worth(NamedTuple):
    """What a rupee a month is worth at valuation, by months to the award and age then."""

    each: np.ndarray  # (families, sexes, rows, ages) at the award
    row: np.ndarray  # (months,) the row of an award
    discount: np.ndarray  # (months,)
    first: int  # month of age of the first place


class Months(NamedTuple):
    """What changes with the months until somebody leaves."""

    growth: np.ndarray  # of the minimums
    ratio: np.ndarray  # of that to the growth of the pay that counts, by awards alone
    best: np.ndarray  # the highest ratio from a month on
    worth: Worth


@compiled
def limits(way, gross, net, on):
    """Fills in the limits of a way whose chances are known; nobody leaves before entry or after superannuation.

    `gross`: pension of a rupee of pay (lines, places); `net`: of it, what is paid (places). The limit is 0 where nobody
    can be under the minimum.
    """
    entry, first, retire = on
    lines, wide = way.chance.shape
    for row in range(lines):
        highest = 0.0
        for then in range(wide - 1, -1, -1):
            serving = entry[row] < first + then and then <= retire
            if not serving:
                way.chance[row, then] = 0.0
            can = way.chance[row, then] if serving else way.certain
            rate = gross[row, then] * net[then]
            limit = way.least / rate if can > 0 and rate > 0 else 0.0
            highest = limit if then > retire else max(highest if then < retire else 0.0, limit)
            way.limit[row, then] = limit
            way.highest[row, then] = highest


@compiled
def _under(people, between, end, limit):
    """Where the members paid less than a limit end, how many they are, their pay, and what limits move no member.

    `between`: where the members of the place start and end; `end`: where those under the limit before ended.
    """
    first, stop = between
    while end > first and people.pay[end - 1] >= limit:
        end -= 1
    while end < stop and people.pay[end] < limit:
        end += 1
    below = people.pay[end - 1] if end > first else -np.inf
    above = people.pay[end] if end < stop else np.inf
    return end, people.number[end] - people.number[first], people.total[end] - people.total[first], below, above


@compiled
def _leaving(on, column, served):
    """The first and the last month of leaving that is looked at, and whether they are past superannuation by then."""
    past, first = column + on.after >= on.retire, on.after + 1
    last = min(first if past else on.retire - column, on.until)
    return max(first, on.vested - served), min(last, len(on.scale) - 1 - column), past


@compiled
def _parts(on, served, month):
    """What of a benefit drawn after so many more months is counted: all, what is earned, what the coming year earns."""
    counted, each = min(served, on.most), on.each[served + month]
    return 1.0, counted * each, (min(served + min(month, 12), on.most) - counted) * each


@compiled
def _sum(sums, kinds, amounts, parts):
    for at in range(len(kinds)):
        sums[0, at] += amounts[0] * parts[kinds[at]]
        sums[1, at] += amounts[1] * parts[kinds[at]]


@compiled
def _note(marks, sums, first, end):
    """Notes for the members from `first` to `end` what they lack, and less of it with each rupee of pay."""
    for what in range(2):
        for at in range(marks.shape[1]):
            marks[what, at, first] += sums[what, at]
            marks[what, at, end] -= sums[what, at]
    sums[:] = 0.0


@compiled
def _award(cell, added, parts):
    for kind in range(KINDS):
        cell[kind] += added * parts[kind]


@compiled
def add_up(people, on, way, months, to):
    """Adds what is lacked by one way, `to` awards, or where kinds are asked for by member to the marks of them alone.

    Awards: (families, sexes, age today, age at the award, kinds); marks: (least pay, kinds asked for, members + 1).
    """
    awards, marks, kinds = to
    wide, whose, worth, sums = len(on.scale), way.family, months.worth, np.zeros((2, len(kinds)))
    for at in range(len(people.place)):
        row, column = divmod(people.place[at], wide)
        between = first, end = people.start[at], people.start[at + 1]
        served, sex, scale = column + on.first - on.entry[row], on.sex[row], on.scale[column]
        begin, last, past = _leaving(on, column, served)
        over = (way.certain if past else 1) / on.alive[row, column]
        number = total = 0.0  # of those under the minimum, while the limit lies between the pay of two members
        below, above = np.inf, 0.0
        for then in range(column + begin, column + last + 1):
            month = then - column
            if way.highest[row, then] * months.best[month] <= people.pay[first] / scale:
                break  # nobody is under the minimum any more
            limit = way.limit[row, then] * months.ratio[month] * scale
            if not below < limit <= above:
                _note(marks, sums, first, end)
                end, number, total, below, above = _under(people, between, end, limit)
            if end == first:
                continue
            lack = (over if past else over * way.chance[row, then]) * way.least * months.growth[month]
            less = lack / limit  # a rupee of pay; at the limit nothing lacks
            parts = _parts(on, served, month)
            if len(kinds):
                of = worth.discount[month] * worth.each[whose, sex, worth.row[month], on.first + then]
                _sum(sums, kinds, (of * lack, of * less), parts)
            else:
                _award(awards[whose, sex, column, then], lack * number - less * total, parts)
        _note(marks, sums, first, end)


@compiled
def value(awards, worth):
    """Present value of awards by kind; awards as `add_up` makes them."""
    total = np.zeros(KINDS)
    families, sexes, ages = awards.shape[:3]
    for cell in range(families * sexes * ages):
        whose, rest = divmod(cell, sexes * ages)
        sex, now = divmod(rest, ages)
        here, each = awards[whose, sex, now], worth.each[whose, sex]
        for then in range(now + 1, ages):
            of = worth.discount[then - now] * each[worth.row[then - now], worth.first + then]
            for kind in range(KINDS):
                total[kind] += here[then, kind] * of
    return total
