"""Collection gap: what was collected less the target, as the work of the base, of policy and of compliance.

Receipts are base x effective rate x compliance, in the target and in what was collected. The gap is split by the
logarithmic mean (LMDI I, Ang 2004, Energy Policy 32), which leaves nothing over and treats all parts alike:

    part = L(actual, target) x ln(ratio of that part),  L(a, b) = (a - b) / ln(a / b)

- base: the taxed activity grew more or less than the target assumed; ratio (1 + growth) / (1 + planned growth).
- policy: rates and exemptions changed otherwise than assumed; ratio (1 + effect) / (1 + planned effect).
- compliance: what base and policy do not explain once both are known: paying, assessing and collecting (the
  compliance gap of Keen 2013, IMF WP/13/111, beside his policy gap).
- unexplained: the whole rest while base or policy is not known; never zero for want of knowledge.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


def log_mean(one: float, other: float) -> float:
    """The logarithmic mean of two positive numbers, which lies between them.

    >>> round(log_mean(2, 1), 4), log_mean(3, 3)
    (1.4427, 3)
    """
    near = 0.5 < one / other < 2  # where the plain logarithm of the ratio would lose what tells them apart
    ratio = math.log1p((one - other) / other) if near else math.log(one / other)
    return (one - other) / ratio if ratio else one


@dataclass(frozen=True)
class CollectionGap:
    """Actual and target of one period in one unit; ratios of what happened to what was planned, None: not known."""

    actual: float
    target: float
    base: float | None = None
    policy: float | None = None

    def total(self) -> float:
        """Actual less target: below zero where the target was missed."""
        return self.actual - self.target

    def parts(self) -> dict[str, float | None]:
        """base, policy, compliance and unexplained; those that are not None add up to the total.

        >>> CollectionGap(90, 100).parts()
        {'base': None, 'policy': None, 'compliance': None, 'unexplained': -10}
        >>> round(CollectionGap(90, 100, base=0.9, policy=1.0).parts()["base"], 3)
        -10.0
        """
        if self.actual <= 0 or self.target <= 0:
            return {"base": None, "policy": None, "compliance": None, "unexplained": self.total()}
        mean = log_mean(self.actual, self.target)
        base, policy = (None if ratio is None else mean * math.log(ratio) for ratio in (self.base, self.policy))
        left = self.total() - (base or 0) - (policy or 0)
        known = base is not None and policy is not None
        return {
            "base": base, "policy": policy, "compliance": left if known else None,
            "unexplained": None if known else left,
        }  # fmt: skip
