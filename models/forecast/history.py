"""History: what was booked each month, on a complete calendar of months, and what a model may make of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class History:
    """Figures of many series, one a month (a quarter if `season` is 4, a year if 1); missing is not zero."""

    series: tuple[str, ...]  # codes, unique
    first: np.datetime64  # month of column 0
    values: np.ndarray  # (series, months), NaN: not submitted
    season: int = 12  # columns a year

    @classmethod
    def of(cls, frame: pd.DataFrame, season: int = 12) -> History:
        """The history in a long frame of series, month and value; months that nobody submitted become NaN.

        A ValueError says so if a series has two figures for a month, or a month cannot be read.

        >>> frame = pd.DataFrame({"series": "B01", "month": ["2025-07", "2025-09"], "value": [5, 7]})
        >>> History.of(frame).values
        array([[ 5., nan,  7.]])
        """
        if frame.empty:
            return cls((), np.datetime64("1970-01", "M"), np.empty((0, 0)), season)
        months = pd.to_datetime(frame["month"]).to_numpy().astype("datetime64[M]")
        if np.isnat(months).any():
            raise ValueError("A figure has no month.")
        rows, series = pd.factorize(frame["series"].astype(str), sort=True)
        first = months.min()
        columns = (months - first).astype(int) // step(season)
        twice = pd.DataFrame({"row": rows, "column": columns}).duplicated().to_numpy()
        if twice.any():
            raise ValueError(f"{series[rows[twice][0]]} has two figures for {months[twice][0]}.")
        values = np.full((len(series), columns.max() + 1), np.nan)
        values[rows, columns] = frame["value"].to_numpy(float, na_value=np.nan)
        return cls(tuple(series), first, values, season)

    @property
    def months(self) -> np.ndarray:
        """The month of every column."""
        return self.first + np.arange(self.values.shape[1]) * step(self.season)

    @property
    def after(self) -> np.datetime64:
        """The first month that is not in the history."""
        return self.first + self.values.shape[1] * step(self.season)

    def until(self, month: object) -> History:
        """The same with nothing after this month: the data cut-off."""
        seen = self.months <= np.datetime64(month, "M")
        return replace(self, values=self.values[:, seen].copy())

    def only(self, rows: np.ndarray) -> History:
        """The series at these positions."""
        return replace(self, series=tuple(np.array(self.series, object)[rows]), values=self.values[rows])


def step(season: int) -> int:
    """Months from one column to the next.

    >>> step(12), step(4), step(1)
    (1, 3, 12)
    """
    return max(1, 12 // season)
