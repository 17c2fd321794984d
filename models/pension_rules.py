"""Pension rules: what the rules in force on a day give an officer, step by step, each step with its reference.

A rule set is dated data (`parameters/pension_rules.csv`); a later one says only what it changes. A parameter that no
rule knows, or that a rule set lacks, is an error: one that silently does nothing would be worse than a missing one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from models import parameter

BASE = "Sindh"
PLAIN = (
    "accrual_numerator", "accrual_denominator", "most_service", "rounding_months", "pay_months",
    "least_service_pension", "least_service_gratuity", "superannuation", "early_age", "early_service",
    "early_reduction", "commuted_share", "restored", "family_share", "minimum_pension", "minimum_family", "compounding",
    "gratuity_months", "medical_share", "leavers", "scheme_since", "scheme_employer",
)  # fmt: skip
BY_AGE = ("years_purchase", "early_reduction_at")
OF_PAYMENT = ("compounding", "medical_share")  # hold for what is paid while they are in force, to whoever draws it
OF_ENTRY = ("scheme_since", "scheme_employer")  # name by the day of entry whom they concern
PAISA = Decimal("0.01")
YEAR = Decimal("365.25")  # days


class RulesRefused(ValueError):
    """The rules or the officer cannot be used: the sentence says why."""


@dataclass(frozen=True)
class Rule:
    """One parameter, the day it holds from and where it stands."""

    value: Decimal
    unit: str
    source: str
    since: date


@dataclass(frozen=True)
class Rules:
    """A rule set: every parameter once, and tables by age."""

    name: str
    plain: Mapping[str, Rule]
    by_age: Mapping[str, Mapping[int, Rule]]

    def __getitem__(self, name: str) -> Decimal:
        return self.plain[name].value


@dataclass(frozen=True)
class Step:
    """One figure of the calculation, the rule it follows and its reference."""

    what: str
    amount: Decimal
    how: str
    source: str


@dataclass(frozen=True)
class Pension:
    """What an officer gets: rupees a month but for the sums paid at once."""

    gross: Decimal
    commuted: Decimal  # the part of the gross pension that is given up
    lump_sum: Decimal  # paid at once for it, or the gratuity
    net: Decimal
    family: Decimal
    restored_on: date | None
    steps: tuple[Step, ...]


def decided_by(name: str) -> str:
    """By which day a rule is decided: what is in none of the lists is settled for good on the day of leaving.

    >>> [decided_by(name) for name in ("pay_months", "minimum_pension", "compounding", "scheme_since")]
    ['leaving', 'leaving', 'payment', 'entry']
    """
    return "payment" if name in OF_PAYMENT else "entry" if name in OF_ENTRY else "leaving"


def names() -> tuple[str, ...]:
    """The rule sets there are, the oldest first."""
    return tuple(dict.fromkeys(row["rule_set"] for row in parameter.table("pension_rules")))


def rules(name: str = BASE) -> Rules:
    """A rule set by its name; a later one is the base and its changes."""
    rows = [row for row in parameter.table("pension_rules") if row["rule_set"] in (BASE, name)]
    if name not in names():
        raise RulesRefused(f"There are no rules {name!r}; there are {', '.join(names())}.")
    return of_rows(name, rows)


def of_rows(name: str, rows: Iterable[Mapping[str, str]]) -> Rules:
    """Rules from rows of parameters, a later row in the place of an earlier one."""
    plain: dict[str, Rule] = {}
    by_age: dict[str, dict[int, Rule]] = {table: {} for table in BY_AGE}
    for row in rows:
        rule = Rule(Decimal(row["value"]), row["unit"], row["source"], date.fromisoformat(row["date"]))
        if row["parameter"] in PLAIN and not row["age"]:
            plain[row["parameter"]] = rule
        elif row["parameter"] in BY_AGE and row["age"]:
            by_age[row["parameter"]][int(row["age"])] = rule
        else:
            raise RulesRefused(
                f"{row['id']}: {row['parameter']!r} is no parameter of pension rules; correct or remove it."
            )
    lacking = [parameter_ for parameter_ in PLAIN if parameter_ not in plain]
    if lacking:
        raise RulesRefused(f"The rules {name!r} do not say {', '.join(lacking)}.")
    return Rules(name, plain, by_age)


def service(joined: date, left: date, rounding_months: int) -> int:
    """Whole years of service; so many months or more of the last one count as a year.

    >>> service(date(1996, 7, 1), date(2026, 6, 30), 6), service(date(2000, 1, 1), date(2010, 5, 31), 6)
    (30, 10)
    """
    after = left + timedelta(days=1)
    months = (after.year - joined.year) * 12 + after.month - joined.month - (after.day < joined.day)
    years, rest = divmod(max(months, 0), 12)
    return years + (rest >= rounding_months)


def pension(
    pays: Sequence[Decimal | float], years: int, age: int, retires: date, by: Rules, *, commutes: bool = True
) -> Pension:
    """The pension of an officer: `pays` are the last months' pays, the latest last; `age` in whole years at retirement.

    Refused where the rules give nothing, with the reason.
    """
    pay, pay_step = _pay(pays, by)
    if years < by["least_service_gratuity"]:
        raise RulesRefused(f"Under {by['least_service_gratuity']} years of service nothing is due; there are {years}.")
    if years < by["least_service_pension"]:
        return _gratuity(pay, pay_step, years, by)
    reduction, early = _reduction(age, years, by)
    counted = min(Decimal(years), by["most_service"])
    whole = _rounded(pay * counted * by["accrual_numerator"] / by["accrual_denominator"])
    accrual = f"{by['accrual_numerator']}/{by['accrual_denominator']}"
    how = f"{pay:,.2f} x {counted} years x {accrual}" + (
        f", at most {by['most_service']} years" if years > counted else ""
    )
    steps = [pay_step, Step("Pension earned", whole, how, by.plain["accrual_numerator"].source)]
    gross = _rounded(whole * (100 - reduction) / 100)
    if reduction:
        steps.append(Step("Gross pension", gross, f"less {reduction} % for retiring at {age}", early))
    return _paid(gross, age, retires if commutes else None, by, steps)


def _paid(gross: Decimal, age: int, retires: date | None, by: Rules, steps: list[Step]) -> Pension:
    """The gross pension parted into what is commuted and what is paid a month; nothing is commuted without a day."""
    commuted, lump, restored = _commuted(gross, age, retires, by, steps) if retires else (Decimal(0), Decimal(0), None)
    left, floor = gross - commuted, by["minimum_pension"]
    net = max(left, floor)
    raised = left < floor
    how = f"the minimum of {floor:,}" if raised else f"{gross:,.2f} less {commuted:,.2f}"
    steps.append(
        Step("Net pension a month", net, how, by.plain["minimum_pension" if raised else "commuted_share"].source)
    )
    family = max(_rounded(net * by["family_share"] / 100), by["minimum_family"])
    how = f"{by['family_share']} % of the net pension, at least {by['minimum_family']:,}"
    steps.append(Step("Family pension a month", family, how, by.plain["family_share"].source))
    return Pension(gross, commuted, lump, net, family, restored, tuple(steps))


def _commuted(
    gross: Decimal, age: int, retires: date, by: Rules, steps: list[Step]
) -> tuple[Decimal, Decimal, date | None]:
    """What is given up a month, what is paid for it at once, and the day on which it comes back, if it does."""
    purchase = by.by_age["years_purchase"].get(age)
    if purchase is None:
        ages = by.by_age["years_purchase"]
        there = f"it goes from {min(ages)} to {max(ages)}" if ages else "it is empty"
        raise RulesRefused(f"The table of years' purchase has no age {age} ({there}).")
    part = _rounded(gross * by["commuted_share"] / 100)
    lump = _rounded(part * 12 * purchase.value)
    how = f"{by['commuted_share']} % of the gross pension"
    steps.append(Step("Commuted a month", part, how, by.plain["commuted_share"].source))
    how = f"{part:,.2f} x 12 x {purchase.value} years' purchase at {age}"
    steps.append(Step("Commutation, paid at once", lump, how, purchase.source))
    if not by["restored"]:
        return part, lump, None
    days = int((purchase.value * YEAR).to_integral_value(ROUND_HALF_UP))
    return part, lump, retires + timedelta(days=days)


def _pay(pays: Sequence[Decimal | float], by: Rules) -> tuple[Decimal, Step]:
    """The pay that counts: the average of the last months the rules name."""
    months = int(by["pay_months"])
    if not len(pays):
        raise RulesRefused("The pay of the last month is not known.")
    last = [Decimal(str(pay)) for pay in pays][-months:]
    if len(last) < months:
        raise RulesRefused(f"The rules average the last {months} months of pay; only {len(last)} are known.")
    pay = _rounded(sum(last) / len(last))
    how = "last pay" if months == 1 else f"average of the last {months} months"
    return pay, Step("Pay that counts", pay, how, by.plain["pay_months"].source)


def _gratuity(pay: Decimal, pay_step: Step, years: int, by: Rules) -> Pension:
    """A month's pay for each year, where there is no pension yet."""
    months = by["gratuity_months"]
    lump = _rounded(pay * years * months)
    how = f"{pay:,.2f} x {years} years x {months} a year"
    step = Step("Gratuity, paid at once", lump, how, by.plain["gratuity_months"].source)
    nothing = Decimal(0)
    return Pension(nothing, nothing, lump, nothing, nothing, None, (pay_step, step))


def _reduction(age: int, years: int, by: Rules) -> tuple[Decimal, str]:
    """By how many per cent the pension is less for retiring early, and where that stands."""
    if age >= by["superannuation"]:
        return Decimal(0), ""
    if age < by["early_age"] or years < by["early_service"]:
        raise RulesRefused(
            f"Early retirement is open from age {by['early_age']} with {by['early_service']} years of service; "
            f"this is age {age} with {years}."
        )
    at = by.by_age["early_reduction_at"].get(age)
    if at:
        return at.value, at.source
    return by["early_reduction"] * (by["superannuation"] - age), by.plain["early_reduction"].source


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(PAISA, ROUND_HALF_UP)
