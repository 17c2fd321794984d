"""Presentation: a scenario shown lever by lever, one message a step."""

from __future__ import annotations

import pandas as pd

from analytics import budget_baseline
from analytics.answer import Answer
from analytics.budget_baseline import NO_BUDGET, Put
from analytics.scenarios import MEASURES, Moved
from analytics.wording import plain
from analytics.year_figures import money
from data_loaders.store import Store
from models.budget.framework import Baseline, framework
from models.budget.levers import BY_NAME, settings

COMING = 1
SHOWN = ("Balance", "Own revenue", "Debt", "Development")
SOURCES = ("receipt_month", "spending_month")
BASELINE = "The budget as it stands, carried forward"
PUT_IN = "Figures of our own put in"


def steps(store: Store, *, moved: Moved = (), put: Put = ()) -> Answer:
    """The baseline, then one more lever a step, then figures put in: step, code, name, before, after, unit, a column a
    measure of the coming year, said (what changed since the step before)."""
    base, title = budget_baseline.base(store, put=put), "Step by step"
    columns = ["step", "code", "name", "before", "after", "unit", *SHOWN, "said"]
    if base is None:
        return Answer(title, pd.DataFrame(columns=columns), {}, SOURCES, version=store.version, sentence=NO_BUDGET)
    computed, start, rows = budget_baseline.base(store).baseline, settings(), []
    at, made = dict(start), _measures(computed, start)
    year = budget_baseline.years(base)[COMING]
    rows.append((0, "", BASELINE, None, None, "", *made, f"{year}: {_in_words(made)}."))
    for name, value in settings(dict(moved)).items():
        if value != start[name]:
            lever = BY_NAME[name]
            at[name] = value
            before, made = made, _measures(computed, at)
            then, now = plain(start[name]), plain(value)
            said = f"{lever.label} {now} instead of {then} {lever.unit}: {_changed(before, made)}."
            rows.append((len(rows), name, lever.label, start[name], value, lever.unit, *made, said))
    if put:
        before, made = made, _measures(base.baseline, at)
        said = f"{'; '.join(reason for *_, reason in put)}: {_changed(before, made)}."
        rows.append((len(rows), "", PUT_IN, None, None, "", *made, said))
    frame = pd.DataFrame(rows, columns=columns)
    for name in SHOWN:
        frame[name] = money(frame[name].tolist())
    units = dict.fromkeys(SHOWN, store.government.currency)
    return Answer(f"{title}, {year}", frame, units, SOURCES, version=store.version, ribbon=store.government.note)


def path(store: Store, *, moved: Moved = (), put: Put = (), of: str = "Balance") -> Answer:
    """A measure year by year under the levers, beside the baseline: fiscal_year, scenario, baseline."""
    base, title = budget_baseline.base(store, put=put), f"{of}, year by year"
    if base is None:
        return Answer(title, pd.DataFrame(columns=["fiscal_year"]), {}, SOURCES, version=store.version)
    computed = budget_baseline.base(store).baseline
    made = {"scenario": framework(base.baseline, settings(dict(moved))), "baseline": framework(computed)}
    frame = pd.DataFrame({"fiscal_year": budget_baseline.years(base)})
    for name, result in made.items():
        frame[name] = money(map(int, MEASURES[of](result)[0]))
    units = dict.fromkeys(made, store.government.currency)
    return Answer(title, frame, units, SOURCES, version=store.version, ribbon=store.government.note)


def _measures(base: Baseline, at: dict[str, float]) -> tuple[int, ...]:
    """The measures that are shown, of the coming year."""
    made = framework(base, at)
    return tuple(int(MEASURES[name](made)[0, COMING]) for name in SHOWN)


def _in_words(made: tuple[int, ...]) -> str:
    """The balance in words.

    >>> _in_words((-2_500_000_000, 0, 0, 0)), _in_words((1_000_000_000, 0, 0, 0))
    ('a deficit of 2.5 bn', 'a surplus of 1.0 bn')
    """
    return f"a {'deficit' if made[0] < 0 else 'surplus'} of {abs(made[0]) / 1e9:,.1f} bn"


def _changed(before: tuple[int, ...], made: tuple[int, ...]) -> str:
    """What changed of the balance, and of what else, in words.

    >>> _changed((-10_000_000_000, 5, 0, 7), (-12_000_000_000, 5, 0, 7))
    'the balance falls by 2.0 bn, to a deficit of 12.0 bn'
    >>> _changed((5, 5, 0, 7), (5, 5, 0, 7))
    'nothing changes in the coming year'
    """
    gone = [new - old for old, new in zip(before, made, strict=True)]
    told = []
    if gone[0]:
        told.append(f"the balance {_moves(gone[0])}, to {_in_words(made)}")
    told += [f"{name.lower()} {_moves(each)}" for name, each in zip(SHOWN[1:], gone[1:], strict=True) if each]
    return "; ".join(told) or "nothing changes in the coming year"


def _moves(amount: int) -> str:
    return f"{'rises' if amount > 0 else 'falls'} by {abs(amount) / 1e9:,.1f} bn"
