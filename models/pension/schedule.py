"""Schedule: what each member is expected to be paid in each year, block of members by block.

A million members and a hundred years are 800 MB, so they are made while they are read, in the order in which members
have most in common; every block says which members it holds. The sum of all blocks is the flow of `flow`, which ends
after 80 years.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from threadpoolctl import ThreadpoolController

from models.pension.basis import Basis
from models.pension.chances import END
from models.pension.cohorts import Cohorts
from models.pension.members import WHOLE, Employees, Pensioners
from models.pension.stream import Stream
from models.pension.turned import Turned
from models.pension.value import Scale

YEARS, SIZE = 100, 5_000


@dataclass(frozen=True)
class Block:
    """Some members, and rupees expected to be paid to each of them, and to the spouse left, in each year."""

    members: np.ndarray  # their places among all
    paid: np.ndarray  # (members, years)


def of_employees(members: Employees, scale: Scale, years: int = YEARS, size: int = SIZE) -> Iterator[Block]:
    """What employees are paid when they have left, minimum pensions included; every block has `size` but the last."""
    _one_set_of_rules(scale.basis, whole=scale.spell == WHOLE)
    lines = scale.lines
    row, place = np.divmod(lines.place, len(lines.ages))
    women, times = lines.rows(0).stop, np.ones(len(members)) * members.times()
    row -= np.where(members.sex == 1, women, 0)
    kind = (members.sex * np.int64(12) + place % 12) * len(lines.ages) + place
    cohorts = lru_cache(maxsize=1)(lambda sex, youngest: Cohorts(scale, sex, youngest, years))

    def fill(some: np.ndarray, paid: np.ndarray) -> None:
        first = some[0]
        now, at = cohorts(int(members.sex[first]), int(place[first] % 12)), int(place[first])
        np.take(now.of_a_rupee(at), row[some], axis=0, out=paid, mode="clip")
        paid *= members.total_pay[some, None]
        now.lift(paid, at, row[some], members.pay[some], times[some])

    return _blocks(kind, members.pay, fill, (years, size))


def of_pensioners(people: Pensioners, basis: Basis, years: int = YEARS, size: int = SIZE) -> Iterator[Block]:
    """What those are paid who draw a pension or have left with the right to one; blocks as of employees."""
    _one_set_of_rules(basis)
    age, times = np.clip(people.age, 0, END), np.ones(len(people)) * people.times()
    pension, given = people.pension * times, people.commuted * times
    kind = (people.sex * np.int64(3) + people.kind) * (END + 1) + age

    def fill(some: np.ndarray, paid: np.ndarray) -> None:
        first = some[0]
        now, stream = age[some[:1]], Stream(basis, int(people.sex[first]), int(age[first]), years)
        drawn = (stream.own, stream.alone, stream.deferred)[people.kind[first]](now)
        np.multiply(pension[some, None], drawn, out=paid)
        back = np.flatnonzero((people.kind[some] == 0) & (people.commuted[some] > 0))
        if len(back):
            who = some[back]
            waits, at = np.unique(np.maximum(people.months_left[who], 0), return_inverse=True)
            paid[back] += given[who, None] * stream.own(np.repeat(now, len(waits)), waits)[at]

    return _blocks(kind, people.months_left, fill, (years, size))


def _one_set_of_rules(basis: Basis, *, whole: bool = True) -> None:
    if isinstance(basis, Turned) or not whole:
        raise ValueError("A schedule is made under one set of rules; of a reform from a later day there is the flow.")


def _blocks(kind: np.ndarray, then: np.ndarray, fill: Callable, shape: tuple[int, int]) -> Iterator[Block]:
    """Members sorted by kind, and within it by something else, cut into blocks; `fill` fills those of one kind."""
    years, size = shape
    if size < 1 or years < 1:
        raise ValueError("A block has at least one member and one year.")
    order, threads = np.lexsort((then, kind)), ThreadpoolController()
    for first in range(0, len(order), size):
        some = order[first : first + size]
        paid = np.empty((len(some), years))
        cuts = [0, *(np.flatnonzero(np.diff(kind[some])) + 1).tolist(), len(some)]
        with threads.limit(limits=1):  # many small products: threads that wait for each other take ten times as long
            for start, stop in pairwise(cuts):
                fill(some[start:stop], paid[start:stop])
        yield Block(some, paid)
