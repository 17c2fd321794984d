"""Explained: what each lever did, without an order; which lever matters most; which value reaches a target."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import factorial

import numpy as np

from models.budget.framework import Baseline, Result, framework
from models.budget.levers import BY_NAME, LEVERS, settings

Asked = Callable[[Result], np.ndarray]  # a result to what is asked of it, shape (paths,)
NEAR = 1e6  # rupees
MOST = 10  # levers that are taken apart at once


def shares(base: Baseline, one: Mapping[str, float], other: Mapping[str, float], asked: Asked) -> dict[str, float]:
    """What each lever adds from one scenario to another: the average over every order (Shapley); adds exactly."""
    first, last = settings(one), settings(other)
    names = [name for name in first if first[name] != last[name]]
    if len(names) > MOST:
        raise ValueError(f"{len(names)} levers differ; at most {MOST} can be taken apart at once.")
    size = 1 << len(names)
    on = (np.arange(size)[:, None] >> np.arange(len(names))) & 1
    moved = {name: np.where(on[:, at], last[name], first[name]) for at, name in enumerate(names)}
    same = {name: value for name, value in first.items() if name not in names}
    worth = asked(framework(base, same | moved)) if names else asked(framework(base, first))
    count = on.sum(axis=1)
    weight = (
        np.array([factorial(n) * factorial(len(names) - n - 1) for n in range(len(names))]) / factorial(len(names))
        if names
        else []
    )
    made = {}
    for at, name in enumerate(names):
        without = np.flatnonzero(on[:, at] == 0)
        made[name] = float(((worth[without | (1 << at)] - worth[without]) * weight[count[without]]).sum())
    return made


def tornado(base: Baseline, at: Mapping[str, float], asked: Asked) -> list[tuple[str, float, float]]:
    """Each lever that has a past moved by its own standard deviation down and up, the others left: name, low, high."""
    names = [lever for lever in LEVERS if lever.spread]
    start, values = settings(at), {}
    for place, lever in enumerate(names):
        column = np.full(2 * len(names), start[lever.name])
        column[2 * place] = max(start[lever.name] - lever.spread, lever.low)
        column[2 * place + 1] = min(start[lever.name] + lever.spread, lever.high)
        values[lever.name] = column
    worth = asked(framework(base, start | values))
    rows = [(lever.name, float(worth[2 * place]), float(worth[2 * place + 1])) for place, lever in enumerate(names)]
    return sorted(rows, key=lambda row: -abs(row[2] - row[1]))


@dataclass(frozen=True)
class Reached:
    """The value of a lever that reaches a target, or the nearest that its limits allow."""

    value: float
    amount: float
    reached: bool


def goal(base: Baseline, at: Mapping[str, float], lever: str, target: float, asked: Asked) -> Reached:
    """The value of a lever at which what is asked comes to a target, to within a million; by grids, each finer."""
    limits, start = BY_NAME[lever], settings(at)
    low, high = limits.low, limits.high
    best, amount = start[lever], 0.0
    for _ in range(6):
        tried = np.linspace(low, high, 65)
        worth = asked(framework(base, start | {lever: tried}))
        gap = worth - target
        place = int(np.abs(gap).argmin())
        best, amount = float(tried[place]), float(worth[place])
        if abs(gap[place]) <= NEAR:
            return Reached(best, amount, reached=True)
        crosses = np.flatnonzero(np.sign(gap[:-1]) != np.sign(gap[1:]))
        if not len(crosses):
            return Reached(best, amount, reached=False)
        low, high = tried[crosses[0]], tried[crosses[0] + 1]
    return Reached(best, amount, reached=abs(amount - target) <= max(NEAR, abs(target) * 1e-6))
