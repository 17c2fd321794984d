"""Members: employees and pensioners as arrays, and the lines they stand on.

A line is all employees of one sex who entered at one month of age: along it service and age run together, so that what
a rupee of pay is owed is one number at each month of age.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.once import once
from models.pension.basis import Basis
from models.pension.chances import END

OLDEST = 75 * 12  # employees: nobody older is valued


@dataclass(frozen=True)
class Employees:
    """One place a member; ages and services in whole months at valuation, pay a month."""

    sex: np.ndarray  # 0 female, 1 male
    age: np.ndarray
    service: np.ndarray
    pay: np.ndarray
    members: np.ndarray | None = None  # how many each place stands for; one where not given

    def __len__(self):
        return len(self.age)

    @once
    def total_pay(self) -> np.ndarray:
        """Pay of all that a place stands for."""
        return self.pay * self.times()

    def times(self) -> np.ndarray | float:
        """How many each place stands for."""
        return 1.0 if self.members is None else self.members

    def where(self, chosen: np.ndarray) -> Employees:
        """Some of them."""
        few = None if self.members is None else self.members[chosen]
        return Employees(self.sex[chosen], self.age[chosen], self.service[chosen], self.pay[chosen], few)


@dataclass(frozen=True)
class Pensioners:
    """One place a pensioner; age in months, net pension a month, the part given up and months until it comes back."""

    sex: np.ndarray
    age: np.ndarray
    kind: np.ndarray  # 0 own, 1 family, 2 leaver (the pension is due from superannuation)
    pension: np.ndarray
    commuted: np.ndarray
    months_left: np.ndarray  # until the commuted part comes back
    members: np.ndarray | None = None

    def __len__(self):
        return len(self.age)

    def where(self, chosen: np.ndarray) -> Pensioners:
        """Some of them."""
        few = None if self.members is None else self.members[chosen]
        return Pensioners(*(
            each[chosen] for each in (self.sex, self.age, self.kind, self.pension, self.commuted, self.months_left)
        ), few)  # fmt: skip

    def times(self) -> np.ndarray | float:
        """How many each place stands for."""
        return 1.0 if self.members is None else self.members


@dataclass(frozen=True)
class Lines:
    """The lines on which employees stand: sex and age at entry of each, months of age across, pay in the places."""

    sex: np.ndarray  # (lines,), women first
    entry: np.ndarray  # (lines,)
    first: int  # month of age of the first place
    pay: np.ndarray  # (lines, places)
    place: np.ndarray  # (members,) flat place of each member

    @classmethod
    def of(cls, members: Employees, superannuation: int) -> Lines:
        """Lines of members; a member of no line is refused."""
        entry = members.age - members.service
        if len(members) and ((entry < 0) | (members.service < 0) | (members.age > OLDEST)).any():
            raise ValueError("An employee must have entered after birth, before the valuation, and be at most 75.")
        key = members.sex.astype(np.int64) * (END + 1) + entry
        seen = np.zeros(2 * (END + 1), bool)
        seen[key] = True
        keys = np.flatnonzero(seen)
        row = np.cumsum(seen)[key] - 1
        first = int(entry.min()) if len(members) else superannuation
        last = max(superannuation, int(members.age.max()) + 1 if len(members) else 0) + 1
        wide = last - first + 1
        place = row * wide + members.age - first
        pay = np.bincount(place, members.total_pay, len(keys) * wide).reshape(len(keys), wide)
        return cls(keys // (END + 1), keys % (END + 1), first, pay, place)

    @property
    def ages(self) -> np.ndarray:
        """Months of age across."""
        return np.arange(self.first, self.first + self.pay.shape[1])

    @once
    def service(self) -> np.ndarray:
        """Months of service in each place; below zero before entry."""
        return self.ages[None, :] - self.entry[:, None]

    def rows(self, sex: int) -> slice:
        """The lines of a sex."""
        women = int((self.sex == 0).sum())
        return slice(0, women) if sex == 0 else slice(women, len(self.sex))


@dataclass(frozen=True)
class Spell:
    """The months of leaving that one basis decides: later than `after`, up to `until`, counted from valuation.

    Up to `after` the members of today serve `under` another basis. Entry-age normal is known of a whole service only.
    """

    after: int = 0
    until: int = END
    under: Basis | None = None

    def holds(self, months: np.ndarray) -> np.ndarray:
        """Which months of leaving are its own."""
        return (months > self.after) & (months <= self.until)


WHOLE = Spell()  # whoever leaves


@dataclass(frozen=True)
class Exits:
    """How service ends along lines: who is left at a month of age, and the rupees a month earned by who then leaves.

    All unnormalised and for a rupee of pay at valuation age, with increments: divide by `left` x `scale`.
    """

    left: np.ndarray  # (lines, places): still in service, of one at the first place
    scale: np.ndarray  # (places,): pay by increments alone
    pension: np.ndarray  # gross pension a month of who leaves at this age with one
    family: np.ndarray  # gross pension a month of who dies in service
    gratuity: np.ndarray  # paid at once to who leaves too early for a pension
    deferred: np.ndarray | None  # gross pension due from superannuation to who resigns; none where it is forfeited
    early: np.ndarray  # (lines, places): leave early with a pension, of one at the first place
    unfit: np.ndarray  # leave through disability, or at superannuation
    die: np.ndarray  # die in service
    earned: np.ndarray  # by months of service: gross pension a month of a rupee of pay
    retire: int  # the place of superannuation; who is past it leaves at the month's end for certain
    due_pension: np.ndarray  # (lines, places from there): gross pension of one who leaves so
    due_gratuity: np.ndarray

    @classmethod
    def of(cls, lines: Lines, basis: Basis) -> Exits:
        """Exits under a basis."""
        by, a = basis.rules, basis.assumed
        ages, service = lines.ages, lines.service
        months = np.arange(service.max(initial=0) + 1)  # by months of service at the exit
        years = months // 12 + (months % 12 >= int(by["rounding_months"]))
        accrual = float(by["accrual_numerator"] / by["accrual_denominator"])
        vested = years >= float(by["least_service_pension"])
        some = (years >= float(by["least_service_gratuity"])) & ~vested
        earned = accrual * np.minimum(years, float(by["most_service"])) * vested
        at_once = float(by["gratuity_months"]) * years * some
        slope = np.clip(1 - ((months - 1) // 12) / a.withdrawal_years, 0, 1)
        leaving = -np.log1p(-a.withdrawal / 100 * slope) / 12
        leaving[0] = 0.0

        inside = np.clip(service, 0, None)
        dead = basis.death[:, ages - 1]  # in the month that ends at this age
        resign = np.where(service > 0, leaving[inside], 0.0)
        may = (years >= float(by["early_service"]))[inside] & (ages >= float(by["early_age"]) * 12)[None, :]
        early = np.where(may, -np.log1p(-a.early / 100) / 12, 0.0)
        sex = lines.sex
        death = np.where(service > 0, dead[sex], 0.0)
        disabled = death * (a.disability / 100)
        force = death + disabled + resign + early
        left = np.exp(-np.cumsum(force, axis=1))
        before = np.concatenate([np.ones((len(left), 1)), left[:, :-1]], axis=1)
        out = before * np.divide(-np.expm1(-force), force, out=np.zeros_like(force), where=force > 0)  # a force of one
        retire = int(np.searchsorted(ages, basis.superannuation))
        out[:, retire + 1 :] = 0.0
        last = left[:, retire].copy()
        left[:, retire:] = 0.0
        early, unfit, die = out * early, out * disabled, out * death
        unfit[:, retire] += last
        scale = (1 + a.increment / 100) ** ((ages - lines.first) / 12)
        accrued, paid = earned[inside] * scale, at_once[inside] * scale
        return cls(
            left, scale, (unfit + early * (1 - reduction(basis, ages))) * accrued, die * accrued,
            (early + unfit + die) * paid, out * resign * accrued if by["leavers"] else None, early, unfit, die, earned,
            retire, accrued[:, retire:], paid[:, retire:],
        )  # fmt: skip


def reduction(basis: Basis, ages: np.ndarray) -> np.ndarray:
    """Part of the pension lost by retiring at an age before superannuation."""
    by = basis.rules
    at = by.by_age["early_reduction_at"]
    whole = ages // 12
    plain = float(by["early_reduction"]) * (float(by["superannuation"]) - whole)
    lost = np.array([float(at[age].value) if age in at else flat for age, flat in zip(whole, plain, strict=True)])
    return np.where(ages < basis.superannuation, np.clip(lost / 100, 0, 1), 0.0)
