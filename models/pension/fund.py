"""Fund: the assets set aside for pensions, and what must be paid in until they cover what is owed."""

from __future__ import annotations

from dataclasses import dataclass


class FundRefused(ValueError):
    """A fund that cannot be: the sentence says why."""


@dataclass(frozen=True)
class Fund:
    """Assets beside the obligation and the cost of the coming year's service; rupees, rates as fractions a year."""

    assets: float
    obligation: float
    service_cost: float
    rate: float  # earned by the fund, and the discount rate
    growth: float = 0.0  # of pay, with which what is paid in grows

    def __post_init__(self):
        if self.assets < 0 or self.obligation < 0 or self.rate <= -1 or self.growth <= -1:
            raise FundRefused("Assets and the obligation of a fund are not below zero, and rates are over -100 %.")

    @property
    def unfunded(self) -> float:
        """What is owed beyond the assets; below zero: a surplus.

        >>> Fund(40, 100, 5, 0.10).unfunded
        60
        """
        return self.obligation - self.assets

    @property
    def funded(self) -> float | None:
        """Assets as a part of what is owed; none where nothing is owed."""
        return self.assets / self.obligation if self.obligation else None

    def instalment(self, years: int) -> float:
        """The first of so many yearly payments at each year's start that rise with pay and clear what is unfunded.

        Supplemental cost as a level part of pay (Winklevoss, Pension Mathematics).

        >>> round(Fund(40, 100, 5, 0.10).instalment(2), 4)  # 31.4286 + 31.4286 / 1.1 = 60
        31.4286
        """
        if years < 1:
            raise FundRefused("What is unfunded is paid off over one year or more.")
        quotient = (1 + self.growth) / (1 + self.rate)
        return self.unfunded / sum(quotient**year for year in range(years))

    def path(self, years: int) -> list[tuple[float, float]]:
        """What is unfunded at each year's start before its instalment, and the instalment; then what is left.

        >>> [(round(owed, 2), round(paid, 2)) for owed, paid in Fund(40, 100, 5, 0.10).path(2)[:2]]
        [(60.0, 31.43), (31.43, 31.43)]
        """
        owed, paid, rows = self.unfunded, self.instalment(years), []
        for _ in range(years):
            rows.append((owed, paid))
            owed, paid = (owed - paid) * (1 + self.rate), paid * (1 + self.growth)
        return [*rows, (owed, 0.0)]
