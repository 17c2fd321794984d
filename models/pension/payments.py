"""Payments: what awards come to month by month, cohort by cohort, compiled.

A cohort is as old today as its age says; what is awarded to it at an age falls in one month, and from there its
pensions move along age together. Month 0 of what is paid is today and is not read.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from models.compiled import compiled


class Awards(NamedTuple):
    """Rupees awarded, by cohort and age at the award."""

    cohorts: np.ndarray  # ages today, in months
    first: int  # the first age at the award
    amounts: np.ndarray  # (cohorts, ages at the award)
    by_month: np.ndarray  # what they are to be multiplied with, by months from today
    by_age: np.ndarray  # and by age at the award


class Alive(NamedTuple):
    """Chances of a sex by month of age, as in `Chances`."""

    living: np.ndarray
    bereaved: np.ndarray
    spouse: np.ndarray
    share: float  # of a pension that is a family's


class Kept(NamedTuple):
    """What becomes of a gross pension at the award."""

    at_once: float  # the part that is paid from then on
    later: float  # the part that comes back
    after: np.ndarray  # so many months later, by age at the award


@compiled
def sums(awards, paid):
    """Adds what is paid once, in the month of the award."""
    for row in range(len(awards.cohorts)):
        start = awards.cohorts[row] - awards.first
        for at in range(max(start, 0), min(awards.amounts.shape[1], start + len(paid))):
            month = at - start
            paid[month] += awards.amounts[row, at] * awards.by_month[month] * awards.by_age[at]


@compiled
def pensions(awards, kept, alive, paid):
    """Adds pensions paid from the month after the award: `paid[0]` to members, `paid[1]` to the spouses they leave."""
    oldest, months = len(alive.living), paid.shape[1]
    for row in range(len(awards.cohorts)):
        now = awards.cohorts[row]
        begun = np.zeros(oldest)
        for at in range(max(now - awards.first, 0), min(awards.amounts.shape[1], now - awards.first + months)):
            age = awards.first + at
            amount = awards.amounts[row, at] * awards.by_month[age - now] * awards.by_age[at]
            begun[age] += kept.at_once * amount
            if kept.later and age + kept.after[age] < oldest:
                begun[age + kept.after[age]] += kept.later * amount
        stock = left = 0.0
        for age in range(now, min(oldest, now + months)):
            paid[0, age - now] += stock * alive.living[age]
            paid[1, age - now] += alive.share * (stock * alive.bereaved[age] - left) * alive.spouse[age]
            stock += begun[age]
            left += begun[age] * alive.bereaved[age]


@compiled
def families(awards, spouse, paid):
    """Adds pensions of spouses alive at the award, paid from its month."""
    oldest, months, wide = len(spouse), len(paid), awards.amounts.shape[1]
    for row in range(len(awards.cohorts)):
        now, stock = awards.cohorts[row], 0.0
        for age in range(max(now, awards.first), min(oldest, now + months)):
            at = age - awards.first
            if at < wide:
                stock += awards.amounts[row, at] * awards.by_month[age - now] * awards.by_age[at]
            paid[age - now] += stock * spouse[age]
