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

from models.pension.cohorts import Cohorts
from models.pension.members import Employees
from models.pension.value import Scale

YEARS, SIZE = 100, 5_000


@dataclass(frozen=True)
class Block:
    """Some members, and rupees expected to be paid to each of them, and to the spouse left, in each year."""

    members: np.ndarray  # their places among all
    paid: np.ndarray  # (members, years)


def of_employees(members: Employees, scale: Scale, years: int = YEARS, size: int = SIZE) -> Iterator[Block]:
    """What employees are paid when they have left, minimum pensions included; every block has `size` but the last."""
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
