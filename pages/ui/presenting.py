"""Presenting: a scenario on a projector. Large type, one message a step, keys to go on, nothing that scrolls."""

from __future__ import annotations

from html import escape

import streamlit as st

from analytics import kept_scenarios, presentation, scenarios
from analytics.answer import Answer
from pages.ui import ask, drawings, filters, keeping, money, own_figures, roles, scenario_files
from pages.ui.headline import ARROWS
from pages.ui.ink import SCREEN

STEP, OF = "the step that is shown", "the scenario whose steps are shown"
STANDING = "What stands on the page of scenarios"
CHART = 190  # pixels: all of it fits a projector of 1280 by 720
AT_ONCE = 3  # scenarios side by side
URDU = {  # shown beside the English words; not yet confirmed by a native reader
    "Balance": "میزانیہ کا توازن",
    "Own revenue": "صوبے کی اپنی آمدنی",
    "Debt": "قرضہ",
    "Development": "ترقیاتی اخراجات",
}
Moved, Put = tuple[tuple[str, float], ...], tuple[tuple[str, str, float, str], ...]


def controls() -> tuple[tuple[str, ...], bool, money.Unit]:
    """What is presented, whether with Urdu words, and the unit; a row that stays small."""
    with filters.row():
        chosen = filters.some("Present", names(), "present", width=420, none=STANDING) or (STANDING,)
        unit = filters.unit()
        urdu = filters.switched("اردو", "present_urdu")
        if st.button("Leave", key="present_leave", shortcut="Esc"):
            st.switch_page("pages/planning/scenarios.py")
    return chosen[:AT_ONCE], urdu, unit


def names() -> tuple[str, ...]:
    """The scenarios there are: what stands, and those that are kept."""
    listed = ask.reckoned(kept_scenarios.kept).table
    return (STANDING, *(listed["name"] if len(listed) else ()))


def scenario(name: str) -> tuple[Moved, Put]:
    """What a scenario moves and puts in; what stands is what the page of scenarios was left with."""
    if name == STANDING:
        return keeping.standing("scenario"), own_figures.put()
    parts = ask.reckoned(kept_scenarios.opened, name=name).table
    moved = tuple((row.code, float(row.value)) for row in parts.itertuples() if row.kind == "lever")
    put = tuple(
        (row.code, row.fiscal_year, float(row.value), row.reason) for row in parts.itertuples() if row.kind == "figure"
    )
    return moved, put


def steps(name: str, urdu: bool, unit: money.Unit) -> None:
    """One scenario lever by lever: the figures, what changed, the lever itself, and the keys."""
    moved, put = scenario(name)
    live = {code: st.session_state.get(f"present_{name}_{code}", value) for code, value in moved}
    asked = {"moved": tuple(live.items()), "put": put}
    if st.session_state.get(OF) != name:
        st.session_state[OF], st.session_state[STEP] = name, 0
    kept = ask.answer(presentation.steps, moved=moved, put=put)  # the steps of the scenario as it was kept
    if kept.table.empty:
        st.info(kept.sentence)
        return
    codes = kept.table["code"].tolist()
    at = min(st.session_state[STEP], len(codes) - 1)
    upto = tuple((code, live[code]) for code in codes[: at + 1] if code in live)
    told = ask.answer(presentation.steps, moved=upto, put=put if at == len(codes) - 1 else ())
    there = told.table["code"].iloc[-1] == codes[at]  # not so where the lever was moved back to its start
    shown, before = told.table.iloc[-1], told.table.iloc[-2 if there and len(told.table) > 1 else -1]
    said = shown["said"] if there else f"{kept.table['name'].iloc[at]}: as in the baseline."
    _message(f"{at} of {len(codes) - 1}" if at else name, said)
    _figures({each: (shown[each], before[each]) for each in presentation.SHOWN}, unit, urdu)
    if at:
        _lever(name, codes[at], live)
    _chart(ask.answer(presentation.path, **asked | {"moved": upto}), unit)
    titled = f"{_title(name)}, {at} of {len(codes) - 1}" if at else _title(name)
    with st.container(horizontal=True, horizontal_alignment="right"):
        _files(titled, {"moved": upto, "put": put if at == len(codes) - 1 else ()}, "present")
        _keys(at, len(codes))


def beside(names: tuple[str, ...], urdu: bool, unit: money.Unit) -> None:
    """Two or three scenarios in columns, each against the baseline."""
    start = ask.answer(presentation.steps).table
    if start.empty:
        st.info(ask.answer(presentation.steps).sentence)
        return
    _message("Side by side", "What each scenario makes of the coming year, against the budget carried forward.")
    for place, name in zip(st.columns(len(names)), names, strict=True):
        moved, put = scenario(name)
        row = ask.answer(presentation.steps, moved=moved, put=put).table.iloc[-1]
        with place:
            st.html(f"<div class='present-name'>{escape(name)}</div>")
            both = {each: (row[each], start[each].iloc[0]) for each in presentation.SHOWN}
            _figures(both, unit, urdu, stacked=True)
            _files(_title(name), {"moved": moved, "put": put}, f"present_{name}")


def _message(step: str, said: str) -> None:
    ribbon = ask.store().government.note
    mark = f"<span class='ribbon'>{escape(ribbon)}</span>" if ribbon else ""
    st.html(f"<div class='present-step'>{escape(step)}{mark}</div><div class='present-said'>{escape(said)}</div>")


def _figures(both: dict, unit: money.Unit, urdu: bool, *, stacked: bool = False) -> None:
    """Four figures, each with what changed since the step before."""
    size = money.said(unit, ask.store().government.currency)
    cells = []
    for name, (now, then) in both.items():
        gone = now - then
        better = (gone > 0) == (name != "Debt")
        sign = "+" if gone > 0 else ""
        change = f"{ARROWS[gone > 0]} {sign}{money.short(gone, unit)}" if gone else "unchanged"
        look = "even" if not gone else "better" if better else "worse"
        other = f"<span lang='ur' dir='rtl'>{URDU[name]}</span>" if urdu else ""
        cells.append(
            f"<div><div class='label'>{escape(name)}, {escape(size)}{other}</div>"
            f"<div class='large'>{money.short(now, unit)}</div><div class='{look}'>{escape(change)}</div></div>"
        )
    st.html(f"<div class='present{' stacked' if stacked else ''}'>{''.join(cells)}</div>")


def _lever(name: str, code: str, live: dict) -> None:
    """The lever of this step; moving it answers at once."""
    levers = ask.answer(scenarios.levers).table.set_index("code")
    if code not in levers.index:
        return
    row = levers.loc[code]
    st.slider(
        f"{row['name']}, {row['unit']}", float(row["least"]), float(row["most"]), float(live[code]), float(row["step"]),
        key=f"present_{name}_{code}", persist_state="session",
    )  # fmt: skip


def _chart(path: Answer, unit: money.Unit) -> None:
    """The balance of the coming years, beside the baseline."""
    drawing = ask.made(drawings.against_baseline, path, unit, CHART, SCREEN)
    st.vega_lite_chart(None, drawing.charts[""], theme=None, key="present_chart", alt=path.title)


def _keys(at: int, many: int) -> None:
    """On and back, by the keys of a presenter's remote too."""
    st.button("Back", key="present_back", shortcut="Left", on_click=_go, args=(at - 1,), disabled=at == 0)
    st.button(
        "Next", key="present_next", shortcut="Right", on_click=_go, args=(at + 1,), disabled=at == many - 1,
        type="primary",
    )  # fmt: skip


def _title(name: str) -> str:
    """What files of a scenario are called."""
    return scenario_files.UNNAMED if name == STANDING else name


def _files(title: str, shown: dict, key: str) -> None:
    """The files of what is shown, behind one small button."""
    if ask.allowed(roles.EXPORT):
        with st.popover("Files", key=f"{key}_popover"):
            scenario_files.draw(title, shown, presentation.SHOWN[0], key)


def _go(to: int) -> None:
    st.session_state[STEP] = to


def full_screen() -> None:
    """Leave the screen to the figures: no menu, no title, no margins."""
    st.html(
        "<style>[data-testid='stSidebar'], [data-testid='stHeader'], .title { display: none !important; }"
        "[data-testid='stMainBlockContainer'] { padding: 1rem 2.4rem 0; max-width: none; }</style>"
    )
