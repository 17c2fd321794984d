"""Weighing: an official figure and ours made one, with the weight and the reach that earlier years taught.

Averages of an official forecast and a model's beat both as a rule (Bates & Granger 1969, Operational Research
Quarterly 20). Where they are far apart it is mostly the official one that knows why: a rate or a base was changed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

PLAIN = 0.5  # the weight of ours before any year is known
TRUST = 4  # years of evidence that the plain average counts for
REACH = 2  # times the usual difference of the two, beyond which a difference is taken to be known to the official


@dataclass(frozen=True)
class Weighing:
    """The weight of ours, 0 to 1, and how far ours may be from the official figure, as a part of it."""

    weight: float = PLAIN
    reach: float = np.inf

    @classmethod
    def learnt(
        cls, official: np.ndarray, ours: np.ndarray, actual: np.ndarray, years: np.ndarray, bounded: bool = True
    ) -> Weighing:
        """What figures of earlier years teach; all of shape (figures,), several of one year are one year's evidence.

        The weight has the smallest sum of absolute errors, drawn to the plain average by `TRUST` years. `bounded`: take
        no difference for more than the reach; not for a year in progress, of which ours knows what is booked.

        >>> one = Weighing.learnt(np.full(4, 100.0), np.full(4, 110.0), np.full(4, 110.0), np.arange(4))
        >>> one.weight, round(one.reach, 2)
        (0.75, 0.2)
        """
        official, ours, actual = (np.asarray(figures, float) for figures in (official, ours, actual))
        usable = np.isfinite(official) & np.isfinite(ours) & np.isfinite(actual) & (official > 0)
        if not usable.any():
            return cls()
        apart, missed = ((figures[usable] / official[usable] - 1) for figures in (ours, actual))
        reach = REACH * float(np.median(np.abs(apart))) if bounded else np.inf
        best = _nearest(np.clip(apart, -reach, reach), missed)
        count = len(np.unique(np.asarray(years)[usable]))
        return cls((count * best + TRUST * PLAIN) / (count + TRUST), reach)

    def combined(self, official: np.ndarray, ours: np.ndarray) -> np.ndarray:
        """The official figures moved towards ours.

        >>> Weighing(weight=0.5, reach=0.1).combined(np.array([100.0, 100.0]), np.array([104.0, 150.0])).tolist()
        [102.0, 105.0]
        """
        far = self.reach * np.abs(official)
        return official + self.weight * np.clip(ours - official, -far, far)


def _nearest(apart: np.ndarray, missed: np.ndarray) -> float:
    """The weight w, 0 to 1, with the smallest sum of |missed - w apart|: a weighted median of their ratios."""
    some = apart != 0
    if not some.any():
        return PLAIN
    ratio, size = missed[some] / apart[some], np.abs(apart[some])
    order = np.argsort(ratio)
    reached = np.cumsum(size[order])
    return float(np.clip(ratio[order][np.searchsorted(reached, reached[-1] / 2)], 0, 1))
