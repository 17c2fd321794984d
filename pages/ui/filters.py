"""Filters: one row above every page, in the address of the page and in the session; one click undoes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import compress

import streamlit as st

from analytics import fiscal_year as fy
from analytics import position
from analytics.answer import Answer
from pages.ui import ask, money

KEPT = {"bind": "query-params", "persist_state": "session"}
UNKNOWN = {"value": None, "placeholder": "Not known"} | KEPT
WHOLE = "group: "
SHARED = ("unit",)  # what stands on every page
DEFAULTS = "defaults of the filters"


def row(*, without_store: bool = False):
    """The row that the filters of a page stand in; a page that needs a store says here, unsqueezed, how to make one."""
    if not without_store:
        ask.store()
    st.session_state[DEFAULTS] = {}
    return st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="filters")


def one(
    label: str, options: Sequence[str], key: str, named: Callable = str, *, width: int = 130, default: str | None = None
):
    """One choice of a list."""
    default = default if default in options else (options[0] if options else None)
    known(key, default, lambda value: value in options)
    return st.selectbox(
        label, options, index=None if default is None else list(options).index(default),
        key=key, format_func=named, width=width, **KEPT,
    )  # fmt: skip


def some(label: str, options: Sequence[str], key: str, named: Callable = str, *, width: int = 170, none: str = "All"):
    """Any number of choices; what none means is said, as a rule all."""
    known(key, [], lambda values: set(values) <= set(options))
    return tuple(st.multiselect(label, options, key=key, format_func=named, placeholder=none, width=width, **KEPT))


def step(label: str, named: Mapping[str, str], key: str, *, width: int = 260, none: str = "All"):
    """One choice of named codes, or none, which as a rule means all of them."""
    known(key, None, lambda value: value in named)
    return st.selectbox(
        label, list(named), index=None, key=key, format_func=named.get, placeholder=none, width=width, **KEPT
    )


def switched(label: str, key: str) -> bool:
    """Yes or no; at first no."""
    known(key, False, lambda value: True)
    return st.toggle(label, key=key, **KEPT)


def code(label: str, key: str, *, width: int = 130) -> str | None:
    """A code that the reader types, or that a step down chose; nothing means all."""
    known(key, "", lambda value: True)
    return st.text_input(label, key=key, placeholder="All", width=width, **KEPT).strip() or None


def number(label: str, key: str, default: float, *, width: int = 120) -> float:
    """A number above zero that the reader may change."""
    known(key, default, lambda value: value > 0)
    given = st.number_input(label, min_value=0.0, value=default, step=5.0, key=key, width=width, **KEPT)
    return float(given or default)


def month(label: str, first_month: int, key: str, *, width: int = 130) -> int | None:
    """A month of the fiscal year as its number from 1; nothing means as far as there are figures."""
    names = {str(number): f"{day:%B}" for number, day in enumerate(fy.months("2000-01", first_month), start=1)}
    known(key, None, lambda value: value in names)
    chosen = st.selectbox(
        label, list(names), index=None, key=key, format_func=names.get, placeholder="Latest", width=width, **KEPT
    )
    return int(chosen) if chosen else None


def switch(label: str, options: Sequence[str], key: str, named: Callable = str, default: str | None = None):
    """One of a few, all of them seen."""
    default = default or options[0]
    known(key, default, lambda value: value in options)
    return st.segmented_control(label, options, default=default, required=True, key=key, format_func=named, **KEPT)


def assumed(label: str, key: str) -> tuple[tuple[str, float, float], ...]:
    """A growth in per cent of all heads, as it came and as the target assumed it; empty unless both are known."""
    both = []
    for which in ("came", "was assumed"):
        name = f"{key}_{which.split()[-1]}"
        known(name, None, lambda value: True)
        both.append(st.number_input(f"{label} that {which}, %", step=0.5, key=name, **UNKNOWN))
    return () if None in both else (("", *both),)


def figures(label: str, periods: Sequence[str], key: str) -> tuple[tuple[str, float], ...]:
    """Figures above zero that the reader types, one a period; those left empty are not there."""
    with st.expander(label), st.container(horizontal=True, gap="small"):
        typed = {period: given(period, f"{key}_{period}") for period in periods}
    return tuple((period, figure) for period, figure in typed.items() if figure)


def given(label: str, key: str, *, width: int = 150) -> float | None:
    """A figure above zero that the reader types; nothing where it is left empty."""
    known(key, None, lambda value: value >= 0)
    return st.number_input(label, min_value=0.0, step=1.0, key=key, width=width, **UNKNOWN) or None


def amount(label: str, unit: money.Unit, key: str) -> float | None:
    """An amount that the reader types in the unit of the page."""
    typed = given(f"{label}, {money.said(unit, ask.store().government.currency)}", key, width=300)
    return typed and typed * unit.size


def unit() -> money.Unit:
    """The unit of every amount on the page; at first the one that fits the year's receipts and spending."""
    currency, so_far = ask.store().government.currency, ask.answer(position.headline)
    chosen = one(
        "Amounts in", list(money.UNITS), "unit", lambda name: money.said(money.UNITS[name], currency),
        default=ask.made(_fitting, so_far),
    )  # fmt: skip
    return money.UNITS[chosen]


def _fitting(so_far: Answer) -> str:
    """The unit that fits the year's receipts and spending, or its budget where nothing is booked."""
    sizes = [so_far.table[column].abs().max() for column in ("actual", "budget") if len(so_far.table)]
    return money.fitting(next((size for size in sizes if not money.missing(size)), None))


def fiscal_year(years, key: str) -> str | None:
    """One fiscal year; at first the latest in which something is booked."""
    named = years.fiscal_year.tolist()
    begun = next(compress(named, years.begun), None)
    return one("Fiscal year", named, key, default=begun, width=120)


def reset() -> None:
    """A button that undoes every filter of the page."""
    defaults = st.session_state[DEFAULTS]
    changed = any(st.session_state.get(key) != default for key, default in defaults.items())
    st.button("Reset", key="reset", on_click=_undo, args=(dict(defaults),), disabled=not changed, type="tertiary")


def known(key: str, default, valid: Callable) -> None:
    """Remember a filter's default; forget a choice that the store no longer offers."""
    st.session_state[DEFAULTS][key] = default
    chosen = st.session_state.get(key)
    if chosen is not None and not valid(chosen):
        del st.session_state[key]


def _undo(defaults: dict) -> None:
    """Back to the defaults."""
    for key, default in defaults.items():
        st.session_state[key] = default


def names(choices) -> dict[str, str]:
    """Groups, then heads, by code: what can be chosen of the store's receipts; a group's code has a mark before it."""
    groups = {WHOLE + code: f"{name} (all)" for code, name in zip(choices.group_code, choices.group_name, strict=True)}
    heads = dict(zip(choices.code, choices.name, strict=True))
    return _told_apart({code: name for code, name in groups.items() if code.removeprefix(WHOLE) not in heads} | heads)


def receipts(picked: Sequence[str], agencies: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What was picked, as questions about receipts take it.

    >>> receipts(("group: TAX", "STAMPS"), ())
    {'groups': ('TAX',), 'heads': ('STAMPS',), 'agencies': ()}
    """
    groups = tuple(code.removeprefix(WHOLE) for code in picked if code.startswith(WHOLE))
    return {
        "groups": groups,
        "heads": tuple(code for code in picked if not code.startswith(WHOLE)),
        "agencies": tuple(agencies),
    }


def place(picked: str | None) -> tuple[str, str]:
    """The level and code of what was picked.

    >>> place(None), place("group: TAX"), place("STAMPS")
    (('total', 'total'), ('group', 'TAX'), ('head', 'STAMPS'))
    """
    if picked is None:
        return "total", "total"
    return ("group" if picked.startswith(WHOLE) else "head"), picked.removeprefix(WHOLE)


def scope(within: Mapping[str, str | None]) -> dict[str, str | None]:
    """What was chosen, as questions about spending take it.

    >>> scope({"major object": "A01", "class": None})
    {'major_object': 'A01', 'class_': None}
    """
    return {("class_" if name == "class" else name.replace(" ", "_")): code for name, code in within.items()}


def of_kind(choices, kind: str) -> dict[str, str]:
    """The codes of one kind with their names."""
    chosen = choices[choices.kind == kind]
    return _told_apart(dict(zip(chosen.code, chosen.name, strict=True)))


def groups(choices) -> dict[str, str]:
    """The groups of heads, by code."""
    return _told_apart(dict(zip(choices.group_code, choices.group_name, strict=True)))


def heads(choices, group: str | None) -> dict[str, str]:
    """The heads of a group, by code."""
    chosen = choices[choices.group_code == group]
    return _told_apart(dict(zip(chosen.code, chosen.name, strict=True)))


def months(rows) -> dict[str, str]:
    """The months at the end of the way down, by their first day."""
    ends = rows[rows.level == "month"] if len(rows) else rows
    return dict(zip(ends.code, ends.name, strict=True)) if len(ends) else {}


def years(choices) -> list[str]:
    """Every fiscal year from the first to the last of the store's receipts, the latest first."""
    found = sorted({*choices.first_year, *choices.last_year}, reverse=True)[:1]
    while found and found[-1] > min(choices.first_year):
        found.append(fy.previous(found[-1]))
    return found


def agencies(choices) -> list[str]:
    """Who collects."""
    return sorted({agency for agency in choices.agency if agency})


def _told_apart(named: dict[str, str]) -> dict[str, str]:
    """Names that two codes share get their code: the address of the page holds names.

    >>> _told_apart({"1": "Fees", "2": "Fees", "3": "Rent"})
    {'1': 'Fees (1)', '2': 'Fees (2)', '3': 'Rent'}
    """
    often = Counter(named.values())
    return {code: f"{name} ({code})" if often[name] > 1 else name for code, name in named.items()}
