"""A plain reference: one member, month by month, by the words of the rules; slow, nothing shared with the engine."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, exp, floor, log


class Plain:
    """Rules, assumptions and life tables; what one member is owed."""

    def __init__(self, rules, assumed, tables, offset=0):
        self.r, self.a, self.tables, self.offset = rules, assumed, tables, offset
        self.v = (1 + assumed.discount / 100) ** (-1 / 12)
        self.number = {name: float(rules[name]) for name in rules.plain}
        self.worth, self.widowed = lru_cache(None)(self._worth), lru_cache(None)(self._widowed)
        self.net, self.later = lru_cache(None)(self._net), lru_cache(None)(self._later)
        self.lives, self.grown = lru_cache(None)(self._lives), lru_cache(None)(self._grown)

    def n(self, month):
        """1 Julys before the payment of a month."""
        return (month - 1 - self.offset) // 12 + 1

    def dies(self, sex, age):
        """Force of death in the month from an age in months; None where nobody lives through it."""
        table, year = self.tables[sex], age // 12
        if year >= table.last:
            return None
        better = (1 - self.a.improvement / 100) ** self.a.improved_years * self.a.mortality / 100
        rate = min(float(table.rates[max(year - table.first, 0)]) * better, 1.0)
        return None if rate >= 1 else -log(1 - rate) / 12

    def _lives(self, sex, age):
        """The chance of living through the month from an age."""
        if age < 0:
            age = 0
        force = self.dies(sex, age)
        return 0.0 if force is None else exp(-force)

    def _grown(self, increases):
        """A pension after so many increases."""
        rate = self.a.pension_increase / 100
        return (1 + rate) ** increases if self.number["compounding"] else 1 + rate * increases

    def up(self, award, month):
        """A pension of a rupee awarded at one month, at a later one."""
        return self.grown(self.n(month) - self.n(award))

    def medical(self, month):
        """One, and the medical allowance on it."""
        return 1 + self.number["medical_share"] / 100

    def moment(self, month):
        """The earliest month that is as this one to whoever is awarded a pension then."""
        return month % 12

    def by(self, month):
        """The rules for who leaves in a month."""
        return self

    def spouse(self, sex, age):
        gap = round(self.a.wife_younger * 12)
        return ("male", age + gap) if sex == "female" else ("female", age - gap)

    def paid(self, sex, age, month, net, back=0.0, back_after=10**6, *, sees=None):
        """Value at `month` of a net pension awarded then at an age; `back` comes after so many months."""
        share, married = (
            self.number["family_share"] / 100,
            self.a.married_women if sex == "female" else self.a.married_men,
        )
        alive, widow, widow_back, total, (other, at) = 1.0, 0.0, 0.0, 0.0, self.spouse(sex, age)
        oldest = self.tables[other].last * 12
        for later in range(1, 1640 - age):
            p = self.lives(sex, age + later - 1)
            stays = self.lives(other, at + later - 1)
            there = at + later <= oldest  # nobody's spouse is older
            dead = alive * (1 - p) * married / 100 * there
            alive *= p
            widow = widow * stays + dead
            widow_back = widow_back * stays + (dead if later > back_after else 0.0)
            pension = net * (alive + share * widow)
            if later > back_after:
                pension += back * (alive + share * widow_back)
            amount = self.medical(month + later) * self.up(month, month + later) * pension
            if sees is not None:
                sees(month + later, amount)
            total += self.v**later * amount
            if alive < 1e-18 and widow < 1e-18:
                break
        return total

    def purchase(self, age):
        """Years' purchase at a month of age."""
        table = self.r.by_age["years_purchase"]
        birthday = min(max(ceil(age / 12), min(table)), max(table), int(self.number["superannuation"]))
        return float(table[birthday].value)

    def _worth(self, sex, age, month):
        """Of a rupee a month of gross pension awarded at an age in a month."""
        part = self.number["commuted_share"] / 100 * self.a.commuting / 100
        years = self.purchase(age)
        after = floor(years * 12 + 0.5) if self.number["restored"] else 10**6
        return part * 12 * years + self.paid(sex, age, month, 1 - part, part, after)

    def _widowed(self, sex, age, month):
        """Of a rupee a month of gross pension to the family of one who dies at an age; the first payment at once."""
        other, at = self.spouse(sex, age)
        married = self.a.married_women if sex == "female" else self.a.married_men
        alive, total = 1.0, self.medical(month)
        for later in range(1, 1640 - age):
            alive *= self.lives(other, at + later - 1)
            total += self.v**later * alive * self.up(month, month + later) * self.medical(month + later)
        return self.number["family_share"] / 100 * married / 100 * total

    def years(self, service):
        return service // 12 + (service % 12 >= self.number["rounding_months"])

    def employee(self, sex, age, service, pay):
        """Present value of benefits, obligation, cost of the coming year."""
        benefits = obligation = cost = 0.0
        for chance, month, worth in self.ends(sex, age, service, pay):
            value, cap = chance * self.v**month * worth, int(self.by(month).number["most_service"] * 12)
            counted, then = min(service, cap), min(service + month, cap)
            benefits += value
            obligation += value * counted / then
            cost += value * (min(service + min(month, 12), cap) - counted) / then
        return benefits, obligation, cost

    def ends(self, sex, age, service, pay):
        """Chance, month and worth of every way in which service ends."""
        for chance, month, at, served, cause in self.leaves(sex, age, service):
            yield chance, month, self.by(month).award(sex, at, served, pay, month, cause)

    def leaves(self, sex, age, service):
        """Chance, month, age, service and cause of every way in which service ends."""
        staying, month = 1.0, 0
        while True:
            month += 1
            by = self.by(month)
            retires = int(by.number["superannuation"] * 12)
            if age + month - 1 >= retires:
                yield staying, month, age + month, service + month, "retire"
                return
            force, at, served = self.dies(sex, age + month - 1) or 0.0, age + month, service + month
            slope = max(1 - ((served - 1) // 12) / self.a.withdrawal_years, 0)
            forces = {"die": force, "disabled": force * self.a.disability / 100}
            forces["resign"] = -log(1 - self.a.withdrawal / 100 * min(slope, 1)) / 12
            if at >= by.number["early_age"] * 12 and by.years(served) >= by.number["early_service"]:
                forces["early"] = -log(1 - self.a.early / 100) / 12
            every = sum(forces.values())
            for cause, one in forces.items():
                if one:
                    yield staying * (1 - exp(-every)) * one / every, month, at, served, cause
            staying *= exp(-every)
            if at >= retires:
                yield staying, month, at, served, "retire"
                return

    def award(self, sex, age, service, pay, month, cause):
        """Worth, on the day service ends, of what is due for it."""
        then = self.moment(month)
        worth = {"gross": self.worth, "net": self.net, "family": self.widowed, "later": self.later}
        return sum(
            amount * (worth[kind](sex, age, then) if kind in worth else 1.0)
            for kind, amount in self.due(age, service, pay, month, cause)
        )

    def due(self, age, service, pay, month, cause):
        """What is due on the day service ends: a sum paid at once, or a pension a month of a kind."""
        step, award = 1 + self.a.increment / 100, 1 + self.a.pay_award / 100
        last = [
            pay * step ** ((month - m) / 12) * award ** self.n(month - m) for m in range(int(self.number["pay_months"]))
        ]
        counts, years = sum(last) / len(last), self.years(service)
        if years < self.number["least_service_pension"]:
            some = years >= self.number["least_service_gratuity"] and cause != "resign"
            return [("at once", self.number["gratuity_months"] * years * counts)] if some else []
        floor = (1 + self.a.minimum_growth / 100) ** self.n(month)
        least, least_family = self.number["minimum_pension"] * floor, self.number["minimum_family"] * floor
        share = self.number["family_share"] / 100
        gross = (
            counts
            * min(years, self.number["most_service"])
            * self.number["accrual_numerator"]
            / self.number["accrual_denominator"]
        )
        if cause == "die":
            raised = max(least_family / share / gross, 1.0) if share else 1.0
            return [("family", raised * gross)]
        if cause == "resign":
            return [("later", gross)] if self.number["leavers"] else []
        if cause == "early" and age < self.number["superannuation"] * 12:
            at = self.r.by_age["early_reduction_at"].get(age // 12)
            lost = (
                float(at.value) if at else self.number["early_reduction"] * (self.number["superannuation"] - age // 12)
            )
            gross *= 1 - lost / 100
        given, commute = self.number["commuted_share"] / 100, self.a.commuting / 100
        lacks = commute * max(least - gross * (1 - given), 0) + (1 - commute) * max(least - gross, 0)
        return [("gross", gross), ("net", lacks)]

    def payments(self, sex, age, service, pay, years):
        """Expected payments of each year to one employee and the family."""
        paid = [0.0] * years

        def see(month, amount):
            if 1 <= month <= 12 * years:
                paid[(month - 1) // 12] += amount

        for chance, month, at, served, cause in self.leaves(sex, age, service):
            for kind, amount in self.due(at, served, pay, month, cause):
                if chance * amount:
                    self.pays(kind, sex, at, month, chance * amount, see)
        return paid

    def pays(self, kind, sex, age, month, amount, see):
        """Tells month by month what is paid of something due in a month."""
        if kind == "at once":
            see(month, amount)
        elif kind == "net":
            self.paid(sex, age, month, amount, sees=see)
        elif kind == "gross":
            given, years = self.number["commuted_share"] / 100 * self.a.commuting / 100, self.purchase(age)
            after = floor(years * 12 + 0.5) if self.number["restored"] else 10**6
            see(month, amount * given * 12 * years)
            self.paid(sex, age, month, amount * (1 - given), amount * given, after, sees=see)
        elif kind == "family":
            self._widow_paid(sex, age, month, amount, see)
        elif kind == "later":
            until, alive = max(int(self.number["superannuation"] * 12) - age, 0), 1.0
            for later in range(until):
                alive *= self.lives(sex, age + later)
            self.pays("gross", sex, age + until, month + until, amount * alive, see)

    def _widow_paid(self, sex, age, month, amount, see):
        other, at = self.spouse(sex, age)
        married = self.a.married_women if sex == "female" else self.a.married_men
        amount *= self.number["family_share"] / 100 * married / 100
        see(month, amount * self.medical(month))
        for later in range(1, 1640 - age):
            amount *= self.lives(other, at + later - 1)
            see(month + later, amount * self.up(month, month + later) * self.medical(month + later))

    def _net(self, sex, age, month):
        """Of a rupee a month of net pension awarded at an age in a month."""
        return self.paid(sex, age, month, 1.0)

    def _later(self, sex, age, month):
        """Of a rupee due from superannuation to one who left at an age."""
        until, alive = max(int(self.number["superannuation"] * 12) - age, 0), 1.0
        for waited in range(until):
            alive *= self.lives(sex, age + waited)
        return self.v**until * alive * self.worth(sex, age + until, self.moment(month + until))


class PlainReform(Plain):
    """The same where other rules apply to who leaves after a month, and those of payment to what is paid after it."""

    def __init__(self, old, new, assumed, tables, offset, turn):
        super().__init__(old, assumed, tables, offset)
        self.new, self.turn = Plain(new, assumed, tables, offset), turn

    def by(self, month):
        return self if month <= self.turn else self.new

    def moment(self, month):
        return month if month <= self.turn else self.turn + 1 + (month - self.turn - 1) % 12

    def up(self, award, month):
        alike = self.number["compounding"] == self.new.number["compounding"]
        if month <= self.turn or alike:
            return super().up(award, month)
        if award > self.turn:
            return self.new.up(award, month)
        turned = self.n(self.turn)  # from the turn on, upon what it has come to
        return self.grown(turned - self.n(award)) * self.new.grown(self.n(month) - turned)

    def medical(self, month):
        return super().medical(month) if month <= self.turn else self.new.medical(month)
