"""Cohorts: employees of one sex whose ages lie whole years apart, and what each is paid in each year.

One clock serves them all: it runs from when they are as old as the youngest of them is today. On it an award at an age
falls in one month whoever gets it, so that what a line is paid after an age is what it is paid after the age a year
later and what those who leave in between are paid. Who is older today starts later on the clock, and what grows with
the years since the valuation (pay, minimum pensions) is that much smaller for him.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.once import once
from models.pension.floor import months_of, ways_of
from models.pension.lacking import Months, Way
from models.pension.stream import Stream
from models.pension.value import Scale

STEP = 24  # months of leaving that are looked at together


@dataclass(frozen=True)
class Cohorts:
    """The cohorts of a sex that stand in the places youngest, youngest + 12 ... of the lines; rows as in the lines."""

    scale: Scale
    sex: int
    youngest: int  # a place of the lines, 0 to 11
    years: int  # how many are wanted

    def of_a_rupee(self, place: int) -> np.ndarray:
        """What is paid to those in a place for a rupee of pay, minimum pensions apart; shape (rows, years)."""
        x, year = self.scale.exits, self._year(place)
        alive = x.left[self._rows, place] if place < x.retire else 1.0
        norm = self._award**-year / (alive * x.scale[place])
        due = self._regular[year] if place < x.retire else self._certain(place)
        return due[:, year : year + self.years] * np.reshape(norm, (-1, 1))

    def lift(self, paid: np.ndarray, place: int, rows: np.ndarray, pay: np.ndarray, times: np.ndarray) -> None:
        """Adds what minimum pensions add for members of a place, who come sorted by pay."""
        x, year, lines = self.scale.exits, self._year(place), self.scale.lines
        past = place >= x.retire
        base, start = (place, 0) if past else (self.youngest, 12 * year)
        layers = self._layers_from(place, 1) if past else self._layers
        alike = 0 if past else year
        measure = pay * (self._growth / self._award) ** alike * (x.scale[base] / x.scale[place])
        there = np.searchsorted(lines.entry[self._rows], lines.ages[place], side="right")
        if not there or not layers.ways:
            return
        under = np.searchsorted(measure, layers.most[there - 1, start:], side="left")
        over = 1.0 if past else x.left[self._rows, base] / x.left[self._rows, place]
        weight = times * (self._growth**-alike * np.broadcast_to(over, len(lines.entry[self._rows])))[rows]
        for at in range(0, len(under), STEP):
            many = int(under[at : at + STEP].max())
            if many:
                months = slice(start + at, start + at + STEP)
                added = layers.lacking(rows[:many], measure[:many], months)
                for lacks, stream in zip(added, self._lifted, strict=True):
                    some = stream[base + 1 + months.start :][: lacks.shape[1], year : year + self.years]
                    paid[:many] += (weight[:many, None] * lacks) @ some

    @property
    def _rows(self) -> slice:
        return self.scale.lines.rows(self.sex)

    def _year(self, place: int) -> int:
        return (place - self.youngest) // 12

    @property
    def _award(self) -> float:
        return 1 + self.scale.basis.assumed.pay_award / 100

    @property
    def _growth(self) -> float:
        return 1 + self.scale.basis.assumed.minimum_growth / 100

    @once
    def _stream(self) -> Stream:
        lines = self.scale.lines
        return Stream(
            self.scale.basis, self.sex, int(lines.ages[self.youngest]), self._year(len(lines.ages)) + self.years + 1
        )

    @once
    def _ways(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """By way of leaving: what is awarded in the places after the youngest, and the streams of a rupee of it."""
        x, basis, ages, rows = self.scale.exits, self.scale.basis, self.scale.lines.ages, self._rows
        later, of = ages[self.youngest + 1 :], self._stream
        married = (basis.assumed.married_women, basis.assumed.married_men)[self.sex] / 100
        share = float(basis.rules["family_share"]) / 100 * married * (basis.spouse[self.sex][later] > 0)
        ways = [
            (x.pension, of.retired(later)), (x.gratuity, of.at_once(later)),
            (x.family, of.family(later) * share[:, None]),
        ]  # fmt: skip
        if x.deferred is not None:
            ways.append((x.deferred, of.deferred(later)))
        return [(awarded[rows, self.youngest + 1 :] * self._grown, stream) for awarded, stream in ways]

    @once
    def _grown(self) -> np.ndarray:
        """Pay that counts over pay at the clock's start, increments apart, in the places after the youngest."""
        return self.scale.basis.counted_pay(np.arange(1, len(self.scale.lines.ages) - self.youngest))

    @once
    def _regular(self) -> np.ndarray:
        """What those who leave after each cohort's age are paid, by year of the clock; shape (cohorts, rows, years)."""
        until = self.scale.exits.retire - self.youngest  # places after the youngest in which anybody leaves
        cohorts = -(-until // 12)
        total = 0.0
        for awarded, stream in self._ways:
            wide = np.zeros((len(awarded), 12 * cohorts))
            wide[:, :until] = awarded[:, :until]
            deep = np.zeros((12 * cohorts, stream.shape[1]))
            deep[:until] = stream[:until]
            total = total + wide.reshape(-1, cohorts, 12).swapaxes(0, 1) @ deep.reshape(cohorts, 12, -1)
        return np.cumsum(total[::-1], axis=0)[::-1]

    def _certain(self, place: int) -> np.ndarray:
        """What those past superannuation are paid, who leave a month later; shape (rows, years)."""
        x, after = self.scale.exits, place - self.youngest
        due = (x.due_pension, x.due_gratuity)
        return sum(
            (each[self._rows, place + 1 - x.retire] * self._grown[after])[:, None] * stream[after]
            for each, (_, stream) in zip(due, self._ways[:2], strict=True)
        )

    @once
    def _lifted(self) -> tuple[np.ndarray, np.ndarray]:
        """Streams of what minimum pensions add to members' and to families' pensions, by place of the award."""
        later = self.scale.lines.ages[self.youngest + 1 :]
        none = np.zeros((self.youngest + 1, self._stream.years))
        return tuple(np.concatenate([none, each(later)]) for each in (self._stream.own, self._stream.family))

    @once
    def _under(self) -> tuple[list[Way], Months]:
        return list(ways_of(self.scale)), months_of(self.scale)

    @once
    def _layers(self) -> _Layers:
        return self._layers_from(self.youngest, max(self.scale.exits.retire - self.youngest, 0))

    def _layers_from(self, place: int, months: int) -> _Layers:
        """Of those in a place, who leave in the months after it; past superannuation they leave as is certain."""
        (ways, when), x = self._under, self.scale.exits
        at, layers = slice(place + 1, place + 1 + months), []
        for way in ways:
            limit = way.limit[self._rows, at]
            month = slice(1, 1 + limit.shape[1])
            lacks = np.broadcast_to(way.least * when.growth[month], limit.shape)
            limit = limit * when.ratio[month] * x.scale[place]
            rate = np.divide(lacks, limit, out=np.zeros(limit.shape), where=limit > 0)
            if place < x.retire:
                chance = way.chance[self._rows, at] / x.left[self._rows, place, None]
            else:
                chance = np.full(limit.shape, way.certain)
            layers.append((chance * (limit > 0), lacks[0], rate, limit, bool(way.family)))
        return _Layers.of(layers)


@dataclass(frozen=True)
class _Layers:
    """Ways to be under a minimum by row and month of leaving, for a rupee of pay at the first place."""

    ways: list[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, bool]]  # chance, least, rate, limit, a family's
    most: np.ndarray  # (rows, months): the pay under which somebody on one of the lines so far is under a minimum

    @classmethod
    def of(cls, ways: list[tuple]) -> _Layers:
        """With the most that anybody under them is paid."""
        most = np.zeros(ways[0][2].shape if ways else (0, 0))
        for chance, _, _, limit, _ in ways:
            np.maximum(most, np.where(chance > 0, limit, 0.0), out=most)
        return cls(ways, np.maximum.accumulate(most, axis=0))

    def lacking(self, rows: np.ndarray, pay: np.ndarray, months: slice) -> tuple[np.ndarray, np.ndarray]:
        """What members and families are expected to lack in some months; shape (members, months) each."""
        total = [np.zeros((len(rows), len(self.ways[0][1][months]))) for _ in range(2)]
        for chance, least, rate, _, family in self.ways:
            lacks = rate[:, months][rows]
            lacks *= -pay[:, None]
            lacks += least[months]
            np.maximum(lacks, 0.0, out=lacks)
            lacks *= chance[:, months][rows]
            total[family] += lacks
        return tuple(total)
