"""National pool: from the taxes that nation and provinces share to one province's part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Award:
    """An award's rules, all in per cent."""

    collection_charge: float  # of the gross pool, kept by the nation for collecting
    set_aside: float  # of what is left, for one province before all others
    vertical: float  # of the net pool, for all provinces
    shares: Mapping[str, float]  # of the provinces' part, by province

    def steps(self, gross: float, province: str) -> dict[str, float]:
        """Gross pool, the two deductions (below zero), net pool, the provinces' part and one province's, in its unit.

        >>> award = Award(1, 1, 57.5, {"Sindh": 24.55})
        >>> round(award.steps(10_000, "Sindh")["province"], 2)
        1383.53
        """
        charge = gross * self.collection_charge / 100
        aside = (gross - charge) * self.set_aside / 100
        net = gross - charge - aside
        provinces = net * self.vertical / 100
        return {
            "gross": gross, "collection_charge": -charge, "set_aside": -aside, "net": net,
            "provinces": provinces, "province": provinces * self.shares[province] / 100,
        }  # fmt: skip

    def gross_behind(self, received: float, province: str) -> float:
        """The gross pool that would give one province what it received: `steps` backwards."""
        return received / self.steps(1.0, province)["province"]


def horizontal(weights: Mapping[str, float], indicators: Mapping[str, float]) -> float:
    """A province's share in per cent: the weighted mean of its shares in each indicator, all in per cent.

    >>> round(horizontal({"population": 90, "area": 10}, {"population": 20, "area": 50}), 4)
    23.0
    """
    return sum(weight * indicators[name] for name, weight in weights.items()) / 100
